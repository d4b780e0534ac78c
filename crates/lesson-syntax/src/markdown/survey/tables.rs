use std::collections::HashSet;

use lesson_text::{Span, fold};

use super::super::blocks::Blocks;
use super::super::grid::cell_text;
use super::super::headings::Role;
use super::super::labels::{Key, Labels};
use super::super::lines::Lines;
use super::super::table::Table;
use super::super::wording::{inside_like_labels, unwrap};
use super::entries::{Entry, What};
use super::slots::{Written, fill};
use super::{Evidence, Surveyor};

/// How many columns that bear names of sections make a comparison.
const FEWEST_REGIMES: usize = 2;

/// The columns that a field guide has.
const GUIDE: [Key; 3] = [Key::DontSay, Key::DoSay, Key::Why];

/// A table with the heading over it.
#[derive(Debug)]
pub(super) struct Headed {
    /// The entry of the heading.
    pub(super) heading: Option<usize>,
    /// The entry of the table itself.
    pub(super) at: usize,
    columns: Vec<Span>,
}

/// The tables of a file that have a place in the layout.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) comparison: Option<Headed>,
    pub(super) guide: Option<Headed>,
    /// The names in the comparison by which sections are regimes, folded.
    pub(super) regimes: HashSet<String>,
}

impl Tables {
    /// A comparison has names of sections at its head, or at the beginning of its rows; of the others,
    /// the one whose columns are known is the field guide, or the only one after the comparison.
    pub(super) fn of(blocks: &Blocks<'_>, labels: &Labels, entries: &[Entry]) -> Self {
        let lines = &blocks.lines;
        let headings: HashSet<String> = entries
            .iter()
            .filter(|entry| matches!(entry.what, What::Heading { .. }))
            .map(|entry| name_of(lines, entry.wording))
            .collect();
        let mut found = Self::default();
        let mut others = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let What::Table(table) = entry.what else { continue };
            let Some(table) = blocks.tables.get(table) else { continue };
            let regimes = if found.comparison.is_none() { names(lines, table, &headings) } else { None };
            let columns: Vec<Span> = table.columns.iter().map(|&column| bare(lines, column)).collect();
            let headed = Headed { heading: None, at, columns };
            match regimes {
                Some(regimes) => (found.comparison, found.regimes) = (Some(headed), regimes),
                None => others.push(headed),
            }
        }
        let after = |at: usize| found.comparison.as_ref().is_some_and(|comparison| comparison.at < at);
        let known =
            |headed: &Headed| headed.columns.iter().any(|&name| column(lines, labels, name).is_some());
        let alone = others.len() == 1;
        let is_guide = |headed: &Headed| {
            known(headed) || alone && headed.columns.len() == GUIDE.len() && after(headed.at)
        };
        found.guide = others.into_iter().find(is_guide);
        let level = found.level(lines, entries);
        for headed in [&mut found.comparison, &mut found.guide].into_iter().flatten() {
            headed.heading = entries.get(..headed.at).and_then(|before| {
                before.iter().rposition(
                    |entry| matches!(entry.what, What::Heading { level: other, .. } if other <= level),
                )
            });
        }
        found
    }

    /// The level of the headings over regimes; what is deeper is inside a section.
    fn level(&self, lines: &Lines<'_>, entries: &[Entry]) -> u8 {
        let mut levels = entries.iter().filter_map(|entry| match entry.what {
            What::Heading { level, .. } => {
                self.regimes.contains(&name_of(lines, entry.wording)).then_some(level)
            }
            _ => None,
        });
        levels.next().unwrap_or(u8::MAX)
    }

    /// Whether a heading is over one of the tables.
    pub(super) fn heads(&self, entry: usize) -> bool {
        [&self.comparison, &self.guide]
            .iter()
            .any(|table| table.as_ref().is_some_and(|table| table.heading == Some(entry)))
    }
}

/// The names in a table that are those of sections, where there are enough.
fn names(lines: &Lines<'_>, table: &Table, headings: &HashSet<String>) -> Option<HashSet<String>> {
    let folded = |cell: Span| name_of(lines, bare(lines, cell));
    let known = |names: Vec<String>| -> Option<HashSet<String>> {
        let names: HashSet<String> = names.into_iter().filter(|name| headings.contains(name)).collect();
        (names.len() >= FEWEST_REGIMES).then_some(names)
    };
    let head = table.columns.iter().skip(1).map(|&column| folded(column)).collect();
    let first = |&row: &usize| table.cells(lines, row).first().map(|&cell| folded(cell));
    known(head).or_else(|| known(table.rows.iter().filter_map(first).collect()))
}

