use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// Bytes that are no UTF-8.
pub(crate) static RULE: Rule = Rule {
    code: "E006",
    name: "not-utf-8",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The file is not UTF-8 text.",
    why: "Quotes, dashes and accents reach the learner as question marks and boxes, if the lesson is shown at all.",
    remedy: "Save the file again as UTF-8; a word processor's file as plain text.",
    leaves_alone: "A byte order mark in front of UTF-8.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "Windows-1252 text",
            Input::File("lesson.yaml", b"lesson: 1\ntitle: Caf\xe9\n"),
            &["2:11"],
        ),
        Example::good(
            "UTF-8 with a byte order mark",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "\u{feff}lesson: 1\naudience: Café owners\n" }]),
        ),
        Example::case("UTF-16 text", Input::File("lesson.md", b"\xff\xfeL\0e\0s\0s\0o\0n\0"), &["1:1"]),
        Example::case("A word processor's file", Input::File("lesson.txt", b"PK\x03\x04..."), &["1:1"]),
        Example::near_miss(
            "Letters of many scripts",
            Input::Yaml(&[Change {
                from: "lesson: 1\n", to: "lesson: 1\naudience: Café, хлеб, パン, 🥖\n"
            }]),
        ),
    ],
};
