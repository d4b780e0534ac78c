//! Tables of Markdown in every style.

use super::layout::{Spacing, Tables};
use super::writer::Writer;
use crate::generator::fault::{Fault, Slot, Spot};
use crate::generator::words::FIRST;

/// A cell before it is written.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The law's slot that it fills.
    pub(super) slot: Option<Slot>,
    pub(super) fault: Option<Fault>,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Writer<'_> {
    /// A cell that a law watches over.
    pub(super) fn law_cell(&self, text: &str, slot: Slot) -> Cell {
        let fault = self.fault(slot);
        let text = match fault {
            Some(Fault::Says(text)) => text,
            Some(Fault::Blank) => "",
            _ => text,
        };
        Cell { text: text.to_owned(), slot: Some(slot), fault }
    }

    /// A table; where its columns are keys, their headers are noted as such, else its first cells are.
    pub(super) fn table(&mut self, header: &[String], rows: &[Vec<Cell>], by_column: bool) {
        let usual = self.layout;
        self.layout.tables = self.style_for(rows);
        // A single bar in each of two lines makes no table, unless a line of dashes says so.
        self.layout.ruled |= self.layout.tables == Tables::Inner && header.len() < 3;
        let header: Vec<Cell> = header.iter().map(Cell::new).collect();
        let mark = self.random.pick(&["", "", "", "", "**", "_"]);
        let mut columns = self.header(&header, mark);
        for (index, row) in rows.iter().enumerate() {
            if self.layout.spread {
                self.out.end_line();
            }
            let bars = self.layout.tables == Tables::Outer && self.layout.ruled;
            if bars && by_column && index > 0 && self.random.chance(3) {
                // The rest in a table of its own, below the same header.
                self.blank_line();
                columns = self.header(&header, mark);
            }
            self.body_row(index, row, if by_column { &columns } else { &[] });
        }
        self.layout = usual;
        if self.layout.spacing != Spacing::Nowhere {
            self.blank_line();
        }
    }

    /// A row without a bar before it begins as any line does: a list, a heading, a block of code.
    fn style_for(&self, rows: &[Vec<Cell>]) -> Tables {
        let begins = |row: &Vec<Cell>| {
            let text = row.iter().map(|cell| &cell.text).find(|text| !text.is_empty());
            text.is_some_and(|text| FIRST.iter().any(|first| text.starts_with(first)))
        };
        match self.layout.tables {
            Tables::Inner | Tables::Tabs if rows.iter().any(begins) => Tables::Outer,
            usual => usual,
        }
    }

    fn header(&mut self, header: &[Cell], mark: &str) -> Vec<usize> {
        let columns = self.row(header, mark, &[]);
        if self.layout.ruled && self.layout.tables != Tables::Tabs {
            self.rule(header.len());
        }
        columns
    }

    /// A row, perhaps cut short before a cell.
    fn body_row(&mut self, index: usize, row: &[Cell], columns: &[usize]) {
        let cut = row.iter().position(|cell| cell.fault == Some(Fault::ShortRow));
        let (row, lost) = row.split_at(cut.unwrap_or(row.len()));
        // Without a bar or tab a line is no row; and where nothing but the bars of the first two lines
        // tells of a table, they must be as many.
        let told = match self.layout.tables {
            Tables::Outer | Tables::Leading => true,
            Tables::Inner => row.len() > 1 && (index > 0 || self.layout.ruled),
            // A tab before the text may as well be an indent.
            Tables::Tabs => row.iter().rev().skip(1).any(|cell| !cell.text.is_empty()),
        };
        self.holds &= cut.is_none() || told;
        let start = self.out.at();
        self.row(row, "", columns);
        let written = &self.out.text[start..];
        let spot = Spot { row: start + written.len() - written.trim_start().len(), ..Spot::default() };
        self.spots.extend(lost.iter().filter_map(|cell| Some((cell.slot?, spot))));
    }

    fn rule(&mut self, columns: usize) {
        let dashes = self.random.pick(&["---", " --- ", ":---:", " :-- ", "-", " ------------ "]);
        let inner = vec![dashes; columns].join("|");
        let (before, after) = self.outer_bars();
        self.out.push(&format!("{before}{inner}{after}"));
        self.out.end_line_loosely(self.random);
    }

    fn outer_bars(&self) -> (&'static str, &'static str) {
        match self.layout.tables {
            Tables::Outer => ("|", "|"),
            Tables::Leading => ("|", ""),
            Tables::Inner | Tables::Tabs => ("", ""),
        }
    }

    /// Writes a row, and gives where each cell's text begins. `columns` are where their headers stand;
    /// without them, the first cell is the key of the others.
    fn row(&mut self, cells: &[Cell], mark: &str, columns: &[usize]) -> Vec<usize> {
        let (before, after) = self.outer_bars();
        let tabs = self.layout.tables == Tables::Tabs;
        self.out.push(before);
        let mut places: Vec<usize> = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.out.push(if tabs { "\t" } else { "|" });
            }
            let open = index == 0 && before.is_empty();
            let last = index + 1 == cells.len();
            let at = if tabs { self.tabbed_cell(cell, mark) } else { self.barred_cell(cell, mark, open) };
            if last && !after.is_empty() && self.random.chance(2) {
                self.out.push("<!-- why: so -->");
            }
            places.push(at);
            if let Some(slot) = cell.slot {
                let key = columns.get(index).or(places.first()).copied().unwrap_or_default();
                let written = !cell.text.is_empty();
                self.spots.insert(slot, Spot { key, value: at, written, ..Spot::default() });
            }
        }
        self.out.push(after);
        // A tab at the end of a row is its last, empty cell.
        if tabs {
            self.out.end_line();
        } else {
            self.out.end_line_loosely(self.random);
        }
        places
    }

    fn tabbed_cell(&mut self, cell: &Cell, mark: &str) -> usize {
        let at = self.out.at();
        self.marked(&cell.text, mark).unwrap_or(at)
    }

    /// A cell between bars, with the blanks around its text. An empty one stands right after its bar; one
    /// that begins its line, where the line's text does.
    fn barred_cell(&mut self, cell: &Cell, mark: &str, open: bool) -> usize {
        let text = cell.text.replace('|', "\\|");
        let edge = self.out.at();
        self.out.push(if open { "" } else { " " });
        let at = self.marked(&text, mark);
        let width = if self.layout.padded { 24 } else { 0 };
        self.out.spaces(1 + width.max(text.chars().count()) - text.chars().count());
        at.unwrap_or(if open { self.out.at() } else { edge })
    }

    /// A text between marks of emphasis, if it holds none of its own; gives its place.
    fn marked(&mut self, text: &str, mark: &str) -> Option<usize> {
        let mark = if text.contains(['*', '_']) || text.is_empty() { "" } else { mark };
        self.out.push(mark);
        let at = self.out.at();
        self.out.push(text);
        self.out.push(mark);
        (!text.is_empty()).then_some(at)
    }
}
