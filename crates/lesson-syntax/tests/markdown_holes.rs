//! A hole in a lesson leaves exactly its own place without a value; a cut leaves what stood before it.

mod markdown_common;

use lesson_syntax::{Kind, ProblemKind};
use markdown_common::*;

const LAYOUTS: [Layout; 4] = [
    PASTED,
    MARKDOWN,
    Layout { labels: LabelsAs::OwnLine, tables: Tables::NoOuter, ..PASTED },
    Layout { labels: LabelsAs::Headings, breaks: Break::Paragraph, headings: Headings::Grouped, ..MARKDOWN },
];

/// Takes one text away, and asserts that its places alone have none.
#[track_caller]
fn assert_hole(layout: Layout, text: &str, with: &str) {
    let lesson = lesson(layout);
    assert!(lesson.contains(text), "{text}");
    let holed = lesson.replacen(text, with, 1);
    let due = expected().into_iter().map(|line| match line.split_once(" = ") {
        Some((pointer, value)) if value == text && with.is_empty() => format!("{pointer} = null"),
        Some((pointer, value)) if value == text => format!("{pointer} = {with}"),
        _ => line,
    });
    assert_same(&model(&read(&holed)), &due.collect::<Vec<_>>(), &format!("without {text:?}\n{holed}"));
}

#[test]
fn an_emptied_text_leaves_its_label_without_a_value() {
    for layout in LAYOUTS {
        for regime in &REGIMES {
            for text in &regime[1..5] {
                assert_hole(layout, text, "");
                assert_hole(layout, text, "TBD");
            }
            assert_hole(layout, regime[6], "");
            assert_hole(layout, regime[6], "[fill in]");
        }
        for dimension in &DIMENSIONS {
            for cell in dimension {
                assert_hole(layout, cell, "");
            }
        }
        for text in LINES.iter().flatten() {
            assert_hole(layout, text, "");
            assert_hole(layout, text, "—");
        }
    }
}

#[test]
fn a_part_that_is_not_there_has_no_key() {
    for layout in LAYOUTS {
        for (number, regime) in REGIMES.iter().enumerate() {
            for (part, (key, label)) in PARTS.iter().enumerate() {
                let mut with = Writer::new(layout);
                with.labelled(label, regime[part + 1]);
                let whole = lesson(layout);
                let mut due = expected();
                due.retain(|line| !line.starts_with(&format!("/regimes/{number}/{key} = ")));
                let holed = whole.replacen(&with.text, "", 1);
                assert_ne!(whole, holed);
                assert_same(
                    &model(&read(&holed)),
                    &due,
                    &format!("without {label} of {}\n{holed}", regime[0]),
                );
            }
        }
    }
}

#[test]
fn an_analogy_without_its_break_has_no_key_for_it() {
    for layout in LAYOUTS {
        for (number, regime) in REGIMES.iter().enumerate() {
            let whole = lesson(layout);
            let holed = match layout.breaks {
                Break::Inside => whole.replacen(&format!(" Where the analogy breaks: {}", regime[6]), "", 1),
                Break::Paragraph => {
                    let mut with = Writer::new(layout);
                    with.labelled("Where the analogy breaks", regime[6]);
                    whole.replacen(&with.text, "", 1)
                }
            };
            assert_ne!(whole, holed);
            let mut due = expected();
            due.retain(|line| {
                !line.starts_with(&format!("/regimes/{number}/analogies/0/where_it_breaks = "))
            });
            assert_same(&model(&read(&holed)), &due, &holed);
        }
    }
}

#[test]
fn a_row_that_is_too_short_is_reported_alone() {
    for layout in [
        PASTED,
        MARKDOWN,
        Layout { tables: Tables::NoOuter, ..PASTED },
        Layout { tables: Tables::Tabs, ..PASTED },
    ] {
        let whole = lesson(layout);
        let holed =
            [" | A cold room", "\tA cold room"].iter().fold(whole, |text, cell| text.replacen(cell, "", 1));
        let parsed = read(&holed);
        let [problem] = &parsed.problems[..] else { panic!("{:?}\n{holed}", parsed.problems) };
        assert_eq!(problem.kind, ProblemKind::MalformedTable);
        assert_eq!(
            problem.message,
            "this row has 3 cells, and its table has 4 columns: Dimension, Straight Dough, Pre-Ferment, Sourdough"
        );
        let cells = parsed.tree.at_pointer("/comparison/dimensions/1/cells").unwrap();
        let last = parsed.tree.get(cells, "sourdough").unwrap();
        assert_eq!(parsed.tree.kind(last), Kind::Malformed);
        let mended = lesson_text::apply(&holed, &problem.suggestion.as_ref().unwrap().edits).unwrap();
        let parsed = read(&mended);
        assert_eq!(parsed.problems, [], "{mended}");
        let last = parsed.tree.at_pointer("/comparison/dimensions/1/cells/sourdough").unwrap();
        assert_eq!(parsed.tree.kind(last), Kind::Null);
    }
}

#[test]
fn a_row_that_is_too_long_keeps_its_extra_cells_as_prose() {
    for layout in [PASTED, Layout { tables: Tables::NoOuter, ..PASTED }] {
        let holed = lesson(layout).replacen("A cold room", "A cold room | or a cellar", 1);
        let parsed = read(&holed);
        assert_eq!(parsed.problems.len(), 1);
        assert_eq!(parsed.problems[0].suggestion, None);
        let prose = parsed.tree.at_pointer("/comparison/x-prose/0").unwrap();
        assert_eq!(parsed.tree.text(prose), "A person's care (all year)");
    }
}

#[test]
fn a_cut_at_any_byte_leaves_what_was_complete_before_its_section() {
    for layout in [PASTED, Layout { line_end: "\r\n", ..MARKDOWN }] {
        let whole = lesson(layout);
        let complete = dump(&read(&whole).tree);
        let sections = ["Pre-Ferment", "Sourdough", "Comparing the", "How to Say", "Next: "];
        let starts: Vec<(usize, usize)> = sections
            .iter()
            .map(|name| {
                let bare = whole.match_indices(name).map(|(at, _)| at);
                let head = |at: usize| whole[..at].ends_with(['\n']) || whole[..at].ends_with("## ");
                let start = bare.filter(|&at| head(at)).last().unwrap();
                let before = &dump(&read(&whole[..start]).tree);
                (start, complete.iter().take_while(|line| before.contains(line)).count())
            })
            .collect();
        for cut in (0..whole.len()).filter(|&cut| whole.is_char_boundary(cut)) {
            let found = dump(&read(&whole[..cut]).tree);
            // The last section before the cut may read otherwise than it would whole.
            let begun = starts.iter().filter(|&&(start, _)| start < cut).count();
            let Some(sure) = begun.checked_sub(2).map(|index| starts[index].1) else { continue };
            let kept = found.iter().zip(&complete).take(sure).all(|(found, due)| found == due);
            assert!(kept && found.len() >= sure, "cut at {cut}: {:?}", &whole[cut.saturating_sub(40)..cut]);
        }
    }
}
