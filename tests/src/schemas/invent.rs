use serde_json::{Map, Value, json};

use super::candidates::TEXTS;

/// How deep an invented value goes: schemas may hold themselves.
const DEPTH: usize = 6;
/// How many are made for one schema.
const MOST: usize = 40;

/// Values that a schema may take, the likeliest first; whether it takes them is for it to say.
pub(super) fn invented(root: &Value, part: &Value) -> Vec<Value> {
    of_part(root, part, 0)
}

fn of_part(root: &Value, part: &Value, depth: usize) -> Vec<Value> {
    let Some(keywords) = part.as_object().filter(|_| depth < DEPTH) else { return vec![json!("x")] };
    let mut found = Vec::new();
    found.extend(keywords.get("const").cloned());
    found.extend(keywords.get("enum").and_then(Value::as_array).into_iter().flatten().cloned());
    found.extend(keywords.get("examples").and_then(Value::as_array).into_iter().flatten().cloned());
    found.extend(keywords.get("default").cloned());
    let reference = keywords.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    if let Some(target) = reference.and_then(|target| root.pointer(target)) {
        found.extend(of_part(root, target, depth + 1));
    }
    for keyword in ["anyOf", "oneOf", "allOf"] {
        let branches = keywords.get(keyword).and_then(Value::as_array).into_iter().flatten();
        found.extend(branches.flat_map(|branch| of_part(root, branch, depth + 1)));
    }
    let types = match keywords.get("type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one.as_str()],
        _ => Vec::new(),
    };
    if found.is_empty() || types.contains(&"object") {
        found.extend(types.iter().flat_map(|of_type| of_a_type(root, keywords, of_type, depth)));
    }
    if found.is_empty() {
        found.extend(of_a_type(root, keywords, "string", depth));
    }
    found.truncate(MOST);
    found
}

fn of_a_type(root: &Value, keywords: &Map<String, Value>, of_type: &str, depth: usize) -> Vec<Value> {
    let limit = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64);
    match of_type {
        "null" => vec![Value::Null],
        "boolean" => vec![json!(true), json!(false)],
        "integer" => vec![json!(limit("minimum").unwrap_or(3))],
        "number" => vec![json!(2.5)],
        "array" => {
            let item = keywords.get("items").map(|items| of_part(root, items, depth + 1)).unwrap_or_default();
            let count = usize::try_from(limit("minItems").unwrap_or(1).max(1)).unwrap_or(1);
            item.into_iter().map(|item| Value::Array(vec![item; count])).collect()
        }
        "object" => vec![object(root, keywords, depth)],
        _ => texts(),
    }
}

/// Texts, those first that are words, an id, a day.
fn texts() -> Vec<Value> {
    let first = ["Some words in a row.", "some-id", "2026-01-31"];
    let others = TEXTS.iter().filter(|text| !first.contains(text));
    first.iter().chain(others).map(|text| json!(text)).collect()
}

fn object(root: &Value, keywords: &Map<String, Value>, depth: usize) -> Value {
    let mut entries = Map::new();
    let fitting = |part: &Value| {
        let values = of_part(root, part, depth + 1);
        let refused = values.first().cloned();
        let accepted = super::subject::validator(&placed(root, part), true);
        values.into_iter().find(|value| accepted.is_valid(value)).or(refused)
    };
    for (key, part) in keywords.get("properties").and_then(Value::as_object).into_iter().flatten() {
        entries.extend(fitting(part).map(|value| (key.clone(), value)));
    }
    if let Some(part @ Value::Object(_)) = keywords.get("additionalProperties") {
        entries.extend(fitting(part).map(|value| ("some-id".into(), value)));
    }
    Value::Object(entries)
}

/// A part of a schema as a schema of its own, with the definitions that it may refer to.
pub(super) fn placed(root: &Value, part: &Value) -> Value {
    let mut schema = Map::new();
    for key in ["$schema", "$defs", "definitions"] {
        schema.extend(root.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    schema.insert("allOf".into(), json!([part]));
    Value::Object(schema)
}
