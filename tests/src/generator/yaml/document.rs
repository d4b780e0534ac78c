//! A lesson as the keys and values of YAML.

use super::node::{Map, Node};
use crate::generator::fault::{Planted, Slot};
use crate::generator::lesson::{Figure, Head, Lesson, Line, Regime};
use crate::generator::random::Random;

/// By which words cells name their regimes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKeys {
    /// By their ids alone.
    Ids,
    /// By any word that means them.
    Any,
}

pub(super) struct Composer<'a> {
    pub(super) random: &'a mut Random,
    pub(super) planted: Planted,
    pub(super) keys: CellKeys,
}

impl Composer<'_> {
    pub(super) fn lesson(&mut self, lesson: &Lesson) -> Map {
        let mut top = Map::default();
        if self.random.chance(50) {
            top = top.with("format", Node::Bare("1".to_owned()));
        }
        top = top.with("lesson", Node::Bare(lesson.number.to_string())).text("title", &lesson.title);
        top = head(top, &lesson.head).text("lead", &lesson.lead);
        let regimes = lesson.regimes.iter().enumerate().map(|(index, regime)| self.regime(index, regime));
        top = top.list("regimes", regimes.collect());
        top = top.with("comparison", self.comparison(lesson)).with("field_guide", self.field_guide(lesson));
        if let Some(next) = &lesson.next {
            let map = Map::default().with("lesson", Node::Bare(next.lesson.to_string()));
            top = top.with("next", self.map(map.maybe("teaser", next.teaser.as_ref())));
        }
        if self.random.chance(20) {
            let inner = Map::default().text("owner", "nobody").with("minutes", Node::Bare("15".to_owned()));
            top = top.with("meta", Node::Map(inner.list("tags", vec![Node::Bare("true".to_owned())])));
        }
        self.order(&mut top);
        top
    }

    fn regime(&mut self, index: usize, regime: &Regime) -> Node {
        let mut map = Map::default().id("id", regime.id.as_ref()).text("name", &regime.name);
        map = map.list("aka", regime.aka.iter().map(|name| Node::Text(name.clone())).collect());
        for (key, text) in super::PARTS.iter().zip(&regime.parts) {
            map = map.text(key, text);
        }
        let analogies = regime.analogies.iter().enumerate().map(|(number, analogy)| {
            let slot = Slot::Break { regime: index, analogy: number };
            let map = Map::default().maybe("title", analogy.title.as_ref());
            let map = map.maybe("maps_to", analogy.maps_to.as_ref()).text("holds", &analogy.holds);
            let map = map.slot("where_it_breaks", &analogy.breaks, slot, self.fault(slot));
            self.map(map)
        });
        let analogies = analogies.collect();
        self.map(map.list("analogies", analogies))
    }

    fn comparison(&mut self, lesson: &Lesson) -> Node {
        let mut rows = Vec::new();
        for (row, dimension) in lesson.dimensions.iter().enumerate() {
            let mut cells = Map::default();
            for (column, (regime, cell)) in lesson.regimes.iter().zip(&dimension.cells).enumerate() {
                let slot = Slot::Cell { dimension: row, regime: column };
                let key = match self.keys {
                    CellKeys::Ids => regime.slug(),
                    CellKeys::Any => self.spelling(regime),
                };
                cells = cells.slot(&key, cell, slot, self.fault(slot));
            }
            let map = Map::default().id("id", dimension.id.as_ref()).text("name", &dimension.name);
            let map = map.maybe("question", dimension.question.as_ref());
            // Cells in another order than the regimes are no clean ones.
            self.own_keys(&mut cells);
            let cells = Node::Map(cells);
            rows.push(self.map(map.with("cells", cells)));
        }
        let map = Map::default().maybe("intro", lesson.intro.as_ref()).list("dimensions", rows);
        let map = self.one_or_many(map, "notes", &lesson.notes);
        self.map(map)
    }

    fn field_guide(&mut self, lesson: &Lesson) -> Node {
        let lines = lesson.lines.iter().enumerate().map(|(index, line)| self.line(index, line, lesson));
        let lines = lines.collect();
        let map = Map::default().maybe("primary_scenario", lesson.primary.as_ref());
        let map = self.one_or_many(map, "secondary_scenarios", &lesson.secondary);
        self.map(map.list("lines", lines))
    }

    fn line(&mut self, index: usize, line: &Line, lesson: &Lesson) -> Node {
        let slot = Slot::Why { line: index };
        let map = Map::default().text("dont_say", &line.dont_say).text("do_say", &line.do_say);
        let map = map.slot("why", &line.why, slot, self.fault(slot));
        let names = line.regimes.iter().map(|&regime| Node::Text(self.spelling(&lesson.regimes[regime])));
        let map = map.list("regimes", names.collect()).maybe("scenario", line.scenario.as_ref());
        self.map(map)
    }

    /// A list of texts; a single one may stand alone.
    fn one_or_many(&mut self, map: Map, key: &str, texts: &[String]) -> Map {
        match texts {
            [one] if self.random.chance(50) => map.text(key, one),
            _ => map.list(key, texts.iter().cloned().map(Node::Text).collect()),
        }
    }

    /// A mapping in any order, with keys of the author's own.
    fn map(&mut self, mut map: Map) -> Node {
        self.order(&mut map);
        Node::Map(map)
    }

    fn order(&mut self, map: &mut Map) {
        if self.random.chance(20) {
            self.random.shuffle(&mut map.entries);
        }
        self.own_keys(map);
    }

    fn own_keys(&mut self, map: &mut Map) {
        if self.random.chance(8) {
            let value = match self.random.within(0..=4) {
                0 => Node::Bare("5".to_owned()),
                1 => Node::Bare(String::new()),
                2 => Node::List(vec![Node::Text("a: b".to_owned()), Node::Bare("true".to_owned())]),
                3 => Node::Map(Map::default().text("by", "nobody # at all")),
                _ => Node::Text("for ourselves".to_owned()),
            };
            let at = self.random.within(0..=map.entries.len());
            let key = self.random.pick(&["x-note", "x-", "x-ä b", "$schema"]);
            map.entries.insert(at, Map::default().with(key, value).entries.remove(0));
        }
    }

    fn spelling(&mut self, regime: &Regime) -> String {
        self.random.pick(&regime.spellings())
    }

    fn fault(&self, slot: Slot) -> Option<crate::generator::fault::Fault> {
        self.planted.filter(|&(planted, _)| planted == slot).map(|(_, fault)| fault)
    }
}

/// What front matter may hold too.
pub(super) fn head(map: Map, head: &Head) -> Map {
    let map = map.id("id", head.id.as_ref()).id("course", head.course.as_ref());
    let map = map.maybe("audience", head.audience.as_ref());
    let map = map.maybe("analogy_domain", head.analogy_domain.as_ref());
    let map = map.list("figures", head.figures.iter().map(figure).collect());
    let term =
        |[term, means]: &[String; 2]| Node::Map(Map::default().text("term", term).text("means", means));
    map.list("terms", head.terms.iter().map(term).collect())
}

fn figure(figure: &Figure) -> Node {
    let number = figure.value.parse::<f64>().is_ok();
    let value = if number { Node::Bare(figure.value.clone()) } else { Node::Text(figure.value.clone()) };
    let map =
        Map::default().id("id", Some(&figure.id)).with("value", value).maybe("unit", figure.unit.as_ref());
    let map = match &figure.as_of {
        Some(day) => map.with("as_of", Node::Bare(day.clone())),
        None => map,
    };
    Node::Map(map.maybe("source", figure.source.as_ref()))
}
