//! Front matter joins the lesson's tree.

mod markdown_common;

use lesson_syntax::markdown::{Labels, looks_like_lesson};
use lesson_syntax::{Kind, ProblemKind, Stub, set};
use markdown_common::*;

const BODY: &str = "A lead.\n\n## Straight\n\n**What it is:** x\n";

fn lines(text: &str) -> Vec<String> {
    dump(&read(text).tree)
}

#[test]
fn a_lessons_keys_are_taken_and_a_site_generators_are_not() {
    let front =
        "---\r\nlayout: post\r\nlesson: 4\r\ntitle: Rising\r\ntags: [a, b]\r\nmeta: {free: true}\r\n---\r\n";
    let text = format!("\u{feff}{front}{BODY}");
    let due = [
        "/lesson = int 4",
        "/title = Rising",
        "/meta/free = true",
        "/lead = A lead.",
        "/regimes/0/name = Straight",
        "/regimes/0/what_it_is = x",
    ];
    assert_eq!(lines(&text), due);
    assert_eq!(read(&text).problems, []);
    assert!(looks_like_lesson(&source(&text), &Labels::default()));
}

#[test]
fn a_near_miss_is_kept_for_the_shape_check() {
    let found = lines(&format!("---\nlesson: 4\naudeince: bakers\ndraft: true\n---\n{BODY}"));
    assert!(found.contains(&"/audeince = bakers".to_owned()), "{found:?}");
    assert!(!found.iter().any(|line| line.starts_with("/draft")), "{found:?}");
}

#[test]
fn the_title_line_wins_over_front_matter() {
    let text = format!("---\nlesson: 3\ntitle: Old\nid: rising\n---\n\n# Lesson 4 — New\n\n{BODY}");
    let found = read(&text);
    let tree = &found.tree;
    let at = |pointer| tree.at_pointer(pointer).map(|node| (tree.text(node), tree.kind(node)));
    assert_eq!(at("/lesson"), Some(("4", Kind::Int)));
    assert_eq!(at("/title"), Some(("New", Kind::String)));
    assert_eq!(at("/id"), Some(("rising", Kind::String)));
    let text = format!("---\nlesson: 3\ntitle: Old\n---\n\n# New\n\n{BODY}");
    assert_eq!(lines(&text)[..2], ["/lesson = int 3", "/title = New"]);
    let text = format!("---\ntitle: Old\n---\nLesson 4\n\n{BODY}");
    assert_eq!(lines(&text)[..2], ["/title = Old", "/lesson = int 4"]);
}

#[test]
fn figures_keep_their_shape_and_places() {
    let text = format!("---\nlesson: 4\nfigures:\n  - id: hours\n    value: 3\n    unit: hours\n...\n{BODY}");
    let parsed = read(&text);
    let value = parsed.tree.at_pointer("/figures/0/value").unwrap();
    assert_eq!(parsed.tree.kind(value), Kind::Int);
    assert_eq!(&text[parsed.tree.span(value).range()], "3");
    let figure = parsed.tree.at_pointer("/figures/0").unwrap();
    let edit = set(&parsed.tree, &Labels::default(), figure, "source", &Stub::text("the baker")).unwrap();
    let done = lesson_text::apply(&text, &[edit]).unwrap();
    assert!(lines(&done).contains(&"/figures/0/source = the baker".to_owned()), "{done}");
}

#[test]
fn front_matter_that_is_never_closed_is_reported_and_read() {
    let text = format!("---\nlesson: 4\ntitle: Rising\n\n{BODY}");
    let parsed = read(&text);
    let [problem] = &parsed.problems[..] else { panic!("{:?}", parsed.problems) };
    assert_eq!((problem.kind, &text[problem.span.range()]), (ProblemKind::Syntax, "---"));
    let due = lines(&format!("---\nlesson: 4\ntitle: Rising\n---\n\n{BODY}"));
    assert_eq!(dump(&parsed.tree), due);
    let mended = lesson_text::apply(&text, &problem.suggestion.as_ref().unwrap().edits).unwrap();
    assert_eq!((lines(&mended), read(&mended).problems), (due, Vec::new()));
}

#[test]
fn a_rule_at_the_start_is_no_front_matter() {
    let text = format!("---\n\nLesson 4 — Rising\n\n---\n\n{BODY}");
    assert_eq!(lines(&text)[..3], ["/lesson = int 4", "/title = Rising", "/lead = A lead."]);
}

#[test]
fn broken_front_matter_leaves_the_lesson_readable() {
    let text = format!("---\nlesson: 4\ntitle: [never\n---\n{BODY}");
    let parsed = read(&text);
    assert!(!parsed.problems.is_empty());
    let tree = &parsed.tree;
    let known = tree.at_pointer("/title").is_some_and(|title| tree.kind(title) == Kind::String);
    assert!(!known);
    assert!(dump(tree).contains(&"/lesson = int 4".to_owned()), "{:?}", dump(tree));
    assert!(dump(&parsed.tree).contains(&"/regimes/0/what_it_is = x".to_owned()));
}
