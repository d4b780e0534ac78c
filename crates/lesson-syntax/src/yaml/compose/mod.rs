//! From the parser's events to the tree.

mod values;

use std::ops::{ControlFlow, Range};

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};
use lesson_text::Span;

use crate::yaml::anchors::{Anchors, Target};
use crate::yaml::frame::{Frame, Key, Seen, Shape};
use crate::yaml::messages;
use crate::yaml::patch::{Patched, Role};
use crate::yaml::scan::{self, byte, is_blank, is_break, skip_properties, skip_trivia};
use crate::{Limits, NodeId, Problem, Style, TreeBuilder};

/// What one pass over the text gives.
#[derive(Debug)]
pub(super) struct Composed {
    pub(super) root: Option<NodeId>,
    pub(super) problems: Vec<Problem>,
    /// Why reading stopped before the end.
    pub(super) failure: Option<Failure>,
}

/// Where and why the parser gave up, in the patched text.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) at: usize,
    /// Just past the last value that was read.
    pub(super) read_to: usize,
    /// Where the outermost open bracket stands.
    pub(super) bracket: Option<usize>,
}

/// A value that takes its place in what holds it.
#[derive(Clone, Copy, Debug)]
struct Placed {
    id: NodeId,
    from: usize,
    to: usize,
    size: u64,
    scalar: bool,
}

struct Composer<'a> {
    builder: &'a mut TreeBuilder,
    patched: &'a Patched<'a>,
    limits: Limits,
    frames: Vec<Frame>,
    anchors: Anchors,
    root: Option<NodeId>,
    problems: Vec<Problem>,
    failure: Option<Failure>,
    /// In the patched text, just past what was read last.
    cursor: usize,
    /// Entries that were left out and are yet to be charged to what held them.
    dropped: std::iter::Peekable<std::vec::IntoIter<usize>>,
    /// The mark of a second document.
    second: Option<Range<usize>>,
    first_node: usize,
    over_budget: bool,
}

/// Reads the patched text once, up to its end or to the first fault.
pub(super) fn compose(builder: &mut TreeBuilder, patched: &Patched<'_>, limits: Limits) -> Composed {
    let options = granit_parser::options! {
        strict_indentation: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: limits.depth.saturating_add(1),
        block_nesting_limit: limits.depth.saturating_add(1),
    };
    let dropped: Vec<usize> = patched.dropped().collect();
    let first_node = builder.tree().len();
    let mut anchors = Anchors::default();
    for mend in patched.mends().filter(|mend| !matches!(mend.role, Role::Layout)) {
        anchors.lose(patched.source().get(mend.span.range()).unwrap_or_default());
    }
    let mut composer = Composer {
        builder,
        patched,
        limits,
        frames: Vec::new(),
        anchors,
        root: None,
        problems: Vec::new(),
        failure: None,
        cursor: 0,
        dropped: dropped.into_iter().peekable(),
        second: None,
        first_node,
        over_budget: false,
    };
    let mut parser = Parser::new_from_str_with_options(patched.text(), options);
    while let Some(result) = parser.next_event() {
        let flow = match result {
            Ok((event, span)) => composer.take(event, span.byte_range().unwrap_or(0..0)),
            Err(error) => composer.fail(&error),
        };
        if flow.is_break() {
            break;
        }
    }
    composer.finish()
}

