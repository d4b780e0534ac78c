//! The report as JSON: the stable contract that other tools rely on. Keys are added, never renamed
//! or left out, as long as `version` stays.

mod changes;

use std::io::{self, BufWriter, Write};

use lesson_findings::{
    Applicability, Family, FileEdit, FileEntry, Finding, Fix, Label, Location, Outcome, Report, Severity,
    Summary, Suppression, SuppressionKind, Unshown,
};
use lesson_text::{Position, SourceFile, Span};
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use crate::each::{Each, require_every_key};
use crate::escape::Escaped;
use changes::JsonChanges;

/// The version of the contract.
const VERSION: u32 = 1;

const OUTCOMES: [Outcome; 3] = [Outcome::Linted, Outcome::Skipped, Outcome::Unreadable];
const SUPPRESSION_KINDS: [SuppressionKind; 3] =
    [SuppressionKind::Comment, SuppressionKind::File, SuppressionKind::Configuration];
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Advice];
const APPLICABILITIES: [Applicability; 3] =
    [Applicability::Safe, Applicability::Suggested, Applicability::Scaffold];

/// Writes the report as JSON, indented by two spaces, with a line end at its end.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&JsonReport::from(report), out)
}

pub(crate) fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escaped::new()))?;
    out.write_all(b"\n")?;
    out.flush()
}

/// What `lessonlint check --format json` writes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Report", transform = require_every_key)]
pub struct JsonReport<'a> {
    /// The version of this contract; additions keep it.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The day that rules about dates went by.
    #[schemars(extend("format" = "date"))]
    today: &'a str,
    /// What wrote the report.
    tool: JsonTool<'a>,
    /// The report in figures.
    summary: JsonSummary,
    /// The files that were looked at, by path.
    files: Each<'a, FileEntry, JsonFile<'a>>,
    /// The findings, by path, byte and code.
    findings: Each<'a, Finding, JsonFinding<'a>>,
    /// What became of lessons and debt; null without `--changed-since`.
    changes: Option<JsonChanges<'a>>,
}

/// What wrote the report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Tool", transform = require_every_key)]
pub struct JsonTool<'a> {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'a str,
}

/// The report in figures.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Summary", transform = require_every_key)]
pub struct JsonSummary {
    /// Files looked at.
    files: usize,
    /// Lessons linted.
    lessons: usize,
    /// Courses linted.
    courses: usize,
    /// Files skipped.
    skipped: usize,
    /// Findings at the level of an error that are not silenced.
    errors: usize,
    /// Findings at the level of a warning that are not silenced.
    warnings: usize,
    /// Findings at the level of advice that are not silenced.
    advice: usize,
    /// Findings that are silenced.
    suppressed: usize,
    /// Findings that a baseline holds back.
    baselined: usize,
    /// Entries of a baseline whose findings are gone: `lessonlint baseline update` takes them out.
    stale: usize,
    /// Findings that are not silenced and come with a fix.
    fixable: usize,
}

/// A file that was looked at.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "File", transform = require_every_key_but_unshown)]
pub struct JsonFile<'a> {
    /// Its path, relative to the root, with `/`.
    path: &'a str,
    /// What became of it.
    #[schemars(extend("enum" = OUTCOMES.map(Outcome::name)))]
    outcome: &'static str,
    /// Why it was skipped or could not be read.
    reason: Option<&'a str>,
    /// Findings that are left out, for there are too many of their rule; only there if there are any.
    #[serde(skip_serializing_if = "Each::is_empty")]
    unshown: Each<'a, Unshown, JsonUnshown>,
}

/// What is only there when there is something to say is not asked for.
fn require_every_key_but_unshown(schema: &mut Schema) {
    require_every_key(schema);
    if let Some(required) = schema.get_mut("required").and_then(|required| required.as_array_mut()) {
        required.retain(|key| key != "unshown");
    }
}

