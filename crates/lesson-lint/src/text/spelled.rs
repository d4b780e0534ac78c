use std::ops::Range;

use lesson_text::folded;

use super::starts::Start;

/// More words than these are not looked for in one lesson, so that the cost stays that of its text.
pub(crate) const MOST_SOUGHT: usize = 500;

/// In bytes: what is longer is no word or phrase. It would be compared at every word of its own text.
pub(super) const LONGEST_SOUGHT: usize = 400;

/// Words that are looked for in texts as they are spelled, case apart: all of them in one pass.
#[derive(Debug)]
pub(crate) struct Spellings {
    all: Vec<Spelling>,
    first: FirstLetters,
}

/// Which of some words may begin with two letters.
#[derive(Debug)]
pub(crate) struct FirstLetters {
    /// For each first byte, the second bytes that go on with a word, a bit each of their last five.
    seconds: [u32; 256],
    /// The first bytes, in order, each with a word that it may begin.
    words: Vec<(u8, usize)>,
}

/// One word or phrase that is looked for.
#[derive(Debug)]
struct Spelling {
    /// Its folded characters.
    folded: Vec<char>,
    /// Whether a blank or hyphen may stand where the spelling has none.
    splits: bool,
}

/// Where a spelling stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spelled {
    /// Which of the spellings, by its index.
    pub(crate) index: usize,
    /// Its bytes.
    pub(crate) range: Range<usize>,
    /// Whether hyphens and blanks stand where the spelling has them.
    pub(crate) same: bool,
}

impl FirstLetters {
    /// Of words in the order of their indices, each by its first folded character, and its second one where
    /// that is sure to follow.
    pub(crate) fn new(words: impl Iterator<Item = (Option<char>, Option<char>)>) -> Self {
        let mut seconds = [0; 256];
        let mut all = Vec::new();
        for (index, (first, second)) in words.enumerate() {
            let Some(first) = first else { continue };
            let second = second.filter(char::is_ascii_alphabetic).filter(|_| first.is_ascii());
            for first in [first].into_iter().chain(first.to_uppercase()).map(first_byte) {
                // A word may be parted after its first letter.
                let second = second.map_or(u32::MAX, |second| second_bit(first_byte(second)) | JOINTS);
                seconds[usize::from(first)] |= second;
                all.push((first, index));
            }
        }
        all.sort_unstable();
        all.dedup();
        Self { seconds, words: all }
    }

    /// Calls `each` with every place among those where words begin at which one of them may stand, and which.
    pub(crate) fn each_start(&self, starts: &[Start], mut each: impl FnMut(usize, usize)) {
        for start in starts.iter().filter(|start| self.may_begin(start)) {
            self.of(start.first).for_each(|index| each(start.at(), index));
        }
    }

    #[inline]
    fn may_begin(&self, start: &Start) -> bool {
        let seconds = self.seconds[usize::from(start.first)];
        // What is not ASCII may fold to any letter; a word may be a single one.
        seconds & second_bit(start.second) != 0
            || seconds != 0 && (start.second == 0 || !start.second.is_ascii())
    }

    fn of(&self, byte: u8) -> impl Iterator<Item = usize> + '_ {
        let from = self.words.partition_point(|&(first, _)| first < byte);
        let words = self.words.get(from..).unwrap_or_default().iter();
        words.take_while(move |&&(first, _)| first == byte).map(|&(_, index)| index)
    }
}

/// The bit of a byte among the second ones: a small letter and its capital have the same.
const fn second_bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

const JOINTS: u32 = second_bit(b' ') | second_bit(b'\n') | second_bit(b'-');

fn first_byte(character: char) -> u8 {
    let mut bytes = [0; 4];
    character.encode_utf8(&mut bytes).as_bytes().first().copied().unwrap_or_default()
}

impl Spellings {
    /// Words in the order of their indices; `splits` says whether they may be parted anywhere.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>, splits: bool) -> Self {
        let sought = |word: &'w str| if word.len() > LONGEST_SOUGHT { "" } else { word };
        let spelling = |word| Spelling { folded: folded(sought(word)).collect(), splits };
        let all: Vec<Spelling> = words.into_iter().map(spelling).collect();
        let letter = |spelling: &Spelling, at: usize| spelling.folded.get(at).copied();
        let first = FirstLetters::new(all.iter().map(|spelling| (letter(spelling, 0), letter(spelling, 1))));
        Self { all, first }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Calls `each` with every place at which one of them begins a word, and how far it reaches; what follows
    /// there may go on with the word.
    pub(crate) fn find(&self, text: &str, starts: &[Start], mut each: impl FnMut(Spelled)) {
        self.first.each_start(starts, |at, index| {
            if let Some((end, same)) = self.all.get(index).and_then(|spelling| spelling.at(text, at)) {
                each(Spelled { index, range: at..end, same });
            }
        });
    }
}

