use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A second document in one YAML file.
pub(crate) static RULE: Rule = Rule {
    code: "E012",
    name: "several-documents",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A second document follows in one YAML file.",
    why: "Only the first document is read and checked; what stands after the line of hyphens may have any hole.",
    remedy: "Give each lesson a file of its own.",
    leaves_alone: "A line of hyphens before the first document.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "Two documents",
            Input::Yaml(&[Change {
                from: "and the long day is true.\n",
                to: "and the long day is true.\n---\nlesson: 2\n",
            }]),
            &["44:1"],
        ),
        Example::good(
            "One document with its mark",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "---\nlesson: 1\n" }]),
        ),
        Example::near_miss(
            "The document is closed, and a comment follows",
            Input::Yaml(&[Change {
                from: "and the long day is true.\n",
                to: "and the long day is true.\n---\n# nothing more\n",
            }]),
        ),
        Example::near_miss(
            "A line of hyphens inside a text",
            Input::Yaml(&[Change {
                from: "lead: Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.\n",
                to: "lead: |\n  Every loaf was raised with yeast or with sourdough.\n  ---\n  The price tells you which.\n",
            }]),
        ),
    ],
};
