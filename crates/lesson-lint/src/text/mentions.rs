use std::collections::HashMap;
use std::ops::Range;

use lesson_model::{RegimeNames, Words};
use lesson_text::folded;

use super::beginnings::Beginnings;
use super::compare::stem;
use super::spelled::LONGEST_SOUGHT;
use super::words::{Word, words};

/// More names than a lesson has; beyond these, none is looked for, so that the cost stays that of the text.
pub(crate) const MOST_NAMES: usize = 200;

/// Finds where a text names a lesson's regimes, whatever the ending: "pre-trained" names Pre-Training.
pub(crate) struct Mentions<'a> {
    /// Every spelling as stems, with the regime it means, by its first stem; the longest first.
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// The letters by which the spellings begin, and their stems.
    initials: Vec<Option<char>>,
    beginnings: Beginnings,
    table: &'a Words,
}

impl<'a> Mentions<'a> {
    pub(crate) fn new(names: &RegimeNames, table: &'a Words) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        let mut initials = Vec::new();
        let sought = names.spellings().filter(|spelling| spelling.len() <= LONGEST_SOUGHT);
        for spelling in sought.take(MOST_NAMES) {
            let stems: Vec<String> =
                words(spelling).map(|word| stem(word.text, table).into_owned()).collect();
            let Some((first, index)) = stems.first().cloned().zip(names.find(spelling)) else { continue };
            initials.extend(words(spelling).next().map(|word| initial(word.text)));
            by_first.entry(first).or_default().push((stems, index));
        }
        by_first.values_mut().for_each(|names| names.sort_by_key(|(stems, _)| usize::MAX - stems.len()));
        initials.sort_unstable();
        initials.dedup();
        let spelled = names.spellings().filter(|spelling| spelling.len() <= LONGEST_SOUGHT).take(MOST_NAMES);
        let beginnings = Beginnings::of(spelled, table);
        Self { by_first, initials, beginnings, table }
    }

    /// The regimes that a text names, counted from 0, each with its place, in the order of the text.
    pub(crate) fn find(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let all: Vec<Word<'_>> = words(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = all.get(at) {
            let rest = all.get(at..).unwrap_or_default();
            let fits = |(stems, _): &&(Vec<String>, usize)| {
                let mut pairs = stems.iter().zip(rest);
                stems.len() <= rest.len() && pairs.all(|(due, word)| *due == stem(word.text, self.table))
            };
            // Most words begin like no name, and need not be stemmed.
            let may_be = self.beginnings.may_have(word.text) && self.initials.contains(&initial(word.text));
            let candidates = may_be.then(|| stem(word.text, self.table));
            let names = candidates.and_then(|first| self.by_first.get(&*first));
            match names.and_then(|names| names.iter().find(fits)) {
                Some((stems, index)) => {
                    let end = rest.get(stems.len() - 1).map_or(word.end(), Word::end);
                    found.push((*index, word.start..end));
                    at += stems.len();
                }
                None => at += 1,
            }
        }
        found
    }
}

/// The first letter of a word, folded.
fn initial(word: &str) -> Option<char> {
    match word.as_bytes().first() {
        Some(first) if first.is_ascii_alphanumeric() => Some(char::from(first.to_ascii_lowercase())),
        _ => folded(word).next(),
    }
}
