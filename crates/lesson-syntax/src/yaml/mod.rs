//! YAML to a tree.

mod anchors;
mod compose;
mod edit;
mod emit;
mod frame;
mod layout;
mod messages;
mod outline;
mod patch;
mod quotes;
mod recover;
mod repairs;
mod scalar;
mod scan;
mod segments;
mod slips;

use std::sync::Arc;

use lesson_text::{SourceFile, Span};

use crate::{Form, Parsed, ReadOptions, TreeBuilder};

pub(crate) use edit::set;
pub(crate) use recover::read_region;
pub(crate) use segments::segments;

/// Reads a YAML file.
pub(crate) fn read(source: &Arc<SourceFile>, options: &ReadOptions) -> Parsed {
    let mut builder = TreeBuilder::new(source, Form::Yaml);
    let region = Span::new(source.text_start(), source.text().len());
    let (root, problems) = read_region(&mut builder, region, options);
    Parsed { tree: builder.finish(root), problems }
}
