use std::ops::Range;

use lesson_text::Span;
use memchr::memchr2;
use pulldown_cmark::{Event, Parser};

/// What a line is, as far as it alone can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Nothing, or nothing but comments.
    Blank,
    /// A heading after this many `#`.
    Hashes(u8),
    /// Nothing but `=`: the line before may be a heading.
    Underline,
    /// A rule of `-`, `*` or `_`; below a line, `-` may make that a heading.
    Rule,
    /// A line in a code fence, or one of the fence's own two.
    Fence,
    /// Anything else.
    Text,
}

/// One line, without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// All of it.
    pub(super) span: Span,
    /// Without the blanks and comments around it.
    pub(super) text: Span,
    /// Where the text starts after the marks of quotations and lists.
    pub(super) inner: usize,
    /// Whether a list's mark stands before it.
    pub(super) item: bool,
    pub(super) kind: LineKind,
}

/// A Markdown text cut into lines, with its comments.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) all: Vec<Line>,
    /// In the order of the text; they never overlap.
    pub(super) comments: Vec<Span>,
    /// For each line the next one that is not blank.
    filled: Vec<Option<usize>>,
}

impl<'a> Lines<'a> {
    /// Cuts the text from `start` on.
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let mut cutter = Cutter { text, comments: Vec::new(), fence: None, close: None };
        let mut all: Vec<Line> = Vec::new();
        for span in line_spans(text, start) {
            all.push(cutter.line(span.start as usize, span.end as usize));
        }
        let mut filled = vec![None; all.len()];
        let mut next = None;
        for ((index, line), place) in all.iter().enumerate().zip(&mut filled).rev() {
            *place = next;
            if line.kind != LineKind::Blank {
                next = Some(index);
            }
        }
        Self { text, all, comments: cutter.comments, filled }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Line> {
        self.all.get(index)
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// The line whose text begins at an offset.
    pub(super) fn beginning_at(&self, offset: u32) -> Option<&Line> {
        let index = self.all.partition_point(|line| line.text.start < offset);
        self.all.get(index).filter(|line| line.text.start == offset)
    }

    /// A line's text after the marks of quotations and lists.
    pub(super) fn inner(&self, line: &Line) -> Span {
        Span::new(line.inner, line.text.end as usize)
    }

    /// The next line that is not blank.
    pub(super) fn next_filled(&self, after: usize) -> Option<usize> {
        self.filled.get(after).copied().flatten()
    }

    /// A span without the blanks and comments at its ends.
    pub(super) fn trim(&self, span: Span) -> Span {
        trim(self.text, &self.comments, span)
    }

    /// The comments that lie in a span.
    pub(super) fn comments_in(&self, span: Span) -> &[Span] {
        let first = self.comments.partition_point(|comment| comment.start < span.start);
        let inside = self.comments.get(first..).unwrap_or_default();
        inside.get(..inside.partition_point(|comment| comment.end <= span.end)).unwrap_or_default()
    }

    /// Whether an offset lies in a comment.
    pub(super) fn in_comment(&self, offset: usize) -> bool {
        comment_at(&self.comments, offset).is_some()
    }
}

/// The lines of a text from `start` on, without their ends.
pub(crate) fn line_spans(text: &str, start: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::new(at, at + length);
        let end = rest.get(length..).unwrap_or_default();
        at += length + if end.starts_with(b"\r\n") { 2 } else { usize::from(!end.is_empty()) };
        Some(line)
    })
}

fn comment_at(comments: &[Span], offset: usize) -> Option<Span> {
    let index = comments.partition_point(|comment| comment.start as usize <= offset).checked_sub(1)?;
    comments.get(index).copied().filter(|comment| offset < comment.end as usize)
}

fn trim(text: &str, comments: &[Span], span: Span) -> Span {
    let Range { mut start, mut end } = span.range();
    loop {
        let slice = text.get(start..end).unwrap_or_default();
        let without = slice.trim_start();
        start += slice.len() - without.len();
        end = start + without.trim_end().len();
        if let Some(comment) = comment_at(comments, start)
            && comment.end as usize <= end
            && start < end
        {
            start = comment.end as usize;
        } else if let Some(comment) = end.checked_sub(1).and_then(|last| comment_at(comments, last))
            && comment.start as usize >= start
            && start < end
        {
            end = comment.start as usize;
        } else {
            return Span::new(start, end);
        }
    }
}

