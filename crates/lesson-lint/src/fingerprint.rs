use std::collections::HashMap;

use lesson_syntax::{Kind, NodeId, Tree};
use lesson_text::slug;

/// Gives the findings of one file their fingerprints: made of the code, the file's path, the way to the
/// place by ids, and an ordinal among equals. Neither message nor position is part of it, so it
/// survives edits elsewhere.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding, in the order of the file.
    pub(crate) fn next(&mut self, code: &str, path: &str, way: &str) -> String {
        let identity = format!("{code}\0{path}\0{way}");
        let ordinal = self.seen.entry(identity.clone()).or_insert(0);
        let hash = xxhash_rust::xxh3::xxh3_64(format!("{identity}\0{ordinal}").as_bytes());
        *ordinal += 1;
        format!("{hash:016x}")
    }
}

/// The way to a value by ids instead of positions: `comparison/dimensions/cost/cells`.
pub(crate) fn way_by_ids(tree: &Tree, node: NodeId) -> String {
    let mut steps = Vec::new();
    let mut at = node;
    while let Some(parent) = tree.parent(at) {
        let step = match tree.kind(parent) {
            Kind::Sequence => id_of(tree, at),
            _ => tree.key_of(at).map(ToOwned::to_owned),
        };
        steps.push(step.unwrap_or_else(|| "item".to_owned()));
        at = parent;
    }
    steps.reverse();
    steps.join("/")
}

/// The way on to what a finding is about: the same where that is written and says nothing as where it is
/// missing, for a stub mends no hole.
pub(crate) fn way_to(way: &str, about: &str) -> String {
    let (owner, last) = way.rsplit_once('/').unwrap_or(("", way));
    let is_itself = !about.is_empty() && slug(last) == slug(about);
    format!("{}/{about}", if is_itself { owner } else { way })
}

/// What names an item of a list: its id, else what it is called, else its own text.
fn id_of(tree: &Tree, item: NodeId) -> Option<String> {
    const NAMES: [&str; 6] = ["id", "name", "maps_to", "title", "term", "dont_say"];
    if tree.kind(item) != Kind::Mapping {
        return Some(short_slug(tree.text(item))).filter(|slug| !slug.is_empty());
    }
    NAMES.iter().find_map(|name| tree.get(item, name)).map(|name| short_slug(tree.text(name)))
}

/// The slug of a text's beginning, which tells it from others as well as the whole.
fn short_slug(text: &str) -> String {
    const CHARACTERS: usize = 120;
    let end = text.char_indices().nth(CHARACTERS).map_or(text.len(), |(end, _)| end);
    slug(&text[..end])
}
