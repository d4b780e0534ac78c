use std::cell::LazyCell;
use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{FieldLine, Spanned, WordList, Words};

use crate::text::{Word, clauses, following, quoted, sentences, words};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A promise without a limit, about something that may be held against whoever made it.
pub(crate) static RULE: Rule = Rule {
    code: "S012",
    name: "overclaim",
    family: Family::FieldGuide,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A do-say promises something about data, security, cost or the like without any exception.",
    why: "A learner says the line as it stands, and a customer writes it down. \"Always\" and \"never\" are wrong on the \
          first exception, and about these things an exception has a lawyer.",
    remedy: "Say up to where it holds: \"unless\", \"except\", \"as long as\"; or say what is done instead of what is certain.",
    leaves_alone: "What is denied (\"not always\"), asked or quoted, an absolute word in another clause than the thing that it \
                   could be about, and a sentence with a limit.",
    fixes: &[],
    options: &[],
    check: Check::FieldLine(check),
    examples: &[
        Example::bad(
            "A promise about data",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Ours takes a day. Your order data is always deleted.",
            }]),
            &["42:52"],
        ),
        Example::good(
            "With its limit",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Your order data is always deleted, unless you ask for a receipt.",
            }]),
        ),
        Example::case(
            "Nothing is impossible to know",
            Input::Markdown(&[Change {
                from: "| Ours takes a day instead of two hours, and you can taste it. |",
                to: "| \"With our recipe, a leak is impossible.\" |",
            }]),
            &["53:61"],
        ),
        Example::case(
            "In another language",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Deine Daten sind immer sicher.",
            }]),
            &["42:32"],
        )
        .under("[words]\nabsolutes = [\"immer\"]\nrisks = [\"Daten\"]"),
        Example::near_miss(
            "Its limit in another language",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Deine Daten sind immer sicher, es sei denn, du gibst sie weiter.",
            }]),
        )
        .under("[words]\nabsolutes = [\"immer\"]\nrisks = [\"Daten\"]\nlimits = [\"es sei denn\"]"),
        Example::near_miss(
            "Denied, asked, quoted, and about something else",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Your data is not always deleted. Is your data always safe? I never said \"your data is always safe\". The cost \
                     varies, and we never hurry. Nobody can guarantee complete privacy, and it is impossible to guarantee security. It always costs a day.",
            }]),
        ),
    ],
};

fn check(line: &Spanned<FieldLine>, context: &mut Context<'_>) {
    let Some(do_say) = line.do_say.present() else { return };
    let table = context.words();
    // Most lines have no such words, and need no closer look.
    if !promises(&words(do_say).collect::<Vec<_>>(), table) {
        return;
    }
    let quotations = LazyCell::new(|| quoted(do_say));
    let claims: Vec<Claim> =
        sentences(do_say, table).flat_map(|sentence| claim(do_say, sentence, &quotations, table)).collect();
    for claim in claims {
        let (at, about) = (
            context.part(do_say.node(), claim.absolute.clone()),
            context.part(do_say.node(), claim.risk.clone()),
        );
        let absolute = do_say.get(claim.absolute.clone()).unwrap_or_default().to_owned();
        let risk = do_say.get(claim.risk.clone()).unwrap_or_default().to_owned();
        context
            .report_span(do_say.node(), at, format!("`{absolute}` leaves no exception about `{risk}`"))
            .help("say up to where it holds, or what is done instead of what is certain")
            .label(about, "what is promised about");
    }
}

/// An absolute word and what it is about.
struct Claim {
    absolute: Range<usize>,
    risk: Range<usize>,
}

fn claim(
    text: &str,
    sentence: Range<usize>,
    quotations: &LazyCell<Vec<Range<usize>>, impl FnOnce() -> Vec<Range<usize>>>,
    table: &Words,
) -> Option<Claim> {
    let within = text.get(sentence.clone())?;
    let all: Vec<Word<'_>> = words(within).collect();
    if !promises(&all, table)
        || has(&table.limits, &all)
        || within.trim_end_matches(lesson_text::closes).ends_with('?')
    {
        return None;
    }
    let whole = |quotation: &Range<usize>| quotation.len() + 2 >= text.trim().len();
    let is_quoted = |range: &Range<usize>| {
        quotations.iter().any(|quotation| {
            !whole(quotation) && quotation.start <= range.start && range.end <= quotation.end
        })
    };
    clauses(text, sentence, table).into_iter().find_map(|clause| {
        let words: Vec<Word<'_>> = words(text.get(clause.clone())?).collect();
        let at = |range: Range<usize>| range.start + clause.start..range.end + clause.start;
        let absolute = absolute(&words, table)?;
        let risk = (0..words.len()).find_map(|index| risk(&words, index, &absolute, table))?;
        let span =
            |range: &Range<usize>| Some(at(words.get(range.start)?.start..words.get(range.end - 1)?.end()));
        let claim = Claim { absolute: span(&absolute)?, risk: span(&risk)? };
        (!is_quoted(&claim.absolute)).then_some(claim)
    })
}

/// Whether there is both an absolute word and a thing that a promise may be about.
fn promises(words: &[Word<'_>], table: &Words) -> bool {
    has(&table.absolutes, words) && has(&table.risks, words)
}

fn has(list: &WordList, words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| following(list, words, at) > 0)
}

/// The absolute word of a clause, by the numbers of its words; none where another word denies it.
fn absolute(words: &[Word<'_>], table: &Words) -> Option<Range<usize>> {
    let found = (0..words.len()).find_map(|index| {
        let length = following(&table.absolutes, words, index);
        (length > 0).then_some(index..index + length)
    })?;
    let denied = (0..found.start).any(|index| following(&table.negations, words, index) > 0);
    // "Never guaranteed" promises nothing, nor does "never say".
    let itself = following(&table.negations, words, found.start) > 0;
    let denies = itself
        && (found.end..words.len()).any(|index| {
            following(&table.absolutes, words, index) + following(&table.claims, words, index) > 0
        });
    (!denied && !denies).then_some(found)
}

/// A thing that a promise is about, other than a verb after its adverb: "always costs".
fn risk(words: &[Word<'_>], index: usize, absolute: &Range<usize>, table: &Words) -> Option<Range<usize>> {
    let length = following(&table.risks, words, index);
    if length == 0 {
        return None;
    }
    let word = words.get(index)?.text;
    let verb = index == absolute.end && word.strip_suffix('s').is_some_and(|stem| table.risks.has(stem));
    (!verb).then_some(index..index + length)
}
