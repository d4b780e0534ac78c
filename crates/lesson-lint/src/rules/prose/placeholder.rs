use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Void};
use lesson_syntax::Kind;
use memchr::memchr2_iter;

use crate::walk::{each_absence, each_text};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A placeholder that was never replaced.
pub(crate) static RULE: Rule = Rule {
    code: "P001",
    name: "placeholder",
    family: Family::Prose,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A placeholder stands inside a text, or where a text that may be left out should be.",
    why: "The learner reads it as the lesson's own words: a gap that says that nobody finished looking.",
    remedy: "Replace it by what was meant, or take the sentence out.",
    leaves_alone: "Placeholders in quotes or code, where they are what the text is about, and values that must not \
                   be absent: of those a law or the rule of that part speaks.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A figure to be looked up",
            Input::Yaml(&[Change {
                from: "lead: Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.\n",
                to: "lead: Every loaf on the shelf was raised with yeast or with sourdough; sourdough costs TBD more.\n",
            }]),
            &["3:88"],
        ),
        Example::good("The figure is left out until it is known", Input::Yaml(&[])),
        Example::case(
            "An optional text that is only a placeholder",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\naudience: TBD\n" }]),
            &["2:11"],
        ),
        Example::case(
            "A bracketed stand-in in the middle of a cell",
            Input::Markdown(&[Change {
                from: "| One visit to the shop |",
                to: "| One visit to [insert shop] |",
            }]),
            &["44:25"],
        ),
        Example::case(
            "A note to oneself",
            Input::Yaml(&[Change {
                from: "intro: The two differ on three dimensions, which are time, effort and taste.",
                to: "intro: \"The two differ on three dimensions, which are time, effort and taste. TODO: add the price.\"",
            }]),
            &["24:81"],
        ),
        Example::near_miss(
            "A list of things to do",
            Input::Yaml(&[Change { from: "One visit to the shop", to: "One line on the TODO list" }]),
        ),
        Example::near_miss(
            "A placeholder that is quoted",
            Input::Yaml(&[Change { from: "One visit to the shop", to: "Whatever the label \"TBD\" hides" }]),
        ),
        Example::near_miss(
            "A link in brackets",
            Input::Yaml(&[Change {
                from: "One visit to the shop",
                to: "One visit to [your shop](https://example.org)",
            }]),
        ),
    ],
};

/// Words in capitals that stand for what is not known yet.
const MARKERS: [&str; 5] = ["TBD", "TBA", "TBC", "FIXME", "TODO"];
/// How a bracketed stand-in begins, in lower case.
const STAND_INS: [&str; 8] = ["fill in", "fill-in", "insert ", "add ", "your ", "tbd", "todo", "placeholder"];

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let mut absences = Vec::new();
    each_absence(lesson, |absence, required| {
        let item = context.reader.tree().kind(absence.owner.node) == Kind::Sequence;
        if absence.void == Void::Placeholder && (item || !required) {
            absences.push((absence.place, absence.field.rule.filter(|_| !item)));
        }
    });
    for (place, owner) in absences {
        // Where a rule speaks of what is absent there, that is the same fault.
        if owner.is_some_and(|code| context.speaks(code)) {
            continue;
        }
        context
            .report(place, "this is only a placeholder")
            .help("replace it by what was meant, or take it out");
    }
    let mut found = Vec::new();
    each_text(lesson, |_, text| {
        found.extend(placeholders(text).into_iter().map(|range| (text.clone(), range)))
    });
    for (text, range) in found {
        let written = text.get(range.clone()).unwrap_or_default().to_owned();
        context
            .report_span(text.node(), text.part(range), format!("`{written}` is a placeholder"))
            .help("replace it by what was meant, or take the sentence out");
    }
}

/// Where placeholders stand in a text that says something besides.
fn placeholders(text: &str) -> Vec<Range<usize>> {
    // By its first byte, hardly any place in a text is one to look at.
    let bytes = text.as_bytes();
    let markers = memchr2_iter(b'T', b'F', bytes).filter_map(|start| marker(text, start));
    let stand_ins = memchr2_iter(b'[', b'<', bytes).filter_map(|start| stand_in(text, start));
    // Filler goes on and on: once is enough.
    let filler = memchr2_iter(b'P', b'p', bytes).find_map(|letter| filler(bytes, letter));
    let all = markers.chain(stand_ins).chain(filler);
    let mut found: Vec<_> = all.filter(|range| !is_quoted(text, range)).collect();
    found.sort_by_key(|range| (range.start, usize::MAX - range.end));
    // `[TBD]` is one placeholder, not a stand-in with a marker in it.
    found.dedup_by(|second, first| second.start < first.end);
    found
}

fn marker(text: &str, start: usize) -> Option<Range<usize>> {
    let marker = MARKERS.into_iter().find(|marker| text[start..].starts_with(marker))?;
    let range = start..start + marker.len();
    (is_whole_word(text, &range) && (marker != "TODO" || is_set_off(text, &range))).then_some(range)
}

fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let joins =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '/' | '\'' | '’');
    !text[..range.start].ends_with(joins) && !text[range.end..].starts_with(joins)
}

/// Whether "TODO" is a note and no adjective: a separator or the end follows.
fn is_set_off(text: &str, range: &Range<usize>) -> bool {
    let after = text[range.end..].trim_start_matches([' ', '\t']);
    after.is_empty() || after.starts_with([':', '(', '—', '–', '-', ']', ')', '>', '.', '!', '\n', '\r'])
}

fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    const OPENING: [char; 7] = ['"', '\'', '`', '“', '‘', '„', '«'];
    text[..range.start].ends_with(OPENING)
}

/// `[insert the name]` or `<insert the name>`, but no link.
fn stand_in(text: &str, start: usize) -> Option<Range<usize>> {
    let close = if text[start..].starts_with('[') { ']' } else { '>' };
    let inner = &text[start + 1..];
    // No stand-in is longer than a line of a form; a bracket that is never closed is none.
    let length = inner.char_indices().take(80).find(|&(_, character)| character == close)?.0;
    let end = start + 1 + length + 1;
    let begins = inner.get(..length)?.to_lowercase();
    let is_link = text[end..].starts_with(['(', '[', ':']);
    (STAND_INS.iter().any(|stand_in| begins.starts_with(stand_in)) && !is_link).then_some(start..end)
}

/// Filler around its rarest letter.
fn filler(text: &[u8], letter: usize) -> Option<Range<usize>> {
    const FILLER: &[u8] = b"lorem ipsum";
    const LETTER: usize = 7;
    let start = letter.checked_sub(LETTER)?;
    let range = start..start + FILLER.len();
    text.get(range.clone())?.eq_ignore_ascii_case(FILLER).then_some(range)
}
