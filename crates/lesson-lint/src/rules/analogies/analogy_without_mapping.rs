use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Analogy, Spanned};
use lesson_syntax::Form;

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A break with nothing that holds.
pub(crate) static RULE: Rule = Rule {
    code: "A007",
    name: "analogy-without-mapping",
    family: Family::Analogies,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "An analogy does not say what holds.",
    why: "The learner is told where a likeness ends that nobody has drawn, and has to guess what was meant.",
    remedy: "Say what carries over from the learner's own field before you say where it ends. In Markdown it stands under a \
             heading that ends with \"Concept Mapping\", or behind the label \"What holds:\".",
    leaves_alone: "How long or how good the mapping is.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Analogy(check),
    examples: &[
        Example::bad(
            "Only the break",
            Input::Yaml(&[Change {
                from: "      - holds: Like a garden, it belongs to whoever looks after it.\n        where_it_breaks: A garden",
                to: "      - where_it_breaks: A garden",
            }]),
            &["21:9"],
        ),
        Example::good("What holds, and where it breaks", Input::Yaml(&[])),
        Example::case(
            "What holds is a placeholder",
            Input::Yaml(&[Change {
                from: "holds: Like a garden, it belongs to whoever looks after it.",
                to: "holds: [a likeness]",
            }]),
            &["21:16"],
        ),
        Example::case(
            "The mapping section begins with its break",
            Input::Markdown(&[Change {
                from: "Like a garden, it belongs to whoever looks after it.\n\n",
                to: "",
            }]),
            &["33:1"],
        ),
        Example::near_miss(
            "What holds stands in a paragraph of its own, with a label",
            Input::Markdown(&[Change {
                from: "Like a garden, it belongs to whoever looks after it.",
                to: "**Maps to:** a garden\n\n**What holds:** It belongs to whoever looks after it.",
            }]),
        ),
    ],
};

fn check(analogy: &Spanned<Analogy>, context: &mut Context<'_>) {
    if let Some(absence) = analogy.holds.absent() {
        let help = "say what carries over from the learner's own field, before where it ends";
        let heading = context.labels.canonical("concept_mapping");
        let help = match context.tree().form() {
            Form::Yaml => help.to_owned(),
            // A paragraph under another heading is the author's own, and no mapping.
            Form::Markdown => format!("{help}, under a heading that ends with `{heading}`"),
        };
        context.report_absent(absence, "the analogy does not say what holds").help(help);
    }
}
