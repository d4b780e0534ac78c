use std::ops::Range;

use lesson_text::folded;

/// More words than these are not looked for in one lesson, so that the cost stays that of its text.
pub(crate) const MOST_SOUGHT: usize = 500;

/// Words that are looked for in texts as they are spelled, case apart: all of them in one pass.
#[derive(Debug)]
pub(crate) struct Spellings {
    all: Vec<Spelling>,
    /// By which bytes one of them may begin.
    first: [bool; 256],
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

impl Spellings {
    /// Words in the order of their indices; `splits` says whether they may be parted anywhere.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>, splits: bool) -> Self {
        let mut spellings = Self { all: Vec::new(), first: [false; 256] };
        for word in words {
            let folded: Vec<char> = folded(word).collect();
            if let Some(&first) = folded.first() {
                for first in [first].into_iter().chain(first.to_uppercase()) {
                    let mut bytes = [0; 4];
                    if let Some(&byte) = first.encode_utf8(&mut bytes).as_bytes().first() {
                        spellings.first[usize::from(byte)] = true;
                    }
                }
            }
            spellings.all.push(Spelling { folded, splits });
        }
        spellings
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Every place at which one of them begins a word, with how far it reaches; what follows there may
    /// go on with the word.
    pub(crate) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Spelled> + 't {
        let starts = text.bytes().enumerate().filter(|&(_, byte)| self.first[usize::from(byte)]);
        let starts = starts.map(|(at, _)| at).filter(|&at| begins_word(text, at));
        starts.flat_map(move |at| {
            self.all.iter().enumerate().filter_map(move |(index, spelling)| {
                let (end, same) = spelling.at(text, at)?;
                Some(Spelled { index, range: at..end, same })
            })
        })
    }
}

impl Spelling {
    /// Where it ends if it begins here, and whether hyphens and blanks are the same.
    fn at(&self, text: &str, start: usize) -> Option<(usize, bool)> {
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

    fn found(words: &[&str], splits: bool, text: &str) -> Vec<(String, bool)> {
        let spellings = Spellings::new(words.iter().copied(), splits);
        spellings.find(text).map(|found| (text[found.range].to_owned(), found.same)).collect()
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
