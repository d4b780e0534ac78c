//! Drafts that break off anywhere: findings with places, never a panic, and what was complete before
//! the cut is still read as it was.

use lesson_findings::Severity;
use lesson_model::{Field, Model, Text, Visitor};
use lesson_syntax::Tree;
use lesson_text::Span;
use lessonlint_tests::{LessonFile, Linted, all};

/// How many bytes of each line a draft is cut at.
const CUTS_OF_A_LINE: usize = 20;

/// Every text that a learner reads: where it stands and what it says.
fn texts(lesson: &LessonFile, text: &str) -> Vec<(String, Span, String)> {
    struct Walk<'a>(&'a Tree, Vec<(String, Span, String)>);

    impl Visitor for Walk<'_> {
        fn text(&mut self, _: &'static Field, text: &Text) {
            self.1.push((self.0.pointer(text.node()), self.0.span(text.node()), text.to_string()));
        }
    }

    let loaded = Linted::load(&lesson.name, text);
    let mut walk = Walk(loaded.reader.tree(), Vec::new());
    if let Some(read) = &loaded.lesson {
        Model::visit(&read.value, &mut walk);
    }
    walk.1
}

/// Lints a draft, and holds what it says to having a place.
fn lint(lesson: &LessonFile, text: &str) {
    let linted = Linted::new(&lesson.name, text);
    for finding in &linted.report.findings {
        assert!(finding.location.is_some() && !finding.message.is_empty(), "{finding:?}");
        assert!(finding.severity < Severity::Error || finding.help.is_some(), "{finding:?}");
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let starts = text.match_indices('\n').map(|(at, _)| at + 1).filter(|&at| at < text.len());
    std::iter::once(0).chain(starts).collect()
}

/// Some bytes of a line, the same at every run, on character bounds.
fn cuts(text: &str, start: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
    let mut state = start as u64 ^ 0x9e37_79b9_7f4a_7c15;
    (0..CUTS_OF_A_LINE.min(end - start)).map(move |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = start + usize::try_from(state >> 33).unwrap_or(0) % (end - start);
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
    })
}

#[test]
fn a_draft_cut_anywhere_is_read_and_reported() {
    for lesson in all() {
        let starts = line_starts(&lesson.text);
        for (index, &start) in starts.iter().enumerate() {
            lint(&lesson, &lesson.text[..start]);
            let end = starts.get(index + 1).copied().unwrap_or(lesson.text.len());
            for cut in cuts(&lesson.text, start, end) {
                lint(&lesson, &lesson.text[..cut]);
            }
        }
    }
}

/// A text is complete when another one begins after it and before the cut. The layout of Markdown
/// shows what a line is only by what follows it, so there one more must have begun.
#[test]
fn what_was_complete_before_the_cut_is_read_as_it_was() {
    for lesson in all() {
        let whole = texts(&lesson, &lesson.text);
        let starts = line_starts(&lesson.text);
        for &cut in &starts {
            if !Linted::load(&lesson.name, &lesson.text[..cut]).is_lesson {
                // So little of it shows no lesson yet.
                continue;
            }
            let draft = texts(&lesson, &lesson.text[..cut]);
            let begun = whole.iter().map(|(_, span, _)| span.start as usize).filter(|&start| start < cut);
            let mut begun: Vec<usize> = begun.collect();
            begun.sort_unstable();
            let shown_by = if lesson.name.ends_with(".yaml") { 1 } else { 2 };
            let last = begun.len().checked_sub(shown_by).and_then(|index| begun.get(index));
            let last = last.copied().unwrap_or(0);
            for (pointer, span, text) in whole.iter().filter(|(_, span, _)| span.end as usize <= last) {
                let kept = draft.iter().any(|(_, other, said)| other == span && said == text);
                let line = lesson.text[..cut].matches('\n').count();
                assert!(kept, "{} cut after line {line}: {pointer} is lost", lesson.name);
            }
        }
    }
}
