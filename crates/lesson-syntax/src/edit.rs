use std::borrow::Cow;

use lesson_text::Edit;

use crate::markdown::Labels;
use crate::{Form, NodeId, Tree, markdown, yaml};

/// A value to be written where one is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stub {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Stub>),
    /// Keys with their values, in this order.
    Map(Vec<(Cow<'static, str>, Stub)>),
}

impl Stub {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// The edit by which a mapping gets a key with a value: in place of the value that is there and says
/// nothing, else after its last entry, in the file's own manner (indentation, line ends, labels).
///
/// `None` where the layout leaves no sure place for it.
#[must_use]
pub fn set(tree: &Tree, labels: &Labels, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
    match tree.form() {
        Form::Yaml => yaml::set(tree, owner, key, value, None),
        Form::Markdown => markdown::set(tree, labels, owner, key, value),
    }
}

/// As [`set`], but a new entry of a YAML mapping comes after the last of these keys that is there (those that
/// stand before it in the order of the format), or before all where none of them is. Markdown has an order of
/// its own.
#[must_use]
pub fn set_after(
    tree: &Tree,
    labels: &Labels,
    owner: NodeId,
    key: &str,
    value: &Stub,
    preceding: &[&str],
) -> Option<Edit> {
    match tree.form() {
        Form::Yaml => yaml::set(tree, owner, key, value, Some(preceding)),
        Form::Markdown => markdown::set(tree, labels, owner, key, value),
    }
}

/// The edit by which a list that holds something gets one more item, in the file's own manner.
///
/// `None` where the layout leaves no sure place for it: in Markdown, only the comparison's rows have one.
#[must_use]
pub fn append(tree: &Tree, labels: &Labels, list: NodeId, item: &Stub) -> Option<Edit> {
    match tree.form() {
        Form::Yaml => yaml::append(tree, list, item),
        Form::Markdown => markdown::append(tree, labels, list, item),
    }
}
