use std::collections::BTreeSet;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A regime of which nothing is to be said.
pub(crate) static RULE: Rule = Rule {
    code: "S010",
    name: "regime-without-line",
    family: Family::FieldGuide,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Lines say which regimes they are about, and a regime has none.",
    why: "The learner can tell the regime from the others and has nothing to say when it comes up.",
    remedy: "Add a line about the regime, or say of one that is there that it is about it.",
    leaves_alone: "A field guide in which no line names a regime, and one in which a name means none.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Nothing about yeast",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n",
                to: "    - regimes: [sourdough]\n      dont_say: Ours is the healthier bread\n",
            }]),
            &["6:11"],
        ),
        Example::good(
            "A line about both",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n",
                to: "    - regimes: [yeast, Sourdough]\n      dont_say: Ours is the healthier bread\n",
            }]),
        ),
        Example::case(
            "In Markdown",
            Input::Markdown(&[
                Change {
                    from: "| Don't say | Do say | Why it matters |\n|---|---|---|\n",
                    to: "| Don't say | Do say | Why it matters | Regimes |\n|---|---|---|---|\n",
                },
                Change { from: "and the long day is true. |", to: "and the long day is true. | Yeast |" },
            ]),
            &["21:4"],
        ),
        Example::near_miss("No line names a regime", Input::Markdown(&[])),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(guide) = lesson.field_guide.present() else { return };
    let whole = guide.lines.present().is_some_and(|lines| lines.is_whole());
    let regimes = || lesson.field_lines().filter_map(|line| line.regimes.present());
    let unknown = lesson.field_lines().any(|line| line.regimes.is_malformed());
    if !whole || unknown || regimes().next().is_none() || !regimes().all(|names| names.is_whole()) {
        return;
    }
    let means: Option<BTreeSet<usize>> =
        regimes().flat_map(|names| names.present()).map(|name| context.names.find(name)).collect();
    // A name that means none may be meant for any, and another rule speaks of it.
    let Some(named) = means.filter(|named| !named.is_empty()) else { return };
    for regime in context.matrix.regimes.iter().filter(|regime| !named.contains(&regime.index)) {
        context
            .report(regime.place, format!("no line of the field guide is about {}", regime.name))
            .help("add a line about it, or say of one that is there that it is about it");
    }
}
