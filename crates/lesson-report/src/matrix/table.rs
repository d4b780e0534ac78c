use std::io::{self, BufWriter, Write};
use std::ops::Range;

use lesson_findings::{LessonMatrix, MatrixName};
use owo_colors::{OwoColorize, Style as TextStyle};
use tabled::builder::Builder;
use tabled::settings::themes::Theme;
use tabled::settings::{Color, Style};
use unicode_width::UnicodeWidthStr;

use super::STATUSES;
use crate::options::TextOptions;
use crate::visible;

/// A regime's name is wrapped beyond this.
const WIDEST_REGIME: usize = 16;
/// A name is cut beyond so many lines.
const MOST_LINES: usize = 3;

/// Writes a table for each lesson: regimes as columns, dimensions as rows, what stands in each cell.
/// Columns that do not fit follow in further tables.
///
/// # Errors
///
/// What the writer returns.
pub fn render_text(lessons: &[LessonMatrix], options: TextOptions, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    for lesson in lessons {
        Table { lesson, options }.render(&mut out)?;
    }
    if lessons.len() != 1 {
        let counts = format!("{} lessons: {}", lessons.len(), Counts::of(lessons).line());
        writeln!(out, "{}", textwrap::fill(&counts, options.columns()))?;
    }
    out.flush()
}

/// How often each state of a cell stands in lessons.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    pub(crate) cells: usize,
    of_status: [usize; STATUSES.len()],
}

impl Counts {
    pub(crate) fn of<'a>(lessons: impl IntoIterator<Item = &'a LessonMatrix>) -> Self {
        let mut counts = Self::default();
        for cell in lessons.into_iter().flat_map(|lesson| &lesson.cells) {
            counts.cells += 1;
            for (count, status) in counts.of_status.iter_mut().zip(STATUSES) {
                *count += usize::from(cell.status == status);
            }
        }
        counts
    }

    /// How many say something of their own.
    pub(crate) fn present(&self) -> usize {
        let [present, ..] = self.of_status;
        present
    }

    /// As in `13 of 15 cells present, 2 missing`.
    pub(crate) fn line(&self) -> String {
        let parts = self.of_status.iter().zip(STATUSES).skip(1);
        let present = self.present();
        let noun = if self.cells == 1 { "cell" } else { "cells" };
        let mut line = format!("{present} of {} {noun} present", self.cells);
        for (count, status) in parts.filter(|(count, _)| **count > 0) {
            line.push_str(&format!(", {count} {status}"));
        }
        line
    }
}

/// A lesson's matrix as it is drawn.
struct Table<'a> {
    lesson: &'a LessonMatrix,
    options: TextOptions,
}

