//! Collections of YAML: in blocks and in brackets, with comments wherever they may stand.

use std::collections::HashMap;

use super::node::{Entry, Map, Node};
use crate::generator::fault::{Slot, Spot};
use crate::generator::out::Out;
use crate::generator::random::Random;

/// Writes YAML, and notes where the laws' slots stand.
pub(super) struct Printer<'a> {
    pub(super) out: Out,
    pub(super) random: &'a mut Random,
    /// Texts that have an anchor, each with its name, and whether that was written.
    pub(super) shared: HashMap<String, (String, bool)>,
    pub(super) anchors: usize,
    spots: HashMap<Slot, Spot>,
    /// Whether keys are words with a colon, and nothing else.
    pub(super) simple: bool,
}

/// Where a value was written, and whether it has bytes of its own.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) at: usize,
    pub(super) written: bool,
}

const COMMENTS: &[&str] =
    &["# a note", "#", "# key: value", "# - \"open", "#: it’s über | ok", "# lesson: 4 # twice"];

impl<'a> Printer<'a> {
    pub(super) fn new(random: &'a mut Random) -> Self {
        let out = Out::new(random);
        Self::onto(out, random)
    }

    /// Goes on with a text that was begun.
    pub(super) fn onto(out: Out, random: &'a mut Random) -> Self {
        Self { out, random, shared: HashMap::new(), anchors: 0, spots: HashMap::new(), simple: false }
    }

    pub(super) fn done(self) -> (Out, HashMap<Slot, Spot>) {
        (self.out, self.spots)
    }

    pub(super) fn document(&mut self, mut map: Map) {
        match self.random.within(0..=11) {
            0 => {
                self.line("%YAML 1.2");
                self.line("---");
            }
            1 | 2 => self.line("---"),
            3 => self.line("--- # the lesson"),
            _ => {}
        }
        if self.random.chance(25) {
            let shared = self.shared_texts(&map);
            map.entries.insert(0, Entry { key: "x-shared".to_owned(), value: shared, slot: None });
        }
        if self.random.chance(4) {
            self.flow_map(&map, 0);
            self.end();
        } else {
            self.block_map(&map, 0, false);
        }
        if self.random.chance(5) {
            self.line("...");
        }
    }

    /// Keys between lines of hyphens, which are told from a text below a rule by the first of them.
    pub(super) fn front_matter(&mut self, map: Map) {
        self.simple = true;
        self.line("---");
        self.block_map(&map, 0, false);
        self.line("---");
    }

    fn line(&mut self, text: &str) {
        self.out.push(text);
        self.out.end_line_loosely(self.random);
    }

    /// Ends a line after a value, perhaps with a comment.
    pub(super) fn end(&mut self) {
        if self.random.chance(6) {
            self.out.push(self.random.pick(&[" ", "  ", "\t"]));
            self.out.push(self.random.pick(COMMENTS));
        }
        self.out.end_line_loosely(self.random);
    }

    /// Empty lines and comments between entries; a comment may stand further left than they do.
    fn between(&mut self, indent: usize) {
        if self.random.chance(5) {
            let blanks = self.random.within(0..=indent);
            self.out.spaces(blanks);
            self.out.end_line();
        }
        if self.random.chance(5) {
            let blanks = self.random.within(0..=indent);
            self.out.spaces(blanks);
            let comment = self.random.pick(COMMENTS);
            self.line(comment);
        }
    }

    /// What stands between a colon or dash and its value.
    pub(super) fn gap(&mut self) {
        let gap = self.random.pick(&[" ", " ", " ", " ", " ", " ", " ", " ", "  ", "\t", " \t"]);
        self.out.push(gap);
    }

    fn step(&mut self) -> usize {
        self.random.pick(&[2, 2, 2, 2, 1, 3, 4])
    }

    fn block_map(&mut self, map: &Map, indent: usize, mut inline: bool) {
        for (index, entry) in map.entries.iter().enumerate() {
            if !std::mem::take(&mut inline) {
                self.between(indent);
                self.out.spaces(indent);
            }
            // A key after a question mark is what stands first in its mapping; the mark is not.
            let explicit = !self.simple && self.random.chance(3);
            if explicit {
                self.out.push("? ");
            }
            if index == 0 {
                self.own(map);
            }
            self.entry(entry, indent, explicit);
        }
    }

    fn own(&mut self, map: &Map) {
        let owner = self.out.at();
        for &slot in &map.slots {
            self.spots.entry(slot).or_default().owner = owner;
        }
    }

