//! The YAML test suite, where the folder named by `LESSONLINT_REFERENCE` holds a copy of it.
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

use std::sync::Arc;

use lesson_syntax::{Form, Kind, NodeId, Parsed, ProblemKind, ReadOptions, Tree, read};
use lesson_text::SourceFile;
use serde_json::Value;

/// Valid documents that this reader refuses, and why.
const REFUSED: &[(&str, &str)] = &[
    ("2JQS", "a key stands twice"),
    ("4FJ6", "a list or mapping as a key"),
    ("6BFJ", "a list or mapping as a key"),
    ("6PBE", "a list or mapping as a key"),
    ("9MMW", "a list or mapping as a key"),
    ("KK5P", "a list or mapping as a key"),
    ("LX3P", "a list or mapping as a key"),
    ("M2N8/00", "a list or mapping as a key"),
    ("M2N8/01", "a list or mapping as a key"),
    ("M5DY", "a list or mapping as a key"),
    ("Q9WF", "a list or mapping as a key"),
    ("RZP5", "a list or mapping as a key"),
    ("SBG9", "a list or mapping as a key"),
    ("V9D5", "a list or mapping as a key"),
    ("X38W", "a list or mapping as a key"),
    ("XW4D", "a list or mapping as a key"),
];

fn suite() -> Option<Vec<Value>> {
    let folder = std::env::var_os("LESSONLINT_REFERENCE")?;
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("yaml-test-suite.json")).ok()?;
    serde_json::from_str(&text).ok()
}

fn read_yaml(text: &str) -> Parsed {
    read(&Arc::new(SourceFile::new("case.yaml", text)), Form::Yaml, &ReadOptions::default())
}

fn field<'a>(case: &'a Value, name: &str) -> &'a str {
    case.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The JSON values of a case, one a document.
fn expected(case: &Value) -> Vec<Value> {
    let documents = serde_json::Deserializer::from_str(field(case, "json")).into_iter::<Value>();
    documents.map_while(Result::ok).collect()
}

fn value_of(tree: &Tree, id: NodeId) -> Value {
    let text = tree.text(id);
    match tree.kind(id) {
        Kind::Null => Value::Null,
        Kind::Malformed => Value::String("MALFORMED".to_owned()),
        Kind::Bool => Value::Bool(text.eq_ignore_ascii_case("true")),
        Kind::Int => int(text),
        Kind::Float => text.parse::<f64>().ok().map_or(Value::Null, Value::from),
        Kind::String => Value::String(text.to_owned()),
        Kind::Sequence => tree.items(id).iter().map(|&item| value_of(tree, item)).collect(),
        Kind::Mapping => {
            let entries = tree.entries(id);
            let pair = |(key, value)| (tree.text(key).to_owned(), value_of(tree, value));
            Value::Object(entries.map(pair).collect())
        }
    }
}

fn int(text: &str) -> Value {
    let value = match text.get(..2) {
        Some("0x") => i64::from_str_radix(&text[2..], 16),
        Some("0o") => i64::from_str_radix(&text[2..], 8),
        _ => text.parse(),
    };
    Value::from(value.unwrap_or_default())
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let found = |(key, left)| right.get(key).is_some_and(|right| same(left, right));
            left.len() == right.len() && left.iter().all(found)
        }
        _ => left == right,
    }
}

#[test]
fn valid_documents_are_read_and_invalid_ones_reported() {
    let Some(cases) = suite() else {
        eprintln!("skipped: LESSONLINT_REFERENCE names no folder with yaml-test-suite.json");
        return;
    };
    let (mut wrong, mut valid, mut invalid, mut compared) = (Vec::new(), 0, 0, 0);
    for case in &cases {
        let (id, yaml) = (field(case, "id"), field(case, "yaml"));
        let Parsed { tree, problems, .. } = read_yaml(yaml);
        if case.get("invalid") == Some(&Value::Bool(true)) {
            invalid += 1;
            if problems.is_empty() {
                wrong.push(format!("{id}: invalid and accepted\n{yaml}"));
            }
            continue;
        }
        valid += 1;
        let refused = REFUSED.iter().any(|&(known, _)| known == id);
        let expected = expected(case);
        let ours = |kind| matches!(kind, ProblemKind::SeveralDocuments);
        let unexpected: Vec<_> = problems.iter().filter(|problem| !ours(problem.kind)).collect();
        if unexpected.is_empty() == refused {
            wrong.push(format!("{id}: {unexpected:?}\n{yaml}"));
        } else if let ([value], false) = (expected.as_slice(), refused) {
            compared += 1;
            let read = tree.root().map_or(Value::Null, |root| value_of(&tree, root));
            if !same(&read, value) {
                wrong.push(format!("{id}: read {read}, expected {value}\n{yaml}"));
            }
        }
    }
    eprintln!("{valid} valid, {compared} of them compared, {invalid} invalid, {} wrong", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}
