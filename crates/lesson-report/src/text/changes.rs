//! What became of lessons and debt, for a terminal.

use std::fmt::Write as _;

use lesson_findings::{CellChange, ChangeKind, Changes, Debt, DebtKind, LessonChange, MatrixName};

use super::summary::counted;
use crate::visible;

/// Cells gained and lost by lesson, and debt by kind; nothing where there is none of it.
pub(crate) fn lines(changes: &Changes, unicode: bool) -> Vec<String> {
    let mut lines = Vec::new();
    for lesson in &changes.lessons {
        let said = of_lesson(lesson, unicode);
        if !said.is_empty() {
            lines.push(format!("  {}", head(lesson, unicode)));
            lines.extend(said.into_iter().map(|line| format!("    {line}")));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, format!("Lessons since {}:", visible::name(&changes.since, unicode)));
    }
    if !changes.debt.is_empty() {
        lines.push(format!("Debt made since {}:", visible::name(&changes.since, unicode)));
    }
    for kind in DebtKind::ALL {
        let debt: Vec<&Debt> = changes.debt.iter().filter(|debt| debt.kind == kind).collect();
        if !debt.is_empty() {
            lines.push(format!("  {}", heading(kind, debt.len())));
        }
        lines.extend(debt.into_iter().map(|debt| format!("    {}", of_debt(debt, unicode))));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn head(lesson: &LessonChange, unicode: bool) -> String {
    let mut head = visible::name(&lesson.path, unicode);
    if let Some(was) = &lesson.was {
        let _ = write!(head, ", was {}", visible::name(was, unicode));
    }
    head
}

fn of_lesson(lesson: &LessonChange, unicode: bool) -> Vec<String> {
    let size = |regimes: &[MatrixName], dimensions: &[MatrixName]| {
        let (regimes, dimensions) = (regimes.len(), dimensions.len());
        let regimes = counted(regimes, "regime", "regimes");
        format!("{regimes} by {}", counted(dimensions, "dimension", "dimensions"))
    };
    match lesson.kind {
        ChangeKind::Added => {
            let size = size(&lesson.regimes_added, &lesson.dimensions_added);
            vec![format!("a new lesson: {size}, {}", counted(lesson.gained.len(), "cell", "cells"))]
        }
        ChangeKind::Deleted => {
            let size = size(&lesson.regimes_removed, &lesson.dimensions_removed);
            vec![format!("the lesson is gone: {size}, {}", counted(lesson.lost.len(), "cell", "cells"))]
        }
        ChangeKind::Changed | ChangeKind::Renamed => of_matrix(lesson, unicode),
    }
}

/// Rows and columns that came or went, and cells of those that stayed.
fn of_matrix(lesson: &LessonChange, unicode: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let names = [
        ("lost", "regime", &lesson.regimes_removed),
        ("lost", "dimension", &lesson.dimensions_removed),
        ("gained", "regime", &lesson.regimes_added),
        ("gained", "dimension", &lesson.dimensions_added),
    ];
    for (what, kind, names) in names {
        lines.extend(names.iter().map(|name| format!("{what} the {kind} {}", shown(name, unicode))));
    }
    for (what, cells) in [("lost", &lesson.lost), ("gained", &lesson.gained)] {
        let stayed = |cell: &&CellChange| cell.before.is_some() && cell.after.is_some();
        lines.extend(cells.iter().filter(stayed).map(|cell| {
            let (before, after) = (cell.before.unwrap_or_default(), cell.after.unwrap_or_default());
            let (regime, dimension) = (shown(&cell.regime, unicode), shown(&cell.dimension, unicode));
            format!("{what} {regime} on {dimension}: it is {after}, and was {before}")
        }));
    }
    lines
}

fn shown(name: &MatrixName, unicode: bool) -> String {
    visible::name(if name.name.is_empty() { &name.id } else { &name.name }, unicode)
}

fn heading(kind: DebtKind, count: usize) -> String {
    match kind {
        DebtKind::Suppression => counted(count, "suppression", "suppressions"),
        DebtKind::Override => counted(count, "override", "overrides"),
        DebtKind::Level => counted(count, "lowered level", "lowered levels"),
        DebtKind::Gate => "the gate lets more pass".to_owned(),
        DebtKind::Baseline => "the baseline grew".to_owned(),
    }
}

fn of_debt(debt: &Debt, unicode: bool) -> String {
    let line = debt
        .location
        .as_ref()
        .map(|location| format!(":{}", location.source.position(location.span.start as usize).line));
    let path = visible::name(&debt.path, unicode);
    format!("{path}{}: {}", line.unwrap_or_default(), visible::name(&debt.message, unicode))
}
