use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Absence, Analogy, Spanned, Void};
use lesson_syntax::{Form, Stub};
use lesson_text::Edit;

use crate::context::DraftFix;
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
             \"Where the analogy breaks:\". Where the text turns without a label (\"But unlike …\"), the suggested fix \
             labels that sentence.",
    leaves_alone: "How long or how good the break is, and a label of another wording, as long as it begins with \
                   \"Where\" and speaks of breaking.",
    fixes: &[Applicability::Suggested, Applicability::Scaffold],
    options: &[],
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
        Example::case(
            "The text turns, and nothing labels the break",
            Input::Markdown(&[Change {
                from: "Like a garden, it belongs to whoever looks after it.\n\n**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "Like a garden, it belongs to whoever looks after it. But unlike a garden, it does not sleep through the winter.",
            }]),
            &["33:1"],
        ),
        Example::near_miss(
            "A label of another wording",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps",
                to: "Where it gets complicated: A garden sleeps",
            }]),
        )
        .under("[rules]\nbreak-label-wording = \"off\""),
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
        let turn = label_turn(analogy, absence, context);
        context
            .report_absent(absence, format!("{} does not say where it breaks", analogy.title()))
            .help("say what does not carry over, and what the learner should do about it")
            .fix_first(turn);
    }
}

/// Where what holds plainly turns ("But unlike a garden, …"), that sentence and what follows it become
/// the break.
fn label_turn(analogy: &Analogy, absence: &Absence, context: &Context<'_>) -> Option<DraftFix> {
    let holds = analogy.holds.present().filter(|_| absence.void == Void::Missing)?;
    let start = context.reader.words().turn(holds)?;
    let from = context.reader.words().behind_opener(holds, start);
    let turning = holds.part(start..from);
    let edits = match context.tree().form() {
        Form::Markdown => {
            let label = context.labels.canonical(absence.field.key);
            vec![Edit::replace(turning, format!("{label}: "))]
        }
        Form::Yaml => {
            let kept = holds.get(..start)?.trim_end().len();
            let breaks = Stub::text(capitalised(holds.get(from..)?.trim_end()));
            let moved = holds.part(kept..holds.trim_end().len());
            let key = lesson_syntax::set_after(
                context.tree(),
                context.labels,
                absence.owner.node,
                absence.field.key,
                &breaks,
                absence.field.preceding,
            )?;
            vec![Edit::replace(moved, ""), key]
        }
    };
    let title = "label the sentence that turns as the break".to_owned();
    Some(DraftFix { title, applicability: Applicability::Suggested, edits })
}

/// A sentence that begins with a capital.
fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}
