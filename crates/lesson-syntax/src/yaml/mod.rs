//! YAML to a tree.

use std::sync::Arc;

use lesson_text::{Edit, SourceFile, Span};

use crate::{Form, NodeId, Parsed, Problem, ReadOptions, Segment, Stub, Style, Tree, TreeBuilder};

/// Reads a YAML file.
pub(crate) fn read(source: &Arc<SourceFile>, options: &ReadOptions) -> Parsed {
    let mut builder = TreeBuilder::new(source, Form::Yaml);
    let region = Span::new(source.text_start(), source.text().len());
    let (root, problems) = read_region(&mut builder, region, options);
    Parsed { tree: builder.finish(root), problems }
}

/// Reads one region of a file as YAML (a whole file, or a Markdown lesson's front matter).
pub(crate) fn read_region(
    _builder: &mut TreeBuilder,
    _region: Span,
    _options: &ReadOptions,
) -> (Option<NodeId>, Vec<Problem>) {
    (None, Vec::new())
}

/// How a scalar's decoded text comes from its bytes.
pub(crate) fn segments(_source: &str, _span: Span, _style: Style, _decoded: &str) -> Vec<Segment> {
    Vec::new()
}

/// The edit by which a mapping gets a key with a value; see [`crate::set`].
pub(crate) fn set(_tree: &Tree, _owner: NodeId, _key: &str, _value: &Stub) -> Option<Edit> {
    None
}
