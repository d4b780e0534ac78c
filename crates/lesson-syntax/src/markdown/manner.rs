use lesson_text::Span;

use super::blocks::{Block, Blocks};
use super::headings::Role;
use super::labels::{Key, Labels};
use super::table::Bars;

/// How a file writes its paragraphs, labels, headings and tables, so that what is added looks alike.
pub(super) struct Manner<'a> {
    blocks: &'a Blocks<'a>,
    labels: &'a Labels,
    line_end: &'static str,
}

impl<'a> Manner<'a> {
    pub(super) fn new(blocks: &'a Blocks<'a>, labels: &'a Labels, line_end: &'static str) -> Self {
        Self { blocks, labels, line_end }
    }

    /// A text with the file's own line ends.
    pub(super) fn lines(&self, text: &str) -> String {
        text.trim().replace("\r\n", "\n").replace('\r', "\n").replace('\n', self.line_end)
    }

    /// What stands between two paragraphs.
    pub(super) fn between(&self) -> String {
        self.line_end.repeat(if self.blocks.spaced { 2 } else { 1 })
    }

    /// Paragraphs, each with what parts it from the one before.
    pub(super) fn after(&self, paragraphs: &[String]) -> String {
        paragraphs.iter().map(|paragraph| format!("{}{paragraph}", self.between())).collect()
    }

    /// A labelled paragraph, its label written as this label is elsewhere, or as others are.
    pub(super) fn labelled(&self, key: Key, text: &str) -> String {
        let written = |alike: &dyn Fn(Key) -> bool| {
            self.blocks.all.iter().find_map(|&(block, span)| match block {
                Block::Label { label, level, .. } if alike(label.key) => Some((label, level, span)),
                _ => None,
            })
        };
        let model = written(&|other| other == key)
            .or_else(|| written(&|other| other.is_part() || other.is_in_analogy()));
        let words = self.labels.canonical_of(key);
        let text = self.lines(text);
        let Some((label, level, span)) = model else { return format!("{words}: {text}") };
        let slice = |from: usize, to: usize| self.blocks.lines.slice(Span::new(from, to));
        let before = slice(span.start as usize, label.wording.start as usize);
        let after = slice(label.wording.end as usize, label.after);
        match level {
            0 if label.closed => format!("{before}{words}{after} {text}"),
            0 => format!("{before}{words}: {text}"),
            _ => format!("{before}{words}{}{text}", self.between()),
        }
    }

    /// A heading like those of the file, by the role of one to take after.
    pub(super) fn heading(&self, text: &str, deeper: u8) -> String {
        let level = self.blocks.all.iter().find_map(|&(block, _)| match block {
            Block::Heading { level, role: Role::Regime | Role::Comparison | Role::FieldGuide, .. } => {
                Some(level)
            }
            _ => None,
        });
        match level {
            Some(level) if level > 0 => {
                format!("{} {text}", "#".repeat(usize::from(level.saturating_add(deeper).min(6))))
            }
            _ => text.to_owned(),
        }
    }

    /// The heading over analogies, as another regime has it.
    pub(super) fn mapping_heading(&self) -> String {
        let written = self.blocks.all.iter().find_map(|&(block, span)| match block {
            Block::Heading { role: Role::Mapping(None), .. } => {
                Some(self.blocks.lines.slice(span).to_owned())
            }
            _ => None,
        });
        written.unwrap_or_else(|| self.heading(self.labels.canonical_of(Key::ConceptMapping), 1))
    }

    /// A row of a table with these bars.
    pub(super) fn row(&self, bars: Bars, cells: &[String]) -> String {
        match bars {
            Bars::Tabs => cells.join("\t"),
            Bars::Pipes { before: false, after: false } => cells.join(" | "),
            Bars::Pipes { .. } => {
                format!("|{}", cells.iter().map(|cell| format!(" {cell} |")).collect::<String>())
            }
        }
    }

    /// A table, as the file's other tables are written.
    pub(super) fn table(&self, header: &[&str], rows: &[Vec<String>]) -> String {
        let bars = self.blocks.tables.first().map(|table| table.bars);
        let row = |cells: &[String]| match bars {
            Some(bars) => self.row(bars, cells),
            None => self.row(Bars::Pipes { before: true, after: true }, cells),
        };
        let header: Vec<String> = header.iter().map(|&name| cell(name)).collect();
        let mut lines = vec![row(&header)];
        if bars != Some(Bars::Tabs) {
            lines.push(row(&vec!["---".to_owned(); header.len()]));
        }
        lines.extend(rows.iter().map(|cells| row(cells)));
        lines.join(self.line_end)
    }
}

/// A text as a table's cell.
pub(super) fn cell(text: &str) -> String {
    let flat: Vec<&str> = text.split_whitespace().collect();
    flat.join(" ").replace("\\|", "|").replace('|', "\\|")
}
