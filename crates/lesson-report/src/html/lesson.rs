use std::collections::HashMap;

use lesson_findings::{Finding, LessonMatrix, MatrixName, Severity};
use lesson_text::Span;
use serde::Serialize;

use super::groups::{Group, Groups};
use crate::matrix::{Counts, mark};
use crate::{summary, visible};

/// A cell links to so many findings; there is one, nearly always.
const MOST_LINKS: usize = 3;
/// A place is not held against more cells than this.
const MOST_CELLS: usize = 50;

/// A lesson with its matrix.
#[derive(Debug, Serialize)]
pub(super) struct Shown<'a> {
    number: usize,
    path: &'a str,
    title: String,
    /// How many findings there are, as in `2 errors, 1 warning`; empty without any.
    levels: String,
    worst: &'static str,
    cells: String,
    open: bool,
    /// The level of its heading.
    heading: usize,
    regimes: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Cell {
    status: &'static str,
    sign: &'static str,
    links: Vec<Link>,
}

#[derive(Clone, Debug, Serialize)]
struct Link {
    anchor: String,
    text: String,
    /// What is read out for it.
    label: String,
}

impl<'a> Shown<'a> {
    pub(super) fn new(
        number: usize,
        group: &'a Group<'_>,
        groups: &Groups<'_>,
        open: bool,
        heading: usize,
    ) -> Self {
        let count = |level| {
            let of_level =
                |&&index: &&usize| groups.finding(index).is_some_and(|finding| finding.severity == level);
            group.spoken.iter().filter(of_level).count()
        };
        let counts = [Severity::Error, Severity::Warning, Severity::Advice].map(count);
        let worst = match counts {
            [0, 0, 0] => "clean",
            [0, 0, _] => "advice",
            [0, _, _] => "warning",
            _ => "error",
        };
        let mut shown = Self {
            number,
            path: &group.path,
            title: group.title(),
            levels: summary::levels(counts, &|_, count| count).join(", "),
            worst,
            cells: String::new(),
            open,
            heading,
            regimes: Vec::new(),
            rows: Vec::new(),
        };
        if let Some(matrix) = group.matrix {
            shown.cells = Counts::of([matrix]).line();
            shown.regimes = matrix.regimes.iter().map(name).collect();
            shown.rows = rows(matrix, &mut links(matrix, group, groups));
        }
        shown
    }
}

