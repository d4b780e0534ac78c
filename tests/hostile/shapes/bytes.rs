//! Files that are hardly text.

use super::Due::{Clean, Finding, Unreadable};
use super::{Shape, lesson, shape};

pub(crate) const SHAPES: &[Shape] = &[
    shape!("yaml", "an empty file", 0, 0, Unreadable("E009"), |_| ""),
    shape!("md", "an empty file", 0, 0, Unreadable("E009"), |_| ""),
    shape!("yaml", "only newlines", 10_000, 4_000_000, Unreadable("E009"), |n| "\n".repeat(n)),
    shape!("md", "only newlines", 10_000, 4_000_000, Unreadable("E009"), |n| "\n".repeat(n)),
    shape!("md", "only carriage returns", 10_000, 4_000_000, Unreadable("E009"), |n| "\r".repeat(n)),
    shape!("yaml", "NUL bytes", 10_000, 4_000_000, Unreadable("E001"), |n| "\0".repeat(n)),
    shape!("md", "NUL bytes", 10_000, 4_000_000, Unreadable("E009"), |n| "\0".repeat(n)),
    shape!("yaml", "random bytes", 10_000, 4_000_000, Unreadable("E006"), random),
    shape!("md", "random bytes", 10_000, 4_000_000, Unreadable("E006"), random),
    shape!("yaml", "random signs", 5_000, 1_000_000, Unreadable("E001"), random_signs),
    shape!("md", "random signs", 5_000, 1_000_000, Unreadable("E009"), random_signs),
    shape!("yaml", "UTF-16 with its mark", 1, 500, Unreadable("E006"), |n| utf16("\u{feff}", n)),
    shape!("yaml", "UTF-16 without a mark", 1, 500, Unreadable("E006"), |n| utf16("", n)),
    shape!("md", "UTF-16 with its mark", 1, 500, Unreadable("E006"), |n| utf16("\u{feff}", n)),
    shape!("yaml", "Latin-1", 10, 1_000_000, Unreadable("E006"), |n| latin1(lesson::yaml_with(
        "title",
        &cafe(n)
    ))),
    shape!("md", "Latin-1", 10, 1_000_000, Unreadable("E006"), |n| latin1(lesson::markdown_with(
        "lead",
        &cafe(n)
    ))),
    shape!("yaml", "a byte order mark", 0, 0, Clean, |_| format!("\u{feff}{}", lesson::yaml())),
    shape!("md", "a byte order mark", 0, 0, Clean, |_| format!("\u{feff}{}", lesson::markdown())),
    shape!("yaml", "carriage returns alone", 0, 0, Clean, |_| lesson::yaml().replace('\n', "\r")),
    shape!("md", "carriage returns alone", 0, 0, Clean, |_| lesson::markdown().replace('\n', "\r")),
    shape!("yaml", "mixed line ends", 0, 0, Clean, |_| mixed(&lesson::yaml())),
    shape!("md", "mixed line ends", 0, 0, Clean, |_| mixed(&lesson::markdown())),
    shape!("yaml", "tabs for indentation", 100, 200_000, Finding("E001"), |n| {
        let tabbed = lesson::yaml().replace("    ", "\t\t").replace("  ", "\t");
        tabbed + &format!("meta:\n{}", "\tkey:\n\t\tinner: value\n".repeat(n))
    }),
    shape!("yaml", "a file over the limit", 0, 0, Unreadable("E007"), |_| {
        lesson::yaml_with("title", &format!("title: {}\n", "x".repeat(70 << 20)))
    }),
    shape!("md", "a file over the limit", 0, 0, Unreadable("E007"), |_| "x".repeat(70 << 20)),
];

fn random(size: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u8::try_from(state >> 56).unwrap_or_default()
    };
    (0..size).map(|_| next()).collect()
}

/// Signs that mean something in YAML or Markdown, in no order.
fn random_signs(size: usize) -> String {
    const SIGNS: &[u8] = b"-:?,[]{}#&*!|>'\"%@` \n\n  ab\\_<";
    random(size).into_iter().map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()])).collect()
}

fn utf16(mark: &str, copies: usize) -> Vec<u8> {
    let text = format!("{mark}{}", lesson::yaml().repeat(copies));
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn cafe(count: usize) -> String {
    format!("title: {}\n", "caf\u{e9} ".repeat(count).trim())
}

fn latin1(text: String) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap_or(b'?')).collect()
}

/// The three kinds of line ends by turns.
fn mixed(text: &str) -> String {
    let ends = ["\n", "\r\n", "\r"].into_iter().cycle();
    text.lines().zip(ends).flat_map(|(line, end)| [line, end]).collect()
}
