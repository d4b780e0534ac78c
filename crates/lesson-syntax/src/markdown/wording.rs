use lesson_text::{Span, closes, ends_sentence, is_comma, is_semicolon};
use memchr::memchr2_iter;

use super::labels::{Key, LONGEST, Labels};
use super::lines::Lines;

/// Words that nobody knows are taken for a label up to this many of them.
const MOST_WORDS: usize = 7;

/// A label as the author wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) key: Key,
    /// Its words, without emphasis and colon.
    pub(super) wording: Span,
    /// Where what it labels may begin: right after its colon and emphasis.
    pub(super) after: usize,
    /// Whether it stands in bold or italics.
    pub(super) emphasised: bool,
    /// Whether a colon or dash follows, or its emphasis ends with it.
    pub(super) closed: bool,
}

/// What `read` is to look for.
pub(super) struct Reader<'a, F: Fn(Key) -> bool> {
    pub(super) lines: &'a Lines<'a>,
    pub(super) labels: &'a Labels,
    pub(super) fits: F,
}

impl<F: Fn(Key) -> bool> Reader<'_, F> {
    /// The label that a text begins with, or that is all of it.
    pub(super) fn leading(&self, span: Span) -> Option<Label> {
        let text = self.lines.slice(span);
        let open = emphasis(text);
        let words = text.get(open..)?;
        ends(words, text.get(..open)?).into_iter().flatten().find_map(|(end, closed)| {
            let wording = words.get(..end)?.trim_end_matches(['*', '_', ' ', ':', '：']);
            // A label that its emphasis sets off may end with a full stop, as in `**What it is.** …`.
            let wording = wording.strip_suffix('.').filter(|_| open > 0).unwrap_or(wording);
            let key = self.labels.find(wording, &self.fits)?;
            let start = span.start as usize + open;
            let from = start + wording.len();
            let after = from + closing(words.get(wording.len()..)?, text.get(..open)?, closed);
            let wording = Span::new(start, from);
            Some(Label { key, wording, after, emphasised: open > 0, closed })
        })
    }

    /// The first label with a colon that begins a sentence inside a text, past its first word, and
    /// where it begins with its emphasis.
    pub(super) fn inside(&self, span: Span) -> Option<(usize, Label)> {
        let text = self.lines.slice(span);
        if !text.contains(':') && !text.contains('：') {
            return None;
        }
        let mut sentence = false;
        let mut blank = false;
        for (at, character) in text.char_indices() {
            let starts = blank && (sentence || matches!(character, '*' | '_'));
            let opens = matches!(character, '"' | '“' | '„' | '«' | '(' | '\'' | '‘' | '[');
            if starts && !character.is_whitespace() && !opens {
                let rest = Span::new(span.start as usize + at, span.end as usize);
                if let Some(label) = self.leading(rest).filter(|label| self.is_sure(label)) {
                    return Some((rest.start as usize, label));
                }
            }
            if character.is_whitespace() {
                blank = true;
                sentence |= matches!(character, '\n' | '\r');
            } else if ends_sentence(character) || is_semicolon(character) {
                (sentence, blank) = (true, false);
            } else if !(opens && blank || closes(character)) {
                (sentence, blank) = (false, false);
            }
        }
        None
    }

    fn is_sure(&self, label: &Label) -> bool {
        let before = self.lines.text.get(label.wording.end as usize..label.after).unwrap_or_default();
        label.closed && before.contains([':', '：'])
    }
}

/// Where a label's words may end: with their emphasis, at a colon, at a dash, with the text; and
/// whether that closes it. Nearly every paragraph is looked at, so it is looked at once.
fn ends(words: &str, mark: &str) -> [Option<(usize, bool)>; 4] {
    let window = window(words);
    let colon = colon(window);
    let emphasis = end_of_emphasis(window, mark).filter(|&end| colon.is_none_or(|colon| end < colon));
    let mut marks = [colon, dash(window)];
    marks.sort_by_key(|mark| mark.unwrap_or(usize::MAX));
    let whole = (window.len() == words.len()).then(|| words.trim_end().len());
    [
        emphasis.map(|end| (end, true)),
        marks[0].map(|end| (end, true)),
        marks[1].map(|end| (end, true)),
        whole.map(|end| (end, false)),
    ]
}

