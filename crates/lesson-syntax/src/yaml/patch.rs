//! The text as it is parsed: that of the file, with what broke it mended, and the way back.

use std::borrow::Cow;

use lesson_text::Span;

use crate::Style;

/// A change that lets broken text be parsed.
#[derive(Clone, Debug)]
pub(super) struct Mend {
    /// The bytes of the file that give way.
    pub(super) span: Span,
    /// What is parsed in their place.
    pub(super) text: String,
    /// What the place counts as in the tree.
    pub(super) role: Role,
}

/// What a mended place counts as.
#[derive(Clone, Debug)]
pub(super) enum Role {
    /// Only the layout changes: the values around are read as they then stand.
    Layout,
    /// A value that was understood all the same.
    Text(Reading),
    /// A value that could not be understood.
    Malformed,
    /// An entry that is left out; what may hold it is cut.
    Dropped,
}

/// How a broken value is to be understood.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// The whole value.
    pub(super) span: Span,
    /// Its text as it stands in the file.
    pub(super) text: Span,
    /// Its text where line ends had to be folded.
    pub(super) decoded: Option<String>,
    /// How it is written.
    pub(super) style: Style,
}

/// What stands for a broken value while the rest is parsed; in quotes, so that no later line goes on with it.
pub(super) const PLACEHOLDER: &str = "\"x\"";

/// A region of the file with mends applied.
#[derive(Clone, Debug)]
pub(super) struct Patched<'a> {
    source: &'a str,
    region: Span,
    text: Cow<'a, str>,
    /// Sorted, not overlapping; each with its offset in the patched text.
    mends: Vec<(usize, Mend)>,
}

impl<'a> Patched<'a> {
    /// The region as it is.
    pub(super) fn new(source: &'a str, region: Span) -> Self {
        let text = Cow::Borrowed(source.get(region.range()).unwrap_or_default());
        Self { source, region, text, mends: Vec::new() }
    }

    /// What is parsed.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The file's own text.
    pub(super) fn source(&self) -> &'a str {
        self.source
    }

    /// The mends, in order.
    pub(super) fn mends(&self) -> impl Iterator<Item = &Mend> {
        self.mends.iter().map(|(_, mend)| mend)
    }

    /// With more mends; earlier ones that lie in a new one give way. `None` where they overlap otherwise.
    pub(super) fn with(&self, more: &[Mend]) -> Option<Self> {
        let mut new: Vec<Span> = more.iter().map(|mend| mend.span).filter(|span| !span.is_empty()).collect();
        new.sort_unstable();
        let swallowed = |old: &Mend| {
            let before = new.partition_point(|span| span.start <= old.span.start);
            before.checked_sub(1).and_then(|last| new.get(last)).is_some_and(|span| span.contains(old.span))
        };
        let mut all: Vec<Mend> = self.mends().filter(|old| !swallowed(old)).cloned().collect();
        all.extend_from_slice(more);
        all.sort_by_key(|mend| mend.span);
        let mut patched = Self {
            source: self.source,
            region: self.region,
            text: Cow::default(),
            mends: Vec::with_capacity(all.len()),
        };
        let mut text = String::with_capacity(self.text.len() + 16);
        let mut done = self.region.start as usize;
        for mend in all {
            let range = mend.span.range();
            text.push_str(self.source.get(done..range.start)?);
            self.source.get(range.clone()).filter(|_| range.end <= self.region.end as usize)?;
            done = range.end;
            let at = text.len();
            text.push_str(&mend.text);
            patched.mends.push((at, mend));
        }
        text.push_str(self.source.get(done..self.region.end as usize)?);
        patched.text = Cow::Owned(text);
        Some(patched)
    }

    /// The place in the file of an offset in the patched text.
    pub(super) fn to_source(&self, at: usize) -> usize {
        let index = self.mends.partition_point(|&(start, _)| start <= at);
        let Some((start, mend)) = index.checked_sub(1).and_then(|last| self.mends.get(last)) else {
            return self.region.start as usize + at;
        };
        let into = at - start;
        if into == 0 {
            mend.span.start as usize
        } else {
            mend.span.end as usize + into.saturating_sub(mend.text.len())
        }
    }

    /// The bytes of the file of a range of the patched text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.to_source(start), self.to_source(end))
    }

    /// The mend of a value that begins at an offset in the patched text.
    pub(super) fn value_at(&self, at: usize) -> Option<&Mend> {
        let index = self.mends.partition_point(|&(start, _)| start < at);
        let same = self.mends.get(index..).unwrap_or_default();
        let mut same = same.iter().take_while(|&&(start, _)| start == at).map(|(_, mend)| mend);
        same.find(|mend| matches!(mend.role, Role::Text(_) | Role::Malformed))
    }

    /// Where entries were left out, in the patched text.
    pub(super) fn dropped(&self) -> impl Iterator<Item = usize> {
        self.mends.iter().filter(|(_, mend)| matches!(mend.role, Role::Dropped)).map(|&(at, _)| at)
    }
}
