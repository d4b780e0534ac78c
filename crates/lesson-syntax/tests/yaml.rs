//! Reading YAML: values, spans, limits.
#![allow(clippy::panic, reason = "a helper that fails makes its test fail")]

use std::sync::Arc;

use lesson_syntax::{Form, Kind, Limits, Parsed, ProblemKind, ReadOptions, Style, read};
use lesson_text::{SourceFile, Span};

fn read_yaml(text: &str) -> Parsed {
    read(&Arc::new(SourceFile::new("case.yaml", text)), Form::Yaml, &ReadOptions::default())
}

/// The text, the bytes and the kind of the value at a pointer.
fn at<'a>(parsed: &'a Parsed, pointer: &str) -> (&'a str, &'a str, Kind) {
    let tree = &parsed.tree;
    let id = tree.at_pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer}"));
    (tree.text(id), tree.source().slice(tree.span(id)), tree.kind(id))
}

#[test]
fn every_style_has_its_exact_span() {
    let text = "\u{feff}plain: über den  # c\n  Zeilen\nsingle: 'it''s'\ndouble: \"a\\tb\"\nempty: # nothing\n\
                literal: !t &l |2-  # c\n    x\n   y  \n\n# end\nfolded: >+\n  one\n  two\n\n\nbare: |\nflow: [a, {b: c}] \n\
                list:\n- 1\n-\n- - x\n  - y\nmap:\n  k: v\n  n:\n";
    let text = text.replace("den  # c\n", "den\n");
    let parsed = read_yaml(&text);
    assert_eq!(parsed.problems, []);
    assert_eq!(at(&parsed, "/plain"), ("über den Zeilen", "über den\n  Zeilen", Kind::String));
    assert_eq!(at(&parsed, "/single"), ("it's", "'it''s'", Kind::String));
    assert_eq!(at(&parsed, "/double"), ("a\tb", "\"a\\tb\"", Kind::String));
    assert_eq!(at(&parsed, "/literal"), ("  x\n y  ", "|2-  # c\n    x\n   y  ", Kind::String));
    assert_eq!(at(&parsed, "/folded"), ("one two\n\n\n", ">+\n  one\n  two", Kind::String));
    assert_eq!(at(&parsed, "/bare"), ("", "|", Kind::String));
    assert_eq!(at(&parsed, "/flow"), ("", "[a, {b: c}]", Kind::Sequence));
    assert_eq!(at(&parsed, "/flow/1"), ("", "{b: c}", Kind::Mapping));
    assert_eq!(at(&parsed, "/list"), ("", "- 1\n-\n- - x\n  - y", Kind::Sequence));
    assert_eq!(at(&parsed, "/list/2"), ("", "- x\n  - y", Kind::Sequence));
    assert_eq!(at(&parsed, "/map"), ("", "k: v\n  n:", Kind::Mapping));
    let tree = &parsed.tree;
    let empty = |pointer: &str, before: &str| {
        let id = tree.at_pointer(pointer).unwrap();
        assert_eq!(tree.kind(id), Kind::Null);
        assert_eq!(tree.span(id), Span::empty(text.find(before).unwrap() + before.len()), "{pointer}");
    };
    empty("/empty", "empty:");
    empty("/list/1", "- 1\n-");
    empty("/map/n", "n:\n  k: v\n  n:".trim_start_matches("n:\n"));
    let comments: Vec<_> = tree.comments().iter().map(|&comment| tree.source().slice(comment)).collect();
    assert_eq!(comments, ["# nothing", "# c", "# end"]);
    assert_eq!(tree.style(tree.at_pointer("/folded").unwrap()), Style::Folded);
}

#[test]
fn empty_values_stand_after_what_introduces_them() {
    let cases = [
        ("{a: , b, ? c}", "/a", 3),
        ("{a: , b, ? c}", "/b", 7),
        ("k: &x !t # c\nl: 1", "/k", 8),
        ("? a\n? b\n: # c\n", "/a", 3),
        ("? a\n? b\n: # c\n", "/b", 9),
        ("h:\n-\n- \n-   # c\n", "/h/2", 9),
        ("k: !!str\n", "/k", 8),
        ("[a: , b]", "/0/a", 3),
    ];
    for (text, pointer, offset) in cases {
        let parsed = read_yaml(text);
        assert_eq!(parsed.problems, []);
        let id = parsed.tree.at_pointer(pointer).unwrap();
        assert_eq!(parsed.tree.span(id), Span::empty(offset), "{text} {pointer}");
    }
}

