//! Slips of layout: tabs, and lines that begin in the wrong column.

use granit_parser::ErrorKind as E;
use lesson_text::{Edit, Span};

use super::messages::syntax;
use super::outline::{self, Level};
use super::patch::{Mend, Role};
use super::recover::Repair;
use super::repairs::Place;
use super::scan::{byte, line_end, next_line};
use crate::Problem;

/// How many columns a key may be off and still be taken for a neighbour of the keys around it.
const OFF_BY: usize = 3;

/// A change of layout alone, offered as it is done.
fn relaid(edits: Vec<Edit>, problem: Problem, title: &str, until: usize) -> Repair {
    let mend = |edit: &Edit| Mend { span: edit.span, text: edit.text.clone(), role: Role::Layout };
    Repair { mends: edits.iter().map(mend).collect(), problem: problem.suggest(title, edits), until }
}

fn is_about_tabs(kind: &E) -> bool {
    matches!(
        kind,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart
            | E::InvalidIndentation
            | E::InvalidQuotedScalarIndent
            | E::InvalidFlowScalarIndent
            | E::UnexpectedCharacter { character: '\t' }
    )
}

/// Tabs as indentation, the line taken for a neighbour of the one above.
pub(super) fn tab_beside_sibling(place: &Place<'_>) -> Option<Repair> {
    let first = first_tabbed_line(place)?;
    let above = outline::line_above(place.text, first)?;
    let level = outline::levels(place.text, above).last().copied()?;
    let empty = level.value >= line_end(place.text, above);
    let header = matches!(byte(place.text, level.value), b'|' | b'>');
    if empty || header {
        return None;
    }
    untabbed(place, first, level.column)
}

/// Tabs as indentation, the line taken for a part of the value of the one above.
pub(super) fn tab_below_key(place: &Place<'_>) -> Option<Repair> {
    let first = first_tabbed_line(place)?;
    let column = outline::line_above(place.text, first)
        .and_then(|above| outline::levels(place.text, above).last().copied())
        .map_or(0, |level| level.column + 2);
    untabbed(place, first, column)
}

fn first_tabbed_line(place: &Place<'_>) -> Option<usize> {
    if !is_about_tabs(&place.failure.kind) {
        return None;
    }
    let mut line = place.line;
    for _ in 0..3 {
        if tabbed(place.text, line).is_some() {
            return Some(line);
        }
        line = next_line(place.text, line)?;
    }
    None
}

/// The end of a line's indentation, if there is a tab in it.
fn tabbed(text: &str, line: usize) -> Option<usize> {
    let end = outline::content(text, line);
    text.get(line..end).filter(|indentation| indentation.contains('\t')).map(|_| end)
}

/// Spaces for the tabs of a line and of those that follow it, its own text going to a column.
fn untabbed(place: &Place<'_>, first: usize, column: usize) -> Option<Repair> {
    let text = place.text;
    let width = |line: usize, end: usize| -> usize {
        let indentation = text.get(line..end).unwrap_or_default();
        indentation.bytes().map(|byte| if byte == b'\t' { 2 } else { 1 }).sum()
    };
    let of_first = width(first, tabbed(text, first)?);
    let mut edits = Vec::new();
    let mut line = Some(first);
    while let Some(start) = line {
        line = next_line(text, start);
        match tabbed(text, start) {
            Some(end) => {
                let spaces = (column + width(start, end)).saturating_sub(of_first);
                edits.push(Edit::replace(place.span(start, end), " ".repeat(spaces)));
            }
            None if outline::is_idle(text, start) => {}
            None => break,
        }
    }
    let span = edits.first()?.span;
    let problem = syntax(span, "a tab is used as indentation")
        .help("YAML takes only spaces there: put two spaces for each step");
    let until = place.span(first, place.trimmed_end(first)).end as usize;
    Some(relaid(edits, problem, "replace the tabs by spaces", until))
}

/// A tab within a line, where a space is due.
pub(super) fn tab_in_line(place: &Place<'_>) -> Option<Repair> {
    if !is_about_tabs(&place.failure.kind) {
        return None;
    }
    let end = line_end(place.text, place.line);
    let content = outline::content(place.text, place.line);
    let from = place.failure.at.clamp(content, end);
    let tab = from + place.text.get(from..end)?.find('\t')?;
    let span = place.span(tab, tab + 1);
    let problem = syntax(span, "a tab stands where only spaces may").help("put a space in its place");
    let edit = Edit::replace(span, " ");
    Some(relaid(vec![edit], problem, "replace the tab by a space", span.end as usize))
}

/// A key or dash that begins in another column than its neighbours: it goes to the nearest column.
pub(super) fn indented_unlike_nearest(place: &Place<'_>) -> Option<Repair> {
    reindented(place, 0)
}

