use crate::folded;

/// By which two letters some words begin, a bit for each pair: most words are known by theirs to be none of
/// them, and need no closer look.
///
/// Words that fold alike begin alike, and so do English words of one stem, for endings alone are taken off:
/// `i` and `y` are one letter, since the stem of `dying` is `die`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beginnings([u64; 16]);

impl Beginnings {
    /// Adds the beginning of a word, and tells whether it was not there yet.
    pub fn add(&mut self, word: &str) -> bool {
        let pair = pair(word);
        let bits = &mut self.0[pair / 64];
        let known = *bits;
        *bits |= 1 << (pair % 64);
        known != *bits
    }

    /// Adds the beginning of whatever begins with a text.
    pub fn add_all_with(&mut self, text: &str) {
        let first = pair(text);
        if first % 32 == NONE {
            let after = first - NONE..=first;
            after.for_each(|pair| self.0[pair / 64] |= 1 << (pair % 64));
        } else {
            self.add(text);
        }
    }

    /// Whether one of the words may be this one.
    #[inline]
    #[must_use]
    pub fn may_have(&self, word: &str) -> bool {
        let pair = pair(word);
        self.0[pair / 64] >> (pair % 64) & 1 == 1
    }
}

/// The first two letters of a word as a number below 1,024.
#[inline]
fn pair(word: &str) -> usize {
    if let [first, second, ..] = word.as_bytes()
        && first.is_ascii()
        && second.is_ascii()
    {
        return letter(*first) * 32 + letter(*second);
    }
    let mut letters = folded(word).map(|character| u8::try_from(character).map_or(OTHER, letter));
    letters.next().unwrap_or(NONE) * 32 + letters.next().unwrap_or(NONE)
}

/// What is no letter of English counts as one letter,
const OTHER: usize = 30;

/// and so does the end of a word.
const NONE: usize = 31;

/// A letter as a number below 32; all digits are one.
#[inline]
fn letter(byte: u8) -> usize {
    const LETTERS: [u8; 256] = {
        let mut letters = [OTHER as u8; 256];
        let mut byte = 0;
        while byte < 128 {
            letters[byte] = match (byte as u8).to_ascii_lowercase() {
                b'y' => b'i' - b'a',
                small @ b'a'..=b'z' => small - b'a',
                b'0'..=b'9' => 29,
                _ => OTHER as u8,
            };
            byte += 1;
        }
        letters
    };
    usize::from(LETTERS[usize::from(byte)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fold_alike_or_have_one_stem_begin_alike() {
        for (one, other) in [
            ("dying", "dies"),
            ("skies", "sky"),
            ("baker", "Bakers"),
            ("7", "7"),
            ("Élan", "élans"),
            ("İt", "it"),
            ("ſo", "ſO"),
            ("", ""),
        ] {
            let mut beginnings = Beginnings::default();
            assert!(beginnings.add(one) && !beginnings.add(other), "{one} {other}");
            assert!(beginnings.may_have(other), "{one} {other}");
        }
        let mut known = Beginnings::default();
        known.add("bread");
        assert!(!known.may_have("cake") && !known.may_have("b") && known.may_have("brown"));
        known.add_all_with("x");
        known.add_all_with("todo");
        assert!(["x", "x: 1", "Xylophone", "to"].iter().all(|text| known.may_have(text)));
        assert!(!known.may_have("t"));
    }
}
