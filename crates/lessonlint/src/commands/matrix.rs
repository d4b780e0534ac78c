//! `lessonlint matrix`.

use std::sync::{Arc, Mutex};

use lesson_findings::{LessonMatrix, Location, MatrixCell, MatrixName, Outcome as FileOutcome};
use lesson_lint::FileReport;
use lesson_model::Matrix;

use crate::arguments::{Color, MatrixOptions, ReportFormat};
use crate::lint_files::{lint_files, nothing_linted, report_crashes};
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::RuleChoice;

pub(crate) fn run(options: &MatrixOptions, color: Color) -> Result<Outcome, Failure> {
    let matrices = Mutex::new(Vec::new());
    let linted = lint_files(&options.files, RuleChoice::default(), |linted| {
        if let Some(matrix) = linted.report.matrix(&linted.project.settings) {
            let matrix = described(&linted.report, matrix);
            if let Ok(mut matrices) = matrices.lock() {
                matrices.push(matrix);
            }
        }
        linted.report.lesson = None;
    })?;
    let mut matrices = matrices.into_inner().unwrap_or_default();
    matrices.sort_by(|first, second| first.path.cmp(&second.path));
    print(|out| match options.format {
        ReportFormat::Text => lesson_report::matrix::render_text(&matrices, text_options(color), out),
        ReportFormat::Json => lesson_report::matrix::render_json(&matrices, out),
    })?;
    let mut incomplete = report_crashes(&linted);
    for report in
        linted.iter().map(|linted| &linted.report).filter(|report| report.outcome != FileOutcome::Skipped)
    {
        if matrices.iter().all(|matrix| matrix.path != report.path) {
            incomplete = true;
            let why =
                report.findings.first().map_or("it holds no lesson", |finding| finding.message.as_str());
            warn(&format!("error: {}: {why}", report.path));
        }
    }
    if let Some(reason) = nothing_linted(&options.files, &linted) {
        return Err(reason.into());
    }
    Ok(if incomplete { Outcome::Incomplete } else { Outcome::Clean })
}

fn described(report: &FileReport, matrix: Matrix) -> LessonMatrix {
    let title =
        report.lesson.as_ref().and_then(|lesson| lesson.title.present()).map(|title| title.trim().to_owned());
    let location = |span| Location { source: Arc::clone(&report.source), span };
    let cells = matrix.rows.iter().flat_map(|row| {
        row.cells.iter().zip(&matrix.regimes).map(|(cell, regime)| MatrixCell {
            regime: regime.id.clone(),
            dimension: row.id.clone(),
            status: cell.status.name(),
            location: location(cell.place.span),
        })
    });
    LessonMatrix {
        path: report.path.clone(),
        title: title.unwrap_or_default(),
        cells: cells.collect(),
        regimes: matrix
            .regimes
            .into_iter()
            .map(|regime| MatrixName { id: regime.id, name: regime.name })
            .collect(),
        dimensions: matrix.rows.into_iter().map(|row| MatrixName { id: row.id, name: row.name }).collect(),
    }
}
