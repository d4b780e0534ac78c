use std::fmt::Write;

use serde_json::{Map, Value};

/// The reference page of a schema in Markdown: a table of keys for each type, from the same
/// descriptions that editors show.
#[must_use]
pub fn reference(schema: &Value) -> String {
    let mut page = String::new();
    type_table(&mut page, schema.get("title").and_then(Value::as_str).unwrap_or("The document"), schema);
    let definitions = schema.get("$defs").or_else(|| schema.get("definitions")).and_then(Value::as_object);
    for (name, definition) in definitions.into_iter().flatten() {
        if definition.get("properties").is_some() {
            type_table(&mut page, name, definition);
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn type_table(page: &mut String, name: &str, schema: &Value) {
    let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let _ = write!(page, "## {name}\n\n{description}\n\n");
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    page.push_str("| key | required | value | what it is |\n|---|---|---|---|\n");
    for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let Some(keywords) = property.as_object() else { continue };
        let needed = match keywords.get("x-lessonlint-rule").and_then(Value::as_str) {
            Some(rule) if required.contains(&key.as_str()) => format!("yes, by {rule}"),
            _ if required.contains(&key.as_str()) => "yes".to_owned(),
            _ => "no".to_owned(),
        };
        let what = keywords.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " ");
        let example =
            example_of(keywords).map(|example| format!(" Such as `{example}`.")).unwrap_or_default();
        let _ = writeln!(page, "| `{key}` | {needed} | {} | {what}{example} |", value_of(keywords));
    }
    page.push('\n');
}

/// A first example that fits into a cell of a table.
fn example_of(keywords: &Map<String, Value>) -> Option<String> {
    let example = match keywords.get("examples")?.get(0)? {
        Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => return None,
        scalar => scalar.to_string(),
    };
    (!example.contains(['|', '`', '\n'])).then_some(example)
}

/// What a value is, in plain words, with a link to the type's own table.
fn value_of(keywords: &Map<String, Value>) -> String {
    let nested = |value: &Value| value.as_object().map(value_of).unwrap_or_default();
    let alternatives = |values: &Vec<Value>| values.iter().map(nested).collect::<Vec<_>>().join(" or ");
    if let Some(name) = keywords.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next())
    {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(values) = keywords.get("anyOf").or_else(|| keywords.get("oneOf")).and_then(Value::as_array) {
        return alternatives(values);
    }
    if keywords.get("format").and_then(Value::as_str) == Some("date") {
        return "date".to_owned();
    }
    match keywords.get("type") {
        Some(Value::String(kind)) if kind == "array" => match keywords.get("items") {
            Some(items) => format!("list: {}", nested(items)),
            None => "list".to_owned(),
        },
        Some(Value::String(kind)) if kind == "object" => match keywords.get("additionalProperties") {
            Some(values @ Value::Object(_)) => format!("keys with values: {}", nested(values)),
            _ => "keys with values".to_owned(),
        },
        Some(Value::String(kind)) => plain(kind).to_owned(),
        Some(Value::Array(kinds)) => {
            kinds.iter().filter_map(Value::as_str).map(plain).collect::<Vec<_>>().join(" or ")
        }
        _ => "anything".to_owned(),
    }
}

fn plain(kind: &str) -> &str {
    match kind {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "true or false",
        "null" => "nothing",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::reference;
    use crate::{Draft, lesson};

    #[test]
    fn every_key_has_its_line() {
        let page = reference(&lesson(Draft::Draft202012));
        assert!(
            page.contains("| `where_it_breaks` | yes, by A001 | text | What does not carry over"),
            "{page}"
        );
        let schema =
            json!({ "properties": { "a": { "type": "string", "examples": ["b"], "description": "C." } } });
        assert!(reference(&schema).contains("| `a` | no | text | C. Such as `b`. |"));
        assert!(page.contains("| `regimes` | yes, by R010 | list: [Regime](#regime) |"), "{page}");
        assert!(page.contains("| `notes` | no | text or list: text |"), "{page}");
    }
}