impl Table<'_> {
    fn render(&self, out: &mut dyn Write) -> io::Result<()> {
        let bold = if self.options.color { TextStyle::new().bold() } else { TextStyle::new() };
        writeln!(out, "{}", self.heading().style(bold))?;
        let LessonMatrix { regimes, dimensions, .. } = self.lesson;
        if regimes.is_empty() || dimensions.is_empty() {
            let none = if regimes.is_empty() { "regimes" } else { "dimensions" };
            return writeln!(out, "\n  no {none} to compare\n");
        }
        let names: Vec<String> =
            dimensions.iter().map(|name| self.wrapped(name, self.options.columns() / 3)).collect();
        let name_width = names.iter().map(|name| width(name)).max().unwrap_or(0);
        let blocks = self.blocks(name_width);
        for columns in &blocks {
            writeln!(out)?;
            if blocks.len() > 1 {
                writeln!(out, "{} of {}", self.numbers(columns), regimes.len())?;
            }
            for line in self.block(&names, columns.clone()).lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
        let counts = Counts::of([self.lesson]).line();
        writeln!(out, "\n{}\n", textwrap::fill(&counts, self.options.columns()))
    }

    fn heading(&self) -> String {
        let path = visible::name(&self.lesson.path, self.options.unicode);
        let title = visible::name(&self.lesson.title, self.options.unicode);
        let dash = if self.options.unicode { "—" } else { "-" };
        let heading = if title.is_empty() { path } else { format!("{path} {dash} {title}") };
        textwrap::fill(&heading, self.options.columns())
    }

    /// The columns that stand beside one another, in tables that fit the width.
    fn blocks(&self, name_width: usize) -> Vec<Range<usize>> {
        let mut blocks: Vec<Range<usize>> = Vec::new();
        let mut taken = 0;
        for column in 0..self.lesson.regimes.len() {
            // A bar, and a space on both sides.
            let width = self.column_width(column) + 3;
            match blocks.last_mut() {
                Some(block) if taken + width <= self.options.columns() => block.end = column + 1,
                _ => {
                    blocks.push(column..column + 1);
                    taken = name_width + 2;
                }
            }
            taken += width;
        }
        blocks
    }

    fn numbers(&self, columns: &Range<usize>) -> String {
        let (first, last) = (columns.start + 1, columns.end);
        match (first == last, self.options.unicode) {
            (true, _) => format!("regime {first}"),
            (false, true) => format!("regimes {first}–{last}"),
            (false, false) => format!("regimes {first}-{last}"),
        }
    }

    fn block(&self, names: &[String], columns: Range<usize>) -> String {
        let mut builder = Builder::with_capacity(names.len() + 1, columns.len() + 1);
        let headings = columns.clone().map(|column| self.heading_of(column));
        builder.push_record(std::iter::once(String::new()).chain(headings));
        for (row, name) in names.iter().enumerate() {
            let marks = columns.clone().map(|column| self.mark(row, column).to_owned());
            builder.push_record(std::iter::once(name.clone()).chain(marks));
        }
        let mut table = builder.build();
        table.with(if self.options.unicode {
            Theme::from_style(Style::sharp().remove_frame())
        } else {
            Theme::from_style(Style::psql())
        });
        if self.options.color {
            for row in 0..names.len() {
                for (place, column) in columns.clone().enumerate() {
                    table.modify((row + 1, place + 1), color(self.status(row, column)));
                }
            }
        }
        table.to_string()
    }

    fn heading_of(&self, column: usize) -> String {
        let name = self.lesson.regimes.get(column);
        name.map(|name| self.wrapped(name, WIDEST_REGIME)).unwrap_or_default()
    }

    fn column_width(&self, column: usize) -> usize {
        let marks = (0..self.lesson.dimensions.len()).map(|row| self.mark(row, column).width());
        width(&self.heading_of(column)).max(marks.max().unwrap_or(0))
    }

    fn name(&self, name: &MatrixName) -> String {
        let text = if name.name.is_empty() { &name.id } else { &name.name };
        visible::name(text, self.options.unicode)
    }

    /// A name in a few lines of a width.
    fn wrapped(&self, name: &MatrixName, width: usize) -> String {
        let name = self.name(name);
        let mut lines = textwrap::wrap(&name, width);
        if lines.len() > MOST_LINES {
            lines.truncate(MOST_LINES);
            let room = width.saturating_sub(self.options.ellipsis().width());
            if let Some(last) = lines.last_mut() {
                let kept = textwrap::wrap(last, room.max(1)).into_iter().next().unwrap_or_default();
                *last = format!("{kept}{}", self.options.ellipsis()).into();
            }
        }
        lines.join("\n")
    }

    fn status(&self, row: usize, column: usize) -> &'static str {
        let index = row * self.lesson.regimes.len() + column;
        self.lesson.cells.get(index).map_or("", |cell| cell.status)
    }

    fn mark(&self, row: usize, column: usize) -> &'static str {
        mark(self.status(row, column), self.options.unicode)
    }
}

/// The columns of the widest line.
fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// What a state looks like: told by its mark and its word, so that no colour is needed.
pub(crate) fn mark(status: &'static str, unicode: bool) -> &'static str {
    match (status, unicode) {
        ("present", true) => "✓",
        ("missing", true) => "✗ missing",
        ("placeholder", true) => "… placeholder",
        ("none", true) => "∅ none",
        ("present", false) => "ok",
        ("missing", false) => "x missing",
        ("placeholder", false) => "~ placeholder",
        ("none", false) => "- none",
        ("copied", _) => "= copied",
        ("malformed", _) => "! malformed",
        _ => status,
    }
}

fn color(status: &str) -> Color {
    match status {
        "present" => Color::FG_GREEN,
        "missing" | "malformed" => Color::FG_RED,
        _ => Color::FG_YELLOW,
    }
}
