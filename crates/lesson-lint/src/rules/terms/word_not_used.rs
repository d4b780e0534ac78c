use std::ops::Range;

use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned, Stemming, VoiceWord};
use lesson_syntax::NodeId;
use lesson_text::{Edit, fold};

use crate::text::{
    MOST_SOUGHT, Reading, Spellings, begins_word, ends_word, is_inside, is_technical, quoted, starts,
};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A word that the course's voice rules out.
pub(crate) static RULE: Rule = Rule {
    code: "T002",
    name: "word-not-used",
    family: Family::Terms,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A text uses a word that the course's `voice` rules out.",
    why: "The course decided against the word for its learners' sake, and says why. Where it slips in, they learn to \
          speak in the way that the course warns of.",
    remedy: "Write what `instead` says, or put the sentence in another way.",
    leaves_alone: "Quotations, code, addresses, don't-says, which are there to show what is not said, and longer words \
                   that only begin alike (`magician`).",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A word from the brochure",
            Input::Yaml(&[Change {
                from: "Dough raised by yeast from a packet",
                to: "Dough that leverages yeast from a packet",
            }]),
            &["7:28"],
        )
        .in_course(COURSE),
        Example::good("The same in plain words", Input::Yaml(&[])).in_course(COURSE),
        Example::case(
            "In a do-say, at its beginning, and in a cell",
            Input::Markdown(&[
                Change { from: "Ours takes a day instead", to: "Seamless: ours takes a day instead" },
                Change { from: "| Mild, and gone by evening |", to: "| Best-of-breed for one evening |" },
            ]),
            &["45:11", "53:33"],
        )
        .in_course(COURSE),
        Example::near_miss(
            "A don't-say shows what is not said",
            Input::Yaml(&[Change {
                from: "dont_say: Ours is the healthier bread",
                to: "dont_say: We leverage healthier bread",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "A quotation, and a name in code",
            Input::Yaml(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, not \"seamless\", and gone by `leverage` o'clock",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "Other words that begin or end alike",
            Input::Yaml(&[Change {
                from: "Mild, and gone by evening",
                to: "Seams, a lever, and the leveragers' best breed",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "An address",
            Input::Markdown(&[Change {
                from: "Mild, and gone by evening",
                to: "Mild, says [the guild](https://example.org/seamless)",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "No course",
            Input::Yaml(&[Change { from: "Dough raised by yeast", to: "Dough that leverages yeast" }]),
        ),
    ],
};

const COURSE: &str = "id: bread\ntitle: Bread\nvoice:\n  - word: leverage\n    why: It makes a plain action sound like a \
    strategy.\n    instead: use\n  - word: seamless\n    why: Every join shows sooner or later.\n  - word: best of breed\n    \
    why: Nobody compared them all.\n    instead: good\n";

/// Texts that name something, or show what is not said.
const LEFT_ALONE: [&str; 7] = ["dont_say", "aka", "term", "short", "unit", "source", "regimes"];

fn check(_: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(voice) = context.course.and_then(|course| course.voice.present()) else { return };
    let words = voice.present().filter_map(|word| Some((word, word.word.present()?.trim())));
    let voice: Vec<(&Spanned<VoiceWord>, &str)> = words.take(MOST_SOUGHT).collect();
    let inflected = context.words().stemming == Stemming::English;
    // What is bent at its end is found by all but its last letter.
    let begins = voice.iter().map(|(_, word)| if inflected { bendable(word) } else { word });
    let spellings = Spellings::new(begins, false);
    if spellings.is_empty() {
        return;
    }
    let mut found: Vec<(NodeId, &str, Range<usize>, usize)> = Vec::new();
    for Reading { field, node, text, starts } in context.texts().iter() {
        if LEFT_ALONE.contains(&field.key) {
            continue;
        }
        let mut apart: Option<Vec<Range<usize>>> = None;
        spellings.find(text, starts, |spelled| {
            let Some((_, word)) = voice.get(spelled.index) else { return };
            let range = spelled.range.start..word_end(text, spelled.range.end);
            let written = text.get(range.clone()).unwrap_or_default();
            if !begins_word(text, range.start)
                || !(is_same(written, word) || inflected && bend(written, word).is_some())
            {
                return;
            }
            let apart = apart.get_or_insert_with(|| quoted(text));
            if !is_inside(apart, &range) && !is_technical(text, &range) {
                found.push((node, text, range, spelled.index));
            }
        });
    }
    for (node, text, range, index) in found {
        if let Some((word, _)) = voice.get(index) {
            report(word, (node, text, range), context);
        }
    }
}

fn report(voice: &VoiceWord, (node, text, range): (NodeId, &str, Range<usize>), context: &mut Context<'_>) {
    let written = text.get(range.clone()).unwrap_or_default().to_owned();
    let span = context.part(node, range);
    // Where the text is not written as it reads, there is nothing to put in its place.
    let literal = context.tree().source().slice(span) == written;
    let instead = voice.instead.present().map(|instead| instead.trim());
    let why = voice.why.present().map(|why| why.trim().trim_end_matches('.'));
    let draft = context.report_span(node, span, format!("the course does not use the word `{written}`"));
    let help = match (why, instead) {
        (Some(why), Some(instead)) => format!("{why}; write `{instead}` instead"),
        (Some(why), None) => why.to_owned(),
        (None, Some(instead)) => format!("write `{instead}` instead"),
        (None, None) => "say it in another word".to_owned(),
    };
    draft.help(help);
    let word = voice.word.present().map(|word| word.trim()).unwrap_or_default();
    if let Some(better) = instead.filter(|_| literal).and_then(|instead| bent(&written, word, instead)) {
        draft.fix(format!("write `{better}`"), Applicability::Suggested, vec![Edit::replace(span, better)]);
    }
}

/// Where the word ends that goes on here.
fn word_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let length = rest.find(|character: char| !character.is_alphanumeric()).unwrap_or(rest.len());
    from + length
}

fn is_same(written: &str, word: &str) -> bool {
    let plain = |text: &str| fold(text).replace('-', " ");
    plain(written) == plain(word)
}

/// A word without the last letter, where an ending may change that.
fn bendable(word: &str) -> &str {
    let short = word.strip_suffix(['e', 'y']).unwrap_or(word);
    if word.len() >= SHORTEST { short } else { word }
}

/// Shorter words become others by an ending: `new` and `news`.
const SHORTEST: usize = 4;

/// In which way an English word is bent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bend {
    /// `leverages`.
    Several,
    /// `leveraged`.
    Past,
    /// `leveraging`.
    Ongoing,
}

/// How a written word is a form of a given one; `None` where it is none.
fn bend(written: &str, word: &str) -> Option<Bend> {
    let (written, word) = (fold(written).replace('-', " "), fold(word).replace('-', " "));
    if word.len() < SHORTEST {
        return None;
    }
    let (short, y) = (word.strip_suffix('e').unwrap_or(&word), word.strip_suffix('y'));
    let doubled =
        word.chars().last().filter(|last| !"aeiouy".contains(*last)).map(|last| format!("{word}{last}"));
    let is = |stem: &str, ending: &str| written.strip_prefix(stem) == Some(ending);
    let doubles = |ending: &str| doubled.as_deref().is_some_and(|doubled| is(doubled, ending));
    let hisses = word.ends_with(['s', 'x', 'z', 'h']);
    if is(&word, "s") || hisses && is(&word, "es") || y.is_some_and(|y| is(y, "ies")) {
        Some(Bend::Several)
    } else if is(short, "ed") || y.is_some_and(|y| is(y, "ied")) || doubles("ed") {
        Some(Bend::Past)
    } else if is(short, "ing") || doubles("ing") {
        Some(Bend::Ongoing)
    } else {
        None
    }
}

/// The better word, bent and capitalised as the written one is; `None` where that is not sure.
fn bent(written: &str, word: &str, instead: &str) -> Option<String> {
    let bend = if is_same(written, word) { None } else { Some(bend(written, word)?) };
    let one =
        !instead.contains(char::is_whitespace) && instead.ends_with(|last: char| last.is_ascii_lowercase());
    let mut better = match bend {
        None => instead.to_owned(),
        Some(_) if !one => return None,
        Some(Bend::Several) if instead.ends_with(['s', 'x', 'z', 'h', 'y']) => return None,
        Some(Bend::Several) => format!("{instead}s"),
        Some(Bend::Past) => format!("{}ed", instead.strip_suffix('e')?),
        Some(Bend::Ongoing) => format!("{}ing", instead.strip_suffix('e')?),
    };
    // What still holds the word would be found again, and again.
    let mut again = false;
    Spellings::new([word], false)
        .find(&better, &starts(&better), |found| again |= ends_word(&better, found.range.end));
    if again {
        return None;
    }
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    if capital(written) && !capital(word) {
        let mut characters = better.chars();
        better = characters.next().map(|first| first.to_uppercase().chain(characters).collect())?;
    }
    Some(better)
}
