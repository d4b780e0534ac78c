//! A text gets or loses the signs around it, in whatever style it is written.

use std::sync::Arc;

use lesson_syntax::{Form, ReadOptions, disclose, enclose, read};
use lesson_text::{SourceFile, apply};

fn changed(text: &str, marks: Option<[char; 2]>) -> Option<String> {
    let options = ReadOptions::default();
    let tree = read(&Arc::new(SourceFile::new("x.yaml", text)), Form::Yaml, &options).tree;
    let node = tree.at_pointer("/a")?;
    let edits = match marks {
        Some(marks) => enclose(&tree, &options.labels, node, marks)?,
        None => disclose(&tree, &options.labels, node)?,
    };
    apply(text, &edits).ok()
}

#[test]
fn every_style_takes_the_marks() {
    for (before, after) in [
        ("a: Ours is # c\nb: x\n", "a: '\"Ours is\"' # c\nb: x\n"),
        ("a: it's\n  ours\nb: x\n", "a: '\"it''s\n  ours\"'\nb: x\n"),
        ("a: 'it''s'\n", "a: '\"it''s\"'\n"),
        ("a: \"it's\"\n", "a: \"\\\"it's\\\"\"\n"),
        ("a: |\n  it's\n  ours\nb: x\n", "a: |\n  \"it's\n  ours\"\nb: x\n"),
        ("a: >-\n  it's\n  ours\n", "a: >-\n  \"it's\n  ours\"\n"),
        ("{a: it is, b: x}", "{a: '\"it is\"', b: x}"),
    ] {
        assert_eq!(changed(before, Some(['"', '"'])).as_deref(), Some(after), "{before}");
        assert_eq!(
            changed(after, None).map(|text| changed(&text, Some(['"', '"']))),
            Some(Some(after.to_owned()))
        );
    }
    assert_eq!(changed("a: ours\n", Some(['“', '”'])).as_deref(), Some("a: '“ours”'\n"));
}

#[test]
fn what_would_say_something_else_stays() {
    assert_eq!(changed("a: “5”\n", None), None);
    assert_eq!(changed("a: “- x”\n", None), None);
    assert_eq!(changed("b: &x ours\na: *x\n", Some(['"', '"'])), None);
    assert_eq!(changed("a:\n", Some(['"', '"'])), None);
}
