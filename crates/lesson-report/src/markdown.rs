//! The report as a comment on a pull request: the verdict, the debt made, the matrix of each lesson that changed or has
//! findings, its findings, and the command that mends them.
//!
//! What a lesson or a path says is text here, and nothing else: no markup, no mention, no reference.

mod changes;
mod plain;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use lesson_findings::{
    Applicability, Finding, LessonChange, LessonMatrix, MatrixCell, Outcome, Report, Severity, Verdict,
};

use crate::sentence::sentence;
use crate::{summary, visible};
use plain::{code, fenced, inline, message};

/// How many bytes a comment may have on the service that allows the fewest, less what a caller may put around it.
const LONGEST: usize = 60_000;

/// How many findings of one lesson are shown.
const SHOWN_OF_A_LESSON: usize = 30;

/// By which a comment is found again, to be replaced by the next run's.
const MARK: &str = "<!-- lessonlint -->";

/// Writes the comment, no longer than services take.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(comment(report).as_bytes())
}

fn comment(report: &Report) -> String {
    let sign = match report.verdict {
        Verdict::Passed => "✅",
        Verdict::Failed => "❌",
        Verdict::Incomplete => "⚠️",
    };
    let figures = summary::line(report, &|_, text| text);
    let mut text = format!("{MARK}\n### {sign} lessonlint: {figures}\n");
    if let Some(changes) = &report.changes {
        text.push_str(&changes::debt(report, changes));
    }
    text.push_str(&unreadable(report));
    let end = ending(report);
    let mut left_out = (0, 0);
    for file in Section::all(report) {
        let section = file.written(report);
        if left_out.0 == 0 && text.len() + section.len() + end.len() < LONGEST {
            text.push_str(&section);
        } else {
            left_out = (left_out.0 + 1, left_out.1 + file.findings.len());
        }
    }
    if let (files @ 1.., findings) = left_out {
        let findings = summary::counted(findings, "finding", "findings");
        let files = summary::counted(files, "file", "files");
        let _ = writeln!(text, "\n{findings} in {files} more would make this comment too long.");
    }
    text + &end
}

/// The files that could not be read, which is why nothing is said of them.
fn unreadable(report: &Report) -> String {
    let unreadable = report.files.iter().filter(|file| file.outcome == Outcome::Unreadable);
    let line = |file: &lesson_findings::FileEntry| {
        let path = report.from_top(&file.root, &file.path);
        let reason = file.reason.as_deref().unwrap_or("it cannot be read");
        format!("\n{} was not checked: {}\n", code(&path), inline(reason))
    };
    unreadable.map(line).collect()
}

/// The command that mends what can be mended, and what else is to be done.
fn ending(report: &Report) -> String {
    let mut text = String::new();
    for line in summary::unshown(report, true) {
        let _ = writeln!(text, "\n{}", inline(&line));
    }
    if let Some(command) = mending(report) {
        let _ = write!(
            text,
            "\nTo see what lessonlint can mend here, without a change to any file:\n\n{}",
            fenced("sh", &command)
        );
    }
    if let Some(line) = summary::stale(report) {
        let _ = writeln!(text, "\n{}", inline(&line));
    }
    text
}

/// The command line that shows every fix on offer; `None` without any.
fn mending(report: &Report) -> Option<String> {
    let offers = |finding: &&Finding| !finding.fixes.is_empty();
    let mut paths: Vec<String> = Vec::new();
    let mut flags: Vec<&str> = Vec::new();
    for finding in report.spoken().filter(offers) {
        let path = report.from_top(&finding.root, &finding.path);
        if paths.last() != Some(&path) {
            paths.push(path);
        }
        let flag = match finding.fixes.first().map(|fix| fix.applicability) {
            Some(Applicability::Scaffold) => "--fix-scaffold",
            // Which applies the safe ones, too.
            _ => "--fix-suggested",
        };
        if !flags.contains(&flag) {
            flags.push(flag);
        }
    }
    flags.sort_unstable_by(|first, second| second.cmp(first));
    const NAMED: usize = 3;
    let quoted =
        |path: &String| shlex::try_quote(path).map_or_else(|_| path.clone(), |path| path.into_owned());
    let named: Vec<String> =
        if paths.len() > NAMED { Vec::new() } else { paths.iter().map(quoted).collect() };
    let words = ["lessonlint", "check"].into_iter().chain(named.iter().map(String::as_str));
    let words: Vec<&str> = words.chain(flags.iter().copied()).chain(["--diff"]).collect();
    (!paths.is_empty()).then(|| visible::name(&words.join(" "), true))
}

