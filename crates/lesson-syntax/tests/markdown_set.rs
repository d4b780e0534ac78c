//! What is set reads as set, in the file's own manner, and nothing else changes.
#![allow(clippy::unwrap_used, clippy::panic)]

mod markdown_common;

use lesson_syntax::markdown::Labels;
use lesson_syntax::{Kind, Stub, append, set};
use markdown_common::*;

const LAYOUTS: [Layout; 5] = [
    PASTED,
    Layout { line_end: "\r\n", ..MARKDOWN },
    Layout { labels: LabelsAs::Items, tables: Tables::NoOuter, ..PASTED },
    Layout { labels: LabelsAs::Headings, breaks: Break::Paragraph, headings: Headings::Grouped, ..MARKDOWN },
    Layout { headings: Headings::Underlined, tables: Tables::Tabs, breaks: Break::Paragraph, ..MARKDOWN },
];

/// Sets a value and gives the text that comes of it.
#[track_caller]
fn set_in(text: &str, owner: &str, key: &str, value: &Stub) -> String {
    let parsed = read(text);
    let node = parsed.tree.at_pointer(owner).unwrap();
    let edit = set(&parsed.tree, &Labels::default(), node, key, value);
    let edit = edit.unwrap_or_else(|| panic!("no place for {owner}/{key} in\n{text}"));
    lesson_text::apply(text, &[edit]).unwrap()
}

#[track_caller]
fn assert_set(text: &str, owner: &str, key: &str, value: &Stub) {
    let done = set_in(text, owner, key, value);
    assert_same(&model(&read(&done)), &expected(), &format!("{owner}/{key} in\n{text}\ngave\n{done}"));
}

fn without(layout: Layout, write: impl Fn(&mut Writer)) -> String {
    let mut part = Writer::new(layout);
    write(&mut part);
    let whole = lesson(layout);
    assert!(whole.contains(&part.text), "{}", part.text);
    whole.replacen(&part.text, "", 1)
}

#[test]
fn a_part_comes_back_in_its_place() {
    for layout in LAYOUTS {
        for (number, regime) in REGIMES.iter().enumerate() {
            for (part, (key, label)) in PARTS.iter().enumerate() {
                let holed = without(layout, |writer| writer.labelled(label, regime[part + 1]));
                let owner = format!("/regimes/{number}");
                assert_set(&holed, &owner, key, &Stub::text(regime[part + 1]));
                let emptied = lesson(layout).replacen(regime[part + 1], "", 1);
                assert_set(&emptied, &owner, key, &Stub::text(regime[part + 1]));
            }
        }
    }
}

#[test]
fn a_break_comes_back_in_its_place() {
    for layout in LAYOUTS {
        for (number, regime) in REGIMES.iter().enumerate() {
            let owner = format!("/regimes/{number}/analogies/0");
            let holed = match layout.breaks {
                Break::Paragraph => {
                    without(layout, |writer| writer.labelled("Where the analogy breaks", regime[6]))
                }
                Break::Inside => {
                    lesson(layout).replacen(&format!(" Where the analogy breaks: {}", regime[6]), "", 1)
                }
            };
            assert_set(&holed, &owner, "where_it_breaks", &Stub::text(regime[6]));
            let emptied = lesson(layout).replacen(regime[6], "", 1);
            assert_set(&emptied, &owner, "where_it_breaks", &Stub::text(regime[6]));
            if layout.breaks == Break::Paragraph {
                let holed = without(layout, |writer| writer.paragraph(regime[5]));
                assert_set(&holed, &owner, "holds", &Stub::text(regime[5]));
            }
        }
    }
}

#[test]
fn a_cell_is_filled() {
    for layout in LAYOUTS {
        for (number, dimension) in DIMENSIONS.iter().enumerate() {
            for (cell, regime) in dimension[1..].iter().zip(["straight-dough", "pre-ferment", "sourdough"]) {
                let holed = lesson(layout).replacen(cell, "", 1);
                let owner = format!("/comparison/dimensions/{number}/cells");
                assert_set(&holed, &owner, regime, &Stub::text(*cell));
            }
        }
        for (number, line) in LINES.iter().enumerate() {
            for (text, key) in line.iter().zip(["dont_say", "do_say", "why"]) {
                let holed = lesson(layout).replacen(text, "", 1);
                assert_set(&holed, &format!("/field_guide/lines/{number}"), key, &Stub::text(*text));
            }
        }
    }
}

#[test]
fn a_filled_cell_keeps_one_blank_on_each_side_and_escapes_its_bars() {
    for (cell, due) in [("||", "| a \\| b |"), ("| |", "| a \\| b |"), ("|   |", "| a \\| b |")] {
        let text =
            format!("Lesson 1 — X\nA\nWhat it is: x\nComparison\n| D | A |\n|---|---|\n| Time {cell}\n");
        let done = set_in(&text, "/comparison/dimensions/0/cells", "a", &Stub::text("a | b"));
        assert!(done.ends_with(&format!("| Time {due}\n")), "{done}");
    }
}

