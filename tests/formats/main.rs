//! Every format of one run, each read back: the same findings, whatever lessons and files are called.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod automatic;
mod files;
mod hostile;
mod same;
mod written;
