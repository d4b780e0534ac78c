use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use lesson_text::Span;

use crate::{LessonMatrix, Location, MatrixName};

/// What became of lessons and of the debt since an earlier state of the repository.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The revision, as it was given.
    pub since: String,
    /// The commit that was compared with: the merge base of that revision and `HEAD`, as its full id.
    pub base: String,
    /// The lessons that changed, by path.
    pub lessons: Vec<LessonChange>,
    /// The debt that was made, by kind, path and place.
    pub debt: Vec<Debt>,
    /// Configurations and courses that changed, by path: lessons that did not change were not checked
    /// against them.
    pub unchecked: Vec<String>,
}

/// What became of a lesson.
#[derive(Clone, Debug)]
pub struct LessonChange {
    /// The file's path, relative to the root, with `/`; of a lesson that is gone, where it was.
    pub path: String,
    /// The root, from the top of the file system, with `/`; empty where it is not known.
    pub root: Arc<str>,
    /// Where it was before, if it was renamed.
    pub was: Option<String>,
    /// What happened.
    pub kind: ChangeKind,
    /// The lesson's title; empty where there is none.
    pub title: String,
    /// Cells that are present now and were not, in the order of the lesson.
    pub gained: Vec<CellChange>,
    /// Cells that were present and are not any more, in the order in which they stood.
    pub lost: Vec<CellChange>,
    /// Columns that were not there.
    pub regimes_added: Vec<MatrixName>,
    /// Columns that are gone.
    pub regimes_removed: Vec<MatrixName>,
    /// Rows that were not there.
    pub dimensions_added: Vec<MatrixName>,
    /// Rows that are gone.
    pub dimensions_removed: Vec<MatrixName>,
}

/// What happened to a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It was not there, or was no lesson.
    Added,
    /// It has the path that it had.
    Changed,
    /// It has another path, and may have changed, too.
    Renamed,
    /// It is gone, or is no lesson any more.
    Deleted,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Added, Self::Changed, Self::Renamed, Self::Deleted];

    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
            Self::Deleted => "deleted",
        }
    }
}

/// A cell that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// Its column.
    pub regime: MatrixName,
    /// Its row.
    pub dimension: MatrixName,
    /// What stood there, as a matrix calls it; `None` where there was no such row or column.
    pub before: Option<&'static str>,
    /// What stands there; `None` where there is no such row or column.
    pub after: Option<&'static str>,
}

/// Something that was made easier to pass than it was.
#[derive(Clone, Debug)]
pub struct Debt {
    /// In which way.
    pub kind: DebtKind,
    /// The file's path, relative to the root, with `/`.
    pub path: String,
    /// The root, from the top of the file system, with `/`; empty where it is not known.
    pub root: Arc<str>,
    /// Where it stands; none for something that was taken out.
    pub location: Option<Location>,
    /// What it is, in a sentence without its full stop.
    pub message: String,
}

/// In which way debt is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DebtKind {
    /// A finding is silenced, in a lesson or in the configuration.
    Suppression,
    /// Some files are held to less.
    Override,
    /// A rule matters less.
    Level,
    /// Less is looked at, or more passes.
    Gate,
    /// A baseline holds more back.
    Baseline,
}

impl DebtKind {
    /// Every kind, in their order.
    pub const ALL: [Self; 5] = [Self::Suppression, Self::Override, Self::Level, Self::Gate, Self::Baseline];

    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Suppression => "suppression",
            Self::Override => "override",
            Self::Level => "level",
            Self::Gate => "gate",
            Self::Baseline => "baseline",
        }
    }
}

impl Changes {
    /// Puts lessons and debt in their one order.
    pub fn sort(&mut self) {
        self.lessons.sort_by(|first, second| (&first.path, first.kind).cmp(&(&second.path, second.kind)));
        self.debt.sort_by(|first, second| first.sort_key().cmp(&second.sort_key()));
        self.unchecked.sort();
        self.unchecked.dedup();
    }
}

impl Debt {
    fn sort_key(&self) -> (DebtKind, &str, Option<Span>, &str) {
        let span = self.location.as_ref().map(|location| location.span);
        (self.kind, &self.path, span, &self.message)
    }
}

