use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::{Form, NodeId};
use lesson_text::Span;

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A section that stands in another place than lessons have it.
pub(crate) static RULE: Rule = Rule {
    code: "L009",
    name: "section-out-of-order",
    family: Family::Lesson,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "In Markdown, a section stands in another order than the regimes, the comparison, the field guide, what \
              comes next.",
    why: "A comparison of what was not yet taught is a table of unknown words, and lines to say come too early before \
          the reasons for them.",
    remedy: "Move the section to its place: first the regimes, then the comparison, the field guide, and what comes next.",
    leaves_alone: "The author's own sections, wherever they stand, and lessons in YAML, whose keys have no order.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The lesson begins with what comes next",
            Input::Markdown(&[Change {
                from: "## Yeast\n",
                to: "**Next:** Lesson 2 covers the oven.\n\n## Yeast\n",
            }]),
            &["5:3"],
        ),
        Example::good("Every section in its place", Input::Markdown(&[])),
        Example::case(
            "A regime after the field guide",
            Input::Markdown(&[
                Change {
                    from: "## Sourdough\n",
                    to: "## How to Say This in the Field\n\nThe primary scenario: a customer asks for the price\n\n\
                    | Don't say | Do say | Why it matters |\n|---|---|---|\n| It is cheap | It is quick | Cheap is not the point here. |\n\n## Sourdough\n",
                },
                Change {
                    from: "## How to Say This in the Field\n\nThe primary scenario: a customer asks why the darker loaf costs twice as much\n\n| Don't say | Do say | Why it matters |\n|---|---|---|\n| Ours is the healthier bread | Ours takes a day instead of two hours, and you can taste it. | Nobody in the shop can prove a claim about health, and the long day is true. |\n",
                    to: "",
                },
            ]),
            &["21:4"],
        ),
        Example::near_miss(
            "Sections of the author's own between the others",
            Input::Markdown(&[
                Change { from: "## Yeast\n", to: "## Before you start\n\nWash your hands.\n\n## Yeast\n" },
                Change {
                    from: "## How to Say This in the Field",
                    to: "## Further reading\n\nAny book on bread.\n\n## How to Say This in the Field",
                },
            ]),
        ),
        Example::near_miss(
            "Keys of YAML have no order",
            Input::Yaml(&[Change {
                from: "regimes:\n",
                to: "next: {lesson: 2, teaser: the oven}\nregimes:\n",
            }]),
        ),
    ],
};

/// A section: which place it has among the others, what it is, and where it stands.
struct Section {
    rank: usize,
    name: String,
    node: NodeId,
    span: Span,
}

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    if context.tree().form() != Form::Markdown {
        return;
    }
    let sections = sections(lesson);
    let kept = longest_in_order(&sections);
    let mut kept_ahead = kept.iter().peekable();
    for (index, section) in sections.iter().enumerate() {
        if kept_ahead.next_if_eq(&&index).is_some() || context.is_full() {
            continue;
        }
        let in_place = |other: &&usize| sections.get(**other);
        let later = kept.iter().filter(|other| **other > index).filter_map(|other| in_place(&other));
        let before = later.into_iter().find(|other| other.rank < section.rank);
        let earlier = kept.iter().rev().filter(|other| **other < index).filter_map(|other| in_place(&other));
        let after = earlier.into_iter().find(|other| other.rank > section.rank);
        let message = match (before, after) {
            (Some(other), _) => format!("{} stands before {}", section.name, other.name),
            (None, Some(other)) => format!("{} stands after {}", section.name, other.name),
            (None, None) => continue,
        };
        context.report_span(section.node, section.span, message).help(
            "lessons have the regimes first, then the comparison, the field guide, and what comes next",
        );
    }
}

fn sections(lesson: &Lesson) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    sections.extend(lesson.regimes().map(|regime| {
        let place = regime.name.present().map_or(regime.place, |name| name.place);
        Section { rank: 0, name: regime.title(), node: place.node, span: place.span }
    }));
    let mut add = |rank, name: &str, node, key: Option<Span>| {
        sections.extend(key.map(|span| Section { rank, name: name.to_owned(), node, span }));
    };
    if let Some(comparison) = lesson.comparison.present() {
        add(1, "the comparison", comparison.place.node, comparison.key);
    }
    if let Some(guide) = lesson.field_guide.present() {
        add(2, "the field guide", guide.place.node, guide.key);
    }
    if let Some(next) = lesson.next.present() {
        add(3, "what comes next", next.place.node, next.key);
    }
    sections.sort_by_key(|section| section.span);
    sections
}

/// The most sections that are in order, by their indices; where there is a choice, the later ones.
fn longest_in_order(sections: &[Section]) -> Vec<usize> {
    // For each rank the longest row that begins with it, as its length and its first section.
    let mut rows: [(usize, Option<usize>); 4] = [(0, None); 4];
    let mut next: Vec<Option<usize>> = vec![None; sections.len()];
    for (index, section) in sections.iter().enumerate().rev() {
        let follow =
            rows.iter().skip(section.rank).max_by_key(|(length, _)| *length).copied().unwrap_or_default();
        if let (Some(row), Some(next)) = (rows.get_mut(section.rank), next.get_mut(index))
            && follow.0 + 1 > row.0
        {
            (*row, *next) = ((follow.0 + 1, Some(index)), follow.1);
        }
    }
    let longest = rows.iter().max_by_key(|(length, first)| (*length, *first));
    let mut at = longest.and_then(|&(_, first)| first);
    let mut kept = Vec::new();
    while let Some(index) = at {
        kept.push(index);
        at = next.get(index).copied().flatten();
    }
    kept
}
