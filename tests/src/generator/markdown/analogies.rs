//! A regime's analogies, in sections of their own or in one.

use lesson_text::ends_sentence;

use super::layout::Spacing;
use super::wordings::{self, wording};
use super::writer::Writer;
use crate::generator::fault::{Fault, Slot, Spot};
use crate::generator::lesson::{Analogy, Regime};

/// Where an analogy stands in its section.
#[derive(Clone, Copy)]
struct Neighbours<'a> {
    first: bool,
    /// The one after it in the same section.
    next: Option<&'a Analogy>,
}

impl Writer<'_> {
    /// The analogies of a regime, whose own heading has this level.
    pub(super) fn analogies(&mut self, level: usize, index: usize, regime: &Regime) {
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
            // "Analogy", what is one, and "What holds" below it make one analogy, where no break parts two.
            let may_run_on = fault == Some(Fault::Deleted) && neighbours.next.is_some();
            let begins = analogy.maps_to.is_none() && !may_run_on && self.random.chance(25);
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
}