/// A regime's name as it is compared here, where a number before it and what is added in brackets or
/// after a dash count for nothing: `2. Tape (LTO)` is the column `Tape`.
pub(super) fn name_of(lines: &Lines<'_>, heading: Span) -> String {
    let folded = fold(&cell_text(lines, heading));
    let unnumbered = folded.trim_start_matches(|character: char| character.is_ascii_digit());
    let unnumbered = unnumbered.strip_prefix(['.', ')']).map_or(folded.as_str(), str::trim_start);
    let added = [" (", ": ", " - ", " – ", " — "].iter().filter_map(|sign| unnumbered.find(sign)).min();
    unnumbered.get(..added.unwrap_or(unnumbered.len())).unwrap_or_default().to_owned()
}

fn bare(lines: &Lines<'_>, cell: Span) -> Span {
    unwrap(lines, lines.trim(cell))
}

/// The key of a column of the field guide.
fn column(lines: &Lines<'_>, labels: &Labels, name: Span) -> Option<Key> {
    labels.find(lines.slice(name), |key| GUIDE.contains(&key))
}

impl Surveyor<'_> {
    /// The heading over the comparison, and what is over its first column.
    pub(super) fn comparison(&mut self) {
        self.heading(Role::Comparison, Key::Comparison, self.tables.comparison.as_ref());
        let Some(table) = &self.tables.comparison else { return };
        let Some(&first) = table.columns.first().filter(|first| !first.is_empty()) else { return };
        // Where regimes stand in the rows, the first column is theirs.
        let names = |column: &Span| self.tables.regimes.contains(&name_of(self.lines, *column));
        if table.columns.iter().any(names) {
            // Whatever is over it, the column is read.
            self.sight(Some(Key::Dimension), first, Evidence::Known);
        }
    }

    /// The heading over the field guide, its scenarios and its columns.
    pub(super) fn field_guide(&mut self) {
        self.heading(Role::FieldGuide, Key::FieldGuide, self.tables.guide.as_ref());
        let Some(table) = &self.tables.guide else { return };
        if let Some(heading) = table.heading {
            let scenarios = self.labels_between(heading + 1, table.at);
            // One alone is the primary one: the others may be left out.
            let due: &[Key] = match scenarios.as_slice() {
                [(None, _)] => &[Key::PrimaryScenario],
                _ => &[Key::PrimaryScenario, Key::SecondaryScenarios],
            };
            self.fill(&scenarios, due);
        }
        let known = |name: Span| self.labels.find(self.lines.slice(name), Key::is_column);
        let columns: Vec<Written> = table.columns.iter().map(|&name| (known(name), name)).collect();
        self.fill(&columns, &GUIDE);
    }

    fn heading(&mut self, role: Role, key: Key, table: Option<&Headed>) {
        if let Some(known) = self.headed(role) {
            self.sight(Some(key), known, Evidence::Known);
            return;
        }
        let Some(at) = table.and_then(|table| table.heading) else { return };
        let Some(heading) = self.entries.get(at).filter(|_| !self.is_regime(at)) else { return };
        self.sight(Some(key), heading.wording, Evidence::Clear);
    }

    /// The labels among some entries, those inside a paragraph with them.
    fn labels_between(&self, from: usize, to: usize) -> Vec<Written> {
        let mut found = Vec::new();
        for entry in self.entries.get(from..to).unwrap_or_default() {
            match entry.what {
                What::Known { key, .. } => found.push((Some(key), entry.wording)),
                What::Label | What::Heading { .. } => found.push((None, entry.wording)),
                _ => continue,
            }
            let key = |wording| self.labels.find(self.lines.slice(wording), Key::is_label);
            let inside = inside_like_labels(self.lines, entry.span);
            found.extend(inside.into_iter().map(|wording| (key(wording), wording)));
        }
        found
    }

    /// Sights each of a row of wordings as what it is or seems to be.
    pub(super) fn fill(&mut self, written: &[Written], due: &[Key]) {
        for &(key, wording) in written.iter().filter(|(key, _)| key.is_some_and(|key| due.contains(&key))) {
            self.sight(key, wording, Evidence::Known);
        }
        for (wording, key, clear) in fill(written, due) {
            self.sight(key, wording, if clear { Evidence::Clear } else { Evidence::Unclear });
        }
    }
}
