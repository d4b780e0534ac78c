//! The generated schemas: a document that keeps to each of their demands and one that breaks it alone, and
//! what they say to editors beside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]
#![allow(clippy::print_stdout, reason = "a table for people")]

mod agreement;
mod coverage;
mod hints;
mod precision;
mod search;
