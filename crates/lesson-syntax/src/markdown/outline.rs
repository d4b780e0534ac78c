use lesson_text::Span;

use super::headings::Title;
use super::labels::Key;
use crate::Problem;

/// A lesson's layout: where its parts stand, before they become values.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) title: Option<Title>,
    pub(super) lead: Option<Span>,
    pub(super) regimes: Vec<Regime>,
    pub(super) comparison: Option<Comparison>,
    pub(super) field_guide: Option<FieldGuide>,
    pub(super) next: Option<Next>,
    /// Paragraphs that belong nowhere.
    pub(super) prose: Vec<Span>,
    /// The author's own sections: heading and text.
    pub(super) sections: Vec<(Span, Option<Span>)>,
    pub(super) problems: Vec<Problem>,
}

/// A label with what it labels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled {
    pub(super) key: Key,
    /// The label's words, or an empty span where none is written.
    pub(super) wording: Span,
    /// Where a value would stand if there were one.
    pub(super) after: usize,
    pub(super) value: Option<Span>,
    /// From the label, emphasis included, to the end of its text.
    pub(super) span: Span,
}

impl Labelled {
    /// Takes a paragraph in.
    pub(super) fn extend(&mut self, paragraph: Span) {
        self.value = Some(self.value.map_or(paragraph, |value| value.join(paragraph)));
        self.span = self.span.join(paragraph);
    }
}

/// A regime's section.
#[derive(Debug, Default)]
pub(super) struct Regime {
    pub(super) name: Option<Span>,
    pub(super) level: u8,
    pub(super) span: Span,
    pub(super) parts: Vec<Labelled>,
    pub(super) mappings: Vec<Mapping>,
    pub(super) prose: Vec<Span>,
}

/// A section of analogies.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    /// The heading's text, and the title in it.
    pub(super) heading: Option<(Span, Option<Span>)>,
    pub(super) analogies: Vec<Analogy>,
}

/// One analogy.
#[derive(Clone, Debug, Default)]
pub(super) struct Analogy {
    pub(super) span: Option<Span>,
    pub(super) maps_to: Option<Labelled>,
    pub(super) holds: Option<Labelled>,
    pub(super) breaks: Option<Labelled>,
    pub(super) prose: Vec<Span>,
}

/// The comparison's section.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    pub(super) heading: Span,
    pub(super) span: Span,
    pub(super) intro: Option<Span>,
    /// Tables by their index.
    pub(super) tables: Vec<usize>,
    pub(super) notes: Vec<Span>,
    pub(super) prose: Vec<Span>,
}

/// The field guide's section.
#[derive(Debug, Default)]
pub(super) struct FieldGuide {
    pub(super) heading: Span,
    pub(super) span: Span,
    pub(super) primary: Option<Labelled>,
    pub(super) secondary: Option<(Labelled, Vec<Span>)>,
    /// Tables by their index.
    pub(super) tables: Vec<usize>,
    pub(super) prose: Vec<Span>,
}

/// What points on to the next lesson.
#[derive(Debug)]
pub(super) struct Next {
    pub(super) label: Labelled,
    pub(super) lesson: Option<Span>,
    pub(super) teaser: Option<Span>,
}
