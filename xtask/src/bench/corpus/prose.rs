//! Prose that nobody has to read, the same on every machine.

use std::collections::HashSet;

use super::words::{ADJECTIVES, JOINTS, NOUNS, OBJECTS, OPENINGS, PLACES, SUBJECTS, VERBS};

/// Chooses words by a seed, always alike (SplitMix64), and makes no sentence twice.
pub(super) struct Chooser {
    state: u64,
    sentences: HashSet<String>,
}

impl Chooser {
    pub(super) fn new(seed: u64) -> Self {
        Self { state: seed, sentences: HashSet::new() }
    }

    /// A number below a limit, which is at least 1.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
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

    /// What somebody does.
    pub(super) fn deed(&mut self) -> String {
        format!("{} {}", self.one_of(VERBS), self.one_of(OBJECTS))
    }

    /// A clause of a few words.
    pub(super) fn clause(&mut self) -> String {
        format!("{} {}", self.one_of(SUBJECTS), self.deed())
    }

    /// This many clauses, each another.
    pub(super) fn clauses(&mut self, count: usize) -> Vec<String> {
        let mut clauses = Vec::new();
        while clauses.len() < count {
            let clause = self.clause();
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        clauses
    }

    /// A sentence of one or two clauses, which was not made before.
    pub(super) fn sentence(&mut self) -> String {
        loop {
            let sentence = self.any_sentence();
            if self.sentences.insert(sentence.clone()) {
                return sentence;
            }
        }
    }

    fn any_sentence(&mut self) -> String {
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
