use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{FieldLine, Spanned, Words};

use crate::text::{Word, find, following, is_same, quoted, sentences, words};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A line to say that says what is not to be said.
pub(crate) static RULE: Rule = Rule {
    code: "S003",
    name: "do-say-repeats-dont-say",
    family: Family::FieldGuide,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A do-say holds the whole of its own don't-say.",
    why: "The learner is told not to say it and handed it to say. Under pressure they say the part they know best, which is \
          the forbidden one.",
    remedy: "Say it in other words, or deny it plainly.",
    leaves_alone: "A don't-say of one or two words, and one that the do-say denies, quotes or puts into another's mouth.",
    fixes: &[],
    options: &[RuleOption {
        name: "words",
        about: "How many words a don't-say has at the least.",
        default: OptionValue::Count(3),
    }],
    check: Check::FieldLine(check),
    examples: &[
        Example::bad(
            "The forbidden line, with more after it",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Ours is the healthier bread, for it takes a day instead of two hours.",
            }]),
            &["42:15"],
        ),
        Example::good("Other words", Input::Yaml(&[])),
        Example::case(
            "In quotes that are the cell's own",
            Input::Markdown(&[Change {
                from: "| Ours is the healthier bread | Ours takes a day instead of two hours, and you can taste it. |",
                to: "| \"Ours is the healthier bread\" | \"Honestly? Ours is the healthier bread. It takes a day.\" |",
            }]),
            &["53:46"],
        ),
        Example::near_miss(
            "It is denied",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: I wouldn't claim that ours is the healthier bread. It takes a day, and you can taste that.",
            }]),
        ),
        Example::near_miss(
            "It is quoted",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: The sign in the window, \"Ours is the healthier bread\", was there before me. Taste it.",
            }]),
        ),
        Example::near_miss(
            "Others say it",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: You may have heard that ours is the healthier bread. What I know is that it takes a day.",
            }]),
        ),
        Example::near_miss(
            "Some of its words",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Ours is the slower bread; whether it is the healthier bread, ask a doctor.",
            }]),
        ),
    ],
};

fn check(line: &Spanned<FieldLine>, context: &mut Context<'_>) {
    let (Some(dont_say), Some(do_say)) = (line.dont_say.present(), line.do_say.present()) else { return };
    if dont_say.trim().len() > do_say.len() + 2 {
        return;
    }
    // Nearly every line to say lacks its first word or its last one.
    let is_there = |sought: Option<Word<'_>>| {
        sought.is_some_and(|sought| words(do_say).any(|word| is_same(&word, &sought)))
    };
    if !is_there(words(dont_say).next()) {
        return;
    }
    let sought: Vec<Word<'_>> = words(dont_say).collect();
    if sought.len() < context.count("words").max(1) || !is_there(sought.last().copied()) {
        return;
    }
    let all: Vec<Word<'_>> = words(do_say).collect();
    let Some(found) = repeated(do_say, &all, &sought, context.words()) else { return };
    context
        .report_span(
            do_say.node(),
            do_say.part(found),
            format!("the line to say repeats the whole of {}", line.title()),
        )
        .help("say it in other words, or deny it plainly")
        .label(dont_say.place.span, "what is not to be said");
}

/// In how many places they are looked at; nobody says it more often.
const MOST_PLACES: usize = 16;

/// Where the words stand, neither denied, quoted nor said by others.
fn repeated(text: &str, all: &[Word<'_>], sought: &[Word<'_>], table: &Words) -> Option<Range<usize>> {
    let quotations = quoted(text);
    let mut from = 0;
    for _ in 0..MOST_PLACES {
        let found = find(all.get(from..)?, sought)?;
        let sentence =
            sentences(text, table).find(|sentence| found.start < sentence.end).unwrap_or(found.clone());
        let around =
            |word: &&Word<'_>| word.start >= sentence.start && word.end() <= sentence.end.max(found.end);
        let outside = |word: &&Word<'_>| word.end() <= found.start || word.start >= found.end;
        let others: Vec<Word<'_>> = all.iter().filter(around).filter(outside).copied().collect();
        let denied = (0..others.len()).any(|at| {
            following(&table.negations, &others, at) > 0 || following(&table.claims, &others, at) > 0
        });
        if !denied && !is_quotation(text, &quotations, &found, sought.len()) {
            return Some(found);
        }
        from = all.partition_point(|word| word.start <= found.start);
    }
    None
}

/// Whether a quotation holds hardly more than these words, and is not the whole text.
fn is_quotation(text: &str, quotations: &[Range<usize>], found: &Range<usize>, count: usize) -> bool {
    let holds = |quotation: &&Range<usize>| quotation.start <= found.start && found.end <= quotation.end;
    quotations.iter().filter(holds).any(|quotation| {
        let said = text.get(quotation.clone()).unwrap_or_default();
        let whole = text.trim().trim_end_matches(lesson_text::ends_sentence).len() <= said.len();
        !whole && words(said).count() <= count + 2
    })
}
