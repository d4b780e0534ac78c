use lesson_text::Span;
use memchr::memchr_iter;

use super::lines::{Line, LineKind, Lines};

/// What stands between the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bars {
    /// `|`, and whether one stands before the first cell and after the last one.
    Pipes { before: bool, after: bool },
    /// Tabs, as pasted from a spreadsheet or a word processor.
    Tabs,
}

/// A table: its header, and the lines of its rows.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The line of the header.
    pub(super) header: usize,
    pub(super) columns: Vec<Span>,
    pub(super) rows: Vec<usize>,
    /// The last line that belongs to it.
    pub(super) last: usize,
    pub(super) bars: Bars,
}

/// Finds every table. `is_label` tells of a line that begins with a label: without a bar before it,
/// that is no row.
pub(super) fn find(lines: &Lines<'_>, is_label: impl Fn(usize) -> bool) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let candidate = line.kind == LineKind::Text && (leads(lines, line) || !is_label(index));
        match candidate.then(|| start(lines, index)).flatten() {
            Some(mut table) => {
                collect_rows(lines, &mut table, &is_label);
                index = table.last + 1;
                tables.push(table);
            }
            None => index += 1,
        }
    }
    tables
}

impl Table {
    /// The cells of a row, each with the blanks around its text.
    pub(super) fn cells(&self, lines: &Lines<'_>, row: usize) -> Vec<Span> {
        lines.get(row).map_or_else(Vec::new, |line| split(lines, line, self.bars, self.columns.len()))
    }
}

/// The table whose header is this line, its rows not yet collected.
fn start(lines: &Lines<'_>, index: usize) -> Option<Table> {
    let line = lines.get(index)?;
    let next = lines.get(lines.next_filled(index)?)?;
    // What tabs part may hold bars.
    let (bars, width) = pipes(lines, line, next).or_else(|| tabs(lines, line, next))?;
    let mut columns = split(lines, line, bars, width.max(1));
    if bars == Bars::Tabs {
        let filled = columns.iter().rposition(|&column| !lines.trim(column).is_empty());
        columns.truncate(filled.map_or(0, |last| last + 1));
    }
    let header = Table { header: index, columns, rows: Vec::new(), last: index, bars };
    (header.columns.len() >= 2 || leads(lines, line)).then_some(header)
}

/// Whether bars part the columns of a table that begins here, and the width that a line of dashes gives.
fn pipes(lines: &Lines<'_>, line: &Line, next: &Line) -> Option<(Bars, usize)> {
    let count = count_bars(lines, line);
    if count == 0 || separator(lines, line).is_some() {
        return None;
    }
    let below = separator(lines, next);
    let (before, after, width) = below.unwrap_or((leads(lines, line), ends(lines, line), 0));
    let alike = count >= 2 && (leads(lines, line) || count == count_bars(lines, next));
    (below.is_some() || alike).then_some((Bars::Pipes { before, after }, width))
}

/// Whether tabs part the columns of a table that begins here.
fn tabs(lines: &Lines<'_>, line: &Line, next: &Line) -> Option<(Bars, usize)> {
    let tabbed = lines.slice(line.text).contains('\t') && next.kind == LineKind::Text;
    (tabbed && has_tab(lines, next)).then_some((Bars::Tabs, 0))
}

fn collect_rows(lines: &Lines<'_>, table: &mut Table, is_label: &impl Fn(usize) -> bool) {
    let mut index = table.header + 1;
    while let Some(line) = lines.get(index) {
        let close = index == table.last + 1;
        if line.kind == LineKind::Blank {
            index += 1;
            continue;
        }
        if separator(lines, line).is_some() && table.last == table.header && table.bars != Bars::Tabs {
            table.last = index;
            index += 1;
            continue;
        }
        let heads_another = || {
            let next = lines.next_filled(index).and_then(|next| lines.get(next));
            next.is_some_and(|next| separator(lines, next).is_some())
        };
        let label = !leads(lines, line) && is_label(index);
        if line.kind != LineKind::Text || label || !is_row(lines, table, line, close) || heads_another() {
            return;
        }
        table.rows.push(index);
        table.last = index;
        index += 1;
    }
}

