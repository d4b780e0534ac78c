use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Void, Words};
use lesson_syntax::Kind;
use lesson_text::folded;
use memchr::memchr2_iter;

use crate::text::{FirstLetters, Reading, Start, around};
use crate::walk::each_absence;
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
        Example::case(
            "Notes in brackets, at the beginning, and where an amount is due",
            Input::Yaml(&[
                Change { from: "Two hours from bowl to oven", to: "Two hours (TODO ask the bakery)" },
                Change { from: "One visit to the shop", to: "TODO count the visits to the shop" },
                Change { from: "Mild, and gone by evening", to: "Mild, and gone by XXX" },
            ]),
            &["28:27", "32:16", "36:34"],
        ),
        Example::near_miss(
            "A numeral, and lists at the beginning",
            Input::Yaml(&[
                Change { from: "Two hours from bowl to oven", to: "TODO lists know" },
                Change { from: "One visit to the shop", to: "As long as the siege in Book XXX" },
            ]),
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
    let signs = Signs::new(context.words());
    let mut found = Vec::new();
    for Reading { node, text, starts, .. } in context.texts().iter() {
        found.extend(signs.find(text, starts).into_iter().map(|range| (node, text, range)));
    }
    for (node, text, range) in found {
        let written = text.get(range.clone()).unwrap_or_default();
        let place = context.part(node, range);
        context
            .report_span(node, place, format!("`{written}` is a placeholder"))
            .help("replace it by what was meant, or take the sentence out");
    }
}

/// By what placeholders are told that stand in a text which says something besides.
struct Signs<'a> {
    words: &'a Words,
    /// Words in capitals that stand for what is not known yet, then the beginnings of filler, folded.
    written: Vec<String>,
    /// How many of them are words in capitals.
    markers: usize,
    first: FirstLetters,
}

impl<'a> Signs<'a> {
    fn new(words: &'a Words) -> Self {
        let is_word = |placeholder: &&str| placeholder.chars().all(char::is_alphabetic);
        let placeholders = words.placeholders.written().filter(is_word).map(str::to_uppercase);
        let mut written: Vec<String> =
            words.markers.written().map(str::to_owned).chain(placeholders).collect();
        written.sort();
        written.dedup();
        let markers = written.len();
        written.extend(words.filler.folded().map(str::to_owned));
        let first = FirstLetters::new(written.iter().map(|word| {
            let mut letters = folded(word);
            (letters.next(), letters.next())
        }));
        Self { words, written, markers, first }
    }

    /// Where they stand, in their order.
    fn find(&self, text: &str, starts: &[Start]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut filled = false;
        self.first.each_start(starts, |start, index| {
            let Some(written) = self.written.get(index) else { return };
            let range = start..start + written.len();
            let Some(there) = text.get(range.clone()) else { return };
            if index < self.markers {
                found.extend((there == written && is_marker(text, &range)).then_some(range));
            // Filler goes on and on: once is enough.
            } else if !filled && there.eq_ignore_ascii_case(written) {
                filled = true;
                found.push(range);
            }
        });
        found
            .extend(memchr2_iter(b'[', b'<', text.as_bytes()).filter_map(|start| self.stand_in(text, start)));
        found.retain(|range| !is_quoted(text, range));
        found.sort_by_key(|range| (range.start, usize::MAX - range.end));
        // `[TBD]` is one placeholder, not a stand-in with a marker in it.
        found.dedup_by(|second, first| second.start < first.end);
        found
    }

    /// `[insert the name]` or `<insert the name>`, but no link.
    fn stand_in(&self, text: &str, start: usize) -> Option<Range<usize>> {
        let close = if text[start..].starts_with('[') { ']' } else { '>' };
        let inner = &text[start + 1..];
        // No stand-in is longer than a line of a form; a bracket that is never closed is none.
        let length = inner.char_indices().take(80).find(|&(_, character)| character == close)?.0;
        let end = start + 1 + length + 1;
        let words = inner.get(..length)?.split(|character: char| !character.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        let is_placeholder = words.clone().next().is_some_and(|first| self.words.placeholders.has(first));
        let is_link = text[end..].starts_with(['(', '[', ':']);
        ((is_placeholder || self.words.stand_ins.leads(words) > 0) && !is_link).then_some(start..end)
    }
}

/// Whether a word in capitals stands for something that is not known yet.
fn is_marker(text: &str, range: &Range<usize>) -> bool {
    is_whole_word(text, range)
        && match &text[range.clone()] {
            "TODO" => is_note(text, range),
            "XXX" => !is_numeral(text, range),
            _ => true,
        }
}

fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let joins =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '/' | '\'' | '’');
    !text[..range.start].ends_with(joins) && !text[range.end..].starts_with(joins)
}

/// Whether "TODO" is a note and no adjective: a separator or the end follows, or it begins a bracket or a
/// line and no list is spoken of.
fn is_note(text: &str, range: &Range<usize>) -> bool {
    const LISTED: [&str; 4] = ["list", "item", "app", "board"];
    let (before, after) = (&text[..range.start], text[range.end..].trim_start_matches([' ', '\t']));
    let is_set_off =
        after.is_empty() || after.starts_with([':', '(', '—', '–', '-', ']', ')', '>', '.', '!', '\n', '\r']);
    let begins = before.is_empty() || before.ends_with(['(', '[', '\n']);
    is_set_off || begins && !LISTED.iter().any(|listed| after.starts_with(listed))
}

/// Whether a name stands before it, as in "Olympiad XXX".
fn is_numeral(text: &str, range: &Range<usize>) -> bool {
    let (before, _) = around(text, range);
    let word = before.trim_end_matches(' ').rsplit([' ', '\n']).next().unwrap_or_default();
    word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)
}

fn is_quoted(text: &str, range: &Range<usize>) -> bool {
    const OPENING: [char; 7] = ['"', '\'', '`', '“', '‘', '„', '«'];
    text[..range.start].ends_with(OPENING)
}
