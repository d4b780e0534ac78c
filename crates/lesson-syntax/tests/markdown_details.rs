//! The ways in which authors write single things.

mod markdown_common;

use lesson_syntax::markdown::Labels;
use lesson_syntax::{Kind, ProblemKind};
use markdown_common::*;

/// The values below a pointer.
fn below(text: &str, pointer: &str) -> Vec<String> {
    let lines = dump(&read(text).tree);
    let kept = lines.iter().filter_map(|line| line.strip_prefix(pointer));
    kept.filter(|line| !line.contains("x-heading")).map(str::to_owned).collect()
}

#[track_caller]
fn assert_analogies(mapping: &str, due: &[&str]) {
    let text = format!(
        "Lesson 1 — Bread\nStraight\nWhat it is: x\n{mapping}\nComparing the Regimes\nAll of them.\n"
    );
    assert_eq!(below(&text, "/regimes/0/analogies"), due, "{text}");
    let spaced = text.replace('\n', "\n\n");
    assert_eq!(below(&spaced, "/regimes/0/analogies"), due, "{spaced}");
}

#[test]
fn analogies_come_in_many_ways() {
    let one = ["/0/holds = It is a sprint.", "/0/where_it_breaks = no rest."];
    for mapping in [
        "Bike Concept Mapping\nIt is a sprint. Where it breaks: no rest.",
        "Bike Concept Mapping\nIt is a sprint. **Where the analogy breaks:** no rest.",
        "Bike Concept Mapping\nIt is a sprint. **Where this falls short**: no rest.",
        "Bike Concept Mapping\nIt is a sprint.\nWhere the picture stops working: no rest.",
        "Bike Concept Mapping\nIt is a sprint.\n**Where it breaks.** no rest.",
        "_What holds._ It is a sprint.\n_Where it breaks._ no rest.",
        "### Concept Mapping\nIt is a sprint.\n#### Where it gets complicated\nno rest.",
        "**Concept Mapping**\nIt is a sprint.\nWhere it breaks\nno rest.",
        "Concept Mapping\nWhat holds: It is a sprint.\nWhere it breaks: no rest.",
        "Concept Mapping\nWhere the analogy holds: It is a sprint.\n_Where it fails_: no rest.",
        "Analogy: It is a sprint.\nWhere it breaks: no rest.",
    ] {
        assert_analogies(mapping, &one);
    }
    let two = ["/0/holds = a.", "/0/where_it_breaks = b.", "/1/holds = c.", "/1/where_it_breaks = d."];
    for mapping in [
        "Concept Mapping\na. Where it breaks: b.\nc. Where it breaks: d.",
        "Concept Mapping\na.\nWhere it breaks: b.\nc.\nWhere it breaks: d.",
        "Concept Mapping\na. Where it breaks: b.\nConcept Mapping\nc. Where it breaks: d.",
        "Analogy: a. Where it breaks: b.\nAnalogy: c. Where it breaks: d.",
        "Concept Mapping\nWhat holds: a.\nWhere it breaks: b.\nWhat holds: c.\nWhere it breaks: d.",
    ] {
        assert_analogies(mapping, &two);
    }
}

#[test]
fn what_follows_a_break_goes_on_with_it() {
    let text = "A\nWhat it is: x\nConcept Mapping\na. Where it breaks: b.\nAnd c.\n";
    assert_eq!(below(text, "/regimes/0/analogies"), ["/0/holds = a.", "/0/where_it_breaks = b.\nAnd c."]);
}

#[test]
fn a_mapping_heading_may_name_its_analogy() {
    let due = [
        "/0/title = Track bikes",
        "/0/maps_to = a sprint",
        "/0/holds = One gear.",
        "/0/where_it_breaks = b.",
    ];
    for heading in [
        "Concept Mapping: Track bikes",
        "### Concept Mapping — Track bikes",
        "**Bike Concept Mapping:** Track bikes",
    ] {
        assert_analogies(&format!("{heading}\nMaps to: a sprint\nOne gear.\nWhere it breaks: b."), &due);
    }
}

#[test]
fn an_empty_mapping_and_an_empty_break_have_their_places() {
    assert_analogies("Concept Mapping", &[" = []"]);
    assert_analogies("Concept Mapping\nWhere it breaks:", &["/0/where_it_breaks = null"]);
    assert_analogies("Concept Mapping\na. Where it breaks:", &["/0/holds = a.", "/0/where_it_breaks = null"]);
    let text = "A\nWhat it is: x\nConcept Mapping\na.\nWhere it breaks:\nB\nWhat it is: y\n";
    assert_eq!(below(text, "/regimes/1"), ["/name = B", "/what_it_is = y"]);
}

