use std::fmt;

use crate::Span;

/// One change of a text: the bytes of `span` give way to `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes that go; an empty span inserts.
    pub span: Span,
    /// What comes in their place.
    pub text: String,
}

/// Why edits cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes, or insert at the same place.
    Overlap(Span, Span),
    /// An edit does not lie in the text, on character bounds.
    OutOfBounds(Span),
}

impl fmt::Display for EditError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap(first, second) => {
                write!(formatter, "two edits overlap at bytes {} and {}", first.start, second.start)
            }
            Self::OutOfBounds(span) => {
                write!(formatter, "an edit at bytes {}..{} lies outside the text", span.start, span.end)
            }
        }
    }
}

impl std::error::Error for EditError {}

impl Edit {
    /// Puts `text` in the place of `span`.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Inserts `text` before the byte at `offset`.
    #[must_use]
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self::replace(Span::empty(offset), text)
    }

    /// Whether both cannot be applied to one text: they share a byte, or insert at one place.
    #[must_use]
    pub fn conflicts_with(&self, other: &Self) -> bool {
        let (first, second) = if self.span <= other.span { (self, other) } else { (other, self) };
        second.span.start < first.span.end || first.span == second.span
    }
}

/// Applies edits, given in any order, and leaves every other byte as it was.
///
/// # Errors
///
/// Edits that conflict with one another, or that do not lie in the text on character bounds.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, EditError> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for (index, edit) in sorted.iter().enumerate() {
        if let Some(before) = index.checked_sub(1).and_then(|before| sorted.get(before))
            && before.conflicts_with(edit)
        {
            return Err(EditError::Overlap(before.span, edit.span));
        }
        let range = edit.span.range();
        let kept = text.get(done..range.start).ok_or(EditError::OutOfBounds(edit.span))?;
        text.get(range.clone()).ok_or(EditError::OutOfBounds(edit.span))?;
        changed.push_str(kept);
        changed.push_str(&edit.text);
        done = range.end;
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_come_in_any_order_and_keep_line_ends() {
        let edits = [
            Edit::replace(Span::new(6, 9), "zwei"),
            Edit::insert(0, "> "),
            Edit::replace(Span::new(3, 5), "\r\n"),
        ];
        assert_eq!(apply("one\r\n two", &edits).unwrap(), "> one\r\n zwei");
        assert_eq!(apply("as it was\r\n", &[]).unwrap(), "as it was\r\n");
    }

    #[test]
    fn neighbours_are_no_conflict_and_overlaps_are() {
        let at = |start, end| Edit::replace(Span::new(start, end), "x");
        assert!(!at(0, 2).conflicts_with(&at(2, 4)));
        assert!(!at(2, 2).conflicts_with(&at(2, 4)));
        assert!(at(0, 3).conflicts_with(&at(2, 4)));
        assert!(at(2, 4).conflicts_with(&at(0, 3)));
        assert!(at(2, 2).conflicts_with(&at(2, 2)));
        assert!(matches!(apply("abcd", &[at(0, 3), at(2, 4)]), Err(EditError::Overlap(..))));
    }

    #[test]
    fn edits_outside_the_text_are_refused() {
        assert!(matches!(apply("é", &[Edit::insert(1, "x")]), Err(EditError::OutOfBounds(_))));
        assert!(matches!(apply("ab", &[Edit::insert(3, "x")]), Err(EditError::OutOfBounds(_))));
    }
}
