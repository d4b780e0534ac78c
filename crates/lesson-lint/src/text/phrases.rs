use lesson_model::Words;

use super::compare::stem;
use super::spelled::{FirstLetters, LONGEST_SOUGHT};
use super::starts::Start;
use super::words::words;

/// Words and phrases that are looked for by their stems, so that an ending does not matter.
#[derive(Debug)]
pub(crate) struct Phrases<'w> {
    all: Vec<Vec<String>>,
    first: FirstLetters,
    table: &'w Words,
}

impl<'w> Phrases<'w> {
    /// Phrases in the order of their indices.
    pub(crate) fn new<'p>(phrases: impl IntoIterator<Item = &'p str>, table: &'w Words) -> Self {
        let stems = |phrase: &str| words(phrase).map(|word| stem(word.text, table).into_owned()).collect();
        let sought = |phrase: &'p str| if phrase.len() > LONGEST_SOUGHT { "" } else { phrase };
        let all: Vec<Vec<String>> = phrases.into_iter().map(sought).map(stems).collect();
        let first = all.iter().map(|phrase| (phrase.first().and_then(|stem| stem.chars().next()), None));
        Self { first: FirstLetters::new(first), all, table }
    }

    /// Calls `each` with the index of every phrase that stands in a text.
    pub(crate) fn find(&self, text: &str, starts: &[Start], mut each: impl FnMut(usize)) {
        self.first.each_start(starts, |at, index| {
            let rest = text.get(at..).unwrap_or_default();
            let phrase = self.all.get(index).map_or(&[][..], Vec::as_slice);
            if phrase.first().is_some_and(|first| may_be(rest, first)) && self.begins(rest, phrase) {
                each(index);
            }
        });
    }

    /// Whether a text begins with the words of a phrase.
    fn begins(&self, text: &str, phrase: &[String]) -> bool {
        let mut written = words(text);
        phrase.iter().all(|due| written.next().is_some_and(|word| *stem(word.text, self.table) == **due))
    }
}

/// Whether a word may have a stem, by its first letters: most are told apart by them.
fn may_be(word: &str, stem: &str) -> bool {
    match (word.as_bytes(), stem.as_bytes()) {
        ([first, second, ..], [due_first, due_second, ..]) if first.is_ascii() && second.is_ascii() => {
            first.eq_ignore_ascii_case(due_first) && second.eq_ignore_ascii_case(due_second)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::starts;

    #[test]
    fn phrases_are_found_by_their_stems() {
        let table = Words::default();
        let phrases = Phrases::new(["Recipe", "cost of goods", "stoves"], &table);
        let found = |text: &str| {
            let mut indices = Vec::new();
            phrases.find(text, &starts(text), |index| indices.push(index));
            indices
        };
        assert_eq!(found("The recipes and the Costs of\ngoods; a stove's"), [0, 1, 2]);
        assert!(found("recital, cost of the goods, stow").is_empty());
    }
}
