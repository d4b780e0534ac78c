//! What became of lessons since the state that they are compared with, and which debt was made.

use std::fmt::Write as _;

use lesson_findings::{CellChange, ChangeKind, Changes, Debt, LessonChange, MatrixName, Report};

use super::plain::{code, inline, message};
use crate::summary::counted;

/// How many cells or names are listed in one sentence.
const LISTED: usize = 12;

/// What a heading says of a lesson beside its name.
pub(super) fn kind(change: &LessonChange) -> String {
    match (change.kind, &change.was) {
        (ChangeKind::Added, _) => " · new".to_owned(),
        (ChangeKind::Renamed, Some(was)) => format!(" · was {}", code(was)),
        (ChangeKind::Deleted, _) => " · deleted".to_owned(),
        (ChangeKind::Changed | ChangeKind::Renamed, _) => String::new(),
    }
}

/// The cells, columns and rows that came and went, a paragraph each; nothing of a lesson that is new or gone as a whole.
pub(super) fn cells(change: &LessonChange) -> String {
    if matches!(change.kind, ChangeKind::Added | ChangeKind::Deleted) {
        return String::new();
    }
    let mut text = String::new();
    let names = [
        ("❌ Regimes removed", &change.regimes_removed),
        ("❌ Dimensions removed", &change.dimensions_removed),
        ("Regimes added", &change.regimes_added),
        ("Dimensions added", &change.dimensions_added),
    ];
    for (what, names) in names.iter().filter(|(_, names)| !names.is_empty()) {
        let listed = listed(names.iter().map(|MatrixName { name, .. }| inline(name)), names.len());
        let _ = writeln!(text, "{what}: {listed}.\n");
    }
    let cells = [("❌ **", "** lost", &change.lost), ("✅ ", " gained", &change.gained)];
    for (before, after, cells) in cells.iter().filter(|(_, _, cells)| !cells.is_empty()) {
        let count = counted(cells.len(), "cell", "cells");
        let listed = listed(cells.iter().map(cell), cells.len());
        let _ = writeln!(text, "{before}{count}{after}: {listed}.\n");
    }
    text
}

/// `Inference on Cost (present, now missing)`.
fn cell(change: &CellChange) -> String {
    let place = format!("{} on {}", inline(&change.regime.name), inline(&change.dimension.name));
    match (change.before, change.after) {
        (Some("present"), Some(now)) => format!("{place} (now {now})"),
        (Some(was), Some("present")) => format!("{place} (was {was})"),
        _ => place,
    }
}

fn listed(texts: impl Iterator<Item = String>, count: usize) -> String {
    let mut texts: Vec<String> = texts.take(LISTED).collect();
    if count > LISTED {
        texts.push(format!("and {} more", count - LISTED));
    }
    texts.join(", ")
}

/// The debt that was made, for a reviewer to see; nothing without any.
pub(super) fn debt(report: &Report, changes: &Changes) -> String {
    let mut text = String::new();
    if !changes.debt.is_empty() {
        let _ = writeln!(text, "\n#### ⚠️ Debt made since {}\n", code(&changes.since));
        for debt in &changes.debt {
            let _ = writeln!(text, "- {}", owed(report, debt));
        }
    }
    if !changes.unchecked.is_empty() {
        let paths = listed(changes.unchecked.iter().map(|path| code(path)), changes.unchecked.len());
        let _ =
            writeln!(text, "\n{paths} changed; lessons that did not change were not checked against that.");
    }
    text
}

fn owed(report: &Report, debt: &Debt) -> String {
    let path = code(&report.from_top(&debt.root, &debt.path));
    let line = debt
        .location
        .as_ref()
        .map(|location| format!(", line {}", location.source.position(location.span.start as usize).line));
    format!("{}: {} ({path}{})", debt.kind.name(), message(&debt.message), line.unwrap_or_default())
}
