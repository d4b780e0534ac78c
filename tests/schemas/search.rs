//! The search for cases itself: it finds what is wrong with schemas that are.

use lessonlint_tests::schemas::{Subject, cover};
use serde_json::{Value, json};

/// What is wanting in a schema of one property.
fn wanting(part: Value, good: Value) -> Vec<String> {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": { "a": part },
        "$defs": { "Used": { "type": "string" } },
    });
    let subject = Subject::new("made-up", "made-up".to_owned(), schema);
    let found = cover(&subject, &[json!({ "a": good })]);
    let wanting = found.demands.iter().filter_map(|(demand, covered)| {
        let what = covered.wanting(demand, subject.schema.pointer(&demand.schema).unwrap())?;
        demand.location().strip_prefix("/properties/a").map(|place| format!("{place}: {what}"))
    });
    wanting.collect()
}

#[test]
fn a_sound_schema_wants_nothing() {
    let sound = [
        (json!({ "type": "string", "minLength": 2, "maxLength": 9 }), json!("words")),
        (json!({ "type": ["integer", "null"], "minimum": 1, "maximum": 5 }), json!(3)),
        (
            json!({ "type": "array", "items": { "$ref": "#/$defs/Used" }, "minItems": 1, "uniqueItems": true }),
            json!(["a"]),
        ),
        (json!({ "anyOf": [{ "$ref": "#/$defs/Used" }, { "type": "null" }] }), json!("a")),
        (json!({ "oneOf": [{ "const": "a", "type": "string" }, { "const": "b" }] }), json!("a")),
        (
            json!({ "type": "object", "required": ["b", "c"], "additionalProperties": { "type": "integer" } }),
            json!({ "b": 1, "c": 2 }),
        ),
        (
            json!({ "type": "object", "properties": { "b": true }, "patternProperties": { "^x-": true }, "additionalProperties": false }),
            json!({}),
        ),
        (
            json!({ "allOf": [{ "required": ["b"] }], "properties": { "b": { "type": "string", "format": "date" } } }),
            json!({ "b": "2026-01-31" }),
        ),
        (json!({ "type": "object", "propertyNames": { "enum": ["b", "c"] } }), json!({ "b": 1 })),
        (json!({ "type": "string", "not": { "enum": ["TBD"] } }), json!("words")),
        (json!({ "type": "array", "contains": { "const": 1 } }), json!([1])),
        // As the schemas for editors say it.
        (
            json!({
                "type": "object",
                "properties": { "b": {
                    "type": "string",
                    "allOf": [
                        { "pattern": "\\S", "errorMessage": "say something" },
                        { "not": { "type": "string", "pattern": "^\\s*(TBD|TODO|N/A)\\s*$" }, "errorMessage": "that says nothing" },
                    ],
                } },
                "allOf": [{ "required": ["b"], "errorMessage": "write b" }],
            }),
            json!({ "b": "words" }),
        ),
        (json!({ "type": "string", "pattern": "^(?!\\s*(TBD|todo)\\s*$)[\\s\\S]*\\S" }), json!("words")),
        (json!({ "if": { "required": ["b"] }, "then": { "required": ["c"] } }), json!({ "b": 1, "c": 2 })),
    ];
    for (part, good) in sound {
        assert_eq!(wanting(part.clone(), good), Vec::<String>::new(), "{part}");
    }
}

#[test]
fn what_no_document_can_reach_is_told() {
    let cases = [
        (
            json!({ "type": "string", "minLength": 1, "pattern": "\\S" }),
            "/minLength: it never refuses a document by itself",
        ),
        (
            json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": -5 }),
            "/exclusiveMinimum: it never refuses a document by itself",
        ),
        (
            json!({ "anyOf": [{ "type": "string" }, { "type": "array", "minItems": 2, "maxItems": 1 }] }),
            "/anyOf/1: no positive case",
        ),
        (json!({ "type": "string", "maxItems": 3 }), "/maxItems: no case at all"),
    ];
    for (part, due) in cases {
        let found = wanting(part.clone(), if part["type"] == "integer" { json!(3) } else { json!("words") });
        assert!(found.iter().any(|what| what == due), "{part}: {found:?}");
    }
}
