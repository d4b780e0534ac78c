use std::ops::Range;

use lesson_model::Words;
use lesson_text::{closes, ends_sentence, is_comma, is_semicolon};

use super::words::{Word, words};

/// The sentences of a text, without the blanks around them. A paragraph, a heading and an item of a list
/// end one as a full stop does.
pub(crate) fn sentences<'t>(text: &'t str, words: &'t Words) -> impl Iterator<Item = Range<usize>> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < text.len() {
            let rest = text.get(from..).unwrap_or_default();
            from += rest.len() - rest.trim_start().len();
            let end = sentence_end(text, from, words);
            let sentence = trimmed(text, from..end);
            from = end;
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
        None
    })
}

/// Where the sentence ends that begins here.
fn sentence_end(text: &str, from: usize, words: &Words) -> usize {
    let mut at = from;
    while let Some(mark) = next_mark(text, at) {
        let rest = text.get(mark..).unwrap_or_default();
        if rest.starts_with('\n') {
            if begins_block(rest) {
                return mark + 1;
            }
            at = mark + 1;
            continue;
        }
        let marks = rest.len() - rest.trim_start_matches(|mark| ends_sentence(mark) || closes(mark)).len();
        let end = mark + marks;
        let written = text.get(from..end).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        if after.is_empty() || (ends_here(written, after) && !is_abbreviated(written, words)) {
            return end;
        }
        at = end.max(mark + 1);
    }
    text.len()
}

/// The next character that may end a sentence. Byte by byte, for every text is looked through.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| may_end(byte))?;
        let mark = text.get(at..)?.chars().next()?;
        if mark == '\n' || ends_sentence(mark) {
            return Some(at);
        }
        at += mark.len_utf8();
    }
}

/// Whether a byte begins a character that may end a sentence.
#[inline]
fn may_end(byte: u8) -> bool {
    const MAY: [bool; 256] = {
        let mut may = [false; 256];
        let mut byte = 0xc2;
        while byte < 256 {
            may[byte] = true;
            byte += 1;
        }
        may[b'.' as usize] = true;
        may[b'!' as usize] = true;
        may[b'?' as usize] = true;
        may[b'\n' as usize] = true;
        may
    };
    MAY[usize::from(byte)]
}

/// Whether a line end is followed by a blank line, an item of a list, a heading, a row or a quotation.
fn begins_block(rest: &str) -> bool {
    // Nearly every line end is that of a wrapped line.
    if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let line = rest.trim_start_matches('\n').trim_start_matches([' ', '\t']);
    if rest.starts_with("\n\n") || line.is_empty() || line.starts_with('\n') {
        return true;
    }
    let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let numbered = number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "));
    numbered || ["- ", "* ", "+ ", "• ", "#", "|", ">"].iter().any(|mark| line.starts_with(mark))
}

/// How many signs may stand before a sentence's first word.
const MOST_SIGNS: usize = 16;

/// Whether what follows the marks of a sentence's end begins another.
fn ends_here(written: &str, after: &str) -> bool {
    let next = after.trim_start();
    if next.len() == after.len() {
        // Scripts without blanks part their sentences by the mark alone.
        let mark = written.trim_end_matches(closes).chars().next_back();
        return mark.is_some_and(|mark| !mark.is_ascii() && mark != '…' && ends_sentence(mark));
    }
    let first = next.chars().take(MOST_SIGNS).find(|character| character.is_alphanumeric());
    first.is_none_or(|first| !first.is_lowercase())
}

/// Whether a full stop belongs to an abbreviation, an initial or the number of an item.
fn is_abbreviated(written: &str, words: &Words) -> bool {
    let Some(stopped) = written.strip_suffix('.') else { return false };
    let opens = |character| matches!(character, '(' | '[' | '{' | '"' | '“' | '‘' | '\'');
    let token = stopped.rsplit(|character: char| character.is_whitespace() || opens(character)).next();
    let Some(token) = token else { return false };
    let initial = token.chars().count() == 1 && token.chars().all(char::is_uppercase) && token != "I";
    let item = token.len() == stopped.trim_start().len() && token.bytes().all(|byte| byte.is_ascii_digit());
    initial || item || words.abbreviations.has(token)
}