/// Findings of one rule in one file that are left out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Unshown", transform = require_every_key)]
pub struct JsonUnshown {
    /// The rule's code.
    code: &'static str,
    /// How many findings.
    count: usize,
}

/// Something that a rule says about a lesson.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding", transform = require_every_key)]
pub struct JsonFinding<'a> {
    /// The rule's code; codes are never used again for another rule.
    code: &'static str,
    /// The rule's name, which is stable.
    name: &'static str,
    /// What the rule watches over.
    #[schemars(extend("enum" = Family::ALL.map(Family::name)))]
    family: &'static str,
    /// Whether the rule is one of the three laws.
    law: bool,
    /// How much it matters.
    #[schemars(extend("enum" = SEVERITIES.map(Severity::name)))]
    severity: &'static str,
    /// What is wrong.
    message: &'a str,
    /// What to do about it.
    help: Option<&'a str>,
    /// The file's path, relative to the root, with `/`.
    path: &'a str,
    /// The way to the value in the content model, as a JSON pointer.
    pointer: Option<&'a str>,
    /// Where it begins; null for a file that cannot be read.
    start: Option<JsonPosition>,
    /// Where it ends, exclusive; null for a file that cannot be read.
    end: Option<JsonPosition>,
    /// Other places that matter.
    labels: Each<'a, Label, JsonLabel<'a>>,
    /// Changes that would mend it; the first is the best.
    fixes: Each<'a, Fix, JsonFix<'a>>,
    /// Why it is silenced; null where it is not.
    suppression: Option<JsonSuppression<'a>>,
    /// What names the finding across edits elsewhere in the file.
    fingerprint: &'a str,
    /// The rule's page.
    url: &'a str,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[schemars(rename = "Position", transform = require_every_key)]
pub struct JsonPosition {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column, from 1, in Unicode code points.
    #[schemars(range(min = 1))]
    column: usize,
    /// The byte, from 0, in the file as it lies on disk.
    byte: usize,
}

/// Another place that matters to a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Label", transform = require_every_key)]
pub struct JsonLabel<'a> {
    /// What is there.
    message: &'a str,
    /// The file's path, relative to the root, with `/`.
    path: &'a str,
    /// Where it begins.
    start: JsonPosition,
    /// Where it ends, exclusive.
    end: JsonPosition,
}

/// A change that mends a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix", transform = require_every_key)]
pub struct JsonFix<'a> {
    /// What it does.
    title: &'a str,
    /// How safe it is: `safe` keeps the meaning, `suggested` wants a person's look, `scaffold` puts in
    /// a stub that still fails.
    #[schemars(extend("enum" = APPLICABILITIES.map(Applicability::name)))]
    applicability: &'static str,
    /// The changes of text, which do not overlap.
    edits: Each<'a, FileEdit, JsonEdit<'a>>,
}

/// One change of one file: what stands from `start` up to `end` gives way to `text`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit", transform = require_every_key)]
pub struct JsonEdit<'a> {
    /// The file's path, relative to the root, with `/`.
    path: &'a str,
    /// Where it begins.
    start: JsonPosition,
    /// Where it ends, exclusive.
    end: JsonPosition,
    /// What comes in its place.
    text: &'a str,
}

/// Why a finding is silenced.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Suppression", transform = require_every_key)]
pub struct JsonSuppression<'a> {
    /// The reason that was given.
    reason: &'a str,
    /// Where it is written, and how far it reaches: `comment` covers what stands on its line or the
    /// next, `file` its file, `configuration` is an entry of lessonlint.toml.
    #[schemars(extend("enum" = SUPPRESSION_KINDS.map(SuppressionKind::name)))]
    kind: &'static str,
    /// The last day on which it holds; null where it has no end.
    #[schemars(extend("format" = "date"))]
    until: Option<&'a str>,
    /// The file in which it stands, relative to the root, with `/`.
    path: &'a str,
    /// Where it begins.
    start: JsonPosition,
    /// Where it ends, exclusive.
    end: JsonPosition,
}

