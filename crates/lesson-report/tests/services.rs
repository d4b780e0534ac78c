//! What services read: SARIF, annotations, code quality, JUnit, rdjson.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;

use common::{ClosedPipe, finding, label, ordinary, place, report_of, source};
use lesson_findings::{
    Applicability, FileEdit, Fix, LessonMatrix, Report, RuleDescription, Severity, Verdict,
};
use lesson_report::{github, gitlab, json_lines, junit, markdown, rdjson, sarif};
use lesson_text::Edit;
use serde_json::Value;

type Render = fn(&Report, &mut dyn Write) -> io::Result<()>;

fn rendered(render: Render, report: &Report) -> String {
    let mut out = Vec::new();
    render(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn parsed(render: Render, report: &Report) -> Value {
    serde_json::from_str(&rendered(render, report)).unwrap()
}

/// The ordinary report, of a lesson in a folder of its repository.
fn in_a_repository() -> Report {
    let mut report = ordinary();
    report.top = "/srv/site".to_owned();
    let root: Arc<str> = Arc::from("/srv/site/teaching");
    report.files.iter_mut().for_each(|file| file.root = Arc::clone(&root));
    report.findings.iter_mut().for_each(|finding| finding.root = Arc::clone(&root));
    report.verdict = Verdict::Failed;
    let status = |_, column: usize| ["present", "missing"][column];
    let matrix = common::matrix(&["Pre-training", "Inference"], &["Cost"], status);
    report.matrices = vec![LessonMatrix { root, ..matrix }];
    report.rules = vec![RuleDescription {
        info: common::BREAK,
        severity: Some(Severity::Error),
        summary: "an analogy does not say where it breaks",
        why: "it is carried too far",
        remedy: "say where it breaks",
        url: "https://lessonlint.example/rules/analogy-without-break".to_owned(),
    }];
    report
}

#[test]
fn sarif_as_a_service_reads_it() {
    insta::assert_snapshot!(rendered(sarif::render, &in_a_repository()));
}

#[test]
fn annotations_of_github() {
    insta::assert_snapshot!(rendered(github::render, &in_a_repository()));
}

#[test]
fn a_comment_in_markdown() {
    insta::assert_snapshot!(rendered(markdown::render, &in_a_repository()));
}

#[test]
fn a_comment_is_no_longer_than_services_take() {
    let source = source("a.yaml", "word\n");
    let long = "word ".repeat(300);
    let findings = (0..500).map(|number| {
        let mut found = finding(place(&source, "word"), &long);
        found.path = format!("lessons/{number:03}.yaml");
        found
    });
    let comment = rendered(markdown::render, &common::report(Vec::new(), findings.collect()));
    assert!(comment.len() < 60_000, "{}", comment.len());
    let shown = comment.matches("- ❌ error").count();
    let rest = 500 - shown;
    assert!(comment.contains(&format!("{rest} findings in {rest} files more")), "{shown}");
}

#[test]
fn code_quality_of_gitlab() {
    insta::assert_snapshot!(rendered(gitlab::render, &in_a_repository()));
}

#[test]
fn tests_of_junit() {
    insta::assert_snapshot!(rendered(junit::render, &in_a_repository()));
}

#[test]
fn diagnostics_of_rdjson() {
    insta::assert_snapshot!(rendered(rdjson::render, &in_a_repository()));
}

#[test]
fn columns_are_counted_as_each_reader_counts() {
    let source = source("a.yaml", "lead: é😀 x\n");
    let report = report_of(finding(place(&source, "x"), "x"));
    let region = &parsed(sarif::render, &report)["runs"][0]["results"][0]["locations"][0];
    let region = &region["physicalLocation"]["region"];
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&Value::from(11), &Value::from(12)));
    assert_eq!((&region["byteOffset"], &region["byteLength"]), (&Value::from(13), &Value::from(1)));
    let range = &parsed(rdjson::render, &report)["diagnostics"][0]["location"]["range"];
    assert_eq!(range["start"]["column"], 14);
    assert!(rendered(github::render, &report).contains(",col=10,endColumn=11::"));
}

