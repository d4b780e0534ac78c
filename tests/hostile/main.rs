//! Hostile input, through the binary: whatever a file holds, lessonlint ends by itself with the exit code
//! and the finding that are due, prints nothing that a terminal would obey, and leaves the file alone.
//!
//! `cargo test` tries small ones; `cargo xtask soak` the full sizes, how their cost grows, and the fuzzer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod demands;
mod long;
mod measure;
mod output;
mod shapes;

use demands::holds;
use shapes::Shape;

fn short(shapes: &[Shape]) {
    let wrong: Vec<String> = shapes.iter().filter_map(|shape| holds(shape, shape.short).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n---\n"));
}

#[test]
fn what_is_hardly_text_does_no_harm() {
    short(shapes::BYTES);
}

#[test]
fn yaml_that_chokes_parsers_does_no_harm() {
    short(shapes::YAML);
}

#[test]
fn names_that_terminals_obey_do_no_harm() {
    short(shapes::NAMES);
}

#[test]
fn yaml_of_no_ordinary_size_does_no_harm() {
    short(shapes::WIDE);
}

#[test]
fn markdown_that_chokes_readers_does_no_harm() {
    short(shapes::MARKDOWN);
}
