use lesson_findings::{Family, Severity};
use lesson_model::{Regime, Spanned};
use lesson_syntax::Form;

use super::regime_part_missing::PARTS;
use crate::{Change, Check, Context, Example, Input, Rule, Status, stubs};

/// Parts of a regime in an order of their own.
pub(crate) static RULE: Rule = Rule {
    code: "R013",
    name: "parts-out-of-order",
    family: Family::Regimes,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The parts of a regime in a Markdown lesson stand in another order than the usual one.",
    why: "The parts come in one order so that the learner can put two regimes side by side and read across. Where one \
          regime begins with what the other ends with, that no longer works.",
    remedy: "Put them in the order: what it is, what it does, who's behind it, what makes it distinct.",
    leaves_alone: "YAML, where the order of keys is nobody's business, parts that are missing, and what stands between the \
                   parts.",
    fixes: &[],
    options: &[],
    check: Check::Regime(check),
    examples: &[
        Example::bad(
            "Who's behind it comes first",
            Input::Markdown(&[
                Change { from: "**What it is:** Dough raised by yeast from a packet.\n\n", to: "" },
                Change {
                    from: "**What makes it distinct:** It is fast,",
                    to: "**What it is:** Dough raised by yeast from a packet.\n\n**What makes it distinct:** It is fast,",
                },
            ]),
            &["11:3"],
        ),
        Example::good("The usual order", Input::Markdown(&[])),
        Example::near_miss(
            "Another order of keys",
            Input::Yaml(&[
                Change { from: "    what_it_is: Dough raised by yeast from a packet.\n", to: "" },
                Change {
                    from: "    what_makes_it_distinct: It is fast, and tastes of little but flour.\n",
                    to: "    what_makes_it_distinct: It is fast, and tastes of little but flour.\n    what_it_is: Dough raised by yeast.\n",
                },
            ]),
        ),
        Example::near_miss(
            "A paragraph of the author's own between the parts",
            Input::Markdown(&[Change {
                from: "**What it does:** The cells",
                to: "*A word before we go on.*\n\n**What it does:** The cells",
            }]),
        ),
    ],
};

fn check(regime: &Spanned<Regime>, context: &mut Context<'_>) {
    let tree = context.tree();
    if tree.form() != Form::Markdown {
        return;
    }
    // The entries of a Markdown lesson stand in the order of its text.
    let rank = |key: &str| PARTS.iter().position(|part| *part == key);
    let mut furthest = None;
    for (key, _) in tree.entries(regime.place.node) {
        let Some(place) = rank(tree.text(key)) else { continue };
        match furthest {
            Some(before) if place < before => {
                let (early, late) = (
                    stubs::name(tree.text(key)),
                    stubs::name(PARTS.get(before).copied().unwrap_or_default()),
                );
                context
                    .report_span(key, tree.span(key), format!("{} says {late} before {early}", regime.title()))
                    .help("put the parts in the order: what it is, what it does, who's behind it, what makes it distinct");
                return;
            }
            _ => furthest = Some(place),
        }
    }
}
