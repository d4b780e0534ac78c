use lesson_text::compare_folded;

use crate::{Dimension, Lesson, Map, Place, RegimeNames, Slot, Text, Void, Words};

/// A lesson's comparison seen as regimes by dimensions, with the state of each cell. Law 1 and the
/// `matrix` command both read it from here.
#[derive(Debug)]
pub struct Matrix {
    /// The columns.
    pub regimes: Vec<MatrixRegime>,
    /// The rows.
    pub rows: Vec<MatrixRow>,
}

/// A column.
#[derive(Debug)]
pub struct MatrixRegime {
    /// Which of the lesson's regimes it is, from 0.
    pub index: usize,
    /// The regime's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
}

/// A row: a cell for each column.
#[derive(Debug)]
pub struct MatrixRow {
    /// The dimension's id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The cells, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// One regime on one dimension.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// What stands there.
    pub status: CellStatus,
    /// Where it stands, else the smallest thing that should hold it.
    pub place: Place,
    /// What should hold it: the mapping of the row's cells.
    pub owner: Place,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellStatus {
    /// A text of its own.
    Present,
    /// Nothing.
    Missing,
    /// A placeholder.
    Placeholder,
    /// The same text as another regime's on this dimension.
    Copied,
    /// Only that there is none.
    None,
    /// Something that could not be read.
    Malformed,
}

impl CellStatus {
    /// Its name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Missing => "missing",
            Self::Placeholder => "placeholder",
            Self::Copied => "copied",
            Self::None => "none",
            Self::Malformed => "malformed",
        }
    }

    /// Whether law 1 is broken here.
    #[must_use]
    pub fn is_absent(self) -> bool {
        matches!(self, Self::Missing | Self::Placeholder)
    }
}

impl Matrix {
    /// The matrix of a lesson.
    #[must_use]
    pub fn of(lesson: &Lesson, words: &Words) -> Self {
        Self::with_names(lesson, &RegimeNames::of(lesson), words)
    }

    /// The matrix of a lesson whose regimes' names are known already.
    #[must_use]
    pub fn with_names(lesson: &Lesson, names: &RegimeNames, words: &Words) -> Self {
        // A regime declared twice is one column: that it is declared twice is another rule's finding.
        let columns: Vec<usize> = lesson
            .regimes()
            .enumerate()
            .map(|(index, regime)| names.find(&regime.slug()).unwrap_or(index))
            .collect();
        let is_first = |index: &usize| columns.get(*index) == Some(index);
        let regimes = lesson.regimes().enumerate().filter(|(index, _)| is_first(index));
        let regimes = regimes.map(|(index, regime)| MatrixRegime {
            index,
            id: regime.slug(),
            name: regime.title(),
            place: regime.name.present().map_or(regime.place, |name| name.place),
        });
        let rows = lesson.dimensions().map(|dimension| {
            let cells = row(dimension, dimension.place, names, columns.len(), words);
            let cells = cells.into_iter().enumerate().filter(|(index, _)| is_first(index));
            MatrixRow {
                id: dimension.slug(),
                name: dimension.title(),
                cells: cells.map(|(_, cell)| cell).collect(),
            }
        });
        Self { regimes: regimes.collect(), rows: rows.collect() }
    }
}

fn row(dimension: &Dimension, place: Place, names: &RegimeNames, width: usize, words: &Words) -> Vec<Cell> {
    let (status, owner) = match &dimension.cells {
        Slot::Present(cells) => return filled_row(cells, cells.place, names, width, words),
        Slot::Absent(absence) => (status_of(absence.void), absence.place),
        Slot::Malformed(place) => (CellStatus::Malformed, *place),
    };
    let owner = if status == CellStatus::Malformed { place } else { owner };
    vec![Cell { status, place: owner, owner }; width]
}

fn filled_row(
    cells: &Map<Text>,
    owner: Place,
    names: &RegimeNames,
    width: usize,
    words: &Words,
) -> Vec<Cell> {
    let unwritten = if cells.cut { CellStatus::Malformed } else { CellStatus::Missing };
    let mut row = vec![Cell { status: unwritten, place: owner, owner }; width];
    let mut texts: Vec<Option<&str>> = vec![None; width];
    for (key, slot) in &cells.entries {
        let Some(column) = names.find(&key.name) else { continue };
        let Some(cell) = row.get_mut(column) else { continue };
        // Of two keys for one regime, the one that says something counts.
        if cell.status == CellStatus::Present {
            continue;
        }
        match slot {
            Slot::Present(text) => {
                cell.status = if words.says_none(text) { CellStatus::None } else { CellStatus::Present };
                cell.place = text.place;
                texts[column] = Some(text);
            }
            Slot::Absent(absence) => {
                cell.status = status_of(absence.void);
                cell.place = absence.place;
            }
            Slot::Malformed(place) => {
                cell.status = CellStatus::Malformed;
                cell.place = *place;
            }
        }
    }
    mark_copies(&mut row, &texts);
    row
}

/// Marks the cells that say the same; sorted, equal texts stand side by side.
fn mark_copies(row: &mut [Cell], texts: &[Option<&str>]) {
    let mut written: Vec<(&str, &mut Cell)> =
        texts.iter().zip(row).filter_map(|(text, cell)| Some(((*text)?, cell))).collect();
    written.sort_by(|(first, _), (second, _)| compare_folded(first, second));
    let copies = written.chunk_by_mut(|(first, _), (second, _)| compare_folded(first, second).is_eq());
    for (_, cell) in copies.filter(|copies| copies.len() > 1).flatten() {
        if cell.status == CellStatus::Present {
            cell.status = CellStatus::Copied;
        }
    }
}

fn status_of(void: Void) -> CellStatus {
    match void {
        Void::Missing | Void::Blank => CellStatus::Missing,
        Void::Placeholder | Void::Denial => CellStatus::Placeholder,
    }
}