impl Spelling {
    /// Where it ends if it begins here, and whether hyphens and blanks are the same.
    fn at(&self, text: &str, start: usize) -> Option<(usize, bool)> {
        // Nearly every word is another one by its second letter, which a blank or hyphen may part from the first.
        if let (Some(second), Some([first, next @ ..])) = (self.folded.get(1), text.as_bytes().get(start..))
            && first.is_ascii()
            && second.is_ascii_lowercase()
            && let [b' ' | b'\n' | b'-', written, ..] | [written, ..] = next
            && written.is_ascii_alphabetic()
            && char::from(written.to_ascii_lowercase()) != *second
        {
            return None;
        }
        let mut due = self.folded.iter().copied().peekable();
        due.peek()?;
        let mut same = true;
        let mut at = start;
        let mut parted = true;
        while let Some(&expected) = due.peek() {
            let written = text.get(at..)?.chars().next()?;
            if is_joint(expected) {
                due.next();
                if is_joint(written) {
                    same &= is_hyphen(written) == (expected == '-');
                    at += written.len_utf8();
                } else {
                    same = false;
                }
                parted = true;
            } else if is_joint(written) {
                if !self.splits || parted {
                    return None;
                }
                (same, parted) = (false, true);
                at += written.len_utf8();
            } else if written.is_ascii_alphanumeric() {
                if due.next() != Some(written.to_ascii_lowercase()) {
                    return None;
                }
                (at, parted) = (at + 1, false);
            } else {
                let end = at + written.len_utf8();
                for folded in folded(text.get(at..end)?) {
                    if due.next() != Some(folded) {
                        return None;
                    }
                }
                (at, parted) = (end, false);
            }
        }
        Some((at, same))
    }
}

/// Whether a word begins at an offset.
pub(crate) fn begins_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    text.is_char_boundary(at) && before.is_none_or(|before| !before.is_alphanumeric())
}

/// Whether a word that reaches up to an offset ends there.
pub(crate) fn ends_word(text: &str, at: usize) -> bool {
    let after = text.get(at..).and_then(|after| after.chars().next());
    after.is_none_or(|after| !after.is_alphanumeric())
}

/// A hyphen or a single blank between two parts of a word; a wrapped line is one.
fn is_joint(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\u{a0}') || is_hyphen(character)
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::starts;

    fn found(words: &[&str], splits: bool, text: &str) -> Vec<(String, bool)> {
        let spellings = Spellings::new(words.iter().copied(), splits);
        let mut all = Vec::new();
        spellings.find(text, &starts(text), |found| all.push((text[found.range].to_owned(), found.same)));
        all
    }

    #[test]
    fn words_are_found_whatever_joins_their_parts() {
        let text = "Fine-tuning, fine tuning, FineTuning, fine\u{2011}tuning, fine\ntuning; refine tuning, fine. Tuning";
        let texts = ["Fine-tuning", "fine tuning", "FineTuning", "fine\u{2011}tuning", "fine\ntuning"];
        let same = [true, false, false, true, false];
        let expected: Vec<_> =
            texts.iter().zip(same).map(|(text, same)| ((*text).to_owned(), same)).collect();
        assert_eq!(found(&["fine-tuning"], false, text), expected);
        assert_eq!(found(&["data set"], false, "a dataset, a data-set, a data  set").len(), 2);
        assert_eq!(
            found(&["dataset"], true, "datasets, data sets, data - set"),
            [("dataset".to_owned(), true), ("data set".to_owned(), false),]
        );
        assert!(found(&["dataset"], false, "data set").is_empty());
    }

    #[test]
    fn words_of_any_script_are_found_at_their_beginnings() {
        assert_eq!(found(&["über-laden"], false, "“Überladen” · über laden · xüberladen").len(), 2);
        assert_eq!(
            found(&["größe"], false, "GRÖSSE, Größe"),
            [("GRÖSSE".to_owned(), true), ("Größe".to_owned(), true)]
        );
        assert!(found(&["", "a"], false, "").is_empty());
    }
}
