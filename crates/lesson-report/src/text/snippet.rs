//! An excerpt as miette asks for it.

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use owo_colors::Style;

use crate::excerpt::Excerpt;

impl Excerpt {
    /// The underlined places, as miette asks for them.
    pub(crate) fn labels(&self) -> impl Iterator<Item = LabeledSpan> {
        self.places.iter().map(|place| {
            let label = (!place.label.is_empty()).then(|| place.label.clone());
            let span = (place.start, place.end - place.start);
            if place.rank == 0 {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        })
    }

    /// The style of each place in the order of [`Self::labels`]: the finding's own stands out, and parts
    /// of one place look alike.
    pub(crate) fn styles(&self, own: Style, others: &[Style]) -> Vec<Style> {
        let of_rank = |rank: usize| match rank.checked_sub(1) {
            Some(label) => others.iter().cycle().nth(label).copied().unwrap_or_default(),
            None => own,
        };
        self.places.iter().map(|place| of_rank(place.rank)).collect()
    }

    fn column_of(&self, span: &SourceSpan) -> usize {
        let found = self
            .places
            .iter()
            .find(|place| (place.start, place.end) == (span.offset(), span.offset() + span.len()));
        found.map_or(0, |place| place.column.saturating_sub(1))
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset() + span.len();
        let (mut first, mut last) =
            self.line_at(span.offset()).zip(self.line_at(end)).ok_or(MietteError::OutOfBounds)?;
        // Not one passage: miette then shows them one after the other.
        if (first..last).any(|line| !self.follows(line, line + 1)) {
            return Err(MietteError::OutOfBounds);
        }
        for _ in 0..before {
            first -= usize::from(first > 0 && self.follows(first - 1, first));
        }
        for _ in 0..after {
            last += usize::from(self.follows(last, last + 1));
        }
        let line = self.lines.get(first).ok_or(MietteError::OutOfBounds)?;
        let end = self.lines.get(last + 1).map_or(self.text.len(), |next| next.start);
        let data = self.text.as_bytes().get(line.start..end).ok_or(MietteError::OutOfBounds)?;
        let name = self.paths.get(line.file).cloned().unwrap_or_default();
        // Asked for the place alone, miette names the column; asked for lines, it begins at the first.
        let column = if before == 0 { self.column_of(span) } else { 0 };
        let passage = (line.start, data.len()).into();
        let count = last - first + 1;
        Ok(Box::new(MietteSpanContents::new_named(name, data, passage, line.number - 1, column, count)))
    }
}
