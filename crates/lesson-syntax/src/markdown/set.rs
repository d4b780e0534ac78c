use std::sync::Arc;

use lesson_text::{Edit, SourceFile, Span, apply, slug};

use super::blocks::Blocks;
use super::grid::cell_text;
use super::labels::{Key, Labels};
use super::manner::{Manner, cell};
use super::outline::{Analogy, Outline, Regime};
use super::wording::unwrap;
use super::{front_matter, read, sections};
use crate::reorder::{LARGEST, values};
use crate::{Kind, Limits, NodeId, ReadOptions, Stub, Style, Tree, yaml};

/// The edit by which a mapping gets a key with a value; see [`crate::set`].
///
/// An edit is given only if the text that it makes reads with the value in its place and with
/// everything else as it was.
pub(crate) fn set(tree: &Tree, labels: &Labels, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
    if let Some(edit) = fill_cell(tree, owner, key, value) {
        return Some(edit);
    }
    let source = tree.source();
    if source.text().len() > LARGEST {
        return None;
    }
    let edit = if tree.style(owner) == Style::Prose {
        let start = front_matter::find(source).map_or(source.text_start(), |region| region.end);
        let blocks = Blocks::new(source.text(), start, labels);
        let outline = sections::outline(&blocks, labels);
        let manner = Manner::new(&blocks, labels, source.line_end());
        let setter = Setter { tree, blocks: &blocks, outline: &outline, manner, labels, start };
        setter.in_place(owner, key, value).or_else(|| setter.added(&tree.pointer(owner), key, value))?
    } else {
        yaml::set(tree, owner, key, value, None)?
    };
    is_sound(tree, labels, owner, key, value, &edit).then_some(edit)
}

/// The edit by which the comparison gets one more row; see [`crate::append`].
pub(crate) fn append(tree: &Tree, labels: &Labels, list: NodeId, item: &Stub) -> Option<Edit> {
    let source = tree.source();
    if source.text().len() > LARGEST || tree.pointer(list) != "/comparison/dimensions" {
        return None;
    }
    let start = front_matter::find(source).map_or(source.text_start(), |region| region.end);
    let blocks = Blocks::new(source.text(), start, labels);
    let outline = sections::outline(&blocks, labels);
    let manner = Manner::new(&blocks, labels, source.line_end());
    let table = blocks.tables.get(*outline.comparison?.tables.last()?)?;
    let lines = &blocks.lines;
    let column = |&column: &Span| cell_text(lines, unwrap(lines, lines.trim(column))).into_owned();
    let cells = table.columns.iter().skip(1).map(column).map(|regime| {
        let cells = entry(item, "cells").and_then(|cells| entry(cells, &slug(&regime)));
        cell(cells.and_then(text_of).unwrap_or_default())
    });
    let name = cell(entry(item, "name").and_then(text_of)?);
    let row: Vec<String> = [name].into_iter().chain(cells).collect();
    let end = lines.get(table.last)?.span.end;
    let edit = Edit::insert(end as usize, format!("{}{}", source.line_end(), manner.row(table.bars, &row)));
    let pointer = format!("/comparison/dimensions/{}", tree.items(list).len());
    let name = format!("{pointer}/name");
    let holds = |after: &Tree| after.at_pointer(&name).is_some_and(|name| after.text(name) == row[0]);
    is_sound_at(tree, labels, &pointer, &edit, holds).then_some(edit)
}