fn map(entries: impl IntoIterator<Item = (&'static str, Stub)>) -> Stub {
    Stub::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

fn analogies(regime: &[&'static str; 7]) -> Stub {
    let entries = vec![("holds", Stub::text(regime[5])), ("where_it_breaks", Stub::text(regime[6]))];
    Stub::List(vec![map(entries)])
}

#[test]
fn sections_come_back_in_their_places() {
    for layout in LAYOUTS {
        let whole = lesson(layout);
        let holed = whole.replacen(LEAD, "", 1);
        assert_set(&holed, "", "lead", &Stub::text(LEAD));
        let holed = whole.replacen("Three ways to rise", "", 1);
        assert_set(&holed, "", "title", &Stub::text("Three ways to rise"));
        let mut regime = Writer::new(layout);
        regime.regime(&REGIMES[1]);
        let mut heading = Writer::new(layout);
        heading.heading(if layout.headings == Headings::Grouped { 4 } else { 3 }, "Cycling Concept Mapping");
        let kept = &regime.text[..regime.text.find(&heading.text).unwrap()];
        assert_set(
            &whole.replacen(&regime.text, kept, 1),
            "/regimes/1",
            "analogies",
            &analogies(&REGIMES[1]),
        );
        let lines =
            LINES.iter().map(|line| map(["dont_say", "do_say", "why"].into_iter().zip(line.map(Stub::text))));
        let lines = Stub::List(lines.collect());
        let holed = without(layout, |writer| {
            writer.header(&["Don't say", "Do say", "Why it matters"]);
            LINES.iter().for_each(|line| writer.row(line));
        });
        assert_set(&holed, "/field_guide", "lines", &lines);
        let holed = without(layout, Writer::field_guide);
        let done = set_in(&holed, "", "field_guide", &map(vec![("lines", lines)]));
        let mut due = expected();
        due.retain(|line| !line.contains("_scenario"));
        assert_same(&model(&read(&done)), &due, &done);
        let cells = |row: &[&'static str; 4]| {
            let ids = ["straight-dough", "pre-ferment", "sourdough"];
            map(ids.into_iter().zip(row[1..].iter().map(|cell| Stub::text(*cell))))
        };
        let rows =
            DIMENSIONS.iter().map(|row| map(vec![("name", Stub::text(row[0])), ("cells", cells(row))]));
        let rows = Stub::List(rows.collect());
        let holed = without(layout, Writer::comparison);
        let done =
            set_in(&holed, "", "comparison", &map(vec![("intro", Stub::text(INTRO)), ("dimensions", rows)]));
        let mut due = expected();
        due.retain(|line| !line.contains("/notes/"));
        assert_same(&model(&read(&done)), &due, &done);
        let holed = without(layout, Writer::next);
        let next = vec![("lesson", Stub::text("8")), ("teaser", Stub::text(TEASER))];
        assert_set(&holed, "", "next", &map(next));
    }
}

#[test]
fn without_a_sure_place_there_is_no_edit() {
    let parsed = read(&lesson(PASTED));
    let root = parsed.tree.root().unwrap();
    let none = |owner, key: &str, value: &Stub| set(&parsed.tree, &Labels::default(), owner, key, value);
    assert_eq!(none(root, "audience", &Stub::text("bakers")), None);
    assert_eq!(none(root, "regimes", &Stub::List(Vec::new())), None);
    let cells = parsed.tree.at_pointer("/comparison/dimensions/0/cells").unwrap();
    assert_eq!(none(cells, "rye", &Stub::text("x")), None);
    let regime = parsed.tree.at_pointer("/regimes/0").unwrap();
    // A text that would read as something else.
    assert_eq!(none(regime, "what_it_is", &Stub::text("a\nWhat it does: b")), None);
    assert_eq!(parsed.tree.kind(root), Kind::Mapping);
}

#[test]
fn a_row_goes_below_the_comparison_in_its_manner() {
    for layout in LAYOUTS {
        let text = lesson(layout);
        let parsed = read(&text);
        let list = parsed.tree.at_pointer("/comparison/dimensions").unwrap();
        let before = parsed.tree.items(list).len();
        let row = Stub::Map(vec![("name".into(), Stub::text("Smell"))]);
        let edit = append(&parsed.tree, &Labels::default(), list, &row).unwrap();
        let after = read(&lesson_text::apply(&text, &[edit]).unwrap());
        let list = after.tree.at_pointer("/comparison/dimensions").unwrap();
        assert_eq!(after.tree.items(list).len(), before + 1);
        assert!(after.problems.is_empty(), "{:?}", after.problems);
        let name = after.tree.at_pointer(&format!("/comparison/dimensions/{before}/name")).unwrap();
        assert_eq!(after.tree.text(name), "Smell");
        let lines = parsed.tree.at_pointer("/field_guide/lines").unwrap();
        assert_eq!(append(&parsed.tree, &Labels::default(), lines, &row), None);
    }
}
