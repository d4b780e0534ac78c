//! The way through a schema.

use serde_json::{Map, Value, json};

/// The keywords that hold schemas by names of their own.
const BY_NAME: [&str; 4] = ["properties", "patternProperties", "$defs", "definitions"];

/// The keywords that hold one schema.
const SINGLE: [&str; 8] =
    ["items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"];

/// The keywords that hold a list of schemas.
const LISTED: [&str; 3] = ["allOf", "anyOf", "oneOf"];

/// Calls a function with the keywords of a schema and of every schema in it, the outer one first.
pub(crate) fn each_schema(schema: &mut Value, change: &mut dyn FnMut(&mut Map<String, Value>)) {
    let Some(keywords) = schema.as_object_mut() else { return };
    change(keywords);
    for (keyword, value) in keywords.iter_mut() {
        let keyword = keyword.as_str();
        match value {
            Value::Object(named) if BY_NAME.contains(&keyword) => {
                named.values_mut().for_each(|schema| each_schema(schema, change));
            }
            Value::Array(schemas) if LISTED.contains(&keyword) => {
                schemas.iter_mut().for_each(|schema| each_schema(schema, change));
            }
            value if SINGLE.contains(&keyword) => each_schema(value, change),
            _ => {}
        }
    }
}

/// The definitions of a schema, whatever its draft calls them.
pub(crate) fn definitions(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("$defs").or_else(|| schema.get("definitions"))?.as_object()
}

/// What a reference, also one that stands alone in an `allOf`, leads to within a schema.
pub(crate) fn referred<'s>(schema: &'s Value, from: &Value) -> Option<&'s Value> {
    let alone = |all: &'_ Value| all.as_array().filter(|all| all.len() == 1).map(|all| all[0].clone());
    let inner = from.get("allOf").and_then(alone);
    let reference = from.get("$ref").or_else(|| inner.as_ref()?.get("$ref"))?.as_str()?;
    schema.pointer(reference.strip_prefix('#')?)
}

/// Leaves out the definitions that nothing refers to.
pub(crate) fn drop_unused_definitions(schema: &mut Value) {
    for folder in ["$defs", "definitions"] {
        loop {
            let text = schema.to_string();
            let is_used = |name: &String| text.contains(&format!("\"#/{folder}/{name}\""));
            let Some(definitions) = schema.get_mut(folder).and_then(Value::as_object_mut) else { break };
            let before = definitions.len();
            definitions.retain(|name, _| is_used(name));
            if definitions.len() == before {
                break;
            }
        }
    }
}

/// Adds a schema that must hold besides.
pub(crate) fn and(keywords: &mut Map<String, Value>, member: Value) {
    let all = keywords.entry("allOf").or_insert_with(|| json!([]));
    if let Some(all) = all.as_array_mut() {
        all.push(member);
    }
}
