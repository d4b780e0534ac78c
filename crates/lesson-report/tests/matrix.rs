//! Matrices as tables.
#![cfg(feature = "fancy")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{ClosedPipe, matrix};
use lesson_findings::LessonMatrix;
use lesson_report::{Extent, TextOptions, matrix as matrices};
use unicode_width::UnicodeWidthStr;

const NARROW: TextOptions =
    TextOptions { color: false, unicode: true, width: 80, show_suppressed: false, extent: Extent::Whole };
const STATUSES: [&str; 6] = ["present", "missing", "placeholder", "copied", "none", "malformed"];
const REGIMES: [&str; 3] = ["Pre-training", "Fine-tuning", "Inference"];
const DIMENSIONS: [&str; 5] = ["Time", "Cost", "Who does it", "Your data's role", "What can leak"];

fn rendered(lessons: &[LessonMatrix], options: TextOptions) -> String {
    let mut out = Vec::new();
    matrices::render_text(lessons, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn every_state() -> LessonMatrix {
    matrix(&REGIMES, &DIMENSIONS, |row, column| STATUSES[(row * column) % 6])
}

#[test]
fn every_state_of_a_cell() {
    insta::assert_snapshot!(rendered(&[every_state()], NARROW));
}

#[test]
fn a_line_of_csv_for_each_cell() {
    let lesson = matrix(&["a, \"b\"", "=1+1"], &["Time\n\u{1b}[31m"], |_, column| STATUSES[column]);
    let mut out = Vec::new();
    matrices::render_csv(&[lesson], &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn plain_ascii() {
    let output = rendered(&[every_state()], TextOptions { unicode: false, ..NARROW });
    assert!(output.is_ascii(), "{output}");
    insta::assert_snapshot!(output);
}

#[test]
fn columns_that_do_not_fit_follow_below() {
    let regimes: Vec<String> = (1..=9)
        .map(|number| format!("Regime {number} 日本語 with a rather long name, which is cut"))
        .collect();
    let regimes: Vec<&str> = regimes.iter().map(String::as_str).collect();
    let lesson = matrix(&regimes, &["Time", "A dimension with a long name of its own"], |_, column| {
        STATUSES[column % 6]
    });
    let output = rendered(std::slice::from_ref(&lesson), NARROW);
    insta::assert_snapshot!(output);
    for width in [0, 40, 60, 100, 1000] {
        let output = rendered(std::slice::from_ref(&lesson), TextOptions { width, ..NARROW });
        let widest = output.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width.max(40), "{widest} in {width}:\n{output}");
    }
}

#[test]
fn colours_are_the_only_difference() {
    let coloured = rendered(&[every_state()], TextOptions { color: true, ..NARROW });
    assert!(coloured.contains("\u{1b}[31m✗ missing\u{1b}[39m"), "{coloured:?}");
    let mut plain = String::new();
    for (index, part) in coloured.split('\u{1b}').enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert_eq!(plain, rendered(&[every_state()], NARROW));
}

#[test]
fn several_lessons_are_summed_up() {
    let lessons = [matrix(&REGIMES, &DIMENSIONS, |_, _| "present"), every_state()];
    let output = rendered(&lessons, NARROW);
    assert!(output.contains("\n15 of 15 cells present\n"));
    assert!(
        output.ends_with("\n2 lessons: 23 of 30 cells present, 1 missing, 3 placeholder, 1 copied, 2 none\n"),
        "{output}"
    );
    assert_eq!(rendered(&[], NARROW), "0 lessons: 0 of 0 cells present\n");
}

#[test]
fn what_is_not_there_or_hostile_is_shown() {
    let mut lesson = matrix(&[], &["Time"], |_, _| "present");
    lesson.title = "\u{1b}[2J\n".to_owned();
    assert_eq!(rendered(&[lesson], NARROW), "lessons/04.yaml — ␛[2J␊\n\n  no regimes to compare\n\n");
    let mut lesson = matrix(&["A\u{1b}[0m", ""], &["\u{202e}", "\t"], |_, _| "present");
    lesson.cells.truncate(1);
    let output = rendered(&[lesson], NARROW);
    assert!(output.chars().all(|character| character == '\n' || !character.is_control()));
    assert!(output.contains("1 of 1 cell present"));
}

#[test]
fn a_closed_pipe_is_the_callers_to_judge() {
    for room in [0, 1, 300] {
        let error = matrices::render_text(&[every_state()], NARROW, &mut ClosedPipe { room }).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
    }
}
