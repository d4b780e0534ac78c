use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A suppression of a rule that none may silence.
pub(crate) static RULE: Rule = Rule {
    code: "X005",
    name: "suppression-of-protected-rule",
    family: Family::Suppressions,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A suppression names a rule that may not be silenced.",
    why: "The team decided that this hole is never left in a lesson; and what cannot be read cannot be held to the laws. A comment cannot take that back.",
    remedy: "Mend what the rule finds. Which rules are protected stands under `protected` in lessonlint.toml; syntax errors, unreadable and oversized files, and findings about suppressions always are.",
    leaves_alone: "The laws, unless the team protects them: a suppression with a reason may silence one at its place.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "A rule that the team protects",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder -- the shop is not yet known\n        yeast: One visit to the shop\n",
            }]),
            &["32:29"],
        )
        .under("protected = [\"placeholder\"]"),
        Example::good(
            "A rule that may be silenced",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore placeholder -- the shop is not yet known\n        yeast: One visit to TBD\n",
            }]),
        ),
        Example::case(
            "A syntax error",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore syntax -- the colon is meant so\n        yeast: One visit to the shop\n",
            }]),
            &["32:29"],
        ),
        Example::case(
            "What is wrong with suppressions",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore X002 -- I know\n        yeast: One visit to the shop\n",
            }]),
            &["32:29"],
        ),
        Example::near_miss(
            "A law that is not protected",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        # lessonlint-ignore R001 -- it depends on the shop, which the story never names\n        yeast: TBD\n",
            }]),
        ),
    ],
};
