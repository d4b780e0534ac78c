//! What a file's layout tells of wordings, known or not: which one stands where the label of a part is
//! due, which heading is over the comparison's table.
//!
//! Nothing here guesses from what words mean, so it holds in any language. What the layout leaves open
//! is said to be unclear.

mod edges;
mod entries;
mod regimes;
mod slots;
mod tables;

use std::collections::HashSet;

use lesson_text::{SourceFile, Span};

use super::blocks::Blocks;
use super::front_matter;
use super::headings::Role;
use super::labels::{Key, Labels, normal};
use super::lines::Lines;
use entries::{Entry, What, entries};
use tables::Tables;

/// A wording, and what it seems to label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The key of [`Labels`]; none for what stands where nothing is due.
    pub key: Option<&'static str>,
    /// The words, without emphasis and colon.
    pub wording: String,
    /// The words as they are compared.
    pub folded: String,
    /// Where they stand.
    pub span: Span,
    /// How sure that is.
    pub evidence: Evidence,
}

/// How sure it is what a wording labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// The layout leaves it open.
    Unclear,
    /// It stands in the one place where this label was due and is missing.
    Clear,
    /// The labels have it already.
    Known,
}

/// What a file's layout tells.
#[derive(Debug)]
pub struct Survey {
    /// Its wordings, in the order of the text within each section; none unless it is built like a lesson.
    pub sightings: Vec<Sighting>,
    /// What the file is.
    pub standing: Standing,
}

/// Whether a file is a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// By the labels that are known.
    Lesson,
    /// Built like one, with a first line in other words, as in `Unit 3 — …`.
    InOtherWords,
    /// Built like one, without a number in its first line.
    WithoutNumber,
    /// Anything else.
    Other,
}

/// Surveys a Markdown or text file.
#[must_use]
pub fn survey(source: &SourceFile, labels: &Labels) -> Survey {
    let region = front_matter::find(source);
    let start = region.map_or(source.text_start(), |region| region.end);
    let declared = region.is_some_and(|region| region.declares_lesson(source));
    let blocks = Blocks::new(source.text(), start, labels);
    let numbered = declared || blocks.title.is_some_and(|title| title.number.is_some());
    let entries = entries(&blocks, labels);
    let tables = Tables::of(&blocks, labels, &entries);
    let mut surveyor =
        Surveyor { lines: &blocks.lines, labels, entries: &entries, tables: &tables, sightings: Vec::new() };
    let titled = surveyor.title();
    let built = tables.comparison.is_some();
    let standing = match (numbered && blocks.known, built) {
        (true, _) => Standing::Lesson,
        (false, true) if titled || declared => Standing::InOtherWords,
        (false, true) => Standing::WithoutNumber,
        (false, false) => Standing::Other,
    };
    if !matches!(standing, Standing::Lesson | Standing::InOtherWords) {
        return Survey { sightings: Vec::new(), standing };
    }
    surveyor.lead();
    surveyor.regimes();
    surveyor.comparison();
    surveyor.field_guide();
    surveyor.next();
    surveyor.own_headings();
    Survey { sightings: surveyor.sightings, standing }
}

struct Surveyor<'a> {
    lines: &'a Lines<'a>,
    labels: &'a Labels,
    entries: &'a [Entry],
    tables: &'a Tables,
    sightings: Vec<Sighting>,
}

impl Surveyor<'_> {
    fn sight(&mut self, key: Option<Key>, span: Span, evidence: Evidence) {
        let words: Vec<&str> = self.lines.slice(span).split_whitespace().collect();
        let key = key.map(Key::name);
        let wording = words.join(" ");
        self.sightings.push(Sighting { key, folded: normal(&wording), wording, span, evidence });
    }

    /// Headings of which nothing was said: the author's own.
    fn own_headings(&mut self) {
        let seen: HashSet<Span> = self.sightings.iter().map(|sighting| sighting.span).collect();
        for (at, entry) in self.entries.iter().enumerate() {
            let heading = matches!(entry.what, What::Heading { .. });
            if heading && !seen.contains(&entry.wording) && !self.is_regime(at) {
                self.sight(None, entry.wording, Evidence::Unclear);
            }
        }
    }

    /// The first heading that heads such a section already.
    fn headed(&self, role: Role) -> Option<Span> {
        self.entries.iter().find_map(|entry| match entry.what {
            What::Heading { role: other, .. } if other == role => Some(entry.wording),
            _ => None,
        })
    }
}