impl Composer<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> ControlFlow<()> {
        let later = matches!(
            event,
            Event::Comment(..) | Event::Anchor(..) | Event::StreamStart | Event::DocumentStart(..)
        );
        let opens = matches!(event, Event::SequenceStart(..) | Event::MappingStart(..));
        if !later && !opens {
            self.charge_dropped(range.start);
        }
        if event.is_node() {
            self.check_limits(&event, &range)?;
        }
        match event {
            Event::Comment(..) => self.comment(&range),
            Event::Anchor(_, name) => self.anchors.name(&name),
            Event::DocumentStart(..) => self.start_document(range),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(&text, style, anchor, tag.as_deref(), &range);
            }
            Event::Alias(anchor) => self.alias(anchor, &range),
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, &range),
            Event::SequenceStart(style, anchor, _) => self.open(false, style, anchor, &range),
            Event::MappingStart(style, anchor, _) => self.open(true, style, anchor, &range),
            Event::SequenceEnd | Event::MappingEnd => self.close(&range),
            _ => {}
        }
        ControlFlow::Continue(())
    }

    /// A second document, and too much, end the reading.
    fn check_limits(&mut self, event: &Event<'_>, range: &Range<usize>) -> ControlFlow<()> {
        let empty = matches!(event, Event::Scalar(_, ScalarStyle::Plain, 0, None)) && range.is_empty();
        if let Some(mark) = self.second.clone().filter(|_| !empty) {
            self.problems.push(messages::several_documents(self.patched.span(mark.start, mark.end)));
            return ControlFlow::Break(());
        }
        let opens = matches!(event, Event::SequenceStart(..) | Event::MappingStart(..));
        let at = || self.patched.span(range.start, range.end.max(range.start));
        if opens && self.frames.len() >= self.limits.depth {
            self.problems.push(messages::too_deep(at(), self.limits.depth));
            return ControlFlow::Break(());
        }
        if self.builder.tree().len() - self.first_node >= self.limits.nodes {
            self.problems.push(messages::too_many_nodes(at(), self.limits.nodes));
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn start_document(&mut self, range: Range<usize>) {
        // An implied start has the span of what follows, less the header of a block scalar.
        if self.patched.text().get(range.clone()).is_some_and(|mark| mark.starts_with("---")) {
            self.cursor = range.end;
        }
        if self.root.is_some() && self.second.is_none() {
            self.second = Some(range);
        }
    }

    fn comment(&mut self, range: &Range<usize>) {
        let span = self.patched.span(range.start, range.end);
        if self.patched.source().get(span.range()).is_some_and(|text| text.starts_with('#')) {
            self.builder.comment(span);
        }
    }

    /// What was left out belonged to the open block of its column; where there is none, it may have
    /// belonged to any from the next one on the left.
    fn charge_dropped(&mut self, before: usize) {
        while let Some(column) = self.next_dropped(before, 0) {
            let exact = self.frames.iter().any(|frame| frame.column == Some(column));
            for frame in self.frames.iter_mut().rev() {
                frame.cut |= !exact || frame.column == Some(column);
                if frame.column.is_some_and(|own| own <= column) {
                    break;
                }
            }
        }
    }

    /// The column of the next entry that was left out before an offset, if it is not less than `least`.
    fn next_dropped(&mut self, before: usize, least: usize) -> Option<usize> {
        self.dropped.peek()?;
        let text = self.patched.text();
        let column = |at: usize| at - scan::line_start(text, at);
        self.dropped.next_if(|&at| at <= before && column(at) >= least).map(column)
    }

    /// Moves past what introduces the next value: a dash, a comma, a question mark, a colon.
    fn pass_indicator(&mut self) {
        let text = self.patched.text();
        let next = skip_trivia(text, self.cursor);
        let Some(frame) = self.frames.last() else { return };
        let block = frame.style == Style::Block;
        let ends_word = |at: usize| is_blank(byte(text, at)) || is_break(byte(text, at)) || at >= text.len();
        let mut at = match (byte(text, next), &frame.shape) {
            (b'-', Shape::List(_)) if block => next + 1,
            (b',', _) if !block && (frame.awaits_key() || matches!(frame.shape, Shape::List(_))) => next + 1,
            (b':', Shape::Map { key: Some(_), .. }) if !block || ends_word(next + 1) => next + 1,
            _ => self.cursor,
        };
        if frame.awaits_key() {
            let mark = skip_trivia(text, at);
            if byte(text, mark) == b'?' && ends_word(mark + 1) {
                at = mark + 1;
            }
        }
        self.cursor = at;
    }

    fn open(&mut self, mapping: bool, style: StructureStyle, anchor: usize, range: &Range<usize>) {
        self.pass_indicator();
        let text = self.patched.text();
        let bracketed = matches!(byte(text, range.start), b'[' | b'{') && style == StructureStyle::Flow;
        let mut opened = range.start;
        if style == StructureStyle::Block && !mapping {
            // The event of a list may begin behind its first dash.
            let dash = skip_properties(text, self.cursor).1;
            opened = if byte(text, dash) == b'-' { dash } else { opened };
        }
        let known = bracketed || !mapping;
        let from = known.then(|| self.patched.to_source(opened));
        let to = self.patched.to_source(if bracketed { range.end } else { opened });
        // Past a tag and an anchor, for the first dash or key to be found.
        self.cursor = if bracketed { range.end } else { opened.max(self.cursor) };
        let column = (style == StructureStyle::Block).then(|| opened - scan::line_start(text, opened));
        let shape = if mapping {
            Shape::Map { entries: Vec::new(), key: None, seen: Seen::default() }
        } else {
            Shape::List(Vec::new())
        };
        let style = if style == StructureStyle::Block { Style::Block } else { Style::Flow };
        self.anchors.set(anchor, Target::Open);
        // What was left out right before, and not further left, was to be its first part.
        let mut cut = false;
        while column.is_some_and(|column| self.next_dropped(range.start, column).is_some()) {
            cut = true;
        }
        self.charge_dropped(range.start);
        self.frames.push(Frame { shape, style, anchor, from, to, opened, column, cut, size: 1 });
    }

    fn close(&mut self, range: &Range<usize>) {
        let Some(mut frame) = self.frames.pop() else { return };
        let closes = matches!(byte(self.patched.text(), range.start), b']' | b'}') && !range.is_empty();
        if frame.style == Style::Flow && closes {
            frame.to = self.patched.to_source(range.end);
            self.cursor = range.end;
        }
        self.place(frame);
    }

    fn place(&mut self, frame: Frame) {
        let (anchor, size) = (frame.anchor, frame.size);
        let (id, from, to) = frame.close(self.builder);
        self.anchors.set(anchor, Target::Value { id, size, scalar: false });
        self.attach(Placed { id, from, to, size, scalar: false });
    }

    fn attach(&mut self, value: Placed) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = self.root.or(Some(value.id));
            return;
        };
        frame.from = Some(frame.from.unwrap_or(value.from));
        frame.to = frame.to.max(value.to);
        frame.size = frame.size.saturating_add(value.size);
        match &mut frame.shape {
            Shape::List(items) => items.push(value.id),
            Shape::Map { entries, key, seen } => match key.take() {
                Some(Key::Kept(kept)) => entries.push((kept, value.id)),
                Some(Key::Dropped) => {}
                None if !value.scalar => {
                    frame.cut = true;
                    *key = Some(Key::Dropped);
                    self.problems.push(messages::key_is_no_word(Span::new(value.from, value.to)));
                }
                None => {
                    *key = Some(Key::Kept(value.id));
                    if let Some(first) = seen.insert(self.builder, value.id) {
                        *key = Some(Key::Dropped);
                        let span = Span::new(value.from, value.to);
                        self.problems.push(messages::duplicate_key(self.builder.tree(), span, first));
                    }
                }
            },
        }
    }

    fn fail(&mut self, error: &ScanError) -> ControlFlow<()> {
        let at = error.marker().byte_offset().unwrap_or(self.cursor).min(self.patched.text().len());
        if let Some(mark) = self.second.take() {
            self.problems.push(messages::several_documents(self.patched.span(mark.start, mark.end)));
        } else if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
            let span = self.patched.span(at, at);
            self.problems.push(messages::too_deep(span, self.limits.depth));
        } else {
            let bracket = self.frames.iter().find(|frame| frame.style == Style::Flow);
            self.failure = Some(Failure {
                kind: error.kind().clone(),
                at,
                read_to: self.cursor,
                bracket: bracket.map(|frame| frame.opened),
            });
        }
        ControlFlow::Break(())
    }

    /// Closes what is still open: a part of it could not be read.
    fn finish(mut self) -> Composed {
        while let Some(mut frame) = self.frames.pop() {
            frame.cut = true;
            if let Shape::Map { entries, key: Some(Key::Kept(key)), .. } = &mut frame.shape {
                let at = self.builder.tree().span(*key).end as usize;
                let at = at.clamp(frame.from.unwrap_or(at), frame.to.max(frame.from.unwrap_or(at)));
                let value = self.builder.malformed(Span::empty(at));
                entries.push((*key, value));
            }
            self.place(frame);
        }
        Composed { root: self.root, problems: self.problems, failure: self.failure }
    }
}
