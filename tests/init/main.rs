//! `lessonlint init`: what it finds in old lessons, what it proposes, and that the gate is green after it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod guide;
mod hands;
mod levels;
mod loose;
mod refused;
mod subjects;
mod three_hundred;
mod twenty;

use lessonlint_tests::Folder;

/// A lesson that is clean by every rule.
pub(crate) const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
/// The same in Markdown.
pub(crate) const MARKDOWN: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.md");

/// A folder with these files.
pub(crate) fn folder(files: impl IntoIterator<Item = (String, String)>) -> Folder {
    files.into_iter().fold(Folder::new(), |folder, (path, text)| folder.file(path, text))
}
