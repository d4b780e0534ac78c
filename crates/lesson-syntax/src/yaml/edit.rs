//! The edit by which a mapping gets a key.

use std::sync::Arc;

use lesson_text::{Edit, SourceFile, Span, apply};

use super::emit;
use super::scan::{byte, is_blank, line_end, line_start, next_line, skip_while};
use crate::{Form, Kind, NodeId, ReadOptions, Stub, Style, Tree, read};

/// The edit by which a mapping gets a key with a value; see [`crate::set_after`].
pub(crate) fn set(
    tree: &Tree,
    owner: NodeId,
    key: &str,
    value: &Stub,
    preceding: Option<&[&str]>,
) -> Option<Edit> {
    let writer = Writer { tree, text: tree.source().text(), line_end: tree.source().line_end() };
    let edit = match (tree.entry(owner, key), tree.kind(owner)) {
        (Some((key, old)), _) => writer.fill(owner, key, old, value),
        (None, Kind::Mapping) if tree.style(owner) == Style::Flow => writer.add_in_braces(owner, key, value),
        (None, Kind::Mapping) => {
            let ordered = preceding.and_then(|preceding| writer.add_line_among(owner, key, value, preceding));
            let ordered = ordered.filter(|edit| does_so(tree, owner, key, value, edit));
            return ordered.or_else(|| {
                writer.add_line(owner, key, value).filter(|edit| does_so(tree, owner, key, value, edit))
            });
        }
        (None, Kind::Null) => writer.begin(owner, key, value),
        (None, _) => None,
    }?;
    does_so(tree, owner, key, value, &edit).then_some(edit)
}

/// The edit by which a list gets one more item; see [`crate::append`].
pub(crate) fn append(tree: &Tree, list: NodeId, item: &Stub) -> Option<Edit> {
    let writer = Writer { tree, text: tree.source().text(), line_end: tree.source().line_end() };
    let edit = match tree.style(list) {
        Style::Flow => writer.add_in_brackets(list, item),
        _ => writer.add_item(list, item),
    }?;
    let count = tree.items(list).len();
    let holds = |after: &Tree, list: NodeId| {
        let items = after.items(list);
        items.len() == count + 1 && items.last().is_some_and(|&last| says(after, last, item))
    };
    is_sound(tree, list, &edit, holds).then_some(edit)
}

/// Whether the edited collection says what it is to say, at that place, and nothing new is wrong.
fn does_so(tree: &Tree, owner: NodeId, key: &str, value: &Stub, edit: &Edit) -> bool {
    is_sound(tree, owner, edit, |after, owner| {
        after.get(owner, key).is_some_and(|found| says(after, found, value))
    })
}

/// Whether the edited collection holds what it is to hold, and nothing new is wrong. It is read by itself,
/// at its own column, so that the cost is that of the collection and not of the file.
fn is_sound(tree: &Tree, owner: NodeId, edit: &Edit, holds: impl Fn(&Tree, NodeId) -> bool) -> bool {
    // Where nothing stands yet, the collection that holds it is what can be read.
    let empty = tree.kind(owner) == Kind::Null;
    let whole = if empty { tree.parent(owner) } else { Some(owner) };
    let Some((whole, below)) =
        whole.map(|whole| (whole, tree.pointer(owner).split_off(tree.pointer(whole).len())))
    else {
        return false;
    };
    let text = tree.source().text();
    let span = tree.span(whole).join(edit.span);
    // The question mark of a key written out stands before the mapping's first key.
    let before = text.get(..span.start as usize).unwrap_or_default();
    let start = before.strip_suffix("? ").map_or(before.len(), str::len);
    let column = start - line_start(text, start).max(tree.source().text_start());
    let alone = " ".repeat(column) + text.get(start..span.end as usize).unwrap_or_default();
    let shift = |offset: u32| offset as usize - start + column;
    let moved = Edit::replace(Span::new(shift(edit.span.start), shift(edit.span.end)), edit.text.as_str());
    let Ok(edited) = apply(&alone, &[moved]) else { return false };
    let reread = |text: &str| read(&Arc::new(SourceFile::new("", text)), Form::Yaml, &ReadOptions::default());
    let after = reread(&edited);
    let faults = reread(&alone).problems.len();
    let found = after.tree.at_pointer(&below);
    after.problems.len() <= faults && found.is_some_and(|found| holds(&after.tree, found))
}

fn says(tree: &Tree, id: NodeId, value: &Stub) -> bool {
    match value {
        Stub::Text(text) => tree.kind(id) == Kind::String && tree.text(id) == text,
        Stub::List(items) => {
            let found = tree.items(id);
            found.len() == items.len() && found.iter().zip(items).all(|(&id, item)| says(tree, id, item))
        }
        Stub::Map(entries) => {
            tree.entries(id).len() == entries.len()
                && entries.iter().all(|(key, item)| tree.get(id, key).is_some_and(|id| says(tree, id, item)))
        }
    }
}

