use std::collections::BTreeSet;

use crate::visible;
use lesson_findings::{Applicability, Finding, Outcome, Report, Severity, Summary};

/// The report in a line, as in `2 errors, 1 warning in 1 of 3 lessons (5 files looked at, 2 skipped)`.
pub(crate) fn line(report: &Report, painted: &dyn Fn(Severity, String) -> String) -> String {
    format!("{} ({})", verdict(report, painted), looked_at(report, report.summary()))
}

/// What was found, as in `2 errors, 1 warning in 1 of 3 lessons`.
pub(crate) fn verdict(report: &Report, painted: &dyn Fn(Severity, String) -> String) -> String {
    let summary = report.summary();
    let lessons = counted(summary.lessons, "lesson", "lessons");
    let found = levels([summary.errors, summary.warnings, summary.advice], painted);
    match (found.is_empty(), lessons_with_findings(report)) {
        (true, _) => format!("{lessons}, no findings"),
        (false, 0) if summary.lessons == 0 => format!("{}, no lessons", found.join(", ")),
        (false, 0) => format!("{} outside the {lessons}", found.join(", ")),
        (false, 1) if summary.lessons == 1 => format!("{} in {lessons}", found.join(", ")),
        (false, with) if with == summary.lessons => format!("{} in all {lessons}", found.join(", ")),
        (false, with) => format!("{} in {with} of {lessons}", found.join(", ")),
    }
}

/// How many findings there are at each level that has some, as in `2 errors` and `1 warning`.
pub(crate) fn levels(counts: [usize; 3], painted: &dyn Fn(Severity, String) -> String) -> Vec<String> {
    let [errors, warnings, advice] = counts;
    let found = [
        (Severity::Error, errors, counted(errors, "error", "errors")),
        (Severity::Warning, warnings, counted(warnings, "warning", "warnings")),
        (Severity::Advice, advice, counted(advice, "piece of advice", "pieces of advice")),
    ];
    let found = found.into_iter().filter(|(_, count, _)| *count > 0);
    found.map(|(severity, _, text)| painted(severity, text)).collect()
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

/// What the fixes would mend, as in `Fixes: 1 with --fix, 2 more with --fix-suggested; 3 stubs with --fix-scaffold`;
/// `None` without any.
pub(crate) fn fixes(report: &Report) -> Option<String> {
    let count = |kind| report.spoken().filter(|finding| offers(finding, kind)).count();
    let (safe, suggested) = (count(Applicability::Safe), count(Applicability::Suggested));
    let stubs = count(Applicability::Scaffold);
    let more = if safe > 0 { " more" } else { "" };
    let mended = [
        (safe, format!("{safe} with {}", flag(Applicability::Safe))),
        (suggested, format!("{suggested}{more} with {}", flag(Applicability::Suggested))),
    ];
    let mended: Vec<String> =
        mended.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    let stubs = format!("{} with {}", counted(stubs, "stub", "stubs"), flag(Applicability::Scaffold));
    let parts = [mended.join(", "), if count(Applicability::Scaffold) > 0 { stubs } else { String::new() }];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| format!("Fixes: {}", parts.join("; ")))
}

/// Whether a finding's first fix is of a kind.
fn offers(finding: &Finding, kind: Applicability) -> bool {
    finding.fixes.first().is_some_and(|fix| fix.applicability == kind)
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

/// A number with its noun.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn lessons_with_findings(report: &Report) -> usize {
    let paths: BTreeSet<&str> = report.spoken().map(|finding| finding.path.as_str()).collect();
    let lessons = report.files.iter().filter(|file| file.outcome == Outcome::Linted && !file.is_course);
    lessons.filter(|file| paths.contains(file.path.as_str())).count()
}

/// What was looked at and what became of it, as in `5 files looked at, 2 skipped`.
pub(crate) fn looked_at(report: &Report, summary: Summary) -> String {
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
