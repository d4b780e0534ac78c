use std::cell::LazyCell;
use std::collections::HashSet;

use lesson_findings::{Family, Severity};
use lesson_model::{Analogy, Spanned, Words};

use crate::text::{Beginnings, Word, following, stems, words};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A break that says again what holds.
pub(crate) static RULE: Rule = Rule {
    code: "A003",
    name: "break-restates-mapping",
    family: Family::Analogies,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The break says in the words of the mapping what holds, and nothing that does not.",
    why: "The learner looks under \"where it breaks\" for the limit, finds the likeness once more, and takes it for one \
          without a limit.",
    remedy: "Say what is different: what the one does that the other does not.",
    leaves_alone: "A break with a word of contrast or a denial, and one that brings words of its own.",
    fixes: &[],
    options: &[RuleOption {
        name: "percent",
        about: "How many of a hundred of the break's words, small ones apart, the mapping has at the least.",
        default: OptionValue::Count(80),
    }],
    check: Check::Analogy(check),
    examples: &[
        Example::bad(
            "The likeness once more",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: It is like a garden in that it belongs to whoever is looking after it.",
            }]),
            &["22:26"],
        ),
        Example::good("What is different", Input::Yaml(&[])),
        Example::case(
            "In Markdown, with what it maps to",
            Input::Markdown(&[Change {
                from: "Like a garden, it belongs to whoever looks after it.\n\n**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "**Maps to:** a kitchen garden\n\n**What holds:** It belongs to whoever looks after it.\n\n**Where the analogy breaks:** The kitchen garden also belongs to those who looked after it.",
            }]),
            &["37:31"],
        ),
        Example::case(
            "A denial that stands in what holds already",
            Input::Yaml(&[
                Change {
                    from: "Like a garden, it belongs to whoever looks after it.",
                    to: "Like a garden, it belongs to nobody but its gardener.",
                },
                Change {
                    from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                    to: "where_it_breaks: A garden and its gardener belong to each other, and it belongs to nobody.",
                },
            ]),
            &["22:26"],
        ),
        Example::near_miss(
            "The same words, denied",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: It does not belong to whoever looks after it, as a garden does.",
            }]),
        ),
        Example::near_miss(
            "The same words, set against each other",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: Whereas a garden belongs to whoever looks after it, it looks after whoever it belongs to.",
            }]),
        ),
        Example::near_miss(
            "Words of its own",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: A garden that nobody looks after grows wild, and this culture dies within weeks.",
            }]),
        ),
    ],
};

/// Of fewer words that carry meaning, nothing can be told.
const FEWEST: usize = 3;

fn check(analogy: &Spanned<Analogy>, context: &mut Context<'_>) {
    let (Some(holds), Some(breaks)) = (analogy.holds.present(), analogy.where_it_breaks.present()) else {
        return;
    };
    let table = context.words();
    let percent = context.count("percent");
    let mapped = [Some(&***holds), analogy.maps_to.present().map(|maps_to| &***maps_to)];
    // That a break has words of its own is mostly known by their letters.
    let known = Beginnings::of(mapped.into_iter().flatten(), table);
    if known.are_exceeded(breaks, 100_usize.saturating_sub(percent), table) {
        return;
    }
    if sets_apart(breaks, holds, table) {
        return;
    }
    let mut mapping = stems(holds, table);
    if let Some(maps_to) = analogy.maps_to.present() {
        mapping.extend(stems(maps_to, table));
    }
    let own = stems(breaks, table);
    let known = own.iter().filter(|stem| mapping.contains(*stem)).count();
    let restates = own.len() >= FEWEST && known * 100 >= own.len() * percent;
    if restates {
        context
            .report(
                breaks.place,
                format!("what is said of where {} breaks is what holds, once more", analogy.title()),
            )
            .help("say what is different: what the one does that the other does not")
            .label(holds.place.span, "what holds");
    }
}

/// Whether a break has a word of contrast, or denies what is not denied in what holds.
fn sets_apart(breaks: &str, holds: &str, table: &Words) -> bool {
    let all: Vec<Word<'_>> = words(breaks).collect();
    let held: LazyCell<HashSet<String>, _> =
        LazyCell::new(|| words(holds).map(|word| word.text.to_ascii_lowercase()).collect());
    let is_repeated =
        |at: usize| all.get(at).is_some_and(|word| held.contains(&word.text.to_ascii_lowercase()));
    let is_apart = |at| {
        following(&table.contrasts, &all, at) > 0
            || (following(&table.negations, &all, at) > 0 && !is_repeated(at))
    };
    (0..all.len()).any(is_apart)
}
