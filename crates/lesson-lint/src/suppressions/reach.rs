//! How far a comment reaches: what starts on its own line, else on the next.

use std::ops::Range;

use lesson_syntax::{Form, Kind, NodeId, Style, Tree};
use lesson_text::Span;

use super::nested::Nested;

/// What a comment covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// The bytes, from the beginning of the line.
    pub(super) span: Span,
    /// The value, the first where several start on the line.
    pub(super) node: NodeId,
}

/// Finds what comments cover; made where a file has one that silences something.
pub(super) struct Reaches<'a> {
    tree: &'a Tree,
    /// Every entry from its key, every item of a list.
    starts: Nested<NodeId>,
    /// The lines that were last seen to say nothing, and the next one that does.
    idle: (Range<usize>, Option<usize>),
    /// The line that was last seen to say something.
    busy: Option<usize>,
    /// What was last found, by line.
    found: Option<(usize, Option<Reach>)>,
}

impl<'a> Reaches<'a> {
    pub(super) fn new(tree: &'a Tree) -> Self {
        let starts = Nested::new(starts(tree));
        Self { tree, starts, idle: (0..0, None), busy: None, found: None }
    }

    /// What a comment covers; comments are asked for in the order of the text.
    pub(super) fn of(&mut self, comment: Span) -> Option<Reach> {
        let line_of = |offset: u32| self.tree.source().position(offset as usize).line;
        let (first, last) = (line_of(comment.start), line_of(comment.end));
        let line = if self.says_something(first) { Some(first) } else { self.next_busy(last) }?;
        match self.found {
            Some((known, found)) if known == line => found,
            _ => {
                let found = self.on_line(line);
                self.found = Some((line, found));
                found
            }
        }
    }

    /// From the first thing that starts on a line to the end of all that do; where nothing does, the
    /// smallest thing that goes on there.
    fn on_line(&self, line: usize) -> Option<Reach> {
        let source = self.tree.source();
        let span = source.line_span(line)?;
        let starting = self.starts.starting(Span { start: span.start, end: span.end.saturating_add(1) });
        if let Some(&(first, node)) = starting.first() {
            let end = starting.iter().fold(first, |whole, &(span, _)| whole.join(span)).end;
            return Some(Reach { span: Span { start: span.start, end }, node });
        }
        let blanks = source.slice(span).len() - source.slice(span).trim_start().len();
        let &(span, node) = self.starts.innermost(span.start + u32::try_from(blanks).unwrap_or(0))?;
        Some(Reach { span, node })
    }

    /// The first line from this one on that says something.
    fn next_busy(&mut self, line: usize) -> Option<usize> {
        if self.idle.0.contains(&line) {
            return self.idle.1;
        }
        let lines = self.tree.source().line_count();
        let next = (line..=lines).find(|&line| self.says_something(line));
        self.idle = (line..next.unwrap_or(lines + 1), next);
        next
    }

    /// Whether a line holds more than blanks, comments and the dashes of lists.
    fn says_something(&mut self, line: usize) -> bool {
        if self.busy == Some(line) {
            return true;
        }
        let source = self.tree.source();
        let Some(span) = source.line_span(line) else { return false };
        let comments = self.tree.comments();
        let mut at = span.start as usize;
        let mut next = comments.partition_point(|comment| comment.end <= span.start);
        while at < span.end as usize {
            let rest = source.slice(Span::new(at, span.end as usize));
            let dash = self.tree.form() == Form::Yaml && (rest.starts_with("- ") || rest == "-");
            if dash || rest.starts_with([' ', '\t']) {
                at += 1;
                continue;
            }
            match comments.get(next).filter(|comment| comment.start as usize <= at) {
                Some(comment) => {
                    at = at.max(comment.end as usize);
                    next += 1;
                }
                None => {
                    self.busy = Some(line);
                    return true;
                }
            }
        }
        false
    }
}

/// Every entry of a mapping from its key on, and every item of a list.
fn starts(tree: &Tree) -> Vec<(Span, NodeId)> {
    let mut starts = Vec::new();
    for parent in tree.ids() {
        for &item in tree.items(parent) {
            starts.push((tree.span(item), item));
        }
        for (key, value) in tree.entries(parent) {
            let (key, own) = (tree.span(key), tree.span(value));
            // A list that the layout implies starts with its first item, which is meant then.
            let implied = key.is_empty()
                && tree.style(parent) == Style::Prose
                && matches!(tree.kind(value), Kind::Sequence | Kind::Mapping);
            // The key of a table's cell stands at the head of the table.
            let headed =
                tree.form() == Form::Markdown && key.end > own.start || !tree.span(parent).contains(key);
            if !implied {
                starts.push((if headed { own } else { key.join(own) }, value));
            }
        }
    }
    starts
}
