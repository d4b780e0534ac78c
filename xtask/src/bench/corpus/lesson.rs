//! A lesson as both forms hold it.

use super::prose::{Chooser, capital};
use super::words::{ADJECTIVES, ASPECTS, NOUNS};

/// One lesson in so many has a fault, which breaks one of the three laws.
pub(crate) const FAULT_EVERY: usize = 50;

pub(super) struct Lesson {
    pub(super) number: usize,
    pub(super) title: String,
    pub(super) audience: String,
    pub(super) domain: String,
    pub(super) lead: Vec<String>,
    pub(super) regimes: Vec<Regime>,
    pub(super) intro: String,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) notes: Vec<String>,
    pub(super) primary_scenario: String,
    pub(super) secondary_scenarios: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) figures: Vec<Figure>,
    pub(super) terms: Vec<(String, String)>,
    pub(super) teaser: String,
}

pub(super) struct Regime {
    pub(super) name: String,
    /// What it is, what it does, who is behind it, what makes it distinct.
    pub(super) parts: [String; 4],
    pub(super) holds: String,
    pub(super) breaks: Option<String>,
}

pub(super) struct Dimension {
    pub(super) name: &'static str,
    /// In the order of the regimes.
    pub(super) cells: Vec<Option<String>>,
}

pub(super) struct Line {
    pub(super) dont_say: String,
    pub(super) do_say: String,
    pub(super) why: Option<String>,
}

pub(super) struct Figure {
    pub(super) id: String,
    pub(super) value: String,
    pub(super) unit: &'static str,
    pub(super) source: String,
}

impl Lesson {
    /// The lesson of this number, from 1.
    pub(super) fn new(number: usize) -> Self {
        let mut chooser = Chooser::new(number as u64);
        let mut lesson = Self::clean(number, &mut chooser);
        if number.is_multiple_of(FAULT_EVERY) {
            lesson.plant_fault(number / FAULT_EVERY, &mut chooser);
        }
        lesson
    }

    fn clean(number: usize, chooser: &mut Chooser) -> Self {
        let regimes = regimes(3 + usize::from(chooser.below(4) == 0), chooser);
        let dimensions = dimensions(5 + chooser.below(3), regimes.len(), chooser);
        let terms: Vec<_> = (0..3).map(|_| (chooser.name(), chooser.sentence())).collect();
        Self {
            number,
            title: format!("Which {} is it?", chooser.name()),
            audience: chooser.sentence(),
            domain: format!("The {}", chooser.name()),
            lead: (0..2).map(|_| chooser.sentences(3)).collect(),
            intro: chooser.sentences(2),
            notes: notes(&terms, chooser),
            primary_scenario: chooser.clause(),
            secondary_scenarios: (0..3).map(|_| chooser.clause()).collect(),
            lines: (0..7).map(|_| Line::new(chooser)).collect(),
            figures: (0..3).map(|index| Figure::new(index, chooser)).collect(),
            terms,
            teaser: chooser.clause(),
            regimes,
            dimensions,
        }
    }

    /// Breaks the three laws in turn, at any of their slots.
    fn plant_fault(&mut self, turn: usize, chooser: &mut Chooser) {
        let (regime, dimension) = (chooser.below(self.regimes.len()), chooser.below(self.dimensions.len()));
        let line = chooser.below(self.lines.len());
        match turn % 3 {
            0 => self.dimensions[dimension].cells[regime] = None,
            1 => self.regimes[regime].breaks = None,
            _ => self.lines[line].why = None,
        }
    }
}

fn regimes(count: usize, chooser: &mut Chooser) -> Vec<Regime> {
    let (adjective, noun) = (chooser.below(ADJECTIVES.len()), chooser.below(NOUNS.len()));
    // Taken in turn from where chance begins, no two regimes bear one name.
    let name = |index: usize| {
        let adjective = ADJECTIVES[(adjective + index) % ADJECTIVES.len()];
        capital(&format!("{adjective} {}", NOUNS[(noun + index) % NOUNS.len()]))
    };
    let regime = |index| Regime {
        name: name(index),
        parts: [2, 3, 3, 2].map(|count| chooser.sentences(count)),
        holds: chooser.sentences(3),
        breaks: Some(chooser.sentences(3)),
    };
    (0..count).map(regime).collect()
}

fn dimensions(count: usize, width: usize, chooser: &mut Chooser) -> Vec<Dimension> {
    let first = chooser.below(ASPECTS.len());
    let dimension = |index: usize| Dimension {
        name: ASPECTS[(first + index) % ASPECTS.len()],
        cells: chooser.clauses(width).iter().map(|clause| Some(capital(clause))).collect(),
    };
    (0..count).map(dimension).collect()
}

/// Notes that use each of the terms.
fn notes(terms: &[(String, String)], chooser: &mut Chooser) -> Vec<String> {
    let uses = terms.iter().map(|(term, _)| format!("Here the {term} {}.", chooser.deed()));
    let uses: Vec<String> = uses.collect();
    vec![chooser.sentences(3), format!("{} {}", chooser.sentences(1), uses.join(" "))]
}

impl Line {
    fn new(chooser: &mut Chooser) -> Self {
        let said = chooser.clauses(3);
        Self {
            dont_say: capital(&said[0]) + "!",
            do_say: format!("{}. {}.", capital(&said[1]), capital(&said[2])),
            why: Some(chooser.sentence()),
        }
    }
}

impl Figure {
    fn new(index: usize, chooser: &mut Chooser) -> Self {
        Self {
            id: format!("figure-{}", index + 1),
            value: (2 + chooser.below(900)).to_string(),
            unit: chooser.one_of(&["days", "USD", "percent", "baskets"]),
            source: format!("{}, page {}", capital(&chooser.name()), 1 + chooser.below(300)),
        }
    }
}
