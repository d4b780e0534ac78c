use lesson_model::{Stemming, Words};

use super::words::words;

/// By which letters the stems of texts begin: mostly two texts are told apart by that, and nothing need be
/// stemmed.
pub(crate) struct Beginnings {
    known: lesson_text::Beginnings,
    /// Whether words may begin in another way than their stems do.
    open: bool,
}

impl Beginnings {
    /// Those of all words of these texts.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>, table: &Words) -> Self {
        let mut known = lesson_text::Beginnings::default();
        for text in texts {
            words(text).for_each(|word| {
                known.add(word.text);
            });
        }
        Self { known, open: table.stemming != Stemming::English }
    }

    /// Whether some word may have the stem of another one.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        self.open || self.known.may_have(word)
    }

    /// Whether more of a text's words that carry meaning are sure to have stems of their own, each another one,
    /// than so many per cent of them; as much of it is read as it takes.
    pub(crate) fn are_exceeded(mut self, text: &str, percent: usize, table: &Words) -> bool {
        let (mut all, mut others) = (0, 0);
        !self.open
            && words(text).filter(|word| !table.stop.has(word.text)).any(|word| {
                all += 1;
                // Words that begin alike may have one stem, and count once.
                others += usize::from(self.known.add(word.text));
                // A word and the sign that parts it from the next one have two bytes at the least.
                let most = all + (text.len() - word.end()).div_ceil(2);
                others * 100 > most * percent
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_by_how_their_words_begin() {
        let table = Words::default();
        let known = || Beginnings::of(["bread and butter"], &table);
        assert!(!known().may_have("cake") && known().may_have("brown"));
        let text = "the cakes, a cape and the brown crumbs";
        assert!(known().are_exceeded(text, 49, &table) && !known().are_exceeded(text, 50, &table));
        assert!(!known().are_exceeded("the brown buns", 0, &table));
        let german = Words { stemming: Stemming::German, ..Words::default() };
        assert!(Beginnings::of(["Brot"], &german).may_have("Kuchen"));
        assert!(!Beginnings::of(["Brot"], &german).are_exceeded("Kuchen", 0, &german));
    }
}
