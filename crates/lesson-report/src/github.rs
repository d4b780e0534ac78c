//! The report as workflow commands of GitHub Actions, which the service shows beside the lines of a pull request.
//!
//! Only what the service shows is written as a command; the rest follows as lines of the log, with how many they are.

use std::io::{self, BufWriter, Write};

use lesson_findings::{Finding, Report, Severity};

use crate::sentence::sentence;
use crate::summary;
use crate::visible;

/// How many annotations of one level the service shows for a step.
const SHOWN_OF_A_LEVEL: usize = 10;

/// Writes the annotations, errors first, then every further finding on a line of the log, then the figures.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let mut further = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Advice] {
        let of_level = report.spoken().filter(|finding| finding.severity == severity);
        for (index, finding) in of_level.enumerate() {
            if index < SHOWN_OF_A_LEVEL {
                writeln!(out, "{}", annotation(report, finding))?;
            } else {
                further.push(finding);
            }
        }
    }
    if !further.is_empty() {
        let count = further.len();
        writeln!(
            out,
            "::group::{count} more, of which the service shows no annotation ({SHOWN_OF_A_LEVEL} of each level)"
        )?;
        for finding in further {
            writeln!(out, "{}", line(report, finding))?;
        }
        writeln!(out, "::endgroup::")?;
    }
    writeln!(out, "lessonlint: {}", summary::line(report, &|_, text| text))?;
    out.flush()
}

/// `::error title=…,file=…,line=…::message`.
fn annotation(report: &Report, finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let title = property(&format!("{} {}", finding.rule.code, finding.rule.name));
    let path = report.from_top(&finding.root, &finding.path);
    let place = finding.location.as_ref().map_or_else(String::new, |location| {
        let start = location.source.position(location.span.start as usize);
        let end = location.source.position(location.span.end as usize);
        let lines = format!(",line={},endLine={}", start.line, end.line);
        // The service takes columns on one line alone.
        let columns = format!(",col={},endColumn={}", start.column, end.column);
        if start.line == end.line { lines + &columns } else { lines }
    });
    let help = finding.help.as_ref().map(|help| format!("\n{}", sentence(help)));
    let message = data(&format!("{}{}", sentence(&finding.message), help.unwrap_or_default()));
    format!("::{command} title={title},file={}{place}::{message}", property(&path))
}

/// `error R001 lessons/04.yaml:3:1: message`: it begins with a word of ours, so that no path or message can be taken
/// for a command.
fn line(report: &Report, finding: &Finding) -> String {
    let path = report.from_top(&finding.root, &finding.path);
    let place = finding.location.as_ref().map_or_else(String::new, |location| {
        let start = location.source.position(location.span.start as usize);
        format!(":{}:{}", start.line, start.column)
    });
    let text = format!("{} {} {path}{place}: {}", finding.severity, finding.rule.code, finding.message);
    // The older form of a command holds anywhere in a line.
    visible::name(&text.replace(['\r', '\n'], " "), true).replace("##[", "## [")
}

/// The value of a command, in which line ends are written by their numbers.
fn data(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| visible::name(line, true)).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of one of a command's properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
