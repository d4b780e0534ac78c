//! lessonlint and the file system: what cannot be read is said in a line and the run goes on; what is
//! written is written whole or not at all.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout)]

mod killed;
mod reading;
mod writing;

/// The example lesson, without one of its cells.
fn with_hole() -> String {
    let lesson = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
    lesson.replacen("        sourdough: A feeding every day, holidays included\n", "", 1)
}

/// What `--fix-scaffold` makes of it.
fn with_stub() -> String {
    let lesson = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
    lesson.replacen("A feeding every day, holidays included", "\"TODO: Effort for Sourdough\"", 1)
}
