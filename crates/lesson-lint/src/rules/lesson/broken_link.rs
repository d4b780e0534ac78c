use std::collections::BTreeSet;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::{Form, did_you_mean};
use lesson_text::slug;

use crate::links::{Link, Target, anchor, anchors, links};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A link to a file or heading that is not there.
pub(crate) static RULE: Rule = Rule {
    code: "L011",
    name: "broken-link",
    family: Family::Lesson,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A link leads to a file or a heading that is not there.",
    why: "The learner who wants to know more finds an error page, and the picture that was to explain it is missing.",
    remedy: "Mend the path or the heading's name, or take the link out.",
    leaves_alone: "Addresses on the web, mail addresses, paths from the top of a site, what a template fills in, and pages \
                   that a site makes of a Markdown file (`lesson-two`, `lesson-two.html`).",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The other lesson was renamed",
            Input::Markdown(&[Change {
                from: "It is slow, and no two",
                to: "It is slow ([why](02-time.md)), and no two",
            }]),
            &["29:47"],
        )
        .beside(&[("02-oven.md", &[])]),
        Example::good(
            "The lesson and the heading are there",
            Input::Markdown(&[Change {
                from: "It is slow, and no two",
                to: "It is slow ([why](02-oven.md#how-heat-moves)), and no two",
            }]),
        )
        .beside(&[("02-oven.md", &["how-heat-moves"])]),
        Example::case(
            "A picture, a heading elsewhere, and one in the lesson itself",
            Input::Markdown(&[
                Change {
                    from: "It is slow, and no two",
                    to: "![A crumb](img/crumb.png) It is [slow][oven], and no two",
                },
                Change { from: "Mild, and gone by evening", to: "Mild, see [below](#say-this)" },
                Change {
                    from: "and the long day is true. |\n",
                    to: "and the long day is true. |\n\n[oven]: 02-oven.md#how-it-moves\n",
                },
            ]),
            &["29:40", "29:61", "45:29"],
        )
        .beside(&[("02-oven.md", &["how-heat-moves"])]),
        Example::case(
            "In a text of YAML",
            Input::Yaml(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, see [the oven](../oven.md) and [that](#nothing)",
            }]),
            &["36:37", "36:60"],
        ),
        Example::near_miss(
            "Addresses of other kinds",
            Input::Yaml(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, see [a](https://example.org/x.md), [b](mailto:me@example.org), [c](/bread/), [d]({{ site }}/x)",
            }]),
        ),
        Example::near_miss(
            "Headings of the lesson, by GitHub's names and by the regimes'",
            Input::Markdown(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, see [a](#how-to-say-this-in-the-field), [b](#Yeast) and [c](#lesson-1--what-makes-the-dough-rise)",
            }]),
        ),
        Example::near_miss(
            "What only looks like a link",
            Input::Markdown(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, `[a](b.md)`, \\[c](d.md), and [e] (f.md)",
            }]),
        ),
        Example::near_miss(
            "Blanks in a path, and a question after it",
            Input::Yaml(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, see [it](the%20oven.md?plain=1)",
            }]),
        )
        .beside(&[("the oven.md", &[])]),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let links = links(lesson, context.tree());
    let mut own: Option<BTreeSet<String>> = None;
    for link in links {
        let known = context.surroundings.links.get(&link.path);
        let there = match (link.path.as_str(), known) {
            ("", _) => Some(&*own.get_or_insert_with(|| own_anchors(lesson, context))),
            (_, Some(Target::Nowhere)) => {
                let (what, path) = (if link.is_image { "image" } else { "link" }, &link.path);
                context
                    .report_span(
                        link.node,
                        link.span,
                        format!("the {what} leads to `{path}`, which is not there"),
                    )
                    .help("mend the path, which starts at the lesson's own folder, or take the link out");
                continue;
            }
            (_, Some(Target::Anchors(anchors))) => Some(anchors),
            (_, Some(Target::Somewhere) | None) => None,
        };
        if let (Some(anchors), Some(anchor)) = (there, &link.anchor) {
            check_anchor(&link, anchor, anchors, context);
        }
    }
}

fn check_anchor(link: &Link, written: &str, known: &BTreeSet<String>, context: &mut Context<'_>) {
    let lower = written.to_lowercase();
    if lower == "top"
        || known.contains(&lower)
        || known.contains(&anchor(written))
        || known.contains(&slug(written))
    {
        return;
    }
    let place = if link.path.is_empty() { "this lesson".to_owned() } else { format!("`{}`", link.path) };
    let near = if context.is_full() { None } else { did_you_mean(&lower, known.iter().map(String::as_str)) };
    let help = match near {
        Some(meant) => format!("did you mean `#{meant}`?"),
        None => "a heading is linked to by its words in lower case, with hyphens between them".to_owned(),
    };
    context.report_span(link.node, link.span, format!("{place} has no heading `#{written}`")).help(help);
}

/// What can be linked to in the lesson itself.
fn own_anchors(lesson: &Lesson, context: &Context<'_>) -> BTreeSet<String> {
    let tree = context.tree();
    let mut own = BTreeSet::new();
    let mut add = |name: &str| own.extend([slug(name), anchor(name)]);
    // In YAML, what a site makes of a lesson is not known: whatever has a name may be a heading.
    for regime in lesson.regimes() {
        add(&regime.slug());
        add(&regime.title());
    }
    for dimension in lesson.dimensions() {
        add(&dimension.slug());
        add(&dimension.title());
    }
    lesson.title.present().into_iter().for_each(|title| add(title));
    for term in lesson.terms.present().into_iter().flat_map(|terms| terms.present()) {
        term.term.present().into_iter().for_each(|term| add(term));
    }
    for figure in lesson.figures.present().into_iter().flat_map(|figures| figures.present()) {
        figure.id.present().into_iter().for_each(|id| add(id));
    }
    let sections = lesson.sections.present().into_iter().flat_map(|sections| sections.present());
    sections.filter_map(|section| section.title.present()).for_each(|title| add(title));
    for key in ["regimes", "comparison", "field_guide", "concept_mapping", "next", "lead", "terms", "figures"]
    {
        add(key);
        context.labels.wordings(key).iter().for_each(|wording| add(wording));
    }
    if tree.form() == Form::Markdown {
        own.extend(anchors(tree.source().text()));
    }
    own.remove("");
    own
}
