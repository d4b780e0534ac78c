use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Slot, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lesson that does not say how to speak.
pub(crate) static RULE: Rule = Rule {
    code: "S009",
    name: "field-guide-missing",
    family: Family::FieldGuide,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "There is no field guide, or one without a line.",
    why: "The lesson is for people who will be asked about it. Without lines to say, each of them finds a wording \
          of their own, and the worst of them reaches a customer.",
    remedy: "Add the lines that people say and should not, each with what to say instead and why.",
    leaves_alone: "A field guide that could not be read, and how many lines there are.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A field guide without a line",
            Input::Yaml(&[Change {
                from: "  lines:\n    - dont_say: Ours is the healthier bread\n      do_say: Ours takes a day instead of two \
                       hours, and you can taste it.\n      why: Nobody in the shop can prove a claim about health, and \
                       the long day is true.\n",
                to: "  lines:\n",
            }]),
            &["40:3"],
        ),
        Example::good("A field guide with a line", Input::Yaml(&[])),
        Example::case(
            "A section without its table",
            Input::Markdown(&[Change {
                from: "| Don't say | Do say | Why it matters |\n|---|---|---|\n| Ours is the healthier bread | Ours takes a day \
                       instead of two hours, and you can taste it. | Nobody in the shop can prove a claim about health, \
                       and the long day is true. |\n",
                to: "",
            }]),
            &["47:1"],
        ),
        Example::near_miss(
            "The guide has another title, and lines in a table without outer bars",
            Input::Markdown(&[
                Change { from: "## How to Say This in the Field\n", to: "## Field guide\n" },
                Change {
                    from: "| Don't say | Do say | Why it matters |\n|---|---|---|\n| Ours is the healthier bread | Ours takes a day \
                           instead of two hours, and you can taste it. | Nobody in the shop can prove a claim about health, \
                           and the long day is true. |\n",
                    to: "Don't say | Do say | Why it matters\n---|---|---\nOurs is the healthier bread | Ours takes a day \
                         instead of two hours. | Nobody can prove a claim about health.\n",
                },
            ]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let absence = match &lesson.field_guide {
        Slot::Absent(absence) => Some((absence, "the lesson has no field guide")),
        Slot::Present(guide) => guide.lines.absent().map(|absence| (absence, "the field guide has no line")),
        Slot::Malformed(_) => None,
    };
    if let Some((absence, message)) = absence {
        context
            .report_absent(absence, message)
            .help("add a line that people say and should not, what to say instead, and why");
    }
}
