//! Markdown and pasted text to a tree.

use std::sync::Arc;

use lesson_text::{Edit, SourceFile};

use crate::{Form, NodeId, Parsed, ReadOptions, Stub, Tree, TreeBuilder};

/// By which words Markdown names its sections and paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Labels;

/// Reads a Markdown or text file.
pub(crate) fn read(source: &Arc<SourceFile>, _options: &ReadOptions) -> Parsed {
    let builder = TreeBuilder::new(source, Form::Markdown);
    Parsed { tree: builder.finish(None), problems: Vec::new() }
}

/// The edit by which a mapping gets a key with a value; see [`crate::set`].
pub(crate) fn set(_tree: &Tree, _labels: &Labels, _owner: NodeId, _key: &str, _value: &Stub) -> Option<Edit> {
    None
}
