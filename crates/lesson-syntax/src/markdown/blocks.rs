use lesson_text::{Span, closes, is_sentence};

use super::headings::{self, Mark, Role, Title};
use super::labels::Labels;
use super::lines::{Line, LineKind, Lines};
use super::regimes;
use super::table::{self, Table};
use super::wording::{Label, labelled};

/// A line that was broken to fit a width has at least this many bytes.
const SHORTEST_WRAPPED: usize = 40;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Heading {
        level: u8,
        text: Span,
        role: Role,
    },
    /// A label with the text after it in its own paragraph.
    Label {
        label: Label,
        level: u8,
        text: Option<Span>,
    },
    /// A paragraph, or an item of a list.
    Text {
        item: bool,
    },
    Fence,
    Rule,
    /// A table, by its index.
    Table(usize),
}

/// A file's text as blocks.
#[derive(Debug)]
pub(super) struct Blocks<'a> {
    pub(super) lines: Lines<'a>,
    pub(super) tables: Vec<Table>,
    pub(super) title: Option<Title>,
    pub(super) all: Vec<(Block, Span)>,
    /// Whether blank lines part its paragraphs.
    pub(super) spaced: bool,
    /// Whether it looks like a lesson, apart from the number that a lesson has.
    pub(super) known: bool,
}

impl<'a> Blocks<'a> {
    /// Cuts the text from `start` on into blocks.
    pub(super) fn new(text: &'a str, start: usize, labels: &Labels) -> Self {
        let lines = Lines::new(text, start);
        let mut marks = headings::read(&lines, labels);
        let title = headings::title(&lines, labels, &mut marks);
        let known = marks.iter().flatten().any(Mark::is_known);
        let tables = table::find(&lines, |line| marks.get(line).is_some_and(Option::is_some));
        let mut rows = vec![false; lines.all.len()];
        for table in &tables {
            for line in table.header..=table.last {
                if let (Some(row), Some(mark)) = (rows.get_mut(line), marks.get_mut(line)) {
                    (*row, *mark) = (true, None);
                }
            }
        }
        let columns = headings::columns(&lines, labels, &tables);
        regimes::assign(&lines, &mut marks, &rows, &columns);
        let spaced = spaced(&lines, &marks, &rows);
        let all = Grouper { lines: &lines, marks: &marks, rows: &rows, spaced }.blocks(&tables);
        Self { lines, tables, title, all, spaced, known }
    }
}

/// Whether blank lines part the paragraphs. A stray one does not, where most stand close.
fn spaced(lines: &Lines<'_>, marks: &[Option<Mark>], rows: &[bool]) -> bool {
    let (mut apart, mut close) = (0, 0);
    let mut before: Option<(usize, &Line)> = None;
    for (index, line) in lines.all.iter().enumerate().filter(|(_, line)| line.kind != LineKind::Blank) {
        let heads = matches!(marks.get(index), Some(Some(Mark::Heading { .. } | Mark::Title)));
        let paragraph = line.kind == LineKind::Text && !heads && rows.get(index) == Some(&false);
        match before.filter(|_| paragraph) {
            Some((other, _)) if other + 1 < index => apart += 1,
            Some((_, before)) if is_closed(lines, before) => close += 1,
            _ => {}
        }
        before = paragraph.then_some((index, line));
    }
    apart > 0 && close <= apart * 4
}

/// Whether a line ends as a sentence does.
fn is_closed(lines: &Lines<'_>, line: &Line) -> bool {
    let text = lines.slice(line.text);
    is_sentence(text) || text.trim_end_matches(closes).ends_with([':', '：'])
}

struct Grouper<'a> {
    lines: &'a Lines<'a>,
    marks: &'a [Option<Mark>],
    rows: &'a [bool],
    spaced: bool,
}

impl Grouper<'_> {
    fn blocks(&self, tables: &[Table]) -> Vec<(Block, Span)> {
        let mut blocks = Vec::new();
        let mut tables = tables.iter().enumerate().peekable();
        let mut index = 0;
        while let Some(line) = self.lines.get(index) {
            let last = match tables.next_if(|(_, table)| table.header == index) {
                Some((number, table)) => {
                    blocks.push((Block::Table(number), self.span(index, table.last)));
                    table.last
                }
                None => self.block(index, line, &mut blocks),
            };
            index = last + 1;
        }
        blocks
    }

    /// Reads the block that begins at a line, and gives its last line.
    fn block(&self, index: usize, line: &Line, blocks: &mut Vec<(Block, Span)>) -> usize {
        match self.marks.get(index).copied().flatten() {
            Some(Mark::Title) => return self.heading_end(index),
            Some(Mark::Heading { level, text, role }) => {
                blocks.push((Block::Heading { level, text, role }, line.text));
                return self.heading_end(index);
            }
            Some(Mark::Label { label, level, end }) => {
                let last = if level > 0 { index } else { self.paragraph_end(index) };
                let span = self.span(index, last);
                let text = labelled(self.lines, &label, end.unwrap_or(span.end as usize));
                blocks.push((Block::Label { label, level, text }, span));
                return if level > 0 { self.heading_end(index) } else { last };
            }
            None => {}
        }
        let (block, last) = match line.kind {
            LineKind::Blank | LineKind::Hashes(_) => return index,
            LineKind::Rule | LineKind::Underline => (Block::Rule, index),
            LineKind::Fence => (Block::Fence, self.fence_end(index)),
            LineKind::Text => (Block::Text { item: line.item }, self.paragraph_end(index)),
        };
        blocks.push((block, self.span(index, last)));
        last
    }

    fn span(&self, first: usize, last: usize) -> Span {
        let text = |index| self.lines.get(index).map_or_else(Span::default, |line| line.text);
        Span::new(text(first).start as usize, text(last).end as usize)
    }

    /// The line below a heading that marks it as one is part of it.
    fn heading_end(&self, index: usize) -> usize {
        let own = self.lines.get(index).is_some_and(|line| line.kind == LineKind::Text);
        let below = self.lines.get(index + 1).map(|line| line.kind);
        let bare = matches!(self.marks.get(index), Some(Some(Mark::Heading { level: 0, .. })));
        let underlined = own && !bare && matches!(below, Some(LineKind::Underline | LineKind::Rule));
        if underlined { index + 1 } else { index }
    }

    fn fence_end(&self, index: usize) -> usize {
        let fence = |line: usize| self.lines.get(line).is_some_and(|line| line.kind == LineKind::Fence);
        (index..).take_while(|&line| fence(line)).last().unwrap_or(index)
    }

    fn paragraph_end(&self, index: usize) -> usize {
        let mut last = index;
        while self.goes_on(last) {
            last += 1;
        }
        last
    }

    /// Whether a line's paragraph goes on in the next line. Where no blank lines part paragraphs, as
    /// in pasted text, a line goes on only if it is long and breaks off inside a sentence.
    fn goes_on(&self, index: usize) -> bool {
        let (Some(line), Some(next)) = (self.lines.get(index), self.lines.get(index + 1)) else {
            return false;
        };
        let free = self.marks.get(index + 1).is_some_and(Option::is_none)
            && self.rows.get(index + 1) == Some(&false);
        let is_long = line.text.len() >= SHORTEST_WRAPPED;
        free && next.kind == LineKind::Text
            && !next.item
            && (self.spaced || (is_long && !is_closed(self.lines, line)))
    }
}
