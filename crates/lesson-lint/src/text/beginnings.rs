use lesson_model::{Stemming, Words};

use lesson_text::folded;

use super::words::words;

/// By which letters the words of texts begin. English words of one stem begin alike, for endings alone are
/// taken off: mostly two texts are told apart by that, and nothing need be stemmed.
pub(crate) struct Beginnings {
    /// A bit for each pair of letters.
    known: [u64; 16],
    /// Whether words may begin in another way than their stems do.
    open: bool,
}

impl Beginnings {
    /// Those of all words of these texts.
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>, table: &Words) -> Self {
        let mut beginnings = Self { known: [0; 16], open: table.stemming != Stemming::English };
        for word in texts.into_iter().flat_map(words) {
            beginnings.add(beginning(word.text));
        }
        beginnings
    }

    /// Whether some word may have the stem of another one.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let known =
            |index: usize| self.known.get(index / 64).is_some_and(|bits| bits >> (index % 64) & 1 == 1);
        self.open || known(beginning(word))
    }

    /// How many words that carry meaning a text has, and how many different stems, at the least, are none
    /// of these words'.
    pub(crate) fn count_others(mut self, text: &str, table: &Words) -> (usize, usize) {
        let (mut all, mut others) = (0, 0);
        for word in words(text).filter(|word| !table.stop.has(word.text)) {
            all += 1;
            // Words that begin alike may have one stem, and count once.
            others += usize::from(!self.open && self.add(beginning(word.text)));
        }
        (all, others)
    }

    /// Whether it was not there yet.
    fn add(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let bits = self.known.get_mut(index / 64);
        bits.is_some_and(|bits| std::mem::replace(bits, *bits | bit) & bit == 0)
    }
}

/// The first two letters of a word as a number below 1,024, `i` and `y` as one: the stem of `dying` is `die`.
/// What is no letter of English counts as one letter.
fn beginning(word: &str) -> usize {
    if let [first, second, ..] = word.as_bytes()
        && first.is_ascii()
        && second.is_ascii()
    {
        return letter(Some(char::from(*first))) * 32 + letter(Some(char::from(*second)));
    }
    let mut folded = folded(word);
    letter(folded.next()) * 32 + letter(folded.next())
}

/// A letter as a number below 32.
fn letter(letter: Option<char>) -> usize {
    match letter.map(|letter| letter.to_ascii_lowercase()) {
        Some('y') => 8,
        Some(letter @ 'a'..='z') => letter as usize - 'a' as usize,
        Some('0'..='9') => 29,
        Some(_) => 30,
        None => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_stem_begin_alike() {
        let table = Words::default();
        for (one, other) in [
            ("dying", "dies"),
            ("skies", "sky"),
            ("baker", "Bakers"),
            ("7", "7"),
            ("Élan", "élans"),
            ("İt", "it"),
        ] {
            assert!(Beginnings::of([one], &table).may_have(other), "{one} {other}");
        }
        let known = Beginnings::of(["bread and butter"], &table);
        assert!(!known.may_have("cake") && known.may_have("brown"));
        assert_eq!(known.count_others("the cakes, a cape and the brown crumbs", &table), (4, 2));
        let german = Words { stemming: Stemming::German, ..Words::default() };
        assert!(Beginnings::of(["Brot"], &german).may_have("Kuchen"));
    }
}
