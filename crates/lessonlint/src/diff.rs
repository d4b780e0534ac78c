//! What fixes would change, as a unified diff; in colours, the words that differ stand out, for many a paragraph
//! is one long line.

use std::fmt::Write;

use lesson_report::visible;
use owo_colors::{OwoColorize, Style};
use similar::{ChangeTag, TextDiff};

/// The difference between two texts of a file. Without colours, other programs read it.
pub(crate) fn unified(path: &str, before: &str, after: &str, color: bool) -> String {
    let path = visible::name(path, true);
    let lines = TextDiff::from_lines(before, after);
    let diff = lines.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")).to_string();
    let diff = visible::lines(&diff);
    if color { coloured(&diff) } else { diff }
}

fn coloured(diff: &str) -> String {
    let lines: Vec<&str> = diff.lines().collect();
    let mut text = String::with_capacity(diff.len() * 2);
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let run = |from: usize, sign: char| {
            lines.iter().skip(from).take_while(|line| line.starts_with(sign)).count()
        };
        if at < 2 {
            let _ = writeln!(text, "{}", line.bold());
        } else if line.starts_with("@@") {
            let _ = writeln!(text, "{}", line.cyan());
        } else if line.starts_with(['-', '+']) {
            let removed = run(at, '-');
            let added = run(at + removed, '+');
            let (old, new) = (&lines[at..at + removed], &lines[at + removed..at + removed + added]);
            replaced(old, new, &mut text);
            at += removed + added;
            continue;
        } else {
            let _ = writeln!(text, "{line}");
        }
        at += 1;
    }
    text
}

/// Lines that others stand in for: where they are as many, each is held against its own.
fn replaced(old: &[&str], new: &[&str], text: &mut String) {
    let paired = old.len() == new.len();
    for (lines, others, tag) in [(old, new, ChangeTag::Delete), (new, old, ChangeTag::Insert)] {
        let style = if tag == ChangeTag::Delete { Style::new().red() } else { Style::new().green() };
        for (line, other) in lines.iter().zip(others.iter().map(Some).chain(std::iter::repeat(None))) {
            match other.filter(|_| paired) {
                Some(other) => {
                    let (before, after) =
                        if tag == ChangeTag::Delete { (*line, *other) } else { (*other, *line) };
                    words(before, after, tag, style, text);
                }
                None => {
                    let _ = write!(text, "{}", line.style(style));
                }
            }
            text.push('\n');
        }
    }
}

/// A line in which the words that the other one has not are underlined.
fn words(before: &str, after: &str, tag: ChangeTag, style: Style, text: &mut String) {
    let (before, after) = (before.get(1..).unwrap_or_default(), after.get(1..).unwrap_or_default());
    let sign = if tag == ChangeTag::Delete { "-" } else { "+" };
    let _ = write!(text, "{}", sign.style(style));
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let style = if change.tag() == tag { style.underline() } else { style };
        if change.tag() == tag || change.tag() == ChangeTag::Equal {
            let _ = write!(text, "{}", change.value().style(style));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_the_only_difference() {
        let (before, after) = ("a\nb c d\ne\nf\n", "a\nb x d\ne\ng\nh\n");
        let (plain, coloured) = (unified("x", before, after, false), unified("x", before, after, true));
        let mut stripped = String::new();
        for (index, part) in coloured.split('\u{1b}').enumerate() {
            stripped.push_str(if index == 0 {
                part
            } else {
                part.split_once('m').map_or("", |(_, rest)| rest)
            });
        }
        assert_eq!(stripped, plain);
        assert!(!plain.contains('\u{1b}') && plain.contains("-b c d\n+b x d\n"));
    }

    #[test]
    fn the_words_that_differ_stand_out() {
        let coloured = unified("x", "one two three\n", "one 2 three\n", true);
        let emphasised: Vec<&str> = coloured
            .split('\u{1b}')
            .filter_map(|part| part.split_once('m'))
            .filter(|(codes, text)| codes.contains('4') && !text.is_empty())
            .map(|(_, text)| text)
            .collect();
        assert!(emphasised.contains(&"two") && emphasised.contains(&"2"), "{coloured:?}");
        assert!(!emphasised.iter().any(|text| text.contains("one")), "{coloured:?}");
    }
}
