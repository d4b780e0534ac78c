use lesson_text::Span;

use super::super::blocks::{Block, Blocks};
use super::super::headings::Role;
use super::super::labels::{Key, Labels};
use super::super::lines::{LineKind, Lines};
use super::super::wording::{Reader, is_short, like_a_label, unwrap};

/// A piece of a file, as far as its form tells.
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A heading; of level 0 where it is a short line by itself, and the file marks no headings.
    Heading { level: u8, role: Role },
    /// A label that is known.
    Known { key: Key, level: u8 },
    /// What is written like a label.
    Label,
    /// Anything else.
    Text,
    /// A table, by its index.
    Table(usize),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) what: What,
    /// The words of a heading or label.
    pub(super) wording: Span,
    /// All of it.
    pub(super) span: Span,
}

/// A file's blocks, and what in them is written like a heading or a label.
pub(super) fn entries(blocks: &Blocks<'_>, labels: &Labels) -> Vec<Entry> {
    let marked = blocks.all.iter().any(|(block, _)| match block {
        Block::Heading { level, .. } | Block::Label { level, .. } => *level > 0,
        _ => false,
    });
    let mut entries = Vec::new();
    for &(block, span) in &blocks.all {
        match block {
            Block::Heading { level, text, role } => {
                entries.push(Entry { what: What::Heading { level, role }, wording: text, span });
            }
            Block::Label { label, level, .. } => {
                let what = What::Known { key: label.key, level };
                entries.push(Entry { what, wording: label.wording, span });
            }
            Block::Text { .. } => texts(&blocks.lines, labels, span, marked, &mut entries),
            Block::Table(table) => {
                entries.push(Entry { what: What::Table(table), wording: Span::empty(0), span });
            }
            Block::Fence | Block::Rule => {}
        }
    }
    entries
}

/// A paragraph, parted where a line begins like a label: labels that are not known do not part it.
fn texts(lines: &Lines<'_>, labels: &Labels, span: Span, marked: bool, entries: &mut Vec<Entry>) {
    let first = lines.all.partition_point(|line| line.text.start < span.start);
    let within = lines.all.iter().skip(first).take_while(|line| line.text.start < span.end);
    let mut open: Option<Entry> = None;
    let mut count = 0;
    for line in within.filter(|line| line.kind == LineKind::Text) {
        count += 1;
        let text = lines.inner(line);
        let begins = like_a_label(lines, text).map(|wording| (What::Label, wording));
        let (what, wording) = begins.unwrap_or((What::Text, Span::empty(text.start as usize)));
        match &mut open {
            Some(entry) if matches!(what, What::Text) => entry.span = entry.span.join(line.text),
            _ => entries.extend(open.replace(Entry { what, wording, span: line.text })),
        }
    }
    if let Some(entry) = &mut open
        && count == 1
        && !marked
    {
        let text = unwrap(lines, entry.span);
        let heads = matches!(entry.what, What::Text) || text == entry.wording && text != entry.span;
        let item = lines.beginning_at(entry.span.start).is_some_and(|line| line.item);
        let breaks = Reader { lines, labels, fits: |key| key == Key::WhereItBreaks }.inside(text);
        if heads && !item && breaks.is_none() && is_short(lines.slice(text)) {
            (entry.what, entry.wording) = (What::Heading { level: 0, role: Role::Own }, text);
        }
    }
    entries.extend(open);
}
