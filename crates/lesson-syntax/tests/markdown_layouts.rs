//! One lesson reads the same in every layout.
#![allow(clippy::print_stderr)]

mod markdown_common;

use lesson_syntax::markdown::{Labels, looks_like_lesson};
use markdown_common::*;

fn layouts() -> Vec<Layout> {
    let mut layouts = Vec::new();
    for headings in
        [Headings::Bare, Headings::Hashes, Headings::Grouped, Headings::Underlined, Headings::Bold]
    {
        for labels in [
            LabelsAs::Plain,
            LabelsAs::Bold,
            LabelsAs::BoldBeforeColon,
            LabelsAs::Italic,
            LabelsAs::Items,
            LabelsAs::OwnLine,
            LabelsAs::Headings,
        ] {
            for breaks in [Break::Inside, Break::Paragraph] {
                for tables in [
                    Tables::Outer,
                    Tables::Aligned,
                    Tables::NoOuter,
                    Tables::NoSeparator,
                    Tables::Tabs,
                    Tables::BlankBetween,
                ] {
                    for spaced in [false, true] {
                        let line_end = ["\n", "\r\n", "\r"][layouts.len() % 3];
                        layouts.push(Layout { headings, labels, breaks, tables, spaced, line_end });
                    }
                }
            }
        }
    }
    layouts
}

#[test]
fn every_layout_gives_the_same_tree() {
    let due = expected();
    for layout in layouts() {
        let text = lesson(layout);
        assert_same(&model(&read(&text)), &due, &format!("{layout:?}\n{text}"));
        let marked = format!("\u{feff}{text}");
        assert_same(&model(&read(&marked)), &due, &format!("with a byte order mark: {layout:?}"));
        assert!(looks_like_lesson(&source(&text), &Labels::default()), "{layout:?}");
    }
}

#[test]
fn sections_come_in_any_order() {
    for layout in [PASTED, MARKDOWN] {
        let mut writer = Writer::new(layout);
        writer.title();
        writer.paragraph(LEAD);
        writer.comparison();
        for regime in &REGIMES {
            writer.regime(regime);
        }
        writer.field_guide();
        writer.next();
        assert_same(&model(&read(&writer.text)), &expected(), &writer.text);
    }
}

#[test]
fn lessons_of_ones_own_read_without_problems() {
    let Ok(folder) = std::env::var("LESSONLINT_EXTRA_LESSONS") else {
        eprintln!("skipped: LESSONLINT_EXTRA_LESSONS names no folder of lessons");
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let parsed = read(&text);
        assert_eq!(parsed.problems, [], "{}", path.display());
        let lines = dump(&parsed.tree);
        let count =
            |part: &str| lines.iter().filter(|line| line.split(" = ").next().unwrap().contains(part)).count();
        assert!(count("/name") > 1 && count("x-prose") == 0, "{}", path.display());
        let analogies = count("/holds");
        assert!(analogies > 0 && analogies == count("/where_it_breaks"), "{}", path.display());
        assert!(count("/cells/") > 0 && count("/dont_say") == count("/why"), "{}", path.display());
    }
}
