//! Writing values into YAML files where they are missing.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails makes its test fail")]

use std::sync::Arc;

use lesson_syntax::{Form, ReadOptions, Stub, append, read, set, set_after};
use lesson_text::{SourceFile, apply};

/// The file after a key was set in the mapping at a pointer; `None` where there is no sure place.
fn edited(text: &str, owner: &str, key: &str, value: &Stub) -> Option<String> {
    let parsed = read(&Arc::new(SourceFile::new("x.yaml", text)), Form::Yaml, &ReadOptions::default());
    let owner = parsed.tree.at_pointer(owner).unwrap();
    let edit = set(&parsed.tree, &ReadOptions::default().labels, owner, key, value)?;
    Some(apply(text, &[edit]).unwrap())
}

#[test]
fn a_new_entry_comes_after_those_that_precede_it() {
    for (before, owner, after) in [
        ("a: 1\nz: 2\n", "", "a: 1\nk: s\nz: 2\n"),
        ("b: 1\na: 2\nz: 3\n", "", "b: 1\nk: s\na: 2\nz: 3\n"),
        ("z: 1\na: 2\n", "", "z: 1\na: 2\nk: s\n"),
        ("# top\ny: 1\nz: 2\n", "", "# top\nk: s\ny: 1\nz: 2\n"),
        ("- y: 1\n  z: 2\n", "/0", "- y: 1\n  z: 2\n  k: s\n"),
        ("m:\n  y: 1\n", "/m", "m:\n  k: s\n  y: 1\n"),
        ("- a: 1 # c\n\n  # of z\n  z: 2\n", "/0", "- a: 1 # c\n  k: s\n\n  # of z\n  z: 2\n"),
        ("a: >-\n  text\n\nz: 2\n", "", "a: >-\n  text\nk: s\n\nz: 2\n"),
        ("a: |+\n  text\n\nz: 2\n", "", "a: |+\n  text\n\nz: 2\nk: s\n"),
        ("a:\n- 1\n- b: 2\nz: 2\n", "", "a:\n- 1\n- b: 2\nk: s\nz: 2\n"),
        ("m: &x |\n  t\na: *x\nz: 2\n", "", "m: &x |\n  t\na: *x\nk: s\nz: 2\n"),
        ("a:\nz: 2\r\n", "", "a:\nk: s\nz: 2\r\n"),
    ] {
        let parsed = read(&Arc::new(SourceFile::new("x.yaml", before)), Form::Yaml, &ReadOptions::default());
        let (tree, labels) = (&parsed.tree, ReadOptions::default().labels);
        let owner = tree.at_pointer(owner).unwrap();
        let edit = set_after(tree, &labels, owner, "k", &Stub::text("s"), &["a", "b"]).unwrap();
        assert_eq!(apply(before, &[edit]).unwrap(), after);
    }
}

#[test]
fn a_text_goes_where_one_is_missing() {
    let value = Stub::text("it: ends");
    let cases = [
        ("a: b\n", "", "a: b\nk: \"it: ends\"\n"),
        ("a: b", "", "a: b\nk: \"it: ends\""),
        ("\u{feff}a: b\r\n", "", "\u{feff}a: b\r\nk: \"it: ends\"\r\n"),
        ("k:   # todo\na: b\n", "", "k: \"it: ends\"   # todo\na: b\n"),
        ("k: ~\na: b\n", "", "k: \"it: ends\"\na: b\n"),
        ("k: ''\na: b\n", "", "k: \"it: ends\"\na: b\n"),
        ("k: |\na: b\n", "", "k: \"it: ends\"\na: b\n"),
        ("k: &x  # c\na: b\n", "", "k: &x \"it: ends\"  # c\na: b\n"),
        (
            "- id: x\n  a:\n    b: c  # d\n\n# far\n- id: y\n",
            "/0",
            "- id: x\n  a:\n    b: c  # d\n  k: \"it: ends\"\n\n# far\n- id: y\n",
        ),
        ("- id: x # c\n- id: y\n", "/0", "- id: x # c\n  k: \"it: ends\"\n- id: y\n"),
        (
            "m:\n    a: |+\n      text\n\n\nz: 1\n",
            "/m",
            "m:\n    a: |+\n      text\n\n\n    k: \"it: ends\"\nz: 1\n",
        ),
        ("m:\n  a: |\n    text\n\n\nz: 1\n", "/m", "m:\n  a: |\n    text\n  k: \"it: ends\"\n\n\nz: 1\n"),
        ("m: {}\n", "/m", "m: {k: \"it: ends\"}\n"),
        ("m: {a: b, }\n", "/m", "m: {a: b, k: \"it: ends\", }\n"),
        ("m: {a: , c}\n", "/m", "m: {a: , c, k: \"it: ends\"}\n"),
        ("m: {a: b, k}\n", "/m", "m: {a: b, k: \"it: ends\"}\n"),
        ("m: {k: }\n", "/m", "m: {k: \"it: ends\" }\n"),
        ("m: {\n  a: b,\n  c: d,\n  }\n", "/m", "m: {\n  a: b,\n  c: d,\n  k: \"it: ends\",\n  }\n"),
        ("m: &x {a: 1}\nn: {b: *x}\n", "/n", "m: &x {a: 1}\nn: {b: *x, k: \"it: ends\"}\n"),
        ("m: # c\nn: 1\n", "/m", "m:\n  k: \"it: ends\" # c\nn: 1\n"),
        ("m:\n  -\n  - a\n", "/m/0", "m:\n  - k: \"it: ends\"\n  - a\n"),
        (
            "m:\n- a: b\n  c: [1,\n    2]\n- d\n",
            "/m/0",
            "m:\n- a: b\n  c: [1,\n    2]\n  k: \"it: ends\"\n- d\n",
        ),
        ("a: &x 1\nb: *x\n", "", "a: &x 1\nb: *x\nk: \"it: ends\"\n"),
        ("? a\n: b\n", "", "? a\n: b\nk: \"it: ends\"\n"),
        ("m: {a: b}\nn: \"\"\n", "/m", "m: {a: b, k: \"it: ends\"}\nn: \"\"\n"),
        ("--- # c\na: b\n...\n", "", "--- # c\na: b\nk: \"it: ends\"\n...\n"),
    ];
    for (before, owner, after) in cases {
        assert_eq!(edited(before, owner, "k", &value).as_deref(), Some(after), "{before}");
    }
}