impl LessonChange {
    /// What became of a lesson, by its matrix before and after; `None` where it was never one. `was` is
    /// where it lay before, if that is elsewhere.
    #[must_use]
    pub fn between(
        was: Option<String>,
        before: Option<&LessonMatrix>,
        after: Option<&LessonMatrix>,
    ) -> Option<Self> {
        let kind = match (before, after) {
            (None, None) => return None,
            (None, Some(_)) => ChangeKind::Added,
            (Some(_), None) => ChangeKind::Deleted,
            (Some(_), Some(_)) if was.is_some() => ChangeKind::Renamed,
            (Some(_), Some(_)) => ChangeKind::Changed,
        };
        let is = after.or(before)?;
        let (cells_before, cells_after) = (Cells::of(before), Cells::of(after));
        let regimes = |matrix: Option<&'_ LessonMatrix>| matrix.map(|matrix| matrix.regimes.clone());
        let dimensions = |matrix: Option<&'_ LessonMatrix>| matrix.map(|matrix| matrix.dimensions.clone());
        Some(Self {
            path: is.path.clone(),
            root: Arc::clone(&is.root),
            was: was.filter(|_| kind == ChangeKind::Renamed),
            kind,
            title: is.title.clone(),
            gained: cells_after.absent_from(&cells_before, |now, then| (then, now)),
            lost: cells_before.absent_from(&cells_after, |then, now| (then, now)),
            regimes_added: without(regimes(after), regimes(before)),
            regimes_removed: without(regimes(before), regimes(after)),
            dimensions_added: without(dimensions(after), dimensions(before)),
            dimensions_removed: without(dimensions(before), dimensions(after)),
        })
    }
}

/// The names of one list whose ids are not in another.
fn without(names: Option<Vec<MatrixName>>, others: Option<Vec<MatrixName>>) -> Vec<MatrixName> {
    let known: HashSet<String> = others.unwrap_or_default().into_iter().map(|name| name.id).collect();
    names.unwrap_or_default().into_iter().filter(|name| !known.contains(&name.id)).collect()
}

/// A cell by its row (of several with one id, which of them) and its column.
type Key<'a> = (&'a str, usize, &'a str);
/// What stands in a cell, where there is one.
type Status = Option<&'static str>;

/// The cells of a matrix, to be looked up.
struct Cells<'a> {
    in_order: Vec<(Key<'a>, &'a MatrixName, &'a MatrixName)>,
    statuses: HashMap<Key<'a>, &'static str>,
}

impl<'a> Cells<'a> {
    fn of(matrix: Option<&'a LessonMatrix>) -> Self {
        let (mut in_order, mut statuses) = (Vec::new(), HashMap::new());
        let Some(matrix) = matrix else { return Self { in_order, statuses } };
        let mut rows: HashMap<&str, usize> = HashMap::new();
        let width = matrix.regimes.len().max(1);
        for (dimension, cells) in matrix.dimensions.iter().zip(matrix.cells.chunks(width)) {
            let ordinal = rows.entry(&dimension.id).or_default();
            for (regime, cell) in matrix.regimes.iter().zip(cells) {
                let key = (dimension.id.as_str(), *ordinal, regime.id.as_str());
                in_order.push((key, regime, dimension));
                statuses.insert(key, cell.status);
            }
            *ordinal += 1;
        }
        Self { in_order, statuses }
    }

    /// Those that are present here and not there; from what stands here and there, `in_time` makes before
    /// and after.
    fn absent_from(&self, others: &Self, in_time: fn(Status, Status) -> (Status, Status)) -> Vec<CellChange> {
        let differs = |&(key, regime, dimension): &(Key<'a>, &MatrixName, &MatrixName)| {
            let (here, there) = (self.statuses.get(&key).copied(), others.statuses.get(&key).copied());
            let (before, after) = in_time(here, there);
            let differs = here == Some(PRESENT) && there != Some(PRESENT);
            differs.then(|| CellChange {
                regime: regime.clone(),
                dimension: dimension.clone(),
                before,
                after,
            })
        };
        self.in_order.iter().filter_map(differs).collect()
    }
}

/// What a matrix calls a cell that holds a text of its own.
const PRESENT: &str = "present";

#[cfg(test)]
mod tests {
    use lesson_text::SourceFile;

    use super::*;
    use crate::MatrixCell;