/// What must be known of earlier lines to cut the next one.
struct Cutter<'a> {
    text: &'a str,
    comments: Vec<Span>,
    /// The mark and its length that close the code fence that is open.
    fence: Option<(char, usize)>,
    /// The end of the last comment close that was looked up, so that each is looked up once:
    /// `Some(None)` says that none follows any more.
    close: Option<Option<usize>>,
}

impl Cutter<'_> {
    fn line(&mut self, start: usize, end: usize) -> Line {
        let span = Span::new(start, end);
        let blank =
            |at: usize| Line { span, text: Span::empty(at), inner: at, item: false, kind: LineKind::Blank };
        if self.fence.is_some() {
            return self.fenced(span);
        }
        let hidden = self.comments.last().map_or(0, |comment| comment.end as usize);
        if hidden >= end && hidden > start {
            return blank(end);
        }
        self.find_comments(start.max(hidden), end);
        let text = trim(self.text, &self.comments, Span::new(start.max(hidden), end));
        let visible = self.up_to_open_comment(text, end);
        if visible.is_empty() {
            return blank(visible.start as usize);
        }
        let written = self.text.get(visible.range()).unwrap_or_default();
        let (marks, item) = container_marks(written);
        let content = written.get(marks..).unwrap_or_default();
        let inner = visible.start as usize + marks;
        self.fence = fence_mark(content);
        let kind = if self.fence.is_some() { LineKind::Fence } else { kind_of(written, content, item) };
        Line { span, text: visible, inner, item, kind }
    }

    fn fenced(&mut self, span: Span) -> Line {
        let text = trim(self.text, &[], span);
        let written = self.text.get(text.range()).unwrap_or_default();
        if let Some((mark, length)) = self.fence {
            let run = written.chars().take_while(|&character| character == mark).count();
            if run >= length && run == written.chars().count() {
                self.fence = None;
            }
        }
        Line { span, text, inner: text.start as usize, item: false, kind: LineKind::Fence }
    }

    /// A comment that goes on past the line's end cuts the line's text short.
    fn up_to_open_comment(&self, text: Span, end: usize) -> Span {
        match self.comments.last() {
            Some(open) if open.end as usize > end && (open.start as usize) < end => {
                trim(self.text, &self.comments, Span::new(text.start as usize, open.start as usize))
            }
            _ => text,
        }
    }

    fn find_comments(&mut self, start: usize, end: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        let mut codes: Option<Vec<Range<usize>>> = None;
        let mut at = 0;
        while let Some(found) = line.get(at..).and_then(|rest| rest.find('<')) {
            let open = at + found;
            at = open + 1;
            if !line.get(open..).is_some_and(|rest| rest.starts_with("<!--")) {
                continue;
            }
            at = open + 4;
            let codes = codes.get_or_insert_with(|| code_spans(line));
            let code = codes.partition_point(|code| code.start <= open).checked_sub(1);
            let in_code = code.and_then(|code| codes.get(code)).is_some_and(|code| open < code.end);
            if in_code || line.get(..open).is_some_and(|before| before.ends_with('\\')) {
                continue;
            }
            let Some(close) = self.comment_end(start + open) else { continue };
            self.comments.push(Span::new(start + open, close));
            if close >= end {
                return;
            }
            at = close - start;
        }
    }

    /// Where the comment that opens here ends. One that holds another's opening was never closed: it
    /// would hide whatever stands between.
    fn comment_end(&mut self, open: usize) -> Option<usize> {
        let from = open + 4;
        let known = match self.close {
            Some(None) => return None,
            Some(Some(close)) if close >= from + 3 => close,
            _ => {
                let close = self.text.get(from..)?.find("-->").map(|at| from + at + 3);
                self.close = Some(close);
                close?
            }
        };
        let nested = self.text.get(from..known).is_some_and(|inside| inside.contains("<!--"));
        (!nested).then_some(known)
    }
}

/// The code spans of a line: what looks like a comment there is none.
fn code_spans(line: &str) -> Vec<Range<usize>> {
    if !line.contains('`') {
        return Vec::new();
    }
    let events = Parser::new(line).into_offset_iter();
    events.filter_map(|(event, range)| matches!(event, Event::Code(_)).then_some(range)).collect()
}

