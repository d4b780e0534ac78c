use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use lesson_model::Words;
use lesson_text::{fold, folded};

use super::words::{Word, words};

/// Whether two texts have the same words: case, punctuation, quotes and blanks apart.
pub(crate) fn is_alike(first: &str, second: &str) -> bool {
    let (mut first, mut second) = (words(first), words(second));
    loop {
        match (first.next(), second.next()) {
            (None, None) => return true,
            (Some(first), Some(second)) if same(&first, &second) => {}
            _ => return false,
        }
    }
}

/// A number that is the same for texts with the same words, and hardly ever for others: case, punctuation
/// and blanks apart. One pass, for it is asked of every sentence of a lesson.
pub(crate) fn hash(text: &str) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let mut hash = START;
    let (mut begun, mut parted) = (false, false);
    let mut add = |value: u32| hash = (hash ^ u64::from(value)).wrapping_mul(PRIME);
    for character in folded(text) {
        if character.is_alphanumeric() {
            if std::mem::take(&mut parted) {
                add(u32::from(' '));
            }
            add(u32::from(character));
            begun = true;
        } else if character != '\'' {
            parted = begun;
        }
    }
    hash
}

/// Nobody repeats more words than these, and none are looked for, so that the cost stays that of the text.
const MOST_SOUGHT: usize = 200;

/// Where the words of one text stand, one after the other, in another.
pub(crate) fn find(text: &[Word<'_>], sought: &[Word<'_>]) -> Option<Range<usize>> {
    if sought.is_empty() || sought.len() > MOST_SOUGHT {
        return None;
    }
    let alike = |window: &&[Word<'_>]| window.iter().zip(sought).all(|(first, second)| same(first, second));
    let window = text.windows(sought.len()).find(alike)?;
    Some(window.first()?.start..window.last()?.end())
}

fn same(first: &Word<'_>, second: &Word<'_>) -> bool {
    first.text == second.text || folded(first.text).eq(folded(second.text))
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
