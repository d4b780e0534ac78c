//! The report as a page: what it holds, that it is the same every time, and that nothing in it is obeyed.
#![cfg(feature = "fancy")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::io::ErrorKind;
use std::sync::Arc;

use common::{BREAK, CELL, ClosedPipe, file, finding, label, matrix, ordinary, place, report, source};
use lesson_findings::{Finding, Outcome, Report, Unshown};
use lesson_report::html::render;

fn rendered(report: &Report) -> String {
    let mut out = Vec::new();
    render(report, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The page without its head, stylesheet and script, a line for each element that is a block.
fn body(report: &Report) -> String {
    let page = rendered(report).replace("&#x2f;", "/").replace("&quot;", "\"");
    let body = page.split_once("<body>").unwrap().1.split_once("<script>").unwrap().0;
    let blocks = [
        "a class=\"skip",
        "article",
        "dd",
        "del",
        "details",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "header",
        "ins",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "span data-line",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ];
    let mut lines = String::new();
    for (at, part) in body.split('<').enumerate() {
        let starts_block = blocks.iter().any(|name| {
            part.strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '=', '"', '-']))
        });
        if starts_block && !lines.ends_with('\n') {
            lines.push('\n');
        }
        if at > 0 {
            lines.push('<');
        }
        lines.push_str(part);
    }
    lines.lines().filter(|line| !line.trim().is_empty()).map(|line| line.to_owned() + "\n").collect()
}

/// The ordinary report with its lesson's matrix, whose one hole has the finding.
fn with_matrix() -> Report {
    let mut report = ordinary();
    let lesson = source("lessons/04.yaml", common::LESSON);
    let mut matrix =
        matrix(&["Pre-training", "Inference"], &["Cost"], |_, column| ["present", "missing"][column]);
    matrix.cells[0].location = place(&lesson, "Millions, once.");
    report.matrices = vec![matrix];
    report
}

#[test]
fn an_ordinary_report() {
    insta::assert_snapshot!(body(&with_matrix()));
}

#[test]
fn a_report_without_findings_says_so() {
    let report = report(vec![file("a.yaml", Outcome::Linted, None)], Vec::new());
    let page = body(&report);
    assert!(page.contains("1 lesson, no findings</h1>"), "{page}");
    assert!(page.contains("There are no findings."), "{page}");
    assert!(!page.contains("role=\"search\""), "nothing to filter: {page}");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(rendered(&with_matrix()), rendered(&with_matrix()));
}

#[test]
fn missing_cells_that_share_a_place_have_each_its_own_findings() {
    let lesson = source("lessons/04.yaml", common::LESSON);
    let missing = |regime: &str, fingerprint: &str| Finding {
        rule: CELL,
        labels: vec![label(place(&lesson, regime), "declared here")],
        fingerprint: fingerprint.to_owned(),
        ..finding(place(&lesson, "cells"), &format!("{regime} has no cell on Cost"))
    };
    let findings = vec![missing("Inference", "aa"), missing("Pre-training", "bb")];
    let mut report = report(vec![file("lessons/04.yaml", Outcome::Linted, None)], findings);
    report.matrices = vec![matrix(&["Pre-training", "Inference"], &["Cost"], |_, _| "missing")];
    let page = body(&report);
    let cells: Vec<&str> = page.lines().filter(|line| line.starts_with("<td class=\"missing\"")).collect();
    assert_eq!(cells.len(), 2, "{page}");
    assert!(cells[0].contains("#finding-bb\"") && !cells[0].contains("#finding-aa\""), "{cells:?}");
    assert!(cells[1].contains("#finding-aa\"") && !cells[1].contains("#finding-bb\""), "{cells:?}");
}

#[test]
fn files_of_one_name_below_two_roots_are_two() {
    let below = |root: &str, fingerprint: &str| Finding {
        root: Arc::from(root),
        fingerprint: fingerprint.to_owned(),
        ..finding(place(&source("a.yaml", common::LESSON), "cells"), "A hole")
    };
    let mut report = report(Vec::new(), vec![below("/site/one", "aa"), below("/site/two", "aa")]);
    report.top = "/site".to_owned();
    let page = body(&report);
    for part in [
        "data-lesson=\"one/a.yaml\"",
        "data-lesson=\"two/a.yaml\"",
        "id=\"finding-aa\"",
        "id=\"finding-aa-2\"",
    ] {
        assert_eq!(page.matches(part).count(), 1, "{part} in {page}");
    }
}

#[test]
fn a_place_over_several_lines_is_marked_on_each() {
    let lesson = source("a.yaml", "a: 1\nb:\n  c: 2\n\n  d: 3\ne: 4\n");
    let page = body(&report(Vec::new(), vec![finding(place(&lesson, "b:\n  c: 2\n\n  d: 3"), "All of it")]));
    for marked in [
        "<mark class=\"own\">b:</mark>",
        "  <mark class=\"own\">c: 2</mark>",
        "  <mark class=\"own\">d: 3</mark>",
    ] {
        assert!(page.contains(marked), "{marked} in {page}");
    }
    assert!(page.contains("<ol class=\"excerpt error\" start=\"1\""), "{page}");
}

#[test]
fn what_is_left_out_is_said() {
    let mut entry = file("lessons/04.yaml", Outcome::Linted, None);
    entry.unshown = vec![Unshown { rule: BREAK, count: 230 }];
    let found = finding(place(&source("lessons/04.yaml", common::LESSON), "cells"), "A hole");
    let page = body(&report(vec![entry], vec![found]));
    assert!(page.contains("A001 analogy-without-break: 230 more, not shown"), "{page}");
    assert!(page.contains("<b>230</b> findings left out"), "{page}");
}

#[test]
fn nothing_of_a_lesson_is_markup_or_obeyed() {
    let evil = "</script></style></title><script>alert(1)</script> \"'`]]>--> \u{202e}\u{1b}[31m\0\u{2028} 𝕏";
    let lesson = source("<b>\n\".yaml", evil);
    let mut found = finding(place(&lesson, evil), evil);
    found.help = Some(evil.to_owned());
    found.labels = vec![label(place(&lesson, "alert"), evil)];
    found.fixes = vec![common::scaffold(&lesson, evil)];
    found.fingerprint = evil.to_owned();
    found.url = "javascript:alert(1)".to_owned();
    let mut report = report(vec![file("<b>.yaml", Outcome::Unreadable, Some(evil))], vec![found]);
    report.matrices = vec![matrix(&[evil], &[evil], |_, _| "none")];
    report.matrices[0].title = evil.to_owned();
    let page = rendered(&report);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert!(!page.contains("<b>\n") && !page.contains("<b>.yaml") && !page.contains("javascript:"));
    let obeyed = |character: &char| {
        character.is_control() && *character != '\n' || "\u{202e}\u{2028}".contains(*character)
    };
    assert_eq!(page.chars().find(obeyed), None);
    assert!(page.contains("𝕏") && page.contains(r"\u{202e}") && page.contains('␛') && page.contains('␀'));
}

#[test]
fn a_closed_pipe_is_the_callers_to_judge() {
    for room in [0, 1, 10_000] {
        let error = render(&with_matrix(), &mut ClosedPipe { room }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    }
}
