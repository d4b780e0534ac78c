//! Snippets: a whole lesson, regime, analogy, dimension, field-guide line, to be typed over.

use serde_json::{Map, Value, json};

use super::samples::Samples;
use crate::walk::{definitions, each_schema};

const KEYWORD: &str = "defaultSnippets";

/// By the pointer of the type.
pub(super) type Snippets = Vec<(String, Value)>;

/// A snippet for each type that has keys which are asked for.
pub(super) fn of_each_type(schema: &Value, samples: &Samples) -> Snippets {
    let key = if schema.get("$defs").is_some() { "$defs" } else { "definitions" };
    let inner = definitions(schema).into_iter().flatten();
    let inner = inner.map(|(name, definition)| (format!("/{key}/{name}"), name.as_str(), definition));
    let name = schema.get("title").and_then(Value::as_str).unwrap_or_default();
    let all = std::iter::once((String::new(), name, schema)).chain(inner);
    let has_required = |definition: &Value| definition.get("required").is_some();
    all.filter(|(_, _, definition)| has_required(definition))
        .filter_map(|(pointer, name, definition)| {
            let sample = samples.value(definition, 0)?;
            let title = definition.get("title").and_then(Value::as_str).map(str::to_owned);
            let label = title.unwrap_or_else(|| in_words(name)).to_lowercase();
            let description = definition.get("description").and_then(Value::as_str).unwrap_or_default();
            let description = description.split("\n\n").next().unwrap_or_default();
            let body = with_stops(&sample, &mut 0);
            Some((pointer, json!([{ "label": label, "description": description, "body": body }])))
        })
        .collect()
}

/// Puts the snippets where they belong: that of a type whose values are items of lists at each such list, where
/// yaml-language-server adds the dash or leaves it away as is due; any other at its type.
pub(super) fn insert(schema: &mut Value, snippets: &Snippets) {
    let mut listed = Vec::new();
    each_schema(schema, &mut |keywords| {
        let items = keywords.get("items").and_then(|items| items.get("$ref")).and_then(Value::as_str);
        let pointer = items.and_then(|reference| reference.strip_prefix('#'));
        let found = pointer.and_then(|pointer| snippets.iter().find(|(other, _)| other == pointer));
        if let Some((pointer, snippet)) = found {
            keywords.insert(KEYWORD.into(), snippet.clone());
            listed.push(pointer);
        }
    });
    for (pointer, snippet) in snippets.iter().filter(|(pointer, _)| !listed.contains(&pointer)) {
        if let Some(keywords) = schema.pointer_mut(pointer).and_then(Value::as_object_mut) {
            keywords.insert(KEYWORD.into(), snippet.clone());
        }
    }
}

/// An example with a tab stop at each text, in which that text is selected.
fn with_stops(sample: &Value, stops: &mut usize) -> Value {
    match sample {
        Value::String(text) => stop(text, stops).into(),
        Value::Array(items) => items.iter().map(|item| with_stops(item, stops)).collect(),
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| (key.clone(), with_stops(value, stops));
            Value::Object(entries.iter().map(entry).collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn stop(text: &str, stops: &mut usize) -> String {
    *stops += 1;
    let escaped = text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    format!("${{{stops}:{escaped}}}")
}

/// `VoiceWord` as "Voice word".
fn in_words(name: &str) -> String {
    let mut words = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(character);
    }
    words
}
