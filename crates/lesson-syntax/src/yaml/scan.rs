//! Small steps over the bytes of YAML text.

/// The byte at an offset; 0 past the end.
pub(super) fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(0)
}

/// Whether a byte is a space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Whether a byte ends a line.
pub(super) fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// The length of the line break at an offset; 0 where there is none.
pub(super) fn break_length(text: &str, at: usize) -> usize {
    match (byte(text, at), byte(text, at + 1)) {
        (b'\r', b'\n') => 2,
        (b'\r' | b'\n', _) => 1,
        _ => 0,
    }
}

/// The first offset from `at` on whose byte the test refuses.
pub(super) fn skip_while(text: &str, at: usize, test: impl Fn(u8) -> bool) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|&&byte| test(byte)).count()
}

/// The end of the line that holds an offset, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    skip_while(text, at, |byte| !is_break(byte))
}

/// The start of the line that holds an offset.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before.iter().rposition(|&byte| is_break(byte)).map_or(0, |found| found + 1)
}

/// The start of the next line; `None` on the last one.
pub(super) fn next_line(text: &str, at: usize) -> Option<usize> {
    let end = line_end(text, at);
    match break_length(text, end) {
        0 => None,
        length => Some(end + length),
    }
}

/// A byte order mark; it may stand before any document, not only at the start of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Steps over spaces, line breaks, comments and byte order marks.
pub(super) fn skip_trivia(text: &str, from: usize) -> usize {
    let mut at = from;
    loop {
        at = skip_while(text, at, |byte| is_blank(byte) || is_break(byte));
        if byte(text, at) == b'#' {
            at = line_end(text, at);
        } else if text.get(at..).is_some_and(|rest| rest.starts_with(BYTE_ORDER_MARK)) {
            at += BYTE_ORDER_MARK.len();
        } else {
            return at;
        }
    }
}

/// Steps over an anchor and a tag, and what stands around them: the offset just past the last of
/// them (or `from`), and that of what comes next.
pub(super) fn skip_properties(text: &str, from: usize) -> (usize, usize) {
    let mut past = from;
    loop {
        let next = skip_trivia(text, past);
        past = match (byte(text, next), byte(text, next + 1)) {
            (b'!', b'<') => skip_while(text, next, |byte| byte != b'>' && !is_break(byte)) + 1,
            (b'!' | b'&', _) => skip_while(text, next, |byte| {
                !is_blank(byte) && !is_break(byte) && byte != 0 && !b",[]{}".contains(&byte)
            }),
            _ => return (past, next),
        };
    }
}

/// Where a text without its trailing spaces and tabs ends, counted from the start of the file.
pub(super) fn trim_blanks(text: &str, start: usize, end: usize) -> usize {
    let slice = text.as_bytes().get(start..end).unwrap_or_default();
    start + slice.iter().rposition(|&byte| !is_blank(byte)).map_or(0, |last| last + 1)
}
