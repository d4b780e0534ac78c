use lesson_findings::{Family, Severity};
use lesson_model::{CellStatus, Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A cell that denies and does not say why.
pub(crate) static RULE: Rule = Rule {
    code: "R008",
    name: "none-without-reason",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A cell says only that there is none.",
    why: "\"None\" may mean that the question does not arise, that the answer is zero, or that nobody looked. The \
          reason is what the learner can reason from, and what a customer asks for next.",
    remedy: "Say why there is none: \"None — the culture is never bought\".",
    leaves_alone: "A cell that says \"none\" and goes on, and one that is left empty: of that law 1 speaks.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Only \"none\"",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast: None" }]),
            &["32:16"],
        ),
        Example::good(
            "The reason beside it",
            Input::Yaml(&[Change {
                from: "yeast: One visit to the shop",
                to: "yeast: None, for the shop delivers",
            }]),
        ),
        Example::case(
            "Nobody, in a Markdown table",
            Input::Markdown(&[Change { from: "| One visit to the shop |", to: "| *No one.* |" }]),
            &["44:12"],
        ),
        Example::case(
            "None, and more loudly",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast: None at all" }]),
            &["32:16"],
        ),
        Example::case(
            "In another language",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast: Niemand" }]),
            &["32:16"],
        )
        .under("[words]\nnones = [\"niemand\", \"keiner\"]"),
        Example::near_miss(
            "None of something",
            Input::Yaml(&[Change {
                from: "yeast: One visit to the shop",
                to: "yeast: None of the baker's time",
            }]),
        ),
        Example::near_miss(
            "A reason after a dash",
            Input::Markdown(&[Change {
                from: "| One visit to the shop |",
                to: "| Nobody — it needs no feeding |",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let matrix = context.matrix;
    for (row, _) in matrix.rows.iter().zip(lesson.dimensions()) {
        let cells = row.cells.iter().zip(&matrix.regimes).filter(|(cell, _)| cell.status == CellStatus::None);
        for (cell, regime) in cells {
            context
                .report(
                    cell.place,
                    format!("the cell of {} on {} says only that there is none", regime.name, row.name),
                )
                .help("say why there is none, after a comma or a dash")
                .about(&*regime.id);
        }
    }
}