/// Puts a text into a table's blank cell, where nothing else can be touched by it.
fn fill_cell(tree: &Tree, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
    let Stub::Text(text) = value else { return None };
    let (_, node) = tree.entry(owner, key)?;
    let pointer = tree.pointer(owner);
    let in_table =
        ["/comparison/dimensions/", "/field_guide/lines/"].iter().any(|table| pointer.starts_with(table));
    if tree.kind(node) != Kind::Null || !in_table || text.trim().is_empty() {
        return None;
    }
    let (source, span) = (tree.source().text(), tree.span(node));
    let after = source.get(span.end as usize..).unwrap_or_default();
    let tabs = !after.starts_with('|') && source.get(..span.start as usize)?.ends_with('\t');
    let text = cell(text);
    let blanks = after.len() - after.trim_start_matches(' ').len();
    // The last cell of a row without outer bars ends the line, and no blanks do.
    if after.get(blanks..).is_none_or(|rest| rest.is_empty() || rest.starts_with(['\n', '\r'])) {
        let span = Span::new(span.start as usize, span.end as usize + blanks);
        return Some(Edit::replace(span, if tabs { text } else { format!(" {text}") }));
    }
    Some(Edit::replace(span, if tabs { text } else { format!(" {text} ") }))
}

/// Whether the edited text holds the value, and all other values as they were.
fn is_sound(tree: &Tree, labels: &Labels, owner: NodeId, key: &str, value: &Stub, edit: &Edit) -> bool {
    let pointer = format!("{}/{key}", tree.pointer(owner));
    is_sound_at(tree, labels, &pointer, edit, |after| {
        let Some(found) = after.at_pointer(&pointer) else { return false };
        match value {
            Stub::Text(text) => after.text(found).split_whitespace().eq(text.split_whitespace()),
            Stub::List(_) => after.kind(found) == Kind::Sequence,
            Stub::Map(_) => after.kind(found) == Kind::Mapping,
        }
    })
}

fn is_sound_at(
    tree: &Tree,
    labels: &Labels,
    pointer: &str,
    edit: &Edit,
    holds: impl Fn(&Tree) -> bool,
) -> bool {
    let source = tree.source();
    let Ok(text) = apply(source.text(), std::slice::from_ref(edit)) else { return false };
    let limits = Limits { bytes: usize::MAX, ..Limits::default() };
    let edited = Arc::new(SourceFile::new(source.path(), text));
    let parsed = read(&edited, &ReadOptions { limits, labels: labels.clone() });
    if !holds(&parsed.tree) {
        return false;
    }
    let others = values(tree, pointer);
    others.is_some() && others == values(&parsed.tree, pointer)
}

struct Setter<'a> {
    tree: &'a Tree,
    blocks: &'a Blocks<'a>,
    outline: &'a Outline,
    manner: Manner<'a>,
    labels: &'a Labels,
    start: usize,
}