/// The length of the run of `*` or `_` that a text begins with.
fn emphasis(text: &str) -> usize {
    let mark = text.chars().next().filter(|mark| matches!(mark, '*' | '_'));
    let run = text.chars().take(3).take_while(|&character| Some(character) == mark).count();
    let blank = text.get(run..).is_none_or(|rest| rest.starts_with(char::is_whitespace));
    if blank { 0 } else { run }
}

/// Where the emphasis that a mark began ends: at the same mark, neither after a blank nor in a longer one.
fn end_of_emphasis(text: &str, mark: &str) -> Option<usize> {
    let sign = mark.chars().next()?;
    let mut marks = text.match_indices(mark).filter(|&(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + mark.len()..).unwrap_or_default();
        before.is_some_and(|before| before != sign && !before.is_whitespace()) && !after.starts_with(sign)
    });
    marks.next().map(|(at, _)| at)
}

/// Where the first colon stands.
fn colon(text: &str) -> Option<usize> {
    const WIDE: u8 = "：".as_bytes()[0];
    let is_colon = |&at: &usize| text.get(at..).is_some_and(|rest| rest.starts_with([':', '：']));
    memchr2_iter(b':', WIDE, text.as_bytes()).find(is_colon)
}

/// Where the first dash between blanks, or between a blank and the end, stands with its blank.
fn dash(text: &str) -> Option<usize> {
    // That of both long dashes.
    const LONG: u8 = "—".as_bytes()[0];
    let mut free = memchr2_iter(b'-', LONG, text.as_bytes()).filter_map(|at| {
        let before = text.get(..at)?.chars().next_back().filter(|before| before.is_whitespace())?;
        let after = text.get(at..)?.strip_prefix(['—', '–', '-'])?;
        (after.is_empty() || after.starts_with(char::is_whitespace)).then_some(at - before.len_utf8())
    });
    free.next()
}

/// As much of a text as a label may fill.
fn window(text: &str) -> &str {
    // A character has a byte at the least, and mostly no more.
    if text.len() <= LONGEST {
        return text;
    }
    if let Some(plain) = text.get(..LONGEST).filter(|plain| plain.is_ascii()) {
        return plain;
    }
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// The length of the colon, emphasis and dash that close a label.
fn closing(rest: &str, mark: &str, closed: bool) -> usize {
    let mut at = 0;
    let (mut colon, mut unmarked, mut dash) = (false, mark.is_empty(), false);
    loop {
        let here = rest.get(at..).unwrap_or_default();
        let text = here.trim_start_matches([' ', '\t', '\u{a0}']);
        let blanks = here.len() - text.len();
        let taken = match text.chars().next() {
            Some(mark @ (':' | '：')) if !colon && !dash => {
                colon = true;
                mark.len_utf8()
            }
            Some('?') if !colon && !dash => 1,
            Some('.') if !unmarked && !colon && !dash => 1,
            Some(mark @ ('—' | '–' | '-')) if closed && !colon && !dash && blanks > 0 => {
                dash = true;
                mark.len_utf8()
            }
            Some('*' | '_') if !unmarked && text.starts_with(mark) => {
                unmarked = true;
                mark.len()
            }
            _ => return at,
        };
        at += blanks + taken;
    }
}

/// A span without emphasis around the whole of it.
pub(super) fn unwrap(lines: &Lines<'_>, span: Span) -> Span {
    let text = lines.slice(span);
    let open = emphasis(text);
    let inner = text.get(..open).and_then(|mark| {
        let inner = text.get(open..)?.strip_suffix(mark)?;
        (!mark.is_empty() && !inner.contains(mark)).then_some(inner)
    });
    match inner {
        Some(inner) if !inner.trim().is_empty() => {
            let start = span.start as usize + open;
            lines.trim(Span::new(start, start + inner.len()))
        }
        _ => span,
    }
}

/// What a label labels: the text after it, without the emphasis that began before the label and ends
/// after the text.
pub(super) fn labelled(lines: &Lines<'_>, label: &Label, end: usize) -> Option<Span> {
    let text = lines.trim(Span::new(label.after, end));
    let written = lines.slice(text);
    let between = lines.text.get(label.wording.end as usize..label.after).unwrap_or_default();
    let open = label.emphasised && !between.contains(['*', '_']);
    let mark = written.chars().rev().take_while(|character| matches!(character, '*' | '_')).count();
    let kept = written.len() - if open { mark } else { 0 };
    let text = match written.get(..kept) {
        Some(inner) if open && !inner.contains(['*', '_']) => {
            lines.trim(Span::new(text.start as usize, text.start as usize + kept))
        }
        _ => text,
    };
    (!text.is_empty()).then_some(text)
}

/// Whether a text is short enough for a heading, and does not end as a sentence does.
pub(super) fn is_short(text: &str) -> bool {
    let ends = |character| {
        ends_sentence(character)
            || is_comma(character)
            || is_semicolon(character)
            || matches!(character, ':' | '：' | '|')
    };
    !text.is_empty() && !text.trim_end().ends_with(ends) && window(text).len() == text.len()
}

/// A word for a lesson with its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    /// Whether a word for a lesson stands before the number.
    pub(super) named: bool,
    pub(super) number: Span,
}

