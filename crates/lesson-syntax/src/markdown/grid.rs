use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use lesson_text::{Edit, Span, fold, is_comma, is_semicolon, slug};
use memchr::memchr_iter;

use super::emit::{Emitter, Entries};
use super::labels::Key;
use super::lines::Lines;
use super::outline::{Comparison, FieldGuide};
use super::table::{Bars, Table};
use super::wording::unwrap;
use crate::{NodeId, Problem, ProblemKind, Style};

/// How many values are made for the cells that a short row lacks: a hostile header could ask for many.
const MOST_MISSING: usize = 100;

/// A column: the key it stands for, and its header.
#[derive(Clone, Debug)]
struct Column {
    /// Empty for one that stands there a second time: its cells are read as prose.
    key: String,
    header: Span,
}

impl Emitter<'_> {
    pub(super) fn comparison(&mut self, comparison: &Comparison) -> NodeId {
        let mut entries = Entries::default();
        let (mut notes, mut prose) = (comparison.notes.clone(), comparison.prose.clone());
        if let Some(intro) = comparison.intro {
            let value = self.text(intro);
            self.keyed(&mut entries, Span::empty(intro.start as usize), "intro", value);
        }
        let blocks = self.blocks;
        let mut taken: Vec<&Table> = Vec::new();
        let mut first: Option<HashSet<String>> = None;
        for table in comparison.tables.iter().filter_map(|&table| blocks.tables.get(table)) {
            let headers = self.headers(table);
            if *first.get_or_insert_with(|| headers.clone()) == headers {
                taken.push(table);
            } else {
                notes.push(self.span_of(table));
            }
        }
        if let Some(whole) = taken.iter().map(|table| self.span_of(table)).reduce(Span::join) {
            let mut items = Vec::new();
            for table in taken {
                if self.is_transposed(table) {
                    self.transposed(table, &mut items, &mut prose);
                } else {
                    self.dimensions(table, &mut items, &mut prose);
                }
            }
            let list = self.builder.sequence(Style::Prose, whole, &items, false);
            self.keyed(&mut entries, Span::empty(whole.start as usize), "dimensions", list);
        }
        notes.sort_unstable();
        prose.sort_unstable();
        self.texts("notes", &notes, &mut entries);
        self.prose(&prose, &mut entries);
        self.mapping(comparison.span, entries)
    }

    pub(super) fn field_guide(&mut self, guide: &FieldGuide) -> NodeId {
        let mut entries = Entries::default();
        let mut prose = guide.prose.clone();
        if let Some(primary) = &guide.primary {
            self.labelled(&mut entries, primary, "primary_scenario");
        }
        if let Some((label, items)) = &guide.secondary {
            let value = match items.iter().copied().reduce(Span::join) {
                Some(whole) => {
                    let items: Vec<NodeId> = items.iter().map(|&item| self.text(item)).collect();
                    self.builder.sequence(Style::Prose, whole, &items, false)
                }
                None => self.builder.null(Span::empty(label.after)),
            };
            self.keyed(&mut entries, label.wording, "secondary_scenarios", value);
        }
        let blocks = self.blocks;
        let mut items = Vec::new();
        let mut whole: Option<Span> = None;
        for table in guide.tables.iter().filter_map(|&table| blocks.tables.get(table)) {
            let span = self.span_of(table);
            if self.lines(table, &mut items, &mut prose) {
                whole = Some(whole.map_or(span, |whole| whole.join(span)));
            } else {
                prose.push(span);
            }
        }
        if let Some(whole) = whole {
            let list = self.builder.sequence(Style::Prose, whole, &items, false);
            self.keyed(&mut entries, Span::empty(whole.start as usize), "lines", list);
        }
        prose.sort_unstable();
        self.prose(&prose, &mut entries);
        self.mapping(guide.span, entries)
    }

    fn dimensions(&mut self, table: &Table, items: &mut Vec<NodeId>, prose: &mut Vec<Span>) {
        let columns = self.regime_columns(table);
        let Some((first, others)) = columns.split_first() else { return };
        for &row in &table.rows {
            let span = self.row_span(row);
            let Some((cells, broken)) = self.row(table, row, prose) else { return };
            let Some((&name, cells)) = cells.split_first() else { continue };
            let mut entries = Entries::default();
            let short = cells.len() < others.len();
            let value = if short { self.cell_of_short_row(name) } else { self.name_cell(name) };
            let key = self.builder.name(first.header, "name");
            entries.push(name.start as usize, key, value);
            let (values, cut) = self.values(others, cells, broken.then_some(span), prose);
            let rest = cells.iter().copied().reduce(Span::join).unwrap_or(Span::empty(span.end as usize));
            let mapping = self.builder.mapping(Style::Prose, rest, &values, cut);
            let key = self.builder.name(Span::empty(rest.start as usize), "cells");
            entries.push(span.end as usize, key, mapping);
            items.push(self.mapping(span, entries));
        }
    }

    fn lines(&mut self, table: &Table, items: &mut Vec<NodeId>, prose: &mut Vec<Span>) -> bool {
        let Some(columns) = self.guide_columns(table) else { return false };
        for &row in &table.rows {
            let span = self.row_span(row);
            let Some((cells, broken)) = self.row(table, row, prose) else { break };
            let (values, cut) = self.values(&columns, &cells, broken.then_some(span), prose);
            items.push(self.builder.mapping(Style::Prose, span, &values, cut));
        }
        true
    }

    /// Columns are regimes, and the dimensions stand above them: a cell's dimension is its header.
    fn transposed(&mut self, table: &Table, items: &mut Vec<NodeId>, prose: &mut Vec<Span>) {
        let mut dimensions: Vec<Vec<(NodeId, NodeId)>> =
            vec![Vec::new(); table.columns.len().saturating_sub(1)];
        for &row in &table.rows {
            let span = self.row_span(row);
            let Some((cells, _)) = self.row(table, row, prose) else { break };
            let Some((&name, cells)) = cells.split_first() else { continue };
            let header = self.bare(name);
            let id = self.id_of(header, 0);
            let short = cells.len() < dimensions.len();
            for (index, dimension) in dimensions.iter_mut().enumerate().take(cells.len() + MOST_MISSING) {
                let value = match cells.get(index) {
                    Some(&cell) if short => self.cell_of_short_row(cell),
                    Some(&cell) => self.cell(cell),
                    None => self.builder.malformed(Span::empty(span.end as usize)),
                };
                dimension.push((self.builder.name(header, &id), value));
            }
        }
        for (values, &column) in dimensions.iter().zip(table.columns.iter().skip(1)) {
            let header = self.bare(column);
            let mut entries = Entries::default();
            let name = self.name_cell(column);
            self.keyed(&mut entries, Span::empty(header.start as usize), "name", name);
            let cells = self.builder.mapping(Style::Prose, header, values, false);
            self.keyed(&mut entries, header, "cells", cells);
            items.push(self.mapping(header, entries));
        }
    }

    /// The cells of a row under their columns' keys. Those that a short row lacks or leaves blank are
    /// malformed, for the row was reported. Also whether there are still more.
    fn values(
        &mut self,
        columns: &[Column],
        cells: &[Span],
        broken: Option<Span>,
        prose: &mut Vec<Span>,
    ) -> (Vec<(NodeId, NodeId)>, bool) {
        let mut values = Vec::new();
        for (column, &cell) in columns.iter().zip(cells) {
            if column.key.is_empty() {
                prose.extend((!self.blocks.lines.trim(cell).is_empty()).then_some(cell));
                continue;
            }
            let short = cells.len() < columns.len();
            let value = match &*column.key {
                _ if short && self.blocks.lines.trim(cell).is_empty() => self.cell_of_short_row(cell),
                "regimes" => self.regimes_cell(cell),
                _ => self.cell(cell),
            };
            values.push((self.builder.name(column.header, &column.key), value));
        }
        let missing = columns.get(cells.len()..).unwrap_or_default();
        for column in missing.iter().take(MOST_MISSING).filter(|column| !column.key.is_empty()) {
            let place = broken.map_or(Span::default(), |row| Span::empty(row.end as usize));
            let value = self.builder.malformed(place);
            values.push((self.builder.name(column.header, &column.key), value));
        }
        (values, missing.len() > MOST_MISSING)
    }

    /// A row's cells, at most as many as there are columns, and whether it has more or fewer; `None`
    /// where the lesson holds too much.
    fn row(&mut self, table: &Table, row: usize, prose: &mut Vec<Span>) -> Option<(Vec<Span>, bool)> {
        let limit = self.options.limits.nodes;
        if self.builder.tree().len() > limit {
            let message = format!("the lesson has more than {limit} values, and the rest is not read");
            let help = "split the lesson, or raise `limits.nodes` in lessonlint.toml";
            if self.problems.iter().all(|problem| problem.kind != ProblemKind::TooLarge) {
                let problem = Problem::new(ProblemKind::TooLarge, self.row_span(row), message);
                self.problems.push(problem.help(help));
            }
            return None;
        }
        let mut cells = table.cells(&self.blocks.lines, row);
        let (found, due) = (cells.len(), table.columns.len());
        if found != due {
            self.malformed_row(table, row, found);
            prose.extend(
                cells.drain(due.min(found)..).filter(|&cell| !self.blocks.lines.trim(cell).is_empty()),
            );
        }
        Some((cells, found != due))
    }

    fn malformed_row(&mut self, table: &Table, row: usize, found: usize) {
        let due = table.columns.len();
        let headers: Vec<&str> =
            table.columns.iter().take(8).map(|&column| self.blocks.lines.slice(self.bare(column))).collect();
        let more = if due > 8 { ", …" } else { "" };
        let cells = if found == 1 { "cell" } else { "cells" };
        let message = format!(
            "this row has {found} {cells}, and its table has {due} columns: {}{more}",
            headers.join(", ")
        );
        let span = self.row_span(row);
        let mut problem = Problem::new(ProblemKind::MalformedTable, span, message);
        if found > due {
            problem = problem.help("write a bar inside a cell as `\\|`, or take the extra cells away");
        } else {
            problem = problem.help("give the row a cell for every column");
            if due - found <= MOST_MISSING {
                let edit = Edit::insert(span.end as usize, self.empty_cells(table, span, due - found));
                problem = problem.suggest("add the missing cells, empty", vec![edit]);
            }
        }
        self.problems.push(problem);
    }

    fn empty_cells(&self, table: &Table, row: Span, missing: usize) -> String {
        match table.bars {
            Bars::Tabs => "\t".repeat(missing),
            Bars::Pipes { after, .. } if self.blocks.lines.slice(row).ends_with('|') && after => {
                "  |".repeat(missing)
            }
            Bars::Pipes { after, .. } => format!("{}{}", " | ".repeat(missing), if after { "|" } else { "" }),
        }
    }

    /// The columns of a comparison by the ids of their regimes.
    fn regime_columns(&mut self, table: &Table) -> Vec<Column> {
        let names = table.columns.iter().enumerate();
        let columns = names
            .map(|(index, &column)| {
                let header = self.bare(column);
                Column { key: self.id_of(header, index), header }
            })
            .collect();
        self.once(columns, 1)
    }

    /// The columns of a field guide; `None` where none of its own is among them.
    fn guide_columns(&mut self, table: &Table) -> Option<Vec<Column>> {
        let mut known = false;
        let columns = table.columns.iter().enumerate().map(|(index, &column)| {
            let header = self.bare(column);
            let text = self.blocks.lines.slice(header);
            let key = match self.labels.find(text, Key::is_column) {
                Some(key) => {
                    known |= matches!(key, Key::DontSay | Key::DoSay | Key::Why);
                    key.name().to_owned()
                }
                None => format!("x-{}", own_key(text, index)),
            };
            Column { key, header }
        });
        let columns = columns.collect();
        known.then(|| self.once(columns, 0))
    }

    /// Blanks the key of every column, from `skip` on, that stands there already, and reports it.
    fn once(&mut self, mut columns: Vec<Column>, skip: usize) -> Vec<Column> {
        let mut seen: HashMap<String, Span> = HashMap::new();
        for column in columns.iter_mut().skip(skip) {
            let Some(&first) = seen.get(&column.key) else {
                seen.insert(column.key.clone(), column.header);
                continue;
            };
            let written = self.blocks.lines.slice(column.header);
            let message = format!("the table has two columns for `{written}`");
            let problem = Problem::new(ProblemKind::DuplicateKey, column.header, message)
                .help("the first counts; join the two, or take one away")
                .related(first, "the first is here");
            self.problems.push(problem);
            column.key.clear();
        }
        columns
    }

    /// The id of the regime that a header names, else one made from the header's own words.
    fn id_of(&self, header: Span, index: usize) -> String {
        let text = cell_text(&self.blocks.lines, header);
        let known = self.ids.get(&fold(&text)).filter(|id| !id.is_empty());
        known.cloned().unwrap_or_else(|| own_key(&text, index))
    }

    fn is_transposed(&self, table: &Table) -> bool {
        let names =
            |span: Span| self.ids.contains_key(&fold(&cell_text(&self.blocks.lines, self.bare(span))));
        let mut first_cells =
            table.rows.iter().map(|&row| table.cells(&self.blocks.lines, row).first().copied());
        !table.columns.iter().skip(1).any(|&column| names(column))
            && !table.rows.is_empty()
            && first_cells.all(|cell| cell.is_some_and(names))
    }

    /// The names at a table's head, by which two tables are one.
    fn headers(&self, table: &Table) -> HashSet<String> {
        table.columns.iter().map(|&column| fold(self.blocks.lines.slice(self.bare(column)))).collect()
    }

    /// A cell's text without the emphasis around the whole of it.
    fn bare(&self, cell: Span) -> Span {
        unwrap(&self.blocks.lines, self.blocks.lines.trim(cell))
    }

    fn name_cell(&mut self, cell: Span) -> NodeId {
        let name = self.bare(cell);
        if name.is_empty() { self.cell(cell) } else { self.cell(name) }
    }

    fn regimes_cell(&mut self, cell: Span) -> NodeId {
        let lines = &self.blocks.lines;
        let mut names = Vec::new();
        let mut from = cell.start as usize;
        let parts = |character| is_comma(character) || is_semicolon(character);
        for (at, comma) in lines.slice(cell).match_indices(parts) {
            let to = cell.start as usize + at;
            names.push(self.bare(Span::new(from, to)));
            from = to + comma.len();
        }
        names.push(self.bare(Span::new(from, cell.end as usize)));
        names.retain(|name| !name.is_empty());
        let Some(whole) = names.iter().copied().reduce(Span::join) else { return self.cell(cell) };
        let items: Vec<NodeId> = names.iter().map(|&name| self.cell(name)).collect();
        self.builder.sequence(Style::Prose, whole, &items, false)
    }

    /// Nobody knows of which column a blank in a short row is.
    fn cell_of_short_row(&mut self, cell: Span) -> NodeId {
        if self.blocks.lines.trim(cell).is_empty() { self.builder.malformed(cell) } else { self.cell(cell) }
    }

    /// A cell's text, its escaped bars decoded; no value where it is blank, at the blank.
    fn cell(&mut self, cell: Span) -> NodeId {
        let lines = &self.blocks.lines;
        let text = lines.trim(cell);
        if text.is_empty() {
            return self.builder.null(Span::new(cell.start as usize, text.start as usize).join(text));
        }
        let written = lines.slice(text);
        let bars = memchr_iter(b'\\', written.as_bytes()).filter(|&at| written[at..].starts_with("\\|"));
        let bars = bars.map(|at| Span::new(at, at + 2).shifted(text.start as usize));
        self.with(text, bars, "|")
    }

    fn row_span(&self, row: usize) -> Span {
        self.blocks.lines.get(row).map_or_else(Span::default, |line| line.text)
    }

    fn span_of(&self, table: &Table) -> Span {
        self.row_span(table.header).join(self.row_span(table.last))
    }
}

/// A cell's text as it is meant, with its bars as they are without their escapes.
pub(super) fn cell_text<'a>(lines: &Lines<'a>, cell: Span) -> Cow<'a, str> {
    let text = lines.slice(cell);
    if text.contains("\\|") { Cow::Owned(text.replace("\\|", "|")) } else { Cow::Borrowed(text) }
}

fn own_key(header: &str, index: usize) -> String {
    let key = slug(header);
    if key.is_empty() { format!("column-{}", index + 1) } else { key }
}
