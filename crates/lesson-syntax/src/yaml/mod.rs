//! YAML to a tree.

mod anchors;
mod compose;
mod frame;
mod layout;
mod messages;
mod outline;
mod patch;
mod recover;
mod repairs;
mod scalar;
mod scan;
mod segments;
mod slips;

use std::sync::Arc;

use lesson_text::{Edit, SourceFile, Span};

use crate::{Form, NodeId, Parsed, ReadOptions, Stub, Tree, TreeBuilder};

pub(crate) use recover::read_region;
pub(crate) use segments::segments;

/// Reads a YAML file.
pub(crate) fn read(source: &Arc<SourceFile>, options: &ReadOptions) -> Parsed {
    let mut builder = TreeBuilder::new(source, Form::Yaml);
    let region = Span::new(source.text_start(), source.text().len());
    let (root, problems) = read_region(&mut builder, region, options);
    Parsed { tree: builder.finish(root), problems }
}

/// The edit by which a mapping gets a key with a value; see [`crate::set`].
pub(crate) fn set(_tree: &Tree, _owner: NodeId, _key: &str, _value: &Stub) -> Option<Edit> {
    None
}
