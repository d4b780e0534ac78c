use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lesson_model::Words;
use lesson_text::{compare_folded, fold, folded};

use super::words::{Word, is_letter, words};

/// Whether two texts have the same words: case, punctuation, quotes and blanks apart.
pub(crate) fn is_alike(first: &str, second: &str) -> bool {
    let (mut first, mut second) = (words(first), words(second));
    loop {
        match (first.next(), second.next()) {
            (None, None) => return true,
            (Some(first), Some(second)) if is_same(&first, &second) => {}
            _ => return false,
        }
    }
}

/// Finds texts with the same words as one that was met before.
#[derive(Debug)]
pub(crate) struct Repeats<T> {
    /// The first text of those with the same ends, and whether it is among `whole` already.
    by_ends: BTreeMap<u64, (T, bool)>,
    /// Texts that begin and end as another one does.
    whole: BTreeMap<u64, T>,
}

impl<T> Default for Repeats<T> {
    fn default() -> Self {
        Self { by_ends: BTreeMap::new(), whole: BTreeMap::new() }
    }
}

impl<T: Clone> Repeats<T> {
    /// The first text with the same words; where there is none, this one is remembered. Most texts differ
    /// in how they begin or end, so that hardly any is looked at whole.
    pub(crate) fn meet<'t>(&mut self, text: &str, name: T, text_of: impl Fn(&T) -> &'t str) -> Option<T> {
        match self.by_ends.entry(hash_of_ends(text)) {
            Entry::Vacant(vacant) => {
                vacant.insert((name, false));
                return None;
            }
            Entry::Occupied(mut first) => {
                let (name, known) = first.get_mut();
                if !std::mem::replace(known, true) {
                    self.whole.insert(hash(text_of(name)), name.clone());
                }
            }
        }
        match self.whole.entry(hash(text)) {
            Entry::Vacant(vacant) => {
                vacant.insert(name);
                None
            }
            Entry::Occupied(first) => {
                Some(first.get().clone()).filter(|first| is_alike(text_of(first), text))
            }
        }
    }
}

/// How many letters and digits make up an end of a text.
const END: usize = 12;

/// A number that is the same for texts that begin with the same letters and end with the same.
fn hash_of_ends(text: &str) -> u64 {
    hash_of_end(text.chars()).rotate_left(32) ^ hash_of_end(text.chars().rev())
}

/// A number of the first letters and digits, folded.
#[inline]
fn hash_of_end(characters: impl Iterator<Item = char>) -> u64 {
    let (mut hash, mut left) = (START, END);
    for character in characters {
        if let Some(byte) = u8::try_from(character).ok().filter(u8::is_ascii) {
            if !is_letter(byte) {
                continue;
            }
            // As it is folded.
            add(&mut hash, char::from(byte | 0x20));
            left -= 1;
        } else {
            // One character may fold to several.
            let mut buffer = [0; 4];
            let letters =
                folded(character.encode_utf8(&mut buffer)).filter(|letter| letter.is_alphanumeric());
            left -= letters.take(left).map(|letter| add(&mut hash, letter)).count();
        }
        if left == 0 {
            break;
        }
    }
    hash
}

/// A number that is the same for texts with the same words, and hardly ever for others: case, punctuation
/// and blanks apart.
pub(crate) fn hash(text: &str) -> u64 {
    let mut hash = START;
    let (mut begun, mut parted) = (false, false);
    let mut put = |character: char| {
        if character.is_alphanumeric() {
            if std::mem::take(&mut parted) {
                add(&mut hash, ' ');
            }
            add(&mut hash, character);
            begun = true;
        } else if character != '\'' {
            parted = begun;
        }
    };
    for character in text.chars() {
        if character.is_ascii() {
            put(if character == '`' { '\'' } else { character.to_ascii_lowercase() });
        } else {
            folded(character.encode_utf8(&mut [0; 4])).for_each(&mut put);
        }
    }
    hash
}

/// The start of a hash by Fowler, Noll and Vo (FNV-1a of 64 bits), of whole characters.
const START: u64 = 0xcbf2_9ce4_8422_2325;

fn add(hash: &mut u64, character: char) {
    const PRIME: u64 = 0x0100_0000_01b3;
    *hash = (*hash ^ u64::from(character)).wrapping_mul(PRIME);
}

