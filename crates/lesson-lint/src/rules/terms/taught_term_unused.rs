use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Term, Text};

use crate::text::{MOST_SOUGHT, Phrases, Spellings};
use crate::walk::each_text;
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
    let terms: Vec<&Spanned<Term>> =
        lesson.terms.present().into_iter().flat_map(|terms| terms.present()).take(MOST_SOUGHT / 2).collect();
    if terms.is_empty() {
        return;
    }
    let written = |term: &'_ Term| -> [Option<String>; 2] {
        [&term.term.present(), &term.short.present()].map(|text| text.map(|text| text.trim().to_owned()))
    };
    // A term and its short form stand side by side.
    let names: Vec<[Option<String>; 2]> = terms.iter().map(|term| written(term)).collect();
    let names: Vec<&str> = names.iter().flatten().map(|name| name.as_deref().unwrap_or_default()).collect();
    let own: Vec<Range<u32>> = terms.iter().map(|term| term.place.span.start..term.place.span.end).collect();
    let mut used = vec![false; terms.len()];
    let mut texts: Vec<Text> = Vec::new();
    let tree = context.tree();
    let start = |text: &Text| tree.span(text.node()).start;
    let spellings = Spellings::new(names.iter().copied(), true);
    each_text(lesson, |field, text| {
        if matches!(field.key, "term" | "short") {
            return;
        }
        texts.push(text.clone());
        mark(&mut used, &own, start(text), spellings.find(text).map(|spelled| spelled.index / 2));
    });
    if used.iter().all(|used| *used) {
        return;
    }
    // Only now it pays to look for other endings.
    let phrases = Phrases::new(names, context.words());
    for text in &texts {
        let mut found = Vec::new();
        phrases.find(text, |index| found.push(index / 2));
        mark(&mut used, &own, start(text), found.into_iter());
    }
    for term in terms.iter().zip(used).filter_map(|(term, used)| (!used).then_some(term)) {
        let Some(name) = term.term.present() else { continue };
        context
            .report(name.place, format!("the lesson declares `{}` and never uses it", name.trim()))
            .help("use it where the lesson means it, or take it out of `terms`");
    }
}

/// Notes which terms a text uses; its own definition does not count.
fn mark(used: &mut [bool], own: &[Range<u32>], start: u32, found: impl Iterator<Item = usize>) {
    for index in found {
        if own.get(index).is_some_and(|own| !own.contains(&start))
            && let Some(used) = used.get_mut(index)
        {
            *used = true;
        }
    }
}
