use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lesson_text::{SourceFile, Span};

use crate::{Form, yaml};

/// A value of a [`Tree`]; only meaningful with the tree that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(crate) u32);

impl NodeId {
    /// Its number in the tree; smaller than [`Tree::len`].
    #[must_use]
    pub fn index(self) -> u32 {
        self.0
    }
}

/// What a value is, by YAML's core schema; a text of a Markdown lesson is always a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// No value: nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number with a fraction or an exponent.
    Float,
    /// A text.
    String,
    /// A list.
    Sequence,
    /// Keys with values.
    Mapping,
    /// Something that could not be read, and was reported; rules stay silent on it.
    Malformed,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// A YAML scalar without quotes.
    Plain,
    /// A YAML scalar in single quotes.
    SingleQuoted,
    /// A YAML scalar in double quotes.
    DoubleQuoted,
    /// A YAML block scalar after `|`.
    Literal,
    /// A YAML block scalar after `>`.
    Folded,
    /// A YAML collection by indentation.
    Block,
    /// A YAML collection in brackets or braces.
    Flow,
    /// A text of a Markdown lesson, or a collection that its layout implies.
    Prose,
}

/// A run of decoded text with the bytes of the file it comes from. It reaches up to the next segment.
/// Where both are alike, each byte has its place; else (an escape, a folded line end, a name that
/// stands for a label) the run as a whole stands for its source as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Offset in the decoded text.
    pub decoded: u32,
    /// Bytes in the file.
    pub source: Span,
}

/// Where a scalar's text lies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TextAt {
    /// In the source, as it is written.
    Source,
    /// In the buffer of decoded texts; its way back to the source follows from its style.
    Decoded,
    /// In the buffer of decoded texts; its way back was stored, `count` segments from the index on.
    Joined { first: u32, count: u32 },
    /// That of another scalar, which an alias repeats.
    Alias(NodeId),
}

/// One value. `text` is a range in the source or the decoded buffer for a scalar, in `links` for a collection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) text: Span,
    pub(crate) at: TextAt,
    pub(crate) kind: Kind,
    pub(crate) style: Style,
    /// A collection of which a part could not be read: what is missing from it is unknown, not absent.
    pub(crate) cut: bool,
}

/// The values of one file, each with its span.
///
/// Indices only, no lifetimes: share it in an [`Arc`]. An alias of YAML to a list or mapping links to
/// the one of its anchor, so a value may be reached on several ways; it never holds itself. One to a
/// scalar is a value at its own place, whose text lies at the anchor.
#[derive(Debug)]
pub struct Tree {
    pub(crate) source: Arc<SourceFile>,
    pub(crate) form: Form,
    pub(crate) decoded: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) links: Vec<NodeId>,
    pub(crate) segments: Vec<Segment>,
    pub(crate) comments: Vec<Span>,
    pub(crate) root: Option<NodeId>,
    pub(crate) has_aliases: bool,
    pub(crate) parents: OnceLock<HashMap<NodeId, (NodeId, Step)>>,
    /// The way back of the decoded text that was last asked for: whoever asks for one place in a text
    /// mostly asks for the next one, too.
    pub(crate) way_back: Mutex<Option<(NodeId, Arc<[Segment]>)>>,
}

/// How a value hangs on the one that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Key(NodeId),
    Index(u32),
}

impl Tree {
    /// The file that was read.
    #[must_use]
    pub fn source(&self) -> &Arc<SourceFile> {
        &self.source
    }

