//! What became of lessons and debt, as JSON.

use lesson_findings::{CellChange, ChangeKind, Changes, Debt, DebtKind, LessonChange, MatrixName};
use schemars::JsonSchema;
use serde::Serialize;

use super::{JsonPosition, place};
use crate::each::{Each, require_every_key};
use crate::matrix::{JsonName, STATUSES};

/// What became of lessons and of the debt since an earlier state of the repository.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Changes", transform = require_every_key)]
pub(super) struct JsonChanges<'a> {
    /// The revision, as it was given to `--changed-since`.
    since: &'a str,
    /// The commit that was compared with: the merge base of that revision and `HEAD`, as its full id.
    base: &'a str,
    /// The lessons that changed, by path.
    lessons: Each<'a, LessonChange, JsonLessonChange<'a>>,
    /// The debt that was made, by kind, path and place.
    debt: Each<'a, Debt, JsonDebt<'a>>,
    /// Configurations and courses that changed, relative to the root, with `/`: lessons that did not change were
    /// not checked against them.
    unchecked: &'a [String],
}

/// What became of a lesson.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LessonChange", transform = require_every_key)]
pub(super) struct JsonLessonChange<'a> {
    /// The file's path, relative to the root, with `/`; of a lesson that is gone, where it was.
    path: &'a str,
    /// Where it was before, if it was renamed.
    was: Option<&'a str>,
    /// What happened: it is new; it stayed where it was; it has another path, and may have changed, too; it is
    /// gone, or is no lesson any more.
    #[schemars(extend("enum" = ChangeKind::ALL.map(ChangeKind::name)))]
    kind: &'static str,
    /// The lesson's title; empty where there is none.
    title: &'a str,
    /// Cells that are present now and were not, those of new rows and columns among them.
    gained: Each<'a, CellChange, JsonCellChange<'a>>,
    /// Cells that were present and are not any more, those of rows and columns that are gone among them.
    lost: Each<'a, CellChange, JsonCellChange<'a>>,
    /// Regimes that were not there.
    regimes_added: Each<'a, MatrixName, JsonName<'a>>,
    /// Regimes that are gone.
    regimes_removed: Each<'a, MatrixName, JsonName<'a>>,
    /// Dimensions that were not there.
    dimensions_added: Each<'a, MatrixName, JsonName<'a>>,
    /// Dimensions that are gone.
    dimensions_removed: Each<'a, MatrixName, JsonName<'a>>,
}

/// A cell that came or went.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CellChange", transform = require_every_key)]
pub(super) struct JsonCellChange<'a> {
    /// The regime.
    regime: JsonName<'a>,
    /// The dimension.
    dimension: JsonName<'a>,
    /// What stood there; null where there was no such regime or dimension.
    #[schemars(extend("enum" = states()))]
    before: Option<&'static str>,
    /// What stands there; null where there is no such regime or dimension.
    #[schemars(extend("enum" = states()))]
    after: Option<&'static str>,
}

/// Something that was made easier to pass than it was.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Debt", transform = require_every_key)]
pub(super) struct JsonDebt<'a> {
    /// In which way: a finding is silenced; some files are held to less; a rule matters less; less is looked at or
    /// more passes; a baseline holds more back.
    #[schemars(extend("enum" = DebtKind::ALL.map(DebtKind::name)))]
    kind: &'static str,
    /// The file's path, relative to the root, with `/`.
    path: &'a str,
    /// Where it begins; null for something that was taken out.
    start: Option<JsonPosition>,
    /// Where it ends, exclusive; null for something that was taken out.
    end: Option<JsonPosition>,
    /// What it is.
    message: &'a str,
}

/// What may stand in a cell, or that there is none.
fn states() -> Vec<Option<&'static str>> {
    STATUSES.into_iter().map(Some).chain([None]).collect()
}

impl<'a> From<&'a Changes> for JsonChanges<'a> {
    fn from(Changes { since, base, lessons, debt, unchecked }: &'a Changes) -> Self {
        Self { since, base, lessons: Each::new(lessons), debt: Each::new(debt), unchecked }
    }
}

impl<'a> From<&'a LessonChange> for JsonLessonChange<'a> {
    fn from(lesson: &'a LessonChange) -> Self {
        Self {
            path: &lesson.path,
            was: lesson.was.as_deref(),
            kind: lesson.kind.name(),
            title: &lesson.title,
            gained: Each::new(&lesson.gained),
            lost: Each::new(&lesson.lost),
            regimes_added: Each::new(&lesson.regimes_added),
            regimes_removed: Each::new(&lesson.regimes_removed),
            dimensions_added: Each::new(&lesson.dimensions_added),
            dimensions_removed: Each::new(&lesson.dimensions_removed),
        }
    }
}

impl<'a> From<&'a CellChange> for JsonCellChange<'a> {
    fn from(CellChange { regime, dimension, before, after }: &'a CellChange) -> Self {
        Self { regime: regime.into(), dimension: dimension.into(), before: *before, after: *after }
    }
}

impl<'a> From<&'a Debt> for JsonDebt<'a> {
    fn from(debt: &'a Debt) -> Self {
        let (start, end) = debt.location.as_ref().map(place).unzip();
        Self { kind: debt.kind.name(), path: &debt.path, start, end, message: &debt.message }
    }
}
