use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Regime, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A regime that is like nothing the learner knows.
pub(crate) static RULE: Rule = Rule {
    code: "R016",
    name: "regime-without-analogy",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A regime has no analogy.",
    why: "An analogy ties the new to what the learner can do already. The regime without one is the regime that is \
          forgotten first.",
    remedy: "Say what in the learner's own field it is like, and where that likeness ends.",
    leaves_alone: "How many analogies a regime has, and whether they are good ones.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Regime(check),
    examples: &[
        Example::bad(
            "No analogy",
            Input::Yaml(&[Change {
                from: "    what_makes_it_distinct: It is fast, and tastes of little but flour.\n    analogies:\n      \
                       - holds: Like an electric kettle, it gives the same result to everybody who presses the button.\n        \
                       where_it_breaks: A kettle switches itself off, but dough that is forgotten goes on rising and collapses.\n",
                to: "    what_makes_it_distinct: It is fast, and tastes of little but flour.\n    analogies: []\n",
            }]),
            &["11:16"],
        ),
        Example::good("One analogy, with its break", Input::Yaml(&[])),
        Example::case(
            "A Markdown section without its mapping",
            Input::Markdown(&[Change {
                from: "### Concept Mapping\n\nLike a garden, it belongs to whoever looks after it.\n\n**Where the analogy \
                       breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n\n",
                to: "",
            }]),
            &["21:1"],
        ),
        Example::near_miss(
            "The analogy stands under labels, without a heading",
            Input::Markdown(&[Change {
                from: "### Concept Mapping\n\nLike a garden, it belongs to whoever looks after it.",
                to: "**Analogy:** Like a garden, it belongs to whoever looks after it.",
            }]),
        ),
    ],
};

fn check(regime: &Spanned<Regime>, context: &mut Context<'_>) {
    if let Some(absence) = regime.analogies.absent() {
        context
            .report_absent(absence, format!("{} has no analogy", regime.title()))
            .help("say what in the learner's own field it is like, and where that likeness ends");
    }
}
