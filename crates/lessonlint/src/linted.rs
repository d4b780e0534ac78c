//! Every file that a command asks for, linted among its courses.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{LessonMatrix, Outcome as FileOutcome, Severity};
use lesson_lint::{COURSE_NAME, FileInput, FileReport, check, load};

use crate::arguments::{FailOn, FileOptions};
use crate::courses::{Course, Courses};
use crate::each_file::{self, Done, nothing_done};
use crate::matrices;
use crate::output::{Failure, warn};
use crate::project::{Project, RuleChoice};

/// What linting all files gave.
pub(crate) struct Run {
    /// The files, by path.
    pub(crate) linted: Vec<Linted>,
    /// The courses that were found above them.
    pub(crate) courses: Courses,
    /// Whether a part of the work could not be done; what, was said.
    pub(crate) incomplete: bool,
}

/// Whether each lesson's matrix is asked for beside its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matrices {
    Wanted,
    Unwanted,
}

/// Lints the files that the command line asks for.
pub(crate) fn lint_all(
    options: &FileOptions,
    choice: RuleChoice,
    today: Date,
    matrices: Matrices,
) -> Result<Run, Failure> {
    lint_files(each_file::Run::find(options, choice)?, options, today, matrices)
}

/// Lints the files that were found.
pub(crate) fn lint_files(
    mut run: each_file::Run<'_>,
    options: &FileOptions,
    today: Date,
    matrices: Matrices,
) -> Result<Run, Failure> {
    let courses = Courses::of(&run.files()?, today);
    let may_be_empty = run.may_be_empty();
    let done = run.each(|file, project, path| {
        let (report, matrix) = lint_among(&courses, file, project, path, matrices);
        (report.without_idle_text(), matrix)
    })?;
    let mut linted: Vec<Linted> = done.into_iter().map(Linted::from).collect();
    add_faulty_courses(&mut linted, &courses);
    let mut incomplete = report_crashes(&linted);
    let nothing = nothing_done(options, linted.len(), skipped(&linted, options));
    if let Some(reason) = nothing.filter(|_| !may_be_empty) {
        warn(&format!("error: {reason}"));
        incomplete = true;
    }
    Ok(Run { linted, courses, incomplete })
}

/// One file's report, with where it lies and whose configuration held.
pub(crate) struct Linted {
    /// Where the file lies; none for standard input.
    pub(crate) path: Option<PathBuf>,
    /// Whose configuration held.
    pub(crate) project: Arc<Project>,
    /// What was found.
    pub(crate) report: FileReport,
    /// The lesson's matrix, where it is one and that was asked for.
    pub(crate) matrix: Option<LessonMatrix>,
}

impl From<Done<(FileReport, Option<LessonMatrix>)>> for Linted {
    fn from(done: Done<(FileReport, Option<LessonMatrix>)>) -> Self {
        let Done { path, shown, project, outcome } = done;
        let (report, matrix) = outcome.unwrap_or_else(|reason| (FileReport::skipped(shown, reason), None));
        Self { path, project, report, matrix }
    }
}

/// Lints a file among the courses of the run.
fn lint_among(
    courses: &Courses,
    file: FileInput,
    project: &Project,
    path: Option<&Path>,
    matrices: Matrices,
) -> (FileReport, Option<LessonMatrix>) {
    let loaded = load(file, &project.settings);
    let matrix = if matrices == Matrices::Wanted { matrices::of(&loaded, project) } else { None };
    let surroundings = courses.around(&loaded, path, &project.settings.read.limits);
    (check(loaded, &project.settings, &surroundings), matrix)
}

/// A course above the checked files was not asked for; but one with faults cannot be gone by.
fn add_faulty_courses(linted: &mut Vec<Linted>, courses: &Courses) {
    let asked: HashSet<&Path> = linted.iter().filter_map(|linted| linted.path.as_deref()).collect();
    let others = courses.found().iter().filter(|course| !asked.contains(&*course.path));
    let others = others.map(|Course { path, project, .. }| Linted {
        report: lint_among(courses, Course::input(path, project), project, Some(path), Matrices::Unwanted).0,
        matrix: None,
        path: Some(path.clone()),
        project: Arc::clone(project),
    });
    let faulty: Vec<Linted> = others.filter(|course| !course.report.findings.is_empty()).collect();
    linted.extend(faulty);
    linted.sort_by(|first, second| first.report.path.cmp(&second.report.path));
}

/// Why files were skipped. A course is no lesson, so one that was found on the way does not make a run.
fn skipped<'a>(linted: &'a [Linted], options: &FileOptions) -> Vec<&'a str> {
    let named = options.paths.iter().any(|path| path.ends_with(COURSE_NAME));
    let reason = |linted: &'a Linted| match linted.report.outcome {
        FileOutcome::Skipped => linted.report.reason.as_deref(),
        FileOutcome::Linted if linted.report.is_course && !named => Some("a course"),
        FileOutcome::Linted | FileOutcome::Unreadable => None,
    };
    linted.iter().filter_map(reason).collect()
}

/// Says on standard error which rules failed on which file; whether any did.
fn report_crashes(linted: &[Linted]) -> bool {
    let mut crashed = false;
    for report in linted.iter().map(|linted| &linted.report) {
        for (code, panic) in &report.crashes {
            crashed = true;
            let help = "this is a fault of lessonlint; please report it, with the file if you can";
            warn(&format!("error: rule {code} failed on {}: {panic}\n  help: {help}", report.path));
        }
    }
    crashed
}

/// The day given, if it is one, else the current one here.
pub(crate) fn today(given: Option<&str>) -> Result<Date, Failure> {
    match given {
        None => Ok(jiff::Zoned::now().date()),
        Some(text) => text.parse().map_err(|_| {
            Failure::Message(format!(
                "`--today {text}` is no date; write year, month and day, as in 2026-01-31"
            ))
        }),
    }
}

/// Whether a file's findings make the exit code 1.
pub(crate) fn fails(linted: &Linted, fail_on: Option<FailOn>) -> bool {
    let configured = linted.project.config.fail_on.map(|level| match level {
        lesson_lint::FailOn::Error => FailOn::Error,
        lesson_lint::FailOn::Warning => FailOn::Warning,
        lesson_lint::FailOn::Advice => FailOn::Advice,
        lesson_lint::FailOn::Never => FailOn::Never,
    });
    let least = match fail_on.or(configured).unwrap_or(FailOn::Error) {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Advice => Severity::Advice,
        FailOn::Never => return false,
    };
    let spoken = linted.report.findings.iter().filter(|finding| finding.suppression.is_none());
    spoken.into_iter().any(|finding| finding.severity >= least)
}
