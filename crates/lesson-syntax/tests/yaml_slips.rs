//! The slips that authors make: each is named once, at its place, and what was meant is read.

use std::sync::Arc;

use lesson_syntax::{Form, Kind, Parsed, ProblemKind, ReadOptions, read};
use lesson_text::{SourceFile, apply};

fn read_yaml(text: &str) -> Parsed {
    read(&Arc::new(SourceFile::new("case.yaml", text)), Form::Yaml, &ReadOptions::default())
}

fn text_at<'a>(parsed: &'a Parsed, pointer: &str) -> Option<&'a str> {
    parsed.tree.at_pointer(pointer).map(|id| parsed.tree.text(id))
}

/// A slip: the file, what is said, of which bytes, and the text that is read at a pointer.
struct Slip(&'static str, &'static str, &'static str, &'static str, &'static str);

const MENDED: &[Slip] = &[
    Slip(
        "title: Lesson 4: AI\nz: 1\n",
        "a text with a colon in it needs quotes",
        "Lesson 4: AI",
        "/title",
        "Lesson 4: AI",
    ),
    Slip("- note: a: b # c\n- z\n", "a text with a colon in it needs quotes", "a: b", "/0/note", "a: b"),
    Slip(
        "- a: b\n- Note this: c d: e\n",
        "a text with a colon in it needs quotes",
        "c d: e",
        "/1/Note this",
        "c d: e",
    ),
    Slip(
        "a:\n  t: über\n    two: three\n    four\n  z: 1\n",
        "a text with a colon in it needs quotes",
        "über\n    two: three\n    four",
        "/a/t",
        "über two: three four",
    ),
    Slip(
        "a: it: \"x\" \\ y\nz: 1\n",
        "a text with a colon in it needs quotes",
        "it: \"x\" \\ y",
        "/a",
        "it: \"x\" \\ y",
    ),
    Slip("a: @foo\nz: 1\n", "a text that begins with `@` needs quotes", "@foo", "/a", "@foo"),
    Slip("a: `x` y\r\nz: 1\r\n", "a text that begins with ``` needs quotes", "`x` y", "/a", "`x` y"),
    Slip("a: %x # c\nz: 1\n", "a text that begins with `%` needs quotes", "%x", "/a", "%x"),
    Slip("a: - text\nz: 1\n", "a text that begins with `-` needs quotes", "- text", "/a", "- text"),
    Slip(
        "a: *Never* say\nz: 1\n",
        "a text that begins with `*` needs quotes",
        "*Never* say",
        "/a",
        "*Never* say",
    ),
    Slip("- *Never*\n- z\n", "a text that begins with `*` needs quotes", "*Never*", "/0", "*Never*"),
    Slip("a: & so on\nz: 1\n", "a text that begins with `&` needs quotes", "& so on", "/a", "& so on"),
    Slip(
        "a: > 5 minutes\nz: 1\n",
        "a text that begins with `>` needs quotes",
        "> 5 minutes",
        "/a",
        "> 5 minutes",
    ),
    Slip("@a: b\nz: 1\n", "a key that begins with `@` needs quotes", "@a", "/@a", "b"),
    Slip(
        "a: \"We train\" it\nz: 1\n",
        "the text goes on after its closing quote",
        "\"We train\" it",
        "/a",
        "\"We train\" it",
    ),
    Slip(
        "a: \"Say \"no\" to it\"\nz: 1\n",
        "the text goes on after its closing quote",
        "\"Say \"no\" to it\"",
        "/a",
        "Say \"no\" to it",
    ),
    Slip(
        "a: 'it's here'\nz: 1\n",
        "the text goes on after its closing quote",
        "'it's here'",
        "/a",
        "it's here",
    ),
    Slip("a: 'a': b\nz: 1\n", "the text goes on after its closing quote", "'a': b", "/a", "'a': b"),
    Slip(
        "a: [fill in] more\nz: 1\n",
        "a text that begins with `[` needs quotes",
        "[fill in] more",
        "/a",
        "[fill in] more",
    ),
    Slip("a: {x} more # c\nz: 1\n", "a text that begins with `{` needs quotes", "{x} more", "/a", "{x} more"),
    Slip(
        "a: \"C:\\path\"\nz: 1\n",
        "a backslash in double quotes begins a special character, and there is none like this",
        "\\p",
        "/a",
        "C:\\path",
    ),
    Slip("a: \"h\"#i\nz: 1\n", "a comment needs a space before its `#`", "#", "/a", "h"),
    Slip("a:\n\tb: c\n\td:\n\t\te: f\nz: 1\n", "a tab is used as indentation", "\t", "/a/d/e", "f"),
    Slip("a:\n    b: c\n\td: e\nz: 1\n", "a tab is used as indentation", "\t", "/a/d", "e"),
    Slip("a: |\n\tone\n\ttwo\nz: 1\n", "a tab is used as indentation", "\t", "/a", "one\ntwo\n"),
    Slip(
        "a:\n  b: c\n   d: e\n  z: 1\n",
        "this key is indented by 3 spaces, its neighbours by 2",
        "d",
        "/a/d",
        "e",
    ),
    Slip(
        "a:\n  b: c\n d: e\nz: 1\n",
        "this key is indented by 1 space, its neighbours by 2",
        "d",
        "/a/d",
        "e",
    ),
    Slip(
        "a:\n  - b: c\n   d:\n     e: f\n  - z\n",
        "this key is indented by 3 spaces, its neighbours by 4",
        "d",
        "/a/0/d/e",
        "f",
    ),
    Slip(
        "a: |\n  one\n two\n  three\nz: 1\n",
        "this line begins left of the text that it belongs to",
        "two",
        "/a",
        "one\ntwo\nthree\n",
    ),
    Slip("title:Foo\nz: 1\n", "a space is missing after the colon", ":", "/title", "Foo"),
    Slip("a: b\ntitle:Foo\nz: 1\n", "a space is missing after the colon", ":", "/title", "Foo"),
    Slip("- id: x\n  title:Foo\n- z\n", "a space is missing after the colon", ":", "/0/title", "Foo"),
    Slip(
        "title: x\nregimes\n  - a: b\n    c: d\nz: 1\n",
        "a key needs a colon after it",
        "regimes",
        "/regimes/0/c",
        "d",
    ),
    Slip(
        "m: {\n  a: b\n}\nz: 1\n",
        "the lines of a value in brackets must be indented further than its key",
        "}",
        "/m/a",
        "b",
    ),
    Slip(
        "a: \"one\ntwo\n\nthree\"\nz: 1\n",
        "the lines of a text in quotes must be indented further than its key",
        "\"",
        "/a",
        "one two\nthree",
    ),
    Slip("a: - b\n   - c\nz: 1\n", "a list begins on the line below its key", "-", "/a/0", "b"),
    Slip("a: x\0y\nz: 1\n", "an invisible character (U+0000) stands here, and may not", "\0", "/a", "xy"),
    Slip(
        "a: b\n\u{feff}c: d\nz: 1\n",
        "an invisible character (U+FEFF) stands here, and may not",
        "\u{feff}",
        "/c",
        "d",
    ),
];

#[test]
fn a_slip_is_named_read_and_mended_by_its_suggestion() {
    for Slip(text, message, bytes, pointer, meant) in MENDED {
        let parsed = read_yaml(text);
        let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
        assert_eq!(problem.kind, ProblemKind::Syntax);
        assert_eq!(problem.message, *message, "{text}");
        assert!(problem.help.is_some(), "{text}");
        assert_eq!(parsed.tree.source().slice(problem.span), *bytes, "{text}");
        assert_eq!(text_at(&parsed, pointer), Some(*meant), "{text}");
        assert!(parsed.tree.ids().all(|id| !parsed.tree.is_cut(id)), "{text}");
        let suggestion = problem.suggestion.as_ref().unwrap_or_else(|| panic!("no suggestion for {text}"));
        let mended = apply(text, &suggestion.edits).unwrap();
        let again = read_yaml(&mended);
        assert_eq!(again.problems, [], "{mended}");
        assert_eq!(text_at(&again, pointer), Some(*meant), "{mended}");
    }
}

/// A file's lines further in: as entries of a list's item.
fn nested(text: &str) -> String {
    let lines: String = text.split_inclusive('\n').map(|line| format!("    {line}")).collect();
    format!("top:\n  - first: 0\n{lines}  - second\nlast: 0\n")
}

#[test]
fn a_slip_is_read_alike_within_a_list_and_with_other_line_ends() {
    for Slip(text, message, bytes, pointer, meant) in MENDED {
        let windows = text.replace("\r\n", "\n").replace('\n', "\r\n");
        let mut variants = vec![(windows, (*pointer).to_owned())];
        // Dashes would begin another list, and tabs stand for what is in front of them.
        if !text.starts_with('-') && !text.contains('\t') {
            variants.push((nested(text), format!("/top/0{pointer}")));
        }
        for (text, pointer) in variants {
            let parsed = read_yaml(&text);
            let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
            if !message.contains("indented by") {
                assert_eq!(problem.message, *message, "{text}");
            }
            let unified = |text: &str| text.replace("\r\n", "\n").replace("    ", "");
            assert_eq!(unified(parsed.tree.source().slice(problem.span)), unified(bytes), "{text}");
            assert_eq!(text_at(&parsed, &pointer), Some(*meant), "{text}");
            assert!(parsed.tree.ids().all(|id| !parsed.tree.is_cut(id)), "{text}");
            let mended = apply(&text, &problem.suggestion.as_ref().unwrap().edits).unwrap();
            let again = read_yaml(&mended);
            assert_eq!(again.problems, [], "{mended}");
            assert_eq!(text_at(&again, &pointer), Some(*meant), "{mended}");
        }
    }
}

/// Faults without a sure mending: the file, what is said, of which bytes, and what the tree holds.
const REPORTED: &[Slip] = &[
    Slip("a: \"We train\nz: 1\n", "a quote opens here and is not closed", "\"", "/a", "\"We train"),
    Slip(
        "a:\n  b: 'We train\n    more\n  z: 'd'\n",
        "a quote opens here and is not closed",
        "'",
        "/a/b",
        "'We train\n    more",
    ),
    Slip("a: [x, y\nz: 1\n", "`[` opens here and is not closed", "[", "/a", "[x, y"),
    Slip("a:\n  b: {x: y\n  z: 1\n", "`{` opens here and is not closed", "{", "/a/b", "{x: y"),
    Slip(
        "a: [b: c: d, e]\nz: 1\n",
        "a comma is missing between two values in brackets",
        ": d, e]",
        "/a",
        "[b: c: d, e]",
    ),
    Slip("a: one\n# two\n  three\nz: 1\n", "this does not fit here", "three", "/a", "one\n# two\n  three"),
    Slip("a: \"\\ud800 x\"\nz: 1\n", "this escape is half of a character", "\\u", "/a", "\"\\ud800 x\""),
];

#[test]
fn a_value_that_cannot_be_understood_is_malformed_and_harms_no_other() {
    for Slip(text, message, bytes, pointer, written) in REPORTED {
        let parsed = read_yaml(text);
        let [problem] = parsed.problems.as_slice() else { panic!("{text}: {:?}", parsed.problems) };
        assert_eq!(problem.message, *message, "{text}");
        assert_eq!(parsed.tree.source().slice(problem.span), *bytes, "{text}");
        let id = parsed.tree.at_pointer(pointer).unwrap();
        assert_eq!(
            (parsed.tree.kind(id), parsed.tree.source().slice(parsed.tree.span(id))),
            (Kind::Malformed, *written)
        );
        assert!(parsed.tree.ids().all(|id| !parsed.tree.is_cut(id)), "{text}");
    }
}

#[test]
fn a_half_typed_key_leaves_its_own_mapping_unknown_and_no_other() {
    let parsed = read_yaml("a:\n  - b: c\n    fie\n  - d: e\nf: g\n");
    let [problem] = parsed.problems.as_slice() else { panic!("{:?}", parsed.problems) };
    assert_eq!(problem.message, "a key needs a colon and a value after it");
    assert_eq!(parsed.tree.source().slice(problem.span), "fie");
    let cut = |pointer| parsed.tree.is_cut(parsed.tree.at_pointer(pointer).unwrap());
    assert_eq!([cut("/a/0"), cut("/a/1"), cut("/a"), cut("")], [true, false, false, false]);
    let first = read_yaml("- name Pre\n  what: x\n- z: 1\n");
    assert_eq!(first.problems.len(), 1);
    let cut = |pointer| first.tree.is_cut(first.tree.at_pointer(pointer).unwrap());
    assert_eq!([cut("/0"), cut("/1"), cut("")], [true, false, false]);
    assert_eq!(text_at(&first, "/0/what"), Some("x"));
}

#[test]
fn several_slips_are_each_named_once_and_the_rest_is_read() {
    let text = "title: Lesson 4: AI\nregimes:\n  - id: a\n    analogies:\n      - holds: x: y\n        where: \"open\n      \
                - holds: ok\n  - id: b\n   name: off\ncomparison:\n  dimensions: [a, b\n  rows:\n\t- one\nlast: *gone\nz: 1\n";
    let parsed = read_yaml(text);
    let lines: Vec<usize> = parsed
        .problems
        .iter()
        .map(|problem| parsed.tree.source().position(problem.span.start as usize).line)
        .collect();
    assert_eq!(lines, [1, 5, 6, 9, 11, 13, 14], "{:?}", parsed.problems);
    assert_eq!(text_at(&parsed, "/regimes/0/analogies/0/holds"), Some("x: y"));
    assert_eq!(text_at(&parsed, "/regimes/0/analogies/1/holds"), Some("ok"));
    assert_eq!(text_at(&parsed, "/regimes/1/name"), Some("off"));
    assert_eq!(text_at(&parsed, "/comparison/rows/0"), Some("one"));
    assert_eq!(text_at(&parsed, "/z"), Some("1"));
    assert!(parsed.tree.ids().all(|id| !parsed.tree.is_cut(id)));
}

#[test]
fn a_key_too_far_left_moves_alone() {
    let parsed = read_yaml("r:\n  - id: a\n   name: Yeast\n    what: x\n    more:\n      - y\n  - id: b\n");
    let [problem] = parsed.problems.as_slice() else { panic!("{:?}", parsed.problems) };
    assert_eq!(problem.message, "this key is indented by 3 spaces, its neighbours by 4");
    assert_eq!(text_at(&parsed, "/r/0/name"), Some("Yeast"));
    assert_eq!(text_at(&parsed, "/r/0/more/0"), Some("y"));
    let below = read_yaml("r:\n  - id: a\n   name:\n     - Yeast\n    what: x\n  - id: b\n");
    assert_eq!(text_at(&below, "/r/0/what"), Some("x"));
    assert_eq!(text_at(&below, "/r/1/id"), Some("b"));
}

#[test]
fn what_only_looks_like_a_slip_is_none() {
    for text in [
        "a: b:c http://x.y\n",
        "a: -5\nb: -x\n",
        "a: b #c\nd: e# f\n",
        "a: it's 5 o'clock \"now\"\n",
        "a: x @ y, z & w\nb: 50%\nc: a*b\n",
        "- - a\n  - b\n-\n  - c\n",
        "a:\n- b\n- c: d\n  e: f\n",
        "a:\n  |\n   text\n\n  # comment\nb:\n\n  c: d\n",
        "a: \"x\n  y\"\n",
        "a: [b,\n  c]\n",
        "a:\tb\n",
    ] {
        let problems = read_yaml(text).problems;
        assert_eq!(problems, [], "{text}");
    }
}
