use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Analogy, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Law 2: every analogy says where it breaks.
pub(crate) static RULE: Rule = Rule {
    code: "A001",
    name: "analogy-without-break",
    family: Family::Analogies,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "An analogy does not say where it breaks.",
    why: "The learner carries an analogy on past the point where it is true, and there it produces confident \
          mistakes in front of a customer. Every analogy breaks somewhere; the break is the half of it that teaches.",
    remedy: "Say what does not carry over, and what the learner should do about it. In Markdown, begin it with \
             \"Where the analogy breaks:\".",
    leaves_alone: "How long or how good the break is, and a label of another wording, as long as it begins with \
                   \"Where\" and speaks of breaking.",
    fixes: &[Applicability::Scaffold],
    check: Check::Analogy(check),
    examples: &[
        Example::bad(
            "No break",
            Input::Yaml(&[Change {
                from: "    analogies:\n      - holds: Like a garden, it belongs to whoever looks after it.\n        \
                       where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n",
                to: "    analogies:\n      - holds: Like a garden, it belongs to whoever looks after it.\n",
            }]),
            &["21:9"],
        ),
        Example::good("The break says what does not carry over", Input::Yaml(&[])),
        Example::case(
            "The break only denies",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A kettle switches itself off, but dough that is forgotten goes on rising and collapses.",
                to: "where_it_breaks: It doesn't.",
            }]),
            &["13:26"],
        ),
        Example::case(
            "The label has no text",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "**Where the analogy breaks:**",
            }]),
            &["35:30"],
        ),
        Example::case(
            "The break's paragraph is missing",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n\n",
                to: "",
            }]),
            &["33:1"],
        ),
        Example::near_miss(
            "A label of another wording",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps",
                to: "Where it gets complicated: A garden sleeps",
            }]),
        ),
        Example::near_miss(
            "A break that begins with a denial and goes on",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A kettle switches itself off, but dough that is forgotten goes on rising and collapses.",
                to: "where_it_breaks: It doesn't switch itself off; unlike a kettle, forgotten dough goes on rising.",
            }]),
        ),
    ],
};

fn check(analogy: &Spanned<Analogy>, context: &mut Context<'_>) {
    if let Some(absence) = analogy.where_it_breaks.absent() {
        let name = analogy.maps_to.present().or(analogy.title.present());
        let name =
            name.map_or_else(|| "the analogy".to_owned(), |name| format!("the analogy \"{}\"", name.trim()));
        context
            .report_absent(absence, format!("{name} does not say where it breaks"))
            .help("say what does not carry over, and what the learner should do about it");
    }
}
