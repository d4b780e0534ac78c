use std::ops::Range;

use lesson_model::WordList;
use unicode_segmentation::UnicodeSegmentation;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'t> {
    /// As it is written.
    pub(crate) text: &'t str,
    /// Where it begins in the text.
    pub(crate) start: usize,
}

impl Word<'_> {
    /// Where it ends in the text.
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Its bytes in the text.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }
}

/// The words of a text. What a hyphen joins are words of their own; an apostrophe belongs to its word.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.unicode_word_indices().map(|(start, word)| {
        // To Unicode, an underscore is a part of its word; here it is emphasis.
        let bare = word.trim_start_matches('_');
        Word { text: bare.trim_end_matches('_'), start: start + word.len() - bare.len() }
    })
}

/// How many words a reader counts: what a hyphen joins is one.
pub(crate) fn count(text: &str) -> usize {
    let mut end = 0;
    let is_new = |word: &Word<'_>| {
        let joined = end > 0 && is_hyphen(text.get(end..word.start).unwrap_or_default());
        end = word.end();
        !joined
    };
    words(text).filter(is_new).count()
}

/// Whether there are as many words as that; no more of the text is read than it takes.
pub(crate) fn has_at_least(text: &str, least: usize) -> bool {
    let mut end = 0;
    let is_new = |word: &Word<'_>| {
        let joined = end > 0 && is_hyphen(text.get(end..word.start).unwrap_or_default());
        end = word.end();
        !joined
    };
    least == 0 || words(text).filter(is_new).nth(least - 1).is_some()
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

/// How many of the words from an index on make up an entry of a list; none is 0.
pub(crate) fn following(list: &WordList, words: &[Word<'_>], from: usize) -> usize {
    list.leads(words.get(from..).unwrap_or_default().iter().map(|word| word.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_places() {
        let text = "It's _pre-trained_, isn’t it? 3.5 %";
        let found: Vec<&str> = words(text).map(|word| &text[word.range()]).collect();
        assert_eq!(found, ["It's", "pre", "trained", "isn’t", "it", "3.5"]);
        assert_eq!(count(text), 5);
        assert_eq!(count("— … —"), 0);
        assert_eq!(count("pre-\ntrained"), 2);
    }

    #[test]
    fn phrases_are_found_where_they_begin() {
        let mut list = WordList::default();
        list.extend(["as long as", "if", "risk-free"]);
        let text: Vec<Word<'_>> = words("If, as Long as, risk‑free as long").collect();
        let found: Vec<usize> = (0..=text.len()).map(|from| following(&list, &text, from)).collect();
        assert_eq!(found, [1, 3, 0, 0, 2, 0, 0, 0, 0]);
    }
}
