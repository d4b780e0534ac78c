//! What lessonlint finds, as data: no rule and no output format is known here.
#![warn(missing_docs)]

mod changes;
mod finding;
mod matrix;
mod report;

pub use changes::{CellChange, ChangeKind, Changes, Debt, DebtKind, LessonChange};
pub use finding::{
    Applicability, Family, FileEdit, Finding, Fix, Label, Location, RuleDescription, RuleInfo, Severity,
    Suppression, SuppressionKind, sort,
};
pub use matrix::{LessonMatrix, MatrixCell, MatrixName};
pub use report::{FileEntry, Outcome, Report, Summary, Unshown, Verdict};