#[test]
fn a_fix_of_several_places_is_one_suggestion() {
    let source = source("a.yaml", "one two three\nfour\n");
    let mut found = finding(place(&source, "two"), "x");
    let edit = |words: &str, text: &str| FileEdit {
        source: Arc::clone(&source),
        edit: Edit::replace(place(&source, words).span, text),
    };
    let edits = vec![edit("four", "4"), edit("two", "2")];
    found.fixes = vec![Fix { title: "count".to_owned(), applicability: Applicability::Safe, edits }];
    let suggestion = &parsed(rdjson::render, &report_of(found))["diagnostics"][0]["suggestions"][0];
    assert_eq!(suggestion["text"], "2 three\n4");
    assert_eq!(suggestion["range"]["start"], serde_json::json!({"line": 1, "column": 5}));
    assert_eq!(suggestion["range"]["end"], serde_json::json!({"line": 2, "column": 5}));
}

#[test]
fn what_the_service_shows_no_more_is_listed_and_counted() {
    let source = source("a.yaml", "word\n");
    let findings = (0..13).map(|number| finding(place(&source, "word"), &format!("fault {number}")));
    let report = common::report(Vec::new(), findings.collect());
    let lines = rendered(github::render, &report);
    assert_eq!(lines.matches("::error ").count(), 10);
    let rest = lines.split_once("::group::3 more").unwrap().1;
    assert_eq!(rest.matches("error A001 a.yaml:1:1: fault").count(), 3, "{rest}");
}

#[test]
fn no_text_becomes_a_command_or_markup() {
    let path = "::error::x,y:z\n##[add-mask]\u{1b}[31m]]>.yaml";
    let source = source(path, "word\n");
    let message = "100%0A\r\n::set-output name=a::b ##[error] <script> ]]> | `x` \u{202e}";
    let mut found = finding(place(&source, "word"), message);
    found.labels = vec![label(place(&source, "word"), message)];
    let findings = vec![found; 12];
    let report = common::report(vec![common::file(path, lesson_findings::Outcome::Linted, None)], findings);
    let commands = rendered(github::render, &report);
    for line in commands.lines().filter(|line| line.trim_start().starts_with("::")) {
        let ours = ["::error title=A001 analogy-without-break,file=", "::group::2 more,", "::endgroup::"];
        assert!(ours.iter().any(|ours| line.starts_with(ours)), "{line}");
        assert!(!line.contains("file=::error"), "{line}");
    }
    assert!(commands.contains("100%250A%0A::set-output"), "{commands}");
    for line in commands.lines().filter(|line| !line.starts_with("::")) {
        assert!(!line.contains("##["), "{line}");
    }
    assert!(!commands.contains(['\u{1b}', '\u{202e}', '\r']));
    let xml = rendered(junit::render, &report);
    assert!(!xml.contains("<script>") && !xml.contains('\u{1b}') && !xml.contains("]]>"), "{xml}");
    for render in [sarif::render as Render, gitlab::render, rdjson::render] {
        parsed(render, &report);
        assert!(!rendered(render, &report).contains(['\u{1b}', '\u{202e}', '\r']));
    }
}

#[test]
fn two_files_of_one_name_keep_their_fingerprints_apart() {
    let source = source("a.yaml", "word\n");
    let twice = vec![finding(place(&source, "word"), "x"), finding(place(&source, "word"), "x")];
    let issues = parsed(gitlab::render, &common::report(Vec::new(), twice));
    assert_eq!((&issues[0]["fingerprint"], &issues[1]["fingerprint"]), (&"f".into(), &"f-2".into()));
}

#[test]
fn a_closed_pipe_comes_back_as_what_it_is() {
    for render in [
        sarif::render as Render,
        github::render,
        gitlab::render,
        junit::render,
        rdjson::render,
        json_lines::render,
        markdown::render,
    ] {
        let error = render(&ordinary(), &mut ClosedPipe { room: 20 }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    }
}
