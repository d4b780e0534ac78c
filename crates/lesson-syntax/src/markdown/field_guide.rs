use lesson_text::{Span, is_comma, is_semicolon};

use super::labels::{Key, Labels};
use super::lines::Lines;
use super::outline::{FieldGuide, Labelled};
use super::wording::{Reader, labelled};

/// Reads the scenarios of a field guide, paragraph by paragraph.
#[derive(Debug, Default)]
pub(super) struct Scenarios {
    /// The label that the next paragraph or list belongs to.
    open: Option<Key>,
}

impl Scenarios {
    /// No paragraph that follows belongs to a label any more.
    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Takes in a paragraph, with the label that begins it.
    pub(super) fn paragraph(
        &mut self,
        lines: &Lines<'_>,
        labels: &Labels,
        guide: &mut FieldGuide,
        span: Span,
        item: bool,
        label: Option<Labelled>,
    ) {
        let (mut rest, mut label) = (span, label);
        loop {
            let text = label.map_or(Some(rest), |label| label.value);
            let scenario = |key| matches!(key, Key::PrimaryScenario | Key::SecondaryScenarios);
            let inside = text.and_then(|text| Reader { lines, labels, fits: scenario }.inside(text));
            let end = inside.map_or(rest.end as usize, |(start, _)| start);
            let until = |text: Span| {
                let cut = lines.trim(Span::new(text.start as usize, end.min(text.end as usize)));
                (!cut.is_empty()).then_some(cut)
            };
            match label {
                Some(label) => {
                    let value = label.value.and_then(until);
                    self.labelled(lines, labels, guide, Labelled { value, ..label });
                }
                None => self.unlabelled(lines, labels, guide, until(rest), item),
            }
            let Some((start, found)) = inside else { return };
            rest = Span::new(start, rest.end as usize);
            let value = labelled(lines, &found, rest.end as usize);
            let (wording, after) = (found.wording, found.after);
            label = Some(Labelled { key: found.key, wording, after, value, span: rest });
        }
    }

    fn labelled(&mut self, lines: &Lines<'_>, labels: &Labels, guide: &mut FieldGuide, label: Labelled) {
        self.open = label.value.is_none().then_some(label.key);
        let taken = match label.key {
            Key::PrimaryScenario => guide.primary.is_some(),
            _ => guide.secondary.is_some(),
        };
        if taken {
            guide.prose.extend(label.value);
            self.open = None;
        } else if label.key == Key::PrimaryScenario {
            guide.primary = Some(label);
        } else {
            let items = label.value.map(|value| items(lines, labels, value)).unwrap_or_default();
            guide.secondary = Some((label, items));
        }
    }

    fn unlabelled(
        &mut self,
        lines: &Lines<'_>,
        labels: &Labels,
        guide: &mut FieldGuide,
        text: Option<Span>,
        item: bool,
    ) {
        let Some(text) = text else { return };
        match (self.open, &mut guide.primary, &mut guide.secondary) {
            (Some(Key::PrimaryScenario), Some(primary), _) => {
                primary.extend(if item { without_mark(lines, text) } else { text });
                self.open = None;
            }
            (Some(Key::SecondaryScenarios), _, Some((label, known))) if item => {
                let text = without_mark(lines, text);
                label.extend(text);
                known.push(without_stop(lines, text));
            }
            (Some(Key::SecondaryScenarios), _, Some((label, known))) if label.value.is_none() => {
                label.extend(text);
                *known = items(lines, labels, text);
                self.open = None;
            }
            _ => guide.prose.push(text),
        }
    }
}

/// An item of a list without its mark.
fn without_mark(lines: &Lines<'_>, span: Span) -> Span {
    let line = lines.beginning_at(span.start);
    line.map_or(span, |line| Span::new(line.inner, span.end as usize))
}

fn without_stop(lines: &Lines<'_>, span: Span) -> Span {
    let text = lines.slice(span);
    let stops = |character| {
        is_comma(character)
            || is_semicolon(character)
            || matches!(character, '.' | '。' | '．' | '｡' | '।' | '۔' | '։' | '።' | ' ')
    };
    let kept = text.trim_end_matches(stops).len();
    if text.ends_with("...") { span } else { Span::new(span.start as usize, span.start as usize + kept) }
}

/// The scenarios that a sentence lists: parted by semicolons if it has any, else by commas, the last
/// two perhaps by a word alone.
fn items(lines: &Lines<'_>, labels: &Labels, sentence: Span) -> Vec<Span> {
    let sentence = without_stop(lines, sentence);
    let text = lines.slice(sentence);
    let mut items: Vec<Span> = Vec::new();
    let semicolons = parts(text, is_semicolon);
    let pieces = if semicolons.len() > 1 { semicolons } else { parts(text, is_comma) };
    let count = pieces.len();
    for (index, (from, to)) in pieces.into_iter().enumerate() {
        let piece = lines.trim(Span::new(sentence.start as usize + from, sentence.start as usize + to));
        let piece = match conjunction(lines, labels, piece) {
            Some((0, after)) => lines.trim(Span::new(piece.start as usize + after, piece.end as usize)),
            Some((at, after)) if index + 1 == count => {
                items.push(lines.trim(Span::new(piece.start as usize, piece.start as usize + at)));
                lines.trim(Span::new(piece.start as usize + after, piece.end as usize))
            }
            _ => piece,
        };
        items.push(piece);
    }
    items.retain(|item| !item.is_empty());
    items
}

/// The ranges between the marks that stand outside of quotes and brackets.
fn parts(text: &str, is_mark: fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, mark) in outside_quotes(text).filter(|&(_, character)| is_mark(character)) {
        parts.push((from, at));
        from = at + mark.len_utf8();
    }
    parts.push((from, text.len()));
    parts
}

/// The first word that joins two items, outside of quotes: where it starts, and where it ends.
fn conjunction(lines: &Lines<'_>, labels: &Labels, span: Span) -> Option<(usize, usize)> {
    let text = lines.slice(span);
    let mut start = 0;
    let ends = outside_quotes(text).filter(|(_, character)| character.is_whitespace());
    for (end, blank) in ends {
        let word = text.get(start..end).unwrap_or_default();
        if word.len() <= 20 && labels.find(word, |key| key == Key::And).is_some() {
            return Some((start, end));
        }
        start = end + blank.len_utf8();
    }
    None
}

fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut straight = false;
    let mut depth = 0_usize;
    text.char_indices().filter(move |&(_, character)| {
        match character {
            '"' => straight = !straight,
            // „ opens for “ and for ”, and “ closes only what „ opened.
            '(' | '[' | '„' | '«' => depth += 1,
            '“' if depth == 0 => depth += 1,
            '“' | '”' | '»' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        !straight && depth == 0
    })
}
