//! YAML to a tree.

mod anchors;
mod compose;
mod frame;
mod messages;
mod patch;
mod scalar;
mod scan;
mod segments;
mod slips;

use std::sync::Arc;

use lesson_text::{Edit, SourceFile, Span};

use crate::{Form, NodeId, Parsed, Problem, ReadOptions, Stub, Tree, TreeBuilder};

pub(crate) use segments::segments;

/// Reads a YAML file.
pub(crate) fn read(source: &Arc<SourceFile>, options: &ReadOptions) -> Parsed {
    let mut builder = TreeBuilder::new(source, Form::Yaml);
    let region = Span::new(source.text_start(), source.text().len());
    let (root, problems) = read_region(&mut builder, region, options);
    Parsed { tree: builder.finish(root), problems }
}

/// Reads one region of a file as YAML (a whole file, or a Markdown lesson's front matter).
pub(crate) fn read_region(
    builder: &mut TreeBuilder,
    region: Span,
    options: &ReadOptions,
) -> (Option<NodeId>, Vec<Problem>) {
    let source = Arc::clone(builder.tree().source());
    let patched = patch::Patched::new(source.text(), region);
    let mut composed = compose::compose(builder, &patched, options.limits);
    if let Some(failure) = composed.failure {
        composed.problems.push(messages::by_kind(&failure.kind, patched.span(failure.at, failure.at)));
    }
    (composed.root, composed.problems)
}

/// The edit by which a mapping gets a key with a value; see [`crate::set`].
pub(crate) fn set(_tree: &Tree, _owner: NodeId, _key: &str, _value: &Stub) -> Option<Edit> {
    None
}
