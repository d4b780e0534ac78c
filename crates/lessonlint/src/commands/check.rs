//! `lessonlint check`.

use lesson_findings::{Applicability, FileEntry, Finding, Outcome as FileOutcome, Report};
use lesson_lint::{Content, Expected, FileInput, Loaded, check, fixed, load};
use lesson_report::{Extent, TextOptions};
use lesson_syntax::Limits;

use crate::arguments::{CheckOptions, Color, ReportFormat};
use crate::baseline::hold_back;
use crate::courses::Courses;
use crate::diff::unified;
use crate::fix;
use crate::linted::{Linted, Run, fails, lint_all, today};
use crate::next;
use crate::output::{Failure, Outcome, print, text_options, warn};
use crate::project::RuleChoice;

pub(crate) fn run(options: &CheckOptions, color: Color) -> Result<Outcome, Failure> {
    let today = today(options.today.as_deref())?;
    let choice = RuleChoice {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        preview: options.preview,
        baseline: options.baseline.clone(),
        recording: false,
    };
    let Run { mut linted, courses, mut incomplete } = lint_all(&options.files, choice, today)?;
    if !allowed(options).is_empty() {
        incomplete |= !apply_fixes(&mut linted, &courses, options, text_options(color).color)?;
    }
    incomplete |= linted.iter().any(|linted| linted.report.outcome == FileOutcome::Unreadable);
    let held = hold_back(&mut linted)?;
    let failed = linted.iter().any(|linted| fails(linted, options.fail_on));
    let files = linted.iter().map(entry).collect();
    let mut findings: Vec<Finding> = linted.into_iter().flat_map(|linted| linted.report.findings).collect();
    // Some speak of the configuration, which lies elsewhere than the lesson.
    lesson_findings::sort(&mut findings);
    let report = Report {
        today: today.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        files,
        findings,
        baselined: held.findings,
        stale: held.stale,
    };
    if !options.diff {
        print(|out| match options.format {
            ReportFormat::Text => {
                let (show_suppressed, extent) = (options.show_suppressed, extent(options));
                let text = TextOptions { show_suppressed, extent, ..text_options(color) };
                lesson_report::text::render(&report, text, out)?;
                let next = next::command(&report, options).filter(|_| extent != Extent::Findings);
                next.map_or(Ok(()), |next| writeln!(out, "{next}"))
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

fn extent(options: &CheckOptions) -> Extent {
    match (options.quiet, options.statistics) {
        (true, _) => Extent::Findings,
        (false, true) => Extent::Statistics,
        (false, false) => Extent::Whole,
    }
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

/// What a file's report speaks of, read again.
fn loaded_again(linted: &Linted) -> Loaded {
    let (path, form) = (linted.report.path.clone(), linted.report.form);
    let content = Content::Bytes(linted.report.source.text().as_bytes().to_vec());
    load(FileInput { path, form, content, expected: Expected::Lesson }, &linted.project.settings)
}

fn limits(linted: &Linted) -> &Limits {
    &linted.project.settings.read.limits
}
