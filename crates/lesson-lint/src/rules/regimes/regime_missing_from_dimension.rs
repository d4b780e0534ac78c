use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{CellStatus, Dimension, Lesson, MatrixRegime, MatrixRow, Spanned};
use lesson_syntax::Stub;

use super::unknown_regime::meant_regimes;
use crate::context::DraftFix;
use crate::{Change, Check, Context, Example, Input, Rule, Status, stubs};

/// Law 1: every regime appears on every dimension.
pub(crate) static RULE: Rule = Rule {
    code: "R001",
    name: "regime-missing-from-dimension",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A regime has no cell on a dimension, or the cell says nothing.",
    why: "A comparison teaches by its complete rows. Where one cell is missing the learner fills it with a \
          guess, usually that the regime is like its neighbour, and repeats the guess to a customer as if the \
          lesson had said it.",
    remedy: "Write what holds for the regime on this dimension. Where it truly plays no part, say so and why: \
             \"None — the culture is never bought\".",
    leaves_alone: "A cell that says \"none\" (`none-without-reason` asks for the reason), a cell that could not be \
                   read, and a table row with too few cells, which is `malformed-table` alone.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The cell is not there",
            Input::Yaml(&[Change {
                from: "    - name: Effort\n      cells:\n        yeast: One visit to the shop\n        \
                       sourdough: A feeding every day, holidays included\n",
                to: "    - name: Effort\n      cells:\n        yeast: One visit to the shop\n",
            }]),
            &["32:9"],
        ),
        Example::good(
            "It plays no part, and the cell says why",
            Input::Yaml(&[Change {
                from: "    - name: Effort\n      cells:\n        yeast: One visit to the shop\n",
                to: "    - name: Effort\n      cells:\n        yeast: None, for the shop delivers\n",
            }]),
        ),
        Example::case(
            "The cell is a placeholder",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast: TBD" }]),
            &["32:16"],
        ),
        Example::case(
            "The cell is left empty",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast:" }]),
            &["32:9"],
        ),
        Example::case(
            "The cell of a Markdown table is blank",
            Input::Markdown(&[Change { from: "| One visit to the shop |", to: "|  |" }]),
            &["44:11"],
        ),
        Example::near_miss(
            "The cell is written under the regime's name",
            Input::Yaml(&[Change {
                from: "yeast: One visit to the shop",
                to: "Yeast: One visit to the shop",
            }]),
        ),
        Example::near_miss(
            "The cell is a single sign",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast: ✓" }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let matrix = context.matrix;
    for (row, dimension) in matrix.rows.iter().zip(lesson.dimensions()) {
        // A cell under a misspelled name is one fault, of which another rule speaks, unless it is lowered.
        let misspelled =
            if context.is_error("R002") { meant_regimes(lesson, dimension, context) } else { vec![] };
        let cells = row.cells.iter().zip(&matrix.regimes).filter(|(cell, _)| cell.status.is_absent());
        for (cell, regime) in cells {
            if misspelled.contains(&regime.index) {
                continue;
            }
            let written = cell.place.node != cell.owner.node;
            let message = if written {
                format!("the cell of {} on {} says nothing", regime.name, row.name)
            } else {
                format!("{} has no cell on {}", regime.name, row.name)
            };
            // A placeholder is a stub already.
            let unwritten = cell.status == CellStatus::Missing;
            let fix = unwritten.then(|| scaffold(context, dimension, regime, row)).flatten();
            context
                .report(cell.place, message)
                .help(format!(
                    "say what holds for {} on {}, or that it plays no part and why",
                    regime.name, row.name
                ))
                .label(regime.place.span, "the regime is declared here")
                .about(&*regime.id)
                .fixes(fix);
        }
    }
}

/// The stub of a cell; where the row has no cells at all, its first missing one brings those of all.
fn scaffold(
    context: &Context<'_>,
    dimension: &Spanned<Dimension>,
    regime: &MatrixRegime,
    row: &MatrixRow,
) -> Option<DraftFix> {
    // What is only counted gets no stub, and to look for its place would cost a walk over all regimes.
    if context.is_full() {
        return None;
    }
    let stub = |regime: &MatrixRegime| stubs::cell(&regime.name, &row.name);
    if let Some(cells) = dimension.cells.present() {
        let name = format!("the cell of {} on {}", regime.name, row.name);
        let taught = context.matrix.regimes.iter().take_while(|taught| taught.index != regime.index);
        let preceding: Vec<&str> = taught.map(|taught| &*taught.id).collect();
        return context.scaffold(cells.place.node, &regime.id, &preceding, &stub(regime), &name);
    }
    let regimes = &context.matrix.regimes;
    regimes.first().filter(|first| first.index == regime.index)?;
    let cells = regimes.iter().map(|regime| (regime.id.clone().into(), stub(regime))).collect();
    let name = format!("each cell of {}", row.name);
    context.scaffold(dimension.place.node, "cells", &["id", "name", "question"], &Stub::Map(cells), &name)
}
