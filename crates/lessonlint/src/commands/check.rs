//! `lessonlint check`.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{Applicability, FileEntry, Outcome as FileOutcome, Report, Severity};
use lesson_lint::{COURSE_NAME, Content, Expected, FileInput, FileReport, check, fixed, load};
use lesson_report::{TextOptions, visible};

use crate::arguments::{CheckOptions, Color, FailOn, ReportFormat};
use crate::courses::{Course, Courses};
use crate::each_file::{Done, Run, nothing_done};
use crate::fix;
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::{Project, RuleChoice};

pub(crate) fn run(options: &CheckOptions, color: Color) -> Result<Outcome, Failure> {
    let today = today(options.today.as_deref())?;
    let choice = RuleChoice {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        preview: options.preview,
    };
    let mut run = Run::find(&options.files, choice)?;
    let courses = Courses::of(&run.files()?, today);
    let done =
        run.each(|file, project, path| lint_among(&courses, file, project, path).without_idle_text())?;
    let mut linted: Vec<Linted> = done.into_iter().map(Linted::from).collect();
    add_faulty_courses(&mut linted, &courses);
    let mut incomplete = report_crashes(&linted);
    if let Some(reason) = nothing_done(&options.files, linted.len(), skipped(&linted, options)) {
        warn(&format!("error: {reason}"));
        incomplete = true;
    }
    if !allowed(options).is_empty() {
        incomplete |= !apply_fixes(&mut linted, &courses, options)?;
    }
    incomplete |= linted.iter().any(|linted| linted.report.outcome == FileOutcome::Unreadable);
    let failed = linted.iter().any(|linted| fails(linted, options.fail_on));
    let report = Report {
        today: today.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        files: linted.iter().map(entry).collect(),
        findings: linted.into_iter().flat_map(|linted| linted.report.findings).collect(),
        baselined: 0,
        stale: 0,
    };
    if !options.diff {
        print(|out| match options.format {
            ReportFormat::Text => {
                let text = TextOptions { show_suppressed: options.show_suppressed, ..text_options(color) };
                lesson_report::text::render(&report, text, out)
            }
            ReportFormat::Json => lesson_report::json::render(&report, out),
        })?;
    }
    Ok(match (incomplete, failed) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    })
}

/// One file's report, with where it lies and whose configuration held.
struct Linted {
    path: Option<PathBuf>,
    project: Arc<Project>,
    report: FileReport,
}

impl From<Done<FileReport>> for Linted {
    fn from(done: Done<FileReport>) -> Self {
        let Done { path, shown, project, outcome } = done;
        let report = outcome.unwrap_or_else(|reason| FileReport::skipped(shown, reason));
        Self { path, project, report }
    }
}

/// Lints a file among the courses of the run.
fn lint_among(courses: &Courses, file: FileInput, project: &Project, path: Option<&Path>) -> FileReport {
    check(load(file, &project.settings), &project.settings, &courses.around(path))
}

/// A course above the checked files was not asked for; but one with faults cannot be gone by.
fn add_faulty_courses(linted: &mut Vec<Linted>, courses: &Courses) {
    let asked: HashSet<&Path> = linted.iter().filter_map(|linted| linted.path.as_deref()).collect();
    let others = courses.found().iter().filter(|course| !asked.contains(&*course.path));
    let others = others.map(|Course { path, project, .. }| Linted {
        report: lint_among(courses, Course::input(path, project), project, Some(path)),
        path: Some(path.clone()),
        project: Arc::clone(project),
    });
    let faulty: Vec<Linted> = others.filter(|course| !course.report.findings.is_empty()).collect();
    linted.extend(faulty);
    linted.sort_by(|first, second| first.report.path.cmp(&second.report.path));
}

/// Why files were skipped. A course is no lesson, so one that was found on the way does not make a run.
fn skipped<'a>(linted: &'a [Linted], options: &CheckOptions) -> Vec<&'a str> {
    let named = options.files.paths.iter().any(|path| path.ends_with(COURSE_NAME));
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

fn entry(linted: &Linted) -> FileEntry {
    let report = &linted.report;
    FileEntry {
        path: report.path.clone(),
        outcome: report.outcome,
        reason: report.reason.clone(),
        is_course: report.is_course,
        unshown: report.unshown.clone(),
    }
}

/// The day given, if it is one, else the current one here.
fn today(given: Option<&str>) -> Result<Date, Failure> {
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
fn fails(linted: &Linted, fail_on: Option<FailOn>) -> bool {
    let configured = linted.project.fail_on.map(|level| match level {
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

fn allowed(options: &CheckOptions) -> Vec<Applicability> {
    let choices = [
        (options.fix || options.fix_suggested, Applicability::Safe),
        (options.fix_suggested, Applicability::Suggested),
        (options.fix_scaffold, Applicability::Scaffold),
    ];
    choices.into_iter().filter_map(|(asked, kind)| asked.then_some(kind)).collect()
}

/// Applies or shows the fixes; whether all could be done that should be. What was written is linted
/// again, so that the report speaks of the files as they are.
fn apply_fixes(linted: &mut [Linted], courses: &Courses, options: &CheckOptions) -> Result<bool, Failure> {
    let kinds = allowed(options);
    let mut complete = true;
    let mut diffs = String::new();
    for linted in linted {
        let surroundings = courses.around(linted.path.as_deref());
        let text = fixed(&linted.report, &linted.project.settings, &surroundings, &kinds);
        let Some(text) = text else { continue };
        let read = linted.report.source.text();
        if options.diff {
            diffs += &diff(&linted.report.path, read, &text);
            continue;
        }
        // What came on standard input has no file to be fixed in.
        let Some(path) = &linted.path else { continue };
        match fix::write(path, &linted.project.root, read, &text) {
            Ok(()) => {
                let path = linted.report.path.clone();
                let content = Content::Bytes(text.into_bytes());
                let file = FileInput { path, form: None, content, expected: Expected::Lesson };
                let loaded = load(file, &linted.project.settings);
                linted.report = check(loaded, &linted.project.settings, &surroundings);
            }
            Err(message) => {
                complete = false;
                warn(&format!("error: {message}"));
            }
        }
    }
    if options.diff {
        print(|out| out.write_all(diffs.as_bytes()))?;
    }
    Ok(complete)
}

fn diff(path: &str, before: &str, after: &str) -> String {
    let path = visible::name(path, true);
    let lines = similar::TextDiff::from_lines(before, after);
    let diff = lines.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    visible::lines(&diff)
}
