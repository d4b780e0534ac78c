//! What lessonlint writes, read by the programs that teams read it with. `tests/clients/setup` installs them;
//! without it these tests are skipped, and say so, unless `LESSONLINT_CLIENTS` is `required`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(clippy::print_stderr, reason = "a test that was skipped says so")]

mod action;
mod comment;
mod data;
mod editors;
mod gitlab;
mod hooks;
mod html;
mod lines;
mod monaco;
mod programs;
mod release;
mod runner;
mod services;
mod validators;
mod workflows;
mod yaml_language_server;
