//! `lessonlint matrix`.

use lesson_findings::{LessonMatrix, Outcome as FileOutcome};
use lesson_lint::{FileInput, load};

use crate::arguments::{Color, MatrixFormat, MatrixOptions};
use crate::each_file::{Run, nothing_done};
use crate::matrices;
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::{Project, RuleChoice};

pub(crate) fn run(options: &MatrixOptions, color: Color) -> Result<Outcome, Failure> {
    let run = Run::find(&options.files, RuleChoice::default())?;
    let may_be_empty = run.may_be_empty();
    let done = run.each(|file, project, _| matrix_of(file, project))?;
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
        MatrixFormat::Text => lesson_report::matrix::render_text(&matrices, text_options(color), out),
        MatrixFormat::Json => lesson_report::matrix::render_json(&matrices, out),
        MatrixFormat::Csv => lesson_report::matrix::render_csv(&matrices, out),
    })?;
    if let Some(reason) = nothing_done(&options.files, files, skipped).filter(|_| !may_be_empty) {
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
    if let Some(matrix) = matrices::of(&loaded, project) {
        return Seen::Matrix(matrix);
    }
    match loaded.outcome {
        _ if loaded.is_course => Seen::NotALesson,
        FileOutcome::Skipped => Seen::NotALesson,
        FileOutcome::Linted | FileOutcome::Unreadable => {
            let why = loaded.problems.first().map(|problem| problem.message.clone());
            Seen::Unreadable(why.unwrap_or_else(|| "it holds no lesson".to_owned()))
        }
    }
}
