//! Random schemas, changes of them, and documents to try on them.

use fastrand::Rng;
use serde_json::{Map, Value, json};

const KEYS: [&str; 5] = ["a", "b", "c", "ab", "x-a"];
const PATTERNS: [&str; 4] = ["^a", "b$", "\\S", "^x-"];
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// What kinds of keywords a schema may hold.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kinds {
    All,
    /// Those under which more below means more above.
    Monotonic,
}

fn pick<'a>(random: &mut Rng, from: &[&'a str]) -> &'a str {
    from[random.usize(..from.len())]
}

/// A document.
pub(crate) fn document(random: &mut Rng, depth: usize) -> Value {
    match random.usize(..if depth == 0 { 5 } else { 9 }) {
        0 => Value::Null,
        1 => random.bool().into(),
        2 => random.i64(-1..5).into(),
        3 => json!([0.5, 1.0, 2.5, -1.5, 9e15][random.usize(..5)]),
        4 => pick(random, &["", "a", "b", "ab", "aab", " ", "2026-01-01", "bbbbb"]).into(),
        5 => (0..random.usize(..4)).map(|_| document(random, depth - 1)).collect(),
        _ => {
            let mut object = Map::new();
            for _ in 0..random.usize(..4) {
                object.insert(pick(random, &KEYS).to_owned(), document(random, depth - 1));
            }
            object.into()
        }
    }
}

/// A whole schema, with definitions that may lead back to themselves by way of a key or an item.
pub(crate) fn schema(random: &mut Rng, kinds: Kinds) -> Value {
    let mut schema = below(random, 3, kinds, false);
    while !schema.is_object() {
        schema = below(random, 3, kinds, false);
    }
    let definitions = json!({ "d": below(random, 2, kinds, false), "e": below(random, 1, kinds, false) });
    schema["$defs"] = definitions;
    schema
}

/// A schema; references only where a step into the document guards them.
pub(crate) fn below(random: &mut Rng, depth: usize, kinds: Kinds, guarded: bool) -> Value {
    match random.usize(..12) {
        0 => return true.into(),
        1 if kinds == Kinds::All && depth < 3 => return false.into(),
        2 | 3 if guarded => return json!({ "$ref": pick(random, &["#/$defs/d", "#/$defs/e", "#"]) }),
        _ => {}
    }
    let mut keywords = Map::new();
    for _ in 0..random.usize(1..4) {
        let (keyword, value) = keyword(random, depth, kinds);
        keywords.insert(keyword.to_owned(), value);
        if keywords.contains_key("if") {
            let branch = pick(random, &["then", "else"]);
            keywords.insert(branch.to_owned(), below(random, depth.saturating_sub(1), kinds, false));
        }
    }
    keywords.into()
}

fn keyword(random: &mut Rng, depth: usize, kinds: Kinds) -> (&'static str, Value) {
    let small = |random: &mut Rng| Value::from(random.u64(..4));
    let leaf = random.usize(..if depth == 0 { 17 } else { 34 });
    let next = depth.saturating_sub(1);
    let list = |random: &mut Rng| -> Value {
        (0..random.usize(1..4)).map(|_| below(random, next, kinds, false)).collect()
    };
    let guarded = |random: &mut Rng| below(random, next, kinds, true);
    let map = |random: &mut Rng, names: &[&str]| -> Value {
        let entries = (0..random.usize(1..3))
            .map(|_| (pick(random, names).to_owned(), below(random, next, kinds, true)));
        Value::Object(entries.collect())
    };
    match leaf {
        0 | 1 => ("type", pick(random, &TYPES).into()),
        2 => ("type", json!(["string", pick(random, &["null", "object", "array", "integer"])])),
        3 => ("enum", (0..random.usize(1..4)).map(|_| document(random, 1)).collect()),
        4 => ("const", document(random, 1)),
        5 => ("minimum", json!([0.0, 1.0, 2.0, 0.5][random.usize(..4)])),
        6 => ("exclusiveMinimum", json!([0.0, 1.0, 0.5][random.usize(..3)])),
        7 => ("maximum", small(random)),
        8 => ("multipleOf", json!([1.0, 2.0, 3.0, 0.5][random.usize(..4)])),
        9 => ("minLength", small(random)),
        10 => ("maxLength", small(random)),
        11 => ("pattern", pick(random, &PATTERNS).into()),
        12 => (["minItems", "maxItems"][random.usize(..2)], small(random)),
        13 => (["minProperties", "maxProperties"][random.usize(..2)], small(random)),
        14 => ("required", json!([pick(random, &KEYS)])),
        15 => ("uniqueItems", random.bool().into()),
        16 => ("format", "date".into()),
        17 | 18 => ("properties", map(random, &KEYS)),
        19 => ("patternProperties", map(random, &PATTERNS)),
        20 => ("additionalProperties", if random.bool() { false.into() } else { guarded(random) }),
        21 | 22 => ("items", guarded(random)),
        23 => ("prefixItems", list(random)),
        24 | 25 => ("anyOf", list(random)),
        26 => ("allOf", list(random)),
        27 => ("dependentRequired", json!({ pick(random, &KEYS): [pick(random, &KEYS)] })),
        _ if kinds == Kinds::Monotonic => ("properties", map(random, &KEYS)),
        28 => ("oneOf", list(random)),
        29 => ("not", below(random, next, kinds, false)),
        30 => ("if", below(random, next, kinds, false)),
        31 => ("contains", below(random, next, kinds, false)),
        32 => ("propertyNames", below(random, next, kinds, false)),
        _ => ("dependentSchemas", json!({ pick(random, &KEYS): below(random, next, kinds, false) })),
    }
}

