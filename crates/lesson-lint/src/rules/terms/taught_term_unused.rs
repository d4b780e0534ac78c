use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Term};

use crate::text::{Phrases, Reading};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A declared term that its lesson never uses.
pub(crate) static RULE: Rule = Rule {
    code: "T006",
    name: "taught-term-unused",
    family: Family::Terms,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The lesson declares a term, and never uses it.",
    why: "The learner memorises a word without having met it at work, and nobody notices when it is wrong.",
    remedy: "Use the term where the lesson means it, or take it out of `terms`.",
    leaves_alone: "Terms that stand in the lesson with another ending, with another hyphen or by their short form.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A term that is only defined",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nterms:\n  - {term: proofing, means: Letting shaped dough rise once more.}\n",
            }]),
            &["3:12"],
        ),
        Example::good(
            "The lesson uses it",
            Input::Yaml(&[
                Change {
                    from: "lesson: 1\n",
                    to: "lesson: 1\nterms:\n  - {term: proofing, means: Letting shaped dough rise once more.}\n",
                },
                Change { from: "A day, most of it waiting", to: "A day, most of it proofing" },
            ]),
        ),
        Example::case(
            "In front matter",
            Input::Markdown(&[Change {
                from: "# Lesson 1",
                to: "---\nterms:\n  - term: oven spring\n    means: What dough gains in the oven.\n---\n\n# Lesson 1",
            }]),
            &["3:11"],
        ),
        Example::near_miss(
            "With another ending",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nterms:\n  - {term: bakery, means: A house that bakes.}\n  - {term: Culture, means: What lives in \
                     the dough.}\n",
            }]),
        ),
        Example::near_miss(
            "By its short form",
            Input::Yaml(&[
                Change {
                    from: "lesson: 1\n",
                    to: "lesson: 1\nterms:\n  - {term: dough hydration, short: DH, means: Water by weight of flour.}\n",
                },
                Change { from: "Two hours from bowl to oven", to: "Two hours at a DH of 65 %" },
            ]),
        ),
        Example::near_miss(
            "With another hyphen, and on two lines",
            Input::Markdown(&[
                Change {
                    from: "# Lesson 1",
                    to: "---\nterms:\n  - {term: long-day bread, means: Bread that takes a day.}\n---\n\n# Lesson 1",
                },
                Change { from: "It is slow, and no two", to: "It is a long day\nbread, and no two" },
            ]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let terms = lesson.terms.present().into_iter().flat_map(|terms| terms.present());
    let is_missed = |&(index, _): &(usize, &Spanned<Term>)| context.declared().uses(index) == Some(false);
    let mut missed: Vec<&Spanned<Term>> = terms.enumerate().filter(is_missed).map(|(_, term)| term).collect();
    if missed.is_empty() {
        return;
    }
    // Only now it pays to look for other endings.
    let mut used = vec![false; missed.len()];
    let names = missed.iter().flat_map(|term| {
        [term.term.present(), term.short.present()].map(|name| name.map_or("", |name| name.trim()))
    });
    let phrases = Phrases::new(names, context.words());
    let tree = context.tree();
    for Reading { field, node, text, starts } in context.texts().iter() {
        let start = tree.span(node).start;
        phrases.find(text, starts, |index| {
            // Its own definition does not count.
            let own = missed.get(index / 2).map(|term| term.place.span.start..term.place.span.end);
            let counts =
                own.is_some_and(|own| !own.contains(&start)) && !matches!(field.key, "term" | "short");
            if let Some(used) = used.get_mut(index / 2).filter(|_| counts) {
                *used = true;
            }
        });
    }
    let mut unused = used.into_iter().map(|used| !used);
    missed.retain(|_| unused.next() == Some(true));
    for term in missed {
        let Some(name) = term.term.present() else { continue };
        context
            .report(name.place, format!("the lesson declares `{}` and never uses it", name.trim()))
            .help("use it where the lesson means it, or take it out of `terms`");
    }
}
