//! Reading broken YAML: half-typed drafts, any text at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use lesson_syntax::{Form, Kind, NodeId, Parsed, ProblemKind, ReadOptions, Tree, read};
use lesson_text::{SourceFile, Span};
use proptest::prelude::*;

const LESSON: &str = r#"# The fourth lesson
format: 1
lesson: 4
title: Which clock is running?
analogy_domain: 'Identity and access management'
lead: |
  A model is trained once, tuned now and then, and asked
  a thousand times a second.

  Each has its own clock.
regimes:
  - id: pre-training
    name: Pre-training
    aka: [pretraining, "base training"]
    what_it_is: >-
      The long run over
      the whole corpus.
    what_it_does: "Learns the \"shape\" of language."
    whos_behind_it: A lab.
    what_makes_it_distinct: It is done once. # for now
    analogies:
      - title: Building the directory
        holds: Everything later rests on it.
        where_it_breaks: A directory can be edited, weights
          can not.
      - holds: A second one
        where_it_breaks: It has no owner.
  - id: inference
    name: Inference
    what_it_is: Running it.
    what_it_does: Answers.
    whos_behind_it: You.
    what_makes_it_distinct: It happens all the time.
    analogies:
    - holds: A login.
      where_it_breaks: |-
        Nothing is remembered
        after it.
comparison:
  intro: Three rows
  dimensions:
    - id: time
      name: Time
      cells:
        pre-training: Months
        inference: 'Seconds'
    - name: Cost
      cells: {pre-training: Millions, inference: "Cents, each"}
  notes:
    - The first is a guess.
    - &note A shared note.
field_guide:
  primary_scenario: *note
  lines:
    - dont_say: The model learns from your questions.
      do_say: The model is asked, and forgets.
      why: Weights do not change when it answers.
figures:
  - {id: tokens, value: 15, unit: trillion, as_of: 2026-01-01, source: a paper}
