//! The JSON contract: its keys, their order, nulls, and its schema.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::io::ErrorKind;

use common::{ClosedPipe, finding, matrix, ordinary, report, source};
use lesson_findings::{LessonMatrix, Location, Report};
use lesson_report::json::{self, JsonReport};
use lesson_report::matrix::{self as matrices, JsonMatrices};
use lesson_text::Span;
use serde_json::{Value, json};

fn rendered(report: &Report) -> String {
    let mut out = Vec::new();
    json::render(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parsed(report: &Report) -> Value {
    serde_json::from_str(&rendered(report)).unwrap()
}

fn rendered_matrix(lessons: &[LessonMatrix]) -> String {
    let mut out = Vec::new();
    matrices::render_json(lessons, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_finding_has_every_key_in_the_order_of_the_contract() {
    let mut report = ordinary();
    report.findings.truncate(1);
    insta::assert_snapshot!(rendered(&report));
}

#[test]
fn lines_hold_what_the_report_holds() {
    let mut out = Vec::new();
    lesson_report::json_lines::render(&ordinary(), &mut out).unwrap();
    let lines = String::from_utf8(out).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(Value::Array(lines), parsed(&ordinary())["findings"]);
}

#[test]
fn positions_are_lines_code_points_and_bytes() {
    let text = "title: é\r\nlead: 日本 x\r\n";
    let source = source("a.yaml", text);
    let start = text.find('x').unwrap();
    let found = finding(Location { source, span: Span::new(start, start + 1) }, "x");
    let value = parsed(&common::report_of(found));
    let found = &value["findings"][0];
    assert_eq!(found["start"], json!({"line": 2, "column": 10, "byte": start}));
    assert_eq!(found["end"], json!({"line": 2, "column": 11, "byte": start + 1}));
}

#[test]
fn what_has_no_place_is_null_and_nothing_is_left_out() {
    let value = parsed(&ordinary());
    let findings = value["findings"].as_array().unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert!(findings.iter().all(|found| keys(found) == keys(&findings[0])));
    let unreadable = &findings[3];
    for key in ["start", "end", "pointer", "suppression"] {
        assert_eq!(unreadable[key], Value::Null, "{key}");
    }
    assert_eq!(
        findings[2]["suppression"],
        json!({
            "reason": "checked by hand",
            "kind": "comment",
            "until": "2027-01-31",
            "path": "lessons/04.yaml",
            "start": { "line": 11, "column": 13, "byte": 223 },
            "end": { "line": 11, "column": 17, "byte": 227 },
        })
    );
    assert_eq!(findings[1]["help"], Value::Null);
    assert_eq!(findings[1]["labels"][0]["message"], "declared here");
    assert_eq!(findings[1]["labels"][0]["path"], "lessons/04.yaml");
    assert_eq!(findings[1]["labels"][0]["start"], json!({"line": 8, "column": 11, "byte": 175}));
    assert_eq!(
        value["files"][0],
        json!({"path": "README.md", "outcome": "skipped", "reason": "not a lesson"})
    );
    assert_eq!(value["files"][1]["reason"], Value::Null);
}

#[test]
fn silenced_findings_are_there_and_not_counted() {
    let value = parsed(&ordinary());
    let expected = json!({"files": 3, "lessons": 1, "courses": 0, "skipped": 1, "errors": 3, "warnings": 0, "advice": 0,
        "suppressed": 1, "baselined": 0, "stale": 0, "fixable": 1});
    assert_eq!(value["summary"], expected);
}

#[test]
fn spans_that_lie_nowhere_end_at_the_end() {
    let found = finding(Location { source: source("a.yaml", "é"), span: Span::new(1, 99) }, "m");
    let value = parsed(&common::report_of(found));
    assert_eq!(value["findings"][0]["end"], json!({"line": 1, "column": 2, "byte": 2}));
}

#[test]
fn a_report_of_nothing_is_whole() {
    assert_eq!(parsed(&report(Vec::new(), Vec::new()))["findings"], json!([]));
    assert!(rendered(&report(Vec::new(), Vec::new())).ends_with("}\n"));
}

#[test]
fn a_closed_pipe_is_the_callers_to_judge() {
    for room in [0, 1, 100] {
        let error = json::render(&ordinary(), &mut ClosedPipe { room }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
        let lessons = [matrix(&["A", "B"], &["C"], |_, _| "present")];
        let error = matrices::render_json(&lessons, &mut ClosedPipe { room }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    }
}

#[test]
fn a_matrix_has_every_cell() {
    let lesson =
        matrix(&["Pre-training", "Inference"], &["Cost"], |_, column| ["present", "missing"][column]);
    insta::assert_snapshot!(rendered_matrix(&[lesson]));
    let none: Value = serde_json::from_str(&rendered_matrix(&[])).unwrap();
    assert_eq!(none, json!({"version": 1, "lessons": []}));
}

#[test]
fn the_schema_requires_every_key_and_knows_the_nulls() {
    let schema = serde_json::to_value(schemars::schema_for!(JsonReport<'static>)).unwrap();
    assert_eq!(schema["title"], "Report");
    assert_eq!(schema["properties"]["findings"]["items"]["$ref"], "#/$defs/Finding");
    let found = &schema["$defs"]["Finding"];
    let keys: Vec<_> = found["properties"].as_object().unwrap().keys().cloned().map(Value::from).collect();
    assert_eq!(found["required"], Value::Array(keys));
    assert_eq!(found["properties"]["severity"]["enum"], json!(["error", "warning", "advice"]));
    assert_eq!(found["properties"]["help"]["type"], json!(["string", "null"]));
    assert!(found["properties"]["start"]["anyOf"].to_string().contains("null"));
    assert!(found["properties"]["code"]["description"].is_string());

    let schema = serde_json::to_value(schemars::schema_for!(JsonMatrices<'static>)).unwrap();
    assert_eq!(schema["$defs"]["Cell"]["properties"]["status"]["enum"][3], "copied");
}
