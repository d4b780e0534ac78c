//! Scalars and aliases.

use std::ops::Range;

use granit_parser::{ScalarStyle, Tag};
use lesson_text::Span;

use super::{Composer, Placed};
use crate::yaml::anchors::Target;
use crate::yaml::patch::Role;
use crate::yaml::scan::{self, byte, line_end, skip_properties};
use crate::yaml::{messages, scalar};
use crate::{Kind, NodeId, Style};

impl Composer<'_> {
    pub(super) fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&Tag>,
        range: &Range<usize>,
    ) {
        self.pass_indicator();
        let plain = style == ScalarStyle::Plain;
        // What is mended stands on one line. An empty block ends where something mended may begin.
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let (id, span) = if plain && range.is_empty() {
            if anchor != 0 || tag.is_some() {
                self.cursor = skip_properties(self.patched.text(), self.cursor).0;
            } else if self.frames.is_empty() {
                // An empty document is none.
                return;
            }
            let span = Span::empty(self.patched.to_source(self.cursor));
            let kind = scalar::kind("", true, tag);
            (self.builder.text(kind, Style::Plain, span, span), span)
        } else if let Some(mended) = (!is_block).then(|| self.mended(range)).flatten() {
            mended
        } else {
            let kind = scalar::kind(text, plain, tag);
            let span = self.scalar_span(style, range);
            (self.store(kind, style_of(style), span, text), span)
        };
        let (from, to) = (span.start as usize, span.end as usize);
        self.anchors.set(anchor, Target::Value { id, size: 1, scalar: true });
        self.attach(Placed { id, from, to, size: 1, scalar: true });
    }

    /// A value that was broken, as it was understood.
    fn mended(&mut self, range: &Range<usize>) -> Option<(NodeId, Span)> {
        let mend = self.patched.value_at(range.start)?;
        self.cursor = range.end;
        let Role::Text(reading) = &mend.role else {
            return Some((self.builder.malformed(mend.span), mend.span));
        };
        let id = match &reading.decoded {
            Some(text) => self.builder.decoded(Kind::String, reading.style, reading.span, text),
            None => self.builder.text(Kind::String, reading.style, reading.span, reading.text),
        };
        Some((id, reading.span))
    }

    /// A scalar's bytes in the file; of a block scalar from its indicator to its last line with text.
    fn scalar_span(&mut self, style: ScalarStyle, range: &Range<usize>) -> Span {
        let text = self.patched.text();
        let mut start = range.start;
        let mut end = range.end;
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            let header = skip_properties(text, self.cursor).1;
            if header < range.start.max(header + 1) && matches!(byte(text, header), b'|' | b'>') {
                start = header;
                end =
                    scan::skip_while(text, header + 1, |byte| byte.is_ascii_digit() || b"+-".contains(&byte));
            }
            let content = text.get(range.clone()).unwrap_or_default();
            let trimmed = content.trim_end_matches([' ', '\t', '\r', '\n']);
            if !trimmed.is_empty() {
                end = line_end(text, range.start + trimmed.len());
            }
        }
        self.cursor = end;
        self.patched.span(start, end)
    }

    fn store(&mut self, kind: Kind, style: Style, span: Span, text: &str) -> NodeId {
        let quotes = usize::from(matches!(style, Style::SingleQuoted | Style::DoubleQuoted));
        let inner = Span::new(span.start as usize + quotes, (span.end as usize).saturating_sub(quotes));
        if self.patched.source().get(inner.range()) == Some(text) {
            self.builder.text(kind, style, span, inner)
        } else {
            self.builder.decoded(kind, style, span, text)
        }
    }

    pub(super) fn alias(&mut self, anchor: usize, range: &Range<usize>) {
        let span = self.patched.span(range.start, range.end);
        let (id, size, scalar) = match self.anchors.get(anchor) {
            Some(Target::Value { id, size, scalar }) if self.anchors.spend(size, self.limits.alias_nodes) => {
                (self.builder.alias(span, id), size, scalar)
            }
            Some(Target::Value { .. }) => {
                if !std::mem::replace(&mut self.over_budget, true) {
                    self.problems.push(messages::too_many_aliased(span, self.limits.alias_nodes));
                }
                (self.builder.malformed(span), 1, true)
            }
            Some(Target::Open) | None => {
                self.problems.push(messages::alias_of_itself(span));
                (self.builder.malformed(span), 1, true)
            }
        };
        self.attach_alias(id, size, scalar, range, span);
    }

    pub(super) fn unknown_alias(&mut self, name: &str, range: &Range<usize>) {
        let span = self.patched.span(range.start, range.end);
        // *Word* is emphasis in other layouts, so text was meant.
        let id = if name.len() > 1 && name.ends_with('*') {
            self.problems.push(messages::emphasis(span, self.patched.source()));
            self.builder.text(Kind::String, Style::Plain, span, span)
        } else {
            if !self.anchors.is_lost(name) {
                self.problems.push(messages::unknown_alias(span, name, self.anchors.candidates()));
            }
            self.builder.malformed(span)
        };
        self.attach_alias(id, 1, true, range, span);
    }

    fn attach_alias(&mut self, id: NodeId, size: u64, scalar: bool, range: &Range<usize>, span: Span) {
        self.pass_indicator();
        self.cursor = range.end;
        self.attach(Placed { id, from: span.start as usize, to: span.end as usize, size, scalar });
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::SingleQuoted,
        ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
    }
}
