use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

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
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "Lists within lists",
            Input::File("lesson.yaml", b"lesson: 1\nregimes: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"),
            &["2:111"],
        ),
        Example::good("A lesson of ordinary size", Input::Yaml(&[])),
        Example::near_miss(
            "Levels below the limit, under `meta`",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nmeta: {a: [[[[[[[[[[[[[[[[deep]]]]]]]]]]]]]]]]}\n" }]),
        ),
        Example::near_miss(
            "An alias that is used several times",
            Input::Yaml(&[
                Change { from: "yeast: One visit to the shop", to: "yeast: &visit One visit to the shop" },
                Change { from: "yeast: Mild, and gone by evening", to: "yeast: *visit" },
            ]),
        ),
    ],
};
