//! The report as rdjson, the diagnostic format of reviewdog, with fixes as suggestions that a reviewer takes by a click.

use std::io::{self, Write};

use lesson_findings::{Finding, Fix, Label, Location, Report, Severity};
use lesson_text::{ColumnUnit, Edit, SourceFile, Span, apply};
use serde::{Serialize, Serializer};

use crate::json::write_pretty;
use crate::sentence::sentence;

/// Over how many lines a suggestion may reach that changes several places.
const LONGEST_SUGGESTION: usize = 20;

/// Writes every finding that is not silenced.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let source = Source { name: "lessonlint", url: env!("CARGO_PKG_REPOSITORY") };
    write_pretty(&Result { source, diagnostics: Diagnostics(report) }, out)
}

#[derive(Serialize)]
struct Result<'a> {
    source: Source,
    diagnostics: Diagnostics<'a>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    url: &'static str,
}

/// The list, an entry of which is made when it is written.
struct Diagnostics<'a>(&'a Report);

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Place,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Place {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// A line and a column from 1, the column in bytes of UTF-8.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Place,
}

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.spoken().map(|finding| diagnostic(self.0, finding)))
    }
}

fn diagnostic<'a>(report: &Report, finding: &'a Finding) -> Diagnostic<'a> {
    let help = finding.help.as_ref().map(|help| format!("\n{}", sentence(help))).unwrap_or_default();
    Diagnostic {
        message: format!("{}{help}", sentence(&finding.message)),
        location: Place {
            path: report.from_top(&finding.root, &finding.path),
            range: finding.location.as_ref().map(|place| range(&place.source, place.span)),
        },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Advice => "INFO",
        },
        code: Code { value: finding.rule.code, url: &finding.url },
        suggestions: finding.fixes.first().and_then(|fix| suggestion(finding, fix)).into_iter().collect(),
        related_locations: finding.labels.iter().map(|label| related(report, finding, label)).collect(),
    }
}

/// The best fix as one change of one place, which is all that the format knows; `None` where the fix reaches
/// further than a reviewer could see.
fn suggestion(finding: &Finding, fix: &Fix) -> Option<Suggestion> {
    let source = &finding.location.as_ref()?.source;
    if fix.edits.iter().any(|edit| edit.source.path() != source.path()) {
        return None;
    }
    let start = fix.edits.iter().map(|edit| edit.edit.span.start).min()?;
    let end = fix.edits.iter().map(|edit| edit.edit.span.end).max()?;
    let whole = Span { start, end };
    let lines = |offset: u32| source.position(offset as usize).line;
    if fix.edits.len() > 1 && lines(end) - lines(start) > LONGEST_SUGGESTION {
        return None;
    }
    let edits: Vec<Edit> = fix.edits.iter().map(|edit| within(&edit.edit, start)).collect();
    Some(Suggestion { range: range(source, whole), text: apply(source.slice(whole), &edits).ok()? })
}

/// An edit of a part of the text that begins at `start`.
fn within(edit: &Edit, start: u32) -> Edit {
    let span = Span { start: edit.span.start - start, end: edit.span.end - start };
    Edit { span, text: edit.text.clone() }
}

fn related(report: &Report, finding: &Finding, label: &Label) -> Related {
    let Location { source, span } = &label.location;
    Related {
        message: sentence(&label.message),
        location: Place {
            path: report.from_top(&finding.root, source.path()),
            range: Some(range(source, *span)),
        },
    }
}

fn range(source: &SourceFile, span: Span) -> Range {
    let position = |offset: u32| Position {
        line: source.position(offset as usize).line,
        column: source.column(offset as usize, ColumnUnit::Bytes),
    };
    Range { start: position(span.start), end: position(span.end) }
}
