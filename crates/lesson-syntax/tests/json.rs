//! JSON: the values and the refusals are those of serde_json, and every value has its place.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Arc;

use lesson_syntax::data::{Document, Notation, documents};
use lesson_syntax::{Kind, Limits, NodeId, ProblemKind, Tree};
use lesson_text::SourceFile;
use proptest::prelude::*;
use serde_json::Value;

fn read(text: &str) -> Document {
    let source = Arc::new(SourceFile::new("x.json", text));
    let mut read = documents(&source, Notation::Json, Limits::default());
    assert_eq!(read.len(), 1);
    read.remove(0)
}

fn value(tree: &Tree, id: NodeId) -> Value {
    let text = tree.text(id);
    match tree.kind(id) {
        Kind::Null => Value::Null,
        Kind::Bool => Value::Bool(text == "true"),
        Kind::Int | Kind::Float => serde_json::from_str(text).unwrap(),
        Kind::String => text.into(),
        Kind::Sequence => tree.items(id).iter().map(|&item| value(tree, item)).collect(),
        Kind::Mapping => tree
            .entries(id)
            .map(|(key, item)| (tree.text(key).to_owned(), value(tree, item)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Kind::Malformed => unreachable!("JSON is read whole or not at all"),
    }
}

/// Reads a text as serde_json does, or refuses it as serde_json does.
fn agrees(text: &str) -> Result<(), TestCaseError> {
    let ours = read(text);
    for problem in &ours.problems {
        prop_assert!(text.get(problem.span.range()).is_some(), "{text:?}: {problem:?}");
    }
    match serde_json::from_str::<Value>(text.strip_prefix('\u{feff}').unwrap_or(text)) {
        // serde_json takes the last of two keys and says nothing.
        Ok(_) if ours.problems.iter().any(|problem| problem.kind == ProblemKind::DuplicateKey) => {
            prop_assert!(ours.problems.iter().all(|problem| problem.kind == ProblemKind::DuplicateKey));
        }
        Ok(expected) => {
            prop_assert_eq!(&ours.problems, &[], "{:?}", text);
            let root = ours.tree.root().unwrap();
            prop_assert_eq!(value(&ours.tree, root), expected, "{:?}", text);
        }
        Err(_) => prop_assert!(ours.tree.root().is_none(), "{text:?} is refused"),
    }
    Ok(())
}

#[test]
fn texts_are_read_and_refused_as_by_serde_json() {
    for text in [
        "",
        " ",
        "null",
        "true",
        "0",
        "-0",
        "-1.5e-7",
        "[]",
        "{}",
        r#""""#,
        "[1, [2], {\"a\": [{}]}]",
        "\u{feff}{\"a\": 1}",
        r#""\ud83d\ude00\u00e9\n\"\\\/""#,
        r#"{"\u0061": 1, "é": "日"}"#,
        "\r\n[\r\n1\r\n]\r\n",
        // What is refused:
        "[1,]",
        "{\"a\":1,}",
        "[1 2]",
        "[[1][2]]",
        "{\"a\":1 \"b\":2}",
        "{\"a\" 1}",
        "{a: 1}",
        "{'a': 1}",
        "['a']",
        "[,1]",
        "[1,,2]",
        "01",
        "-01",
        "[01]",
        "1.",
        ".5",
        "+1",
        "0x1F",
        "1e",
        "1e+",
        "-",
        "NaN",
        "Infinity",
        "-Infinity",
        "nul",
        "True",
        "undefined",
        "// c\n1",
        "/* c */ 1",
        "1 // c",
        "1 2",
        "{} {}",
        "[",
        "{",
        "[1",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "]",
        "}",
        "[}",
        "{]",
        ":",
        ",",
        "\"",
        "\"a",
        r#""\"#,
        r#""\x41""#,
        r#""\'""#,
        r#""\v""#,
        r#""\u12""#,
        r#""\u12g4""#,
        r#""\ud800""#,
        r#""\udc00""#,
        r#""\ud800\u0041""#,
        r#""\ud83dx""#,
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\0\"",
        "\"\\\n\"",
        "\u{b}1",
        "\u{a0}1",
        "[1,\u{2003}2]",
        "1\u{c}",
        "\0",
        "é",
        "[é]",
        "\u{feff}\u{feff}1",
        "[1]\u{feff}",
        "{\"a\":1}}",
        "[1]]",
        "{\"a\":true false}",
        "[true[]]",
        "[\"a\"{}]",
        "{\"a\":{}{}}",
        "{\"a\":1{}}",
        "{\"a\":1[]}",
        "{1: 2}",
        "{null: 2}",
        "1e400",
        "[-1e999]",
        "-a",
        "1a",
        "1.5.2",
        "1e5e5",
        "--1",
        "1-",
        "\"a\"\"b\"",
    ] {
        agrees(text).unwrap();
    }
}

#[test]
fn a_key_that_stands_twice_is_reported_and_the_first_one_counts() {
    let read = read(r#"{"a": 1, "b": {"x": 1, "x": 2}, "\u0061": 3}"#);
    let messages: Vec<_> = read.problems.iter().map(|problem| (problem.kind, problem.span.start)).collect();
    assert_eq!(messages, [(ProblemKind::DuplicateKey, 23), (ProblemKind::DuplicateKey, 32)]);
    assert_eq!(value(&read.tree, read.tree.root().unwrap()), serde_json::json!({"a": 1, "b": {"x": 1}}));
}

#[test]
fn what_is_nested_too_deeply_is_refused_and_costs_no_stack() {
    let depth = Limits::default().depth;
    assert!(read(&format!("{}{}", "[".repeat(depth), "]".repeat(depth))).problems.is_empty());
    for text in [
        format!("{}{}", "[".repeat(depth + 1), "]".repeat(depth + 1)),
        "[".repeat(1_000_000),
        r#"{"a":"#.repeat(1_000_000),
        format!("{}{}", "[".repeat(600), "]".repeat(600)),
    ] {
        let read = read(&text);
        assert_eq!(read.problems.len(), 1);
        assert_eq!(read.problems[0].kind, ProblemKind::TooLarge);
        assert!(read.tree.root().is_none());
    }
}

fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<f64>()
            .prop_filter("JSON has no other", |value| value.is_finite())
            .prop_map(|value| format!("{value:e}")),
        any::<i64>().prop_map(|value| value.to_string()),
        any::<u64>().prop_map(|value| value.to_string()),
        ".*".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(|items| format!("[{}]", items.join(" ,\n"))),
            prop::collection::btree_map(".{0,6}", inner, 0..6).prop_map(|entries| {
                let entry = |(key, value)| format!("{} :{value}", serde_json::to_string(key).unwrap());
                format!("{{ {}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_read_as_by_serde_json(text in json()) {
        agrees(&text)?;
    }

    #[test]
    fn json_with_a_piece_gone_or_added_is_read_or_refused_as_by_serde_json(
        text in json(), at in any::<prop::sample::Index>(), gone in 0_usize..4,
        added in r#"[\[\]{},:"0-9a-z.\\ \t+/'-]{0,3}"#,
    ) {
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
        let first = at.index(starts.len());
        let until = starts[(first + gone).min(starts.len() - 1)];
        let changed = format!("{}{added}{}", &text[..starts[first]], &text[until..]);
        agrees(&changed)?;
    }

    #[test]
    fn any_text_is_read_or_refused_as_by_serde_json(text in ".*") {
        agrees(&text)?;
    }
}
