//! `lessonlint check`.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{Applicability, FileEntry, Outcome as FileOutcome, Report, Severity};
use lesson_lint::{Content, Expected, FileInput, FileReport, fixed, lint};
use lesson_report::{TextOptions, visible};

use crate::arguments::{CheckOptions, Color, FailOn, ReportFormat};
use crate::each_file::{Done, each_file, nothing_done};
use crate::fix;
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::{Project, RuleChoice};

pub(crate) fn run(options: &CheckOptions, color: Color) -> Result<Outcome, Failure> {
    let today = today(options.today.as_deref())?;
    let choice = RuleChoice {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        preview: options.preview,
        today: Some(today),
    };
    let done =
        each_file(&options.files, choice, |file, project| lint(file, &project.settings).without_idle_text())?;
    let mut linted: Vec<Linted> = done.into_iter().map(Linted::from).collect();
    let mut incomplete = report_crashes(&linted);
    let skipped = linted.iter().filter(|linted| linted.report.outcome == FileOutcome::Skipped);
    let reasons = skipped.filter_map(|linted| linted.report.reason.as_deref()).collect();
    if let Some(reason) = nothing_done(&options.files, linted.len(), reasons) {
        warn(&format!("error: {reason}"));
        incomplete = true;
    }
    if !allowed(options).is_empty() {
        incomplete |= !apply_fixes(&mut linted, options)?;
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
fn apply_fixes(linted: &mut [Linted], options: &CheckOptions) -> Result<bool, Failure> {
    let kinds = allowed(options);
    let mut complete = true;
    let mut diffs = String::new();
    for linted in linted {
        let Some(text) = fixed(&linted.report, &linted.project.settings, &kinds) else { continue };
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
                linted.report = lint(file, &linted.project.settings);
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
