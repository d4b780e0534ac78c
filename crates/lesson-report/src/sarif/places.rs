//! Files and places in them, as SARIF names them.

use lesson_findings::{Location, Report};
use lesson_text::{ColumnUnit, SourceFile, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::TOP;

/// What a path's characters are written as in an address: RFC 3986's unreserved ones, and slashes, stay.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The address of a file or folder with a whole path.
pub(super) fn file_uri(path: &str) -> String {
    let begin = if path.starts_with('/') { "" } else { "/" };
    format!("file://{begin}{}", utf8_percent_encode(path.trim_end_matches('/'), IN_PATHS))
}

/// Where a file lies.
#[derive(PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

impl Artifact {
    /// A file by its path below a root; below the top of the repository where it lies there.
    pub(super) fn new(report: &Report, root: &str, path: &str) -> Self {
        let path = report.from_top(root, path);
        if path.starts_with('/') {
            return Self { uri: file_uri(&path), uri_base_id: None };
        }
        let uri = utf8_percent_encode(&path, IN_PATHS).to_string();
        Self { uri, uri_base_id: (!report.top.is_empty()).then_some(TOP) }
    }
}

/// A place in a file, or a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

impl PhysicalLocation {
    pub(super) fn whole(artifact_location: Artifact) -> Self {
        Self { artifact_location, region: None }
    }

    pub(super) fn of(artifact_location: Artifact, location: &Location) -> Self {
        Self { artifact_location, region: Some(Region::of(&location.source, location.span)) }
    }
}

/// The bytes of a place, and where they stand in lines and columns; the end is exclusive.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    byte_offset: usize,
    byte_length: usize,
}

impl Region {
    pub(super) fn of(source: &SourceFile, span: Span) -> Self {
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        Self {
            start_line: start.line,
            start_column: source.column(start.byte, ColumnUnit::Utf16),
            end_line: end.line,
            end_column: source.column(end.byte, ColumnUnit::Utf16),
            byte_offset: start.byte,
            byte_length: end.byte.saturating_sub(start.byte),
        }
    }
}

/// The way to a value in the content model.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
    kind: &'static str,
}

impl<'a> LogicalLocation<'a> {
    pub(super) fn new(pointer: &'a str) -> Self {
        Self { fully_qualified_name: pointer, kind: "member" }
    }
}
