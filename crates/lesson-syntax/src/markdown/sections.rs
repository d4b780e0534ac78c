use lesson_text::Span;

use super::analogies::{self, Paragraph, duplicate};
use super::blocks::{Block, Blocks};
use super::headings::Role;
use super::labels::{Key, Labels};
use super::outline::{Comparison, FieldGuide, Labelled, Mapping, Outline, Regime};
use super::wording::Label;
use super::{field_guide, next};

/// Reads the layout of a lesson from its blocks.
pub(super) fn outline(blocks: &Blocks<'_>, labels: &Labels) -> Outline {
    let mut walker = Walker {
        blocks,
        labels,
        outline: Outline { title: blocks.title, ..Outline::default() },
        at: Section::Top,
        slot: Slot::None,
        paragraphs: Vec::new(),
        scenarios: field_guide::Scenarios::default(),
    };
    for (index, &(block, span)) in blocks.all.iter().enumerate() {
        walker.block(index, block, span);
    }
    walker.close_mapping();
    walker.outline
}

/// The section in which the walk is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Before any heading.
    Top,
    Regime,
    Comparison {
        level: u8,
    },
    FieldGuide {
        level: u8,
    },
    Own,
    /// After what points on to the next lesson.
    Next,
}

/// What a paragraph in a regime goes on with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    None,
    Part,
    Mapping,
}

struct Walker<'a> {
    blocks: &'a Blocks<'a>,
    labels: &'a Labels,
    outline: Outline,
    at: Section,
    slot: Slot,
    /// The paragraphs of the mapping section that is open.
    paragraphs: Vec<Paragraph>,
    scenarios: field_guide::Scenarios,
}

