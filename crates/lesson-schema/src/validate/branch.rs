//! Of alternatives, the one that was meant.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use super::keywords::short;
use crate::words::{due, due_types};

/// What somebody meant who kept to none of several alternatives.
#[derive(Debug, PartialEq)]
pub(super) enum Meant {
    /// One of them, by its index.
    Branch(usize),
    /// A value of any of these types: the alternatives say no more.
    Types(String),
    /// Any of these values.
    Values(Vec<Value>),
    /// Any of these keys.
    OneKeyOf(Vec<String>),
    /// There is nothing to tell it by.
    Unknown,
}

/// What was meant at a place, by what each alternative has against it.
pub(super) fn meant(pointer: &str, context: &[Vec<ValidationError<'static>>]) -> Meant {
    if context.is_empty() || context.iter().any(Vec::is_empty) {
        return Meant::Unknown;
    }
    let here = |error: &ValidationError<'_>| error.instance_path().as_str() == pointer;
    if let Some(types) = all(context, |error| wrong_type(error).filter(|_| here(error))) {
        let mut named: Vec<String> = types.into_iter().map(due_types).collect();
        named.dedup();
        return Meant::Types(named.join(" or "));
    }
    if let Some(values) = all(context, |error| wrong_value(error).filter(|_| here(error))) {
        return Meant::Values(values.into_iter().flatten().cloned().collect());
    }
    if context.len() > 1
        && let Some(keys) = all(context, |error| missing_key(error).filter(|_| here(error)))
    {
        return Meant::OneKeyOf(keys.into_iter().map(str::to_owned).collect());
    }
    let best = context.iter().enumerate().min_by_key(|(_, errors)| distance(pointer, errors));
    best.map_or(Meant::Unknown, |(index, _)| Meant::Branch(index))
}

/// What each alternative says, where each says one such thing.
fn all<'e, T>(
    context: &'e [Vec<ValidationError<'static>>],
    pick: impl Fn(&'e ValidationError<'static>) -> Option<T>,
) -> Option<Vec<T>> {
    context.iter().map(|errors| if let [error] = errors.as_slice() { pick(error) } else { None }).collect()
}

fn wrong_type<'e>(error: &'e ValidationError<'_>) -> Option<&'e TypeKind> {
    match error.kind() {
        Kind::Type { kind } => Some(kind),
        _ => None,
    }
}

fn wrong_value<'e>(error: &'e ValidationError<'_>) -> Option<&'e [Value]> {
    match error.kind() {
        Kind::Constant { expected_value } => Some(std::slice::from_ref(expected_value.as_ref())),
        Kind::Enum { options } => options.as_array().map(Vec::as_slice),
        _ => None,
    }
}

fn missing_key<'e>(error: &'e ValidationError<'_>) -> Option<&'e str> {
    match error.kind() {
        Kind::Required { property } => property.as_str(),
        _ => None,
    }
}

/// How far what is written is from an alternative: of another type, then of another kind by a fixed value
/// at most one step down (`kind: x`), then by keys that are unknown or missing, then by how deep the first
/// fault lies (the deeper, the more of it fits), then by how many there are.
fn distance(pointer: &str, errors: &[ValidationError<'static>]) -> (bool, bool, usize, usize, usize) {
    let depth = |error: &ValidationError<'_>| {
        error.instance_path().as_str().get(pointer.len()..).unwrap_or_default().matches('/').count()
    };
    let inner = flat(errors);
    let is_other_type = inner.iter().any(|error| depth(error) == 0 && wrong_type(error).is_some());
    let is_other_kind = inner.iter().any(|error| depth(error) <= 1 && wrong_value(error).is_some());
    let keys = |error: &&ValidationError<'static>| match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            unexpected.len()
        }
        Kind::Required { .. } | Kind::FalseSchema => 1,
        _ => 0,
    };
    let keys = inner.iter().filter(|error| depth(error) == 0).map(keys).sum();
    let shallowest = inner.iter().map(|error| depth(error)).min().unwrap_or(0);
    (is_other_type, is_other_kind, keys, usize::MAX - shallowest, inner.len())
}

/// The errors of an alternative; of alternatives inside of it those of the nearest.
fn flat<'e>(errors: &'e [ValidationError<'static>]) -> Vec<&'e ValidationError<'static>> {
    let mut flat = Vec::new();
    for error in errors {
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                match meant(error.instance_path().as_str(), context) {
                    Meant::Branch(index) => flat.extend(context.get(index).into_iter().flatten()),
                    Meant::Types(_) => flat.extend(context.first().into_iter().flatten()),
                    _ => flat.push(error),
                }
            }
            _ => flat.push(error),
        }
    }
    flat
}

/// What an alternative is called: by its title, the values that tell it, what it refers to, or its type.
pub(super) fn name(branch: &Value) -> Option<String> {
    if let Some(title) = branch.get("title").and_then(Value::as_str) {
        return Some(title.to_owned());
    }
    let properties = branch.get("properties").and_then(Value::as_object);
    let fixed = properties.into_iter().flatten().find_map(|(key, property)| {
        let value = property.get("const").or_else(|| match property.get("enum")?.as_array()?.as_slice() {
            [value] => Some(value),
            _ => None,
        })?;
        Some(format!("`{key}: {}`", short(value).trim_matches('`')))
    });
    let value = || branch.get("const").map(|value| format!("`{}`", short(value).trim_matches('`')));
    let reference = || {
        let reference = branch.get("$ref")?.as_str()?;
        let last = reference.rsplit(['/', '#']).find(|step| !step.is_empty())?;
        Some(format!("`{last}`"))
    };
    let typed = || Some(type_named(branch.get("type")?.as_str()?)?.to_owned());
    let keyed = || {
        let required = branch.get("required")?.as_array()?.iter().filter_map(Value::as_str);
        let keys: Vec<String> = required.map(|key| format!("`{key}`")).collect();
        (!keys.is_empty()).then(|| format!("with {}", keys.join(" and ")))
    };
    fixed.or_else(value).or_else(reference).or_else(keyed).or_else(typed)
}

fn type_named(name: &str) -> Option<&'static str> {
    use jsonschema::JsonType as T;
    let all = [T::String, T::Integer, T::Number, T::Boolean, T::Array, T::Object, T::Null];
    all.into_iter().find(|kind| kind.as_str() == name).map(due)
}
