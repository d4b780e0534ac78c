//! The way from a scalar's decoded text back to its bytes: the text is decoded once more, each run
//! noting where it came from.

use lesson_text::Span;

use super::scan::{break_length, byte, is_blank, line_end, skip_while};
use crate::{Segment, Style};

/// How a scalar's decoded text comes from its bytes.
pub(crate) fn segments(source: &str, span: Span, style: Style, decoded: &str) -> Vec<Segment> {
    let mut runs = Runs { source, text: String::with_capacity(decoded.len()), segments: Vec::new() };
    match style {
        Style::SingleQuoted | Style::DoubleQuoted if span.len() >= 2 => {
            quoted(&mut runs, span.start as usize + 1, span.end as usize - 1, style);
        }
        Style::Literal | Style::Folded => block(&mut runs, span, style, decoded),
        _ => quoted(&mut runs, span.start as usize, span.end as usize, Style::Plain),
    }
    if runs.text == decoded { runs.segments } else { vec![Segment { decoded: 0, source: span }] }
}

struct Runs<'a> {
    source: &'a str,
    text: String,
    segments: Vec<Segment>,
}

impl Runs<'_> {
    /// Bytes that stand for themselves; runs that follow one another become one.
    fn same(&mut self, start: usize, end: usize) {
        let Some(text) = self.source.get(start..end).filter(|text| !text.is_empty()) else { return };
        let at = self.text.len();
        self.text.push_str(text);
        if let Some(last) = self.segments.last_mut()
            && last.source.end as usize == start
            && last.source.len() == at - last.decoded as usize
            && self.source.get(last.source.range()) == self.text.get(last.decoded as usize..at)
        {
            last.source = Span::new(last.source.start as usize, end);
            return;
        }
        self.note(at, start, end);
    }

    /// Other text than the bytes it stands for.
    fn instead(&mut self, text: &str, start: usize, end: usize) {
        if !text.is_empty() {
            let at = self.text.len();
            self.text.push_str(text);
            self.note(at, start, end);
        }
    }

    fn note(&mut self, decoded: usize, start: usize, end: usize) {
        let decoded = u32::try_from(decoded).unwrap_or(u32::MAX);
        self.segments.push(Segment { decoded, source: Span::new(start, end) });
    }
}

/// Plain and quoted scalars, which fold their lines alike.
fn quoted(runs: &mut Runs<'_>, start: usize, end: usize, style: Style) {
    let source = runs.source;
    let end = end.min(source.len());
    let mut at = start;
    while at < end {
        let run = skip_while(source, at, |byte| {
            !is_blank(byte) && !matches!(byte, b'\n' | b'\r' | b'\\' | b'\'') && byte != 0
        });
        let run = run.min(end);
        if run > at {
            runs.same(at, run);
            at = run;
            continue;
        }
        at = match byte(source, at) {
            b' ' | b'\t' | b'\r' | b'\n' => white(runs, at, end),
            b'\'' if style == Style::SingleQuoted => {
                runs.instead("'", at, (at + 2).min(end));
                at + 2
            }
            b'\\' if style == Style::DoubleQuoted => escape(runs, at, end),
            _ => {
                runs.same(at, at + 1);
                at + 1
            }
        };
    }
}

/// Spaces stand for themselves within a line, and go at its ends; line breaks fold.
fn white(runs: &mut Runs<'_>, start: usize, end: usize) -> usize {
    let (past, breaks) = skip_white(runs.source, start, end);
    match breaks {
        0 => runs.same(start, past),
        1 => runs.instead(" ", start, past),
        _ => runs.instead(&"\n".repeat(breaks - 1), start, past),
    }
    past
}

fn skip_white(source: &str, start: usize, end: usize) -> (usize, usize) {
    let (mut at, mut breaks) = (start, 0);
    while at < end {
        match break_length(source, at) {
            0 if is_blank(byte(source, at)) => at += 1,
            0 => break,
            length => {
                breaks += 1;
                at += length;
            }
        }
    }
    (at.min(end), breaks)
}

fn escape(runs: &mut Runs<'_>, start: usize, end: usize) -> usize {
    let source = runs.source;
    if break_length(source, start + 1) > 0 {
        // An escaped line break takes the next line's indentation with it, but keeps blank lines.
        let (past, breaks) = skip_white(source, start + 1, end);
        runs.instead(&"\n".repeat(breaks.saturating_sub(1)), start, past);
        return past;
    }
    let code = byte(source, start + 1);
    let digits = match code {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => 0,
    };
    let mut past = start + 2 + digits;
    if digits == 0 {
        if let Some(character) = named_escape(code) {
            runs.instead(character.encode_utf8(&mut [0; 4]), start, past);
        }
        return past;
    }
    let hex = |from: usize, to: usize| u32::from_str_radix(source.get(from..to)?, 16).ok();
    let mut value = hex(start + 2, past).unwrap_or(0);
    if (0xd800..0xdc00).contains(&value) && source.get(past..past + 2) == Some("\\u") {
        let low = hex(past + 2, past + 6).unwrap_or(0);
        value = 0x1_0000 + ((value - 0xd800) << 10) + (low.wrapping_sub(0xdc00) & 0x3ff);
        past += 6;
    }
    if let Some(character) = char::from_u32(value) {
        runs.instead(character.encode_utf8(&mut [0; 4]), start, past);
    }
    past
}

