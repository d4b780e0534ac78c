use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A file that was named and is no lesson.
pub(crate) static RULE: Rule = Rule {
    code: "E009",
    name: "not-a-lesson",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A file that was named on the command line is no lesson.",
    why: "Whoever named it believes that it is checked; a check that looks at nothing teaches trust in it.",
    remedy: "Name another file, or give this one what the finding says. `--lessons-only` skips what is none.",
    leaves_alone: "Files that are found in a folder: what is no lesson there is skipped.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad("Some other YAML", Input::File("lesson.yaml", b"name: bakery\nopen: 7-18\n"), &["1:1"]),
        Example::good("A lesson", Input::Yaml(&[])),
        Example::case("An empty file", Input::File("lesson.yaml", b""), &["1:1"]),
        Example::case(
            "A letter",
            Input::File("lesson.md", b"Dear baker,\n\nthe bread was good.\n"),
            &["1:1"],
        ),
        Example::near_miss(
            "A lesson in Markdown whose front matter has its number",
            Input::Markdown(&[Change {
                from: "# Lesson 1 — What makes the dough rise?",
                to: "---\nlesson: 1\n---\n\n# What makes the dough rise?",
            }]),
        ),
    ],
};
