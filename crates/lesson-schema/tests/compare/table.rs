//! Changes one by one, each with what is said of it.

use lesson_schema::compare::{Direction, Level, compare};
use serde_json::{Value, json};

/// The level, kind and place of everything that is said.
fn told(old: &Value, new: &Value) -> Vec<(Level, String, String)> {
    let changes = compare(old, new, Direction::Input).unwrap();
    changes.into_iter().map(|change| (change.level, change.kind, change.places.join(" "))).collect()
}

#[test]
fn each_change_is_named_at_its_place() {
    let object = |keywords: Value| {
        let mut schema = json!({ "type": "object" });
        schema.as_object_mut().unwrap().extend(keywords.as_object().unwrap().clone());
        schema
    };
    let a = |schema: Value| object(json!({ "properties": { "a": schema }, "additionalProperties": false }));
    let cases = [
        (a(json!({})), a(json!({ "type": "string" })), "type", "/a"),
        (a(json!(true)), object(json!({ "additionalProperties": false })), "key", "/a"),
        (object(json!({})), object(json!({ "additionalProperties": false })), "other-keys", ""),
        (
            a(json!({})),
            object(json!({ "properties": { "a": {} }, "additionalProperties": false, "required": ["a"] })),
            "required",
            "/a",
        ),
        (a(json!({ "enum": ["x", "y"] })), a(json!({ "enum": ["x"] })), "values", "/a"),
        (a(json!({ "const": 1 })), a(json!({ "const": 2 })), "values", "/a"),
        (a(json!({ "oneOf": [{ "const": 1 }, { "const": 2 }] })), a(json!({ "enum": [1] })), "values", "/a"),
        (json!({ "minimum": 1 }), json!({ "minimum": 2 }), "minimum", ""),
        (json!({ "maximum": 1 }), json!({ "exclusiveMaximum": 1 }), "maximum", ""),
        (json!({ "multipleOf": 2 }), json!({ "multipleOf": 3 }), "multiple-of", ""),
        (json!({ "maxLength": 3 }), json!({ "maxLength": 2 }), "max-length", ""),
        (json!({}), json!({ "minLength": 1 }), "min-length", ""),
        (json!({ "items": {} }), json!({ "items": { "type": "string" } }), "type", "/*"),
        (json!({ "prefixItems": [{}] }), json!({ "prefixItems": [{ "minimum": 1 }] }), "minimum", "/0"),
        (json!({ "type": "array" }), json!({ "type": "array", "maxItems": 2 }), "max-items", ""),
        (json!({ "type": "array" }), json!({ "type": "array", "uniqueItems": true }), "unique-items", ""),
        (json!({ "type": "array" }), json!({ "type": "array", "contains": { "const": 1 } }), "contains", ""),
        (object(json!({})), object(json!({ "minProperties": 1 })), "min-properties", ""),
        (object(json!({})), object(json!({ "dependentRequired": { "a": ["b"] } })), "dependent-required", ""),
        (object(json!({})), object(json!({ "propertyNames": { "maxLength": 3 } })), "key-names", ""),
        (
            json!({ "anyOf": [{ "type": "string" }, { "type": "array" }] }),
            json!({ "type": "string" }),
            "type",
            "",
        ),
    ];
    for (old, new, kind, place) in cases {
        assert_eq!(told(&old, &new), [(Level::Break, kind.to_owned(), place.to_owned())], "{old} {new}");
    }
}

#[test]
fn what_cannot_be_told_may_break() {
    let cases = [
        (json!({ "pattern": "a" }), json!({ "pattern": "b" }), "pattern"),
        (json!({}), json!({ "pattern": "b" }), "pattern"),
        (json!({}), json!({ "format": "date" }), "format"),
        (json!({}), json!({ "not": { "type": "null" } }), "not"),
        (json!({}), json!({ "if": { "type": "string" }, "then": { "minLength": 2 } }), "condition"),
        (json!({ "type": "object" }), json!({ "type": "object", "unevaluatedProperties": false }), "keyword"),
        (
            json!({ "type": "object" }),
            json!({ "type": "object", "properties": { "a": { "type": "null" } } }),
            "open-key",
        ),
    ];
    for (old, new, kind) in cases {
        let told = told(&old, &new);
        let own = (Level::PossibleBreak, kind.to_owned());
        assert_eq!(
            told.iter().map(|(level, kind, _)| (*level, kind.clone())).collect::<Vec<_>>(),
            [own],
            "{old} {new}"
        );
    }
}

