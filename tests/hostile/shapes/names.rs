//! Texts that a terminal would obey, that read otherwise than they are, and names as long as books.

use super::Due::{Clean, Finding};
use super::{Shape, lesson, shape};

const CONTROLS: &str = "\u{1b}[31mred\u{1b}]0;title\u{7}\u{8}\u{7f}\u{9b}2J";
const TURNED: &str = "\u{202e}txt.exe\u{2066}\u{2069}\u{202c}";

pub(crate) const SHAPES: &[Shape] = &[
    shape!("yaml", "terminal controls, raw", 1, 10_000, Finding("E001"), |n| yaml_named(&CONTROLS.repeat(n))),
    shape!("yaml", "terminal controls, escaped", 1, 10_000, Finding("R001"), |n| {
        yaml_named(&"\\e[31mred\\e]0;t\\a\\b\\x7f\\x9b2J".repeat(n))
    }),
    shape!("md", "terminal controls", 1, 10_000, Finding("R001"), |n| markdown_named(&CONTROLS.repeat(n))),
    shape!("yaml", "right-to-left overrides", 500, 10_000, Finding("R001"), |n| yaml_named(
        &TURNED.repeat(n)
    )),
    shape!("md", "right-to-left overrides", 500, 10_000, Finding("R001"), |n| markdown_named(
        &TURNED.repeat(n)
    )),
    shape!("yaml", "combining marks", 1_000, 1_000_000, Finding("R001"), |n| {
        yaml_named(&format!("a{}", "\u{301}".repeat(n)))
    }),
    shape!("md", "combining marks", 1_000, 1_000_000, Finding("R001"), |n| {
        markdown_named(&format!("a{}", "\u{301}".repeat(n)))
    }),
    shape!("yaml", "a regime's name as long as a book", 10_000, 10 << 20, Finding("R001"), |n| {
        yaml_named(&"long ".repeat(n / 5))
    }),
    shape!("md", "a regime's name as long as a book", 10_000, 10 << 20, Finding("R001"), |n| {
        markdown_named(&"long ".repeat(n / 5))
    }),
    shape!("yaml", "a dimension's name as long as a book", 10_000, 10 << 20, Finding("R001"), |n| {
        let cells = "cells: {yeast: Two hours, sourdough: A day and a night}";
        lesson::yaml().replacen(
            &format!("Time\n      {cells}"),
            &format!("{}\n      cells: {{}}", "long ".repeat(n / 5)),
            1,
        )
    }),
    shape!("yaml", "a don't-say as long as a book, by alias", 10_000, 10 << 20, Finding("S001"), |n| {
        let lines =
            format!("    - &a {{dont_say: {}}}\n{}", "long ".repeat(n / 5).trim(), "    - *a\n".repeat(200));
        lesson::yaml_with("field_guide", &format!("field_guide:\n  lines:\n{lines}"))
    }),
    shape!("yaml", "an id as long as a book", 10_000, 10 << 20, Clean, |n| {
        lesson::yaml().replacen("- name: Yeast", &format!("- id: {}\n    name: Yeast", "x".repeat(n)), 1)
    }),
    shape!("yaml", "emoji", 1_000, 1_000_000, Clean, |n| {
        lesson::yaml_with("title", &format!("title: Bread {}\n", "\u{1f469}\u{200d}\u{1f52c}".repeat(n)))
    }),
];

/// The lesson with another name for its first regime, whose cells are then missing.
fn yaml_named(name: &str) -> String {
    lesson::yaml().replacen("name: Yeast", &format!("name: \"{}\"", name.trim()), 1)
}

fn markdown_named(name: &str) -> String {
    let missing = lesson::markdown().replacen("| Two hours |", "| |", 1);
    missing.replacen("## Yeast", &format!("## {}", name.trim()), 1).replacen(
        "| Yeast |",
        &format!("| {} |", name.trim()),
        1,
    )
}