/// The clauses of a sentence: what commas, semicolons, colons, dashes and brackets part, and what certain
/// words begin.
pub(crate) fn clauses(text: &str, sentence: Range<usize>, table: &Words) -> Vec<Range<usize>> {
    let within = text.get(sentence.clone()).unwrap_or_default();
    let marks = within
        .char_indices()
        .filter(|&(at, mark)| parts(within, at, mark))
        .map(|(at, mark)| (at, at + mark.len_utf8()));
    let all: Vec<Word<'_>> = words(within).collect();
    let is_next =
        |index: usize, list: &lesson_model::WordList| all.get(index).is_some_and(|word| list.has(word.text));
    let begins = |index: usize| {
        is_next(index, &table.conjunctions)
            || (is_next(index, &table.joints) && is_next(index + 1, &table.pronouns))
    };
    let starts =
        all.iter().enumerate().filter(|&(index, _)| begins(index)).map(|(_, word)| (word.start, word.start));
    let mut cuts: Vec<(usize, usize)> = marks.chain(starts).collect();
    cuts.sort_unstable();
    cuts.push((within.len(), within.len()));
    let mut clauses = Vec::new();
    let mut from = 0;
    for (end, next) in cuts {
        let clause = trimmed(within, from..end);
        if !clause.is_empty() {
            clauses.push(clause.start + sentence.start..clause.end + sentence.start);
        }
        from = next;
    }
    clauses
}

/// Whether a sign parts clauses: no comma or colon in a number or name does.
fn parts(text: &str, at: usize, mark: char) -> bool {
    let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    let free = after.is_empty() || after.starts_with(|next: char| next.is_whitespace() || closes(next));
    match mark {
        '(' | ')' | '[' | ']' | '—' | '（' | '）' => true,
        '-' | '–' => free && before.ends_with(char::is_whitespace),
        ':' | ',' | ';' => free,
        _ => !mark.is_ascii() && (is_comma(mark) || is_semicolon(mark) || mark == '：'),
    }
}

/// A range without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let within = text.get(range.clone()).unwrap_or_default();
    let start = range.start + within.len() - within.trim_start().len();
    start..start + within.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> Vec<&str> {
        sentences(text, &Words::default()).map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            parted("It keeps. It dies! Why? \"So.\" Done"),
            ["It keeps.", "It dies!", "Why?", "\"So.\"", "Done"]
        );
        for one in [
            "A few tools, e.g. Terraform, cost 3.5 % of it.",
            "Dr. Miller and J. R. Smith agree.",
            "1. Wash the rice",
            "It rises… and falls.",
            "\"Why?\" she asked.",
            "It is\nwrapped at a line's end.",
            "See v1.2.3 at example.org today.",
        ] {
            assert_eq!(parted(one), [one]);
        }
        assert_eq!(parted("面包。「好」！是"), ["面包。", "「好」！", "是"]);
        assert_eq!(parted("A heading\n\nA text.\n- one\n- two"), ["A heading", "A text.", "- one", "- two"]);
        assert_eq!(parted(" \n. \n"), ["."]);
    }

    #[test]
    fn clauses_end_at_signs_and_before_certain_words() {
        let parted = |text: &'static str| -> Vec<&str> {
            clauses(text, 0..text.len(), &Words::default()).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(
            parted("It costs 1,000 at 10:30, which is safe – we (nearly) always check and it holds"),
            ["It costs 1,000 at 10:30", "which is safe", "we", "nearly", "always check", "and it holds"]
        );
        assert_eq!(parted("Bread and butter are well-known"), ["Bread and butter are well-known"]);
    }
}
