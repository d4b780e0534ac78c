use std::collections::HashSet;

use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::{Form, NodeId};
use lesson_text::Span;

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Columns in another order than the regimes are taught.
pub(crate) static RULE: Rule = Rule {
    code: "R014",
    name: "regime-order-differs",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Cells, or columns of a Markdown table, stand in another order than the regimes are taught.",
    why: "The learner has met the regimes in one order and reads the table in it. Where the columns are swapped, they take \
          what holds for one for what holds for the other.",
    remedy: "Put the cells in the order of the regimes, or teach the regimes in the order of the table.",
    leaves_alone: "Cells that are missing, columns that are no regime's, and the order of rows. No fix is offered where an \
                   entry cannot be moved whole: an anchor or alias, a comment inside braces, a row with too many or too few \
                   cells, a comment in a cell, a table with a row for each regime.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Cells the other way round",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n        sourdough: A feeding every day, holidays included\n",
                to: "        # A jar, a spoon and a clock.\n        sourdough: A feeding every day, holidays included\n        \
                     yeast: One visit to the shop\n",
            }]),
            &["33:9"],
        ),
        Example::good("Cells in the order of the regimes", Input::Yaml(&[])),
        Example::case(
            "Columns the other way round",
            Input::Markdown(&[Change {
                from: "| Dimension | Yeast | Sourdough |\n|---|---|---|\n| Time | Two hours from bowl to oven | A day, most of it waiting |\n",
                to: "| Dimension | Sourdough | Yeast |\n|---|---|---|\n| Time | A day, most of it waiting | Two hours from bowl to oven |\n",
            }]),
            &["41:15"],
        ),
        Example::near_miss(
            "A cell under a key of another tool",
            Input::Yaml(&[Change {
                from: "        yeast: One visit to the shop\n",
                to: "        x-reviewed: yes\n        yeast: One visit to the shop\n",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let tree = context.tree();
    let mut seen: HashSet<Span> = HashSet::new();
    for dimension in lesson.dimensions() {
        let Some(cells) = dimension.cells.present() else { continue };
        let keys: Vec<(NodeId, NodeId)> = tree.entries(cells.place.node).collect();
        let known = keys
            .iter()
            .enumerate()
            .filter_map(|(at, &(key, _))| Some((at, context.names.find(tree.text(key))?)));
        let taught: Vec<(usize, usize)> = known.collect();
        let late = taught.windows(2).find_map(|pair| match pair {
            [(at, first), (_, second)] if first > second => Some(*at),
            _ => None,
        });
        let Some(&(key, _)) = late.and_then(|late| keys.get(late)) else { continue };
        let span = tree.span(key);
        // The columns of a table are the same for all its rows: once is enough.
        if !seen.insert(span) {
            continue;
        }
        let order = in_order(&taught, keys.len());
        let tried = context.spend_on_fix(tree.source().text().len());
        let fix = tried.and_then(|()| lesson_syntax::reorder(tree, context.labels, cells.place.node, &order));
        let (message, help) = match tree.form() {
            Form::Yaml => (
                format!(
                    "the cells on {} stand in another order than the regimes are taught",
                    dimension.title()
                ),
                "put them in the order of the regimes",
            ),
            Form::Markdown => (
                "the comparison's columns stand in another order than the regimes are taught".to_owned(),
                "put the columns in the order of the regimes, or teach the regimes in that of the columns",
            ),
        };
        let draft = context.report_span(cells.place.node, span, message);
        draft.help(help);
        if let Some(edits) = fix {
            draft.fix("put them in the order of the regimes", Applicability::Suggested, edits);
        }
    }
}

/// The order in which the known entries follow their regimes, and all others stay where they are.
fn in_order(taught: &[(usize, usize)], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut sorted = taught.to_vec();
    sorted.sort_by_key(|&(_, regime)| regime);
    for (&(place, _), (from, _)) in taught.iter().zip(sorted) {
        if let Some(slot) = order.get_mut(place) {
            *slot = from;
        }
    }
    order
}
