use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// Text that is no YAML.
pub(crate) static RULE: Rule = Rule {
    code: "E001",
    name: "syntax",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A part of the file cannot be read as YAML.",
    why: "What cannot be read reaches no learner: the site that shows the lesson leaves it out, or shows it broken.",
    remedy: "Do what the finding says; most often a text needs quotes around it.",
    leaves_alone: "Everything outside the broken piece, which is still checked; and what is missing from the piece itself, for nobody knows what it says.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A colon in a text without quotes",
            Input::Yaml(&[Change {
                from: "title: What makes the dough rise?\n",
                to: "title: Lesson 1: What makes the dough rise?\n",
            }]),
            &["2:8"],
        ),
        Example::good(
            "The text in quotes",
            Input::Yaml(&[Change {
                from: "title: What makes the dough rise?\n",
                to: "title: \"Lesson 1: What makes the dough rise?\"\n",
            }]),
        ),
        Example::near_miss(
            "A colon with no blank after it",
            Input::Yaml(&[Change {
                from: "title: What makes the dough rise?\n",
                to: "title: What makes the dough rise at 8:30?\n",
            }]),
        ),
    ],
};
