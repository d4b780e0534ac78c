//! Debt that a team chooses to bear: suppressions, overrides and baselines, and the configuration that
//! holds them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod baseline;
mod configuration;
mod fingerprints;
mod guide;
mod overrides;
mod suppressions;

use lessonlint_tests::{Folder, Ran};
use serde_json::Value;

/// A lesson that is clean by every rule.
pub(crate) const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
/// The same in Markdown.
pub(crate) const MARKDOWN: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.md");

/// A lesson with one piece in place of another.
pub(crate) fn with(lesson: &str, from: &str, to: &str) -> String {
    assert!(lesson.contains(from), "{from:?} is not there");
    lesson.replacen(from, to, 1)
}

/// Runs `check` with JSON.
pub(crate) fn check(folder: &Folder, more: &[&str]) -> Ran {
    let arguments: Vec<&str> =
        ["check", "--format", "json", "--today", "2026-01-31"].iter().chain(more).copied().collect();
    folder.run(&arguments)
}

/// The codes of what is said aloud, and of what is silenced.
pub(crate) fn codes(ran: &Ran) -> (Vec<String>, Vec<String>) {
    let report = ran.json();
    let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    let (spoken, silenced): (Vec<&Value>, Vec<&Value>) =
        findings.iter().partition(|finding| finding["suppression"].is_null());
    (spoken.into_iter().map(code).collect(), silenced.into_iter().map(code).collect())
}
