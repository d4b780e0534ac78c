//! The edits by which the columns of a table change places.

use lesson_text::{Edit, Span};

use super::blocks::Blocks;
use super::front_matter;
use super::labels::Labels;
use super::table::{Bars, Table};
use crate::{NodeId, Tree};

/// See [`crate::reorder`]; the mapping is that of a row's cells, and its keys are the columns after the first.
pub(crate) fn reorder(tree: &Tree, labels: &Labels, mapping: NodeId, order: &[usize]) -> Option<Vec<Edit>> {
    let source = tree.source();
    let start = front_matter::find(source).map_or(source.text_start(), |region| region.end);
    let blocks = Blocks::new(source.text(), start, labels);
    let (first_key, _) = tree.entries(mapping).next()?;
    let header = tree.span(first_key);
    let holds = |table: &&Table| table.columns.iter().any(|column| column.contains(header));
    let table = blocks.tables.iter().find(holds)?;
    let moves: Vec<(usize, usize)> = order
        .iter()
        .enumerate()
        .filter(|(to, from)| to != *from)
        .map(|(to, from)| (to + 1, from + 1))
        .collect();
    let mut edits = Vec::new();
    for line in table.header..=table.last {
        let cells = table.cells(&blocks.lines, line);
        if cells.is_empty() || blocks.lines.trim(*cells.first()?).is_empty() && cells.len() == 1 {
            continue;
        }
        if cells.len() != table.columns.len() {
            return None;
        }
        let piece = |index: usize| {
            let cell = *cells.get(index)?;
            // Between outer bars the blanks go along, so that columns stay straight.
            let whole = table.bars == (Bars::Pipes { before: true, after: true });
            let piece = if whole { cell } else { blocks.lines.trim(cell) };
            // What a comment silences it silences where it stands.
            (!piece.is_empty() && blocks.lines.comments_in(cell).is_empty()).then_some(piece)
        };
        for &(to, from) in &moves {
            let (place, text): (Span, Span) = (piece(to)?, piece(from)?);
            edits.push(Edit::replace(place, blocks.lines.slice(text)));
        }
    }
    Some(edits)
}
