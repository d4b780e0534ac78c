use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A table row with more or fewer cells than its header.
pub(crate) static RULE: Rule = Rule {
    code: "E008",
    name: "malformed-table",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A table row has more or fewer cells than its header.",
    why: "From the gap on every cell stands under the wrong heading, and the learner reads about one regime what is true of another.",
    remedy: "Give the row one cell for each column; a bar inside a text is written `\\|`.",
    leaves_alone: "Rows without bars at their ends, and blank cells: of those a law speaks.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A row with a cell too few",
            Input::Markdown(&[Change {
                from: "| Effort | One visit to the shop | A feeding every day, holidays included |\n",
                to: "| Effort | One visit to the shop |\n",
            }]),
            &["44:1"],
        ),
        Example::good("A cell for each column", Input::Markdown(&[])),
        Example::case(
            "A row with a cell too many",
            Input::Markdown(&[Change {
                from: "| Effort | One visit to the shop | A feeding every day, holidays included |\n",
                to: "| Effort | One visit to the shop | A feeding every day | holidays included |\n",
            }]),
            &["44:1"],
        ),
        Example::near_miss(
            "A bar inside a text",
            Input::Markdown(&[Change {
                from: "| Effort | One visit to the shop | A feeding every day, holidays included |\n",
                to: "Effort | One visit to the shop | A feeding every day \\| holidays included\n",
            }]),
        ),
    ],
};