#[test]
fn the_meaning_counts_and_not_the_spelling() {
    let same = [
        (json!({ "type": "string" }), json!({ "type": ["string"] })),
        (
            json!({ "type": ["string", "null"] }),
            json!({ "anyOf": [{ "type": "string" }, { "type": "null" }] }),
        ),
        (json!({ "oneOf": [{ "const": 1 }, { "const": 2 }] }), json!({ "enum": [2, 1] })),
        (json!({ "type": "integer", "minimum": 1 }), json!({ "type": "integer", "exclusiveMinimum": 0 })),
        (
            json!({ "required": ["a", "b"] }),
            json!({ "allOf": [{ "required": ["b"] }, { "required": ["a"] }] }),
        ),
        (json!(true), json!({ "items": true, "properties": { "a": {} } })),
        (json!({ "anyOf": [{ "minimum": 1 }] }), json!({ "minimum": 1.0 })),
        (
            json!({ "$schema": "http://json-schema.org/draft-07/schema#", "items": [{ "$ref": "#/definitions/a" }], "additionalItems": false, "definitions": { "a": { "type": "string" } } }),
            json!({ "prefixItems": [{ "$ref": "#b" }], "items": false, "$defs": { "c": { "$anchor": "b", "type": "string" } } }),
        ),
        (
            json!({ "$schema": "http://json-schema.org/draft-07/schema#", "dependencies": { "a": ["b"] } }),
            json!({ "dependentRequired": { "a": ["b"] } }),
        ),
        (
            json!({ "properties": { "a": { "$ref": "#" } }, "required": ["b"] }),
            json!({ "$ref": "#/$defs/x", "$defs": { "x": { "properties": { "a": { "$ref": "#/$defs/x" } }, "required": ["b"] } } }),
        ),
        (
            json!({ "$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "minimum": 7, "definitions": { "a": {} } }),
            json!({}),
        ),
        (
            json!({ "oneOf": [{ "minLength": 2 }, { "maxLength": 3 }] }),
            json!({ "oneOf": [{ "maxLength": 3 }, { "minLength": 2 }] }),
        ),
        (
            json!({ "type": "integer", "format": "uint8" }),
            json!({ "type": "integer", "multipleOf": 1, "format": "uint8" }),
        ),
        (
            json!({ "pattern": "\\S" }),
            json!({ "pattern": "\\S", "type": ["null", "boolean", "number", "string", "array", "object"], "minLength": 1 }),
        ),
        (
            json!({ "if": { "required": ["a"] }, "then": { "required": ["b"] } }),
            json!({ "if": { "required": ["a"] }, "then": { "allOf": [{ "required": ["b"] }] }, "else": true }),
        ),
        (json!({ "not": { "required": ["a"] } }), json!({ "not": { "allOf": [{ "required": ["a"] }] } })),
    ];
    for (old, new) in same {
        assert_eq!(told(&old, &new), [], "{old} {new}");
        assert_eq!(told(&new, &old), [], "{new} {old}");
    }
}

#[test]
fn words_are_told_apart() {
    let old = json!({ "properties": { "a": { "$ref": "#/$defs/a" } }, "$defs": { "a": { "description": "x", "x-hint": 1 } } });
    let new =
        json!({ "properties": { "a": { "description": "y", "markdownDescription": "z", "x-hint": 1 } } });
    let place = || "/a".to_owned();
    assert_eq!(
        told(&old, &new),
        [
            (Level::Annotation, "annotation".to_owned(), place()),
            (Level::Annotation, "annotation".to_owned(), place())
        ]
    );
}

#[test]
fn for_readers_the_other_way_round_breaks() {
    let schema = |keys: &[&str]| json!({ "type": "object", "required": keys, "properties": { "a": { "enum": keys } } });
    let (few, many) = (schema(&["a"]), schema(&["a", "b"]));
    let level = |old: &Value, new: &Value, direction| compare(old, new, direction).unwrap()[0].level;
    assert_eq!(level(&few, &many, Direction::Input), Level::Break);
    assert_eq!(level(&many, &few, Direction::Output), Level::Break);
    let told = compare(&few, &many, Direction::Output).unwrap();
    assert_eq!(
        told.iter().map(|change| (change.level, change.kind.as_str())).collect::<Vec<_>>(),
        [(Level::Break, "values"), (Level::Compatible, "required")]
    );
}

#[test]
fn what_is_no_schema_is_refused() {
    for (schema, said) in [
        (json!({ "type": "strung" }), "no JSON Schema, at /type"),
        (json!({ "$ref": "#/$defs/gone" }), "leads out of it or to nothing"),
        (json!({ "$ref": "other.json" }), "leads out of it or to nothing"),
        (json!({ "$ref": "https://example.org/other.json" }), "leads out of it or to nothing"),
        (json!({ "pattern": "(" }), "no JSON Schema, at /pattern"),
        (json!({ "$schema": "http://json-schema.org/draft-04/schema#" }), "not known here"),
        (json!({ "$schema": "https://example.org/own" }), "not known here"),
    ] {
        let error = compare(&schema, &json!({}), Direction::Input).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        assert!(error.to_string().starts_with("the old schema cannot be compared"), "{error}");
        assert!(compare(&json!({}), &schema, Direction::Output).is_err());
    }
}
