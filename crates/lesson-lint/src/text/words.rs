use std::ops::Range;

use lesson_model::WordList;
use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

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
pub(crate) fn words(text: &str) -> WordsOf<'_> {
    WordsOf { text, at: 0, chunk: None }
}

/// See [`words`].
pub(crate) struct WordsOf<'t> {
    text: &'t str,
    /// Up to where the text is read.
    at: usize,
    /// What is read by Unicode's own tables, with where it begins.
    chunk: Option<(usize, UnicodeWordIndices<'t>)>,
}

impl<'t> Iterator for WordsOf<'t> {
    type Item = Word<'t>;

    #[inline]
    fn next(&mut self) -> Option<Word<'t>> {
        if self.chunk.is_none() {
            let bytes = self.text.as_bytes();
            let start = run_end(bytes, self.at, MARK | END);
            let end = run_end(bytes, start, WORD);
            // Nearly every word is letters, with a blank or a hyphen after them, or a comma before that.
            let is_end = |at| bytes.get(at).is_none_or(|&byte| class(byte) == END);
            let is_mark = |at| bytes.get(at).is_some_and(|&byte| class(byte) == MARK);
            if end > start && (is_end(end) || is_mark(end) && is_end(end + 1)) {
                self.at = end;
                return Some(Word { text: self.text.get(start..end)?, start });
            }
        }
        self.next_of_any()
    }
}

impl<'t> WordsOf<'t> {
    fn next_of_any(&mut self) -> Option<Word<'t>> {
        loop {
            if self.chunk.is_some()
                && let Some(word) = self.next_of_chunk()
            {
                return Some(word);
            }
            let bytes = self.text.as_bytes();
            let start = self.at + gap(bytes.get(self.at..)?);
            let Some(length) = plain_word(bytes.get(start..)?) else {
                self.begin_chunk(start);
                continue;
            };
            self.at = start + length;
            if length == 0 {
                return None;
            }
            let word = bare(self.text.get(start..self.at)?, start);
            if !word.text.is_empty() {
                return Some(word);
            }
        }
    }

    fn next_of_chunk(&mut self) -> Option<Word<'t>> {
        let (start, chunk) = self.chunk.as_mut()?;
        match chunk.next() {
            Some((at, word)) => Some(bare(word, *start + at)),
            None => {
                self.chunk = None;
                None
            }
        }
    }

    /// Leaves to Unicode's tables what comes up to the next blank, at which every word ends.
    fn begin_chunk(&mut self, start: usize) {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(rest.len());
        self.at = start + length;
        self.chunk = Some((start, rest.get(..length).unwrap_or_default().unicode_word_indices()));
    }
}

/// To Unicode, an underscore is a part of its word; here it is emphasis.
fn bare(word: &str, start: usize) -> Word<'_> {
    let bytes = word.as_bytes();
    if bytes.first() != Some(&b'_') && bytes.last() != Some(&b'_') {
        return Word { text: word, start };
    }
    let bare = word.trim_start_matches('_');
    Word { text: bare.trim_end_matches('_'), start: start + word.len() - bare.len() }
}

/// How many bytes of those that come next belong to no word and no character that Unicode's tables are
/// needed for.
fn gap(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at = run_end(bytes, at, MARK | END);
        match bytes.get(at..) {
            Some([0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..]) => at += 3,
            _ => return at,
        }
    }
}

/// How long the word is that begins here, by the rules of Unicode's annex 29 (WB5 to WB13b) as far as
/// ASCII, dashes and curly quotes are concerned: nearly all words of nearly all lessons. `None` where
/// another character has a say.
fn plain_word(bytes: &[u8]) -> Option<usize> {
    let (mut from, mut at) = (0, run_end(bytes, 0, WORD | JOINT));
    loop {
        let before = bytes.get(from..at).and_then(<[u8]>::last).copied().unwrap_or(b' ');
        let mark = match bytes.get(at..).unwrap_or_default() {
            [b'.' | b'\'', ..] => Mark { length: 1, of_words: true, of_numbers: true },
            [b':', ..] => Mark { length: 1, of_words: true, of_numbers: false },
            [b',' | b';', ..] => Mark { length: 1, of_words: false, of_numbers: true },
            [0xe2, 0x80, 0x98 | 0x99, ..] => Mark { length: 3, of_words: true, of_numbers: true },
            [0xe2, 0x80, 0x93 | 0x94 | 0x9c | 0x9d | 0xa6, ..] => return Some(at).filter(|_| at > 0),
            [byte, ..] if !byte.is_ascii() => return None,
            _ => return Some(at),
        };
        match bytes.get(at + mark.length) {
            Some(next) if mark.of_words && before.is_ascii_alphabetic() && next.is_ascii_alphabetic() => {}
            Some(next) if mark.of_numbers && before.is_ascii_digit() && next.is_ascii_digit() => {}
            Some(0x80..) => return None,
            _ => return Some(at),
        }
        from = at + mark.length;
        at = run_end(bytes, from, WORD | JOINT);
    }
}

/// A sign that may stand inside a word.
struct Mark {
    length: usize,
    /// Whether it joins letters.
    of_words: bool,
    /// Whether it joins digits.
    of_numbers: bool,
}

/// What a byte is to a word: it belongs to one,
const WORD: u8 = 1;
/// as an underscore does to Unicode;
const JOINT: u8 = 2;
/// it may stand inside one,
const MARK: u8 = 4;
/// or ends one. A byte of a character beyond ASCII is none of these.
const END: u8 = 8;

/// Where the bytes end that are of these classes, from an offset on.
#[inline]
fn run_end(bytes: &[u8], from: usize, classes: u8) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(|&byte| class(byte) & classes != 0) {
        at += 1;
    }
    at
}

#[inline]
fn class(byte: u8) -> u8 {
    const CLASSES: [u8; 256] = {
        let mut classes = [END; 256];
        let mut byte = 0;
        while byte < 256 {
            classes[byte] = match byte as u8 {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => WORD,
                b'_' => JOINT,
                b'.' | b'\'' | b':' | b',' | b';' => MARK,
                0x80.. => 0,
                _ => END,
            };
            byte += 1;
        }
        classes
    };
    CLASSES[usize::from(byte)]
}

/// Whether a byte is a letter or digit of ASCII.
#[inline]
pub(super) fn is_letter(byte: u8) -> bool {
    class(byte) == WORD
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

    /// Every text of up to four signs that have something to do with each other.
    #[test]
    fn words_are_those_of_unicode() {
        const SIGNS: [&str; 18] =
            ["a", "Z", "7", "_", ".", "'", ":", ",", ";", " ", "-", "’", "‘", "”", "—", "é", "\u{301}", "北"];
        let by_unicode = |text: &str| -> Vec<(usize, String)> {
            text.unicode_word_indices()
                .map(|(at, word)| bare(word, at))
                .map(|word| (word.start, word.text.to_owned()))
                .collect()
        };
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer = |text: &String| SIGNS.map(|sign| format!("{text}{sign}"));
            texts = texts.iter().flat_map(longer).collect();
            for text in &texts {
                let found: Vec<_> = words(text).map(|word| (word.start, word.text.to_owned())).collect();
                assert_eq!(found, by_unicode(text), "{text:?}");
            }
        }
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
