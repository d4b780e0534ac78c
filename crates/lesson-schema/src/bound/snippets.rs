//! The snippets of a lesson's dimensions, with a cell for each of its regimes.

use lesson_model::Slug;
use serde_json::{Map, Value, json};

use super::keywords;
use super::lesson::Column;
use crate::walk::each_schema;

/// The first number of our tab stops: those that a snippet has already come sooner.
const FIRST_STOP: usize = 100;

/// Puts a cell for each regime where a snippet has cells, and offers all cells where `cells` has none.
pub(super) fn bind(schema: &mut Value, columns: &[Column]) {
    let mut stop = FIRST_STOP;
    each_schema(schema, &mut |keywords| {
        for snippet in keywords.get_mut("defaultSnippets").and_then(Value::as_array_mut).into_iter().flatten()
        {
            // A snippet that brings regimes of its own has their cells.
            if let Some(body) = snippet.get_mut("body").filter(|body| body.get("regimes").is_none()) {
                replace(body, columns, &mut stop);
            }
        }
    });
    if let Some(cells) = keywords(schema, "/Dimension/properties/cells") {
        let body = body(columns, &mut stop);
        let description = "What holds for each regime of this lesson";
        let snippet = json!({ "label": "all cells", "description": description, "body": body });
        cells.insert("defaultSnippets".into(), json!([snippet]));
    }
}

fn replace(body: &mut Value, columns: &[Column], stop: &mut usize) {
    match body {
        Value::Object(entries) => {
            for (key, value) in entries.iter_mut() {
                if key == "cells" && value.is_object() {
                    *value = self::body(columns, stop);
                } else {
                    replace(value, columns, stop);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, columns, stop)),
        _ => {}
    }
}

fn body(columns: &[Column], stop: &mut usize) -> Value {
    let cell = |column: &Column| {
        *stop += 1;
        (key(&column.key), format!("${{{stop}:What holds for {}}}", plain(&column.title)).into())
    };
    Value::Object(columns.iter().map(cell).collect::<Map<_, _>>())
}

/// A key as it stands in YAML and in a snippet.
fn key(key: &str) -> String {
    if Slug::fits(key) {
        return key.to_owned();
    }
    let quoted = Value::from(key).to_string();
    quoted.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// A name where it is nothing but words, which YAML and snippets take as they are.
fn plain(title: &str) -> &str {
    let is_plain = |character: char| character.is_alphanumeric() || matches!(character, ' ' | '-');
    if title.chars().all(is_plain) { title } else { "this regime" }
}