    /// A matrix from rows of a name and statuses by column.
    fn matrix(regimes: &[&str], rows: &[(&str, &[&'static str])]) -> LessonMatrix {
        let name = |id: &&str| MatrixName { id: (*id).to_owned(), name: id.to_uppercase() };
        let source = Arc::new(SourceFile::new("a.yaml", ""));
        let cell = |dimension: &str, regime: &&str, status| MatrixCell {
            regime: (*regime).to_owned(),
            dimension: dimension.to_owned(),
            status,
            location: Location { source: Arc::clone(&source), span: Span::empty(0) },
        };
        LessonMatrix {
            path: "a.yaml".to_owned(),
            root: Arc::default(),
            title: "A".to_owned(),
            regimes: regimes.iter().map(name).collect(),
            dimensions: rows.iter().map(|(id, _)| name(id)).collect(),
            cells: rows
                .iter()
                .flat_map(|(id, row)| {
                    regimes.iter().zip(*row).map(|(regime, status)| cell(id, regime, status))
                })
                .collect(),
        }
    }

    fn cells(changes: &[CellChange]) -> Vec<String> {
        let word = |status: Option<&'static str>| status.unwrap_or("-");
        let cell = |change: &CellChange| {
            let (before, after) = (word(change.before), word(change.after));
            format!("{}/{} {before} {after}", change.dimension.id, change.regime.id)
        };
        changes.iter().map(cell).collect()
    }

    fn ids(names: &[MatrixName]) -> Vec<&str> {
        names.iter().map(|name| name.id.as_str()).collect()
    }

    #[test]
    fn a_cell_that_is_present_on_one_side_alone_was_gained_or_lost() {
        let before =
            matrix(&["x", "y"], &[("cost", &["present", "missing"]), ("time", &["present", "none"])]);
        let after =
            matrix(&["y", "x"], &[("time", &["copied", "placeholder"]), ("cost", &["present", "present"])]);
        let change = LessonChange::between(None, Some(&before), Some(&after)).unwrap();
        assert_eq!(change.kind, ChangeKind::Changed);
        assert_eq!(cells(&change.lost), ["time/x present placeholder"]);
        assert_eq!(cells(&change.gained), ["cost/y missing present"]);
        assert!(change.regimes_added.is_empty() && change.dimensions_removed.is_empty());
    }

    #[test]
    fn rows_and_columns_come_and_go() {
        let before =
            matrix(&["x", "y"], &[("cost", &["present", "present"]), ("time", &["present", "none"])]);
        let after =
            matrix(&["x", "z"], &[("cost", &["present", "present"]), ("who", &["missing", "present"])]);
        let change = LessonChange::between(Some("b.yaml".to_owned()), Some(&before), Some(&after)).unwrap();
        assert_eq!((change.kind, change.was.as_deref()), (ChangeKind::Renamed, Some("b.yaml")));
        assert_eq!((ids(&change.regimes_added), ids(&change.regimes_removed)), (vec!["z"], vec!["y"]));
        assert_eq!(
            (ids(&change.dimensions_added), ids(&change.dimensions_removed)),
            (vec!["who"], vec!["time"])
        );
        assert_eq!(cells(&change.lost), ["cost/y present -", "time/x present -"]);
        assert_eq!(cells(&change.gained), ["cost/z - present", "who/z - present"]);
    }

    #[test]
    fn rows_of_one_id_are_told_apart_by_their_order() {
        let before = matrix(&["x"], &[("cost", &["present"]), ("cost", &["present"])]);
        let after = matrix(&["x"], &[("cost", &["present"]), ("cost", &["missing"])]);
        let change = LessonChange::between(None, Some(&before), Some(&after)).unwrap();
        assert_eq!(cells(&change.lost), ["cost/x present missing"]);
    }

    #[test]
    fn whole_lessons_come_and_go() {
        let lesson = matrix(&["x", "y"], &[("cost", &["present", "missing"])]);
        let added = LessonChange::between(Some("was.yaml".to_owned()), None, Some(&lesson)).unwrap();
        assert_eq!(
            (added.kind, added.was, cells(&added.gained)),
            (ChangeKind::Added, None, vec!["cost/x - present".to_owned()])
        );
        assert_eq!((ids(&added.regimes_added), ids(&added.dimensions_added)), (vec!["x", "y"], vec!["cost"]));
        let deleted = LessonChange::between(None, Some(&lesson), None).unwrap();
        assert_eq!(
            (deleted.kind, cells(&deleted.lost)),
            (ChangeKind::Deleted, vec!["cost/x present -".to_owned()])
        );
        assert!(LessonChange::between(None, None, None).is_none());
    }
}
