use lesson_findings::{Applicability, Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A suppression that silences nothing.
pub(crate) static RULE: Rule = Rule {
    code: "X002",
    name: "suppression-unused",
    family: Family::Suppressions,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A suppression silences nothing.",
    why: "What it was for is mended, or stands elsewhere by now. Left where it is, it will silently hide the next hole in the same place.",
    remedy: "Take it out, or the one rule of several that it no longer needs.",
    leaves_alone: "Rules that are off, files with a syntax error, and suppressions that are faulty in another way: of those it cannot be known what they would silence.",
    fixes: &[Applicability::Safe],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "The placeholder is gone, the comment is not",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder -- the shop is not yet known\n        yeast: One visit to the shop\n",
            }]),
            &["32:9"],
        ),
        Example::good(
            "The comment silences something",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder -- the shop is not yet known\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::case(
            "One of two rules silences nothing",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        yeast: One visit to TBD # lessonlint-ignore placeholder, title-missing -- not yet known\n",
            }]),
            &["32:66"],
        ),
        Example::case(
            "In the last cell of a row",
            Input::Markdown(&[Change {
                from: "| A feeding every day, holidays included |",
                to: "| A feeding every day <!-- lessonlint-ignore P001 -- counted later --> |",
            }]),
            &["44:56"],
        ),
        Example::case(
            "For a whole file",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "# lessonlint-ignore-file placeholder -- a draft\nlesson: 1\n",
            }]),
            &["1:1"],
        ),
        Example::near_miss(
            "In the last cell of a row, for another cell of it",
            Input::Markdown(&[Change {
                from: "| One visit to the shop | A feeding every day, holidays included |",
                to: "| One visit to [insert shop] | A feeding every day <!-- lessonlint-ignore P001 -- the shop is not yet known --> |",
            }]),
        ),
        Example::near_miss(
            "Above a block that holds what it silences",
            Input::Yaml(&[Change {
                from: "lead: Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.\n",
                to: "# lessonlint-ignore placeholder -- the price is not yet known\nlead: |\n  Every loaf on the shelf was raised with yeast or with sourdough.\n\n  The price is TBD.\n",
            }]),
        ),
        Example::near_miss(
            "Above a regime, for a part of it",
            Input::Yaml(&[Change {
                from: "  - id: sourdough\n    name: Sourdough\n    what_it_is: Dough raised by a culture that the baker keeps alive.\n",
                to: "  # lessonlint-ignore placeholder -- the culture is not yet named\n  - id: sourdough\n    name: Sourdough\n    what_it_is: Dough raised by the culture TBD that the baker keeps alive.\n",
            }]),
        ),
    ],
};
