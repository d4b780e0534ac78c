use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::{Form, NodeId};
use lesson_text::{Edit, Span};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A heading that is nearly that of a known section.
pub(crate) static RULE: Rule = Rule {
    code: "L010",
    name: "section-unknown",
    family: Family::Lesson,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "In Markdown, a heading is nearly that of a known section: misspelled, or with another small word.",
    why: "Learners who move through a course find its sections by their headings, and so do other tools: a section \
          under another heading is not found.",
    remedy: "Write the heading as the other lessons have it, or add the wording under `[markdown.labels]`.",
    leaves_alone: "Headings of the author's own, and accepted wordings. The section is read as what was meant, so that \
                   nothing in it goes unchecked.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The comparison under a misspelled heading",
            Input::Markdown(&[Change {
                from: "## Comparing the Two Regimes",
                to: "## Comparing the Two Regmies",
            }]),
            &["37:4"],
        ),
        Example::good("The heading that other lessons have", Input::Markdown(&[])),
        Example::case(
            "Other small words, and an analogy's heading",
            Input::Markdown(&[
                Change { from: "## How to Say This in the Field", to: "## How to Say That in a Field" },
                Change {
                    from: "### Concept Mapping\n\nLike an electric",
                    to: "### Concept Maping\n\nLike an electric",
                },
            ]),
            &["15:5", "47:4"],
        ),
        Example::case(
            "In pasted text",
            Input::Markdown(&[Change {
                from: "## How to Say This in the Field",
                to: "How to Say This in the Feild",
            }]),
            &["47:1"],
        ),
        Example::near_miss(
            "Sections of the author's own",
            Input::Markdown(&[Change {
                from: "## How to Say This in the Field",
                to: "## Comparing the Results\n\nBoth rise.\n\n## Field Notes\n\nNo loaf was harmed.\n\n## How to Say This in \
                     the Field",
            }]),
        ),
        Example::near_miss(
            "Another accepted wording, in capitals",
            Input::Markdown(&[Change { from: "## How to Say This in the Field", to: "## FIELD GUIDE" }]),
        ),
        Example::near_miss(
            "A wording of the team's own",
            Input::Markdown(&[Change {
                from: "## How to Say This in the Field",
                to: "## How to Say This in a Shop",
            }]),
        )
        .under("[markdown.labels]\nfield_guide = [\"How to Say This in a Shop\"]"),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    if context.tree().form() != Form::Markdown {
        return;
    }
    let comparison = lesson.comparison.present().map(|comparison| (comparison.key, comparison.place.node));
    let guide = lesson.field_guide.present().map(|guide| (guide.key, guide.place.node));
    let analogies = lesson.regimes().flat_map(|regime| regime.analogies());
    let mappings = analogies.filter_map(|analogy| analogy.heading.present());
    let mut headings: Vec<(&str, Span, NodeId)> = Vec::new();
    headings.extend(comparison.and_then(|(key, node)| Some(("comparison", key?, node))));
    headings.extend(guide.and_then(|(key, node)| Some(("field_guide", key?, node))));
    headings.extend(mappings.map(|heading| ("concept_mapping", heading.place.span, heading.place.node)));
    // Several analogies may stand under one heading.
    headings.dedup_by_key(|(_, span, _)| *span);
    for (key, span, node) in headings {
        let written = context.tree().source().slice(span).to_owned();
        let Some(meant) = context.labels.corrected(key, &written) else { continue };
        context
            .report_span(node, span, format!("`{written}` is nearly the heading of a known section"))
            .help(format!("did you mean `{meant}`?"))
            .fix(format!("write `{meant}`"), Applicability::Suggested, vec![Edit::replace(span, meant)]);
    }
}
