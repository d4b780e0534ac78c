use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A value of another type than is due.
pub(crate) static RULE: Rule = Rule {
    code: "E003",
    name: "wrong-type",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A value is of another type than is due: a number for a text, a text for a list.",
    why: "The site that shows the lesson expects the type, and shows nothing, or nonsense, where it finds another.",
    remedy: "Write the value in the type that the finding names; a number that is meant as text goes in quotes.",
    leaves_alone: "Values that are absent, and `[fill in]`, which is a list to YAML and a stand-in to people.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A number where a text is due",
            Input::Yaml(&[Change { from: "title: What makes the dough rise?\n", to: "title: 2026\n" }]),
            &["2:8"],
        ),
        Example::good(
            "The number as a text",
            Input::Yaml(&[Change { from: "title: What makes the dough rise?\n", to: "title: \"2026\"\n" }]),
        ),
        Example::case(
            "A text where a list is due",
            Input::Yaml(&[Change {
                from: "    name: Sourdough\n",
                to: "    name: Sourdough\n    aka: leaven\n",
            }]),
            &["16:10"],
        ),
        Example::near_miss(
            "A text that begins with a number",
            Input::Yaml(&[Change {
                from: "title: What makes the dough rise?\n",
                to: "title: 2 ways to raise a dough\n",
            }]),
        ),
    ],
};
