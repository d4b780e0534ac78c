//! What changed of the words alone: descriptions, titles, examples, snippets, hints to editors.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::Value;

use super::document::{Key, Node, Part, World, escaped, key};
use super::flatten::{FORMATS, reference};

/// Keywords that are no words: they ask for something, or name something.
pub(super) const NO_WORDS: [&str; 53] = [
    "$schema",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$vocabulary",
    "$comment",
    "$defs",
    "definitions",
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "type",
    "enum",
    "const",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "items",
    "prefixItems",
    "additionalItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentEncoding",
    "contentMediaType",
];

/// How deep documents are followed.
const DEPTH: usize = 60;

/// One keyword of one place whose words changed.
pub(super) struct Words {
    pub(super) place: String,
    pub(super) keyword: String,
    pub(super) was: Value,
    pub(super) now: Value,
    pub(super) old_at: String,
    pub(super) new_at: String,
}

/// Everything whose words changed, each pair of schemas looked at once.
pub(super) fn changed<'r>(world: &World<'r>, old: &Part<'r>, new: &Part<'r>) -> Vec<Words> {
    let mut seen: HashSet<(Key, Key)> = HashSet::new();
    let mut told = Vec::new();
    let mut waiting = vec![(String::new(), 0, vec![old.clone()], vec![new.clone()])];
    while let Some((place, depth, old, new)) = waiting.pop() {
        let pair = (key(&old), key(&new));
        if depth > DEPTH || old.is_empty() || new.is_empty() || !seen.insert(pair) || !world.step() {
            continue;
        }
        let (old_parts, new_parts) = (whole(&old), whole(&new));
        compare(world, &place, &old_parts, &new_parts, &mut told);
        let mut below = children(world, &place, &old, &new);
        below.extend(forms(&place, &old_parts, &new_parts));
        waiting.extend(below.into_iter().rev().map(|(place, old, new)| (place, depth + 1, old, new)));
    }
    told
}

/// The pieces, with what they refer to.
fn whole<'r>(node: &[Part<'r>]) -> Node<'r> {
    let mut parts = Node::new();
    let mut waiting: Node<'r> = node.iter().rev().cloned().collect();
    let mut seen = HashSet::new();
    while let Some(part) = waiting.pop() {
        if seen.insert(part.address()) {
            let mut further = part.list("allOf");
            further.extend(reference(&part).and_then(|to| part.follow(to)));
            waiting.extend(further.into_iter().rev());
            parts.push(part);
        }
    }
    parts
}

fn words<'r>(parts: &[Part<'r>]) -> BTreeMap<&'r str, (Vec<&'r Value>, Part<'r>)> {
    let mut words = BTreeMap::new();
    for part in parts {
        for (keyword, value) in part.schema.as_object().into_iter().flatten() {
            let known_format =
                keyword == "format" && value.as_str().is_some_and(|format| FORMATS.contains(&format));
            if !NO_WORDS.contains(&keyword.as_str()) && !known_format {
                words.entry(keyword.as_str()).or_insert_with(|| (Vec::new(), part.clone())).0.push(value);
            }
        }
    }
    words
}

fn compare<'r>(world: &World<'r>, place: &str, old: &[Part<'r>], new: &[Part<'r>], told: &mut Vec<Words>) {
    let (was, now) = (words(old), words(new));
    let keywords: BTreeSet<&str> = was.keys().chain(now.keys()).copied().collect();
    let value = |found: Option<&(Vec<&Value>, Part<'r>)>| match found.map(|(values, _)| values.as_slice()) {
        None => Value::Null,
        Some([only]) => (*only).clone(),
        Some(several) => Value::Array(several.iter().map(|value| (*value).clone()).collect()),
    };
    for keyword in keywords {
        let (was, now) = (was.get(keyword), now.get(keyword));
        if was.map(|(values, _)| values) == now.map(|(values, _)| values) {
            continue;
        }
        let at = |found: Option<&(Vec<&Value>, Part<'r>)>, parts: &[Part<'r>]| match (found, parts.first()) {
            (Some((_, part)), _) => format!("{}/{}", world.pointer(part), escaped(keyword)),
            (None, first) => first.map(|part| world.pointer(part)).unwrap_or_default(),
        };
        told.push(Words {
            place: place.to_owned(),
            keyword: keyword.to_owned(),
            was: value(was),
            now: value(now),
            old_at: at(was, old),
            new_at: at(now, new),
        });
    }
}

type Pair<'r> = (String, Node<'r>, Node<'r>);

/// The values below a value that both sides know.
fn children<'r>(world: &World<'r>, place: &str, old: &[Part<'r>], new: &[Part<'r>]) -> Vec<Pair<'r>> {
    let (old, new) = (world.facts(old), world.facts(new));
    let mut pairs = Vec::new();
    let names: BTreeSet<&str> = old.named_keys().into_iter().chain(new.named_keys()).collect();
    for name in names {
        pairs.push((format!("{place}/{}", escaped(name)), old.key(world, name), new.key(world, name)));
    }
    let patterns: Vec<&str> = old.key_patterns().union(&new.key_patterns()).copied().collect();
    for fitting in patterns.iter().map(std::slice::from_ref).chain([&[][..]]) {
        pairs.push((format!("{place}/*"), old.other_key(fitting), new.other_key(fitting)));
    }
    let first = old.first_items().max(new.first_items());
    for index in 0..=first {
        let step = if index < first { index.to_string() } else { "*".to_owned() };
        pairs.push((format!("{place}/{step}"), old.item(index), new.item(index)));
    }
    pairs
}

/// The forms of a choice, one beside the other, where there are as many as before.
fn forms<'r>(place: &str, old: &[Part<'r>], new: &[Part<'r>]) -> Vec<Pair<'r>> {
    let forms = |parts: &[Part<'r>]| -> Node<'r> {
        parts.iter().flat_map(|part| ["anyOf", "oneOf"].map(|keyword| part.list(keyword))).flatten().collect()
    };
    let (old, new) = (forms(old), forms(new));
    if old.len() != new.len() {
        return Vec::new();
    }
    old.into_iter().zip(new).map(|(old, new)| (place.to_owned(), vec![old], vec![new])).collect()
}
