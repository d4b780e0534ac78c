use std::ops::Range;

use lesson_model::{Field, Lesson};
use lesson_syntax::{NodeId, Tree};

use crate::walk::each_text;

/// The texts of a lesson that a learner reads, in order, and where words may begin in them: looked for once,
/// for every rule that goes over all texts.
#[derive(Debug)]
pub(crate) struct Texts<'a> {
    all: Vec<(&'static Field, NodeId, &'a str, Range<usize>)>,
    starts: Vec<Start>,
}

/// One of the texts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The field that holds it.
    pub(crate) field: &'static Field,
    /// The value in the tree.
    pub(crate) node: NodeId,
    /// What it says.
    pub(crate) text: &'a str,
    /// Where words may begin in it, in order.
    pub(crate) starts: &'a [Start],
}

/// A character that no letter or digit stands before, and that is no blank of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// Where it stands.
    at: u32,
    /// Its first byte.
    pub(crate) first: u8,
    /// The byte after that; 0 at the end of the text.
    pub(crate) second: u8,
}

impl<'a> Texts<'a> {
    /// Those of a lesson; what aliases repeat is met once.
    pub(crate) fn of(lesson: &Lesson, tree: &'a Tree) -> Self {
        let mut texts = Self { all: Vec::new(), starts: Vec::new() };
        each_text(lesson, |field, text| {
            let (node, first) = (text.node(), texts.starts.len());
            let text = tree.text(node);
            add_starts(text, &mut texts.starts);
            texts.all.push((field, node, text, first..texts.starts.len()));
        });
        texts
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Reading<'_>> {
        self.all.iter().map(|(field, node, text, starts)| {
            let starts = self.starts.get(starts.clone()).unwrap_or_default();
            Reading { field, node: *node, text, starts }
        })
    }
}

impl Start {
    /// Where it stands in the text.
    #[inline]
    pub(crate) fn at(self) -> usize {
        self.at as usize
    }
}

/// Where words may begin in a text, in order.
pub(crate) fn starts(text: &str) -> Vec<Start> {
    let mut starts = Vec::new();
    add_starts(text, &mut starts);
    starts
}

fn add_starts(text: &str, starts: &mut Vec<Start>) {
    let bytes = text.as_bytes();
    let mut is_inside = false;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let mut plain = Plain::new(rest, is_inside);
        while plain.starts != 0 {
            add_start(bytes, at + plain.starts.trailing_zeros() as usize / 8, starts);
            plain.starts &= plain.starts - 1;
        }
        is_inside = plain.is_inside;
        at += plain.length;
        if plain.length == 0 {
            // Whatever is not ASCII is looked at by itself.
            let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
            if !is_inside {
                add_start(bytes, at, starts);
            }
            is_inside = !is_sign(character) && character.is_alphanumeric();
            at += character.len_utf8();
        }
    }
}

/// Whether a character is a quotation mark, a dash or the like: that is sooner known than what is a letter.
fn is_sign(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{205e}')
}

fn add_start(bytes: &[u8], at: usize, starts: &mut Vec<Start>) {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    // Files are limited to far less than 4 GiB.
    starts.push(Start { at: u32::try_from(at).unwrap_or(u32::MAX), first: byte(at), second: byte(at + 1) });
}

/// The characters of ASCII that come next, up to eight of them, looked at as one number.
struct Plain {
    /// How many bytes they are; more than are left only at the end of the text.
    length: usize,
    /// The highest bit is set of each byte at which a word may begin.
    starts: u64,
    /// Whether the last one is a letter or digit.
    is_inside: bool,
}

impl Plain {
    /// Those that a text begins with; `is_inside` tells whether a letter or digit stands before it.
    #[inline]
    fn new(text: &[u8], is_inside: bool) -> Self {
        const EACH: u64 = u64::from_le_bytes([1; 8]);
        const HIGHEST: u64 = EACH << 7;
        let bytes = text.first_chunk().copied().unwrap_or_else(|| {
            let mut blank = [b' '; 8];
            blank.iter_mut().zip(text).for_each(|(blank, byte)| *blank = *byte);
            blank
        });
        let all = u64::from_le_bytes(bytes);
        let bits = (all & HIGHEST).trailing_zeros() & !7;
        let bytes = all & !HIGHEST;
        // The highest bit of each byte that is this one or above: none carries over into the next one.
        let from = |bytes: u64, byte: u8| bytes + EACH * u64::from(0x80 - byte);
        let within = |bytes: u64, first: u8, last: u8| from(bytes, first) & !from(bytes, last + 1);
        let words = (within(bytes | EACH << 5, b'a', b'z') | within(bytes, b'0', b'9')) & HIGHEST;
        let after_words = words << 8 | u64::from(is_inside) << 7;
        let starts = from(bytes, b'!') & !after_words & HIGHEST;
        if bits == 64 {
            return Self { length: 8, starts, is_inside: words >> 63 == 1 };
        }
        Self {
            length: bits as usize / 8,
            starts: starts & ((1 << bits) - 1),
            is_inside: if bits == 0 { is_inside } else { words >> (bits - 1) & 1 == 1 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_begin_where_none_goes_on() {
        let begun = |text: &str| -> Vec<String> {
            starts(text).iter().map(|start| text[start.at()..].chars().take(2).collect()).collect()
        };
        assert_eq!(begun("An (old)\nwell-worn it’s"), ["An", "(o", "ol", "we", "wo", "it", "s"]);
        assert_eq!(begun("été, “北区” é"), ["ét", "“北", "北区", "é"]);
        assert_eq!(starts("a"), [Start { at: 0, first: b'a', second: 0 }]);
        assert_eq!(starts(" \n"), []);
    }

    /// Every text of up to three signs that have something to do with each other, wherever it stands among
    /// eight bytes.
    #[test]
    fn eight_bytes_at_a_time_are_as_good_as_one() {
        const SIGNS: [&str; 15] = ["a", "z", "A", "Z", "@", "[", "`", "{", "0", "9", "/", ":", " ", "é", "“"];
        let one_by_one = |text: &str| -> Vec<usize> {
            let before = |at: usize| text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            text.char_indices().filter(|&(at, sign)| sign > ' ' && !before(at)).map(|(at, _)| at).collect()
        };
        let signs = || SIGNS.iter();
        for (one, two, three) in
            signs().flat_map(|one| signs().flat_map(move |two| signs().map(move |three| (one, two, three))))
        {
            for before in 0..8 {
                let text = format!("{}{one}{two}{three} end of it", "x ".repeat(8).split_at(before).1);
                let found: Vec<usize> = starts(&text).iter().map(|start| start.at()).collect();
                assert_eq!(found, one_by_one(&text), "{text:?}");
            }
        }
    }
}
