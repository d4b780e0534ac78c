//! The report as SARIF 2.1.0 (OASIS), which code scanning services and editors read.
//!
//! Columns are units of UTF-16, which is what readers suppose that do not look at `columnKind`; paths are relative
//! to the top of the repository, which `originalUriBaseIds` names.

mod places;

use std::collections::HashMap;
use std::io::{self, Write};

use lesson_findings::{
    FileEdit, FileEntry, Finding, Fix, Label, Outcome, Report, RuleDescription, Severity, SuppressionKind,
};
use serde::{Serialize, Serializer};

use crate::json::write_pretty;
use crate::sentence::sentence;
use places::{Artifact, LogicalLocation, PhysicalLocation, Region, file_uri};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name by which paths refer to the top of the repository; the one that services know.
const TOP: &str = "%SRCROOT%";

/// Writes the report as SARIF, indented by two spaces, with a line end at its end.
///
/// # Errors
///
/// What the writer returns.
pub fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [Run::from(report)] }, out)
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    invocations: [Invocation; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    original_uri_base_ids: Option<BaseIds>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: Results<'a>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    version: &'a str,
    semantic_version: &'a str,
    information_uri: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    help_uri: &'a str,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

/// What services show of a rule beside its texts.
#[derive(Serialize)]
struct RuleProperties {
    tags: Vec<&'static str>,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    locations: [PhysicalOnly; 1],
}

#[derive(Serialize)]
struct BaseIds {
    #[serde(rename = "%SRCROOT%")]
    top: BaseId,
}

#[derive(Serialize)]
struct BaseId {
    uri: String,
    description: Text,
}

/// The results, each made when it is written.
struct Results<'a> {
    report: &'a Report,
    indexes: HashMap<&'static str, usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Place<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix<'a>>,
    // In one run all results have it, or none: a list without an entry is a result that is not silenced.
    suppressions: Vec<SarifSuppression<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    properties: ResultProperties<'a>,
}

/// The finding's own fingerprint, under its name and under the one that code scanning goes by.
#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "lessonlint/v1")]
    own: &'a str,
    #[serde(rename = "primaryLocationLineHash")]
    line_hash: &'a str,
}

#[derive(Serialize)]
struct ResultProperties<'a> {
    law: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Place<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[LogicalLocation<'a>; 1]>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalOnly {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Related {
    id: usize,
    message: Text,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifFix<'a> {
    description: Text,
    artifact_changes: Vec<ArtifactChange<'a>>,
    properties: FixProperties,
}

#[derive(Serialize)]
struct FixProperties {
    applicability: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: Artifact,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Inserted<'a>,
}

#[derive(Serialize)]
struct Inserted<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct SarifSuppression<'a> {
    kind: &'static str,
    status: &'static str,
    justification: &'a str,
    location: PhysicalOnly,
}

impl<'a> From<&'a Report> for Run<'a> {
    fn from(report: &'a Report) -> Self {
        let unreadable = report.files.iter().filter(|file| file.outcome == Outcome::Unreadable);
        let notifications: Vec<_> = unreadable.map(|file| Notification::new(report, file)).collect();
        let description = Text { text: "The top of the repository.".to_owned() };
        let uri = (!report.top.is_empty()).then(|| file_uri(&report.top) + "/");
        Self {
            tool: Tool { driver: Driver::from(report) },
            invocations: [Invocation {
                execution_successful: notifications.is_empty(),
                tool_execution_notifications: notifications,
            }],
            original_uri_base_ids: uri.map(|uri| BaseIds { top: BaseId { uri, description } }),
            column_kind: "utf16CodeUnits",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: Results {
                report,
                indexes: report.rules.iter().map(|rule| rule.info.code).zip(0..).collect(),
            },
        }
    }
}

impl<'a> From<&'a Report> for Driver<'a> {
    fn from(report: &'a Report) -> Self {
        Self {
            name: "lessonlint",
            version: report.version,
            semantic_version: report.version,
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules: report.rules.iter().map(Rule::from).collect(),
        }
    }
}

