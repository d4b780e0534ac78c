//! lessonlint end to end: lessons as teams write them, read, checked and reported.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod another_language;
mod bound;
mod bound_names;
mod command_line;
mod courses;
mod drafts;
mod fixes;
mod forms;
mod in_place_of_a_law;
mod laws;
mod prose;
mod schema_diff;
mod schemas;
