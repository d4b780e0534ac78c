//! The report for a terminal.
#![cfg(feature = "fancy")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::io::ErrorKind;

use common::{ClosedPipe, LESSON, file, finding, label, ordinary, place, report, report_of, source};
use lesson_findings::{Finding, Location, Outcome, Report, Severity};
use lesson_report::{Extent, TextOptions, text};
use lesson_text::Span;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const NARROW: TextOptions =
    TextOptions { color: false, unicode: true, width: 80, show_suppressed: false, extent: Extent::Whole };

fn rendered(report: &Report, options: TextOptions) -> String {
    let mut out = Vec::new();
    text::render(report, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn shown(finding: Finding) -> String {
    rendered(&report_of(finding), NARROW)
}

/// A finding on the first `words` of a file.
fn shown_at(text: &str, words: &str) -> String {
    shown(finding(place(&source("a.yaml", text), words), "Message"))
}

/// The columns of the underline and of `words` in the line above it, both from 0.
fn underline_and_words(output: &str, words: &str) -> (usize, usize) {
    let lines: Vec<&str> = output.lines().collect();
    let at = lines.iter().position(|line| line.contains('·')).unwrap();
    let (excerpt, underline) = (lines[at - 1], lines[at]);
    let column = |line: &str, offset: usize| line[..offset].width();
    let drawn = underline.find(['─', '▲', '┬']).unwrap();
    (column(underline, drawn), column(excerpt, excerpt.find(words).unwrap()))
}

#[test]
fn ordinary_findings() {
    insta::assert_snapshot!(rendered(&ordinary(), NARROW));
}

#[test]
fn what_is_silenced_is_shown_where_asked_for_with_the_reason() {
    let output = rendered(&ordinary(), TextOptions { show_suppressed: true, ..NARROW });
    let silenced = output.split("\n\n").find(|part| part.contains("(suppressed)"));
    insta::assert_snapshot!(silenced.unwrap());
    assert!(!rendered(&ordinary(), NARROW).contains("(suppressed)"));
}

#[test]
fn statistics_count_instead_of_showing_each() {
    let output = rendered(&ordinary(), TextOptions { extent: Extent::Statistics, ..NARROW });
    insta::assert_snapshot!(output);
    assert!(!output.contains('╭'));
}

#[test]
fn quiet_is_nothing_but_findings() {
    let quiet = TextOptions { extent: Extent::Findings, ..NARROW };
    let (output, whole) = (rendered(&ordinary(), quiet), rendered(&ordinary(), NARROW));
    assert!(whole.starts_with(&output) && !output.contains("looked at") && !output.is_empty());
    assert_eq!(rendered(&report(Vec::new(), Vec::new()), quiet), "");
}

#[test]
fn plain_ascii() {
    let output = rendered(&ordinary(), TextOptions { unicode: false, ..NARROW });
    assert!(output.is_ascii(), "{output}");
    insta::assert_snapshot!(output);
}

#[test]
fn colours_are_the_only_difference() {
    let coloured = rendered(&ordinary(), TextOptions { color: true, ..NARROW });
    assert!(coloured.starts_with("\u{1b}[31merror"));
    let mut plain = String::new();
    for (index, part) in coloured.split('\u{1b}').enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(plain, rendered(&ordinary(), NARROW));
    assert!(!rendered(&ordinary(), NARROW).contains('\u{1b}'));
}

#[test]
fn no_colour_vanishes_on_light_or_dark() {
    let coloured = rendered(&ordinary(), TextOptions { color: true, ..NARROW });
    // Blue is hardly seen on black; bright ones, which bold turns others into, hardly on white.
    for code in ["34m", "9", "1;3", "3;1"] {
        assert!(!coloured.contains(&format!("\u{1b}[{code}")), "{code}");
    }
    assert!(!coloured.contains("\u{1b}[1m\u{1b}[3"));
}

#[test]
fn labels_on_several_lines_and_in_another_file() {
    let lesson = source("lessons/04.yaml", LESSON);
    let other = source("lessons/05.yaml", "lesson: 5\ntitle: Who pays?\n");
    let mut found = finding(place(&lesson, "Pre-training"), "Two places disagree");
    found.labels = vec![
        label(place(&lesson, "The campus badge"), "said here"),
        label(place(&lesson, "Millions, once."), "and here"),
        label(place(&other, "Who pays?"), "in the next lesson"),
    ];
    insta::assert_snapshot!(shown(found));
}

#[test]
fn labels_on_one_line_do_not_push_one_another_aside() {
    let lesson = source("a.yaml", "title: one two three four\n");
    let mut found = finding(place(&lesson, "one two three four"), "Nested");
    found.labels =
        vec![label(place(&lesson, "two"), "inside"), label(place(&lesson, "two"), "the same place")];
    insta::assert_snapshot!(shown(found));
}

#[test]
fn labels_inside_one_another_part_in_any_order() {
    let lesson = source("a.yaml", "0123456789abcdef\n");
    let at = |(start, end)| Location { source: lesson.clone(), span: Span::new(start, end) };
    let mut found = finding(at((0, 5)), "Nested");
    found.labels = [(0, 10), (3, 4), (12, 12), (3, 9), (0, 0)].map(|span| label(at(span), "label")).into();
    let output = shown(found);
    assert_eq!(output.matches("label").count(), 5, "{output}");
}

#[test]
fn a_span_of_many_lines_is_clipped_to_its_first() {
    let output =
        shown_at(LESSON, &LESSON[LESSON.find("analogies").unwrap()..LESSON.find("comparison").unwrap()]);
    assert!(output.contains("goes on for 3 more lines"), "{output}");
    assert!(!output.contains("comparison"), "{output}");
    assert!(shown_at("a: 1\nb: 2\n", "a: 1\n").lines().all(|line| !line.contains("goes on")));
}

#[test]
fn underlines_stand_under_wide_characters_tabs_and_marks() {
    for text in [
        "名前: 日本 x HERE",
        "\ta:\tHERE",
        "e\u{301}e\u{301}: HERE",
        "👩 🎓: HERE",
        "\u{feff}a: HERE",
        "ＡＢ HERE\r\n",
    ] {
        let (underline, words) = underline_and_words(&shown_at(text, "HERE"), "HERE");
        assert_eq!(underline, words, "{text:?}");
    }
}

#[test]
fn the_column_is_that_of_the_file() {
    assert!(shown_at("日本: HERE", "HERE").contains("[a.yaml:1:5]"));
    let long = format!("{}HERE", "日".repeat(70_000));
    assert!(shown_at(&long, "HERE").contains("[a.yaml:1:70001]"));
}

#[test]
fn what_a_terminal_would_obey_is_shown_and_stays_aligned() {
    let lesson = source("a\u{1b}]0;title\u{7}.yaml", "a\u{1b}[31m\u{7f}\u{202e}\u{9b}\u{85}: HERE\n");
    let mut found = finding(place(&lesson, "HERE"), "Message \u{1b}[2J\u{202e}");
    found.help = Some("Help \u{1b}c\u{2066}".to_owned());
    found.labels = vec![label(place(&lesson, ":"), "label \u{8}")];
    found.fixes = vec![common::scaffold(&lesson, "Title \u{9d}")];
    let output = shown(found);
    assert!(output.chars().all(|character| character == '\n' || !character.is_control()), "{output:?}");
    assert!(!output.contains(['\u{202e}', '\u{2066}']));
    assert!(output.contains(r"a␛]0;title␇.yaml:1:"));
    assert!(output.contains(r"a␛[31m␡\u{202e}\u{9b}\u{85}: HERE"));
    insta::assert_snapshot!(output);
}

#[test]
fn windows_line_ends_leave_nothing() {
    let output = shown_at("a: 1\r\nb: HERE\r\nc: 3\r\n", "b: HERE\r\n");
    assert!(!output.contains(['\r', '␍']), "{output:?}");
    assert!(output.contains("[a.yaml:2:1]"));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let prose = "日本語 and words without end ".repeat(4000);
    let lesson = source("a.md", &format!("{prose}HERE {prose}\n{prose}\n"));
    let message = "A rather long message that has to be wrapped somewhere, as it goes on and on and on";
    let mut found = finding(place(&lesson, "HERE"), message);
    found.help = Some(message.repeat(3));
    found.labels = vec![label(Location { source: lesson.clone(), span: Span::new(0, 3) }, "far away")];
    for width in [0, 40, 80, 100, 300] {
        let output = rendered(&report_of(found.clone()), TextOptions { width, ..NARROW });
        let findings = output.rsplit_once("\n\n").unwrap().0;
        let widest = findings.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width.max(40), "{widest} in {width}:\n{output}");
        assert!(output.contains("far away, at column 1"), "{output}");
        let (underline, _) = underline_and_words(&output, "HERE");
        assert!(underline > 0);
    }
}

#[test]
fn spans_at_the_edges_of_files() {
    let empty = finding(place(&source("empty.yaml", ""), "nothing"), "An empty file");
    let end = finding(place(&source("end.yaml", "a: 1\nb:\n"), "nothing"), "At the end");
    let last = finding(place(&source("last.yaml", "a: 1\nb:"), "nothing"), "After the last line");
    let nowhere = finding(Location { source: source("x.yaml", "é"), span: Span::new(900, 1000) }, "Nowhere");
    insta::assert_snapshot!(rendered(&report(Vec::new(), vec![empty, end, last, nowhere]), NARROW));
}

#[test]
fn figures_agree_in_number() {
    let lesson = source("a.yaml", LESSON);
    let of = |severity| Finding { severity, ..finding(place(&lesson, "Cost"), "m") };
    let line = |report: &Report| rendered(report, TextOptions::default()).lines().last().unwrap().to_owned();
    let files = || {
        let mut files: Vec<_> =
            ["a.yaml", "b.yaml", "c.yaml"].map(|path| file(path, Outcome::Linted, None)).into();
        files.extend(["d.md", "e.md"].map(|path| file(path, Outcome::Skipped, None)));
        files
    };
    assert_eq!(line(&report(files(), Vec::new())), "3 lessons, no findings (5 files looked at, 2 skipped)");
    let findings =
        vec![of(Severity::Error), of(Severity::Error), of(Severity::Warning), of(Severity::Advice)];
    assert_eq!(
        line(&report(files(), findings)),
        "2 errors, 1 warning, 1 piece of advice in 1 of 3 lessons (5 files looked at, 2 skipped)"
    );
    let alone = report(vec![file("a.yaml", Outcome::Unreadable, None)], vec![of(Severity::Error)]);
    assert_eq!(line(&alone), "1 error, no lessons (1 file looked at, 1 unreadable)");
    let mut held = report(files(), Vec::new());
    held.baselined = 7;
    assert!(line(&held).ends_with("2 skipped, 7 held back by the baseline)"));
}

#[test]
fn a_closed_pipe_is_the_callers_to_judge() {
    for room in [0, 1, 300] {
        let error = text::render(&ordinary(), NARROW, &mut ClosedPipe { room }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    }
}

proptest! {
    #[test]
    fn nothing_panics(
        text in r"([a-c日é\t\r\n\x00-\x1f\u{301}\u{202e}👩]|\PC){0,60}",
        spans in prop::collection::vec((0_usize..90, 0_usize..90), 1..5),
        words in r"[\x00-\x7f日]{0,20}",
        width in 0_usize..120,
        unicode: bool,
    ) {
        let lesson = source(&words, &text);
        let at = |&(start, end): &(usize, usize)| Location { source: lesson.clone(), span: Span::new(start, end) };
        let mut found = finding(at(&spans[0]), &words);
        found.labels = spans[1..].iter().map(|span| label(at(span), &words)).collect();
        found.help = Some(words.clone());
        let output = rendered(&report_of(found), TextOptions { unicode, width, ..NARROW });
        prop_assert!(output.chars().all(|character| character == '\n' || !character.is_control()));
    }
}
