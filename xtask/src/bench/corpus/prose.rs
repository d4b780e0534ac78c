//! Prose that nobody has to read, the same on every machine.

use super::words::{ADJECTIVES, JOINTS, NOUNS, OBJECTS, OPENINGS, PLACES, SUBJECTS, VERBS};

/// Chooses words by a seed, always alike (SplitMix64).
pub(super) struct Chooser(u64);

impl Chooser {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below a limit, which is at least 1.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed >> 33) % limit as u64).unwrap_or(0)
    }

    pub(super) fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// An adjective and a noun, which name something.
    pub(super) fn name(&mut self) -> String {
        format!("{} {}", self.one_of(ADJECTIVES), self.one_of(NOUNS))
    }

    /// A clause of a few words.
    pub(super) fn clause(&mut self) -> String {
        format!("{} {} {}", self.one_of(SUBJECTS), self.one_of(VERBS), self.one_of(OBJECTS))
    }

    /// A sentence of one or two clauses.
    pub(super) fn sentence(&mut self) -> String {
        let mut sentence = match self.below(3) {
            0 => format!("{} {}", self.one_of(OPENINGS), self.clause()),
            _ => capital(&self.clause()),
        };
        if self.below(2) == 0 {
            sentence = format!("{sentence} {}", self.one_of(PLACES));
        }
        if self.below(3) > 0 {
            sentence = format!("{sentence}{}{}", self.one_of(JOINTS), self.clause());
        }
        sentence + "."
    }

    /// A paragraph of this many sentences.
    pub(super) fn sentences(&mut self, count: usize) -> String {
        let sentences: Vec<String> = (0..count).map(|_| self.sentence()).collect();
        sentences.join(" ")
    }
}

/// A text with its first letter in upper case.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