/// Whether a line goes on a table; `close` says that no blank line stands between.
fn is_row(lines: &Lines<'_>, table: &Table, line: &Line, close: bool) -> bool {
    match table.bars {
        Bars::Tabs => has_tab(lines, line),
        Bars::Pipes { before, .. } => {
            if leads(lines, line) {
                return true;
            }
            let count = count_bars(lines, line);
            let full = split(lines, line, table.bars, table.columns.len()).len() == table.columns.len();
            // A single bar past a blank line is no sign of a row: prose has bars too.
            let ends = close && (!before || ends(lines, line));
            count > 0 && ((full && close) || (count >= 2 && (full || close)) || ends)
        }
    }
}

/// The outer bars and the width of a line of dashes below a header.
fn separator(lines: &Lines<'_>, line: &Line) -> Option<(bool, bool, usize)> {
    if !matches!(line.kind, LineKind::Text) {
        return None;
    }
    let text = lines.slice(row_text(lines, line));
    let dashes = text.chars().all(|character| matches!(character, '|' | ':' | '-' | ' ' | '\t' | '—' | '–'));
    if !dashes || !text.contains('|') || !text.contains(['-', '—', '–']) {
        return None;
    }
    let (before, after) = (text.starts_with('|'), text.ends_with('|'));
    let width = text.trim_matches('|').split('|').count();
    Some((before, after, width))
}

/// A row in a quotation begins after its mark; a list's mark may be a cell that says nothing.
fn row_text(lines: &Lines<'_>, line: &Line) -> Span {
    if lines.slice(line.text).starts_with('>') { lines.inner(line) } else { line.text }
}

/// Whether a tab follows text: a line that is only indented by one is no row.
fn has_tab(lines: &Lines<'_>, line: &Line) -> bool {
    lines.slice(line.span).trim_start().contains('\t')
}

fn leads(lines: &Lines<'_>, line: &Line) -> bool {
    lines.slice(row_text(lines, line)).starts_with('|')
}

fn ends(lines: &Lines<'_>, line: &Line) -> bool {
    line.text.len() > 1 && bars(lines, line.text).last() == Some((line.text.end as usize).saturating_sub(1))
}

fn count_bars(lines: &Lines<'_>, line: &Line) -> usize {
    if line.kind == LineKind::Text { bars(lines, line.text).count() } else { 0 }
}

/// The bars of a line that part cells: neither escaped nor in a comment.
fn bars<'a>(lines: &'a Lines<'_>, span: Span) -> impl Iterator<Item = usize> + 'a {
    let text = lines.slice(span).as_bytes();
    memchr_iter(b'|', text).filter(|&at| !is_escaped(text, at)).filter_map(move |at| {
        let offset = span.start as usize + at;
        (!lines.in_comment(offset)).then_some(offset)
    })
}

/// Whether an odd number of backslashes stands before a byte.
fn is_escaped(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

fn split(lines: &Lines<'_>, line: &Line, style: Bars, columns: usize) -> Vec<Span> {
    let Bars::Pipes { before, after } = style else {
        return split_tabs(lines, line, columns);
    };
    // The comment after a row's last bar is none of its cells; that in its last cell is.
    let mut cells = Vec::new();
    let row = row_text(lines, line);
    let mut from = row.start as usize;
    for bar in bars(lines, row) {
        cells.push(Span::new(from, bar));
        from = bar + 1;
    }
    cells.push(Span::new(from, line.text.end as usize));
    let blank = |cell: Option<&Span>| cell.is_some_and(|&cell| lines.trim(cell).is_empty());
    let surplus = |cells: &[Span]| cells.len() > columns.max(1);
    if cells.len() > 1 && blank(cells.first()) && (before || surplus(&cells)) {
        cells.remove(0);
    }
    // Where rows begin with a bar and end without one, one at the end leaves the last cell blank.
    if cells.len() > 1 && blank(cells.last()) && (after || surplus(&cells)) {
        cells.pop();
    }
    cells
}

fn split_tabs(lines: &Lines<'_>, line: &Line, columns: usize) -> Vec<Span> {
    let mut cells = Vec::new();
    let mut from = line.span.start as usize;
    for (at, _) in lines.slice(line.span).match_indices('\t') {
        let tab = line.span.start as usize + at;
        cells.push(Span::new(from, tab));
        from = tab + 1;
    }
    cells.push(Span::new(from, line.span.end as usize));
    while cells.len() > columns.max(1) && cells.last().is_some_and(|&cell| lines.trim(cell).is_empty()) {
        cells.pop();
    }
    cells
}
