use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Analogy, Spanned};
use lesson_syntax::Form;
use lesson_text::{Edit, folded};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A break under a label of another wording.
pub(crate) static RULE: Rule = Rule {
    code: "A006",
    name: "break-label-wording",
    family: Family::Analogies,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A Markdown lesson labels a break in other words than the usual ones.",
    why: "The label is how a learner finds the limit of an analogy at a glance, lesson after lesson. Every new wording has \
          to be read first.",
    remedy: "Write the usual label. Which one that is stands first under `where_it_breaks` in `[markdown.labels]`.",
    leaves_alone: "Capitals, and emphasis and colon around the label.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Analogy(check),
    examples: &[
        Example::bad(
            "Another wording",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps",
                to: "**Where it gets complicated:** A garden sleeps",
            }]),
            &["35:3"],
        ),
        Example::good("The usual label", Input::Markdown(&[])),
        Example::case(
            "Inside a paragraph",
            Input::Markdown(&[Change {
                from: "whoever looks after it.\n\n**Where the analogy breaks:** A garden sleeps",
                to: "whoever looks after it. What breaks: A garden sleeps",
            }]),
            &["33:54"],
        ),
        Example::case(
            "Where a team has a label of its own",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps",
                to: "**Mind the gap:** A garden sleeps",
            }]),
            &["19:3"],
        )
        .under("[markdown.labels]\nwhere_it_breaks = [\"Mind the gap\"]"),
        Example::near_miss(
            "The usual label in capitals",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps",
                to: "WHERE THE ANALOGY BREAKS: A garden sleeps",
            }]),
        ),
    ],
};

fn check(analogy: &Spanned<Analogy>, context: &mut Context<'_>) {
    let tree = context.tree();
    let Some(breaks) = analogy.where_it_breaks.present().filter(|_| tree.form() == Form::Markdown) else {
        return;
    };
    let Some(key) = breaks.key.filter(|key| !key.is_empty()) else { return };
    let (written, canonical) = (tree.source().slice(key), context.labels.canonical("where_it_breaks"));
    if canonical.is_empty() || folded(written).eq(folded(canonical)) {
        return;
    }
    context
        .report_span(
            breaks.place.node,
            key,
            format!("`{written}` labels the break, where `{canonical}` is usual"),
        )
        .help(format!("write `{canonical}`"))
        .fix(format!("write `{canonical}`"), Applicability::Suggested, vec![Edit::replace(key, canonical)]);
}
