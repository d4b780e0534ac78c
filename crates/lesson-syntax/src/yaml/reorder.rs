//! The edit by which the entries of a mapping change places.

use lesson_text::{Edit, Span};

use super::scan::{is_blank, line_end, line_start, next_line, skip_while};
use crate::{NodeId, Style, Tree};

/// See [`crate::reorder`].
pub(crate) fn reorder(tree: &Tree, mapping: NodeId, order: &[usize]) -> Option<Vec<Edit>> {
    let entries: Vec<Span> =
        tree.entries(mapping).map(|(key, value)| entry(tree, mapping, key, value)).collect::<Option<_>>()?;
    let text = tree.source().text();
    let pieces = if tree.style(mapping) == Style::Flow {
        let span = tree.span(mapping);
        let commented = tree.comments().iter().any(|&comment| span.contains(comment));
        (!commented).then_some(entries)?
    } else {
        lines(text, &entries)?
    };
    let moved = pieces.iter().zip(order).filter_map(|(&place, &from)| {
        let piece = *pieces.get(from)?;
        (piece != place).then(|| Some(Edit::replace(place, text.get(piece.range())?)))
    });
    moved.collect()
}

/// From the key to the end of its value; none where the value lies elsewhere.
fn entry(tree: &Tree, mapping: NodeId, key: NodeId, value: NodeId) -> Option<Span> {
    let (key, value) = (tree.span(key), tree.span(value));
    let inside = tree.span(mapping).contains(value) && value.start >= key.end;
    inside.then(|| key.join(value))
}

/// The lines of each entry, with the comments and blank lines above it, without the last line's end.
fn lines(text: &str, entries: &[Span]) -> Option<Vec<Span>> {
    let mut pieces: Vec<Span> = Vec::new();
    for &entry in entries {
        let line = line_start(text, entry.start as usize);
        if skip_while(text, line, is_blank) != entry.start as usize {
            return None;
        }
        let start = match pieces.last() {
            Some(last) => next_line(text, last.end as usize)?,
            None => with_comments(text, line, entry.start as usize - line),
        };
        pieces.push(Span::new(start, line_end(text, entry.end as usize)));
    }
    Some(pieces)
}

/// Where the comments begin that stand right above a line, at its own indentation.
fn with_comments(text: &str, line: usize, indent: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let ended =
            text.get(..start).map_or(0, |before| before.strip_suffix("\r\n").map_or(start - 1, str::len));
        let above = line_start(text, ended);
        let content = skip_while(text, above, is_blank);
        if content - above != indent || text.as_bytes().get(content) != Some(&b'#') {
            break;
        }
        start = above;
    }
    start
}
