//! What the tests of lessonlint as a whole share: lessons to try it on, the linter called in
//! process, and the binary.
#![warn(missing_docs)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod binary;
pub mod generator;
mod lessons;
mod linted;
pub mod pages;
pub mod schemas;
mod settled;
mod sound;

pub use binary::{Folder, Ran, command};
pub use lessons::{LessonFile, all, content, extra, root};
pub use linted::{Linted, Said};
pub use settled::{harmless, settled};
pub use sound::sound;