#[test]
fn code_fences_are_opaque() {
    let text =
        "Lesson 1 — X\nA\nWhat it is: see\n```\nWhat it does: y\n# B\n| a | b |\n```\nWhat it does: z\n";
    let due =
        ["/name = A", "/what_it_is = see\n```\nWhat it does: y\n# B\n| a | b |\n```", "/what_it_does = z"];
    assert_eq!(below(text, "/regimes/0"), due);
}

#[test]
fn a_label_twice_is_reported_and_the_first_counts() {
    let text = "A\nWhat it is: x\nWhat it does: y\nWhat it is: z\nand more.\n";
    let parsed = read(text);
    assert_eq!(parsed.problems.len(), 1);
    let problem = &parsed.problems[0];
    assert_eq!((problem.kind, problem.related.len()), (ProblemKind::DuplicateKey, 1));
    assert_eq!(&text[problem.span.range()], "What it is");
    let due =
        ["/name = A", "/what_it_is = x", "/what_it_does = y", "/x-prose/0 = z", "/x-prose/1 = and more."];
    assert_eq!(below(text, "/regimes/0"), due);
}

#[test]
fn the_title_line_comes_in_many_ways() {
    let due = ["/lesson = int 4", "/title = Rising"];
    for line in [
        "Lesson 4 — Rising",
        "Lesson 4 – Rising",
        "Lesson 4 - Rising",
        "Lesson 4: Rising",
        "# Lesson 4: Rising",
        "**Lesson 4 — Rising**",
        "LESSON 4—Rising",
        "Lesson 4. Rising",
        "# Lesson 4 Rising #",
        "Lesson #4: Rising",
        "Lesson 4 — Rising\n===",
        "<!-- draft -->\n\n# Lesson 4 — Rising {#rising}",
    ] {
        assert_eq!(dump(&read(&format!("{line}\n")).tree), due, "{line}");
    }
    assert_eq!(dump(&read("Lesson 4\n").tree), ["/lesson = int 4", "/title = null"]);
    assert_eq!(dump(&read("Lesson 4 —\n").tree), ["/lesson = int 4", "/title = null"]);
}

#[test]
fn what_points_on_comes_in_many_ways() {
    let due = ["/lesson = int 5", "/teaser = ovens."];
    for line in [
        "Next: Lesson 5 covers ovens.",
        "**Next:** Lesson 5 is about ovens.",
        "Next lesson: 5 — ovens.",
        "Next: Lesson 5 — ovens.",
        "Next: lesson 5: ovens.",
        "*Next: Lesson 5 looks at ovens.*",
        "## Next: Lesson 5 on ovens.",
        "## Next\nLesson 5 covers ovens.",
    ] {
        let text = format!("Lesson 4 — X\nHow to Say This in the Field\nSay it.\n{line}\n");
        assert_eq!(below(&text, "/next"), due, "{line}");
    }
    assert_eq!(below("Lesson 4 — X\nField guide\nNext: ovens.\n", "/next"), ["/teaser = ovens."]);
    assert_eq!(below("Lesson 4 — X\nField guide\nNext: Lesson 5\n", "/next"), ["/lesson = int 5"]);
    assert_eq!(
        below("Lesson 4 — X\nNext: knead it.\nThen wait.\n", "/lead"),
        [" = Next: knead it.\nThen wait."]
    );
}

#[test]
fn comments_are_recorded_and_no_part_of_values() {
    let text = "Lesson 1 — X <!-- a -->\n<!-- b -->\nA lead. <!-- c -->\n\nA\nWhat it is: <!-- d --> x <!-- e --> y\n\
         Field guide\n| Don't say | Do say | Why |\n|---|---|---|\n| a | b | c <!-- lessonlint-ignore S007 -- x | y --> |\n| a | b | <!-- f --> |\n";
    let parsed = read(text);
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.tree.comments().len(), 7);
    let due = [
        "/lesson = int 1",
        "/title = X",
        "/lead = A lead.",
        "/regimes/0/name = A",
        "/regimes/0/what_it_is = x  y",
        "/field_guide/lines/0/dont_say = a",
        "/field_guide/lines/0/do_say = b",
        "/field_guide/lines/0/why = c",
        "/field_guide/lines/1/dont_say = a",
        "/field_guide/lines/1/do_say = b",
        "/field_guide/lines/1/why = null",
    ];
    assert_eq!(dump(&parsed.tree), due);
}

