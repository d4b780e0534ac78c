use lesson_findings::{Family, Severity};

use crate::{Check, Example, Input, Rule, Status};

/// More than a limit allows.
pub(crate) static RULE: Rule = Rule {
    code: "E007",
    name: "too-large",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The file holds more bytes, levels, values or aliases than a limit allows.",
    why: "A lesson of that size is a mistake of a program, and nobody reads it; an alias that stands for millions of values is an attack.",
    remedy: "Split the lesson, or raise the limit that the finding names in lessonlint.toml.",
    leaves_alone: "Anything that a person would write by hand.",
    fixes: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "Lists within lists",
            Input::File("lesson.yaml", b"lesson: 1\nregimes: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"),
            &["2:111"],
        ),
        Example::good("A lesson of ordinary size", Input::Yaml(&[])),
    ],
};