/// As before, where the nearest column does not do.
pub(super) fn indented_unlike_next(place: &Place<'_>) -> Option<Repair> {
    reindented(place, 1)
}

fn reindented(place: &Place<'_>, choice: usize) -> Option<Repair> {
    let level = place.levels.first()?;
    let off = matches!(
        place.failure.kind,
        E::ExpectedBlockMappingKey
            | E::ExpectedBlockSequenceEntry
            | E::InvalidIndentation
            | E::BlockSequenceEntryNotAllowed
            | E::SimpleKeyExpected
            | E::MappingKeyNotAllowed
            | E::ExpectedDocumentStart
    );
    let grown_in = matches!(place.failure.kind, E::MappingValueNotAllowed) && is_grown_in(place, level);
    if (!off && !grown_in) || place.failure.bracket.is_some() {
        return None;
    }
    let columns = neighbours(place, level);
    let column = *columns.get(choice)?;
    let last = moved_end(place, level, column);
    let mut edits = Vec::new();
    let mut line = Some(place.line);
    while let Some(start) = line.filter(|&start| start < last.max(place.line + 1)) {
        if !outline::is_idle(place.text, start) {
            edits.push(shift(place, start, level.column, column)?);
        }
        line = next_line(place.text, start);
    }
    let span = place.span(level.start, level.colon.unwrap_or(level.start + 1));
    let what = if level.colon.is_some() { "key" } else { "dash" };
    let problem = syntax(
        span,
        format!("this {what} is indented by {}, its neighbours by {column}", spaces(level.column)),
    )
    .help(if column == 0 {
        "begin it at the start of the line".to_owned()
    } else {
        format!("indent it by {} too", spaces(column))
    });
    let until = place.span(place.line, place.trimmed_end(level.start)).end as usize;
    Some(relaid(edits, problem, "indent it like its neighbours", until))
}

/// Where what moves with an entry to a column ends: before the next line that is a neighbour there, or
/// with its text, where that stands on the entry's own line.
fn moved_end(place: &Place<'_>, level: &Level, column: usize) -> usize {
    let text = place.text;
    let on_line = level.value < line_end(text, level.start);
    let is_text = on_line && !matches!(byte(text, level.value), b'|' | b'>' | b'[' | b'{');
    let end = if level.colon.is_some() && is_text {
        place.text_end(level)
    } else {
        outline::entry_end(text, level)
    };
    let is_neighbour = |&line: &usize| {
        let start = outline::content(text, line);
        !outline::is_idle(text, line) && start - line <= column && byte(text, start) != b'-'
    };
    let below = std::iter::successors(next_line(text, level.start), |&line| next_line(text, line));
    below.take_while(|&line| line < end).find(is_neighbour).unwrap_or(end)
}

fn spaces(count: usize) -> String {
    format!("{count} {}", if count == 1 { "space" } else { "spaces" })
}

/// Lines of a block text that begin left of its first line.
pub(super) fn text_too_far_left(place: &Place<'_>) -> Option<Repair> {
    let text = place.text;
    let holder = place.holder.filter(|holder| matches!(byte(text, holder.value), b'|' | b'>'))?;
    let first =
        outline::value_start(text, &holder, text.len()).and_then(|_| next_line(text, holder.start))?;
    let first = std::iter::successors(Some(first), |&line| next_line(text, line))
        .find(|&line| outline::content(text, line) < line_end(text, line))?;
    let due = outline::content(text, first) - first;
    let column = outline::content(text, place.line) - place.line;
    if place.levels.first().is_some_and(|level| outline::has_plain_key(text, level)) || column >= due {
        return None;
    }
    let mut edits = Vec::new();
    let mut line = Some(place.line);
    while let Some(start) = line {
        let own = outline::content(text, start) - start;
        let blank = outline::content(text, start) >= line_end(text, start);
        if !blank && (own <= holder.column || own >= due) {
            break;
        }
        if !blank {
            edits.push(shift(place, start, own, due)?);
        }
        line = next_line(text, start);
    }
    let start = outline::content(text, place.line);
    let span = place.span(start, place.trimmed_end(start));
    let problem = syntax(span, "this line begins left of the text that it belongs to")
        .help(format!("indent it by {} like the lines above", spaces(due)));
    Some(relaid(edits, problem, "indent it like the lines above", span.end as usize))
}

/// A list or mapping in brackets whose later lines are not indented further than its key.
pub(super) fn bracket_too_far_left(place: &Place<'_>) -> Option<Repair> {
    let open = place.failure.bracket?;
    let close = outline::matching_bracket(place.text, open, place.text.len())?;
    let in_list = byte(place.text, open) == b'[';
    let other_entry = |line: usize| {
        let levels = outline::levels(place.text, line);
        in_list && levels.iter().any(|level| outline::has_plain_key(place.text, level))
    };
    let what = "the lines of a value in brackets must be indented further than its key";
    further_right(place, open, close, other_entry, what)
}

