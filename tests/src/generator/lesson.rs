use std::collections::HashSet;

use lesson_text::{fold, slug};

use super::fault::Slot;
use super::prose;
use super::random::Random;

/// What a clean lesson says, whatever its form.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its number.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The lead.
    pub lead: String,
    /// The regimes, two or more.
    pub regimes: Vec<Regime>,
    /// What stands before the comparison's table.
    pub intro: Option<String>,
    /// The dimensions, three or more.
    pub dimensions: Vec<Dimension>,
    /// What stands after the comparison's table.
    pub notes: Vec<String>,
    /// The primary scenario.
    pub primary: Option<String>,
    /// The secondary scenarios.
    pub secondary: Vec<String>,
    /// The lines, one or more.
    pub lines: Vec<Line>,
    /// What points on.
    pub next: Option<Next>,
    /// What stands in front matter, where a lesson has any.
    pub head: Head,
}

/// A regime.
#[derive(Clone, Debug)]
pub struct Regime {
    /// Its name.
    pub name: String,
    /// Its id, where it is not made from the name.
    pub id: Option<String>,
    /// Other spellings.
    pub aka: Vec<String>,
    /// The four parts.
    pub parts: [String; 4],
    /// The analogies, one or more.
    pub analogies: Vec<Analogy>,
}

/// An analogy.
#[derive(Clone, Debug)]
pub struct Analogy {
    /// Its title.
    pub title: Option<String>,
    /// What it maps to.
    pub maps_to: Option<String>,
    /// What holds.
    pub holds: String,
    /// Where it breaks.
    pub breaks: String,
}

/// A dimension.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// Its id, where it is not made from the name.
    pub id: Option<String>,
    /// The question that its cells answer.
    pub question: Option<String>,
    /// A cell for each regime.
    pub cells: Vec<String>,
}

/// A line of the field guide.
#[derive(Clone, Debug)]
pub struct Line {
    /// What not to say.
    pub dont_say: String,
    /// What to say.
    pub do_say: String,
    /// Why.
    pub why: String,
    /// The regimes that it is about, by their index.
    pub regimes: Vec<usize>,
    /// The scenario that it serves.
    pub scenario: Option<String>,
}

/// What points on to the next lesson.
#[derive(Clone, Debug)]
pub struct Next {
    /// Its number.
    pub lesson: usize,
    /// What it is about.
    pub teaser: Option<String>,
}

/// What a lesson says of itself beside its text.
#[derive(Clone, Debug)]
pub struct Head {
    /// The lesson's id.
    pub id: Option<String>,
    /// The course's id.
    pub course: Option<String>,
    /// For whom it is.
    pub audience: Option<String>,
    /// The domain of its analogies.
    pub analogy_domain: Option<String>,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// Its terms, each with what it means.
    pub terms: Vec<[String; 2]>,
}

/// A declared figure.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its id.
    pub id: String,
    /// Its value; written as a number where it is one.
    pub value: String,
    /// What is counted.
    pub unit: Option<String>,
    /// When it was right.
    pub as_of: Option<String>,
    /// Where it is from.
    pub source: Option<String>,
}

impl Lesson {
    /// The lesson of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let random = &mut Random::new(seed);
        // Half of the lessons are small: what fails in them is read at a glance.
        let most = if random.chance(50) { [2, 3, 1] } else { [6, 9, 3] };
        let mut names = Names::default();
        let count = random.within(2..=most[0]);
        let mut regimes: Vec<Regime> = (0..count).map(|_| regime(random, &mut names, most[2])).collect();
        for regime in &mut regimes {
            regime.aka = (0..random.pick(&[0, 0, 1, 2])).map(|_| names.name(random)).collect();
        }
        let mut rows = Names::default();
        let dimensions = random.within(3..=most[1]);
        let lines = random.within(1..=most[0]);
        Self {
            number: random.within(1..=99),
            title: prose::title(random),
            lead: prose::paragraphs(random),
            intro: random.maybe(70, prose::paragraph),
            dimensions: (0..dimensions).map(|_| dimension(random, &mut rows, count)).collect(),
            notes: (0..random.within(0..=2)).map(|_| prose::paragraph(random)).collect(),
            primary: Some(prose::sentence(random)),
            secondary: (0..random.pick(&[0, 1, 2, 3, 4])).map(|_| prose::plain(random)).collect(),
            lines: (0..lines).map(|_| line(random, count)).collect(),
            next: random.maybe(70, |random| Next {
                lesson: random.within(1..=100),
                teaser: random.maybe(80, prose::sentence),
            }),
            head: head(random),
            regimes,
        }
    }
}

