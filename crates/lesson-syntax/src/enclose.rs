use std::sync::Arc;

use lesson_text::{Edit, SourceFile, apply};

use crate::markdown::Labels;
use crate::reorder::{LARGEST, values};
use crate::{Kind, Limits, NodeId, ReadOptions, Style, Tree, read};

/// The edits by which a text begins with one sign and ends with another, in whatever style it is written.
///
/// `None` where that cannot be done without a change of what else the file says.
#[must_use]
pub fn enclose(tree: &Tree, labels: &Labels, node: NodeId, marks: [char; 2]) -> Option<Vec<Edit>> {
    let text = tree.text(node);
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let (first, last) = (
        at(tree, node, start)?,
        at(tree, node, start + inner.len() - inner.chars().next_back()?.len_utf8())?,
    );
    let [open, close] = marks.map(|mark| match tree.style(node) {
        Style::SingleQuoted if mark == '\'' => "''".to_owned(),
        Style::DoubleQuoted if mark == '"' => "\\\"".to_owned(),
        _ => mark.to_string(),
    });
    let edits = if tree.style(node) == Style::Plain {
        in_single_quotes(tree, node, marks)
    } else {
        vec![Edit::insert(first.0, open), Edit::insert(last.1, close)]
    };
    let due = format!("{}{}{inner}{}", text.get(..start)?, marks[0], marks[1]);
    is_sound(tree, labels, node, &due, &edits).then_some(edits)
}

/// The edits by which a text loses the signs that it begins and ends with; see [`enclose`].
#[must_use]
pub fn disclose(tree: &Tree, labels: &Labels, node: NodeId) -> Option<Vec<Edit>> {
    let text = tree.text(node);
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let (open, close) = (inner.chars().next()?.len_utf8(), inner.chars().next_back()?.len_utf8());
    let end = start + inner.len();
    let kept = text.get(start + open..end.checked_sub(close)?)?;
    let edits = vec![
        Edit::replace(tree.source_span(node, start..start + open), ""),
        Edit::replace(tree.source_span(node, end - close..end), ""),
    ];
    let due = format!("{}{kept}", text.get(..start)?);
    is_sound(tree, labels, node, &due, &edits).then_some(edits)
}

/// Where a character of a text begins and ends in the file.
fn at(tree: &Tree, node: NodeId, start: usize) -> Option<(usize, usize)> {
    let character = tree.text(node).get(start..)?.chars().next()?;
    let span = tree.source_span(node, start..start + character.len_utf8());
    Some((span.start as usize, span.end as usize))
}

/// A plain scalar that begins with a quotation mark would be a quoted one: it goes into single quotes.
fn in_single_quotes(tree: &Tree, node: NodeId, [open, close]: [char; 2]) -> Vec<Edit> {
    let span = tree.span(node);
    let double = |mark: char| if mark == '\'' { "''".to_owned() } else { mark.to_string() };
    let written = tree.source().slice(span);
    let apostrophes = written.match_indices('\'').map(|(at, _)| Edit::insert(span.start as usize + at, "'"));
    let ends = [
        Edit::insert(span.start as usize, format!("'{}", double(open))),
        Edit::insert(span.end as usize, format!("{}'", double(close))),
    ];
    ends.into_iter().chain(apostrophes.filter(|edit| edit.span.start != span.start)).collect()
}

/// Whether the edited file has that text at that place, and is else as it was.
fn is_sound(tree: &Tree, labels: &Labels, node: NodeId, due: &str, edits: &[Edit]) -> bool {
    let source = tree.source();
    if source.text().len() > LARGEST {
        return false;
    }
    let Ok(text) = apply(source.text(), edits) else { return false };
    let options =
        ReadOptions { limits: Limits { bytes: usize::MAX, ..Limits::default() }, labels: labels.clone() };
    let reread = |text: &str| read(&Arc::new(SourceFile::new(source.path(), text)), tree.form(), &options);
    let (problems, after) = (reread(source.text()).problems.len(), reread(&text));
    if after.problems.len() != problems {
        return false;
    }
    let after = after.tree;
    let pointer = tree.pointer(node);
    let is_text = |node: &NodeId| after.kind(*node) == Kind::String;
    let found = after.at_pointer(&pointer).filter(is_text).map(|node| after.text(node).trim_end());
    let others = values(tree, &pointer);
    found == Some(due) && others.is_some() && others == values(&after, &pointer)
}
