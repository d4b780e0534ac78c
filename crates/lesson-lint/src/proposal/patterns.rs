use std::collections::{BTreeMap, BTreeSet};

/// A pattern needs so many words of its own to mean anything.
const FEWEST_WORDS: usize = 2;

/// Headings with more words are sentences.
const MOST_WORDS: usize = 10;

/// A wording in which `*` stands for any words, and which of the given wordings it covers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The words, the star among them.
    pub(super) words: String,
    /// Indexes of wordings.
    pub(super) covered: BTreeSet<usize>,
}

/// The patterns that cover two wordings or more, the one that covers most first, then the one with most
/// words. `folded` is compared, `written` is shown.
pub(super) fn patterns(folded: &[&str], written: &[&str]) -> Vec<Pattern> {
    let mut found: BTreeMap<Vec<String>, Pattern> = BTreeMap::new();
    for (index, (folded, written)) in folded.iter().zip(written).enumerate() {
        let words: Vec<&str> = folded.split(' ').collect();
        let shown: Vec<&str> = written.split(' ').collect();
        if words.len() > MOST_WORDS || words.len() != shown.len() {
            continue;
        }
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + words.len().saturating_sub(FEWEST_WORDS)) {
                let starred = |words: &[&str]| -> Vec<String> {
                    let star = std::iter::once("*");
                    let (before, after) = (words.iter().take(from), words.iter().skip(to));
                    before.copied().chain(star).chain(after.copied()).map(str::to_owned).collect()
                };
                let pattern = found.entry(starred(&words)).or_insert_with(|| Pattern {
                    words: starred(&shown).join(" "),
                    covered: BTreeSet::new(),
                });
                pattern.covered.insert(index);
            }
        }
    }
    let mut patterns: Vec<Pattern> =
        found.into_values().filter(|pattern| pattern.covered.len() >= 2).collect();
    patterns
        .sort_by_key(|pattern| std::cmp::Reverse((pattern.covered.len(), pattern.words.split(' ').count())));
    patterns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_what_differs() {
        let wordings = ["the kitchen view of it", "the harbour view of it", "some other heading"];
        let found =
            patterns(&wordings, &["The kitchen view of it", "The harbour view of it", "Some other heading"]);
        assert_eq!(found[0], Pattern { words: "The * view of it".into(), covered: [0, 1].into() });
        assert!(found.iter().all(|pattern| pattern.words.split(' ').count() > FEWEST_WORDS));
        assert_eq!(patterns(&["side by side", "summary"], &["Side by side", "Summary"]), []);
        assert_eq!(patterns(&["one", "two"], &["One", "Two"]), []);
    }
}
