//! A lesson as YAML, in every style that YAML has for its values.

mod document;
mod node;
mod printer;
mod scalars;

use super::fault::Planted;
use super::lesson::{Head, Lesson};
use super::out::Out;
use super::random::Random;
use super::written::Written;
use node::{Map, Node};
use printer::Printer;

pub use document::CellKeys;

/// The keys of a regime's four parts.
pub(super) const PARTS: [&str; 4] =
    ["what_it_is", "what_it_does", "whos_behind_it", "what_makes_it_distinct"];

/// Writes a lesson as YAML, perhaps with a fault.
#[must_use]
pub fn write(lesson: &Lesson, seed: u64, keys: CellKeys, planted: Planted) -> Written {
    let random = &mut Random::new(seed);
    let map = document::Composer { random, planted, keys }.lesson(lesson);
    let mut printer = Printer::new(random);
    printer.document(map);
    let (out, spots) = printer.done();
    Written { name: "lesson.yaml", text: out.finish(random), spots, front: true, holds: true }
}

/// Writes front matter with what it may hold, perhaps a lesson's number and title.
pub(super) fn front_matter(out: Out, random: &mut Random, head: &Head, title: Option<(usize, &str)>) -> Out {
    let mut map = Map::default();
    if let Some((number, title)) = title {
        map = map.with("lesson", Node::Bare(number.to_string())).text("title", title);
    }
    let mut printer = Printer::onto(out, random);
    printer.front_matter(document::head(map, head));
    printer.done().0
}
