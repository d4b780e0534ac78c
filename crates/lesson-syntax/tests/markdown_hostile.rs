//! Nothing that a file may hold makes reading fail, or slow.

mod markdown_common;

use lesson_syntax::markdown::{Labels, looks_like_lesson};
use lesson_syntax::{Kind, Parsed};
use markdown_common::*;
use proptest::prelude::*;

/// Every span lies in the text on character bounds, and every character of a text has its place.
fn check(parsed: &Parsed) {
    let tree = &parsed.tree;
    let text = tree.source().text();
    let sound = |span: lesson_text::Span| text.get(span.range()).is_some();
    for id in tree.ids() {
        assert!(sound(tree.span(id)), "{:?}", tree.span(id));
        if matches!(tree.kind(id), Kind::Mapping | Kind::Sequence) {
            continue;
        }
        let written = tree.text(id);
        for (at, character) in written.char_indices().take(500) {
            assert!(sound(tree.source_span(id, at..at + character.len_utf8())));
        }
    }
    for problem in &parsed.problems {
        let related = problem.related.iter().map(|(span, _)| *span);
        let edits =
            problem.suggestion.iter().flat_map(|suggestion| suggestion.edits.iter().map(|edit| edit.span));
        assert!(related.chain(edits).chain([problem.span]).all(sound));
    }
    let _ = dump(tree);
}

#[test]
fn what_is_no_lesson_still_gives_a_tree() {
    let blank = ["", "\u{feff}", "\n\n", " \t\r\n", "<!-- only this -->", "---\n", "| |", "#", "\0"];
    for text in blank {
        check(&read(text));
        assert!(!looks_like_lesson(&source(text), &Labels::default()));
    }
    assert!(read("").tree.root().is_none());
    let prose = read("Dear all,\n\nthe oven is broken.\n");
    assert_eq!(dump(&prose.tree), ["/x-prose/0 = Dear all,\n\nthe oven is broken."]);
    let other = read("# Minutes\n\nWe met.\n\n## Oven\n\nIt is broken.\n");
    let due = [
        "/title = Minutes",
        "/lead = We met.",
        "/x-sections/0/title = Oven",
        "/x-sections/0/text = It is broken.",
    ];
    assert_eq!(dump(&other.tree), due);
}

#[test]
fn size_costs_no_more_than_its_share() {
    let table = |rows: usize, row: &str| {
        format!("Lesson 1 — X\nComparison\n| D | A | B |\n|---|---|---|\n{}", row.repeat(rows))
    };
    let wide =
        format!("Comparison\n|{}\n|{}\n|{}\n", "a|".repeat(5_000), "-|".repeat(5_000), "b|".repeat(5_000));
    let texts = [
        "[".repeat(200_000),
        "`".repeat(200_000),
        format!("`{}", "` <!-- ".repeat(20_000)),
        "*".repeat(200_000),
        "* ".repeat(100_000),
        "- ".repeat(100_000) + "<!-- x -->",
        "> ".repeat(100_000) + "What it is: a",
        "> \n".repeat(50_000),
        "<!-- ".repeat(40_000),
        "<!-- a -->".repeat(20_000),
        "<!-- a -->\n".repeat(20_000),
        "a. Where b".repeat(40_000),
        "Where it breaks: a. ".repeat(20_000),
        format!("A\nConcept Mapping\n{}", "b. Where it breaks: a\n".repeat(10_000)),
        format!("A\n{}", "What it is: a\n".repeat(10_000)),
        "A\nWhat it is: a\n".repeat(5_000),
        "# A\n".repeat(20_000),
        "## A\n### What it is\n".repeat(10_000),
        "A\n===\n".repeat(20_000),
        "```\n".repeat(20_001),
        "|".repeat(200_000),
        "|\n".repeat(50_000),
        "a | b | c\n".repeat(20_000),
        "a\tb\n".repeat(20_000),
        "\n".repeat(200_000),
        "\r".repeat(200_000),
        "a".repeat(2_000_000),
        "a ".repeat(1_000_000),
        "---\na: b\n".repeat(10_000),
        "---\n".repeat(20_000),
        table(20_000, "| a | b | c |\n"),
        table(20_000, "| a |\n"),
        table(1, &"| a \\| b ".repeat(20_000)),
        wide.clone(),
        wide + &"| a |\n".repeat(5_000),
        format!("How to Say This in the Field\nSecondary scenarios: {}", "\"a, (b; and c, ".repeat(20_000)),
        format!("How to Say This in the Field\n{}", "Secondary scenarios: a. ".repeat(10_000)),
    ];
    for text in texts {
        let parsed = read(&text);
        let _ = looks_like_lesson(&source(&text), &Labels::default());
        // What is quadratic takes minutes here: a test that does not end.
        assert!(parsed.tree.len() < 3_000_000);
    }
}

#[test]
fn a_cut_at_any_byte_gives_a_sound_tree() {
    let whole = lesson(Layout { tables: Tables::NoOuter, ..MARKDOWN });
    for cut in (0..whole.len()).filter(|&cut| whole.is_char_boundary(cut)).step_by(3) {
        check(&read(&whole[..cut]));
        check(&read(&whole[cut..]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_gives_a_sound_tree(text in any::<String>()) {
        check(&read(&text));
    }

    #[test]
    fn any_signs_give_a_sound_tree(text in "([|*_#>`~:.—\\- \t\r\n\\\\a0é\u{feff}\u{ad}]|<!--|-->|What it is:|Where it breaks:|Lesson 4|Next: |Concept Mapping\n|Comparison\n|Field Guide\n|Don't say|Why|\n\n|[|][|]){0,80}") {
        check(&read(&text));
    }

    #[test]
    fn a_mutated_lesson_gives_a_sound_tree(
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0..30_usize, "[|*#:\n\t —é<>!`-]{0,4}"), 1..8)
    ) {
        let mut text: Vec<char> = lesson(MARKDOWN).chars().collect();
        for (at, length, with) in edits {
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, with.chars());
        }
        check(&read(&text.into_iter().collect::<String>()));
    }
}
