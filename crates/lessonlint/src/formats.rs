//! The formats in which `check` reports, and where each of them goes.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{OsStringValueParser, TypedValueParser};
use lesson_findings::Report;
use lesson_report::TextOptions;

use crate::fix;
use crate::output::{Failure, shown};

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people.
    Text,
    /// For programs; the contract is in schema/report.schema.json.
    Json,
    /// For programs: a line for each finding, as in `json`.
    JsonLines,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// JUnit's XML, for any service.
    Junit,
    /// The diagnostic format of reviewdog, with suggestions.
    Rdjson,
    /// A comment on a pull request.
    Markdown,
    /// For people: one page to read and filter in a browser, without a network.
    Html,
    /// What the service shows in which this runs: on GitHub Actions annotations, and the comment as the job's summary; on
    /// GitLab text, and its code quality in gl-code-quality-report.json; text elsewhere.
    Auto,
}

/// Where GitLab's own templates keep its code quality.
const CODE_QUALITY: &str = "gl-code-quality-report.json";

impl ReportFormat {
    /// The format that is printed here, where it is the service's to say.
    pub(crate) fn here(self) -> Self {
        match (self, Service::here()) {
            (Self::Auto, Some(Service::GitHub)) => Self::Github,
            (Self::Auto, _) => Self::Text,
            (format, _) => format,
        }
    }

    /// Whether the format shows the lessons' matrices beside the findings.
    pub(crate) fn shows_matrices(self) -> bool {
        match self {
            Self::Html | Self::Markdown => true,
            Self::Auto => Service::here() == Some(Service::GitHub),
            Self::Text
            | Self::Json
            | Self::JsonLines
            | Self::Sarif
            | Self::Github
            | Self::Gitlab
            | Self::Junit
            | Self::Rdjson => false,
        }
    }

    /// Writes the report; `text` says how what people read is drawn.
    pub(crate) fn render(self, report: &Report, text: TextOptions, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Text => lesson_report::text::render(report, text, out),
            Self::Json => lesson_report::json::render(report, out),
            Self::JsonLines => lesson_report::json_lines::render(report, out),
            Self::Sarif => lesson_report::sarif::render(report, out),
            Self::Github => lesson_report::github::render(report, out),
            Self::Gitlab => lesson_report::gitlab::render(report, out),
            Self::Junit => lesson_report::junit::render(report, out),
            Self::Rdjson => lesson_report::rdjson::render(report, out),
            Self::Markdown => lesson_report::markdown::render(report, out),
            Self::Html => lesson_report::html::render(report, out),
            Self::Auto => self.here().render(report, text, out),
        }
    }
}

/// What runs a job, and shows more of it than its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Service {
    GitHub,
    GitLab,
}

impl Service {
    /// The service in which this runs, by the variables that each sets for its jobs.
    fn here() -> Option<Self> {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| value == "true");
        let services = [("GITHUB_ACTIONS", Self::GitHub), ("GITLAB_CI", Self::GitLab)];
        services.into_iter().find_map(|(name, service)| is_set(name).then_some(service))
    }
}

/// Every format in which a run reports.
pub(crate) fn all(printed: ReportFormat, files: &[OutputFile]) -> impl Iterator<Item = ReportFormat> {
    files.iter().map(|file| file.format).chain([printed])
}

/// Writes the files that were asked for, and those that the service shows.
pub(crate) fn write_files(
    report: &Report,
    printed: ReportFormat,
    files: &[OutputFile],
) -> Result<(), Failure> {
    let asked = files.iter().map(|file| file.write(report));
    let service = Service::here().filter(|_| printed == ReportFormat::Auto);
    let shown = service.map_or(Ok(()), |service| match service {
        Service::GitHub => add_to_summary(report),
        Service::GitLab => {
            OutputFile { format: ReportFormat::Gitlab, path: PathBuf::from(CODE_QUALITY) }.write(report)
        }
    });
    asked.chain([shown]).fold(Ok(()), Result::and)
}

/// Adds the comment to the summary of the job, which other steps write to, too.
fn add_to_summary(report: &Report) -> Result<(), Failure> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let mut text = Vec::new();
    let file = OpenOptions::new().append(true).create(true).open(&path);
    file.and_then(|mut file| {
        ReportFormat::Markdown.render(report, TextOptions::default(), &mut text)?;
        file.write_all(&text)
    })
    .map_err(|error| {
        let name = shown(path.as_ref());
        Failure::Message(format!("the job's summary cannot be written to {name}: {error}"))
    })
}

/// A file that a report is written to, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputFile {
    /// How.
    pub(crate) format: ReportFormat,
    /// Where.
    path: PathBuf,
}

impl OutputFile {
    /// Reads `FORMAT=PATH`.
    pub(crate) fn parser() -> impl TypedValueParser<Value = Self> {
        OsStringValueParser::new().try_map(Self::parse)
    }

    fn parse(given: OsString) -> Result<Self, String> {
        let formats = || {
            let known = ReportFormat::value_variants().iter().filter(|format| **format != ReportFormat::Auto);
            let values = known.filter_map(ValueEnum::to_possible_value);
            values.map(|value| value.get_name().to_owned()).collect::<Vec<_>>().join(", ")
        };
        let bytes = given.as_encoded_bytes();
        let sign = bytes.iter().position(|&byte| byte == b'=');
        let sign = sign.ok_or_else(|| format!("write FORMAT=PATH; FORMAT is one of {}", formats()))?;
        let name = String::from_utf8_lossy(&bytes[..sign]).into_owned();
        let format = ReportFormat::from_str(&name, false)
            .ok()
            .filter(|format| *format != ReportFormat::Auto)
            .ok_or_else(|| format!("there is no format `{name}` for files; there are {}", formats()))?;
        let path = PathBuf::from(after(&given, sign + 1));
        if path.as_os_str().is_empty() || path.as_os_str() == "-" {
            return Err("a path is due after `=`; for standard output there is `--format`".to_owned());
        }
        Ok(Self { format, path })
    }

    /// Writes the report to the file, whole or not at all.
    pub(crate) fn write(&self, report: &Report) -> Result<(), Failure> {
        let mut text = Vec::new();
        let written = self.format.render(report, TextOptions::default(), &mut text);
        let written =
            written.map_err(|error| error.to_string()).and_then(|()| fix::replace(&self.path, &text));
        written.map_err(|error| {
            let name = shown(&self.path);
            Failure::Message(format!(
                "the report cannot be written to {name}: {error}\n  help: name a file in a folder that is there"
            ))
        })
    }
}

/// What stands after so many bytes, which end at a sign of ASCII.
#[cfg(unix)]
fn after(given: &OsString, start: usize) -> OsString {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    OsString::from_vec(given.as_bytes().get(start..).unwrap_or_default().to_vec())
}

#[cfg(not(unix))]
fn after(given: &OsString, start: usize) -> OsString {
    given.to_string_lossy().get(start..).unwrap_or_default().into()
}