/// Every schema in a schema, as pointers.
pub(crate) fn places(schema: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut waiting = vec![(String::new(), schema)];
    while let Some((pointer, schema)) = waiting.pop() {
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            let at = format!("{pointer}/{keyword}");
            match keyword.as_str() {
                "items"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames" => {
                    waiting.push((at, value));
                }
                "anyOf" | "oneOf" | "allOf" | "prefixItems" => {
                    let list = value.as_array().into_iter().flatten().enumerate();
                    waiting.extend(list.map(|(index, child)| (format!("{at}/{index}"), child)));
                }
                "properties" | "patternProperties" | "dependentSchemas" | "$defs" => {
                    let map = value.as_object().into_iter().flatten();
                    waiting.extend(map.map(|(name, child)| (format!("{at}/{name}"), child)));
                }
                _ => {}
            }
        }
        places.push(pointer);
    }
    places
}

/// A schema with something changed somewhere.
pub(crate) fn changed(random: &mut Rng, schema: &Value) -> Value {
    let mut schema = schema.clone();
    for _ in 0..random.usize(1..3) {
        let places = places(&schema);
        let place = &places[random.usize(..places.len())];
        let Some(Value::Object(keywords)) = schema.pointer_mut(place) else { continue };
        let names: Vec<String> = keywords.keys().filter(|name| *name != "$defs").cloned().collect();
        if random.bool() && !names.is_empty() {
            keywords.shift_remove(&names[random.usize(..names.len())]);
        } else {
            let (name, value) = keyword(random, 1, Kinds::All);
            keywords.insert(name.to_owned(), value);
        }
    }
    schema
}

/// A schema that accepts all that this one of monotonic keywords accepts, and perhaps more.
pub(crate) fn widened(random: &mut Rng, schema: &Value) -> Value {
    let mut schema = schema.clone();
    let places = places(&schema);
    let place = &places[random.usize(..places.len())];
    let more = document(random, 1);
    let Some(Value::Object(keywords)) = schema.pointer_mut(place) else { return schema };
    let asks = |name: &&String| {
        !matches!(name.as_str(), "properties" | "patternProperties" | "prefixItems" | "$defs")
    };
    let names: Vec<String> = keywords.keys().filter(asks).cloned().collect();
    if names.is_empty() {
        return schema;
    }
    let name = &names[random.usize(..names.len())];
    match (name.as_str(), keywords.get_mut(name)) {
        ("enum", Some(Value::Array(values))) => values.push(more),
        ("anyOf", Some(Value::Array(forms))) => forms.push(json!({ "type": pick(random, &TYPES) })),
        ("required", Some(Value::Array(names))) => names.clear(),
        ("maximum" | "maxLength" | "maxItems" | "maxProperties", Some(value)) => {
            *value = (value.as_u64().unwrap() + 1).into();
        }
        ("minLength" | "minItems" | "minProperties", Some(value)) => {
            *value = value.as_u64().unwrap().saturating_sub(1).into();
        }
        _ => drop(keywords.shift_remove(name)),
    }
    schema
}

/// The same schema, spelled otherwise at every place; of all kinds of keywords, with other definitions only.
pub(crate) fn respelled(random: &mut Rng, schema: &Value, kinds: Kinds) -> Value {
    let mut schema = schema.clone();
    let mut places = places(&schema);
    // The innermost first, so that pointers stay what they are.
    places.sort_by_key(|place| std::cmp::Reverse(place.len()));
    for (index, place) in places.iter().enumerate() {
        let Some(Value::Object(keywords)) = schema.pointer_mut(place) else { continue };
        let plain = kinds == Kinds::Monotonic;
        if let Some(value) = keywords.get("const").filter(|_| plain).cloned() {
            keywords.shift_remove("const");
            keywords.insert("allOf".to_owned(), merged(keywords.get("allOf"), json!({ "enum": [value] })));
        }
        if let Some(names) = keywords.get("required").filter(|_| plain).cloned() {
            keywords.shift_remove("required");
            for name in names.as_array().unwrap() {
                keywords.insert(
                    "allOf".to_owned(),
                    merged(keywords.get("allOf"), json!({ "required": [name], "errorMessage": "x" })),
                );
            }
        }
        if let Some(kind @ Value::String(_)) = keywords.get_mut("type").filter(|_| plain) {
            *kind = json!([kind.clone()]);
        }
        if random.bool() && !place.is_empty() && !place.starts_with("/$defs") {
            let moved = Value::Object(std::mem::take(keywords));
            keywords.insert("$ref".to_owned(), format!("#/$defs/moved{index}").into());
            schema["$defs"][format!("moved{index}")] = moved;
        }
    }
    schema
}

fn merged(list: Option<&Value>, more: Value) -> Value {
    let mut list = list.and_then(Value::as_array).cloned().unwrap_or_default();
    list.push(more);
    list.into()
}
