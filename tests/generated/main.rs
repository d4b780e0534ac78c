//! Generated lessons in all their forms: the clean ones give nothing, each fault gives its one finding
//! at its place, and the forms of one lesson are read alike.
//!
//! `LESSONLINT_SOAK=5000 cargo test -p lessonlint-tests --test generated` tries so many lessons, and
//! `LESSONLINT_SEED=17` that one alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod clean;
mod forms;
mod holes;
mod soak;
