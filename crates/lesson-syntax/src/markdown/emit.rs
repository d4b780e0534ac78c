use std::collections::HashMap;

use lesson_text::{Span, fold, slug};

use super::blocks::Blocks;
use super::front_matter::FrontMatter;
use super::labels::Labels;
use super::outline::{Analogy, Labelled, Mapping, Next, Outline, Regime};
use crate::{Kind, NodeId, Piece, Problem, ReadOptions, Style, TreeBuilder};

/// Keys with their values, put in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Entries(Vec<(usize, NodeId, NodeId)>);

impl Entries {
    pub(super) fn push(&mut self, at: usize, key: NodeId, value: NodeId) {
        self.0.push((at, key, value));
    }

    fn sorted(mut self) -> Vec<(NodeId, NodeId)> {
        self.0.sort_by_key(|&(at, ..)| at);
        self.0.into_iter().map(|(_, key, value)| (key, value)).collect()
    }
}

/// Makes the tree's values from a lesson's layout.
pub(super) struct Emitter<'a> {
    pub(super) builder: &'a mut TreeBuilder,
    pub(super) blocks: &'a Blocks<'a>,
    pub(super) labels: &'a Labels,
    pub(super) options: &'a ReadOptions,
    /// The ids of the regimes by their folded names.
    pub(super) ids: HashMap<String, String>,
    pub(super) problems: Vec<Problem>,
}

/// Makes a lesson's tree; `None` where the file says nothing.
pub(super) fn root(
    builder: &mut TreeBuilder,
    blocks: &Blocks<'_>,
    outline: &Outline,
    front: &FrontMatter,
    options: &ReadOptions,
) -> (Option<NodeId>, Vec<Problem>) {
    for &comment in &blocks.lines.comments {
        builder.comment(comment);
    }
    let names = outline.regimes.iter().filter_map(|regime| regime.name);
    let ids = names
        .map(|name| {
            let written = blocks.lines.slice(name);
            let folded = fold(written);
            // A name of nothing but signs is its own id.
            let id = Some(slug(written)).filter(|slug| !slug.is_empty());
            (folded.clone(), id.unwrap_or(folded))
        })
        .collect();
    let mut emitter =
        Emitter { builder, blocks, labels: &options.labels, options, ids, problems: Vec::new() };
    let root = emitter.lesson(outline, front);
    (root, emitter.problems)
}

