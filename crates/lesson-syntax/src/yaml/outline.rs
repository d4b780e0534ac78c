//! The outline of broken text: which lines begin an entry, how far it reaches, what holds it. Where
//! the parser gives up, indentation still tells.

use super::scan::{byte, is_blank, is_break, line_end, line_start, next_line, skip_while, trim_blanks};

/// The beginning of a list item or of a mapping's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// The column of its dash or key.
    pub(super) column: usize,
    /// Its dash or the first byte of its key.
    pub(super) start: usize,
    /// The colon after its key; `None` for an item.
    pub(super) colon: Option<usize>,
    /// Where its value begins on this line; the end of the line where there is none.
    pub(super) value: usize,
}

/// How many entries are looked for on one line, and outwards from one.
pub(super) const MOST_LEVELS: usize = 8;

/// The first byte of a line that is no space or tab.
pub(super) fn content(text: &str, line: usize) -> usize {
    skip_while(text, line, is_blank)
}

/// Whether a line holds nothing, or a comment alone.
pub(super) fn is_idle(text: &str, line: usize) -> bool {
    let at = content(text, line);
    at >= text.len() || is_break(byte(text, at)) || byte(text, at) == b'#'
}

/// The entries that begin on a line, outermost first.
pub(super) fn levels(text: &str, line: usize) -> Vec<Level> {
    let mut levels = Vec::new();
    let end = line_end(text, line);
    let mut at = content(text, line);
    while levels.len() < MOST_LEVELS && byte(text, at) == b'-' && ends_word(text, at + 1) {
        let value = skip_while(text, at + 1, is_blank);
        levels.push(Level { column: at - line, start: at, colon: None, value });
        at = value;
    }
    if let Some(colon) = key_colon(text, at, end) {
        let value = skip_while(text, colon + 1, is_blank);
        let value = if byte(text, value) == b'#' { end } else { value };
        levels.push(Level { column: at - line, start: at, colon: Some(colon), value });
    }
    levels
}

/// Whether a space, a line break or the text's end stands at an offset.
pub(super) fn ends_word(text: &str, at: usize) -> bool {
    at >= text.len() || is_blank(byte(text, at)) || is_break(byte(text, at))
}

/// The colon after the key that begins at an offset.
fn key_colon(text: &str, start: usize, end: usize) -> Option<usize> {
    let first = byte(text, start);
    if start >= end || b"#[]{},".contains(&first) {
        return None;
    }
    let mut at = start;
    if first == b'"' || first == b'\'' {
        let closing = skip_while(text, start + 1, |byte| byte != first && !is_break(byte));
        at = skip_while(text, closing + 1, is_blank);
        return (byte(text, at) == b':' && ends_word(text, at + 1)).then_some(at);
    }
    while at < end {
        match byte(text, at) {
            b':' if ends_word(text, at + 1) && at > start => return Some(at),
            b'#' if is_blank(byte(text, at.wrapping_sub(1))) => return None,
            _ => at += 1,
        }
    }
    None
}

/// Whether an entry has a key like those of the format, one word, so that a line is no mere prose.
pub(super) fn has_plain_key(text: &str, level: &Level) -> bool {
    let key = level.colon.and_then(|colon| text.get(level.start..colon)).unwrap_or_default();
    let is_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-' | '$');
    !key.is_empty() && key.chars().all(is_word)
}

/// Whether a line begins an item or an entry whose key is one word.
pub(super) fn begins_entry(text: &str, line: usize) -> bool {
    levels(text, line).iter().any(|level| level.colon.is_none() || has_plain_key(text, level))
}

/// Where an entry ends: past the last line that is indented more than it, line break not included.
pub(super) fn entry_end(text: &str, level: &Level) -> usize {
    let mut line = line_start(text, level.start);
    let mut end = line_end(text, line);
    while let Some(next) = next_line(text, line) {
        line = next;
        if is_idle(text, line) {
            continue;
        }
        let at = content(text, line);
        let dash = byte(text, at) == b'-' && ends_word(text, at + 1);
        let inside = at - line > level.column || (level.colon.is_some() && dash && at - line == level.column);
        if !inside {
            break;
        }
        end = line_end(text, line);
    }
    trim_blanks(text, level.start, end)
}

/// The last line above that is not idle.
pub(super) fn line_above(text: &str, line: usize) -> Option<usize> {
    let mut at = line;
    loop {
        at = line_start(text, at.checked_sub(1)?);
        // A line break of two bytes ends one line.
        if byte(text, at) == b'\n' && at > 0 && byte(text, at - 1) == b'\r' && at + 1 == line {
            continue;
        }
        if !is_idle(text, at) {
            return Some(at);
        }
    }
}