    /// The form it was read in.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The outermost value; `None` where the file holds none.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.root
    }

    /// The comments, in the order of the text; for YAML with their `#`, for Markdown with `<!--` and `-->`.
    #[must_use]
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// How many values and keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Every value and key, in no promised order; those that nothing holds any more included.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// What a value is.
    #[must_use]
    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind
    }

    /// How it is written.
    #[must_use]
    pub fn style(&self, id: NodeId) -> Style {
        self.node(id).style
    }

    /// Its bytes in the file: quotes and a block scalar's header included, tag and anchor not.
    #[must_use]
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// Whether a part of a collection could not be read, so that what is missing is unknown, not absent.
    #[must_use]
    pub fn is_cut(&self, id: NodeId) -> bool {
        self.node(id).cut
    }

    /// A scalar's text, decoded; empty for a collection.
    #[must_use]
    pub fn text(&self, id: NodeId) -> &str {
        let node = self.node(id);
        match (node.kind, node.at) {
            (Kind::Sequence | Kind::Mapping, _) => "",
            (_, TextAt::Source) => self.source.slice(node.text),
            (_, TextAt::Decoded | TextAt::Joined { .. }) => {
                self.decoded.get(node.text.range()).unwrap_or_default()
            }
            (_, TextAt::Alias(repeated)) => self.text(repeated),
        }
    }

    /// A whole number's value; `None` for any other value, and for numbers below 0 or past 64 bits.
    #[must_use]
    pub fn integer(&self, id: NodeId) -> Option<u64> {
        let text = self.text(id);
        let text = text.strip_prefix('+').unwrap_or(text);
        let (digits, radix) = match text.as_bytes() {
            [b'0', b'x', ..] => (&text[2..], 16),
            [b'0', b'o', ..] => (&text[2..], 8),
            _ => (text, 10),
        };
        if self.kind(id) == Kind::Int { u64::from_str_radix(digits, radix).ok() } else { None }
    }

    /// A list's items; none for any other value.
    #[must_use]
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        if self.kind(id) == Kind::Sequence { self.links_of(id) } else { &[] }
    }

    /// A mapping's keys with their values, in the order of the text; none for any other value.
    pub fn entries(
        &self,
        id: NodeId,
    ) -> impl DoubleEndedIterator<Item = (NodeId, NodeId)> + ExactSizeIterator {
        let links = if self.kind(id) == Kind::Mapping { self.links_of(id) } else { &[] };
        links.chunks_exact(2).map(|pair| (pair[0], pair[1]))
    }

    /// The value whose text a value has, where aliases may repeat it: itself, or the scalar that it is an
    /// alias of. `None` where the file has no alias, so that no value is met twice.
    #[must_use]
    pub fn origin(&self, id: NodeId) -> Option<NodeId> {
        self.has_aliases.then(|| match self.node(id).at {
            TextAt::Alias(repeated) => self.origin(repeated).unwrap_or(repeated),
            _ => id,
        })
    }

    /// The key and value of a mapping by the key's text.
    #[must_use]
    pub fn entry(&self, id: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        self.entries(id).find(|&(written, _)| self.says(written, key))
    }

    /// The value of a mapping by the key's text.
    #[must_use]
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        self.entry(id, key).map(|(_, value)| value)
    }

    /// Where a part of a scalar's text stands in the file: from the source of its first byte to that
    /// of its last. A range outside the text gives the whole value's span.
    #[must_use]
    pub fn source_span(&self, id: NodeId, range: Range<usize>) -> Span {
        let node = self.node(id);
        let text = self.text(id);
        let collection = matches!(node.kind, Kind::Sequence | Kind::Mapping);
        if collection || text.get(range.clone()).is_none() {
            return node.span;
        }
        let source = self.source.text();
        let locate =
            |segments: &[Segment]| locate(segments, text, source, range.clone()).unwrap_or(node.span);
        match node.at {
            TextAt::Source => Span::new(range.start, range.end).shifted(node.text.start as usize),
            TextAt::Joined { first, count } => {
                locate(self.segments.get(first as usize..(first + count) as usize).unwrap_or_default())
            }
            TextAt::Alias(repeated) => self.source_span(repeated, range),
            TextAt::Decoded => locate(&self.way_back(id)),
        }
    }

    /// Which source each piece of a decoded text comes from.
    fn way_back(&self, id: NodeId) -> Arc<[Segment]> {
        // A thread that panicked while it held the last one left it whole.
        let mut last = self.way_back.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, segments)) = last.as_ref().filter(|(node, _)| *node == id) {
            return Arc::clone(segments);
        }
        let node = self.node(id);
        let segments: Arc<[Segment]> =
            yaml::segments(self.source.text(), node.span, node.style, self.text(id)).into();
        *last = Some((id, Arc::clone(&segments)));
        segments
    }

    /// The way to a value as a JSON pointer; empty for the root and for what the root does not hold.
    #[must_use]
    pub fn pointer(&self, id: NodeId) -> String {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(&(parent, step)) = self.parents().get(&at) {
            steps.push(step);
            at = parent;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                Step::Index(index) => pointer.push_str(&index.to_string()),
                Step::Key(key) => pointer.push_str(&self.text(key).replace('~', "~0").replace('/', "~1")),
            }
        }
        pointer
    }

    /// The value that holds this one; `None` for the root. Where aliases lead to it, the first that does.
    #[must_use]
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.parents().get(&id).map(|&(parent, _)| parent)
    }

    /// The key under which a value stands in the mapping that holds it; a key's own text for a key.
    #[must_use]
    pub fn key_of(&self, id: NodeId) -> Option<&str> {
        match self.parents().get(&id) {
            Some(&(_, Step::Key(key))) => Some(self.text(key)),
            _ => None,
        }
    }

    /// The value at a JSON pointer.
    #[must_use]
    pub fn at_pointer(&self, pointer: &str) -> Option<NodeId> {
        let mut at = self.root?;
        for step in pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            at = match self.kind(at) {
                Kind::Sequence => *self.items(at).get(step.parse::<usize>().ok()?)?,
                _ => self.get(at, &step)?,
            };
        }
        Some(at)
    }

    fn parents(&self) -> &HashMap<NodeId, (NodeId, Step)> {
        self.parents.get_or_init(|| {
            let mut parents = HashMap::new();
            // What is on top comes first in the text, so the first way to a value is the one that counts.
            let mut open: Vec<(NodeId, Option<(NodeId, Step)>)> =
                self.root.iter().map(|&root| (root, None)).collect();
            while let Some((node, way)) = open.pop() {
                if let Some(way) = way {
                    if Some(node) == self.root || parents.contains_key(&node) {
                        continue;
                    }
                    parents.insert(node, way);
                }
                let index = |index| u32::try_from(index).unwrap_or(u32::MAX);
                let items = self.items(node).iter().enumerate().rev();
                open.extend(items.map(|(at, &item)| (item, Some((node, Step::Index(index(at)))))));
                for (key, value) in self.entries(node).rev() {
                    let way = Some((node, Step::Key(key)));
                    open.extend([(value, way), (key, way)]);
                }
            }
            parents
        })
    }

    /// Whether a scalar has a text; nearly every one of another is told by its length.
    fn says(&self, id: NodeId, text: &str) -> bool {
        let node = self.node(id);
        let is_alias = matches!(node.at, TextAt::Alias(_));
        (is_alias || node.text.len() == text.len()) && self.text(id) == text
    }

    fn links_of(&self, id: NodeId) -> &[NodeId] {
        self.links.get(self.node(id).text.range()).unwrap_or_default()
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// The source of a range of decoded text: from that of its first byte to just past that of its last,
/// which need not be where the byte after it comes from.
fn locate(segments: &[Segment], text: &str, source: &str, range: Range<usize>) -> Option<Span> {
    let source_of = |offset: usize| {
        let index = segments.partition_point(|segment| segment.decoded as usize <= offset).checked_sub(1)?;
        let segment = segments.get(index)?;
        let start = segment.decoded as usize;
        let end = segments.get(index + 1).map_or(text.len(), |next| next.decoded as usize);
        let alike = text.get(start..end) == source.get(segment.source.range());
        Some(if alike {
            Span::new(offset - start, offset - start + 1).shifted(segment.source.start as usize)
        } else {
            segment.source
        })
    };
    let Some(last) = range.end.checked_sub(1).filter(|_| !range.is_empty()) else {
        let start = source_of(range.start).map(|span| span.start);
        let end = segments.last().map(|segment| segment.source.end);
        return start.or(end).map(|at| Span::empty(at as usize));
    };
    Some(source_of(range.start)?.join(source_of(last)?))
}
