//! From the pointer of an error to the value, and from there to its bytes.

use std::collections::{HashMap, HashSet};

use lesson_syntax::{Kind, NodeId, Style, Tree};
use lesson_text::Span;

use crate::words::key_of;

/// Past this many errors it pays to know every value's pointer, instead of following each error's.
const FEW_ERRORS: usize = 64;

/// Whether YAML's key `<<` gives a mapping the keys of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Merges {
    /// It does.
    On,
    /// It is a key like others.
    Off,
}

/// A value, and the key that it stands under.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) node: NodeId,
    pub(crate) key: Option<NodeId>,
}

/// From the pointer of an error to the value.
pub(crate) enum Places<'a> {
    /// Few pointers are followed one by one.
    Follow(&'a Tree, Merges),
    /// For many, each value's pointer is known.
    Known(HashMap<String, Found>),
}

impl<'a> Places<'a> {
    pub(crate) fn new(tree: &'a Tree, errors: usize, merges: Merges) -> Self {
        if errors <= FEW_ERRORS {
            return Self::Follow(tree, merges);
        }
        let mut known = HashMap::new();
        let root = tree.root().map(|node| (String::new(), Found { node, key: None }));
        let mut open: Vec<(String, Found)> = root.into_iter().collect();
        while let Some((pointer, found)) = open.pop() {
            for (index, &node) in tree.items(found.node).iter().enumerate() {
                open.push((format!("{pointer}/{index}"), Found { node, key: None }));
            }
            for (key, node) in entries(tree, found.node, merges) {
                let step = tree.text(key).replace('~', "~0").replace('/', "~1");
                open.push((format!("{pointer}/{step}"), Found { node, key: Some(key) }));
            }
            known.insert(pointer, found);
        }
        Self::Known(known)
    }

    pub(crate) fn find(&self, pointer: &str) -> Option<NodeId> {
        self.find_with_key(pointer).map(|found| found.node)
    }

    pub(crate) fn find_with_key(&self, pointer: &str) -> Option<Found> {
        match self {
            Self::Follow(tree, merges) => follow(tree, pointer, *merges),
            Self::Known(known) => known.get(pointer).copied(),
        }
    }
}

fn follow(tree: &Tree, pointer: &str, merges: Merges) -> Option<Found> {
    let mut at = Found { node: tree.root()?, key: None };
    for step in pointer.split('/').skip(1) {
        at = if tree.kind(at.node) == Kind::Sequence {
            Found { node: *tree.items(at.node).get(step.parse::<usize>().ok()?)?, key: None }
        } else {
            let step = key_of(step);
            let own = tree.entry(at.node, &step).filter(|&(key, _)| !is_merge(tree, key, merges));
            let (key, node) = own.or_else(|| {
                let mut all = entries(tree, at.node, merges).into_iter();
                all.find(|&(key, _)| tree.text(key) == step)
            })?;
            Found { node, key: Some(key) }
        };
    }
    Some(at)
}

/// A mapping's keys with their values, those that it takes over from others included: its own go before
/// those, and an earlier one of those before a later one.
pub(crate) fn entries(tree: &Tree, node: NodeId, merges: Merges) -> Vec<(NodeId, NodeId)> {
    if !tree.entries(node).any(|(key, _)| is_merge(tree, key, merges)) {
        return tree.entries(node).collect();
    }
    let own = tree.entries(node).filter(|&(key, _)| !is_merge(tree, key, merges));
    let mut all: Vec<(NodeId, NodeId)> = own.collect();
    let mut seen: HashSet<&str> = all.iter().map(|&(key, _)| tree.text(key)).collect();
    for (_, source) in tree.entries(node).filter(|&(key, _)| is_merge(tree, key, merges)) {
        let sources =
            if tree.kind(source) == Kind::Mapping { vec![source] } else { tree.items(source).to_vec() };
        for source in sources {
            all.extend(
                entries(tree, source, merges).into_iter().filter(|&(key, _)| seen.insert(tree.text(key))),
            );
        }
    }
    all
}

fn is_merge(tree: &Tree, key: NodeId, merges: Merges) -> bool {
    merges == Merges::On && tree.style(key) == Style::Plain && tree.text(key) == "<<"
}

/// A value's bytes; of a collection only its first line.
pub(crate) fn visible(tree: &Tree, node: NodeId) -> Span {
    let span = tree.span(node);
    if !matches!(tree.kind(node), Kind::Mapping | Kind::Sequence) {
        return span;
    }
    let text = tree.source().slice(span);
    let line = text.find(['\r', '\n']).unwrap_or(text.len());
    Span::new(span.start as usize, span.start as usize + line)
}
