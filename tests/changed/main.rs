//! `check --changed-since`: which files it looks at, what became of the lessons, which debt was made; in
//! repositories that the tests make, by the program git.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod cells;
mod debt;
mod files;
mod history;
mod hostile;
mod refused;
mod repository;

/// The example lesson: three regimes' worth of bread, and nothing wrong with it.
const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");

/// The line that holds a cell of the example.
const CELL: &str = "        sourdough: A feeding every day, holidays included\n";

/// The example without that cell.
fn with_hole() -> String {
    assert!(LESSON.contains(CELL));
    LESSON.replacen(CELL, "", 1)
}

/// The example as another lesson, so that git takes neither for the other.
fn other(title: &str) -> String {
    let other: Vec<String> = LESSON
        .lines()
        .map(|line| match line.split_once(": ") {
            Some((key, value)) if value.len() > 20 => format!("{key}: {title} {}", value.to_uppercase()),
            _ => line.to_owned(),
        })
        .collect();
    other.join("\n") + "\n"
}