/// The number that a text begins with, a word for a lesson before it.
pub(super) fn numbered(lines: &Lines<'_>, labels: &Labels, span: Span) -> Option<Numbered> {
    let text = lines.slice(span);
    let digit = window(text).find(|character: char| character.is_ascii_digit())?;
    let word = text.get(..digit)?.trim_end_matches(['#', '.', ' ', '\u{a0}', '\t']);
    let named = labels.find(word, |key| key == Key::Lesson).is_some();
    if !named && !word.is_empty() {
        return None;
    }
    let digits = text.get(digit..)?.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digit + digits..)?;
    if after.starts_with(|character: char| character.is_alphanumeric() || character == '_') {
        return None;
    }
    let start = span.start as usize + digit;
    Some(Numbered { named, number: Span::new(start, start + digits) })
}

/// A span without the sign that parts a number from what follows it, and whether there was one.
pub(super) fn without_separator(lines: &Lines<'_>, span: Span) -> (Span, bool) {
    let span = lines.trim(span);
    let first = lines.slice(span).chars().next();
    match first.filter(|sign| matches!(sign, '—' | '–' | '-' | '−' | ':' | '：' | '.' | '|' | ',' | '·'))
    {
        Some(sign) => (lines.trim(Span::new(span.start as usize + sign.len_utf8(), span.end as usize)), true),
        None => (span, false),
    }
}

/// The words that a text begins with as if they were a label, whatever they say: in emphasis, or before
/// a colon.
pub(super) fn like_a_label(lines: &Lines<'_>, span: Span) -> Option<Span> {
    let text = lines.slice(span);
    let open = emphasis(text);
    let (mark, words) = (text.get(..open)?, text.get(open..)?);
    let [emphasised, first, second, _] = ends(words, mark);
    let is_colon = |&(end, _): &(usize, bool)| {
        let rest = words.get(end..).unwrap_or_default();
        let after = rest.strip_prefix([':', '：']).map(|after| after.trim_start_matches(['*', '_']));
        after.is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace))
    };
    let (end, _) = emphasised.or(first.filter(is_colon)).or(second.filter(is_colon))?;
    let wording = words.get(..end)?.trim_end_matches(['*', '_', ' ', ':', '：']);
    let start = span.start as usize + open;
    is_like_a_label(wording).then(|| Span::new(start, start + wording.len()))
}

/// Labels inside a text whatever they say: the few words that begin a sentence past the first one, up to
/// a colon.
pub(super) fn inside_like_labels(lines: &Lines<'_>, span: Span) -> Vec<Span> {
    let text = lines.slice(span);
    let mut found = Vec::new();
    for (at, end) in text.char_indices().filter(|&(_, character)| ends_sentence(character)) {
        let rest = text.get(at + end.len_utf8()..).unwrap_or_default();
        let begins = rest.trim_start_matches([' ', '\n', '\r', '\t', '*', '_']);
        if begins.len() == rest.len() {
            continue;
        }
        let start = span.start as usize + text.len() - begins.len();
        found.extend(like_a_label(lines, Span::new(start, span.end as usize)));
    }
    found
}

/// Whether words could be a label by their form: few, and nothing but words.
fn is_like_a_label(words: &str) -> bool {
    let part = |character: char| {
        character.is_alphabetic() || matches!(character, ' ' | '\u{a0}' | '\'' | '’' | '-' | '\u{2011}' | '/')
    };
    let inside = words.trim_end_matches('?');
    inside.starts_with(char::is_alphabetic)
        && inside.chars().all(part)
        && inside.split_whitespace().count() <= MOST_WORDS
}