fn named_escape(code: u8) -> Option<char> {
    Some(match code {
        b'0' => '\0',
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b't' | b'\t' => '\t',
        b'n' => '\n',
        b'v' => '\u{b}',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'e' => '\u{1b}',
        b' ' => ' ',
        b'"' => '"',
        b'/' => '/',
        b'\\' => '\\',
        b'N' => '\u{85}',
        b'_' => '\u{a0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        _ => return None,
    })
}

/// A line of a block scalar, without its indentation.
struct Line {
    start: usize,
    end: usize,
    /// Just past its line break.
    next: usize,
}

fn block(runs: &mut Runs<'_>, span: Span, style: Style, decoded: &str) {
    let header = span.start as usize + 1;
    let header_end = skip_while(runs.source, header, |byte| byte.is_ascii_digit() || b"+-".contains(&byte));
    let indicators = runs.source.get(header..header_end).unwrap_or_default();
    let lines = block_lines(runs.source, span, decoded);
    let Some(last) = lines.iter().rposition(|line| line.start < line.end) else {
        if indicators.contains('+') {
            kept_breaks(runs, &lines);
            // A single blank line that the file's end cuts off counts all the same.
            let cut = lines.last().filter(|line| runs.text.is_empty() && line.end == line.next);
            cut.into_iter().for_each(|line| runs.instead("\n", line.end, line.end));
        }
        return;
    };
    let (content, trailing) = lines.split_at(last + 1);
    for (index, line) in content.iter().enumerate() {
        runs.same(line.start, line.end);
        if index < last {
            inner_break(runs, style, content, index);
        }
    }
    if let Some(line) = content.last().filter(|_| !indicators.contains('-')) {
        runs.instead("\n", line.end, line.next);
    }
    if indicators.contains('+') {
        kept_breaks(runs, trailing);
    }
}

/// The breaks of blank lines at the end; a last one that the file's end cuts off has none.
fn kept_breaks(runs: &mut Runs<'_>, lines: &[Line]) {
    for line in lines.iter().filter(|line| line.end < line.next) {
        runs.instead("\n", line.end, line.next);
    }
}

/// The line break after a line that is not the last one: kept, folded to a space, or folded away.
fn inner_break(runs: &mut Runs<'_>, style: Style, lines: &[Line], index: usize) {
    let source = runs.source;
    let Some(line) = lines.get(index) else { return };
    let is_text = |line: &&Line| line.start < line.end;
    let indented = |line: &Line| is_blank(byte(source, line.start));
    let before = lines.get(..=index).and_then(|before| before.iter().rev().find(is_text));
    let after = lines.get(index + 1..).and_then(|after| after.iter().find(is_text));
    let (Some(before), Some(after)) = (before, after) else {
        return runs.instead("\n", line.end, line.next);
    };
    if style == Style::Literal || indented(before) || indented(after) || !is_text(&line) {
        runs.instead("\n", line.end, line.next);
    } else if lines.get(index + 1).is_some_and(|next| is_text(&next)) {
        runs.instead(" ", line.end, line.next);
    }
}

/// The content's lines, with the blank ones that follow the span: they count when all are kept.
fn block_lines(source: &str, span: Span, decoded: &str) -> Vec<Line> {
    let header_end = line_end(source, span.start as usize);
    let mut at = header_end + break_length(source, header_end);
    let mut bounds = Vec::new();
    while at > header_end && at < source.len() {
        let end = line_end(source, at);
        let text = skip_while(source, at, is_blank).min(end);
        if at >= span.end as usize && text < end {
            break;
        }
        let next = end + break_length(source, end);
        bounds.push((at, end, next));
        if next == end {
            break;
        }
        at = next;
    }
    let indent = indentation(source, &bounds, decoded);
    let spaces = |at: usize| skip_while(source, at, |byte| byte == b' ') - at;
    let strip = |(start, end, next): (usize, usize, usize)| {
        let start = (start + spaces(start).min(indent)).min(end);
        Line { start, end, next }
    };
    // A tab in the place of indentation ends the text.
    let is_text = |&(start, end, _): &(usize, usize, usize)| {
        let at = start + spaces(start);
        at >= (start + indent).min(end) || byte(source, at) != b'\t'
    };
    bounds.into_iter().take_while(is_text).map(strip).collect()
}

