use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A value of the right type that cannot be.
pub(crate) static RULE: Rule = Rule {
    code: "E005",
    name: "invalid-value",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A value is out of range, is no date, or cannot be an id.",
    why: "Lessons are ordered by their numbers and found by their ids; one that has neither is in no course.",
    remedy: "Write a number in the range that the finding names, a date as in 2026-01-31, an id in lower case with hyphens.",
    leaves_alone: "Texts: what a learner reads can say anything.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "No lesson comes before the first",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 0\n" }]),
            &["1:9"],
        ),
        Example::good("The first lesson", Input::Yaml(&[])),
        Example::case(
            "An id with blanks",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: What Rises\n" }]),
            &["2:5"],
        ),
        Example::case(
            "A day that no month has",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - id: time\n    value: 2\n    as_of: 2026-02-30\n    source: The yeast packet\n",
            }]),
            &["5:12"],
        ),
        Example::near_miss(
            "A large number, and an id in another script",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1000\nid: 発酵-1\n" }]),
        ),
    ],
};