#[test]
fn lists_and_mappings_are_written_as_blocks() {
    let analogy = Stub::Map(vec![
        ("holds".into(), Stub::text("what carries over")),
        ("where_it_breaks".into(), Stub::text("")),
    ]);
    let list = Stub::List(vec![analogy.clone(), Stub::text("x"), Stub::List(vec![Stub::text("z")])]);
    let block = "- holds: what carries over\n    where_it_breaks: \"\"\n  - x\n  - - z";
    assert_eq!(edited("a: b\n", "", "k", &list).unwrap(), format!("a: b\nk:\n  {block}\n"));
    assert_eq!(edited("k:  # c\na: b\n", "", "k", &list).unwrap(), format!("k:\n  {block}  # c\na: b\n"));
    assert_eq!(edited("k: null\na: b\n", "", "k", &list).unwrap(), format!("k:\n  {block}\na: b\n"));
    assert_eq!(
        edited("m: {a: 1}\n", "/m", "k", &analogy).unwrap(),
        "m: {a: 1, k: {holds: \"what carries over\", where_it_breaks: \"\"}}\n"
    );
    assert_eq!(
        edited("- a: b\n", "/0", "k", &analogy).unwrap(),
        "- a: b\n  k:\n    holds: what carries over\n    where_it_breaks: \"\"\n"
    );
}

#[test]
fn what_says_something_stays() {
    let value = Stub::text("x");
    for (text, owner) in [
        ("k: TBD\n", ""),
        ("k: [fill in]\n", ""),
        ("k: {}\n", ""),
        ("- a\n", ""),
        ("- a\n", "/0"),
        ("[a: b]\n", "/0"),
        ("\"a\"\n", ""),
    ] {
        assert_eq!(edited(text, owner, "k", &value), None, "{text}");
    }
}

#[test]
fn every_mapping_of_a_lesson_can_be_given_a_key() {
    let lesson = "title: x\nregimes:\n  - id: a\n    analogies:\n    - holds: y\n    - {holds: z}\n  -   id: b\n      \
                  lead: |+\n        text\n\n\ncomparison:\n    cells: {a: 1,\n      b: 2}\n    notes: &n\n      k: [a,\n        \
                  b]\nnext: &m {}\nlast:\n  deep:\n    deeper: >\n      folded\n  # far\n# end";
    let value = Stub::List(vec![Stub::Map(vec![("holds".into(), Stub::text("TODO: x"))])]);
    for text in [lesson.to_owned(), lesson.replace('\n', "\r\n"), format!("{lesson}\n\n")] {
        let parsed =
            read(&Arc::new(SourceFile::new("x.yaml", text.as_str())), Form::Yaml, &ReadOptions::default());
        assert_eq!(parsed.problems, []);
        let mappings = parsed.tree.ids().filter(|&id| parsed.tree.kind(id) == lesson_syntax::Kind::Mapping);
        let mut count = 0;
        for owner in mappings {
            for value in [&Stub::text("says: \"so\""), &value] {
                let edit = set(&parsed.tree, &ReadOptions::default().labels, owner, "new_key", value);
                let edit = edit.unwrap_or_else(|| panic!("no edit at {}", parsed.tree.pointer(owner)));
                assert!(edit.span.is_empty());
                assert!(
                    !text.contains('\r')
                        || edit.text.matches('\n').count() == edit.text.matches("\r\n").count()
                );
                count += 1;
            }
        }
        assert_eq!(count, 22);
    }
}

#[test]
fn an_item_goes_after_the_last_one() {
    let item = Stub::Map(vec![("name".into(), Stub::text("Price")), ("cells".into(), Stub::Map(Vec::new()))]);
    let added = |text: &str| {
        let parsed = read(&Arc::new(SourceFile::new("x.yaml", text)), Form::Yaml, &ReadOptions::default());
        let list = parsed.tree.at_pointer("/rows").unwrap();
        let edit = append(&parsed.tree, &ReadOptions::default().labels, list, &item)?;
        Some(apply(text, &[edit]).unwrap())
    };
    for (text, after) in [
        ("rows:\n- a: b\nz: 1\n", "rows:\n- a: b\n- name: Price\n  cells: {}\nz: 1\n"),
        ("rows:\r\n  -  a: b # c\r\n", "rows:\r\n  -  a: b # c\r\n  - name: Price\r\n    cells: {}\r\n"),
        (
            "rows:\n  - a: |+\n      b\n\nz: 1\n",
            "rows:\n  - a: |+\n      b\n\n  - name: Price\n    cells: {}\nz: 1\n",
        ),
        ("rows: [{a: b}]\n", "rows: [{a: b}, {name: \"Price\", cells: {}}]\n"),
        ("rows: [\n  {a: b}, # c\n]\n", ""),
    ] {
        match added(text) {
            Some(done) if !after.is_empty() => assert_eq!(done, after),
            Some(done) => assert!(done.contains("Price"), "{done}"),
            None => assert_eq!(after, "", "{text}"),
        }
    }
    assert_eq!(added("rows: []\n"), None);
}
