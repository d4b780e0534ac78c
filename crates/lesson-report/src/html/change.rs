use std::iter::repeat_n;

use lesson_findings::FileEdit;
use lesson_text::{Edit, SourceFile};
use serde::Serialize;

use super::groups::Groups;
use super::passages::tabs_as_blanks;
use crate::visible;

/// More of a text than this is cut in its middle.
const LONGEST: usize = 600;
/// Of the rest of a line, so much is shown.
const BESIDE: usize = 70;
/// Of a line beside a change, so much is shown.
const WIDEST: usize = 190;
/// Changes of a fix beyond these are counted.
const MOST_RUNS: usize = 6;
/// Lines of a change beyond these are counted.
const MOST_LINES: usize = 12;

/// What a fix changes at one place: the lines before and after.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    /// The file, where it is another than the finding's.
    path: Option<String>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Line {
    /// The element that holds it: `del`, `ins` or `span`.
    kind: &'static str,
    /// Its number as the file is now; none for what is new.
    number: Option<usize>,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Part {
    text: String,
    changed: bool,
}

/// The changes of a fix, and how many more there are.
pub(super) fn changes(
    edits: &[FileEdit],
    path: &str,
    root: &str,
    groups: &Groups<'_>,
) -> (Vec<Change>, usize) {
    let mut sorted: Vec<&FileEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.source.path(), edit.edit.span));
    let runs: Vec<&[&FileEdit]> = sorted.chunk_by(|first, second| on_one_line(first, second)).collect();
    let shown = runs.iter().take(MOST_RUNS).filter_map(|run| {
        let source = &run.first()?.source;
        let own = groups.shown(root, source.path());
        let edits: Vec<&Edit> = run.iter().map(|edit| &edit.edit).collect();
        Some(Change { path: (own != path).then_some(own), lines: lines(source, &edits) })
    });
    (shown.collect(), runs.len().saturating_sub(MOST_RUNS))
}

fn on_one_line(first: &FileEdit, second: &FileEdit) -> bool {
    let line = |source: &SourceFile, at: u32| source.position(at as usize).line;
    first.source.path() == second.source.path()
        && line(&first.source, first.edit.span.end) == line(&second.source, second.edit.span.start)
}

/// A piece of the text around and in a run of edits.
struct Piece {
    text: String,
    is_before: bool,
    is_after: bool,
}

impl Piece {
    fn kept(text: String) -> Self {
        Self { text, is_before: true, is_after: true }
    }
}

fn lines(source: &SourceFile, edits: &[&Edit]) -> Vec<Line> {
    let pieces = pieces(source, edits);
    let mut before = split(&pieces, |piece| piece.is_before);
    let mut after = split(&pieces, |piece| piece.is_after);
    let mut number = edits.first().map_or(1, |edit| source.position(edit.span.start as usize).line);
    let mut lead = number.checked_sub(1).and_then(|line| line_of(source, line));
    while is_same(before.first(), after.first()) {
        // What is as it was is shown from its beginning.
        lead = line_of(source, number);
        before.remove(0);
        after.remove(0);
        number += 1;
    }
    let mut trail = None;
    while is_same(before.last(), after.last()) {
        after.pop();
        before.pop();
        trail = line_of(source, number + before.len());
    }
    let removed = before.len();
    let old = before.into_iter().enumerate().map(|(at, parts)| Line::new("del", Some(number + at), parts));
    let new = after.into_iter().map(|parts| Line::new("ins", None, parts));
    let beside = |(number, parts)| Line::new("span", Some(number), parts);
    let is_blank = |parts: &[Part]| parts.iter().all(|part| part.text.trim().is_empty());
    let trail = trail.filter(|(_, parts)| removed == 0 && !is_blank(parts));
    lead.map(beside)
        .into_iter()
        .chain(shortened(old))
        .chain(shortened(new))
        .chain(trail.map(beside))
        .collect()
}

/// The text of the lines that the edits touch, in pieces; long ones are cut.
fn pieces(source: &SourceFile, edits: &[&Edit]) -> Vec<Piece> {
    let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return Vec::new() };
    let text = source.text();
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let bounds = |at: u32| {
        let position = source.position(at as usize);
        source.line_span(position.line).map_or(position.byte..position.byte, |span| span.range())
    };
    let mut pieces =
        vec![Piece::kept(end_of(slice(bounds(first.span.start).start, first.span.start as usize)))];
    let mut done = first.span.start as usize;
    for edit in edits {
        let range = edit.span.range();
        pieces.push(Piece::kept(cut(slice(done, range.start), 2 * BESIDE)));
        pieces.push(Piece {
            text: cut(slice(range.start, range.end), LONGEST),
            is_before: true,
            is_after: false,
        });
        pieces.push(Piece { text: cut(&edit.text, LONGEST), is_before: false, is_after: true });
        done = range.end;
    }
    pieces.push(Piece::kept(start_of(slice(done, bounds(last.span.end).end), BESIDE)));
    pieces
}

/// The lines of the pieces that are asked for, each in its parts.
fn split(pieces: &[Piece], wanted: impl Fn(&Piece) -> bool) -> Vec<Vec<Part>> {
    let mut lines = vec![Vec::new()];
    for piece in pieces.iter().filter(|piece| wanted(piece)) {
        let changed = !(piece.is_before && piece.is_after);
        for (at, line) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            let text = visible::name(&tabs_as_blanks(line.strip_suffix('\r').unwrap_or(line)), true);
            if let Some(parts) = lines.last_mut().filter(|_| !text.is_empty()) {
                parts.push(Part { text, changed });
            }
        }
    }
    lines
}

