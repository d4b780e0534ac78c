use lesson_lint::Loaded;
use lesson_model::{RegimeNames, Slot, Text};
use lesson_text::Span;
use lessonlint_tests::generator::{
    CellKeys, Fault, Lesson, Planted, Random, Slot as LawSlot, Written, expected, markdown, normal, yaml,
};
use lessonlint_tests::{Linted, Said};

use crate::soak::{each_seed, failure};

#[test]
fn each_form_is_read_as_what_was_written() {
    each_seed(100, |seed| {
        let lesson = Lesson::new(seed);
        for written in forms(&lesson, seed, CellKeys::Any, None) {
            let loaded = Linted::load(written.name, written.text.clone());
            same_model(&lesson, &written, &loaded)?;
            same_places(&written, &loaded)?;
        }
        Ok(())
    });
}

#[test]
fn every_form_of_a_lesson_gives_equal_findings() {
    each_seed(8, |seed| {
        let lesson = Lesson::new(seed).with_ids_from_names();
        let random = &mut Random::new(seed);
        for slot in lesson.slots() {
            let fault = random.pick(&Fault::in_every_form(slot));
            same_findings(&forms(&lesson, seed, CellKeys::Ids, Some((slot, fault))), slot, fault)?;
        }
        Ok(())
    });
}

fn forms(lesson: &Lesson, seed: u64, keys: CellKeys, planted: Planted) -> [Written; 3] {
    [
        yaml::write(lesson, seed, keys, planted),
        markdown::write(lesson, seed, planted),
        markdown::paste(lesson, seed, planted),
    ]
}

fn same_model(lesson: &Lesson, written: &Written, loaded: &Loaded) -> Result<(), String> {
    let read = loaded.lesson.as_ref().map(|lesson| &lesson.value);
    let read = serde_json::to_value(read).expect("a lesson is data");
    if read.to_string().contains("\\r") {
        return Err(failure(written, "a carriage return stands in a text"));
    }
    let (due, found) = (expected(lesson, written), normal(lesson, read));
    if due == found {
        return Ok(());
    }
    let due = serde_json::to_string_pretty(&due).expect("JSON");
    let found = serde_json::to_string_pretty(&found).expect("JSON");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (due, found) = (lines(&due), lines(&found));
    let missing: Vec<_> = due.iter().filter(|line| !found.contains(line)).collect();
    let surplus: Vec<_> = found.iter().filter(|line| !due.contains(line)).collect();
    Err(failure(written, &format!("due and not read: {missing:#?}\nread and not due: {surplus:#?}")))
}

/// The keys and values of every law's slot stand where they were written.
fn same_places(written: &Written, loaded: &Loaded) -> Result<(), String> {
    let lesson = loaded.lesson.as_ref().expect("a lesson");
    let names = RegimeNames::of(lesson);
    let mut found = Vec::new();
    let mut find = |slot, text: &Slot<Text>, key: Option<Span>| {
        let value = text.present().expect("a text").place.span;
        found.push((slot, key.or(text.present().and_then(|text| text.key)), value));
    };
    for (dimension, row) in lesson.dimensions().enumerate() {
        for (key, cell) in &row.cells.present().expect("cells").entries {
            if let Some(regime) = names.find(&key.name) {
                find(LawSlot::Cell { dimension, regime }, cell, Some(key.span));
            }
        }
    }
    for (regime, entry) in lesson.regimes().enumerate() {
        for (number, analogy) in entry.analogies().enumerate() {
            find(LawSlot::Break { regime, analogy: number }, &analogy.where_it_breaks, None);
        }
    }
    for (line, entry) in lesson.field_lines().enumerate() {
        find(LawSlot::Why { line }, &entry.why, None);
    }
    for (slot, key, value) in found {
        let spot = written.spots[&slot];
        let (key, value) = (key.expect("a key").start as usize, value.start as usize);
        if (key, value) != (spot.key, spot.value) {
            return Err(failure(written, &format!("{slot:?} at {key} and {value}, written at {spot:?}")));
        }
    }
    Ok(())
}

fn same_findings(forms: &[Written; 3], slot: LawSlot, fault: Fault) -> Result<(), String> {
    let [first, others @ ..] = forms;
    let due = findings(first);
    for written in others.iter().filter(|written| written.holds) {
        let found = findings(written);
        if found != due {
            let what = format!("{slot:?} {fault:?}\nin YAML: {due:#?}\nhere: {found:#?}");
            return Err(format!("{}\n{}", failure(first, ""), failure(written, &what)));
        }
    }
    Ok(())
}

/// In YAML, a single text may stand for a list of one.
fn one_or_many(pointer: String) -> String {
    let lists = ["/notes", "/secondary_scenarios"];
    let list = lists.iter().find_map(|list| pointer.strip_suffix("/0").filter(|rest| rest.ends_with(list)));
    list.map_or_else(|| pointer.clone(), str::to_owned)
}

/// What one form alone can have: labels in other words, parts and columns in another order, other
/// spellings of a regime, by which a lead may name it, and headings and stray paragraphs, in which a term
/// may stand.
const OF_A_FORM: [&str; 5] = ["A006", "R013", "R014", "R015", "T006"];

/// Pasted text has no front matter, so it cannot hold terms and figures.
fn is_of_front_matter(said: &Said) -> bool {
    said.pointer
        .as_ref()
        .is_some_and(|pointer| ["/terms", "/figures"].iter().any(|key| pointer.starts_with(key)))
}

/// What is said of a lesson in any form, without the places.
fn findings(written: &Written) -> Vec<Said> {
    let said = Linted::new(written.name, written.text.clone()).said();
    let said = said.into_iter().filter(|said| !OF_A_FORM.contains(&said.code) && !is_of_front_matter(said));
    let mut said: Vec<_> = said
        .map(|said| Said { line: 0, column: 0, pointer: said.pointer.map(one_or_many), ..said })
        .collect();
    said.sort();
    said
}