impl Emitter<'_> {
    fn lesson(&mut self, outline: &Outline, front: &FrontMatter) -> Option<NodeId> {
        let mut entries = Entries::default();
        self.head(outline, front, &mut entries);
        let lesson = outline.title.is_some()
            || !front.entries.is_empty()
            || !outline.regimes.is_empty()
            || outline.comparison.is_some()
            || outline.field_guide.is_some();
        let mut prose = outline.prose.clone();
        match outline.lead {
            Some(lead) if lesson => {
                let value = self.text(lead);
                self.keyed(&mut entries, Span::empty(lead.start as usize), "lead", value);
            }
            Some(lead) => prose.insert(0, lead),
            None => {}
        }
        self.regimes(&outline.regimes, &mut entries);
        if let Some(comparison) = &outline.comparison {
            let value = self.comparison(comparison);
            self.keyed(&mut entries, comparison.heading, "comparison", value);
        }
        if let Some(guide) = &outline.field_guide {
            let value = self.field_guide(guide);
            self.keyed(&mut entries, guide.heading, "field_guide", value);
        }
        if let Some(next) = &outline.next {
            let value = self.next(next);
            self.keyed(&mut entries, next.label.wording, "next", value);
        }
        self.prose(&prose, &mut entries);
        self.sections(&outline.sections, &mut entries);
        let entries = entries.sorted();
        if entries.is_empty() {
            return None;
        }
        let lines = &self.blocks.lines;
        let whole = lines.text.trim_start_matches('\u{feff}');
        let span = Span::new(lines.text.len() - whole.len(), lines.text.trim_end().len());
        Some(self.builder.mapping(Style::Prose, span, &entries, front.cut))
    }

    /// The title line's number and title, and what front matter adds.
    fn head(&mut self, outline: &Outline, front: &FrontMatter, entries: &mut Entries) {
        let title = outline.title.unwrap_or_default();
        for &(key, value) in &front.entries {
            let tree = self.builder.tree();
            let overridden = match tree.text(key) {
                "lesson" => title.number.is_some(),
                "title" => title.title.is_some(),
                _ => false,
            };
            if !overridden {
                entries.push(tree.span(key).start as usize, key, value);
            }
        }
        if let Some(number) = title.number {
            let value = self.builder.text(Kind::Int, Style::Prose, number, number);
            self.keyed(entries, Span::new(title.line.start as usize, number.start as usize), "lesson", value);
        }
        let named = front.entries.iter().any(|&(key, _)| self.builder.tree().text(key) == "title");
        if let Some(text) = title.title {
            let value = self.text(text);
            self.keyed(entries, Span::empty(text.start as usize), "title", value);
        } else if outline.title.is_some() && !named {
            let place = Span::empty(title.after);
            let value = self.builder.null(place);
            self.keyed(entries, place, "title", value);
        }
    }

    fn regimes(&mut self, regimes: &[Regime], entries: &mut Entries) {
        let (Some(first), Some(last)) = (regimes.first(), regimes.last()) else { return };
        let span = first.span.join(last.span);
        let items: Vec<NodeId> = regimes.iter().map(|regime| self.regime(regime)).collect();
        let list = self.builder.sequence(Style::Prose, span, &items, false);
        self.keyed(entries, Span::empty(first.span.start as usize), "regimes", list);
    }

    fn regime(&mut self, regime: &Regime) -> NodeId {
        let mut entries = Entries::default();
        if let Some(name) = regime.name {
            let value = self.text(name);
            self.keyed(&mut entries, name, "name", value);
        }
        for part in &regime.parts {
            self.labelled(&mut entries, part, part.key.name());
        }
        self.analogies(&regime.mappings, &mut entries);
        self.prose(&regime.prose, &mut entries);
        self.mapping(regime.span, entries)
    }

    fn analogies(&mut self, mappings: &[Mapping], entries: &mut Entries) {
        let Some(first) = mappings.first() else { return };
        let mut items = Vec::new();
        let mut span: Option<Span> = None;
        for mapping in mappings {
            for (index, analogy) in mapping.analogies.iter().enumerate() {
                let heading = mapping.heading.map(|(text, title)| (text, title.filter(|_| index == 0)));
                items.push(self.analogy(analogy, heading));
                span = span.into_iter().chain(analogy.span).reduce(Span::join);
            }
        }
        let own = first.analogies.first().and_then(|analogy| analogy.span);
        let begin = own.map_or(Span::default(), |own| Span::empty(own.start as usize));
        let key = first.heading.map_or(begin, |(text, _)| text);
        let list = self.builder.sequence(Style::Prose, span.unwrap_or(key), &items, false);
        self.keyed(entries, key, "analogies", list);
    }

    fn analogy(&mut self, analogy: &Analogy, heading: Option<(Span, Option<Span>)>) -> NodeId {
        let mut entries = Entries::default();
        if let Some((text, title)) = heading {
            let value = self.text(text);
            self.keyed(&mut entries, Span::empty(text.start as usize), "x-heading", value);
            if let Some(title) = title {
                let value = self.text(title);
                self.keyed(&mut entries, Span::empty(title.start as usize), "title", value);
            }
        }
        for (name, part) in
            [("maps_to", analogy.maps_to), ("holds", analogy.holds), ("where_it_breaks", analogy.breaks)]
        {
            if let Some(part) = part {
                self.labelled(&mut entries, &part, name);
            }
        }
        self.prose(&analogy.prose, &mut entries);
        self.mapping(analogy.span.unwrap_or_default(), entries)
    }

    fn next(&mut self, next: &Next) -> NodeId {
        let mut entries = Entries::default();
        if let Some(number) = next.lesson {
            let value = self.builder.text(Kind::Int, Style::Prose, number, number);
            self.keyed(&mut entries, Span::empty(number.start as usize), "lesson", value);
        }
        if let Some(teaser) = next.teaser {
            let value = self.text(teaser);
            self.keyed(&mut entries, Span::empty(teaser.start as usize), "teaser", value);
        }
        self.mapping(next.label.span, entries)
    }

    /// The author's own sections, each with its heading and text.
    fn sections(&mut self, sections: &[(Span, Option<Span>)], entries: &mut Entries) {
        let Some(&(first, _)) = sections.first() else { return };
        let mut items = Vec::new();
        let mut whole = first;
        for &(heading, text) in sections {
            let mut section = Entries::default();
            let title = self.text(heading);
            self.keyed(&mut section, heading, "title", title);
            if let Some(text) = text {
                let value = self.text(text);
                self.keyed(&mut section, Span::empty(text.start as usize), "text", value);
            }
            let span = text.map_or(heading, |text| heading.join(text));
            whole = whole.join(span);
            items.push(self.mapping(span, section));
        }
        let list = self.builder.sequence(Style::Prose, whole, &items, false);
        self.keyed(entries, Span::empty(first.start as usize), "x-sections", list);
    }

    pub(super) fn prose(&mut self, prose: &[Span], entries: &mut Entries) {
        self.texts("x-prose", prose, entries);
    }

    /// A list of paragraphs, if there are any.
    pub(super) fn texts(&mut self, name: &str, texts: &[Span], entries: &mut Entries) {
        let Some(whole) = texts.iter().copied().reduce(Span::join) else { return };
        let items: Vec<NodeId> = texts.iter().map(|&text| self.text(text)).collect();
        let list = self.builder.sequence(Style::Prose, whole, &items, false);
        self.keyed(entries, Span::empty(whole.start as usize), name, list);
    }

    pub(super) fn labelled(&mut self, entries: &mut Entries, part: &Labelled, name: &str) {
        let value = match part.value {
            Some(value) => self.text(value),
            None => self.builder.null(Span::empty(part.after)),
        };
        self.keyed(entries, part.wording, name, value);
    }

    pub(super) fn keyed(&mut self, entries: &mut Entries, place: Span, name: &str, value: NodeId) {
        let key = self.builder.name(place, name);
        entries.push(place.start as usize, key, value);
    }

    pub(super) fn mapping(&mut self, span: Span, entries: Entries) -> NodeId {
        self.builder.mapping(Style::Prose, span, &entries.sorted(), false)
    }

    /// A text as it is written, without comments and the blanks at its ends; each line end is one
    /// character.
    pub(super) fn text(&mut self, span: Span) -> NodeId {
        let trimmed = self.blocks.lines.trim(span);
        if trimmed.is_empty() {
            return self.builder.null(span);
        }
        let text = self.blocks.lines.slice(trimmed);
        let returns = text.match_indices('\r').map(|(at, _)| {
            let length = if text.get(at..).is_some_and(|end| end.starts_with("\r\n")) { 2 } else { 1 };
            Span::new(at, at + length).shifted(trimmed.start as usize)
        });
        self.with(trimmed, returns, "\n")
    }

    /// A text without its comments, in which each of these pieces is written for another.
    pub(super) fn with(
        &mut self,
        text: Span,
        written: impl Iterator<Item = Span>,
        meant: &'static str,
    ) -> NodeId {
        let comments = self.blocks.lines.comments_in(text).iter().map(|&comment| (comment, ""));
        let mut others: Vec<(Span, &str)> = comments.chain(written.map(|piece| (piece, meant))).collect();
        others.sort_unstable();
        let mut pieces = Vec::new();
        let mut from = text.start;
        for (piece, meant) in others {
            if piece.start < from {
                continue;
            }
            if piece.start > from {
                pieces.push(Piece::Source(Span { start: from, end: piece.start }));
            }
            if !meant.is_empty() {
                pieces.push(Piece::Instead(meant, piece));
            }
            from = piece.end;
        }
        if from < text.end {
            pieces.push(Piece::Source(Span { start: from, end: text.end }));
        }
        self.builder.joined(text, &pieces)
    }
}
