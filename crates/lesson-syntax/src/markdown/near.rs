//! Headings that are nearly those of a known section: misspelled, or with another small word.

use lesson_text::fold;

use super::labels::{Key, Labels};

/// The sections whose headings are recognised though they are not quite right.
pub(super) const SECTIONS: [Key; 3] = [Key::Comparison, Key::FieldGuide, Key::ConceptMapping];

/// Words that a heading is no other for: whether they stand there, nobody remembers.
const SMALL: [&str; 9] = ["the", "this", "that", "it", "a", "an", "of", "in", "to"];

/// A word is near another one at this many wrong letters, given that it has so many.
const NEAR: [(usize, usize); 2] = [(1, 4), (2, 8)];

impl Labels {
    /// The section whose heading a text nearly is; none where it is one, or is nothing like one.
    pub(super) fn near(&self, heading: &str) -> Option<Key> {
        // Most texts are told apart by how their last words begin.
        let last = last_word(heading)?;
        if !self.last_words.contains(&last) && !self.last_words.contains(&'*') {
            return None;
        }
        SECTIONS.into_iter().find(|key| self.correction(*key, heading).is_some())
    }

    /// How the heading of a section is spelled that was nearly written; `None` where it is right, or is
    /// nothing like it.
    #[must_use]
    pub fn corrected(&self, key: &str, heading: &str) -> Option<String> {
        let key = Key::of(key)?;
        // Nearly every heading is right, which is sooner known than what it is near to.
        if self.find(heading, |other| other == key).is_some() {
            return None;
        }
        self.correction(key, heading)
    }

    fn correction(&self, key: Key, heading: &str) -> Option<String> {
        let written: Vec<&str> = heading.split_whitespace().collect();
        if written.is_empty() || written.len() > 12 {
            return None;
        }
        let last = last_word(heading);
        let ends_alike = |due: Option<char>| due == last || due == Some('*');
        let wordings = self.wordings(key.name()).iter().filter(|wording| ends_alike(last_word(wording)));
        let corrected = wordings.into_iter().find_map(|wording| correct(wording, &written))?;
        if self.find(heading, |other| other == key).is_some() {
            return None;
        }
        let shouted = !heading.chars().any(char::is_lowercase);
        Some(if shouted { corrected.to_uppercase() } else { corrected })
    }
}

/// The letter that the last word of a text begins with.
pub(super) fn last_word(text: &str) -> Option<char> {
    text.split_whitespace().next_back()?.chars().next().map(|first| first.to_ascii_lowercase())
}

/// The wording with what its `*` stands for, where a heading is nearly that.
fn correct(wording: &str, written: &[&str]) -> Option<String> {
    let words: Vec<&str> = wording.split_whitespace().collect();
    let Some(star) = words.iter().position(|word| *word == "*") else {
        return is_near(&words, written).then(|| as_written(&words, written));
    };
    let (first, last) = (words.get(..star)?, words.get(star + 1..)?);
    // A small word more or less moves what the star stands for.
    let fits = |&(from, to): &(usize, usize)| {
        from < to && is_near_part(first, &written[..from]) && is_near_part(last, &written[to..]) && {
            let fixed: Vec<&str> = written[..from].iter().chain(&written[to..]).copied().collect();
            let due: Vec<&str> = first.iter().chain(last).copied().collect();
            is_near(&due, &fixed)
        }
    };
    let ends = |middle: usize, length: usize| [middle, middle.saturating_sub(1), (middle + 1).min(length)];
    let last_from = written.len().checked_sub(last.len())?;
    let mut cuts = ends(first.len(), written.len())
        .into_iter()
        .flat_map(|from| ends(last_from, written.len()).map(move |to| (from, to)));
    let (from, to) = cuts.find(fits)?;
    let due: Vec<&str> = first.iter().chain(&written[from..to]).chain(last).copied().collect();
    Some(as_written(&due, written))
}

/// The words that are due, where the author wrote the same word as the author wrote it, or else in the case of it.
fn as_written(due: &[&str], written: &[&str]) -> String {
    let found = |word: &&str| written.iter().find(|other| fold(other) == fold(word)).copied();
    // Headings are written either with capitals throughout, or with one at the beginning.
    let small = written.len() > 1 && written.iter().skip(1).all(|word| !word.starts_with(char::is_uppercase));
    let cased = due.iter().enumerate().map(|(index, word)| match found(word) {
        Some(written) => written.to_owned(),
        None if small && index > 0 => word.to_lowercase(),
        None => (*word).to_owned(),
    });
    cased.collect::<Vec<String>>().join(" ")
}

fn is_near_part(due: &[&str], written: &[&str]) -> bool {
    due.is_empty() == written.is_empty()
}

/// Whether every word is near its own; of several, one at least must be right.
fn is_near(due: &[&str], written: &[&str]) -> bool {
    let large = |words: &[&str]| -> Vec<String> {
        words.iter().map(|word| fold(word)).filter(|word| !SMALL.contains(&word.as_str())).collect()
    };
    let (due, written) = (large(due), large(written));
    let right = due.iter().zip(&written).filter(|(due, written)| due == written).count();
    let single = due.len() == 1;
    due.len() == written.len()
        && !due.is_empty()
        && (single || right > 0)
        && due.iter().zip(&written).all(|(due, written)| is_near_word(due, written, single))
}

fn is_near_word(due: &str, written: &str, single: bool) -> bool {
    let letters = due.chars().count();
    let distance = strsim::damerau_levenshtein(due, written);
    let most = if single { 1 } else { 2 };
    let near = |&(wrong, least): &(usize, usize)| distance <= wrong.min(most) && letters >= least;
    let same_start = due.chars().next() == written.chars().next();
    due == written || same_start && (NEAR.iter().any(near) || !single && is_other_ending(due, written))
}

/// `compare` and `comparing`.
fn is_other_ending(due: &str, written: &str) -> bool {
    let same = due.chars().zip(written.chars()).take_while(|(due, written)| due == written).count();
    let rest = |word: &str| word.chars().count() - same;
    same >= 5 && rest(due) <= 3 && rest(written) <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_a_heading_is_put_right() {
        let labels = Labels::default();
        for (heading, key, corrected) in [
            ("Comparing the Two Regmies", "comparison", "Comparing the Two Regimes"),
            ("Compare the three regimes", "comparison", "Comparing the three regimes"),
            ("Comparision", "comparison", "Comparison"),
            ("How to say that in a field", "field_guide", "How to say this in the field"),
            ("HOW TO SAY THIS IN THE FEILD", "field_guide", "HOW TO SAY THIS IN THE FIELD"),
            ("Field Giude", "field_guide", "Field Guide"),
            ("Okta Concept Maping", "concept_mapping", "Okta Concept Mapping"),
        ] {
            assert_eq!(labels.corrected(key, heading).as_deref(), Some(corrected), "{heading}");
            assert_eq!(labels.near(heading).map(Key::name), Some(key));
        }
    }

    #[test]
    fn other_headings_are_the_authors_own() {
        let labels = Labels::default();
        for heading in [
            "Comparing the Results",
            "Comparing the Regions",
            "Comparing Prices",
            "Companion",
            "Field Notes",
            "Field Study",
            "Concept Map",
            "Concepts",
            "Mapping",
            "How to Eat This in the Field",
            "Guide",
            "How it works",
            "In the Field",
            "Comparing the Two Regimes",
            "Field guide",
            "",
            "*",
            "Further reading",
            "What it is",
        ] {
            assert_eq!(labels.near(heading), None, "{heading}");
        }
    }
}
