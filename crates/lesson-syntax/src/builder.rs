use std::sync::{Arc, Mutex, OnceLock};

use lesson_text::{SourceFile, Span};

use crate::Form;
use crate::tree::{Kind, Node, NodeId, Segment, Style, TextAt, Tree};

/// A piece of a text that is put together from several places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Bytes of the file as they are.
    Source(Span),
    /// Other text, standing for these bytes of the file.
    Instead(&'a str, Span),
}

/// How far a tree had been put together, to go back to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Checkpoint {
    decoded: usize,
    nodes: usize,
    links: usize,
    segments: usize,
    comments: usize,
}

/// Puts a [`Tree`] together from the leaves up; used by both front ends.
#[derive(Debug)]
pub struct TreeBuilder {
    tree: Tree,
}

impl TreeBuilder {
    /// An empty tree over a file.
    #[must_use]
    pub fn new(source: &Arc<SourceFile>, form: Form) -> Self {
        Self::sized(source, form, source.text().len())
    }

    /// An empty tree over a file of which so many bytes are read.
    pub(crate) fn sized(source: &Arc<SourceFile>, form: Form, bytes: usize) -> Self {
        // What a lesson mostly comes to; what is not needed costs nothing.
        let (nodes, decoded) = (bytes / 24, bytes / 2);
        let tree = Tree {
            source: Arc::clone(source),
            form,
            decoded: String::with_capacity(decoded),
            nodes: Vec::with_capacity(nodes),
            links: Vec::with_capacity(nodes),
            segments: Vec::new(),
            comments: Vec::new(),
            root: None,
            has_aliases: false,
            parents: OnceLock::new(),
            way_back: Mutex::new(None),
        };
        Self { tree }
    }

    /// What has been put together so far.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// A scalar whose text stands in the file as it is: `text` are its bytes, `span` those of the value.
    pub fn text(&mut self, kind: Kind, style: Style, span: Span, text: Span) -> NodeId {
        self.push(Node { span, text, at: TextAt::Source, kind, style, cut: false })
    }

    /// A YAML scalar whose text differs from its bytes; the way back to them follows from its style.
    pub fn decoded(&mut self, kind: Kind, style: Style, span: Span, text: &str) -> NodeId {
        let text = self.keep(text);
        self.push(Node { span, text, at: TextAt::Decoded, kind, style, cut: false })
    }

    /// A string put together from pieces; the way back to the file is kept with it.
    pub fn joined(&mut self, span: Span, pieces: &[Piece<'_>]) -> NodeId {
        if let [Piece::Source(text)] = pieces {
            return self.text(Kind::String, Style::Prose, span, *text);
        }
        let Tree { source, decoded, segments, .. } = &mut self.tree;
        let first = offset(segments.len());
        let begin = decoded.len();
        for piece in pieces {
            let (text, from) = match *piece {
                Piece::Source(from) => (source.slice(from), from),
                Piece::Instead(text, from) => (text, from),
            };
            segments.push(Segment { decoded: offset(decoded.len() - begin), source: from });
            decoded.push_str(text);
        }
        let text = Span::new(begin, decoded.len());
        let count = offset(segments.len()) - first;
        let at = TextAt::Joined { first, count };
        self.push(Node { span, text, at, kind: Kind::String, style: Style::Prose, cut: false })
    }

    /// An alias: of a scalar, a value at its own place; of a collection, that collection itself.
    pub(crate) fn alias(&mut self, span: Span, repeated: NodeId) -> NodeId {
        self.tree.has_aliases = true;
        if matches!(self.tree.kind(repeated), Kind::Sequence | Kind::Mapping) {
            return repeated;
        }
        let (kind, style) = (self.tree.kind(repeated), self.tree.style(repeated));
        self.push(Node { span, text: Span::default(), at: TextAt::Alias(repeated), kind, style, cut: false })
    }

    /// A key that the layout implies: its text is `name`, its place that of the label or heading.
    pub fn name(&mut self, span: Span, name: &str) -> NodeId {
        self.joined(span, &[Piece::Instead(name, span)])
    }

    /// No value, where one would stand.
    pub fn null(&mut self, span: Span) -> NodeId {
        self.text(Kind::Null, Style::Plain, span, span)
    }

    /// A value that could not be read and was reported.
    pub fn malformed(&mut self, span: Span) -> NodeId {
        self.text(Kind::Malformed, Style::Plain, span, span)
    }

    /// A list; `cut` says that a part of it could not be read.
    pub fn sequence(&mut self, style: Style, span: Span, items: &[NodeId], cut: bool) -> NodeId {
        let text = self.link(items.iter().copied());
        self.push(Node { span, text, at: TextAt::Source, kind: Kind::Sequence, style, cut })
    }

    /// Keys with their values; `cut` says that a part of it could not be read.
    pub fn mapping(&mut self, style: Style, span: Span, entries: &[(NodeId, NodeId)], cut: bool) -> NodeId {
        let text = self.link(entries.iter().flat_map(|&(key, value)| [key, value]));
        self.push(Node { span, text, at: TextAt::Source, kind: Kind::Mapping, style, cut })
    }

    /// A comment with its marks.
    pub fn comment(&mut self, span: Span) {
        self.tree.comments.push(span);
    }

    /// How far the tree has been put together.
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        let tree = &self.tree;
        Checkpoint {
            decoded: tree.decoded.len(),
            nodes: tree.nodes.len(),
            links: tree.links.len(),
            segments: tree.segments.len(),
            comments: tree.comments.len(),
        }
    }

    /// Forgets everything that was added since; ids given out since mean nothing any more.
    pub(crate) fn rewind(&mut self, to: Checkpoint) {
        self.tree.decoded.truncate(to.decoded);
        self.tree.nodes.truncate(to.nodes);
        self.tree.links.truncate(to.links);
        self.tree.segments.truncate(to.segments);
        self.tree.comments.truncate(to.comments);
    }

    /// The tree, with its outermost value.
    #[must_use]
    pub fn finish(mut self, root: Option<NodeId>) -> Tree {
        self.tree.root = root;
        self.tree.comments.sort_unstable();
        self.tree
    }

    fn keep(&mut self, text: &str) -> Span {
        let begin = self.tree.decoded.len();
        self.tree.decoded.push_str(text);
        Span::new(begin, self.tree.decoded.len())
    }

    fn link(&mut self, nodes: impl Iterator<Item = NodeId>) -> Span {
        let begin = self.tree.links.len();
        self.tree.links.extend(nodes);
        Span::new(begin, self.tree.links.len())
    }

    fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId(offset(self.tree.nodes.len()));
        self.tree.nodes.push(node);
        id
    }
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
