//! Any bytes at all, in both front ends and through every fix: lessons with bytes changed, lines moved
//! and pieces of hostile text put in, and text made of what YAML and Markdown give a meaning to.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::{Arc, OnceLock};

use lesson_lint::{Content, Expected, FileInput, Settings, lint};
use lesson_syntax::markdown::survey;
use lesson_syntax::{Form, ReadOptions, read};
use lesson_text::SourceFile;
use lessonlint_tests::{content, settled, sound};
use proptest::prelude::*;

/// Pieces that mean something to one of the parsers.
const PIECES: [&str; 51] = [
    ": ",
    "- ",
    "? ",
    "# ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  ",
    "\"",
    "'",
    "`",
    "|",
    ">",
    "|2-",
    ">+",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!t ",
    "---",
    "...",
    "%",
    "@",
    "\\",
    "\\u00e9",
    "<!--",
    "-->",
    "**",
    "_",
    "***",
    "```",
    "===",
    "|---|",
    "Where it breaks:",
    "What it is:",
    "Concept Mapping",
    "lesson: 1",
    "regimes:",
    "why: ",
    " # lessonlint-ignore P001, R001 -- a reason\n",
    "<!-- lessonlint-ignore placeholder -- a reason -->",
    "\n<!-- lessonlint-ignore placeholdr -- a reason -->\n",
    "é",
    "日",
    "\u{feff}",
    "\u{2028}",
];

/// Texts in YAML whose tree was unsound once, or thought to be.
const FOUND_IN_YAML: [&str; 3] = ["?\n::", " : >\n @:", "a: &a \"x\"\nb: [*a]\n"];

#[test]
fn what_was_unsound_once_is_sound() {
    for text in FOUND_IN_YAML {
        let source = Arc::new(SourceFile::new("found.yaml", text));
        sound(&read(&source, Form::Yaml, &ReadOptions::default()));
    }
}

fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    SETTINGS.get_or_init(|| Settings::new().unwrap())
}

/// How many cases of each property; more where `LESSONLINT_SOAK` says how many.
fn cases() -> ProptestConfig {
    let soak = std::env::var("LESSONLINT_SOAK").ok().and_then(|count| count.parse().ok());
    ProptestConfig { cases: soak.unwrap_or(60), failure_persistence: None, ..ProptestConfig::default() }
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => "[a-z]{1,6}",
        1 => "\\PC{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A lesson of the example course, cut to a part, with pieces put in and characters taken out.
fn changed_lesson(extension: &'static str) -> impl Strategy<Value = String> {
    let lessons: Vec<String> = content()
        .into_iter()
        .filter(|lesson| lesson.name.ends_with(extension))
        .map(|lesson| lesson.text)
        .collect();
    let change = (any::<prop::sample::Index>(), 0..6_usize, prop::sample::select(&PIECES[..]));
    (prop::sample::select(lessons), any::<prop::sample::Index>(), prop::collection::vec(change, 1..8))
        .prop_map(|(lesson, start, changes)| {
            let mut characters: Vec<char> = lesson.chars().collect();
            let start = start.index(characters.len());
            characters.drain(..start / 2);
            characters.truncate(3000);
            for (at, gone, piece) in changes {
                let at = at.index(characters.len().max(1)).min(characters.len());
                let end = (at + gone).min(characters.len());
                characters.splice(at..end, piece.chars());
            }
            characters.into_iter().collect()
        })
}

fn read_both(text: &str) {
    for (name, form) in [("x.yaml", Form::Yaml), ("x.md", Form::Markdown)] {
        let source = Arc::new(SourceFile::new(name, text));
        let options = ReadOptions::default();
        sound(&read(&source, form, &options));
        for sighting in survey(&source, &options.labels).sightings {
            assert!(source.text().get(sighting.span.range()).is_some_and(|words| !words.trim().is_empty()));
        }
    }
}

/// What was found once, and must not come back.
#[test]
fn what_was_found_is_sound() {
    for text in
        ["|\n\"", ">\n- x", "# c\n|2-\n  x\n", "--- |\n x", "- a\n- |\n  b", "!t |\n x\n...\n---\n|\n y"]
    {
        read_both(text);
    }
}

#[test]
fn what_was_found_settles() {
    let quoted_again =
        "x that\n  a: >-\n    b\n-  c.\n  d: >-\n    e\n  f:\n    - holds: a\ncomparison:\n  intro: b\n";
    settled("x.yaml", quoted_again, settings());
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_text_gives_a_sound_tree(text in any_text()) {
        read_both(&text);
    }

    #[test]
    fn a_changed_lesson_gives_a_sound_tree(yaml in changed_lesson(".yaml"), markdown in changed_lesson(".md")) {
        read_both(&yaml);
        read_both(&markdown);
    }

    #[test]
    fn fixes_of_a_changed_lesson_settle(yaml in changed_lesson(".yaml"), markdown in changed_lesson(".md")) {
        settled("x.yaml", &yaml, settings());
        settled("x.md", &markdown, settings());
    }

    #[test]
    fn any_bytes_are_linted(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for path in ["x.yaml", "x.md", "x.txt"] {
            let content = Content::Bytes(bytes.clone());
            let report = lint(
                FileInput { path: path.to_owned(), form: None, content, expected: Expected::Named },
                settings(),
            );
            prop_assert!(report.crashes.is_empty() && !report.findings.is_empty());
        }
    }
}
