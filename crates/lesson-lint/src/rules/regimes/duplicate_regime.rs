use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_text::fold;

use super::duplicate_dimension::{Named, duplicates};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Two regimes under one id or name.
pub(crate) static RULE: Rule = Rule {
    code: "R006",
    name: "duplicate-regime",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Two regimes have the same id or the same name.",
    why: "Every cell and every line speaks of a regime by its name. Where two share one, nobody can say which of \
          them a cell is about, and the learner takes two things for one.",
    remedy: "Give each regime an id and a name of its own, or merge the two.",
    leaves_alone: "Names of which one begins with the other, such as \"Training\" and \"Training again\".",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "One name for two regimes",
            Input::Yaml(&[Change {
                from: "  - id: sourdough\n    name: Sourdough\n",
                to: "  - id: sourdough\n    name: yeast\n",
            }]),
            &["15:11"],
        ),
        Example::good(
            "Two names that share a word",
            Input::Yaml(&[Change {
                from: "  - id: sourdough\n    name: Sourdough\n",
                to: "  - id: sourdough\n    name: Wild yeast\n",
            }]),
        ),
        Example::case(
            "Two sections under one heading",
            Input::Markdown(&[Change {
                from: "## Comparing the Two Regimes\n",
                to: "## Yeast\n\n**What it is:** Dough raised by foam.\n\n**What it does:** It holds the air that was \
                     beaten in.\n\n**Who's behind it:** The whisk.\n\n**What makes it distinct:** Nothing lives in \
                     it.\n\n### Concept Mapping\n\nLike a balloon, it holds air.\n\n**Where the analogy breaks:** A \
                     balloon stays full for days, but foam falls within minutes.\n\n## Comparing the Two Regimes\n",
            }]),
            &["37:4"],
        ),
        Example::near_miss(
            "Two regimes with parts in common",
            Input::Yaml(&[Change {
                from: "what_it_is: Dough raised by a culture that the baker keeps alive.",
                to: "what_it_is: Dough raised by yeast from a neighbour.",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let regimes = lesson.regimes().map(|regime| {
        let (id, name) = (regime.id.present(), regime.name.present());
        Named {
            id: regime.slug(),
            name: name.map(|name| fold(name)),
            title: regime.title(),
            place: name.map(|name| name.place).or(id.map(|id| id.place)),
        }
    });
    for (first, second) in duplicates(&regimes.collect::<Vec<_>>()) {
        let Some(place) = second.place else { continue };
        let draft = context.report(place, format!("another regime is called {} already", first.title));
        draft.help("give each regime an id and a name of its own, or merge the two");
        if let Some(place) = first.place {
            draft.label(place.span, "the first of them");
        }
    }
}