impl Lesson {
    /// The same lesson with the ids that its names make, for Markdown knows no others.
    #[must_use]
    pub fn with_ids_from_names(mut self) -> Self {
        self.regimes.iter_mut().for_each(|regime| regime.id = None);
        self.dimensions.iter_mut().for_each(|dimension| dimension.id = None);
        self
    }

    /// Every place that a law watches over.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        for (dimension, row) in self.dimensions.iter().enumerate() {
            slots.extend((0..row.cells.len()).map(|regime| Slot::Cell { dimension, regime }));
        }
        for (regime, entry) in self.regimes.iter().enumerate() {
            slots.extend((0..entry.analogies.len()).map(|analogy| Slot::Break { regime, analogy }));
        }
        slots.extend((0..self.lines.len()).map(|line| Slot::Why { line }));
        slots
    }
}

impl Regime {
    /// The id by which cells refer to it.
    #[must_use]
    pub fn slug(&self) -> String {
        self.id.clone().unwrap_or_else(|| slug(&self.name))
    }

    /// Every word by which it may be meant.
    #[must_use]
    pub fn spellings(&self) -> Vec<String> {
        let mut spellings = vec![self.slug(), self.name.clone()];
        spellings.extend(self.aka.iter().cloned());
        spellings
    }
}

/// Names that are told apart, whichever way they are compared.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn name(&mut self, random: &mut Random) -> String {
        self.unused(random, prose::name)
    }

    fn id(&mut self, random: &mut Random) -> String {
        self.unused(random, |random| slug(&prose::plain(random)))
    }

    fn unused(&mut self, random: &mut Random, make: impl Fn(&mut Random) -> String) -> String {
        loop {
            let name = make(random);
            let slug = slug(&name);
            if !slug.is_empty() && !self.0.contains(&slug) && !self.0.contains(&fold(&name)) {
                self.0.extend([slug, fold(&name)]);
                return name;
            }
        }
    }
}

fn regime(random: &mut Random, names: &mut Names, most: usize) -> Regime {
    let name = names.name(random);
    let id = match random.within(0..=3) {
        0 => Some(slug(&name)),
        1 => Some(names.id(random)),
        _ => None,
    };
    let analogies = random.within(1..=most);
    Regime {
        name,
        id,
        aka: Vec::new(),
        parts: std::array::from_fn(|_| prose::labelled(random)),
        analogies: (0..analogies).map(|_| analogy(random)).collect(),
    }
}

fn analogy(random: &mut Random) -> Analogy {
    Analogy {
        title: random.maybe(30, prose::name),
        maps_to: random.maybe(40, |random| format!("{} {}", prose::phrase(random), prose::made_up(random))),
        holds: prose::paragraphs(random),
        breaks: format!("{} {}", prose::labelled(random), prose::contrast(random)),
    }
}

fn dimension(random: &mut Random, names: &mut Names, regimes: usize) -> Dimension {
    let name = names.name(random);
    let mut cells: Vec<String> = (0..regimes).map(|_| prose::cell(random)).collect();
    while cells.iter().all(|cell| fold(cell) == fold(&cells[0])) {
        cells[0] = prose::cell(random);
    }
    Dimension {
        id: random.maybe(50, |random| if random.chance(50) { slug(&name) } else { names.id(random) }),
        name,
        question: random.maybe(30, prose::sentence),
        cells,
    }
}

fn line(random: &mut Random, regimes: usize) -> Line {
    Line {
        dont_say: prose::said(random),
        do_say: prose::said(random),
        why: format!("{} {}", prose::said(random), prose::reason(random)),
        regimes: (0..regimes).filter(|_| random.chance(20)).collect(),
        scenario: random.maybe(25, prose::plain),
    }
}

fn head(random: &mut Random) -> Head {
    let names = &mut Names::default();
    Head {
        id: random.maybe(30, |random| names.id(random)),
        course: random.maybe(30, |random| names.id(random)),
        audience: random.maybe(30, prose::sentence),
        analogy_domain: random.maybe(30, prose::plain),
        figures: (0..random.pick(&[0, 0, 1, 2])).map(|_| figure(random, names)).collect(),
        terms: (0..random.pick(&[0, 0, 1, 2]))
            .map(|_| [prose::plain(random), prose::sentence(random)])
            .collect(),
    }
}

fn figure(random: &mut Random, names: &mut Names) -> Figure {
    Figure {
        id: names.id(random),
        value: random.pick(&["5", "2.5", "50–100 million", "1_000", "$2", "-1e3"]).to_owned(),
        unit: random.maybe(50, prose::plain),
        as_of: Some(format!("2026-0{}-1{}", random.within(1..=9), random.within(0..=9))),
        source: Some(prose::sentence(random)),
    }
}