/// The length of the marks of quotations and lists before a line's text, and whether a list's is there.
fn container_marks(line: &str) -> (usize, bool) {
    let (mut at, mut item) = (0, false);
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let quoted = rest.starts_with('>');
        let mark = if quoted { 1 } else { list_mark(rest) };
        let after = rest.get(mark..).unwrap_or_default();
        let content = after.trim_start();
        if mark == 0 || content.is_empty() {
            return (at, item);
        }
        item |= !quoted;
        at += mark + after.len() - content.len();
    }
}

/// The length of a list's mark with a blank after it, without that blank; 0 where there is none.
fn list_mark(text: &str) -> usize {
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let mark = match text.get(digits..).unwrap_or_default().chars().next() {
        Some('.' | ')') if digits > 0 => digits + 1,
        Some(bullet @ ('-' | '*' | '+' | '•' | '◦' | '▪' | '·' | '‣')) if digits == 0 => {
            bullet.len_utf8()
        }
        _ => return 0,
    };
    let blank = text.get(mark..).is_some_and(|rest| rest.starts_with([' ', '\t', '\u{a0}']));
    if blank { mark } else { 0 }
}

fn fence_mark(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let run = text.chars().take_while(|&character| character == mark).count();
    let info = text.get(run..).unwrap_or_default();
    (run >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, run))
}

fn kind_of(written: &str, content: &str, item: bool) -> LineKind {
    if let Some(level) = hashes(content) {
        return LineKind::Hashes(level);
    }
    if written.bytes().all(|byte| byte == b'=') {
        return LineKind::Underline;
    }
    let mut marks = written.chars().filter(|character| !character.is_whitespace());
    let first = marks.next();
    let rule = matches!(first, Some('-' | '*' | '_')) && marks.all(|mark| Some(mark) == first);
    let long = || written.chars().filter(|&mark| Some(mark) == first).take(3).count() == 3;
    if rule && long() && (!item || !written.chars().any(char::is_alphanumeric)) {
        return LineKind::Rule;
    }
    LineKind::Text
}

fn hashes(text: &str) -> Option<u8> {
    let level = text.bytes().take(7).take_while(|&byte| byte == b'#').count();
    let blank =
        text.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']));
    u8::try_from(level).ok().filter(|level| blank && (1..=6).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, LineKind)> {
        let lines = Lines::new(text, 0);
        lines.all.iter().map(|line| (&text[lines.inner(line).range()], line.kind)).collect()
    }

    #[test]
    fn lines_end_at_every_kind_of_line_end_and_lose_their_marks() {
        use LineKind::{Blank, Hashes, Rule, Text, Underline};
        let due = [("a", Text), ("", Blank), ("b", Text), ("## c", Hashes(2)), ("===", Underline)];
        assert_eq!(texts("a\r\n\r> - b \n## c\r==="), due);
        assert_eq!(texts("***\n- - d\n1. e"), [("***", Rule), ("d", Text), ("e", Text)]);
    }

    #[test]
    fn comments_are_found_outside_code_and_hide_what_they_hold() {
        let text =
            "a <!-- x --> `<!-- no -->` b <!-- y -->\n<!-- one\n# two\n--> three\n```\n<!-- no -->\n```\n";
        let lines = Lines::new(text, 0);
        let comments: Vec<_> = lines.comments.iter().map(|&comment| lines.slice(comment)).collect();
        assert_eq!(comments, ["<!-- x -->", "<!-- y -->", "<!-- one\n# two\n-->"]);
        let shown: Vec<_> = lines.all.iter().map(|line| lines.slice(line.text)).collect();
        assert_eq!(shown, ["a <!-- x --> `<!-- no -->` b", "", "", "three", "```", "<!-- no -->", "```"]);
    }

    #[test]
    fn a_comment_that_is_never_closed_is_text() {
        assert_eq!(texts("a <!-- b\nc").len(), 2);
        assert_eq!(Lines::new("<!-- a\n<!-- b -->", 0).comments.len(), 1);
        assert!(Lines::new(&"<!-- ".repeat(20_000), 0).comments.is_empty());
    }
}