/// How many spaces are indentation: what the first line with text has more than its decoded text.
fn indentation(source: &str, bounds: &[(usize, usize, usize)], decoded: &str) -> usize {
    let spaces = |text: &str| text.bytes().take_while(|&byte| byte == b' ').count();
    let has_text = |line: &str| line.contains(|character: char| !matches!(character, ' ' | '\t'));
    let written =
        bounds.iter().filter_map(|&(start, end, _)| source.get(start..end)).find(|line| has_text(line));
    let kept = decoded.split('\n').find(|line| has_text(line));
    match (written, kept) {
        (Some(written), Some(kept)) => spaces(written).saturating_sub(spaces(kept)),
        _ => {
            let written = bounds.iter().map(|&(start, end, _)| end - start).max().unwrap_or(0);
            written.saturating_sub(decoded.split('\n').map(str::len).max().unwrap_or(0))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::sync::Arc;

    use lesson_text::{SourceFile, Span};
    use proptest::prelude::*;

    use crate::tree::TextAt;
    use crate::{Form, ReadOptions, Style, Tree, read};

    /// Every decoded scalar maps back without a gap, and runs of equal length are alike but for line ends.
    fn check(text: &str) -> Tree {
        let parsed = read(&Arc::new(SourceFile::new("x", text)), Form::Yaml, &ReadOptions::default());
        let tree = parsed.tree;
        if !parsed.problems.is_empty() {
            // What was mended is not read as it stands.
            return tree;
        }
        for id in tree.ids() {
            let node = tree.nodes[id.0 as usize];
            if !matches!(node.at, TextAt::Decoded) || tree.text(id).is_empty() {
                continue;
            }
            let decoded = tree.text(id);
            let segments = super::segments(text, node.span, node.style, decoded);
            let whole = [crate::Segment { decoded: 0, source: node.span }];
            assert!(segments != whole || decoded.len() == 1, "fell back on {decoded:?} of {text:?}");
            assert_eq!(segments[0].decoded, 0);
            for (index, segment) in segments.iter().enumerate() {
                let end = segments.get(index + 1).map_or(decoded.len(), |next| next.decoded as usize);
                let run = &decoded[segment.decoded as usize..end];
                let bytes = tree.source().slice(segment.source);
                let line_end = bytes.contains(['\n', '\r']) && run.trim().is_empty();
                assert!(run.len() != bytes.len() || run == bytes || line_end, "{run:?} is not {bytes:?}");
            }
        }
        tree
    }

    fn lines() -> impl Strategy<Value = Vec<String>> {
        let line = prop_oneof![
            4 => "[a-zé日]{1,4}( [a-z#'\"é]{1,4}){0,3} {0,2}",
            1 => Just(String::new()),
            1 => " {1,3}[a-z]{1,3}",
            1 => Just("  ".to_owned()),
        ];
        proptest::collection::vec(line, 1..7)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn block_scalars_map_back(
            lines in lines(), style in "[|>]", chomp in "[-+]?", explicit in any::<bool>(),
            indent in 1..4_usize, end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], last in any::<bool>(),
        ) {
            let number = if explicit { indent.to_string() } else { String::new() };
            let mut text = format!("k: {style}{number}{chomp}  # c{end}");
            for line in &lines {
                write!(text, "{}{line}{end}", " ".repeat(indent)).unwrap();
            }
            if last {
                text.push_str("l: m");
            } else {
                text.truncate(text.trim_end_matches(['\r', '\n']).len());
            }
            check(&text);
        }

        #[test]
        fn folded_lines_map_back(lines in lines(), end in prop_oneof![Just("\n"), Just("\r\n")], quote in 0..3_usize) {
            let body = lines.join(&format!("{end}  "));
            let text = match quote {
                0 => format!("k: x{}", body.replace(['#', '\'', '"'], "z")),
                1 => format!("k: '{}'", body.replace('\'', "''")),
                _ => format!("k: \"{}\"", body.replace('"', "\\\"").replace('d', "\\\\").replace('e', "\\u00e9")
                    .replace('f', &format!("\\{end}  ")).replace('g', "\\ud83d\\ude00").replace('h', "\\x41\\ ")),
            };
            check(&format!("{text}{end}l: m"));
        }
    }

    #[test]
    fn blank_lines_of_tabs_are_no_text() {
        for text in [
            "l: >-\n  \ta\r\r\n\t\t\t\r",
            "l: |\n  a\n\t\n \t\n",
            "l: >+\n  a\n\n\t\n",
            "l: |\n    a\n \t\nb: c\n",
        ] {
            check(text);
        }
    }

    #[test]
    fn a_block_text_after_marks_begins_at_its_header() {
        for text in ["\u{feff}\u{feff}|\r\n\r]\ren", "\u{feff}|\na\n", "# c\n\u{feff}>\na\n"] {
            check(text);
        }
    }

    #[test]
    fn spans_that_do_not_fit_give_one_segment() {
        for style in [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded] {
            for span in [Span::new(0, 0), Span::new(0, 1), Span::new(1, 3), Span::new(5, 99)] {
                assert_eq!(super::segments("'é|\n\\", span, style, "other").len(), 1);
            }
        }
    }
}