/// Nobody repeats more words than these, and none are looked for, so that the cost stays that of the text.
const MOST_SOUGHT: usize = 200;

/// Where the words of one text stand, one after the other, in another.
pub(crate) fn find(text: &[Word<'_>], sought: &[Word<'_>]) -> Option<Range<usize>> {
    if sought.is_empty() || sought.len() > MOST_SOUGHT {
        return None;
    }
    let alike =
        |window: &&[Word<'_>]| window.iter().zip(sought).all(|(first, second)| is_same(first, second));
    let window = text.windows(sought.len()).find(alike)?;
    Some(window.first()?.start..window.last()?.end())
}

/// Whether two words are the same, case and the shape of an apostrophe apart.
pub(crate) fn is_same(first: &Word<'_>, second: &Word<'_>) -> bool {
    let letter = |word: &Word<'_>| word.text.bytes().next().filter(u8::is_ascii_alphanumeric);
    match (letter(first), letter(second)) {
        (Some(first), Some(second)) if !first.eq_ignore_ascii_case(&second) => false,
        _ => compare_folded(first.text, second.text).is_eq(),
    }
}

fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// The words of a text that carry its meaning, each with its stem.
pub(crate) fn content<'t>(text: &'t str, table: &'t Words) -> impl Iterator<Item = (Word<'t>, Cow<'t, str>)> {
    words(text).filter(|word| !table.stop.has(word.text)).map(|word| (word, stem(word.text, table)))
}

/// The stems of the words that carry a text's meaning.
pub(crate) fn stems<'t>(text: &'t str, table: &'t Words) -> BTreeSet<Cow<'t, str>> {
    content(text, table).map(|(_, stem)| stem).collect()
}

/// A word without its ending.
pub(crate) fn stem<'t>(word: &'t str, table: &Words) -> Cow<'t, str> {
    if is_plain(word) {
        table.stemming.stem(word)
    } else {
        Cow::Owned(table.stemming.stem(&fold(word)).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_their_words() {
        assert!(is_alike("\"Ours is\n healthier!\"", "ours is “Healthier”"));
        assert!(!is_alike("Ours is", "Ours is healthier") && is_alike("fine-tuning", "Fine tuning"));
        assert_eq!(hash("Ours IS\nhealthier."), hash("“ours is healthier”"));
        assert_ne!(hash("our sis"), hash("ours is"));
    }

    #[test]
    fn a_repeat_is_found_past_its_beginning() {
        let texts = [
            "A loaf of bread on the shelf by the door, still warm.",
            "A loaf of bread on the shelf by the door, gone stale.",
            "a loaf of bread, on the shelf by the door still warm",
            "A loaf of bread on the shelf by the door, gone stale!",
            "A cake.",
        ];
        let mut repeats = Repeats::default();
        let found: Vec<Option<usize>> =
            (0..texts.len()).map(|index| repeats.meet(texts[index], index, |&first| texts[first])).collect();
        assert_eq!(found, [None, None, Some(0), Some(1), None]);
    }

    #[test]
    fn words_are_found_in_a_row() {
        let text = "You say: “Ours is healthier”, never that ours is cheap.";
        let all: Vec<_> = words(text).collect();
        let found = |sought: &str| find(&all, &words(sought).collect::<Vec<_>>()).map(|range| &text[range]);
        assert_eq!(found("ours is healthier."), Some("Ours is healthier"));
        assert_eq!((found("ours is dear"), found("")), (None, None));
    }

    #[test]
    fn endings_and_small_words_do_not_count() {
        let words = Words::default();
        let expected: Vec<&str> = vec!["baker", "cost", "pre", "train"];
        assert_eq!(
            stems("The bakers' Costs of pre-training", &words).into_iter().collect::<Vec<_>>(),
            expected
        );
        assert_eq!(stems("Baker: it costs pre-trained", &words).into_iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn any_word_has_a_stem_in_any_language() {
        use lesson_model::Stemming;
        let mut words = Words::default();
        for stemming in
            [Stemming::English, Stemming::German, Stemming::Turkish, Stemming::Hindi, Stemming::None]
        {
            words.stemming = stemming;
            for text in
                ["", "é", "ﬃ", "ŞŞ’ş", "a\u{300}\u{300}ing", "नमस्ते", "面包", "İİing", "'s", "sses", "ß"]
            {
                assert!(stems(text, &words).len() < 9);
            }
        }
    }
}
