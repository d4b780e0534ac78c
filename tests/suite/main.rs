//! `lessonlint schema check` and the JSON Schema Test Suite: the verdicts are those of the jsonschema crate over
//! plain values, by JSON and by YAML, and every error has a place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod binary;
mod cases;
mod files;
mod library;
