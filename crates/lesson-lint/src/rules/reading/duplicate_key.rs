use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A key that its mapping holds already.
pub(crate) static RULE: Rule = Rule {
    code: "E004",
    name: "duplicate-key",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A key stands twice in one mapping.",
    why: "Programs keep one of the two and drop the other without a word, and not all of them the same one.",
    remedy: "Keep one of the two, or rename one.",
    leaves_alone: "The same key in different mappings.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "Two cells for one regime",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        yeast: One visit to the shop\n        yeast: None\n",
            }]),
            &["33:9"],
        ),
        Example::good("One cell for each regime", Input::Yaml(&[])),
        Example::near_miss(
            "Keys that differ only by case, under `meta`",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nmeta:\n  owner: Ada\n  Owner: Bea\n",
            }]),
        ),
    ],
};