impl<'a> From<&'a Report> for JsonReport<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            version: VERSION,
            today: &report.today,
            tool: JsonTool { name: "lessonlint", version: report.version },
            summary: report.summary().into(),
            files: Each::new(&report.files),
            findings: Each::new(&report.findings),
            changes: report.changes.as_ref().map(JsonChanges::from),
        }
    }
}

impl From<Summary> for JsonSummary {
    fn from(summary: Summary) -> Self {
        // Taken apart by name, so that a figure added to the summary cannot be forgotten here.
        let Summary {
            files,
            lessons,
            courses,
            skipped,
            errors,
            warnings,
            advice,
            suppressed,
            baselined,
            stale,
            fixable,
        } = summary;
        Self {
            files,
            lessons,
            courses,
            skipped,
            errors,
            warnings,
            advice,
            suppressed,
            baselined,
            stale,
            fixable,
        }
    }
}

impl<'a> From<&'a FileEntry> for JsonFile<'a> {
    fn from(file: &'a FileEntry) -> Self {
        let unshown = Each::new(&file.unshown);
        Self { path: &file.path, outcome: file.outcome.name(), reason: file.reason.as_deref(), unshown }
    }
}

impl From<&Unshown> for JsonUnshown {
    fn from(unshown: &Unshown) -> Self {
        Self { code: unshown.rule.code, count: unshown.count }
    }
}

impl<'a> From<&'a Finding> for JsonFinding<'a> {
    fn from(finding: &'a Finding) -> Self {
        let (start, end) = finding.location.as_ref().map(place).unzip();
        Self {
            code: finding.rule.code,
            name: finding.rule.name,
            family: finding.rule.family.name(),
            law: finding.rule.law,
            severity: finding.severity.name(),
            message: &finding.message,
            help: finding.help.as_deref(),
            path: &finding.path,
            pointer: finding.pointer.as_deref(),
            start,
            end,
            labels: Each::new(&finding.labels),
            fixes: Each::new(&finding.fixes),
            suppression: finding.suppression.as_ref().map(JsonSuppression::from),
            fingerprint: &finding.fingerprint,
            url: &finding.url,
        }
    }
}

impl<'a> From<&'a Label> for JsonLabel<'a> {
    fn from(label: &'a Label) -> Self {
        let (start, end) = place(&label.location);
        Self { message: &label.message, path: label.location.source.path(), start, end }
    }
}

impl<'a> From<&'a Fix> for JsonFix<'a> {
    fn from(fix: &'a Fix) -> Self {
        Self { title: &fix.title, applicability: fix.applicability.name(), edits: Each::new(&fix.edits) }
    }
}

impl<'a> From<&'a FileEdit> for JsonEdit<'a> {
    fn from(change: &'a FileEdit) -> Self {
        let (start, end) = ends(&change.source, change.edit.span);
        Self { path: change.source.path(), start, end, text: &change.edit.text }
    }
}

impl<'a> From<&'a Suppression> for JsonSuppression<'a> {
    fn from(suppression: &'a Suppression) -> Self {
        let (start, end) = place(&suppression.location);
        Self {
            reason: &suppression.reason,
            kind: suppression.kind.name(),
            until: suppression.until.as_deref(),
            path: suppression.location.source.path(),
            start,
            end,
        }
    }
}

impl From<Position> for JsonPosition {
    fn from(Position { line, column, byte }: Position) -> Self {
        Self { line, column, byte }
    }
}

pub(crate) fn place(location: &Location) -> (JsonPosition, JsonPosition) {
    ends(&location.source, location.span)
}

fn ends(source: &SourceFile, span: Span) -> (JsonPosition, JsonPosition) {
    let position = |offset: u32| JsonPosition::from(source.position(offset as usize));
    (position(span.start), position(span.end))
}