next: {lesson: 5, teaser: What changes when it's tuned}
"#;

fn read_yaml(text: &str) -> Parsed {
    read(&Arc::new(SourceFile::new("case.yaml", text)), Form::Yaml, &ReadOptions::default())
}

/// Every value that the root holds: its pointer, kind and text, and where its bytes end.
fn values(tree: &Tree) -> BTreeMap<String, (Kind, String, Span)> {
    let describe = |id: NodeId| (tree.kind(id), tree.text(id).to_owned(), tree.span(id));
    let mut found = BTreeMap::new();
    let mut open: Vec<(String, NodeId)> = tree.root().map(|root| (String::new(), root)).into_iter().collect();
    while let Some((pointer, id)) = open.pop() {
        found.insert(pointer.clone(), describe(id));
        for (index, &item) in tree.items(id).iter().enumerate() {
            open.push((format!("{pointer}/{index}"), item));
        }
        for (key, value) in tree.entries(id) {
            open.push((format!("{pointer}/{}", tree.text(key)), value));
        }
    }
    found
}

/// What holds of every tree, whatever the text.
fn check(text: &str) -> Parsed {
    let parsed = read_yaml(text);
    let tree = &parsed.tree;
    let inside = |span: Span| text.get(span.range()).is_some();
    for id in tree.ids() {
        let span = tree.span(id);
        assert!(inside(span), "{span:?} of {text:?}");
        let length = tree.text(id).len();
        let all = tree.source_span(id, 0..length);
        let scalar = !matches!(tree.kind(id), Kind::Sequence | Kind::Mapping);
        assert!(!scalar || inside(all), "{all:?} of {:?} {:?} {span:?}", tree.text(id), tree.kind(id));
        // The value behind an alias stands before the alias; a key or item stands within.
        let children = tree.entries(id).flat_map(|(key, value)| [key, value]);
        for child in children.chain(tree.items(id).iter().copied()) {
            let apart = tree.span(child).end <= span.start;
            assert!(span.contains(tree.span(child)) || apart || text.contains('*'), "{text:?}");
        }
    }
    for problem in &parsed.problems {
        assert!(inside(problem.span), "{problem:?} of {text:?}");
        assert!(problem.related.iter().all(|(span, _)| inside(*span)), "{problem:?} of {text:?}");
        if let Some(suggestion) = &problem.suggestion {
            assert!(lesson_text::apply(text, &suggestion.edits).is_ok(), "{problem:?} of {text:?}");
        }
        assert!(!problem.message.contains("while "), "{}", problem.message);
    }
    for (index, problem) in parsed.problems.iter().enumerate() {
        assert!(!parsed.problems[..index].contains(problem), "twice {problem:?} of {text:?}");
    }
    for comment in tree.comments() {
        assert!(text[comment.range()].starts_with('#'), "{text:?}");
    }
    parsed
}

#[test]
fn a_lesson_cut_anywhere_keeps_what_was_complete() {
    let whole = check(LESSON);
    assert_eq!(whole.problems, []);
    let whole = values(&whole.tree);
    for (cut, _) in LESSON.char_indices() {
        let draft = &LESSON[..cut];
        let parsed = check(draft);
        let read = values(&parsed.tree);
        assert!(parsed.problems.len() <= 1, "{:?} of {draft}", parsed.problems);
        let line = draft.rfind('\n').unwrap_or(0);
        let before = draft[..line].rfind('\n').unwrap_or(0);
        for (pointer, (kind, text, span)) in &whole {
            // What an alias repeats ends before it.
            let aliased = pointer == "/field_guide/primary_scenario";
            if span.end as usize > before || aliased || matches!(kind, Kind::Sequence | Kind::Mapping) {
                continue;
            }
            let found = read.get(pointer);
            assert!(
                found.is_some_and(|found| found.0 == *kind && found.1 == *text && found.2 == *span),
                "{pointer} is {found:?}, not {text:?}, in\n{}<<<\n{:?}",
                &draft[before..],
                parsed.problems
            );
        }
    }
}

#[test]
fn an_unclosed_start_of_a_value_harms_its_neighbours_nowhere() {
    let whole = values(&check(LESSON).tree);
    for junk in ["\"", "'", "[", "{", "@", "*", "a: b: ", "`", "\t- ", "%", "\"x\" ", "[x] ", "]", "\u{1}"] {
        for (at, _) in LESSON.match_indices(": ") {
            let line = LESSON[..at].rfind('\n').map_or(0, |found| found + 1);
            if LESSON[line..at].contains(['#', '{', '[', '&']) {
                continue;
            }
            let text = format!("{}{junk}{}", &LESSON[..at + 2], &LESSON[at + 2..]);
            let parsed = check(&text);
            let read = values(&parsed.tree);
            assert!(parsed.problems.len() <= 2, "{:?} of {}", parsed.problems, &text[line..at + 30]);
            let lost = whole.keys().filter(|pointer| !read.contains_key(*pointer));
            let in_brackets =
                |pointer: &str| ["/aka/", "/1/cells/", "/next/"].iter().any(|part| pointer.contains(part));
            let lost: Vec<_> = lost.filter(|pointer| !in_brackets(pointer)).collect();
            assert!(
                lost.is_empty(),
                "{lost:?} after {junk:?} in\n{}\n{:?}",
                &text[line..at + 30],
                parsed.problems
            );
            let cut: Vec<_> = parsed.tree.ids().filter(|&id| parsed.tree.is_cut(id)).collect();
            assert!(cut.is_empty(), "{junk:?} in\n{}\n{:?}", &text[line..at + 30], parsed.problems);
        }
    }
}

#[test]
fn many_faults_are_bounded() {
    let text = "a: b: c\nd: \"e\nf: [g\n".repeat(40);
    let parsed = check(&text);
    assert!(parsed.problems.iter().filter(|problem| problem.kind == ProblemKind::Syntax).count() <= 26);
    assert!(parsed.problems.iter().any(|problem| problem.message.contains("too much is wrong")));
}

fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\""),
        Just("'"),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(": "),
        Just("\n"),
        Just("- "),
        Just("\t"),
        Just("#"),
        Just("&a "),
        Just("*a"),
        Just("|"),
        Just(">"),
        Just("---\n"),
        Just("? "),
        Just("!"),
        Just("%"),
        Just("@"),
        Just("\\"),
        Just("\0"),
        Just("\u{feff}"),
        Just("é"),
        Just("  "),
        Just("\r"),
        Just(","),
        Just("...\n"),
        Just("!!int "),
        Just("<<: "),
    ];
    let change = (any::<prop::sample::Index>(), 0..12_usize, piece);
    proptest::collection::vec(change, 1..5).prop_map(|changes| {
        let mut text = LESSON.to_owned();
        for (index, length, piece) in changes {
            let floor = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = floor(index.index(text.len()));
            let end = floor((start + length).min(text.len()));
            text.replace_range(start..end.max(start), piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn any_yaml_like_text_is_read(text in "([a-c]|[-:?,\\[\\]{}#&*!|>'\"%@` \t]|\n|\r\n| {2}|: |- |\n {1,4}|\\\\|é|\u{feff}|\0|---\n|[0-9+-]){0,40}") {
        check(&text);
    }

    #[test]
    fn a_mutated_lesson_is_read(text in mutated()) {
        check(&text);
    }
}
