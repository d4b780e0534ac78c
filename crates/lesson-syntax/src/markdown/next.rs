use lesson_text::Span;

use super::labels::{Key, Labels};
use super::lines::Lines;
use super::outline::{Labelled, Next};
use super::wording::{numbered, without_separator};

/// Reads what stands after the label that points on: a lesson's number, and what that lesson covers.
pub(super) fn read(lines: &Lines<'_>, labels: &Labels, label: Labelled) -> Next {
    let Some(value) = label.value else { return Next { label, lesson: None, teaser: None } };
    let found =
        numbered(lines, labels, value).filter(|found| found.named || alone(lines, value, found.number));
    let teaser = match found {
        Some(found) => after_number(lines, labels, Span::new(found.number.end as usize, value.end as usize)),
        None => value,
    };
    let teaser = (!teaser.is_empty()).then_some(teaser);
    Next { label, lesson: found.map(|found| found.number), teaser }
}

/// Whether a number without a word before it stands for a lesson: "5 — Grounding", not "5 ways to …".
fn alone(lines: &Lines<'_>, value: Span, number: Span) -> bool {
    let rest = Span::new(number.end as usize, value.end as usize);
    let (rest, parted) = without_separator(lines, rest);
    parted || rest.is_empty()
}

fn after_number(lines: &Lines<'_>, labels: &Labels, span: Span) -> Span {
    let (rest, parted) = without_separator(lines, span);
    if parted {
        return rest;
    }
    let text = lines.slice(rest);
    // The verb ends with one of the first words.
    let ends = text.char_indices().take(40).filter(|(_, character)| character.is_whitespace());
    let verb = ends.filter(|&(end, _)| {
        text.get(..end).is_some_and(|words| labels.find(words, |key| key == Key::Covers).is_some())
    });
    match verb.last() {
        Some((end, _)) => {
            let teaser = Span::new(rest.start as usize + end, rest.end as usize);
            without_separator(lines, teaser).0
        }
        None => rest,
    }
}
