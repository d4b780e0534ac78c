//! Spans that lie inside one another, asked for the innermost at an offset.

use std::cmp::Reverse;

use lesson_text::Span;

/// Spans with what belongs to each, by their starts; of those that start together, the longest first.
#[derive(Debug)]
pub(super) struct Nested<T> {
    items: Vec<(Span, T)>,
    /// The nearest earlier span that reaches as far as the start of this one.
    around: Vec<Option<usize>>,
}

impl<T> Nested<T> {
    pub(super) fn new(mut items: Vec<(Span, T)>) -> Self {
        items.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
        let mut around = Vec::with_capacity(items.len());
        let mut open: Vec<usize> = Vec::new();
        for (index, (span, _)) in items.iter().enumerate() {
            while open
                .pop_if(|&mut last| items.get(last).is_some_and(|(last, _)| last.end < span.start))
                .is_some()
            {}
            around.push(open.last().copied());
            open.push(index);
        }
        Self { items, around }
    }

    /// Those that start in a range of offsets.
    pub(super) fn starting(&self, range: Span) -> &[(Span, T)] {
        let at = |offset: u32| self.items.partition_point(|(span, _)| span.start < offset);
        self.items.get(at(range.start)..at(range.end)).unwrap_or_default()
    }

    /// The innermost that holds an offset, its end included.
    pub(super) fn innermost(&self, offset: u32) -> Option<&(Span, T)> {
        let mut at = self.items.partition_point(|(span, _)| span.start <= offset).checked_sub(1);
        while let Some(index) = at {
            match self.items.get(index) {
                Some(item) if item.0.end >= offset => return Some(item),
                _ => at = self.around.get(index).copied().flatten(),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_span_is_found_past_those_that_ended() {
        let spans = [(0, 20), (2, 9), (3, 4), (5, 6), (10, 12), (11, 15)];
        let nested = Nested::new(spans.iter().map(|&(start, end)| (Span::new(start, end), ())).collect());
        let at = |offset| nested.innermost(offset).map(|(span, ())| (span.start, span.end));
        assert_eq!(at(3), Some((3, 4)));
        assert_eq!(at(8), Some((2, 9)));
        assert_eq!(at(12), Some((11, 15)));
        assert_eq!(at(16), Some((0, 20)));
        assert_eq!(at(21), None);
        assert_eq!(nested.starting(Span::new(2, 6)).len(), 3);
    }
}
