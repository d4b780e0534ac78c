use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A suppression whose day has passed.
pub(crate) static RULE: Rule = Rule {
    code: "X003",
    name: "suppression-expired",
    family: Family::Suppressions,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A suppression has ended, or names a day that is none.",
    why: "The team promised to come back to the hole by that day. Past it the suppression silences nothing, so that the promise is kept or made again in the open.",
    remedy: "Mend what it silenced and take it out; or give it another day, and a reason that still holds.",
    leaves_alone: "The last day itself, and suppressions without one.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "The day has passed",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder until=2025-12-31 -- the shop opens in winter\n        yeast: One visit to the shop\n",
            }]),
            &["32:47"],
        ),
        Example::good(
            "The day has not come",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder until=2026-12-31 -- the shop opens in winter\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::case(
            "No day",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder until=winter -- the shop opens then\n        yeast: One visit to the shop\n",
            }]),
            &["32:47"],
        ),
        Example::near_miss(
            "The last day itself",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder until=2026-01-31 -- the shop opens tomorrow\n        yeast: One visit to TBD\n",
            }]),
        ),
    ],
};
