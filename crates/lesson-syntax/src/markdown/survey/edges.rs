//! What begins and what ends a lesson: its title, its lead, and what points on.

use lesson_text::Span;

use super::super::headings::Role;
use super::super::labels::Key;
use super::super::lines::{LineKind, Lines};
use super::super::wording::{numbered, unwrap, without_separator};
use super::entries::What;
use super::{Evidence, Surveyor};

/// The word before a lesson's number has at most so many words.
const MOST_WORDS: usize = 2;

impl Surveyor<'_> {
    /// The word before the number in the first line; whether there is one with a number.
    pub(super) fn title(&mut self) -> bool {
        let written = |kind: LineKind| matches!(kind, LineKind::Text | LineKind::Hashes(_));
        let Some(line) = self.lines.all.iter().find(|line| written(line.kind)) else { return false };
        let hashes = match line.kind {
            LineKind::Hashes(level) => usize::from(level),
            _ => 0,
        };
        let text = Span::new(line.inner + hashes, line.text.end as usize);
        let text = unwrap(self.lines, self.lines.trim(text));
        let Some(word) = before_number(self.lines, text) else { return false };
        let known = numbered(self.lines, self.labels, text).is_some_and(|found| found.named);
        self.sight(Some(Key::Lesson), word, if known { Evidence::Known } else { Evidence::Clear });
        true
    }

    /// The heading over the lead, where the only section before the regimes must be that.
    pub(super) fn lead(&mut self) {
        if let Some(known) = self.headed(Role::Lead) {
            self.sight(Some(Key::Lead), known, Evidence::Known);
            return;
        }
        let Some(first) = (0..self.entries.len()).find(|&at| self.is_regime(at)) else { return };
        let before = self.entries.get(..first).unwrap_or_default();
        let [heading, rest @ ..] = before else { return };
        let alone = matches!(heading.what, What::Heading { .. }) && !self.tables.heads(0);
        let texts = rest.iter().all(|entry| matches!(entry.what, What::Text));
        if alone && texts && !rest.is_empty() {
            self.sight(Some(Key::Lead), heading.wording, Evidence::Clear);
        }
    }

    /// The label of the last paragraph, where a lesson with its number follows.
    pub(super) fn next(&mut self) {
        let Some(last) = self.entries.last() else { return };
        let value = self.lines.trim(Span::new(last.wording.end as usize, last.span.end as usize));
        let text = self.lines.slice(value).trim_start_matches([':', '：', '*', '_', ' ']);
        let value = Span::new(value.end as usize - text.len(), value.end as usize);
        match last.what {
            What::Known { key: Key::Next, .. } => self.sight(Some(Key::Next), last.wording, Evidence::Known),
            What::Label if self.names_a_lesson(value) => {
                self.sight(Some(Key::Next), last.wording, Evidence::Clear);
            }
            _ => {}
        }
    }

    /// Whether a text begins with a lesson and its number, in the words of this file's own title.
    fn names_a_lesson(&self, text: Span) -> bool {
        let title = self.sightings.iter().find(|sighting| sighting.key == Some(Key::Lesson.name()));
        let word = before_number(self.lines, text).map(|word| self.lines.slice(word));
        title.zip(word).is_some_and(|(title, word)| title.wording == word)
    }
}

/// The words before a number with which a text begins, as in `Unit 3 — …` or `Unit 3`.
fn before_number(lines: &Lines<'_>, text: Span) -> Option<Span> {
    let written = lines.slice(text);
    let digit = written.find(|character: char| character.is_ascii_digit())?;
    let word = written.get(..digit)?.trim_end_matches(['#', '.', ' ', '\u{a0}', '\t']);
    let digits = written.get(digit..)?.bytes().take_while(u8::is_ascii_digit).count();
    let after = written.get(digit + digits..)?;
    let ends = after.is_empty() || after.starts_with(char::is_whitespace);
    let start = text.start as usize;
    let parted = || without_separator(lines, Span::new(start + digit + digits, text.end as usize)).1;
    let words = word.split_whitespace().count();
    let plain = word.chars().all(|character| character.is_alphabetic() || character == ' ');
    let is_word = (1..=MOST_WORDS).contains(&words) && plain;
    (is_word && (ends || parted())).then(|| Span::new(start, start + word.len()))
}
