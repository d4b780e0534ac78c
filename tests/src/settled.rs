//! What holds of every file's findings and fixes, whatever the file.

use std::sync::Arc;

use lesson_findings::{Applicability, FileEntry, Outcome, Report};
use lesson_lint::{Expected, FileInput, FileReport, Settings, Surroundings, fixed, lint};
use lesson_report::TextOptions;

const ALL: [Applicability; 3] = [Applicability::Safe, Applicability::Suggested, Applicability::Scaffold];

/// Demands of any text under a file name: it is linted without a rule that fails, every place lies
/// inside, the report can be drawn and is harmless; all fixes settle, and make nothing worse to read.
///
/// # Panics
///
/// Where one of them does not hold.
pub fn settled(name: &str, text: &str, settings: &Settings) {
    let before = linted(name, text, settings);
    drawn(&before);
    for kinds in [&ALL[..], &ALL[..1], &ALL[2..]] {
        let Some(after) = fixed(&before, settings, &Surroundings::default(), kinds) else { continue };
        let report = linted(name, &after, settings);
        let again = fixed(&report, settings, &Surroundings::default(), kinds);
        assert_eq!(again, None, "{kinds:?} does not settle: {text:?} became {after:?}");
        let worse = |code| count(&report, code) > count(&before, code);
        assert!(!worse("E001") && !worse("E008"), "{kinds:?} breaks {text:?}: {after:?}");
        if kinds == &ALL[2..] {
            kept(text, &after);
        }
    }
}

fn linted(name: &str, text: &str, settings: &Settings) -> FileReport {
    let content = lesson_lint::Content::Bytes(text.as_bytes().to_vec());
    let file = FileInput { path: name.to_owned(), form: None, content, expected: Expected::Lesson };
    let report = lint(file, settings);
    assert_eq!(report.crashes, [], "a rule failed on {text:?}");
    for finding in &report.findings {
        let places = finding.location.iter().chain(finding.labels.iter().map(|label| &label.location));
        let spans = places.map(|place| place.span);
        for span in spans.chain(finding.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.edit.span)) {
            assert!(report.source.text().get(span.range()).is_some(), "{finding:?} of {text:?}");
        }
    }
    report
}

/// A scaffold only adds: every word that was there is there still, in its order.
fn kept(before: &str, after: &str) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|character: char| !character.is_alphanumeric());
        words
            .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("null"))
            .map(str::to_owned)
            .collect()
    };
    let after_words = words(after);
    let mut rest = after_words.iter();
    for word in words(before) {
        assert!(rest.any(|other| *other == word), "{word:?} of {before:?} is not in {after:?}");
    }
}

fn count(report: &FileReport, code: &str) -> usize {
    report.findings.iter().filter(|finding| finding.rule.code == code).count()
}

fn drawn(linted: &FileReport) {
    let entry = FileEntry {
        path: linted.path.clone(),
        root: Arc::default(),
        outcome: linted.outcome,
        reason: linted.reason.clone(),
        is_course: linted.is_course,
        unshown: linted.unshown.clone(),
    };
    assert_ne!(linted.outcome, Outcome::Skipped);
    let report = Report {
        today: "2026-01-31".to_owned(),
        version: "0",
        files: vec![entry],
        findings: linted.findings.clone(),
        ..Report::default()
    };
    let mut text = Vec::new();
    lesson_report::text::render(&report, TextOptions::default(), &mut text).expect("a report as text");
    harmless(&String::from_utf8(text).expect("text in UTF-8")).unwrap();
    let mut json = Vec::new();
    lesson_report::json::render(&report, &mut json).expect("a report as JSON");
    let json = String::from_utf8(json).expect("JSON in UTF-8");
    harmless(&json).unwrap();
    serde_json::from_str::<serde_json::Value>(&json).expect("valid JSON");
}

/// Whether a terminal shows all of what is printed and obeys none of it: no controls but line ends (a
/// diff keeps the file's own) and tabs, and nothing that turns the direction of the text around it.
///
/// # Errors
///
/// The first character that it would obey, with what stands before it.
pub fn harmless(printed: &str) -> Result<(), String> {
    let obeyed = |character: char| {
        (character.is_control() && !matches!(character, '\n' | '\t'))
            || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let ends_line = |at: usize| printed[at..].starts_with("\r\n");
    let found = printed.char_indices().find(|&(at, character)| obeyed(character) && !ends_line(at));
    let Some((at, character)) = found else {
        return Ok(());
    };
    let from = printed[..at].char_indices().rev().nth(80).map_or(0, |(from, _)| from);
    Err(format!("{character:?} is printed after {:?}", &printed[from..at]))
}
