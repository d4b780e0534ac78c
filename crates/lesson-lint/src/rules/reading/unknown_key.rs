use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A key that the format does not know.
pub(crate) static RULE: Rule = Rule {
    code: "E002",
    name: "unknown-key",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A key is none of the format.",
    why: "What stands under a misspelled key is shown to nobody, and the place where it belongs stays empty.",
    remedy: "Rename the key to the one that is meant, put it under `meta`, or begin it with `x-`.",
    leaves_alone: "Keys that begin with `x-`, `$schema`, everything under `meta`, and front matter that belongs to a site generator.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A key that is nearly right",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\naudiense: New bakers\n" }]),
            &["2:1"],
        ),
        Example::good(
            "Keys of other tools",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nx-theme: warm\nmeta: {minutes: 5}\n",
            }]),
        ),
        Example::case(
            "The key of a break is misspelled: one fault, one finding",
            Input::Yaml(&[Change {
                from: "        where_it_breaks: A garden",
                to: "        where_it_brakes: A garden",
            }]),
            &["22:9"],
        ),
        Example::near_miss(
            "Front matter of a site generator",
            Input::Markdown(&[Change {
                from: "# Lesson 1 — What makes the dough rise?",
                to: "---\nlayout: post\ntags: [bread]\n---\n\n# Lesson 1 — What makes the dough rise?",
            }]),
        ),
    ],
};