#[test]
fn words_inside_folded_text_map_to_their_own_bytes() {
    let text = "a:\r\n  lead: >-  # c\r\n    wörter die\r\n    gefaltet sind\r\n\r\n      und mehr\r\n    b: x\r\nb: \"x \\\r\n  \\u00e9t\\xe9 \\\"q\\\"\"\r\n";
    let parsed = read_yaml(text);
    assert_eq!(parsed.problems, []);
    let tree = &parsed.tree;
    for (pointer, words) in [
        ("/a/lead", &["wörter", "die", "gefaltet", "sind", "und", "mehr", "b: x"][..]),
        ("/b", &["x", "t", "q"]),
    ] {
        let id = tree.at_pointer(pointer).unwrap();
        let decoded = tree.text(id);
        for word in words {
            let start = decoded.find(word).unwrap();
            assert_eq!(tree.source().slice(tree.source_span(id, start..start + word.len())), *word);
        }
    }
    let id = tree.at_pointer("/b").unwrap();
    assert_eq!(tree.text(id), "x été \"q\"");
    assert_eq!(tree.source().slice(tree.source_span(id, 2..7)), "\\u00e9t\\xe9");
}

#[test]
fn tags_say_what_a_scalar_is_where_the_text_fits() {
    let parsed =
        read_yaml("a: !!str 5\nb: !!int \"5\"\nc: !!int five\nd: ! 5\ne: !local 5\nf: !!float 5\ng: 0o7\n");
    let kinds: Vec<Kind> =
        ["/a", "/b", "/c", "/d", "/e", "/f", "/g"].iter().map(|pointer| at(&parsed, pointer).2).collect();
    use Kind::{Float, Int, String};
    assert_eq!(kinds, [String, Int, String, String, Int, Float, Int]);
}

#[test]
fn an_alias_of_a_collection_leads_to_the_one_of_the_anchor() {
    let parsed = read_yaml("a: &x {k: v}\nb: *x\nc: [*x, *x]\n&k d: 1\ne: {*k : 2}\n");
    assert_eq!(parsed.problems, []);
    let tree = &parsed.tree;
    assert_eq!(tree.at_pointer("/a"), tree.at_pointer("/b"));
    assert_eq!(tree.at_pointer("/c/1"), tree.at_pointer("/a"));
    assert_eq!(at(&parsed, "/c").1, "[*x, *x]");
    assert_eq!(at(&parsed, "/e/d").0, "2");
    assert_eq!(tree.pointer(tree.at_pointer("/b/k").unwrap()), "/a/k", "the first way in the text");
}

#[test]
fn an_alias_of_a_scalar_has_its_own_place_and_the_anchors_text() {
    let text = "x: [&t \"so \\u00e9\", &n ~]\ny: {z: *t}\nw: *n\n";
    let parsed = read_yaml(text);
    assert_eq!(at(&parsed, "/y/z"), ("so é", "*t", Kind::String));
    assert_eq!(at(&parsed, "/w").1, "*n");
    assert_eq!(at(&parsed, "/w").2, Kind::Null);
    let tree = &parsed.tree;
    let alias = tree.at_pointer("/y/z").unwrap();
    assert_eq!(tree.pointer(alias), "/y/z");
    assert_eq!(tree.source().slice(tree.source_span(alias, 3..5)), "\\u00e9");
}

#[test]
fn aliases_that_lead_nowhere_or_inside_are_reported() {
    let parsed = read_yaml("a: &name [*name]\nb: *nmae\nc: ok\n");
    let messages: Vec<_> = parsed.problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "this alias stands inside the value that it repeats",
            "`*nmae` repeats a value named `&name`, and there is none above"
        ]
        .map(|message| message.replace("`&name`,", "`&nmae`,"))
    );
    assert_eq!(parsed.problems[1].help.as_deref(), Some("did you mean `*name`?"));
    assert_eq!(at(&parsed, "/a/0").2, Kind::Malformed);
    assert_eq!(at(&parsed, "/b"), ("*nmae", "*nmae", Kind::Malformed));
    assert_eq!(at(&parsed, "/c").0, "ok");
}