#[test]
fn tables_have_their_columns_in_any_order_and_may_be_transposed() {
    let guide = "Field guide\n| Scenario | Why | Don’t say | Do say | Regimes | Owner |\n|--|--|--|--|--|--|\n| s | w | d \\| e | o | A, **B** | me |\n";
    let due = [
        "/scenario = s",
        "/why = w",
        "/dont_say = d | e",
        "/do_say = o",
        "/regimes/0 = A",
        "/regimes/1 = B",
        "/x-owner = me",
    ];
    assert_eq!(below(guide, "/field_guide/lines/0"), due);
    let regimes = "A\nWhat it is: x\nB\nWhat it is: y\nComparison\n";
    let due = [
        "/0/name = Time",
        "/0/cells/a = 1",
        "/0/cells/b = 2",
        "/1/name = Cost",
        "/1/cells/a = 3",
        "/1/cells/b = 4",
    ];
    let plain = format!("{regimes}| | A | B |\n|-|-|-|\n| **Time** | 1 | 2 |\n| Cost | 3 | 4 |\n");
    assert_eq!(below(&plain, "/comparison/dimensions"), due);
    let transposed = format!("{regimes}| Regime | Time | Cost |\n|-|-|-|\n| A | 1 | 3 |\n| B | 2 | 4 |\n");
    assert_eq!(below(&transposed, "/comparison/dimensions"), due);
    let two = format!(
        "{regimes}| D | A | B |\n|-|-|-|\n| Time | 1 | 2 |\n\n| D | A | B |\n|-|-|-|\n| Cost | 3 | 4 |\n\n| x | y |\n|-|-|\n| 1 | 2 |\n"
    );
    assert_eq!(below(&two, "/comparison/dimensions"), due);
    assert_eq!(below(&two, "/comparison/notes"), ["/0 = | x | y |\n|-|-|\n| 1 | 2 |"]);
    let strange = format!("{regimes}| D | A | | C |\n|-|-|-|-|\n| Time | 1 | 2 | 3 |\n");
    assert_eq!(below(&strange, "/comparison/dimensions/0/cells"), ["/a = 1", "/column-3 = 2", "/c = 3"]);
}

#[test]
fn scenarios_come_in_a_sentence_or_a_list() {
    let due = [
        "/primary_scenario = bread.",
        "/secondary_scenarios/0 = price and cost",
        "/secondary_scenarios/1 = time",
    ];
    for text in [
        "Field guide\nPrimary scenario: bread.\nSecondary scenarios: price and cost; time.\n",
        "Field guide\nThe primary scenario: bread. Secondary scenarios: price and cost, and time.\n",
        "## Field guide\n\n**Primary scenario:** bread.\n\n**Secondary scenarios:**\n\n- price and cost\n- time.\n",
        "## Field guide\n### Primary scenario\nbread.\n### Secondary scenarios\n1. price and cost;\n2. time\n",
    ] {
        assert_eq!(below(text, "/field_guide"), due, "{text}");
    }
}

#[test]
fn the_authors_own_sections_are_kept() {
    let text = "# Lesson 1: X\n\nLead.\n\n## Why bread\n\nBecause.\n\n## Straight\n\nFirst.\n\n**What it is:** x\n\n\
         ### Background\n\nOld.\n\n## Comparing the Regimes\n\nIntro.\n\n## Sources\n\nA book.\n";
    let due = [
        "/lesson = int 1",
        "/title = X",
        "/lead = Lead.",
        "/x-sections/0/title = Why bread",
        "/x-sections/0/text = Because.",
        "/x-sections/1/title = Sources",
        "/x-sections/1/text = A book.",
        "/regimes/0/name = Straight",
        "/regimes/0/x-prose/0 = First.",
        "/regimes/0/x-prose/1 = Background",
        "/regimes/0/x-prose/2 = Old.",
        "/regimes/0/what_it_is = x",
        "/comparison/intro = Intro.",
    ];
    assert_eq!(dump(&read(text).tree), due);
}

