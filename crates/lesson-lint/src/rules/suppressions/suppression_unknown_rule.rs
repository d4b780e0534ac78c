use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A suppression of a rule that there is not.
pub(crate) static RULE: Rule = Rule {
    code: "X004",
    name: "suppression-unknown-rule",
    family: Family::Suppressions,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A suppression names a rule that there is not, or none at all.",
    why: "It silences nothing, and its author believes that it does.",
    remedy: "Write the rule's name or code; `lessonlint rules` lists them. A suppression of everything there is not: each names what it is about.",
    leaves_alone: "Upper and lower case, and comments that speak of lessonlint without its directive.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A misspelled rule",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholdr -- the shop is not yet known\n        yeast: One visit to the shop\n",
            }]),
            &["32:29"],
        ),
        Example::good(
            "The rule by its name",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder -- the shop is not yet known\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::case(
            "No rule",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore -- the shop is not yet known\n        yeast: One visit to the shop\n",
            }]),
            &["32:9"],
        ),
        Example::case(
            "Another tool's word",
            Input::Markdown(&[Change {
                from: "| One visit to the shop |",
                to: "| One visit to the shop <!-- lessonlint-disable P001 -- not yet known --> |",
            }]),
            &["44:39"],
        ),
        Example::near_miss(
            "A code in small letters",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore p001 -- the shop is not yet known\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::near_miss(
            "A comment about a file of lessonlint's",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-baseline.json holds what is old\n        yeast: One visit to the shop\n",
            }]),
        ),
    ],
};