    fn entry(&mut self, entry: &Entry, indent: usize, explicit: bool) {
        let key = self.key(&entry.key, false);
        if explicit {
            self.end();
            self.out.spaces(indent);
        } else if self.random.chance(3) {
            self.out.push(" ");
        }
        self.out.push(":");
        let place = self.block_value(&entry.value, indent, Self::map_below_key);
        self.note(entry.slot, key, place);
    }

    fn note(&mut self, slot: Option<Slot>, key: usize, place: Place) {
        if let Some(slot) = slot {
            let spot = self.spots.entry(slot).or_default();
            *spot = Spot { key, value: place.at, written: place.written, ..*spot };
        }
    }

    /// A value after a colon or a dash in a block whose keys or dashes have this indent.
    fn block_value(&mut self, node: &Node, indent: usize, below: fn(&mut Self, &Map, usize)) -> Place {
        match node {
            Node::Map(map) if !self.random.chance(8) => {
                let at = self.out.at();
                below(self, map, indent);
                Place { at, written: true }
            }
            Node::List(items) if !self.random.chance(20) => self.block_list(items, indent),
            Node::Map(_) | Node::List(_) => {
                self.gap();
                self.anchor();
                let place = self.flow(node, indent);
                self.end();
                place
            }
            Node::Text(text) => self.block_text(text, indent, true),
            Node::Id(id) => self.block_text(id, indent, false),
            Node::Bare(text) => {
                if !text.is_empty() {
                    self.gap();
                    self.out.push(text);
                }
                let at = self.out.at();
                self.end();
                Place { at, written: !text.is_empty() }
            }
            Node::Hole(fault) => self.hole(*fault, indent),
        }
    }

    fn map_below_key(&mut self, map: &Map, indent: usize) {
        if self.random.chance(5) {
            self.out.push(" !!map");
        }
        self.end();
        let indent = indent + self.step();
        self.block_map(map, indent, false);
    }

    fn map_after_dash(&mut self, map: &Map, indent: usize) {
        if self.random.chance(15) {
            return self.map_below_key(map, indent);
        }
        let blanks = self.random.pick(&[1, 1, 1, 2, 3]);
        self.out.spaces(blanks);
        self.block_map(map, indent + 1 + blanks, true);
    }

    fn block_list(&mut self, items: &[Node], indent: usize) -> Place {
        if self.random.chance(5) {
            self.out.push(" !!seq");
        }
        self.end();
        let at = self.out.at();
        let indent = indent + if self.random.chance(50) { 0 } else { self.step() };
        for item in items {
            self.between(indent);
            self.out.spaces(indent);
            self.out.push("-");
            self.block_value(item, indent, Self::map_after_dash);
        }
        Place { at, written: true }
    }

    pub(super) fn flow(&mut self, node: &Node, indent: usize) -> Place {
        let at = self.out.at();
        match node {
            Node::Map(map) => self.flow_map(map, indent),
            Node::List(items) => {
                self.out.push("[");
                self.flow_items(items.len(), indent, "]", |printer, index| {
                    printer.flow(&items[index], indent);
                });
            }
            Node::Text(text) => return self.flow_text(text, indent, true),
            Node::Id(id) => return self.flow_text(id, indent, false),
            Node::Bare(text) => self.out.push(text),
            Node::Hole(fault) => return self.flow_hole(*fault),
        }
        Place { at, written: self.out.at() > at }
    }

    fn flow_map(&mut self, map: &Map, indent: usize) {
        self.own(map);
        self.out.push("{");
        self.flow_items(map.entries.len(), indent, "}", |printer, index| {
            let entry = &map.entries[index];
            let quoted = printer.random.chance(25);
            let key = printer.key(&entry.key, quoted);
            printer.out.push(":");
            if !(quoted && printer.random.chance(30)) {
                printer.out.push(" ");
            }
            let place = printer.flow(&entry.value, indent);
            printer.note(entry.slot, key, place);
        });
    }

    fn flow_items(&mut self, count: usize, indent: usize, close: &str, item: impl Fn(&mut Self, usize)) {
        for index in 0..count {
            self.flow_gap(indent);
            item(self, index);
            if index + 1 < count || self.random.chance(10) {
                self.out.push(",");
            }
        }
        self.flow_gap(indent);
        self.out.push(close);
    }

    /// What may stand between the parts of a list in brackets: nothing, blanks, a line end.
    fn flow_gap(&mut self, indent: usize) {
        match self.random.within(0..=9) {
            0..=7 => self.out.push(" "),
            _ => {
                self.end();
                let indent = indent + self.step();
                self.out.spaces(indent);
            }
        }
    }
}
