use lesson_text::Span;

use super::labels::{Key, Labels};
use super::lines::Lines;
use super::outline::{Analogy, Labelled};
use super::wording::{Reader, labelled};
use crate::Problem;
use crate::ProblemKind::DuplicateKey;

/// A paragraph of a mapping section, with its label if it has one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Paragraph {
    Text(Span),
    Labelled(Labelled),
}

/// Reads the analogies of one mapping section.
///
/// A break ends an analogy: a label of what holds after it begins another, and so does a paragraph
/// without a label if what follows it is that other's break; else it goes on with the break before it.
pub(super) fn read(
    lines: &Lines<'_>,
    labels: &Labels,
    paragraphs: &[Paragraph],
    problems: &mut Vec<Problem>,
) -> Vec<Analogy> {
    let split: Vec<Paragraph> =
        paragraphs.iter().flat_map(|&paragraph| split(lines, labels, paragraph)).flatten().collect();
    let begins = beginnings(&split);
    let mut section = Section { analogies: Vec::new(), current: Analogy::default(), last: None };
    for (&paragraph, begins) in split.iter().zip(begins) {
        match paragraph {
            Paragraph::Text(text) => section.text(text, begins),
            Paragraph::Labelled(label) => section.label(label, problems),
        }
    }
    section.finish();
    section.analogies
}

/// For each paragraph whether, if it has no label, what follows tells that it says what holds: a break
/// comes next, without any other paragraph that could say so.
fn beginnings(paragraphs: &[Paragraph]) -> Vec<bool> {
    let mut begins = Vec::new();
    // What follows, where nothing is mapped to yet, where that is yet to be said, and where it was.
    let mut ahead = [false; 3];
    for paragraph in paragraphs.iter().rev() {
        let [open, mapping, mapped] = ahead;
        begins.push(open);
        ahead = match paragraph {
            Paragraph::Text(_) => [open, mapped, false],
            Paragraph::Labelled(label) => match label.key {
                Key::WhereItBreaks => [true; 3],
                Key::MapsTo => [if label.value.is_some() { mapped } else { mapping }; 3],
                _ => [false; 3],
            },
        };
    }
    begins.reverse();
    begins
}

/// Parts a paragraph before the label of a break inside it.
fn split(lines: &Lines<'_>, labels: &Labels, paragraph: Paragraph) -> [Option<Paragraph>; 2] {
    let text = match paragraph {
        Paragraph::Text(text) => Some(text),
        Paragraph::Labelled(label) if label.key == Key::WhereItBreaks => None,
        Paragraph::Labelled(label) => label.value,
    };
    let reader = Reader { lines, labels, fits: |key| key == Key::WhereItBreaks };
    let Some((text, (start, label))) = text.and_then(|text| Some((text, reader.inside(text)?))) else {
        return [Some(paragraph), None];
    };
    let before = lines.trim(Span::new(text.start as usize, start));
    let end = text.end as usize;
    let value = labelled(lines, &label, end);
    let wording = label.wording;
    let breaks = Labelled { key: label.key, wording, after: label.after, value, span: Span::new(start, end) };
    let first = match paragraph {
        Paragraph::Text(_) => Paragraph::Text(before),
        Paragraph::Labelled(label) => {
            let span = Span::new(label.span.start as usize, before.end as usize);
            Paragraph::Labelled(Labelled { value: Some(before), span, ..label })
        }
    };
    [Some(first), Some(Paragraph::Labelled(breaks))]
}

struct Section {
    analogies: Vec<Analogy>,
    current: Analogy,
    /// The label that a paragraph without one goes on with.
    last: Option<Key>,
}

impl Section {
    fn text(&mut self, text: Span, begins: bool) {
        if begins && self.current.breaks.is_some_and(|breaks| breaks.value.is_some()) {
            self.finish();
        }
        self.grow(text);
        let current = &mut self.current;
        let unlabelled = Labelled {
            key: Key::Holds,
            wording: Span::empty(text.start as usize),
            after: text.start as usize,
            value: None,
            span: text,
        };
        match (self.last, &mut current.breaks, &mut current.maps_to) {
            (Some(Key::WhereItBreaks), Some(breaks), _) => breaks.extend(text),
            (Some(Key::MapsTo), _, Some(maps_to)) if maps_to.value.is_none() => maps_to.extend(text),
            (None, Some(_), _) => current.prose.push(text),
            _ => {
                current.holds.get_or_insert(unlabelled).extend(text);
                self.last = Some(Key::Holds);
            }
        }
    }

    fn label(&mut self, label: Labelled, problems: &mut Vec<Problem>) {
        let current = &self.current;
        let again = match label.key {
            Key::MapsTo => current.maps_to.is_some(),
            Key::Holds => current.holds.is_some_and(|holds| !holds.wording.is_empty()),
            Key::Analogy => current.holds.is_some() || current.maps_to.is_some(),
            _ => false,
        };
        if label.key != Key::WhereItBreaks && (again || current.breaks.is_some()) {
            self.finish();
        }
        self.grow(label.span);
        let current = &mut self.current;
        match label.key {
            Key::MapsTo => current.maps_to = Some(label),
            Key::WhereItBreaks => {
                if let Some(first) = current.breaks {
                    problems.push(duplicate(&label, &first));
                    current.prose.extend(label.value);
                    self.last = None;
                    return;
                }
                current.breaks = Some(label);
            }
            _ => {
                // What stood before the label of what holds only led up to it.
                current.prose.extend(current.holds.and_then(|holds| holds.value));
                current.holds = Some(label);
            }
        }
        self.last = Some(label.key);
    }

    fn grow(&mut self, span: Span) {
        self.current.span = Some(self.current.span.map_or(span, |whole| whole.join(span)));
    }

    fn finish(&mut self) {
        let done = std::mem::take(&mut self.current);
        if done.span.is_some() {
            self.analogies.push(done);
        }
        self.last = None;
    }
}

/// The same label twice where one is due.
pub(super) fn duplicate(label: &Labelled, first: &Labelled) -> Problem {
    let what = label.key.name();
    Problem::new(DuplicateKey, label.wording, format!("`{what}` is here a second time in one section"))
        .help("the first counts; join the two, or take one away")
        .related(first.wording, "the first is here")
}
