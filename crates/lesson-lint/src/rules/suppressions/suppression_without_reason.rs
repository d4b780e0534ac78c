use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A suppression that does not say why.
pub(crate) static RULE: Rule = Rule {
    code: "X001",
    name: "suppression-without-reason",
    family: Family::Suppressions,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A suppression gives no reason.",
    why: "A hole that is hidden without a word looks like a lesson without holes: whoever comes next cannot tell a decision from an oversight, and the learner pays for both alike.",
    remedy: "Write why after ` -- `, as in `# lessonlint-ignore thin-break -- the break is the whole point`. Until then the suppression silences nothing.",
    leaves_alone: "How good the reason is. Suppressions in lessonlint.toml cannot be written without one.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A rule is named, a reason is not",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder\n        yeast: One visit to the shop\n",
            }]),
            &["32:9"],
        ),
        Example::good(
            "The reason is given",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder -- the baker reads TBD out as the name of the shop\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::case(
            "A placeholder is no reason",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        yeast: One visit to the shop # lessonlint-ignore placeholder -- TODO\n",
            }]),
            &["32:38"],
        ),
        Example::case(
            "A reason without its separator",
            Input::Markdown(&[Change {
                from: "| One visit to the shop |",
                to: "| One visit to the shop <!-- lessonlint-ignore placeholder the shop has no name --> |",
            }]),
            &["44:34"],
        ),
        Example::near_miss(
            "A reason after a dash, as word processors make it of two hyphens",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder — the shop is called so\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::near_miss(
            "A comment that only speaks of suppressions",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # see lessonlint-ignore in the guide\n        yeast: One visit to the shop\n",
            }]),
        ),
    ],
};