#[test]
fn a_billion_laughs_are_cut_short_with_one_problem() {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..64 {
        text.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1));
    }
    let parsed = read_yaml(&text);
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].kind, ProblemKind::TooLarge);
    assert!(parsed.problems[0].help.as_deref().unwrap().contains("limits.alias_nodes"));
    assert_eq!(at(&parsed, "/a63/0").2, Kind::Malformed);
}

#[test]
fn limits_are_named_and_keep_what_was_read() {
    let options = |limits| ReadOptions { limits, ..ReadOptions::default() };
    let source = |text: &str| Arc::new(SourceFile::new("x.yaml", text));
    let limits = Limits { depth: 10, ..Limits::default() };
    for open in ["[", "- ", "{a: "] {
        let text = format!("a: b\nc:\n  {}", open.repeat(5000));
        let parsed = read(&source(&text), Form::Yaml, &options(limits));
        let kinds: Vec<_> = parsed.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::TooLarge], "{open}");
        assert!(parsed.problems[0].help.as_deref().unwrap().contains("limits.depth"));
        assert_eq!(at(&parsed, "/a").0, "b");
        assert!(parsed.tree.is_cut(parsed.tree.root().unwrap()));
    }
    let limits = Limits { nodes: 100, ..Limits::default() };
    let parsed = read(&source(&"- a\n".repeat(1000)), Form::Yaml, &options(limits));
    assert_eq!(parsed.problems.len(), 1);
    assert!(parsed.problems[0].help.as_deref().unwrap().contains("limits.nodes"));
    assert!(parsed.tree.is_cut(parsed.tree.root().unwrap()));
}

#[test]
fn only_the_first_document_that_holds_something_is_read() {
    let parsed = read_yaml("%YAML 1.2\n---\n# nothing\n---\na: b\n---\nc: d\n---\ne: [\n");
    assert_eq!(at(&parsed, "/a").0, "b");
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].kind, ProblemKind::SeveralDocuments);
    assert_eq!(parsed.tree.source().slice(parsed.problems[0].span), "---");
    assert_eq!(parsed.problems[0].span.start, 33);
    assert_eq!(read_yaml("--- \na: b\n...\n").problems, []);
    assert_eq!(read_yaml("a: b\n---\n").problems, []);
    assert_eq!(read_yaml("").tree.root(), None);
    assert_eq!(read_yaml("# only a comment\n").tree.root(), None);
}

#[test]
fn the_first_of_two_equal_keys_counts() {
    let many: String = (0..20).map(|key| format!("k{key}: 0\n")).collect();
    for (text, place) in [("a: 1\n'a': 2\nb: 3\n".to_owned(), 5), (format!("a: 1\nb: 3\n{many}a: 2\n"), 140)]
    {
        let parsed = read_yaml(&text);
        let [problem] = parsed.problems.as_slice() else { panic!("{:?}", parsed.problems) };
        assert_eq!(problem.kind, ProblemKind::DuplicateKey);
        assert_eq!(problem.span.start, place);
        assert_eq!(problem.related[0].0, Span::new(0, 1));
        assert_eq!(at(&parsed, "/a").0, "1");
        assert_eq!(at(&parsed, "/b").0, "3");
        assert!(!parsed.tree.is_cut(parsed.tree.root().unwrap()));
    }
}

#[test]
fn keys_that_are_no_words_are_reported_and_the_rest_is_read() {
    let parsed = read_yaml("? [a]\n: b\n1: one\ntrue: yes\nc: d\n");
    assert_eq!(parsed.problems.len(), 1);
    assert_eq!(parsed.problems[0].message, "a key must be a word");
    assert!(parsed.tree.is_cut(parsed.tree.root().unwrap()));
    assert_eq!(at(&parsed, "/1").0, "one");
    assert_eq!(at(&parsed, "/true").0, "yes");
    assert_eq!(at(&parsed, "/c").0, "d");
}