struct Writer<'a> {
    tree: &'a Tree,
    text: &'a str,
    line_end: &'static str,
}

impl Writer<'_> {
    /// Puts a value in the place of one that says nothing.
    fn fill(&self, owner: NodeId, key: NodeId, old: NodeId, value: &Stub) -> Option<Edit> {
        let blank = match self.tree.kind(old) {
            Kind::Null => true,
            Kind::String => self.tree.text(old).trim().is_empty(),
            _ => false,
        };
        let (key_span, span) = (self.tree.span(key), self.tree.span(old));
        if !blank || span.start < key_span.end {
            return None;
        }
        let start = span.start as usize;
        let after_colon = byte(self.text, start.wrapping_sub(1)) == b':';
        if self.tree.style(owner) == Style::Flow {
            let missing = if span == Span::empty(key_span.end as usize) { ": " } else { "" };
            let space = if missing.is_empty() && span.is_empty() { " " } else { "" };
            return Some(Edit::replace(span, format!("{missing}{space}{}", emit::flow(value))));
        }
        let indent = self.column(owner)? + 2;
        let written = match value {
            Stub::Text(text) => emit::scalar(text),
            _ => emit::block(value, indent, self.line_end),
        };
        // Lines of their own begin right after the colon, so that no space is left at its line's end.
        let from = if written.starts_with(self.line_end) { self.trimmed(start) } else { start };
        let space = if span.is_empty() && matches!(value, Stub::Text(_)) { " " } else { "" };
        let tagged = span.is_empty() && !after_colon;
        if tagged && span.start == key_span.end {
            return None;
        }
        Some(Edit::replace(Span::new(from, span.end as usize), format!("{space}{written}")))
    }

    /// The offset after the last byte before this one that is no space.
    fn trimmed(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        before.iter().rposition(|&byte| !is_blank(byte)).map_or(0, |last| last + 1)
    }

    /// A new line after a block mapping's last entry.
    fn add_line(&self, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
        let indent = self.column(owner)?;
        let mut at = line_end(self.text, self.tree.span(owner).end as usize);
        if self.ends_in_kept_breaks(owner) {
            at = self.past_blank_lines(at);
        }
        let line = emit::entry(key, value, indent, self.line_end);
        Some(Edit::insert(at, format!("{}{}{line}", self.line_end, " ".repeat(indent))))
    }

    /// A new line after the last of some entries, or before all; where the next one has a line of its own.
    fn add_line_among(&self, owner: NodeId, key: &str, value: &Stub, preceding: &[&str]) -> Option<Edit> {
        let indent = " ".repeat(self.column(owner)?);
        let line = emit::entry(key, value, indent.len(), self.line_end);
        let before = preceding.iter().rev().find_map(|key| self.tree.entry(owner, key));
        let from = before.map_or(0, |(name, _)| self.tree.span(name).end as usize);
        let mut starts = self.tree.entries(owner).map(|(key, _)| self.tree.span(key).start as usize);
        let next = starts.find(|&start| start >= from)?;
        let next_line = self.line_start(next);
        if self.text.get(next_line..next)? != indent {
            return None;
        }
        let Some((_, before)) = before else {
            return Some(Edit::insert(next, format!("{line}{}{indent}", self.line_end)));
        };
        // The value behind an alias stands elsewhere.
        let before = self.tree.span(before);
        let at = line_end(self.text, if before.start as usize >= from { before.end as usize } else { from });
        // A block text may keep the blank lines after it.
        let written = self.text.get(from..at)?;
        let is_blank_between = self.text.get(at..next_line)?.lines().any(|line| line.trim().is_empty());
        let fits = at < next_line && !(is_blank_between && written.contains('+'));
        fits.then(|| Edit::insert(at, format!("{}{indent}{line}", self.line_end)))
    }

    /// A new item after a block list's last one.
    fn add_item(&self, list: NodeId, item: &Stub) -> Option<Edit> {
        let &first = self.tree.items(list).first()?;
        let start = self.tree.span(first).start as usize;
        let line = self.line_start(start);
        let before = self.text.get(line..start)?.trim_end_matches(' ').strip_suffix('-')?;
        let indent = before.bytes().all(|byte| byte == b' ').then_some(before.len())?;
        let mut at = line_end(self.text, self.tree.span(list).end as usize);
        if self.ends_in_kept_breaks(list) {
            at = self.past_blank_lines(at);
        }
        let written = emit::lines(item, indent + 2, self.line_end);
        Some(Edit::insert(at, format!("{}{}- {written}", self.line_end, " ".repeat(indent))))
    }

    /// A new item before the closing bracket.
    fn add_in_brackets(&self, list: NodeId, item: &Stub) -> Option<Edit> {
        let &last = self.tree.items(list).last()?;
        let (span, last) = (self.tree.span(list), self.tree.span(last));
        span.contains(last).then(|| Edit::insert(last.end as usize, format!(", {}", emit::flow(item))))
    }

    /// Whether a mapping's last value is a block text that keeps the blank lines after it.
    fn ends_in_kept_breaks(&self, owner: NodeId) -> bool {
        let end = self.tree.span(owner).end;
        let mut last = owner;
        loop {
            let inner = match self.tree.kind(last) {
                Kind::Mapping => self.tree.entries(last).next_back().map(|(_, value)| value),
                Kind::Sequence => self.tree.items(last).last().copied(),
                _ => None,
            };
            // The value behind an alias ends elsewhere.
            match inner.filter(|&inner| self.tree.span(inner).end == end) {
                Some(inner) => last = inner,
                None => break,
            }
        }
        let header = self.tree.source().slice(self.tree.span(last));
        let indicators = header.get(1..).unwrap_or_default();
        let indicators =
            indicators.split(|character: char| !character.is_ascii_digit() && !"+-".contains(character));
        matches!(self.tree.style(last), Style::Literal | Style::Folded)
            && indicators.take(1).any(|indicators| indicators.contains('+'))
    }

    fn past_blank_lines(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(line) = next_line(self.text, at) {
            let text = skip_while(self.text, line, is_blank);
            let end = line_end(self.text, line);
            if text < end || end >= self.text.len() {
                break;
            }
            at = end;
        }
        at
    }

    /// A new entry before the closing brace.
    fn add_in_braces(&self, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
        let span = self.tree.span(owner);
        let written = emit::flow_entry(key, value);
        if byte(self.text, span.start as usize) != b'{' {
            return None;
        }
        let Some((last_key, last)) = self.tree.entries(owner).next_back() else {
            return Some(Edit::insert(span.start as usize + 1, written));
        };
        let (from, to) = (self.tree.span(last_key), self.tree.span(last));
        // The value behind an alias stands elsewhere: its name ends at the comma or the brace.
        let end =
            if to.start >= from.end && span.contains(to) { to.end as usize } else { self.alias_end(from)? };
        let line = line_start(self.text, from.start as usize);
        let own_line =
            line > span.start as usize && skip_while(self.text, line, is_blank) == from.start as usize;
        let between = if own_line {
            format!(",{}{}", self.line_end, self.text.get(line..from.start as usize)?)
        } else {
            ", ".to_owned()
        };
        Some(Edit::insert(end, format!("{between}{written}")))
    }

    fn alias_end(&self, key: Span) -> Option<usize> {
        let colon = skip_while(self.text, key.end as usize, |byte| is_blank(byte) || byte == b':');
        (byte(self.text, colon) == b'*')
            .then(|| skip_while(self.text, colon, |byte| byte > b' ' && !b",[]{}".contains(&byte)))
    }

    /// The first entry of a mapping where nothing stands yet.
    fn begin(&self, owner: NodeId, key: &str, value: &Stub) -> Option<Edit> {
        let span = self.tree.span(owner);
        let parent = self.tree.parent(owner)?;
        if self.tree.style(parent) == Style::Flow {
            let space = if span.is_empty() { " " } else { "" };
            return Some(Edit::replace(span, format!("{space}{{{}}}", emit::flow_entry(key, value))));
        }
        let start = span.start as usize;
        if self.tree.kind(parent) == Kind::Sequence {
            let dash = self.trimmed(start).checked_sub(1).filter(|&at| byte(self.text, at) == b'-')?;
            let indent = dash - self.line_start(dash) + 2;
            return Some(Edit::replace(
                Span::new(dash + 1, span.end as usize),
                format!(" {}", emit::entry(key, value, indent, self.line_end)),
            ));
        }
        let indent = self.column(parent)? + 2;
        let entry = emit::entry(key, value, indent, self.line_end);
        let from = self.trimmed(start);
        let written = format!("{}{}{entry}", self.line_end, " ".repeat(indent));
        Some(Edit::replace(Span::new(from, span.end as usize), written))
    }

    /// The column in which a block mapping's keys begin; `None` where tabs make it uncertain.
    fn column(&self, mapping: NodeId) -> Option<usize> {
        let (key, _) = self.tree.entries(mapping).next()?;
        let start = self.tree.span(key).start as usize;
        let line = self.line_start(start);
        let before = self.text.get(line..start)?;
        let indentation = before.bytes().take_while(|byte| matches!(byte, b' ' | b'-')).count();
        (!before.contains('\t')).then_some(indentation)
    }

    fn line_start(&self, at: usize) -> usize {
        line_start(self.text, at).max(self.tree.source().text_start())
    }
}