/// The heading over the lessons without findings; none where there is none of them.
pub(super) fn folded(lessons: &[(usize, &Group<'_>)]) -> Option<String> {
    let matrices = lessons.iter().filter_map(|(_, group)| group.matrix);
    let counts = Counts::of(matrices);
    let holes = if counts.present() < counts.cells { format!(": {}", counts.line()) } else { String::new() };
    let count = summary::counted(lessons.len(), "lesson", "lessons");
    (!lessons.is_empty()).then(|| format!("{count} without findings{holes}"))
}

fn rows(matrix: &LessonMatrix, links: &mut HashMap<usize, Vec<Link>>) -> Vec<Row> {
    let columns = matrix.regimes.len();
    if columns == 0 {
        return Vec::new();
    }
    let rows = matrix.cells.chunks(columns).enumerate().zip(&matrix.dimensions);
    let row = |((row, cells), dimension): ((usize, &[_]), &MatrixName)| Row {
        name: name(dimension),
        cells: cells
            .iter()
            .enumerate()
            .map(|(column, cell): (usize, &lesson_findings::MatrixCell)| Cell {
                status: cell.status,
                sign: mark(cell.status, true).split(' ').next().unwrap_or_default(),
                links: shortened(links.remove(&(row * columns + column)).unwrap_or_default()),
            })
            .collect(),
    };
    rows.map(row).collect()
}

/// The first links; the last of them stands for the others.
fn shortened(mut links: Vec<Link>) -> Vec<Link> {
    let more = links.len().saturating_sub(MOST_LINKS);
    if more > 0 {
        links.truncate(MOST_LINKS + 1);
        if let Some(last) = links.last_mut() {
            last.text = format!("{more} more");
            last.label = format!("{more} more findings, from here on");
        }
    }
    links
}

/// The findings of each cell, by the cell's index: those that lie in what stands there, or point at the place where it
/// should stand. Several missing cells of a row share a place; a label that points at the regime tells whose it is.
fn links(matrix: &LessonMatrix, group: &Group<'_>, groups: &Groups<'_>) -> HashMap<usize, Vec<Link>> {
    let cells = Cells::of(matrix);
    let mut links: HashMap<usize, Vec<Link>> = HashMap::new();
    let mut indices: Vec<usize> = group.spoken.iter().chain(&group.silenced).copied().collect();
    indices.sort_unstable();
    for index in indices {
        let Some(finding) = groups.finding(index) else { continue };
        let silenced = if finding.suppression.is_some() { " (suppressed)" } else { "" };
        let text = format!("{}{silenced}", finding.rule.code);
        let label = format!("{text}: {}", visible::name(&finding.message, true));
        let link = Link { anchor: groups.anchor(index).to_owned(), text, label };
        for cell in cells.of_finding(finding) {
            links.entry(cell).or_default().push(link.clone());
        }
    }
    links
}

/// The cells of a matrix by their places.
struct Cells<'a> {
    matrix: &'a LessonMatrix,
    /// The cells at exactly a place.
    at: HashMap<Span, Vec<usize>>,
    /// What stands in cells, in its order.
    present: Vec<(Span, usize)>,
    /// What could not be read.
    malformed: Vec<(Span, usize)>,
}

impl<'a> Cells<'a> {
    fn of(matrix: &'a LessonMatrix) -> Self {
        let mut at: HashMap<Span, Vec<usize>> = HashMap::new();
        let (mut present, mut malformed) = (Vec::new(), Vec::new());
        for (index, cell) in matrix.cells.iter().enumerate() {
            at.entry(cell.location.span).or_default().push(index);
            match cell.status {
                "missing" => {}
                "malformed" => malformed.push((cell.location.span, index)),
                _ => present.push((cell.location.span, index)),
            }
        }
        present.sort_unstable();
        malformed.sort_unstable();
        Self { matrix, at, present, malformed }
    }

    fn of_finding(&self, finding: &Finding) -> Vec<usize> {
        let Some(location) = finding.location.as_ref() else { return Vec::new() };
        if location.source.path() != self.matrix.path {
            return Vec::new();
        }
        if let Some(sharing) = self.at.get(&location.span) {
            let named: Vec<usize> =
                sharing.iter().copied().filter(|&cell| self.is_named(cell, finding)).collect();
            let all = || sharing.iter().copied().take(MOST_CELLS).collect();
            return if named.is_empty() { all() } else { named };
        }
        let before = self.present.partition_point(|(span, _)| span.start <= location.span.start);
        let cell = before.checked_sub(1).and_then(|last| self.present.get(last));
        let within = cell.filter(|(span, _)| span.contains(location.span)).into_iter();
        within.chain(self.unread_within(location.span)).map(|&(_, cell)| cell).collect()
    }

    /// The cells that could not be read, in what a finding says could not be.
    fn unread_within(&self, place: Span) -> impl Iterator<Item = &(Span, usize)> {
        let first = self.malformed.partition_point(|(span, _)| span.start < place.start);
        let from = self.malformed.iter().skip(first).take_while(move |(span, _)| span.start <= place.end);
        from.filter(move |(span, _)| place.contains(*span)).take(MOST_CELLS)
    }

    /// Whether a label of a finding stands at the name of a cell's regime.
    fn is_named(&self, cell: usize, finding: &Finding) -> bool {
        let regime =
            cell.checked_rem(self.matrix.regimes.len()).and_then(|column| self.matrix.regimes.get(column));
        regime.is_some_and(|regime| {
            let mut labels =
                finding.labels.iter().map(|label| label.location.source.slice(label.location.span));
            labels.any(|text| text == regime.name || text == regime.id)
        })
    }
}

fn name(name: &MatrixName) -> String {
    visible::name(if name.name.is_empty() { &name.id } else { &name.name }, true)
}