impl Setter<'_> {
    /// Puts a text where a value stands that says nothing.
    fn in_place(&self, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
        let Stub::Text(text) = value else { return None };
        let (written, node) = self.tree.entry(owner, key)?;
        let span = self.tree.span(node);
        let source = self.tree.source().text();
        match self.tree.kind(node) {
            Kind::Null if key == "title" => {
                let numbered =
                    source.get(..span.start as usize)?.ends_with(|before: char| before.is_ascii_digit());
                Some(Edit::replace(span, format!("{}{}", if numbered { " — " } else { " " }, text.trim())))
            }
            Kind::Null => {
                let line = source.get(..self.tree.span(written).start as usize)?;
                let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
                let heads = line.trim_start().starts_with('#');
                let between = if heads { self.manner.between() } else { " ".to_owned() };
                Some(Edit::replace(span, format!("{between}{}", self.manner.lines(text))))
            }
            _ => None,
        }
    }

    /// Adds what is not there at all.
    fn added(&self, owner: &str, key: &str, value: &Stub) -> Option<Edit> {
        let steps: Vec<&str> = owner.split('/').skip(1).collect();
        match (&steps[..], key) {
            ([], "lead") => Some(self.lead(self.manner.lines(text_of(value)?))),
            ([], _) => self.at_root(key, value),
            (["comparison"], "dimensions") => {
                let section = self.outline.comparison.as_ref()?;
                Some(self.below(section.span, &[self.dimensions(Some(value))]))
            }
            (["field_guide"], "lines") => {
                let section = self.outline.field_guide.as_ref()?;
                Some(self.below(section.span, &[self.lines(Some(value))]))
            }
            (["regimes", index], "analogies") => self.analogies(self.regime(index)?, value),
            (["regimes", index], _) => self.part(self.regime(index)?, key, text_of(value)?),
            (["regimes", regime, "analogies", index], _) => {
                let mut analogies =
                    self.regime(regime)?.mappings.iter().flat_map(|mapping| &mapping.analogies);
                self.in_analogy(analogies.nth(index.parse().ok()?)?, key, text_of(value)?)
            }
            _ => None,
        }
    }

    fn regime(&self, index: &str) -> Option<&Regime> {
        self.outline.regimes.get(index.parse::<usize>().ok()?)
    }

    fn at_root(&self, key: &str, value: &Stub) -> Option<Edit> {
        let heading = |key: Key| self.manner.heading(self.labels.canonical_of(key), 0);
        match key {
            "title" => self.title(value),
            "comparison" => {
                let intro = entry(value, "intro").and_then(text_of).map(|intro| self.manner.lines(intro));
                let table = self.dimensions(entry(value, "dimensions"));
                let paragraphs: Vec<String> =
                    [heading(Key::Comparison)].into_iter().chain(intro).chain([table]).collect();
                self.section(self.outline.field_guide.as_ref().map(|guide| guide.span), &paragraphs)
            }
            "field_guide" => {
                self.section(None, &[heading(Key::FieldGuide), self.lines(entry(value, "lines"))])
            }
            "next" => {
                let words = [Key::Next, Key::Lesson, Key::Covers].map(|key| self.labels.canonical_of(key));
                let number = entry(value, "lesson").and_then(text_of)?;
                let teaser = entry(value, "teaser").and_then(text_of)?.trim();
                let [next, lesson, covers] = words;
                self.section(None, &[format!("{next}: {lesson} {number} {covers} {teaser}")])
            }
            _ => None,
        }
    }

    fn lead(&self, lead: String) -> Edit {
        match &self.outline.title {
            Some(title) => self.below(title.line, &[lead]),
            None => Edit::insert(self.start, format!("{lead}{}", self.manner.between())),
        }
    }

    fn in_analogy(&self, analogy: &Analogy, key: &str, text: &str) -> Option<Edit> {
        let span = analogy.span?;
        match (key, analogy.maps_to) {
            ("where_it_breaks", _) => {
                Some(self.below(span, &[self.manner.labelled(Key::WhereItBreaks, text)]))
            }
            ("holds", Some(led)) => Some(self.below(led.span, &[self.manner.labelled(Key::Holds, text)])),
            ("holds", None) => Some(self.above(span, &[self.manner.lines(text)])),
            ("maps_to", _) => Some(self.above(span, &[self.manner.labelled(Key::MapsTo, text)])),
            _ => None,
        }
    }

    fn title(&self, value: &Stub) -> Option<Edit> {
        let title = text_of(value)?.trim();
        let marked = self.outline.title.is_none() && self.manner.heading("", 0).starts_with('#');
        marked.then(|| Edit::insert(self.start, format!("# {title}{}", self.manner.between())))
    }

    /// A section of analogies, below the regime's last part; or its paragraphs, below the heading that
    /// stands there alone.
    fn analogies(&self, regime: &Regime, value: &Stub) -> Option<Edit> {
        let mut paragraphs = Vec::new();
        let place = match regime.mappings.last() {
            Some(mapping) => mapping.heading?.0,
            None => {
                paragraphs.push(self.manner.mapping_heading());
                regime.parts.iter().map(|part| part.span).chain(regime.name).max_by_key(|span| span.end)?
            }
        };
        for item in items(Some(value)) {
            let text = |name| entry(item, name).and_then(text_of);
            let maps_to = text("maps_to").map(|text| self.manner.labelled(Key::MapsTo, text));
            let holds = text("holds").map(|text| self.manner.lines(text));
            let breaks = text("where_it_breaks").map(|text| self.manner.labelled(Key::WhereItBreaks, text));
            paragraphs.extend([maps_to, holds, breaks].into_iter().flatten());
        }
        Some(self.below(place, &paragraphs))
    }

    /// A part, below the one before it in canonical order, else below the heading.
    fn part(&self, regime: &Regime, key: &str, text: &str) -> Option<Edit> {
        let key = Key::of(key).filter(|key| key.is_part())?;
        let before = Key::PARTS.iter().rev().skip_while(|&&part| part != key).skip(1);
        let written = |key: &Key| regime.parts.iter().find(|part| part.key == *key);
        let place = before.copied().find_map(|key| written(&key)).map(|part| part.span);
        Some(self.below(place.or(regime.name)?, &[self.manner.labelled(key, text)]))
    }

    /// A whole section, before another one, else before what points on, else at the end.
    fn section(&self, before: Option<Span>, paragraphs: &[String]) -> Option<Edit> {
        let next = self.outline.next.as_ref().map(|next| next.label.span);
        if let Some(place) = before.or(next) {
            return Some(self.above(place, paragraphs));
        }
        let text = self.tree.source().text();
        let whole = self.blocks.lines.trim(Span::new(self.start, text.len()));
        (!whole.is_empty()).then(|| self.below(whole, paragraphs))
    }

    /// Paragraphs below the line in which a span ends.
    fn below(&self, span: Span, paragraphs: &[String]) -> Edit {
        let lines = &self.blocks.lines;
        let index = lines.all.partition_point(|line| line.span.end < span.end);
        let mut end = lines.get(index).map_or(span.end, |line| line.span.end);
        // The line below a heading may be what marks it.
        if let Some(below) = lines.get(index + 1)
            && lines.slice(below.text).bytes().all(|byte| matches!(byte, b'=' | b'-'))
            && !below.text.is_empty()
        {
            end = below.span.end;
        }
        Edit::insert(end as usize, self.manner.after(paragraphs))
    }

    /// Paragraphs above the line in which a span starts.
    fn above(&self, span: Span, paragraphs: &[String]) -> Edit {
        let lines = &self.blocks.lines;
        let index = lines.all.partition_point(|line| line.span.end < span.start);
        let start = lines.get(index).map_or(span.start, |line| line.span.start);
        let between = self.manner.between();
        Edit::insert(start as usize, format!("{}{between}", paragraphs.join(&between)))
    }

    fn dimensions(&self, stub: Option<&Stub>) -> String {
        let slice = |span: Span| self.blocks.lines.slice(span);
        let names: Vec<&str> =
            self.outline.regimes.iter().filter_map(|regime| regime.name).map(slice).collect();
        let header: Vec<&str> =
            [self.labels.canonical_of(Key::Dimension)].into_iter().chain(names.clone()).collect();
        let row = |dimension: &Stub| {
            let name = entry(dimension, "name").and_then(text_of).unwrap_or_default();
            let cells = entry(dimension, "cells");
            let of_regime = |regime: &&str| {
                cells.and_then(|cells| entry(cells, &slug(regime))).and_then(text_of).unwrap_or_default()
            };
            [name].into_iter().chain(names.iter().map(of_regime)).map(cell).collect()
        };
        self.manner.table(&header, &items(stub).iter().map(row).collect::<Vec<_>>())
    }

    fn lines(&self, stub: Option<&Stub>) -> String {
        let keys = [Key::DontSay, Key::DoSay, Key::Why];
        let header = keys.map(|key| self.labels.canonical_of(key));
        let row = |line: &Stub| {
            let cells = keys.iter().map(|key| entry(line, key.name()).and_then(text_of).unwrap_or_default());
            cells.map(cell).collect()
        };
        self.manner.table(&header, &items(stub).iter().map(row).collect::<Vec<_>>())
    }
}

fn text_of(stub: &Stub) -> Option<&str> {
    match stub {
        Stub::Text(text) => Some(text),
        _ => None,
    }
}

fn entry<'a>(stub: &'a Stub, key: &str) -> Option<&'a Stub> {
    match stub {
        Stub::Map(entries) => entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value),
        _ => None,
    }
}

fn items(stub: Option<&Stub>) -> &[Stub] {
    match stub {
        Some(Stub::List(items)) => items,
        _ => &[],
    }
}
