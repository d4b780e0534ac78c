use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A field guide for no conversation in particular.
pub(crate) static RULE: Rule = Rule {
    code: "S013",
    name: "no-primary-scenario",
    family: Family::FieldGuide,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The field guide does not say which conversation it prepares for first of all.",
    why: "Lines are learned for a moment. Without it, the learner knows a list of phrases and not when to use which.",
    remedy: "Name the conversation: who asks what of whom.",
    leaves_alone: "A lesson without a field guide, of which `field-guide-missing` speaks, and how many scenarios there are.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "No scenario",
            Input::Yaml(&[Change {
                from: "  primary_scenario: a customer asks why the darker loaf costs twice as much\n",
                to: "",
            }]),
            &["38:1"],
        ),
        Example::good("A scenario", Input::Yaml(&[])),
        Example::case(
            "A placeholder",
            Input::Yaml(&[Change {
                from: "primary_scenario: a customer asks why the darker loaf costs twice as much",
                to: "primary_scenario: TBD",
            }]),
            &["39:21"],
        ),
        Example::case(
            "In Markdown",
            Input::Markdown(&[Change {
                from: "The primary scenario: a customer asks why the darker loaf costs twice as much\n\n",
                to: "Say it at the counter.\n\n",
            }]),
            &["47:4"],
        ),
        Example::near_miss(
            "A label of another wording",
            Input::Markdown(&[Change {
                from: "The primary scenario: a customer",
                to: "**Primary scenario** — a customer",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(guide) = lesson.field_guide.present() else { return };
    let Some(absence) = guide.primary_scenario.absent().filter(|_| guide.lines.absent().is_none()) else {
        return;
    };
    // A mapping that holds none is pointed at by its key.
    let missing = absence.place.node == absence.owner.node;
    let span = guide.key.filter(|key| missing && !key.is_empty()).unwrap_or(absence.place.span);
    context
        .report_span(
            absence.place.node,
            span,
            "the field guide does not say which conversation it prepares for",
        )
        .about(absence.field.key)
        .help("name the conversation under `primary_scenario`: who asks what of whom");
}
