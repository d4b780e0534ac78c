//! SARIF, JUnit, rdjson and code quality, read by what reads them in the field.

use std::path::PathBuf;

use lessonlint_tests::Folder;
use serde_json::Value;

use crate::programs::{node, passes, python, system};

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");

/// A folder with lessons good, bad, silenced and unreadable, under names that are hard to write, and with every
/// report on them.
fn reported() -> Folder {
    let silenced = DOUGH.replace(
        "      - holds: Like a garden",
        "      # lessonlint-ignore A001 -- the garden is the point\n      - holds: Like a garden",
    );
    let folder = Folder::new()
        .file("dough.yaml", DOUGH)
        .file("a b/<c>&\"d'.yaml", DOUGH.replace("Yeast\n", "'Hefe 日本 😀 ]]> \u{1}'\n"))
        .file("silenced.yaml", silenced)
        .file("latin.yaml", b"lesson: 1\nregimes: caf\xe9\ncomparison: x\n");
    let mut arguments = vec!["check".to_owned(), ".".to_owned()];
    for format in ["sarif", "junit", "rdjson", "gitlab"] {
        arguments.extend(["--output".to_owned(), format!("{format}=report.{format}")]);
    }
    assert_eq!(folder.run(&arguments).code, Some(2));
    folder
}

fn path(folder: &Folder, format: &str) -> PathBuf {
    folder.path().join(format!("report.{format}"))
}

/// A published schema, where the folder of reference data is there.
fn reference(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("LESSONLINT_REFERENCE").map(PathBuf::from);
    let path = folder.map(|folder| folder.join(name)).filter(|path| path.is_file());
    if path.is_none() {
        eprintln!("skipped: LESSONLINT_REFERENCE names no folder that holds {name}");
    }
    path
}

/// The findings that are not silenced, by the report's own count.
fn spoken(folder: &Folder) -> usize {
    let report: Value = folder.run(&["check", ".", "--format", "json"]).json();
    let figures = &report["summary"];
    ["errors", "warnings", "advice"].iter().map(|level| figures[level].as_u64().unwrap()).sum::<u64>()
        as usize
}

#[test]
fn sarif_is_valid_and_read_without_an_error() {
    let folder = reported();
    let report = path(&folder, "sarif");
    if let (Some(mut check), Some(schema)) = (python("check-jsonschema"), reference("sarif-2.1.0.json")) {
        passes(check.arg("--schemafile").arg(schema).arg(&report));
    }
    if let Some(mut multitool) = node("sarif-multitool") {
        multitool.env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1").arg("validate").arg(&report);
        let said = passes(&mut multitool);
        assert!(said.contains("Analysis completed successfully"), "{said}");
        assert!(!said.contains(": error "), "{said}");
    }
    if let Some(mut tools) = python("sarif") {
        let said = passes(tools.arg("summary").arg(&report));
        assert!(said.contains("error: 11") && said.contains("R001 The cell of"), "{said}");
    }
}

#[test]
fn junit_is_valid_by_the_common_schema_and_read() {
    let folder = reported();
    let report = path(&folder, "junit");
    if let (Some(mut xmllint), Some(schema)) = (system("xmllint"), reference("junit.xsd")) {
        passes(xmllint.arg("--noout").arg("--schema").arg(schema).arg(&report));
    }
    if let Some(mut read) = python("python3") {
        const READ: &str = "
import sys
from junitparser import JUnitXml
suites = JUnitXml.fromfile(sys.argv[1])
cases = [case for suite in suites for case in suite]
bad = [case for case in cases if any(result._tag in ('failure', 'error') for result in case.result)]
assert len(bad) == int(sys.argv[2]), (len(bad), sys.argv[2])
assert sum(suite.skipped for suite in suites) == 1
assert any('日本 😀 ]]>' in result.message for case in bad for result in case.result), [case.result for case in bad]
";
        passes(read.args(["-c", READ]).arg(&report).arg(spoken(&folder).to_string()));
    }
}

#[test]
fn rdjson_is_valid_and_its_suggestions_are_what_the_fixes_do() {
    let folder = reported();
    let report = path(&folder, "rdjson");
    if let (Some(mut check), Some(schema)) =
        (python("check-jsonschema"), reference("rdjson-DiagnosticResult.json"))
    {
        passes(check.arg("--schemafile").arg(schema).arg(&report));
    }
    let report: Value = serde_json::from_str(&folder.read("report.rdjson")).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), spoken(&folder));
    let of_dough = diagnostics.iter().filter(|found| found["location"]["path"] == "dough.yaml");
    let mut suggested: Vec<&Value> = of_dough.filter_map(|found| found["suggestions"].get(0)).collect();
    suggested.sort_by_key(|suggestion| std::cmp::Reverse(suggestion["range"]["start"]["line"].as_u64()));
    let mut text = DOUGH.to_owned();
    for suggestion in suggested {
        let at = |end: &str| {
            let place = &suggestion["range"][end];
            let number = |key: &str| place[key].as_u64().unwrap() as usize;
            let line: usize = text.split_inclusive('\n').take(number("line") - 1).map(str::len).sum();
            line + number("column") - 1
        };
        let range = at("start")..at("end");
        text.replace_range(range, suggestion["text"].as_str().unwrap());
    }
    let fixed = Folder::new().file("dough.yaml", DOUGH);
    let _ = fixed.run(&["check", "dough.yaml", "--fix-scaffold"]);
    assert_eq!(text, fixed.read("dough.yaml"));
}

#[test]
fn code_quality_has_what_gitlab_asks_for() {
    let folder = reported();
    let issues: Vec<Value> = serde_json::from_str(&folder.read("report.gitlab")).unwrap();
    assert_eq!(issues.len(), spoken(&folder));
    let mut fingerprints: Vec<&str> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), issues.len());
    for issue in &issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string(), "{issue}");
        assert!(issue["location"]["path"].as_str().is_some_and(|path| !path.starts_with('/')), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
    }
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let (one, two) = (reported(), reported());
    for format in ["junit", "rdjson", "gitlab"] {
        let name = format!("report.{format}");
        assert_eq!(one.read(&name), two.read(&name), "{format}");
    }
    // SARIF names the folder that its paths are relative to.
    let sarif = |folder: &Folder| {
        let report = folder.read("report.sarif");
        report.replace(folder.path().file_name().unwrap().to_str().unwrap(), "")
    };
    assert_eq!(sarif(&one), sarif(&two));
}
