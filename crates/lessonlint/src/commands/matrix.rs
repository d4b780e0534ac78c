//! `lessonlint matrix`.

use std::sync::Arc;

use lesson_findings::{LessonMatrix, Location, MatrixCell, MatrixName, Outcome as FileOutcome};
use lesson_lint::{FileInput, Loaded, load};
use lesson_model::Matrix;

use crate::arguments::{Color, MatrixOptions, ReportFormat};
use crate::each_file::{Run, nothing_done};
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::{Project, RuleChoice};

pub(crate) fn run(options: &MatrixOptions, color: Color) -> Result<Outcome, Failure> {
    let done = Run::find(&options.files, RuleChoice::default())?
        .each(|file, project, _| matrix_of(file, project))?;
    let (mut matrices, mut skipped, mut incomplete) = (Vec::new(), Vec::new(), false);
    let files = done.len();
    for file in done {
        match file.outcome {
            Ok(Seen::Matrix(matrix)) => matrices.push(matrix),
            Ok(Seen::NotALesson) => skipped.push("not a lesson"),
            Ok(Seen::Unreadable(why)) => {
                incomplete = true;
                warn(&format!("error: {}: {why}", file.shown));
            }
            Err(reason) => skipped.push(reason),
        }
    }
    print(|out| match options.format {
        ReportFormat::Text => lesson_report::matrix::render_text(&matrices, text_options(color), out),
        ReportFormat::Json => lesson_report::matrix::render_json(&matrices, out),
    })?;
    if let Some(reason) = nothing_done(&options.files, files, skipped) {
        return Err(reason.into());
    }
    Ok(if incomplete { Outcome::Incomplete } else { Outcome::Clean })
}

/// What the command sees in a file.
enum Seen {
    Matrix(LessonMatrix),
    NotALesson,
    Unreadable(String),
}

fn matrix_of(file: FileInput, project: &Project) -> Seen {
    let loaded = load(file, &project.settings);
    match (&loaded.lesson, loaded.outcome) {
        (Some(lesson), _) => Seen::Matrix(described(&loaded, &Matrix::of(lesson, &project.settings.words))),
        _ if loaded.is_course => Seen::NotALesson,
        (None, FileOutcome::Skipped) => Seen::NotALesson,
        (None, FileOutcome::Linted | FileOutcome::Unreadable) => {
            let why = loaded.problems.first().map(|problem| problem.message.clone());
            Seen::Unreadable(why.unwrap_or_else(|| "it holds no lesson".to_owned()))
        }
    }
}

fn described(loaded: &Loaded, matrix: &Matrix) -> LessonMatrix {
    let source = loaded.reader.tree().source();
    let title = loaded.lesson.as_ref().and_then(|lesson| lesson.title.present()).map(|title| title.trim());
    let cells = matrix.rows.iter().flat_map(|row| {
        row.cells.iter().zip(&matrix.regimes).map(|(cell, regime)| MatrixCell {
            regime: regime.id.clone(),
            dimension: row.id.clone(),
            status: cell.status.name(),
            location: Location { source: Arc::clone(source), span: cell.place.span },
        })
    });
    let name = |id: &String, name: &String| MatrixName { id: id.clone(), name: name.clone() };
    LessonMatrix {
        path: source.path().to_owned(),
        title: title.unwrap_or_default().to_owned(),
        cells: cells.collect(),
        regimes: matrix.regimes.iter().map(|regime| name(&regime.id, &regime.name)).collect(),
        dimensions: matrix.rows.iter().map(|row| name(&row.id, &row.name)).collect(),
    }
}
