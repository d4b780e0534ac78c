//! Text of lessons, paths and messages as a terminal may show it: what it would obey instead of show
//! is made visible.

#[cfg(feature = "fancy")]
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::obeyed::is_obeyed;

/// More of a message than this helps nobody; it quotes a lesson that is one long word.
const LONGEST: usize = 2000;

/// What is shown in the place of a character that a terminal would obey; `None` where it is shown
/// as it is.
pub(crate) fn stand_in(character: char, unicode: bool) -> Option<String> {
    match character {
        '\0'..='\u{1f}' if unicode => char::from_u32(0x2400 + u32::from(character)).map(String::from),
        '\u{7f}' if unicode => Some('␡'.to_string()),
        _ if is_obeyed(character) => Some(character.escape_unicode().to_string()),
        _ => None,
    }
}

/// How many columns a character takes; a tab not counted.
#[cfg(feature = "fancy")]
pub(crate) fn width(character: char, unicode: bool) -> usize {
    match stand_in(character, unicode) {
        Some(shown) => shown.width(),
        None => character.width().unwrap_or(0),
    }
}

/// A path, a name or a line, on one line: what a terminal would obey is shown by another character, in
/// ASCII where `unicode` is false.
#[must_use]
pub fn name(text: &str, unicode: bool) -> String {
    shown(text, unicode, |_| None)
}

/// Text that another program may read, too, such as a diff: only what a terminal would obey is changed;
/// line ends and tabs are kept as they are.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let ends_line = character == '\r' && characters.peek() == Some(&'\n');
        match stand_in(character, true).filter(|_| !ends_line && !matches!(character, '\n' | '\t')) {
            Some(text) => shown.push_str(&text),
            None => shown.push(character),
        }
    }
    shown
}

/// A message, whose line ends are kept.
#[cfg(feature = "fancy")]
#[must_use]
pub fn prose(text: &str, unicode: bool) -> String {
    shown(text.trim_end(), unicode, |character| match character {
        '\n' => Some("\n"),
        '\t' => Some(" "),
        '\r' => Some(""),
        _ => None,
    })
}

fn shown(text: &str, unicode: bool, own: impl Fn(char) -> Option<&'static str>) -> String {
    let mut shown = String::with_capacity(text.len().min(LONGEST));
    for (count, character) in text.chars().enumerate() {
        if count == LONGEST {
            shown.push_str(if unicode { "…" } else { "..." });
            break;
        }
        match (own(character), stand_in(character, unicode)) {
            (Some(text), _) => shown.push_str(text),
            (None, Some(text)) => shown.push_str(&text),
            (None, None) => shown.push(character),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(name("a\u{1b}[31m\u{7f}\n\tb", true), "a␛[31m␡␊␉b");
        assert_eq!(name("\u{9b}2J\u{202e}x\u{2066}\u{2028}", true), r"\u{9b}2J\u{202e}x\u{2066}\u{2028}");
        assert_eq!(name("\u{1b}[0m", false), r"\u{1b}[0m");
        assert_eq!(name("日本 é e\u{301} 👩\u{200d}🔬", true), "日本 é e\u{301} 👩\u{200d}🔬");
    }

    #[test]
    fn lines_keep_their_ends() {
        assert_eq!(lines("a\r\n\tb\r\u{1b}c\n"), "a\r\n\tb␍␛c\n");
    }

    #[test]
    fn messages_keep_their_line_ends_and_no_others() {
        assert_eq!(prose("one\r\ntwo\tthree\n", true), "one\ntwo three");
    }

    #[test]
    fn a_message_that_quotes_a_book_is_cut() {
        assert_eq!(prose(&"x".repeat(9000), true).chars().count(), LONGEST + 1);
    }
}
