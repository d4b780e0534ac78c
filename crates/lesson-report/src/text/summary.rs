use std::collections::BTreeSet;

use crate::visible;
use lesson_findings::{Applicability, Finding, Outcome, Report, Summary};

/// The report in a line, as in `2 errors, 1 warning in 1 of 3 lessons (5 files looked at, 2 skipped)`.
pub(crate) fn line(report: &Report) -> String {
    let summary = report.summary();
    let lessons = counted(summary.lessons, "lesson", "lessons");
    let found = levels(summary.errors, summary.warnings, summary.advice);
    let head = match (found.is_empty(), lessons_with_findings(report)) {
        (true, _) => format!("{lessons}, no findings"),
        (false, 0) if summary.lessons == 0 => format!("{}, no lessons", found.join(", ")),
        (false, 0) => format!("{} outside the {lessons}", found.join(", ")),
        (false, with) => format!("{} in {with} of {lessons}", found.join(", ")),
    };
    format!("{head} ({})", looked_at(report, summary))
}

/// How many findings there are at each level that has some, as in `2 errors` and `1 warning`.
pub(crate) fn levels(errors: usize, warnings: usize, advice: usize) -> Vec<String> {
    let found = [
        (errors, counted(errors, "error", "errors")),
        (warnings, counted(warnings, "warning", "warnings")),
        (advice, counted(advice, "piece of advice", "pieces of advice")),
    ];
    found.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect()
}

/// What is left out, a line for each rule and file.
pub(crate) fn unshown(report: &Report, unicode: bool) -> impl Iterator<Item = String> {
    report.files.iter().flat_map(move |file| {
        file.unshown.iter().map(move |unshown| {
            let (rule, path) = (unshown.rule, visible::name(&file.path, unicode));
            format!(
                "{} {}: {} more in {path}, not shown (`limits.findings`)",
                rule.code, rule.name, unshown.count
            )
        })
    })
}

/// What the fixes would do, as in `Fixes: 1 with --fix, 2 with --fix-scaffold`; `None` without any.
pub(crate) fn fixes(report: &Report) -> Option<String> {
    let first = |finding: &Finding| finding.fixes.first().map(|fix| fix.applicability);
    let offered: Vec<Applicability> = spoken(report).filter_map(first).collect();
    let kinds = [Applicability::Safe, Applicability::Suggested, Applicability::Scaffold];
    let parts = kinds.into_iter().filter_map(|kind| {
        let count = offered.iter().filter(|&&offer| offer == kind).count();
        (count > 0).then(|| format!("{count} with {}", flag(kind)))
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| format!("Fixes: {}", parts.join(", ")))
}

/// What is to be done about a baseline that holds findings which are gone; `None` where it holds none.
pub(crate) fn stale(report: &Report) -> Option<String> {
    let gone = counted(report.stale, "of its findings is", "of its findings are");
    (report.stale > 0)
        .then(|| format!("Baseline: {gone} gone; `lessonlint baseline update` takes out what is mended"))
}

/// The flag that applies a fix.
pub(crate) fn flag(applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => "--fix",
        Applicability::Suggested => "--fix-suggested",
        Applicability::Scaffold => "--fix-scaffold",
    }
}

/// The findings that are not silenced.
pub(crate) fn spoken(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| finding.suppression.is_none())
}

/// A number with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn lessons_with_findings(report: &Report) -> usize {
    let paths: BTreeSet<&str> = spoken(report).map(|finding| finding.path.as_str()).collect();
    let lessons = report.files.iter().filter(|file| file.outcome == Outcome::Linted && !file.is_course);
    lessons.filter(|file| paths.contains(file.path.as_str())).count()
}

fn looked_at(report: &Report, summary: Summary) -> String {
    let unreadable = report.files.iter().filter(|file| file.outcome == Outcome::Unreadable).count();
    let parts = [
        (summary.courses, counted(summary.courses, "course", "courses")),
        (summary.skipped, format!("{} skipped", summary.skipped)),
        (unreadable, format!("{unreadable} unreadable")),
        (summary.suppressed, format!("{} suppressed", counted(summary.suppressed, "finding", "findings"))),
        (summary.baselined, format!("{} held back by the baseline", summary.baselined)),
    ];
    let mut text = format!("{} looked at", counted(summary.files, "file", "files"));
    for (_, part) in parts.iter().filter(|(count, _)| *count > 0) {
        text.push_str(", ");
        text.push_str(part);
    }
    text
}
