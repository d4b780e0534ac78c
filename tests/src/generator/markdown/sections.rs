//! A lesson section by section.

use super::layout::{Headings, LabelsAs, Spacing};
use super::tables::Cell;
use super::wordings::{self, spelled, wording};
use super::writer::Writer;
use lesson_text::ends_sentence;

use crate::generator::fault::{Fault, Slot, Spot};
use crate::generator::lesson::{Analogy, Lesson, Next, Regime};

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
        let heading = level + usize::from(!self.layout.flat);
        for (number, analogy) in regime.analogies.iter().enumerate() {
            let before = number.checked_sub(1).map(|before| &regime.analogies[before]);
            let first = before.is_none_or(|before| !self.shares_section(before, analogy));
            let next = regime.analogies.get(number + 1).filter(|next| self.shares_section(analogy, next));
            if first {
                self.mapping_heading(heading, analogy);
            }
            let slot = Slot::Break { regime: index, analogy: number };
            self.analogy(heading + 1, slot, analogy, Neighbours { first, next });
        }
    }

    /// Whether an analogy stands in the section of the one before. A break of several paragraphs goes on
    /// up to a label: a paragraph without one may as well begin the next analogy.
    fn shares_section(&self, before: &Analogy, analogy: &Analogy) -> bool {
        let told = self.begins_with_label(analogy) || !before.breaks.contains('\n');
        self.layout.one_section && analogy.title.is_none() && told
    }

    fn begins_with_label(&self, analogy: &Analogy) -> bool {
        self.labels_holds(analogy) || analogy.maps_to.is_some()
    }

    fn mapping_heading(&mut self, level: usize, analogy: &Analogy) {
        let words = wording(self.random, wordings::MAPPING);
        let text = match &analogy.title {
            Some(title) => format!("{words}{}{title}", self.random.pick(&[": ", " — ", " – "])),
            None => words,
        };
        self.heading(level, &text);
    }

    fn analogy(&mut self, level: usize, slot: Slot, analogy: &Analogy, neighbours: Neighbours<'_>) {
        let fault = self.fault(slot);
        let text = match fault {
            Some(Fault::Says(text)) => Some(text),
            Some(Fault::Blank | Fault::Deleted) => None,
            _ => Some(analogy.breaks.as_str()),
        };
        self.holds &= self.is_held(analogy, fault, neighbours);
        let maps_to = analogy.maps_to.as_ref();
        let maps_to = maps_to.map(|text| self.labelled(level, wordings::MAPS_TO, Some(text)).block);
        let owner = if self.labels_holds(analogy) {
            let begins = analogy.maps_to.is_none() && self.random.chance(25);
            let wordings = if begins { wordings::ANALOGY } else { wordings::HOLDS };
            let label = self.label(level, wordings, Some(&analogy.holds));
            // "Analogy" on a line of its own is a heading, and no part of what it heads.
            let heads = begins && self.out.text[label.wording..label.value].contains(['\n', '\r']);
            maps_to.unwrap_or(if heads { label.value } else { label.block })
        } else {
            let holds = self.text(&analogy.holds);
            maps_to.unwrap_or(holds)
        };
        let last = analogy.holds.rsplit("\n\n").next().unwrap_or_default();
        let inside = self.layout.break_inside && !last.contains('\n') && fault != Some(Fault::Deleted);
        let place = inside.then(|| self.label_inside(wordings::BREAKS, text));
        self.end_block();
        self.indent = "";
        let place = match (place, fault) {
            (_, Some(Fault::Deleted)) => return self.note(slot, Spot { owner, ..Spot::default() }),
            (Some(place), _) => place,
            (None, _) => self.labelled(level, wordings::BREAKS, text),
        };
        let written = text.is_some();
        self.note(slot, Spot { key: place.wording, value: place.value, written, owner, row: owner });
    }

    /// Whether what holds gets a label. Where paragraphs stand close, a line that breaks off inside a
    /// sentence goes on in the next one, so what an analogy maps to must not be followed by one.
    fn labels_holds(&self, analogy: &Analogy) -> bool {
        let close = self.layout.spacing != Spacing::BetweenParagraphs;
        self.layout.holds_labelled || close && analogy.maps_to.is_some()
    }

    /// Whether a mapping section of several analogies can hold what is planted in one of them: only a
    /// label tells that another begins.
    fn is_held(&self, analogy: &Analogy, fault: Option<Fault>, neighbours: Neighbours<'_>) -> bool {
        let Neighbours { first, next } = neighbours;
        let told = next.is_none_or(|next| self.begins_with_label(next));
        let close = self.layout.spacing != Spacing::BetweenParagraphs;
        match fault {
            // A paragraph after a label without a text is that text.
            Some(Fault::Blank) => told,
            // Where paragraphs stand close, a line that ends without a sentence goes on in the next one.
            Some(Fault::Says(text)) if close && !text.ends_with(ends_sentence) => told,
            // Without a break before it, a label goes on with an analogy that lacks what it labels, and
            // what stands without a label above that of what holds only leads up to it.
            Some(Fault::Deleted) => {
                let parted = |next: &Analogy| match next.maps_to {
                    Some(_) => analogy.maps_to.is_some(),
                    None => self.labels_holds(next) && self.labels_holds(analogy),
                };
                (first || self.begins_with_label(analogy)) && next.is_none_or(parted)
            }
            _ => true,
        }
    }

    fn note(&mut self, slot: Slot, spot: Spot) {
        self.spots.insert(slot, spot);
    }

    fn comparison(&mut self, lesson: &Lesson) {
        let heading = wording(self.random, wordings::COMPARISON);
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
        let corner = self.random.pick(&["Dimension", "Dimension", "Dimensions", "Aspect", "Compared by"]);
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
        if self.random.chance(15) {
            let mut order: Vec<usize> = (0..header.len()).collect();
            self.random.shuffle(&mut order);
            header = order.iter().map(|&column| header[column].clone()).collect();
            rows = rows.iter().map(|row| order.iter().map(|&column| row[column].clone()).collect()).collect();
        }
        self.table(&header, &rows, true);
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

/// Where an analogy stands in its section.
#[derive(Clone, Copy)]
struct Neighbours<'a> {
    first: bool,
    /// The one after it in the same section.
    next: Option<&'a Analogy>,
}