/// A text in quotes whose later lines are not indented further than its key.
pub(super) fn quote_too_far_left(place: &Place<'_>) -> Option<Repair> {
    let failure = place.failure;
    if !matches!(failure.kind, E::InvalidQuotedScalarIndent) || failure.bracket.is_some() {
        return None;
    }
    let (open, close) = outline::last_quote(place.text, failure.read_to, failure.at, false)?;
    let other_entry = |line: usize| outline::begins_entry(place.text, line);
    let what = "the lines of a text in quotes must be indented further than its key";
    further_right(place, open, close?, other_entry, what)
}

/// Moves the lines of a value to the right of its key, unless another entry begins on one of them.
fn further_right(
    place: &Place<'_>,
    open: usize,
    close: usize,
    other_entry: impl Fn(usize) -> bool,
    what: &str,
) -> Option<Repair> {
    let text = place.text;
    let there = place.on_line_of(open);
    let owner = there.levels.iter().rev().find(|level| level.value <= open)?;
    let mut edits = Vec::new();
    let mut line = next_line(text, open);
    while let Some(start) = line.filter(|&start| start <= close) {
        let column = outline::content(text, start) - start;
        let blank = outline::content(text, start) >= line_end(text, start);
        if !blank && column <= owner.column {
            if other_entry(start) {
                return None;
            }
            edits.push(shift(place, start, column, owner.column + 2)?);
        }
        line = next_line(text, start);
    }
    let first = edits.first()?.span.end;
    let span = place.span(close, close + 1);
    let problem = syntax(span, what).help("indent them, the last one too");
    Some(relaid(edits, problem, "indent the lines", span.end.max(first) as usize))
}

/// A list whose first dash stands on its key's line.
pub(super) fn list_on_line_of_key(place: &Place<'_>) -> Option<Repair> {
    let text = place.text;
    let key = place.levels.iter().find(|level| level.colon.is_some() && level.value <= place.failure.at)?;
    let is_dash = |at: usize| byte(text, at) == b'-' && outline::ends_word(text, at + 1);
    let mut below = std::iter::successors(next_line(text, place.line), |&line| next_line(text, line));
    let second = below.find(|&line| !outline::is_idle(text, line))?;
    let dash = outline::content(text, second);
    if !is_dash(key.value) || !is_dash(dash) || dash - second <= key.column {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = place.span(key.colon? + 1, key.value);
    let edit = Edit::replace(gap, format!("{line_end}{}", " ".repeat(dash - second)));
    let span = place.span(key.value, key.value + 1);
    let problem =
        syntax(span, "a list begins on the line below its key").help("move this item to a line of its own");
    Some(relaid(vec![edit], problem, "move the item to its own line", span.end as usize))
}

/// Whether a key that the parser took for more of the text above was meant as a key: it is one
/// column off, or could be no ordinary word.
fn is_grown_in(place: &Place<'_>, level: &Level) -> bool {
    let first_colon = level.colon == Some(place.failure.at);
    let near = place.holder.is_some_and(|holder| holder.column + 1 == level.column);
    let key = place.text.get(level.start..level.colon.unwrap_or(level.start)).unwrap_or_default();
    first_colon && outline::has_plain_key(place.text, level) && (near || key.contains('_'))
}

/// The columns of entries of the same kind above, the nearest first.
fn neighbours(place: &Place<'_>, level: &Level) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    let mut line = place.line;
    while let Some(above) = outline::line_above(place.text, line) {
        line = above;
        let levels = outline::levels(place.text, above);
        let alike = levels.iter().filter(|other| other.colon.is_some() == level.colon.is_some());
        for column in alike.map(|other| other.column) {
            let open = column != level.column && column.abs_diff(level.column) <= OFF_BY;
            if open && !columns.contains(&column) {
                columns.push(column);
            }
        }
        if levels.first().is_some_and(|level| level.column == 0) {
            break;
        }
    }
    columns.sort_by_key(|column| column.abs_diff(level.column));
    columns
}

/// The edit that moves a line from one column to another, the lines below it by as much.
fn shift(place: &Place<'_>, line: usize, from: usize, to: usize) -> Option<Edit> {
    if to >= from {
        return Some(Edit::insert(place.patched.to_source(line), " ".repeat(to - from)));
    }
    let end = line + (from - to);
    (outline::content(place.text, line) >= end).then(|| {
        let span: Span = place.span(line, end);
        Edit::replace(span, "")
    })
}
