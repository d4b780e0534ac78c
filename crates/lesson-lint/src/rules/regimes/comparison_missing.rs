use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Slot, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lesson that does not compare.
pub(crate) static RULE: Rule = Rule {
    code: "R009",
    name: "comparison-missing",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "There is no comparison, or one without a row.",
    why: "The regimes stand beside one another only in the comparison. Without it the learner knows each of them \
          and cannot tell which one a question is about.",
    remedy: "Add a comparison with a row for each question by which the regimes differ.",
    leaves_alone: "A comparison that could not be read, and how many rows there are.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The comparison has no row",
            Input::Yaml(&[Change {
                from: COMPARISON,
                to: "comparison:\n  intro: The two differ on a few dimensions.\n  dimensions: []\n",
            }]),
            &["25:15"],
        ),
        Example::good("A comparison with rows", Input::Yaml(&[])),
        Example::case(
            "There is no comparison",
            Input::Yaml(&[Change { from: COMPARISON, to: "" }]),
            &["1:1"],
        ),
        Example::case(
            "The comparison's key stands alone",
            Input::Yaml(&[Change { from: COMPARISON, to: "comparison:\n" }]),
            &["23:1"],
        ),
        Example::near_miss(
            "The comparison has another title",
            Input::Markdown(&[Change { from: "## Comparing the Two Regimes\n", to: "## Comparison\n" }]),
        ),
    ],
};

const COMPARISON: &str = "comparison:\n  intro: The two differ on three dimensions, which are time, effort and taste.\n  \
    dimensions:\n    - name: Time\n      cells:\n        yeast: Two hours from bowl to oven\n        \
    sourdough: A day, most of it waiting\n    - name: Effort\n      cells:\n        yeast: One visit to the shop\n        \
    sourdough: A feeding every day, holidays included\n    - name: Taste\n      cells:\n        \
    yeast: Mild, and gone by evening\n        sourdough: Sharp, and better on the second day\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let absence = match &lesson.comparison {
        Slot::Absent(absence) => Some((absence, "the lesson has no comparison")),
        Slot::Present(comparison) => {
            comparison.dimensions.absent().map(|absence| (absence, "the comparison has no row"))
        }
        Slot::Malformed(_) => None,
    };
    if let Some((absence, message)) = absence {
        context
            .report_absent(absence, message)
            .help("add a row for each question by which the regimes differ: time, cost, who does it");
    }
}