/// The entry that holds what stands at a column of a line: the next one above with a smaller column,
/// or the key right above a list that is not indented.
pub(super) fn holder(text: &str, line: usize, column: usize) -> Option<Level> {
    let dash = byte(text, line + column) == b'-' && ends_word(text, line + column + 1);
    let holds =
        |level: &Level| level.column < column || (dash && level.colon.is_some() && level.column == column);
    let mut above = line;
    loop {
        above = line_above(text, above)?;
        let found = levels(text, above).into_iter().rev().find(holds);
        if found.is_some() {
            return found;
        }
        if content(text, above) - above < column && column > 0 && content(text, above) == above {
            // Text at the margin that begins no entry: nothing above it can hold the line.
            return None;
        }
    }
}

/// Where the value of an entry begins: on its own line, or on the first line below that holds text.
pub(super) fn value_start(text: &str, level: &Level, end: usize) -> Option<usize> {
    if level.value < line_end(text, level.start) {
        return Some(level.value);
    }
    let mut line = next_line(text, level.start)?;
    while line < end {
        if !is_idle(text, line) {
            return Some(content(text, line));
        }
        line = next_line(text, line)?;
    }
    None
}

/// The quote by which the last quoted text before `until` opens, read on from `from`, and where it closes.
pub(super) fn last_quote(
    text: &str,
    from: usize,
    until: usize,
    in_brackets: bool,
) -> Option<(usize, Option<usize>)> {
    let mut found = None;
    let mut at = from;
    while at <= until && at < text.len() {
        let first = byte(text, at);
        match first {
            b'"' | b'\'' => {
                let close = closing_quote(text, at);
                found = Some((at, close));
                match close.filter(|&close| close < until) {
                    Some(close) => at = close + 1,
                    None => return found,
                }
            }
            b'#' => at = line_end(text, at),
            b',' | b'[' | b'{' | b']' | b'}' if in_brackets => at += 1,
            b'-' | b'?' | b':' if ends_word(text, at + 1) => at += 1,
            _ if is_blank(first) || is_break(first) => at += 1,
            b'&' | b'!' => at = skip_while(text, at, |byte| !is_blank(byte) && !is_break(byte)),
            _ => at = plain_end(text, at, in_brackets),
        }
    }
    found
}

fn plain_end(text: &str, start: usize, in_brackets: bool) -> usize {
    let mut at = start + 1;
    loop {
        let here = byte(text, at);
        let ends = at >= text.len()
            || is_break(here)
            || (here == b':' && ends_word(text, at + 1))
            || (here == b'#' && is_blank(byte(text, at - 1)))
            || (in_brackets && b",[]{}".contains(&here));
        if ends {
            return at;
        }
        at += 1;
    }
}

/// The quote that closes the one at an offset.
pub(super) fn closing_quote(text: &str, open: usize) -> Option<usize> {
    let quote = byte(text, open);
    let mut at = open + 1;
    while at < text.len() {
        match byte(text, at) {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && byte(text, at + 1) == b'\'' => at += 2,
            here if here == quote => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The bracket on the same line that closes the one at an offset.
pub(super) fn closing_bracket(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in open..line_end(text, open) {
        match byte(text, at) {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The bracket before `end` that closes the one at an offset, quoted ones left out of account.
pub(super) fn matching_bracket(text: &str, open: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = open;
    while at < end {
        match byte(text, at) {
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth == 1 => return Some(at),
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' | b'\'' if b" [{,:".contains(&byte(text, at.wrapping_sub(1))) => {
                at = closing_quote(text, at).unwrap_or(end);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_show_what_begins_on_them() {
        let text = "a: b\n- - k: v\n\"x\": # none\nno key\n  'q: r': s\nk:v";
        let starts: Vec<usize> = std::iter::successors(Some(0), |&line| next_line(text, line)).collect();
        let columns: Vec<Vec<usize>> = starts
            .iter()
            .map(|&line| levels(text, line).iter().map(|level| level.column).collect())
            .collect();
        assert_eq!(columns, [vec![0], vec![0, 2, 4], vec![0], vec![], vec![2], vec![]]);
    }

    #[test]
    fn an_entry_reaches_as_far_as_its_indentation() {
        let text = "a:\n- b:\n    c\n\n    # d\n  e: f\n# g\nh: i\n";
        let level = levels(text, 0)[0];
        assert_eq!(&text[level.start..entry_end(text, &level)], "a:\n- b:\n    c\n\n    # d\n  e: f");
        let item = levels(text, 3)[1];
        assert_eq!(&text[item.start..entry_end(text, &item)], "b:\n    c");
        assert_eq!(holder(text, 8, 4), Some(item));
    }
}