/// A file with what is said of it.
#[derive(Default)]
struct Section<'a> {
    path: String,
    change: Option<&'a LessonChange>,
    matrix: Option<&'a LessonMatrix>,
    findings: Vec<&'a Finding>,
}

impl<'a> Section<'a> {
    /// Each file that changed or has findings, by path.
    fn all(report: &'a Report) -> Vec<Self> {
        let mut sections: BTreeMap<String, Self> = BTreeMap::new();
        for change in report.changes.iter().flat_map(|changes| &changes.lessons) {
            let path = report.from_top(&change.root, &change.path);
            sections.entry(path).or_default().change = Some(change);
        }
        for finding in report.spoken() {
            let path = report.from_top(&finding.root, &finding.path);
            sections.entry(path).or_default().findings.push(finding);
        }
        for matrix in &report.matrices {
            if let Some(section) = sections.get_mut(&report.from_top(&matrix.root, &matrix.path)) {
                section.matrix = Some(matrix);
            }
        }
        sections.into_iter().map(|(path, section)| Self { path, ..section }).collect()
    }

    fn written(&self, report: &Report) -> String {
        let title = self.matrix.map(|matrix| &matrix.title).or(self.change.map(|change| &change.title));
        let title = title.filter(|title| !title.is_empty());
        let title = title.map(|title| format!("{} · ", inline(title))).unwrap_or_default();
        let kind = self.change.map(changes::kind).unwrap_or_default();
        let mut text = format!("\n#### {title}{}{kind}\n\n", code(&self.path));
        text.push_str(&self.change.map(changes::cells).unwrap_or_default());
        if let Some(matrix) = self.matrix.filter(|matrix| !matrix.regimes.is_empty()) {
            text.push_str(&table(matrix));
            text.push('\n');
        }
        for finding in self.findings.iter().take(SHOWN_OF_A_LESSON) {
            text.push_str(&entry(report, &self.path, finding));
        }
        let more = self.findings.len().saturating_sub(SHOWN_OF_A_LESSON);
        if more > 0 {
            let _ = writeln!(text, "- … and {}", summary::counted(more, "more finding", "more findings"));
        }
        text.trim_end().to_owned() + "\n"
    }
}

/// A finding as an entry of a list, with what to do on a line of its own.
fn entry(report: &Report, path: &str, finding: &Finding) -> String {
    let sign = match finding.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Advice => "💡",
    };
    let rule = finding.rule;
    let place = finding.location.as_ref().map(|location| {
        let elsewhere = report.from_top(&finding.root, location.source.path());
        let line = location.source.position(location.span.start as usize).line;
        if elsewhere == path {
            format!("line {line}: ")
        } else {
            format!("{}, line {line}: ", code(&elsewhere))
        }
    });
    let said = message(&sentence(&finding.message));
    let severity = finding.severity;
    let mut text = format!(
        "- {sign} {severity} [{}]({} \"{}\") {}{said}\n",
        rule.code,
        finding.url,
        rule.name,
        place.unwrap_or_default()
    );
    if let Some(help) = &finding.help {
        let _ = writeln!(text, "  <br>{}", message(&sentence(help)));
    }
    text
}

/// The matrix, its holes named.
fn table(matrix: &LessonMatrix) -> String {
    let mut text = String::from("| |");
    for regime in &matrix.regimes {
        let _ = write!(text, " {} |", inline(&regime.name));
    }
    let _ = write!(text, "\n|---|{}\n", "---|".repeat(matrix.regimes.len()));
    let mut cells = matrix.cells.chunks(matrix.regimes.len().max(1));
    for dimension in &matrix.dimensions {
        let _ = write!(text, "| **{}** |", inline(&dimension.name));
        for cell in cells.next().unwrap_or_default() {
            let _ = write!(text, " {} |", state(cell));
        }
        text.push('\n');
    }
    text
}

fn state(cell: &MatrixCell) -> String {
    match cell.status {
        "present" => "✓".to_owned(),
        "missing" | "placeholder" | "malformed" => format!("❌ **{}**", cell.status),
        status => format!("⚠️ {status}"),
    }
}
