//! A lesson section by section.

use super::layout::{Headings, LabelsAs, Spacing, Tables};
use super::tables::Cell;
use super::wordings::{self, spelled, wording};
use super::writer::Writer;
use crate::generator::fault::Slot;
use crate::generator::lesson::{Lesson, Next, Regime};

/// The heading over all regimes, which has no text of its own.
pub(in crate::generator) const GROUP: &str = "The ways that we compare";
/// The heading of a section of the author's own.
pub(in crate::generator) const OWN_SECTION: &str = "Further reading";

impl Writer<'_> {
    pub(super) fn lesson(&mut self, lesson: &Lesson, titled: bool) {
        if titled {
            let word = self.random.pick(&[
                "Lesson ",
                "Lesson ",
                "Lesson ",
                "LESSON ",
                "lesson ",
                "Lesson #",
                "Lesson\u{a0}",
            ]);
            let sign = self.random.pick(&[" — ", " — ", " – ", " - ", ": ", "—", " : "]);
            self.heading(1, &format!("{word}{}{sign}{}", lesson.number, lesson.title));
        }
        if self.random.chance(10) {
            let lead = wording(self.random, wordings::LEAD);
            self.heading(2, &lead);
        }
        self.paragraphs(&lesson.lead);
        if self.layout.grouped {
            self.heading(2, GROUP);
        }
        for (index, regime) in lesson.regimes.iter().enumerate() {
            self.regime(index, regime);
        }
        self.part();
        self.comparison(lesson);
        self.part();
        self.field_guide(lesson);
        if self.has_marked_headings() && self.random.chance(10) {
            self.heading(2, OWN_SECTION);
            self.paragraphs("Nobody reads on.");
        }
        if let Some(next) = &lesson.next {
            self.next(next);
        }
    }

    /// A line between two sections. One of hyphens makes a heading of what stands right above it.
    fn part(&mut self) {
        if self.layout.parted {
            let dashes = if self.out.after_blank_line() { "---" } else { "* * *" };
            self.out.push(dashes);
            self.end_block();
        }
    }

    fn has_marked_headings(&self) -> bool {
        matches!(self.layout.headings, Headings::Hashes | Headings::Underlined)
    }

    fn regime(&mut self, index: usize, regime: &Regime) {
        let level = if self.layout.grouped { 3 } else { 2 };
        self.heading(level, &regime.name);
        for (wordings, text) in wordings::PARTS.iter().zip(&regime.parts) {
            self.labelled(level + 1, wordings, Some(text));
        }
        self.analogies(level, index, regime);
    }

    fn comparison(&mut self, lesson: &Lesson) {
        let count = lesson.regimes.len().to_string();
        let heading = wording(self.random, wordings::COMPARISON);
        let heading =
            ["Count", "COUNT", "count"].iter().fold(heading, |text, word| text.replace(word, &count));
        self.heading(2, &heading);
        if let Some(intro) = &lesson.intro {
            self.paragraphs(intro);
        }
        let cell = |writer: &Self, dimension: usize, regime: usize| {
            let text = &lesson.dimensions[dimension].cells[regime];
            writer.law_cell(text, Slot::Cell { dimension, regime })
        };
        let regimes: Vec<String> =
            lesson.regimes.iter().map(|regime| spelled(self.random, &regime.name)).collect();
        let dimensions: Vec<String> =
            lesson.dimensions.iter().map(|dimension| dimension.name.clone()).collect();
        let (columns, rows) =
            if self.layout.transposed { (dimensions, regimes) } else { (regimes, dimensions) };
        let corner = self.random.pick(&["Dimension", "Dimension", "Dimensions", "Aspect", "Compared by", ""]);
        // Without a bar before it, a header would begin with its second column, and one of two columns
        // that a tab parts would be an indented line.
        let lost =
            self.layout.tables == Tables::Inner || self.layout.tables == Tables::Tabs && columns.len() == 1;
        let corner = if lost && corner.is_empty() { "Dimension" } else { corner };
        let header: Vec<String> = std::iter::once(corner.to_owned()).chain(columns.iter().cloned()).collect();
        let mut table = Vec::new();
        for (row, name) in rows.into_iter().enumerate() {
            let cells = (0..columns.len()).map(|column| {
                let (dimension, regime) = if self.layout.transposed { (column, row) } else { (row, column) };
                cell(self, dimension, regime)
            });
            table.push(std::iter::once(Cell::new(name)).chain(cells).collect());
        }
        self.table(&header, &table, !self.layout.transposed);
        // A line with a bar right below a table without outer bars is one of its rows.
        if lesson.notes.first().is_some_and(|note| note.contains('|')) {
            self.blank_line();
        }
        for note in &lesson.notes {
            self.paragraphs(note);
        }
    }

    fn field_guide(&mut self, lesson: &Lesson) {
        let heading = wording(self.random, wordings::FIELD_GUIDE);
        self.heading(2, &heading);
        self.scenarios(lesson);
        let has = |has: bool, wordings| has.then_some(wordings);
        let extra = [
            has(lesson.lines.iter().any(|line| !line.regimes.is_empty()), wordings::REGIMES),
            has(lesson.lines.iter().any(|line| line.scenario.is_some()), wordings::SCENARIO),
        ];
        let own = self.random.chance(10);
        let mut header: Vec<String> = [wordings::DONT_SAY, wordings::DO_SAY, wordings::WHY]
            .into_iter()
            .chain(extra.into_iter().flatten())
            .map(|wordings| wording(self.random, wordings))
            .collect();
        header.extend(own.then(|| "Owner".to_owned()));
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (index, line) in lesson.lines.iter().enumerate() {
            let why = self.law_cell(&line.why, Slot::Why { line: index });
            let mut row = vec![Cell::new(&line.dont_say), Cell::new(&line.do_say), why];
            if extra[0].is_some() {
                let names = line.regimes.iter().map(|&regime| lesson.regimes[regime].name.clone());
                row.push(Cell::new(names.collect::<Vec<_>>().join(", ")));
            }
            row.extend(extra[1].map(|_| Cell::new(line.scenario.clone().unwrap_or_default())));
            row.extend(own.then(|| Cell::new("nobody")));
            rows.push(row);
        }
        let mut order: Vec<usize> = (0..header.len()).collect();
        if self.random.chance(15) {
            self.random.shuffle(&mut order);
        }
        let rows: Vec<_> = rows.iter().map(|row| in_order(row, &order)).collect();
        self.table(&in_order(&header, &order), &rows, true);
    }

    fn scenarios(&mut self, lesson: &Lesson) {
        let inline = !matches!(self.layout.labels, LabelsAs::Headings) && self.random.chance(50);
        let listed = !inline && self.random.chance(40);
        let sentence = match lesson.secondary.as_slice() {
            [] => None,
            [one] => Some(format!("{one}.")),
            [first @ .., last] => {
                let and = self.random.pick(&[", and ", " and ", ", "]);
                Some(format!("{}{and}{last}.", first.join(", ")))
            }
        };
        if let Some(primary) = &lesson.primary {
            self.label(3, wordings::PRIMARY, Some(primary));
            if let Some(sentence) = sentence.as_ref().filter(|_| inline) {
                self.label_inside(wordings::SECONDARY, Some(sentence));
            }
            self.end_block();
            self.indent = "";
        }
        match sentence {
            Some(_) if inline && lesson.primary.is_some() => {}
            Some(_) if listed => self.scenario_list(&lesson.secondary),
            Some(sentence) => {
                self.labelled(3, wordings::SECONDARY, Some(&sentence));
            }
            None => {}
        }
    }

    fn scenario_list(&mut self, scenarios: &[String]) {
        self.labelled(3, wordings::SECONDARY, None);
        let mark = self.random.pick(&["- ", "* ", "• "]);
        for scenario in scenarios {
            self.out.push(&format!("{mark}{scenario}{}", self.random.pick(&["", ".", ";"])));
            self.out.end_line_loosely(self.random);
        }
        if self.layout.spacing != Spacing::Nowhere {
            self.blank_line();
        }
    }

    fn next(&mut self, next: &Next) {
        let text = match &next.teaser {
            Some(teaser) => format!("Lesson {}{}{teaser}", next.lesson, self.random.pick(wordings::COVERS)),
            None => format!("Lesson {}{}", next.lesson, self.random.pick(&["", "."])),
        };
        if self.has_marked_headings() && self.random.chance(20) {
            let label = wording(self.random, wordings::NEXT);
            self.heading(2, &label);
            return self.paragraphs(&text);
        }
        self.labelled(2, wordings::NEXT, Some(&text));
    }
}

fn in_order<T: Clone>(row: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|&column| row[column].clone()).collect()
}
