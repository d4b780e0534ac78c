//! What is said of a value that a schema refuses, where the shape check and the check against any schema
//! say the same.

use jsonschema::JsonType;
use jsonschema::error::TypeKind;
use lesson_syntax::{Form, Kind, NodeId, Problem, ProblemKind, Tree};
use lesson_text::Edit;
use serde_json::Value;

use crate::places::visible;

/// Whether a type is among the expected ones.
pub(crate) fn expects(expected: &TypeKind, wanted: JsonType) -> bool {
    match expected {
        TypeKind::Single(single) => *single == wanted,
        TypeKind::Multiple(several) => several.contains(wanted),
    }
}

/// What is said of a value of another type than is due, with what would mend it.
pub(crate) fn wrong_type(tree: &Tree, node: NodeId, name: &str, expected: &TypeKind) -> Problem {
    let is = type_name(tree.kind(node));
    let due = due_types(expected);
    let span = visible(tree, node);
    let problem = Problem::new(ProblemKind::WrongType, span, format!("{name} must be {due}, and is {is}"));
    let wants_text = expects(expected, JsonType::String);
    let scalar = matches!(tree.kind(node), Kind::Bool | Kind::Int | Kind::Float);
    if wants_text && scalar && tree.form() == Form::Yaml {
        let quoted = format!("\"{}\"", tree.source().slice(tree.span(node)));
        return problem
            .help(format!("put it in quotes to make it a text: {quoted}"))
            .suggest("put the value in quotes", vec![Edit::replace(tree.span(node), quoted)]);
    }
    let digits = tree.text(node).trim();
    let wants_number = expects(expected, JsonType::Integer);
    if wants_number && tree.kind(node) == Kind::String && digits.parse::<u32>().is_ok() {
        return problem
            .help(format!("write the number without quotes: {digits}"))
            .suggest("write the number without quotes", vec![Edit::replace(tree.span(node), digits)]);
    }
    problem.help(format!("write {due} here"))
}

/// The expected types in plain words.
pub(crate) fn due_types(expected: &TypeKind) -> String {
    match expected {
        TypeKind::Single(single) => due(*single).to_owned(),
        TypeKind::Multiple(several) => several.iter().map(due).collect::<Vec<_>>().join(" or "),
    }
}

/// A type in plain words.
pub(crate) fn due(kind: JsonType) -> &'static str {
    match kind {
        JsonType::String => "a text",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::Boolean => "true or false",
        JsonType::Array => "a list",
        JsonType::Object => "keys with values",
        JsonType::Null => "nothing",
    }
}

/// What a value is, in plain words.
#[must_use]
pub fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null | Kind::Malformed => "nothing",
        Kind::Bool => "true or false",
        Kind::Int | Kind::Float => "a number",
        Kind::String => "a text",
        Kind::Sequence => "a list",
        Kind::Mapping => "keys with values",
    }
}

/// By its pointer the key that a value stands under, else which item of which list it is.
pub(crate) fn name_of(pointer: &str) -> String {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    match steps.as_slice() {
        [] => "the file".to_owned(),
        [.., list, item] if item.parse::<usize>().is_ok() => format!("an item of `{}`", brief(&key_of(list))),
        [.., key] => format!("`{}`", brief(&key_of(key))),
    }
}

/// The same by the whole value, which tells a list's items from keys that are numbers.
pub(crate) fn name_in(whole: &Value, pointer: &str) -> String {
    let Some((owner, step)) = pointer.rsplit_once('/') else { return "the file".to_owned() };
    let is_list = |pointer: &str| whole.pointer(pointer).is_some_and(Value::is_array);
    if !is_list(owner) {
        return format!("`{}`", brief(&key_of(step)));
    }
    match owner.rsplit_once('/') {
        Some((above, list)) if !is_list(above) => format!("an item of `{}`", brief(&key_of(list))),
        Some(_) => "an item of a list".to_owned(),
        None => "an item of the file".to_owned(),
    }
}

/// The key that a step of a pointer stands for.
pub(crate) fn key_of(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// The beginning of a text, where it is long.
pub(crate) fn brief(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut characters = text.chars();
    let mut short: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}