/// Whether a line is the same before and after, and none of it is changed.
fn is_same(before: Option<&Vec<Part>>, after: Option<&Vec<Part>>) -> bool {
    let text = |parts: &[Part]| parts.iter().map(|part| part.text.as_str()).collect::<String>();
    let is_kept = |parts: &[Part]| parts.iter().all(|part| !part.changed);
    before
        .zip(after)
        .is_some_and(|(before, after)| is_kept(before) && is_kept(after) && text(before) == text(after))
}

fn line_of(source: &SourceFile, number: usize) -> Option<(usize, Vec<Part>)> {
    let text = start_of(source.slice(source.line_span(number)?), WIDEST);
    let text = visible::name(&tabs_as_blanks(&text), true);
    Some((number, vec![Part { text, changed: false }]))
}

/// The first lines, and a line that counts the others.
fn shortened(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = lines.collect();
    let more = lines.len().saturating_sub(MOST_LINES);
    if more > 1 {
        lines.truncate(MOST_LINES);
        let text = format!("… {more} more lines");
        lines.push(Line::new("span", None, vec![Part { text, changed: false }]));
    }
    lines
}

impl Line {
    fn new(kind: &'static str, number: Option<usize>, mut parts: Vec<Part>) -> Self {
        // Where all of a line is new or gone, the line says so.
        if parts.iter().all(|part| part.changed || part.text.trim().is_empty()) {
            parts.iter_mut().for_each(|part| part.changed = false);
        }
        Self { kind, number, parts }
    }
}

/// A text with its middle left out where it is longer.
fn cut(text: &str, most: usize) -> String {
    if text.char_indices().nth(most).is_none() {
        return text.to_owned();
    }
    let from = text.char_indices().nth_back(most / 2).map_or(text.len(), |(at, _)| at);
    let to = text.char_indices().nth(most / 2).map_or(text.len(), |(at, _)| at);
    let (head, tail) = (text.get(..to).unwrap_or_default(), text.get(from..).unwrap_or_default());
    [head, " … ", tail].concat()
}

/// The last characters of what stands before a change on its line.
fn end_of(text: &str) -> String {
    match text.char_indices().nth_back(BESIDE) {
        Some((at, _)) => format!("…{}", text.get(at..).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The first characters of a text.
fn start_of(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => text.get(..at).unwrap_or_default().chars().chain(repeat_n('…', 1)).collect(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use lesson_text::Span;

    use super::*;

    /// The lines of a change, each as its number, what it is and its text with what is changed in braces.
    fn changed(text: &str, edits: &[Edit]) -> Vec<String> {
        let edits: Vec<&Edit> = edits.iter().collect();
        let shown = lines(&SourceFile::new("a.yaml", text), &edits).into_iter().map(|line| {
            let parts = line.parts.iter().map(|Part { text, changed }| match changed {
                true => format!("{{{text}}}"),
                false => text.clone(),
            });
            let number = line.number.map_or_else(String::new, |number| number.to_string());
            let sign = if line.kind == "span" { " " } else { &line.kind[..1] };
            format!("{number}{sign}{}", parts.collect::<String>())
        });
        shown.collect()
    }

    #[test]
    fn words_are_marked_on_their_line() {
        let edit = Edit::replace(Span::new(15, 18), "two");
        assert_eq!(
            changed("a: 1\nb: before one after\nc: 2\n", &[edit]),
            ["1 a: 1", "2db: before {one} after", "ib: before {two} after",]
        );
    }

    #[test]
    fn new_lines_stand_between_their_neighbours() {
        let text = "a:\n  b: 1\nc: 2\n";
        assert_eq!(changed(text, &[Edit::insert(9, "\n  d: TODO")]), ["2   b: 1", "i  d: TODO"]);
        assert_eq!(changed(text, &[Edit::insert(10, "  d: TODO\n")]), ["2   b: 1", "i  d: TODO", "3 c: 2"]);
    }

    #[test]
    fn lines_that_go_are_shown_and_line_ends_are_no_text() {
        assert_eq!(changed("a\r\nb\r\nc\r\n", &[Edit::replace(Span::new(3, 6), "")]), ["1 a", "2db"]);
    }

    #[test]
    fn several_edits_on_a_line_are_one_change() {
        let edits = [Edit::insert(7, "\""), Edit::insert(11, "\"")];
        assert_eq!(changed("title: a: b\n", &edits), ["1dtitle: a: b", "ititle: {\"}a: b{\"}"]);
    }

    #[test]
    fn long_texts_are_cut() {
        let text = format!("{}x{}", "a".repeat(100_000), "b".repeat(100_000));
        let shown = changed(&text, &[Edit::replace(Span::new(100_000, 100_001), "y".repeat(100_000))]);
        assert!(shown.iter().all(|line| line.chars().count() < 1000), "{shown:?}");
        let many = changed("a\n", &[Edit::insert(2, "x\n".repeat(200))]);
        assert!(many.len() < 20 && many.last().is_some_and(|line| line.contains("more lines")), "{many:?}");
    }
}
