//! The three laws on whole lessons: a clean one gives nothing; any cell, break or why that is taken
//! out of it gives that law's code on that line, and no other error.

use lesson_findings::{Finding, Severity};
use lesson_lint::Loaded;
use lesson_model::{CellStatus, Matrix};
use lesson_text::{Span, fold};
use lessonlint_tests::{LessonFile, Linted, all, extra};

/// Values that say nothing, wherever a law asks for something.
const ABSENT: [&str; 20] = [
    "",
    "   ",
    "-",
    "—",
    "…",
    "???",
    "TBD",
    "tbd.",
    "TBA",
    "TBC",
    "Todo",
    "FIXME",
    "xxx",
    "N/A",
    "n/a.",
    "Not applicable",
    "lorem ipsum dolor",
    "[fill in]",
    "<insert>",
    "TODO: ask legal",
];
/// Values that only deny, where a break or a why is due.
const DENIALS: [&str; 5] = ["None", "nothing.", "Nowhere", "It doesn’t.", "no reason"];

/// A place that a law watches over.
struct LawSlot {
    code: &'static str,
    pointer: String,
    value: Span,
}

/// Every cell, break and why of a lesson.
fn law_slots(loaded: &Loaded) -> Vec<LawSlot> {
    let lesson = loaded.lesson.as_ref().expect("a lesson");
    let tree = loaded.reader.tree();
    let slot = |code, node, value| LawSlot { code, pointer: tree.pointer(node), value };
    let mut slots = Vec::new();
    for cell in Matrix::of(lesson, loaded.reader.words()).rows.iter().flat_map(|row| &row.cells) {
        assert!(matches!(cell.status, CellStatus::Present | CellStatus::None | CellStatus::Copied));
        slots.push(slot("R001", cell.place.node, cell.place.span));
    }
    for analogy in lesson.regimes().flat_map(|regime| regime.analogies()) {
        let place = analogy.where_it_breaks.present().expect("a break").place;
        slots.push(slot("A001", place.node, place.span));
    }
    for line in lesson.field_lines() {
        let place = line.why.present().expect("a why").place;
        slots.push(slot("S001", place.node, place.span));
    }
    slots
}

fn is_yaml(lesson: &LessonFile) -> bool {
    lesson.name.ends_with(".yaml")
}

fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// The lesson with other text in the place of a value; in YAML in quotes, which keep it a text.
fn with(lesson: &LessonFile, slot: &LawSlot, value: &str) -> String {
    let (before, after) =
        (&lesson.text[..slot.value.start as usize], &lesson.text[slot.value.end as usize..]);
    if is_yaml(lesson) { format!("{before}{value:?}{after}") } else { format!("{before}{value}{after}") }
}

#[test]
fn clean_lessons_give_nothing() {
    // Lessons of a real team have weaknesses; errors are none of them.
    let real: Vec<String> = extra().into_iter().map(|lesson| lesson.name).collect();
    for lesson in all() {
        let linted = Linted::new(&lesson.name, lesson.text.clone());
        if real.contains(&lesson.name) {
            let is_error = |finding: &Finding| finding.severity == Severity::Error;
            assert!(!linted.report.findings.iter().any(is_error), "{}", lesson.name);
            continue;
        }
        let mut said = linted.said();
        // The lesson on backups has labels of several wordings on purpose.
        said.retain(|said| said.code != "A006");
        assert_eq!(said, [], "{}", lesson.name);
    }
}

#[test]
fn a_lesson_of_a_real_team_is_read_whole() {
    for lesson in extra() {
        let loaded = Linted::load(&lesson.name, lesson.text.clone());
        let read = loaded.lesson.as_ref().expect("a lesson");
        let matrix = Matrix::of(read, loaded.reader.words());
        let (regimes, rows) = (matrix.regimes.len(), matrix.rows.len());
        let analogies = read.regimes().flat_map(|regime| regime.analogies()).count();
        assert!(regimes >= 2 && rows >= 3 && analogies >= regimes && read.field_lines().count() > 0);
        if lesson.name == "lesson-04-ai-foundations.txt" {
            assert_eq!((regimes, rows, analogies, read.field_lines().count()), (3, 5, 3, 10));
        }
        assert!(read.prose.present().is_none() && read.sections.present().is_none(), "{}", lesson.name);
    }
}

#[test]
fn any_law_slot_that_says_nothing_is_the_only_error() {
    let mut tried = 0;
    for lesson in all() {
        for slot in law_slots(&Linted::load(&lesson.name, lesson.text.clone())) {
            let denials = if slot.code == "R001" { &[][..] } else { &DENIALS };
            for value in ABSENT.iter().chain(denials) {
                let text = with(&lesson, &slot, value);
                let errors = Linted::new(&lesson.name, text).errors();
                let line = line_of(&lesson.text, slot.value.start as usize);
                let places: Vec<_> = errors.iter().map(|said| (said.code, said.line)).collect();
                let context = format!("{} {} {value:?}: {errors:?}", lesson.name, slot.pointer);
                assert_eq!(places, [(slot.code, line)], "{context}");
                tried += 1;
            }
        }
    }
    assert!(tried > 2000, "only {tried} holes were tried");
}

#[test]
fn a_stub_gives_the_same_finding_again() {
    for lesson in all() {
        for slot in law_slots(&Linted::load(&lesson.name, lesson.text.clone())) {
            let stub = with(&lesson, &slot, "TODO: what does not carry over");
            let errors = Linted::new(&lesson.name, stub).errors();
            let codes: Vec<_> = errors.iter().map(|said| said.code).collect();
            assert_eq!(codes, [slot.code], "{} {}", lesson.name, slot.pointer);
        }
    }
}

/// In YAML, a key may go with its value; in Markdown, a break with its label.
#[test]
fn what_is_taken_out_with_its_key_is_the_only_error() {
    for lesson in all() {
        let loaded = Linted::load(&lesson.name, lesson.text.clone());
        let read = loaded.lesson.as_ref().expect("a lesson");
        let mut gone = Vec::new();
        if is_yaml(&lesson) {
            let cells = read.dimensions().filter_map(|row| row.cells.present());
            let cells = cells.flat_map(|cells| cells.entries.iter().filter(|_| cells.entries.len() > 1));
            gone.extend(cells.filter_map(|(key, slot)| Some(("R001", key.span, slot.present()?.place.span))));
            gone.extend(read.field_lines().filter_map(|line| {
                let why = line.why.present()?;
                Some(("S001", why.key?, why.place.span))
            }));
        }
        gone.extend(read.regimes().flat_map(|regime| regime.analogies()).filter_map(|analogy| {
            let breaks = analogy.where_it_breaks.present()?;
            Some(("A001", breaks.key?, breaks.place.span))
        }));
        assert!(!gone.is_empty());
        for (code, key, value) in gone {
            let (mut from, to) = (key.start as usize, value.end as usize);
            // Emphasis around a label goes with it; so do the indent and the end of a YAML key's line.
            let before =
                lesson.text[..from].trim_end_matches(if is_yaml(&lesson) { [' '; 1] } else { ['*'; 1] });
            from = before.len();
            let to =
                if is_yaml(&lesson) { to + usize::from(lesson.text[to..].starts_with('\n')) } else { to };
            let text = format!("{}{}", &lesson.text[..from], &lesson.text[to..]);
            let errors = Linted::new(&lesson.name, text).errors();
            let codes: Vec<_> = errors.iter().map(|said| said.code).collect();
            let what = fold(&lesson.text[key.range()]);
            assert_eq!(codes, [code], "{} line {}: {what}", lesson.name, line_of(&lesson.text, from));
        }
    }
}
