use lesson_findings::Finding;
use serde::Serialize;

use super::LINES;
use super::groups::Groups;
use crate::excerpt::{Excerpt, Line, Place};

/// Of a place that goes over lines, so many are marked.
const MARKED_LINES: usize = 5;

/// Lines of a file that follow one another.
#[derive(Debug, Serialize)]
pub(super) struct Passage {
    /// The file, where it is another than the finding's.
    path: Option<String>,
    /// The number of its first line.
    start: usize,
    lines: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    parts: Vec<Part>,
    notes: Vec<Note>,
}

#[derive(Debug, Serialize)]
struct Part {
    text: String,
    /// `own` for the finding's place, `other` for that of a label; none for what is not marked.
    mark: Option<&'static str>,
}

/// What is said of a place.
#[derive(Debug, Serialize)]
struct Note {
    text: String,
    mark: &'static str,
}

/// The lines that a finding speaks of; none where it has no place.
pub(super) fn passages(finding: &Finding, path: &str, groups: &Groups<'_>) -> Vec<Passage> {
    let Some(excerpt) = Excerpt::new(finding, MARKED_LINES, LINES) else { return Vec::new() };
    let mut passages: Vec<Passage> = Vec::new();
    for (at, line) in excerpt.lines.iter().enumerate() {
        let follows = at.checked_sub(1).is_some_and(|before| excerpt.follows(before, at));
        let shown = shown(&excerpt, at, line);
        match passages.last_mut().filter(|_| follows) {
            Some(passage) => passage.lines.push(shown),
            None => {
                let file = excerpt.paths.get(line.file).map(|path| groups.shown(&finding.root, path));
                passages.push(Passage {
                    path: file.filter(|file| file != path),
                    start: line.number,
                    lines: vec![shown],
                });
            }
        }
    }
    passages
}

fn shown(excerpt: &Excerpt, at: usize, line: &Line) -> Shown {
    let end = excerpt.lines.get(at + 1).map_or(excerpt.text.len(), |next| next.start);
    let slice = |from: usize, to: usize| {
        excerpt.text.get(from..to).unwrap_or_default().trim_end_matches('\n').to_owned()
    };
    let (mut parts, mut notes, mut done) = (Vec::new(), Vec::new(), line.start);
    let mut add = |text: String, mark| {
        if !text.is_empty() || mark == Some("own point") || mark == Some("other point") {
            parts.push(Part { text, mark });
        }
    };
    for place in excerpt.places.iter().filter(|place| excerpt.line_at(place.start) == Some(at)) {
        add(slice(done, place.start), None);
        add(slice(place.start, place.end), Some(mark(place)));
        done = place.end;
        if !place.label.is_empty() {
            notes.push(Note {
                text: place.label.clone(),
                mark: if place.rank == 0 { "own" } else { "other" },
            });
        }
    }
    add(slice(done, end), None);
    Shown { parts, notes }
}

/// How a place is marked; one without a character is a point between two.
fn mark(place: &Place) -> &'static str {
    match (place.rank == 0, place.start == place.end) {
        (true, false) => "own",
        (false, false) => "other",
        (true, true) => "own point",
        (false, true) => "other point",
    }
}

/// A line as it is shown in excerpts, where a tab is some blanks.
pub(super) fn tabs_as_blanks(line: &str) -> String {
    line.replace('\t', "    ")
}