impl Walker<'_> {
    fn block(&mut self, index: usize, block: Block, span: Span) {
        match block {
            Block::Heading { level, text, role } => self.heading(level, text, role, span),
            Block::Label { label, level, text } => {
                let labelled = Labelled {
                    key: label.key,
                    wording: label.wording,
                    after: label.after,
                    value: text,
                    span,
                };
                if !self.label(index, &label, level, labelled) {
                    let item = self.blocks.lines.beginning_at(span.start).is_some_and(|line| line.item);
                    self.paragraph(span, item, None);
                }
            }
            Block::Text { item } => self.paragraph(span, item, None),
            Block::Fence => self.paragraph(span, false, None),
            Block::Table(table) => self.paragraph(span, false, Some(table)),
            Block::Rule => {}
        }
    }

    fn heading(&mut self, level: u8, text: Span, role: Role, span: Span) {
        match role {
            Role::Regime => {
                self.close_mapping();
                self.outline.regimes.push(Regime { name: Some(text), level, span, ..Regime::default() });
                (self.at, self.slot) = (Section::Regime, Slot::None);
            }
            Role::Mapping(title) => self.mapping(text, title, span),
            Role::Comparison if self.outline.comparison.is_none() => {
                self.close_mapping();
                self.outline.comparison = Some(Comparison { heading: text, span, ..Comparison::default() });
                self.at = Section::Comparison { level };
            }
            Role::FieldGuide if self.outline.field_guide.is_none() => {
                self.close_mapping();
                self.outline.field_guide = Some(FieldGuide { heading: text, span, ..FieldGuide::default() });
                self.at = Section::FieldGuide { level };
            }
            Role::Lead if self.outline.lead.is_none() && self.at == Section::Top => {}
            _ => self.own(level, text, span),
        }
    }

    /// A heading that is no part of the layout: inside a section if it is deeper than that one's.
    fn own(&mut self, level: u8, text: Span, span: Span) {
        let inside = |outer: u8| outer > 0 && (level > outer || level == 0);
        match self.at {
            Section::Regime => {
                self.close_mapping();
                if let Some(regime) = self.outline.regimes.last_mut().filter(|regime| inside(regime.level)) {
                    regime.prose.push(text);
                    regime.span = regime.span.join(span);
                    self.slot = Slot::None;
                    return;
                }
            }
            Section::Comparison { level } if inside(level) => {
                if let Some(comparison) = &mut self.outline.comparison {
                    comparison.prose.push(text);
                    comparison.span = comparison.span.join(span);
                }
                return;
            }
            Section::FieldGuide { level } if inside(level) => {
                if let Some(guide) = &mut self.outline.field_guide {
                    guide.prose.push(text);
                    guide.span = guide.span.join(span);
                    self.scenarios.close();
                }
                return;
            }
            _ => {}
        }
        self.outline.sections.push((text, None));
        self.at = Section::Own;
    }

    fn mapping(&mut self, text: Span, title: Option<Span>, span: Span) {
        match self.at {
            Section::Regime | Section::Top => {
                let empty = self.slot == Slot::Mapping && self.paragraphs.is_empty();
                self.close_mapping();
                self.in_regime(span, |regime| {
                    // "Analogy" right below "Concept Mapping: a title" heads the same.
                    let outer = if empty { regime.mappings.pop() } else { None };
                    let title = title.or(outer.and_then(|outer| outer.heading?.1));
                    regime.mappings.push(Mapping { heading: Some((text, title)), analogies: Vec::new() });
                });
                self.slot = Slot::Mapping;
            }
            _ => self.own(0, text, span),
        }
    }

    /// The regime that is open, and this in it; without one, a regime begins that has no name.
    fn in_regime(&mut self, span: Span, change: impl FnOnce(&mut Regime)) {
        if self.at != Section::Regime || self.outline.regimes.is_empty() {
            self.outline.regimes.push(Regime { span, ..Regime::default() });
            (self.at, self.slot) = (Section::Regime, Slot::None);
        }
        if let Some(regime) = self.outline.regimes.last_mut() {
            regime.span = regime.span.join(span);
            change(regime);
        }
    }

    /// Reads a label where it may stand; tells whether it was one there.
    fn label(&mut self, index: usize, label: &Label, level: u8, labelled: Labelled) -> bool {
        if label.key == Key::Next && self.next(index, label, level, labelled) {
            return true;
        }
        match self.at {
            Section::Regime | Section::Top if label.key.is_part() => self.part(labelled),
            Section::Regime if label.key.is_in_analogy() => {
                if self.slot != Slot::Mapping {
                    self.in_regime(labelled.span, |regime| regime.mappings.push(Mapping::default()));
                    self.slot = Slot::Mapping;
                }
                self.paragraphs.push(Paragraph::Labelled(labelled));
                self.grow(labelled.span);
            }
            Section::FieldGuide { .. }
                if matches!(label.key, Key::PrimaryScenario | Key::SecondaryScenarios) =>
            {
                self.guide_paragraph(labelled.span, false, Some(labelled));
            }
            _ => return false,
        }
        true
    }

    fn part(&mut self, labelled: Labelled) {
        self.close_mapping();
        let mut first = None;
        self.in_regime(labelled.span, |regime| {
            first = regime.parts.iter().find(|part| part.key == labelled.key).copied();
            match first {
                None => regime.parts.push(labelled),
                Some(_) => regime.prose.extend(labelled.value),
            }
        });
        self.slot = if first.is_none() { Slot::Part } else { Slot::None };
        self.outline.problems.extend(first.map(|first| duplicate(&labelled, &first)));
    }

    fn next(&mut self, index: usize, label: &Label, level: u8, labelled: Labelled) -> bool {
        let last = self.blocks.all.len() == index + 1;
        let read = next::read(&self.blocks.lines, self.labels, labelled);
        let alone = labelled.value.is_none();
        let sure = level > 0 || label.emphasised || alone || last || read.lesson.is_some();
        if !sure || self.outline.next.is_some() {
            return false;
        }
        self.close_mapping();
        self.outline.next = Some(read);
        self.at = Section::Next;
        true
    }

    fn paragraph(&mut self, span: Span, item: bool, table: Option<usize>) {
        self.grow(span);
        match self.at {
            Section::Top => {
                let lead = &mut self.outline.lead;
                *lead = Some(lead.map_or(span, |lead| lead.join(span)));
            }
            Section::Regime => self.regime_paragraph(span),
            Section::Comparison { .. } => {
                let Some(comparison) = &mut self.outline.comparison else { return };
                match table {
                    Some(table) => comparison.tables.push(table),
                    None if comparison.tables.is_empty() => {
                        let intro = &mut comparison.intro;
                        *intro = Some(intro.map_or(span, |intro| intro.join(span)));
                    }
                    None => comparison.notes.push(span),
                }
            }
            Section::FieldGuide { .. } => match (&mut self.outline.field_guide, table) {
                (Some(guide), Some(table)) => {
                    guide.tables.push(table);
                    self.scenarios.close();
                }
                _ => self.guide_paragraph(span, item, None),
            },
            Section::Own => {
                if let Some((_, text)) = self.outline.sections.last_mut() {
                    *text = Some(text.map_or(span, |text| text.join(span)));
                }
            }
            Section::Next => self.after_next(span),
        }
    }

    fn after_next(&mut self, span: Span) {
        match &mut self.outline.next {
            Some(next) if next.label.value.is_none() => {
                let mut labelled = next.label;
                labelled.extend(span);
                *next = next::read(&self.blocks.lines, self.labels, labelled);
            }
            _ => self.outline.prose.push(span),
        }
    }

    fn regime_paragraph(&mut self, span: Span) {
        let Some(regime) = self.outline.regimes.last_mut() else { return };
        match self.slot {
            Slot::None => regime.prose.push(span),
            Slot::Part => {
                if let Some(part) = regime.parts.last_mut() {
                    part.extend(span);
                }
            }
            Slot::Mapping => self.paragraphs.push(Paragraph::Text(span)),
        }
    }

    fn guide_paragraph(&mut self, span: Span, item: bool, labelled: Option<Labelled>) {
        self.grow(span);
        let Some(guide) = &mut self.outline.field_guide else { return };
        self.scenarios.paragraph(&self.blocks.lines, self.labels, guide, span, item, labelled);
    }

    /// Ends the mapping section that is open, and reads its analogies.
    fn close_mapping(&mut self) {
        if self.slot != Slot::Mapping {
            return;
        }
        let paragraphs = std::mem::take(&mut self.paragraphs);
        let problems = &mut self.outline.problems;
        let analogies = analogies::read(&self.blocks.lines, self.labels, &paragraphs, problems);
        let mapping = self.outline.regimes.last_mut().and_then(|regime| regime.mappings.last_mut());
        if let Some(mapping) = mapping {
            mapping.analogies = analogies;
        }
        self.slot = Slot::None;
    }

    /// The section that is open reaches as far as this paragraph.
    fn grow(&mut self, span: Span) {
        let section = match self.at {
            Section::Regime => self.outline.regimes.last_mut().map(|regime| &mut regime.span),
            Section::Comparison { .. } => self.outline.comparison.as_mut().map(|section| &mut section.span),
            Section::FieldGuide { .. } => self.outline.field_guide.as_mut().map(|section| &mut section.span),
            _ => None,
        };
        if let Some(section) = section {
            *section = section.join(span);
        }
    }
}
