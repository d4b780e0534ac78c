//! The report as GitLab's code quality, which merge requests show: a list in the form of Code Climate's.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, Write};

use lesson_findings::{Finding, Report, Severity};
use serde::{Serialize, Serializer};

use crate::json::write_pretty;
use crate::sentence::sentence;

/// Writes every finding that is not silenced.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&Issues { report, fingerprints: RefCell::default() }, out)
}

/// The list, an entry of which is made when it is written.
struct Issues<'a> {
    report: &'a Report,
    /// How often each fingerprint was written: the service drops what it has seen, and files of two roots may share one.
    fingerprints: RefCell<HashMap<&'a str, usize>>,
}

#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'static str,
    description: String,
    content: Content,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: String,
    location: Place,
    url: &'a str,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
    positions: Positions,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

#[derive(Serialize)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.report.spoken().map(|finding| self.issue(finding)))
    }
}

impl<'a> Issues<'a> {
    fn issue(&self, finding: &'a Finding) -> Issue<'a> {
        let rule = finding.rule;
        let severity = match finding.severity {
            Severity::Error if rule.law => "critical",
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Advice => "info",
        };
        Issue {
            kind: "issue",
            check_name: rule.name,
            description: format!("{}: {}", rule.code, sentence(&finding.message)),
            content: Content { body: finding.help.as_deref().map(sentence).unwrap_or_default() },
            categories: ["Clarity"],
            severity,
            fingerprint: self.fingerprint(finding),
            location: place(self.report, finding),
            url: &finding.url,
        }
    }

    fn fingerprint(&self, finding: &'a Finding) -> String {
        let mut counts = self.fingerprints.borrow_mut();
        let count = counts.entry(&finding.fingerprint).or_default();
        *count += 1;
        match *count {
            1 => finding.fingerprint.clone(),
            count => format!("{}-{count}", finding.fingerprint),
        }
    }
}

/// Where a finding is shown; the first line stands for a file that cannot be read.
fn place(report: &Report, finding: &Finding) -> Place {
    let position = |offset: u32| {
        finding.location.as_ref().map_or((1, 1), |location| {
            let position = location.source.position(offset as usize);
            (position.line, position.column)
        })
    };
    let span = finding.location.as_ref().map(|location| location.span).unwrap_or_default();
    let (begin, end) = (position(span.start), position(span.end));
    let as_position = |(line, column)| Position { line, column };
    Place {
        path: report.from_top(&finding.root, &finding.path),
        lines: Lines { begin: begin.0, end: end.0 },
        positions: Positions { begin: as_position(begin), end: as_position(end) },
    }
}
