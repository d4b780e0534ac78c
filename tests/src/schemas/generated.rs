use serde_json::Value;

use crate::generator::{CellKeys, Fault, Lesson, Random, yaml};

/// A lesson's file as a value, where the library reads YAML as widely as it is written here.
fn parsed(text: &str) -> Option<Value> {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// Clean lessons of one seed after the other, without end.
pub fn clean() -> impl Iterator<Item = Value> {
    (0..).filter_map(|seed| parsed(&yaml::write(&Lesson::new(seed), seed, CellKeys::Ids, None).text))
}

/// Lessons in which one slot that a law watches over says nothing, of one seed after the other, without end.
pub fn with_holes() -> impl Iterator<Item = Value> {
    (5000..).filter_map(|seed| {
        let (lesson, random) = (Lesson::new(seed), &mut Random::new(seed));
        let slot = random.pick(&lesson.slots());
        let fault = random.pick(&Fault::in_yaml(slot));
        parsed(&yaml::write(&lesson, seed, CellKeys::Ids, Some((slot, fault))).text)
    })
}
