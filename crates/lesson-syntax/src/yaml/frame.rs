//! A list or mapping while it is being read.

use std::collections::HashMap;

use crate::{NodeId, Style, TreeBuilder};

/// Up to how many keys a mapping is searched from end to end rather than by a table.
const FEW: usize = 8;

/// A list or mapping while it is being read.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) shape: Shape,
    pub(super) style: Style,
    pub(super) anchor: usize,
    /// Where it begins in the file; of a block mapping, known with its first key.
    pub(super) from: Option<usize>,
    /// Where its last part ends in the file.
    pub(super) to: usize,
    /// Where it begins in the patched text.
    pub(super) opened: usize,
    /// The column of its keys or dashes, if it is a block.
    pub(super) column: Option<usize>,
    pub(super) cut: bool,
    /// How many values it stands for, aliases followed.
    pub(super) size: u64,
}

/// What a frame has gathered.
#[derive(Debug)]
pub(super) enum Shape {
    List(Vec<NodeId>),
    Map { entries: Vec<(NodeId, NodeId)>, key: Option<Key>, seen: Seen },
}

/// A key that waits for its value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key {
    Kept(NodeId),
    /// It was reported; the entry is left out.
    Dropped,
}

/// The keys of a mapping by their text.
#[derive(Debug, Default)]
pub(super) struct Seen {
    few: Vec<NodeId>,
    many: HashMap<String, NodeId>,
}

impl Seen {
    /// Notes a key; gives the one that had its text before, if any.
    pub(super) fn insert(&mut self, builder: &TreeBuilder, key: NodeId) -> Option<NodeId> {
        let tree = builder.tree();
        if self.many.is_empty() && self.few.len() < FEW {
            let text = tree.text(key);
            let first = self.few.iter().copied().find(|&known| tree.text(known) == text);
            if first.is_none() {
                self.few.push(key);
            }
            return first;
        }
        for known in self.few.drain(..) {
            self.many.insert(tree.text(known).to_owned(), known);
        }
        match self.many.entry(tree.text(key).to_owned()) {
            std::collections::hash_map::Entry::Occupied(first) => Some(*first.get()),
            std::collections::hash_map::Entry::Vacant(place) => {
                place.insert(key);
                None
            }
        }
    }
}

impl Frame {
    /// Whether the next value is a key.
    pub(super) fn awaits_key(&self) -> bool {
        matches!(self.shape, Shape::Map { key: None, .. })
    }

    /// Puts the collection into the tree.
    pub(super) fn close(self, builder: &mut TreeBuilder) -> (NodeId, usize, usize) {
        let from = self.from.unwrap_or(self.to);
        let span = lesson_text::Span::new(from, self.to);
        let id = match self.shape {
            Shape::List(items) => builder.sequence(self.style, span, &items, self.cut),
            Shape::Map { entries, .. } => builder.mapping(self.style, span, &entries, self.cut),
        };
        (id, from, self.to)
    }
}
