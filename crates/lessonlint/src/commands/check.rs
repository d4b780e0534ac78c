//! `lessonlint check`.

use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{Applicability, FileEntry, Finding, Outcome as FileOutcome, Report, Verdict};
use lesson_lint::{Content, Expected, FileInput, Loaded, check, fixed, load, rules};
use lesson_report::{Extent, TextOptions};
use lesson_syntax::Limits;

use crate::arguments::{CheckOptions, Color, ReportFormat};
use crate::baseline::{Held, hold_back};
use crate::changed::Since;
use crate::courses::Courses;
use crate::diff::unified;
use crate::each_file;
use crate::fix;
use crate::formats;
use crate::linted::{Linted, Matrices, Run, fails, lint_files, today};
use crate::matrices;
use crate::next;
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::{RuleChoice, with_slashes};

pub(crate) fn run(options: &CheckOptions, color: Color) -> Result<Outcome, Failure> {
    let today = today(options.today.as_deref())?;
    let choice = RuleChoice {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        preview: options.preview,
        baseline: options.baseline.clone(),
        recording: false,
    };
    let mut found = each_file::Run::find(&options.files, choice)?;
    let since = options.changed_since.as_deref();
    let since = since.map(|revision| Since::find(revision, &options.files, &mut found)).transpose()?;
    let Run { mut linted, courses, mut incomplete } =
        lint_files(found, &options.files, today, matrices_wanted(options))?;
    if !allowed(options).is_empty() {
        incomplete |= !apply_fixes(&mut linted, &courses, options, text_options(color).color)?;
    }
    incomplete |= linted.iter().any(|linted| linted.report.outcome == FileOutcome::Unreadable);
    let held = hold_back(&mut linted)?;
    let failed = linted.iter().any(|linted| fails(linted, options.fail_on));
    let outcome = match (incomplete, failed) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Clean,
    };
    let mut report = report_of(linted, today, &held, outcome);
    if let Some(since) = since {
        let nothing = since.nothing();
        let changes = since.changes()?;
        if report.summary().lessons == 0 && changes.lessons.is_empty() && !incomplete {
            warn(&nothing);
        }
        report.changes = Some(changes);
    }
    let printed = print_report(&report, options, color);
    // What can be written is, whatever becomes of the rest.
    let written = formats::write_files(&report, options.format, &options.output);
    printed.and(written)?;
    Ok(outcome)
}

/// Prints the report on standard output, unless the fixes are shown there.
fn print_report(report: &Report, options: &CheckOptions, color: Color) -> Result<(), Failure> {
    if options.diff {
        return Ok(());
    }
    let format = options.format.here();
    let (show_suppressed, extent) = (options.show_suppressed, extent(options));
    let text = TextOptions { show_suppressed, extent, ..text_options(color) };
    print(|out| {
        format.render(report, text, out)?;
        let next = next::command(report, options);
        let next = next.filter(|_| format == ReportFormat::Text && extent != Extent::Findings);
        next.map_or(Ok(()), |next| writeln!(out, "{next}"))
    })
}

fn extent(options: &CheckOptions) -> Extent {
    match (options.quiet, options.statistics) {
        (true, _) => Extent::Findings,
        (false, true) => Extent::Statistics,
        (false, false) => Extent::Whole,
    }
}

fn matrices_wanted(options: &CheckOptions) -> Matrices {
    let mut formats = formats::all(options.format, &options.output);
    if formats.any(ReportFormat::shows_matrices) { Matrices::Wanted } else { Matrices::Unwanted }
}

/// Everything that was found, as data for every format.
fn report_of(linted: Vec<Linted>, today: Date, held: &Held, outcome: Outcome) -> Report {
    let mut report = Report {
        today: today.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        top: repository_top(),
        verdict: match outcome {
            Outcome::Clean => Verdict::Passed,
            Outcome::Findings => Verdict::Failed,
            Outcome::Incomplete => Verdict::Incomplete,
        },
        rules: rules::descriptions(),
        baselined: held.findings,
        stale: held.stale,
        ..Report::default()
    };
    for linted in linted {
        let root = linted.project.name.clone();
        report.files.push(entry(&linted, Arc::clone(&root)));
        report.matrices.extend(linted.matrix);
        let findings = linted.report.findings.into_iter();
        report.findings.extend(findings.map(|finding| Finding { root: Arc::clone(&root), ..finding }));
    }
    // Some speak of the configuration, which lies elsewhere than the lesson.
    lesson_findings::sort(&mut report.findings);
    report
}

/// The folder that services know paths from: the nearest one upward that git keeps, else the working folder.
fn repository_top() -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let top = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    with_slashes(top)
}

fn entry(linted: &Linted, root: Arc<str>) -> FileEntry {
    let report = &linted.report;
    FileEntry {
        path: report.path.clone(),
        root,
        outcome: report.outcome,
        reason: report.reason.clone(),
        is_course: report.is_course,
        unshown: report.unshown.clone(),
    }
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
fn apply_fixes(
    linted: &mut [Linted],
    courses: &Courses,
    options: &CheckOptions,
    color: bool,
) -> Result<bool, Failure> {
    let kinds = allowed(options);
    let mut complete = true;
    let mut diffs = String::new();
    for linted in linted {
        let offers = |finding: &Finding| finding.fixes.iter().any(|fix| kinds.contains(&fix.applicability));
        if !linted.report.findings.iter().any(offers) {
            continue;
        }
        let surroundings = courses.around(&loaded_again(linted), linted.path.as_deref(), limits(linted));
        let text = fixed(&linted.report, &linted.project.settings, &surroundings, &kinds);
        let Some(text) = text else { continue };
        let read = linted.report.source.text();
        if options.diff {
            diffs += &unified(&linted.report.path, read, &text, color);
            continue;
        }
        // What came on standard input has no file to be fixed in.
        let Some(path) = &linted.path else { continue };
        match fix::write(path, &linted.project.root, read, &text, "--diff") {
            Ok(()) => {
                let path = linted.report.path.clone();
                let content = Content::Bytes(text.into_bytes());
                let file = FileInput { path, form: None, content, expected: Expected::Lesson };
                let loaded = load(file, &linted.project.settings);
                linted.matrix = linted.matrix.take().and_then(|_| matrices::of(&loaded, &linted.project));
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

/// What a file's report speaks of, read again.
fn loaded_again(linted: &Linted) -> Loaded {
    let (path, form) = (linted.report.path.clone(), linted.report.form);
    let content = Content::Bytes(linted.report.source.text().as_bytes().to_vec());
    load(FileInput { path, form, content, expected: Expected::Lesson }, &linted.project.settings)
}

fn limits(linted: &Linted) -> &Limits {
    &linted.project.settings.read.limits
}
