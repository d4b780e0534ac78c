//! Headings, paragraphs and labels of Markdown, in a layout.

use std::collections::HashMap;

use super::layout::{Headings, LabelsAs, Layout, Spacing};
use super::wordings::wording;
use crate::generator::fault::{Fault, Planted, Slot, Spot};
use crate::generator::out::Out;
use crate::generator::random::Random;
use crate::generator::words::FIRST;

/// A line of the author's that was broken to fit a width is at least this long, in bytes.
const WIDTH: usize = 60;

/// Writes Markdown, and notes where the laws' slots stand.
pub(super) struct Writer<'a> {
    pub(super) out: Out,
    pub(super) random: &'a mut Random,
    pub(super) layout: Layout,
    pub(super) planted: Planted,
    pub(super) spots: HashMap<Slot, Spot>,
    /// Whether the layout could hold what was planted.
    pub(super) holds: bool,
    /// What the lines of an item after its first begin with.
    pub(super) indent: &'static str,
}

/// Where a label was written.
#[derive(Clone, Copy)]
pub(super) struct Labelled {
    /// Where its block begins, marks included.
    pub(super) block: usize,
    pub(super) wording: usize,
    /// Where its text begins, or would begin.
    pub(super) value: usize,
}

impl Writer<'_> {
    /// Ends a paragraph.
    pub(super) fn end_block(&mut self) {
        self.out.end_line_loosely(self.random);
        let apart = self.layout.spacing == Spacing::BetweenParagraphs;
        if apart {
            self.blank_line();
            if self.random.chance(4) {
                self.out.push("<!-- for ourselves: what it is -->");
                self.out.end_line();
                self.blank_line();
            }
        }
    }

    pub(super) fn blank_line(&mut self) {
        if !self.out.after_blank_line() {
            self.out.end_line();
        }
    }

    /// A heading; gives the places of its line and its text.
    pub(super) fn heading(&mut self, level: usize, text: &str) -> [usize; 2] {
        if self.layout.spacing != Spacing::Nowhere {
            self.blank_line();
        }
        let hashes = "#".repeat(level);
        self.begin_line();
        let line = self.out.at();
        let underlined = level < 3 && text.chars().count() < 70 && !text.contains('|');
        let (before, after) = match self.layout.headings {
            Headings::Bare => (String::new(), String::new()),
            Headings::Bold if !text.contains('*') => ("**".to_owned(), "**".to_owned()),
            Headings::Bold => (String::new(), String::new()),
            Headings::Underlined if underlined => (String::new(), String::new()),
            Headings::Hashes | Headings::Underlined => match self.random.within(0..=19) {
                0 => (format!("{hashes} "), format!(" {hashes}")),
                1 => (format!("{hashes} "), " {#an-anchor}".to_owned()),
                2 => (format!("{hashes}\t"), String::new()),
                _ => (format!("{hashes} "), String::new()),
            },
        };
        self.out.push(&before);
        let at = self.out.at();
        self.out.push(text);
        self.out.push(&after);
        self.out.end_line_loosely(self.random);
        if self.layout.headings == Headings::Underlined && underlined {
            self.out.push(if level == 1 { "=====" } else { "-----" });
            self.out.end_line_loosely(self.random);
        }
        if self.layout.spacing != Spacing::Nowhere && self.random.chance(80) {
            self.blank_line();
        }
        [line, at]
    }

    fn begin_line(&mut self) {
        if self.out.at_line_start() {
            self.out.push(self.layout.indent);
        }
    }

    /// Paragraphs without a label.
    pub(super) fn paragraphs(&mut self, text: &str) {
        self.text(text);
        self.end_block();
    }

    /// The paragraphs and lines of a text, up to the end of the last line; gives its place.
    pub(super) fn text(&mut self, text: &str) -> usize {
        self.begin_line();
        let at = self.out.at();
        for (index, paragraph) in text.split("\n\n").enumerate() {
            if index > 0 {
                self.end_block();
                self.begin_line();
                self.out.push(self.indent);
            }
            for (number, line) in paragraph.split('\n').enumerate() {
                if number > 0 {
                    self.out.end_line_loosely(self.random);
                    self.out.push(self.indent);
                }
                self.wrapped(line);
            }
        }
        at
    }

    /// A line, perhaps broken where nobody would take what follows for anything but its rest.
    fn wrapped(&mut self, text: &str) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut length = 0;
        let mut before = "";
        for (index, &word) in words.iter().enumerate() {
            // A last line of few words may be a regime's name.
            let long = length >= WIDTH && words.len() - index > 5;
            let breaks = self.layout.wrapped && long && goes_on(before, word);
            if breaks {
                self.out.end_line_loosely(self.random);
                self.out.push(self.indent);
                length = 0;
            } else if index > 0 {
                self.out.push(" ");
            }
            self.out.push(word);
            length += word.len() + 1;
            before = word;
        }
    }

    /// A label with its text, or without one, as a block.
    pub(super) fn labelled(&mut self, level: usize, wordings: &[&str], text: Option<&str>) -> Labelled {
        let labelled = self.label(level, wordings, text);
        self.end_block();
        self.indent = "";
        labelled
    }

    /// A label with its text, or without one; its last line goes on.
    pub(super) fn label(&mut self, level: usize, wordings: &[&str], text: Option<&str>) -> Labelled {
        let label = wording(self.random, wordings);
        let mut labels = self.layout.labels;
        if self.random.chance(10) {
            labels = LabelsAs::Marked("**", true);
        }
        // A line of its own cannot begin with what begins a list or heading there.
        let inline = text.is_some_and(|text| FIRST.iter().any(|first| text.starts_with(first)));
        match labels {
            LabelsAs::Headings | LabelsAs::OwnLine if inline => labels = LabelsAs::Marked("**", true),
            LabelsAs::Dashed(mark) if text.is_none() => labels = LabelsAs::Marked(mark, true),
            _ => {}
        }
        match labels {
            LabelsAs::Headings => self.label_heading(level, &label, text),
            LabelsAs::OwnLine => self.label_line(&label, text),
            _ => self.label_inline(labels, &label, text),
        }
    }

    /// A label with its text inside a paragraph, after the end of a sentence.
    pub(super) fn label_inside(&mut self, wordings: &[&str], text: Option<&str>) -> Labelled {
        let label = wording(self.random, wordings);
        let (mark, inner) =
            self.random.pick(&[("", true), ("", true), ("**", true), ("**", false), ("_", true)]);
        self.out.push(" ");
        let indent = self.indent;
        let labelled = self.label_inline(LabelsAs::Marked(mark, inner), &label, text);
        self.indent = indent;
        labelled
    }

    fn label_heading(&mut self, level: usize, label: &str, text: Option<&str>) -> Labelled {
        let colon = if self.random.chance(20) { ":" } else { "" };
        let [block, wording] = self.heading(level, &format!("{label}{colon}"));
        let mut value = wording + label.len() + colon.len();
        if let Some(text) = text {
            value = self.text(text);
        }
        Labelled { block, wording, value }
    }

    fn label_line(&mut self, label: &str, text: Option<&str>) -> Labelled {
        let (before, after) =
            self.random.pick(&[("", ":"), ("", ""), ("**", ":**"), ("**", "**"), ("_", "_:")]);
        self.begin_line();
        let block = self.out.at();
        self.out.push(before);
        let wording = self.out.at();
        self.out.push(label);
        self.out.push(after);
        let mut value = self.out.at();
        if let Some(text) = text {
            self.out.end_line_loosely(self.random);
            if self.layout.spacing == Spacing::BetweenParagraphs && self.random.chance(50) {
                self.blank_line();
            }
            value = self.text(text);
        }
        Labelled { block, wording, value }
    }

    fn label_inline(&mut self, labels: LabelsAs, label: &str, text: Option<&str>) -> Labelled {
        self.begin_line();
        let block = self.out.at();
        let (before, after) = match labels {
            LabelsAs::Marked(mark, true) => (mark.to_owned(), format!(":{mark}")),
            LabelsAs::Marked(mark, false) => (mark.to_owned(), format!("{mark}:")),
            LabelsAs::Dashed(mark) => {
                (mark.to_owned(), format!("{mark} {}", self.random.pick(&["—", "–", "-"])))
            }
            _ => {
                let mark = self.random.pick(&["- ", "* ", "+ ", "1. ", "• "]);
                self.indent = "  ";
                let (open, close) = self.random.pick(&[("**", ":**"), ("", ":"), ("**", "**:")]);
                (format!("{mark}{open}"), close.to_owned())
            }
        };
        self.out.push(&before);
        let wording = self.out.at();
        self.out.push(label);
        self.out.push(&after);
        let mut value = self.out.at();
        if let Some(text) = text {
            let blanks = self.random.pick(&[" ", " ", " ", " ", "  ", "\u{a0}"]);
            self.out.push(blanks);
            value = self.text(text);
        } else if self.random.chance(15) {
            self.out.push(" <!-- to be written -->");
        }
        Labelled { block, wording, value }
    }

    pub(super) fn fault(&self, slot: Slot) -> Option<Fault> {
        self.planted.filter(|&(planted, _)| planted == slot).map(|(_, fault)| fault)
    }
}

/// Whether a line that ends with one word and goes on with another is plainly one sentence: that other
/// word begins no list, heading, label or title.
fn goes_on(before: &str, word: &str) -> bool {
    let begins = ["what", "where", "who", "why", "how", "next", "lesson", "the", "it"];
    before.ends_with(char::is_alphanumeric)
        && word.starts_with(char::is_alphabetic)
        && !begins.contains(&word.trim_matches(|character: char| !character.is_alphabetic()))
}