impl<'a> From<&'a RuleDescription> for Rule<'a> {
    fn from(rule: &'a RuleDescription) -> Self {
        let RuleDescription { info, severity, summary, why, remedy, url } = rule;
        let level = severity.map_or("none", level);
        let law = info.law.then_some("law");
        Self {
            id: info.code,
            name: info.name,
            short_description: Text { text: sentence(summary) },
            full_description: Text { text: sentence(why) },
            help: Help {
                text: format!("{}\n\n{}", sentence(why), sentence(remedy)),
                markdown: format!(
                    "{}\n\n{}\n\n[The rule's page]({url}) shows examples, and what it leaves alone.",
                    sentence(why),
                    sentence(remedy)
                ),
            },
            help_uri: url,
            default_configuration: Configuration { enabled: severity.is_some(), level },
            properties: RuleProperties {
                tags: std::iter::once(info.family.name()).chain(law).collect(),
                severity: severity.map_or("recommendation", problem_severity),
            },
        }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// The words of code scanning for how much a rule matters.
fn problem_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "recommendation",
    }
}

impl Notification {
    fn new(report: &Report, file: &FileEntry) -> Self {
        let reason = file.reason.as_deref().unwrap_or("it cannot be read");
        let artifact = Artifact::new(report, &file.root, &file.path);
        Self {
            level: "error",
            message: Text { text: sentence(&format!("{} was not checked: {reason}", file.path)) },
            locations: [PhysicalOnly { physical_location: PhysicalLocation::whole(artifact) }],
        }
    }
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.report.findings.iter().map(|finding| self.result(finding)))
    }
}

impl<'a> Results<'a> {
    fn result(&self, finding: &'a Finding) -> SarifResult<'a> {
        let Finding { rule, severity, message, help, root, .. } = finding;
        let report = self.report;
        let artifact = Artifact::new(report, root, &finding.path);
        let physical_location = match &finding.location {
            Some(location) => PhysicalLocation::of(artifact, location),
            None => PhysicalLocation::whole(artifact),
        };
        let logical_locations = finding.pointer.as_deref().map(|pointer| [LogicalLocation::new(pointer)]);
        let advice = help.as_ref().map(|help| format!(" To mend it: {}", sentence_after_colon(help)));
        SarifResult {
            rule_id: rule.code,
            rule_index: self.indexes.get(rule.code).copied(),
            level: level(*severity),
            message: Text { text: sentence(message) + &advice.unwrap_or_default() },
            locations: [Place { physical_location, logical_locations }],
            related_locations: (1..)
                .zip(&finding.labels)
                .map(|(id, label)| related(report, root, id, label))
                .collect(),
            fixes: finding.fixes.iter().map(|fix| fix_of(report, root, fix)).collect(),
            suppressions: finding.suppression.iter().map(|given| suppression(report, root, given)).collect(),
            partial_fingerprints: Fingerprints { own: &finding.fingerprint, line_hash: &finding.fingerprint },
            properties: ResultProperties { law: rule.law, help: help.as_deref() },
        }
    }
}

/// Goes on after a colon, so without a capital; ends in a full stop.
fn sentence_after_colon(text: &str) -> String {
    let text = text.trim_end().trim_end_matches('.');
    format!("{text}.")
}

fn related(report: &Report, root: &str, id: usize, label: &Label) -> Related {
    let artifact = Artifact::new(report, root, label.location.source.path());
    let physical_location = PhysicalLocation::of(artifact, &label.location);
    Related { id, message: Text { text: sentence(&label.message) }, physical_location }
}

fn fix_of<'a>(report: &Report, root: &str, fix: &'a Fix) -> SarifFix<'a> {
    let mut artifact_changes: Vec<ArtifactChange<'a>> = Vec::new();
    for FileEdit { source, edit } in &fix.edits {
        let artifact_location = Artifact::new(report, root, source.path());
        let replacement = Replacement {
            deleted_region: Region::of(source, edit.span),
            inserted_content: Inserted { text: &edit.text },
        };
        match artifact_changes.iter_mut().find(|change| change.artifact_location == artifact_location) {
            Some(change) => change.replacements.push(replacement),
            None => {
                artifact_changes.push(ArtifactChange { artifact_location, replacements: vec![replacement] });
            }
        }
    }
    SarifFix {
        description: Text { text: sentence(&fix.title) },
        artifact_changes,
        properties: FixProperties { applicability: fix.applicability.name() },
    }
}

fn suppression<'a>(
    report: &Report,
    root: &str,
    given: &'a lesson_findings::Suppression,
) -> SarifSuppression<'a> {
    let artifact = Artifact::new(report, root, given.location.source.path());
    SarifSuppression {
        kind: match given.kind {
            SuppressionKind::Comment | SuppressionKind::File => "inSource",
            SuppressionKind::Configuration => "external",
        },
        status: "accepted",
        justification: &given.reason,
        location: PhysicalOnly { physical_location: PhysicalLocation::of(artifact, &given.location) },
    }
}
