//! Lessons' matrices, as data for every format.

use std::sync::Arc;

use lesson_findings::{LessonMatrix, Location, MatrixCell, MatrixName};
use lesson_lint::Loaded;
use lesson_model::Matrix;

use crate::project::Project;

/// The matrix of a file; `None` where it holds no lesson.
pub(crate) fn of(loaded: &Loaded, project: &Project) -> Option<LessonMatrix> {
    let lesson = loaded.lesson.as_ref()?;
    let matrix = Matrix::of(lesson, &project.settings.words);
    let source = loaded.reader.tree().source();
    let title = lesson.title.present().map(|title| title.trim());
    let cells = matrix.rows.iter().flat_map(|row| {
        row.cells.iter().zip(&matrix.regimes).map(|(cell, regime)| MatrixCell {
            regime: regime.id.clone(),
            dimension: row.id.clone(),
            status: cell.status.name(),
            location: Location { source: Arc::clone(source), span: cell.place.span },
        })
    });
    let name = |id: &String, name: &String| MatrixName { id: id.clone(), name: name.clone() };
    Some(LessonMatrix {
        path: source.path().to_owned(),
        root: Arc::clone(&project.name),
        title: title.unwrap_or_default().to_owned(),
        cells: cells.collect(),
        regimes: matrix.regimes.iter().map(|regime| name(&regime.id, &regime.name)).collect(),
        dimensions: matrix.rows.iter().map(|row| name(&row.id, &row.name)).collect(),
    })
}
