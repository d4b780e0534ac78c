use serde_json::{Value, json};

use super::walk::Demand;

/// Texts of many kinds: ids, dates, words, and what says nothing.
pub const TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "-",
    "—",
    "...",
    "???",
    "TBD",
    "todo",
    "N/A",
    "not applicable",
    "[fill in]",
    "<insert>",
    "TODO: ask legal",
    "lorem ipsum dolor",
    "none",
    "It doesn't.",
    "no reason",
    "Two Words",
    "-leading",
    "trailing-",
    "double--hyphen",
    "Some words in a row.",
    "some-id",
    "2026-01-31",
    "2026-02-30",
    "2026-1-31",
    "31.01.2026",
    "unheard-of",
    "x-note",
    "$schema",
];

/// What a value may be changed to, so that it breaks one demand of the schema that holds of it.
pub(super) fn breaking(demand: &Demand, keyword: &Value, value: &Value) -> Vec<Value> {
    let part = demand.part.as_deref();
    let limit = keyword.as_u64().and_then(|limit| usize::try_from(limit).ok()).unwrap_or_default();
    match demand.keyword.as_str() {
        "required" => part.map(|key| without(value, key)).into_iter().collect(),
        "additionalProperties" => {
            ["unheard-of", "y-note", "X-note"].map(|key| with(value, key, json!("x"))).into()
        }
        "patternProperties" => Vec::new(),
        "minimum" | "exclusiveMinimum" => around(keyword, &[-1.0, 0.0, -0.5]),
        "maximum" | "exclusiveMaximum" => around(keyword, &[1.0, 0.0, 0.5]),
        "multipleOf" => around(keyword, &[0.5]),
        "minLength" => vec![json!("x".repeat(limit.saturating_sub(1)))],
        "maxLength" => vec![json!("x".repeat(limit + 1))],
        "minItems" | "maxItems" | "uniqueItems" | "contains" => lengths(&demand.keyword, limit, value),
        "minProperties" | "maxProperties" => vec![json!({}), with(value, "unheard-of", json!("x"))],
        "dependentRequired" | "dependencies" => {
            let keys = value.as_object().into_iter().flatten();
            keys.map(|(key, _)| without(value, key)).collect()
        }
        "pattern" | "format" => TEXTS.iter().map(|text| json!(text)).collect(),
        _ => others(value),
    }
}

/// Values of every type, and those that are near.
fn others(value: &Value) -> Vec<Value> {
    let plain = [json!("unheard-of"), json!(7), json!(-2.5), json!(true), Value::Null, json!([]), json!({})];
    let mut found = plain.to_vec();
    found.extend([json!([value]), json!({ "unheard-of": value }), json!("")]);
    if let Value::Object(entries) = value {
        found.extend(entries.keys().map(|key| without(value, key)));
        found.push(with(value, "unheard-of", json!("x")));
        if let Some((_, first)) = entries.iter().next() {
            found.extend(["Not an id", "R999"].map(|key| with(value, key, first.clone())));
        }
    }
    found.extend(TEXTS.iter().map(|text| json!(text)));
    found
}

fn around(limit: &Value, steps: &[f64]) -> Vec<Value> {
    let whole = |step: f64| step.fract() == 0.0;
    let moved = |&step: &f64| match limit.as_i64() {
        #[expect(clippy::cast_possible_truncation, reason = "a step is small and whole")]
        Some(limit) if whole(step) => json!(limit + step as i64),
        _ => json!(limit.as_f64().unwrap_or_default() + step),
    };
    steps.iter().map(moved).collect()
}

fn lengths(keyword: &str, limit: usize, value: &Value) -> Vec<Value> {
    let items = value.as_array().cloned().unwrap_or_default();
    let Some(first) = items.first() else { return Vec::new() };
    match keyword {
        "minItems" => vec![items[..limit.saturating_sub(1).min(items.len())].into()],
        "maxItems" => vec![Value::Array(vec![first.clone(); limit + 1])],
        "uniqueItems" => vec![json!([first, first])],
        _ => (0..items.len()).map(|at| Value::Array([&items[..at], &items[at + 1..]].concat())).collect(),
    }
}

pub(super) fn with(value: &Value, key: &str, entry: Value) -> Value {
    let mut value = value.clone();
    if let Some(entries) = value.as_object_mut() {
        entries.insert(key.to_owned(), entry);
    }
    value
}

fn without(value: &Value, key: &str) -> Value {
    let mut value = value.clone();
    if let Some(entries) = value.as_object_mut() {
        entries.shift_remove(key);
    }
    value
}