#[test]
fn a_course_in_another_language_works_by_its_labels() {
    let mut labels = Labels::default();
    for (key, wording) in [
        ("lesson", "Lektion"),
        ("what_it_is", "Was es ist"),
        ("what_it_does", "Was es tut"),
        ("whos_behind_it", "Wer dahintersteht"),
        ("what_makes_it_distinct", "Was es unterscheidet"),
        ("concept_mapping", "Bildvergleich"),
        ("where_it_breaks", "Wo das Bild bricht"),
        ("holds", "Was trägt"),
        ("comparison", "Die * Verfahren im Vergleich"),
        ("dimension", "Dimension"),
        ("field_guide", "So sagen wir es"),
        ("primary_scenario", "Hauptfall"),
        ("secondary_scenarios", "Nebenfälle"),
        ("dont_say", "Nicht sagen"),
        ("do_say", "Sagen"),
        ("why", "Warum"),
        ("next", "Als Nächstes"),
        ("covers", "behandelt"),
        ("and", "und"),
    ] {
        labels.extend(key, vec![wording.to_owned()]).unwrap();
    }
    let text = "Lektion 3 — Brot\nEin Einstieg.\nGerade Führung\nWas es ist: a\nWas es tut: b\nWer dahintersteht: c\nWas es unterscheidet: d\n\
        Bildvergleich\nWie ein Sprint. Wo das Bild bricht: keine Pause.\nDie zwei Verfahren im Vergleich\nDimension | Gerade Führung\n--- | ---\nZeit | kurz\n\
        So sagen wir es\nHauptfall: der Gast. Nebenfälle: Preis, Zeit und „echt und gut“.\nNicht sagen | Sagen | Warum\n---|---|---\nx | y | z\n\
        Als Nächstes: Lektion 4 behandelt Öfen.\n";
    let parsed = read_with(text, labels);
    assert_eq!(parsed.problems, []);
    let due = [
        "/lesson = int 3",
        "/title = Brot",
        "/lead = Ein Einstieg.",
        "/regimes/0/name = Gerade Führung",
        "/regimes/0/what_it_is = a",
        "/regimes/0/what_it_does = b",
        "/regimes/0/whos_behind_it = c",
        "/regimes/0/what_makes_it_distinct = d",
        "/regimes/0/analogies/0/x-heading = Bildvergleich",
        "/regimes/0/analogies/0/holds = Wie ein Sprint.",
        "/regimes/0/analogies/0/where_it_breaks = keine Pause.",
        "/comparison/dimensions/0/name = Zeit",
        "/comparison/dimensions/0/cells/gerade-führung = kurz",
        "/field_guide/primary_scenario = der Gast.",
        "/field_guide/secondary_scenarios/0 = Preis",
        "/field_guide/secondary_scenarios/1 = Zeit",
        "/field_guide/secondary_scenarios/2 = „echt und gut“",
        "/field_guide/lines/0/dont_say = x",
        "/field_guide/lines/0/do_say = y",
        "/field_guide/lines/0/why = z",
        "/next/lesson = int 4",
        "/next/teaser = Öfen.",
    ];
    assert_eq!(dump(&parsed.tree), due);
}

#[test]
fn keys_stand_at_the_authors_wording_and_values_at_their_bytes() {
    let text = "Lesson 4 — X\nA\n**Who’s behind it:** us\nConcept Mapping\na. Where it gets complicated: b\nComparison\n| D | A |\n|---|---|\n| T | |\n";
    let parsed = read(text);
    let tree = &parsed.tree;
    let place = |owner: &str, key: &str| {
        let (key, value) = tree.entry(tree.at_pointer(owner).unwrap(), key).unwrap();
        (&text[tree.span(key).range()], &text[tree.span(value).range()])
    };
    assert_eq!(place("/regimes/0", "whos_behind_it"), ("Who’s behind it", "us"));
    assert_eq!(place("/regimes/0/analogies/0", "where_it_breaks"), ("Where it gets complicated", "b"));
    assert_eq!(place("/regimes/0", "analogies"), ("Concept Mapping", "a. Where it gets complicated: b"));
    assert_eq!(place("/comparison/dimensions/0/cells", "a"), ("A", " "));
    let row = tree.at_pointer("/comparison/dimensions/0").unwrap();
    assert_eq!(&text[tree.span(row).range()], "| T | |");
    let regime = tree.span(tree.at_pointer("/regimes/0").unwrap());
    assert!(text[regime.range()].starts_with("A\n") && text[regime.range()].ends_with("complicated: b"));
    assert_eq!(tree.kind(tree.at_pointer("/comparison/dimensions/0/cells/a").unwrap()), Kind::Null);
}

#[test]
fn regimes_may_be_named_by_signs() {
    let text = "# Lesson 1 — Bread\n\n## 🙂\n\nWhat it is: x\n\n## ✓\n\nWhat it is: y\n\n## Comparison\n\n| | 🙂 | ✓ |\n|---|---|---|\n| Time | a | b |\n";
    let parsed = read(text);
    let cells = parsed.tree.at_pointer("/comparison/dimensions/0/cells").unwrap();
    let keys: Vec<&str> = parsed.tree.entries(cells).map(|(key, _)| parsed.tree.text(key)).collect();
    assert_eq!(keys, ["🙂", "✓"]);
}

#[test]
fn a_section_with_a_table_is_no_regime() {
    let text = "# Lesson 1 — Bread\n\n## Straight\n\nWhat it is: x\n\n## Sour\n\nWhat it is: y\n\n## In between\n\nNothing yet.\n\n## Side by side\n\n| | Straight | Sour |\n|---|---|---|\n| Time | a | b |\n\n## Field guide\n\nNone.\n";
    let parsed = read(text);
    let names: Vec<_> =
        (0..4).filter_map(|index| parsed.tree.at_pointer(&format!("/regimes/{index}/name"))).collect();
    let names: Vec<&str> = names.into_iter().map(|name| parsed.tree.text(name)).collect();
    assert_eq!(names, ["Straight", "Sour", "In between"]);
}
