//! The normal form: everything that holds for one value, however it was spelled.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Number, Value};

use super::document::{Node, Part, World};
use super::types::Types;

/// Where something stands in its schema.
pub(super) type Pointer = String;

/// A bound of numbers.
#[derive(Clone)]
pub(super) struct Bound {
    pub(super) value: Number,
    pub(super) exclusive: bool,
    pub(super) pointer: Pointer,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub(super) enum Counted {
    Characters,
    Items,
    Keys,
}

/// What one schema says of a list's items.
#[derive(Clone)]
pub(super) struct ListShape<'r> {
    pub(super) first: Vec<Part<'r>>,
    pub(super) rest: Option<Part<'r>>,
}

/// What one schema says of an object's keys: the rest are those that it names nowhere itself.
#[derive(Clone)]
pub(super) struct ObjectShape<'r> {
    pub(super) properties: BTreeMap<&'r str, Part<'r>>,
    pub(super) patterns: Vec<(&'r str, Part<'r>)>,
    pub(super) rest: Option<Part<'r>>,
}

#[derive(Clone)]
pub(super) struct Contains<'r> {
    pub(super) part: Part<'r>,
    pub(super) least: u64,
    pub(super) most: Option<u64>,
    pub(super) pointer: Pointer,
}

/// One of several forms, or exactly one of them.
#[derive(Clone)]
pub(super) struct Choice<'r> {
    pub(super) branches: Vec<Part<'r>>,
    pub(super) exclusive: bool,
    pub(super) pointer: Pointer,
}

#[derive(Clone)]
pub(super) struct Condition<'r> {
    pub(super) when: Part<'r>,
    pub(super) then: Option<Part<'r>>,
    pub(super) otherwise: Option<Part<'r>>,
    pub(super) pointer: Pointer,
}

/// Everything that holds for a value.
#[derive(Clone)]
pub(super) struct Facts<'r> {
    pub(super) pointer: Pointer,
    pub(super) types: (Types, Pointer),
    pub(super) values: Option<(Vec<Value>, Pointer)>,
    pub(super) lower: Vec<Bound>,
    pub(super) upper: Vec<Bound>,
    pub(super) multiples: Vec<(Number, Pointer)>,
    pub(super) least: BTreeMap<Counted, (u64, Pointer)>,
    pub(super) most: BTreeMap<Counted, (u64, Pointer)>,
    pub(super) patterns: BTreeMap<String, Pointer>,
    pub(super) formats: BTreeMap<String, Pointer>,
    pub(super) unique: Option<Pointer>,
    pub(super) lists: Vec<ListShape<'r>>,
    pub(super) contains: Vec<Contains<'r>>,
    pub(super) objects: Vec<ObjectShape<'r>>,
    pub(super) names: Node<'r>,
    pub(super) required: BTreeMap<String, Pointer>,
    pub(super) dependent: BTreeMap<(String, String), Pointer>,
    pub(super) dependent_schemas: Vec<(String, Part<'r>)>,
    pub(super) choices: Vec<Choice<'r>>,
    pub(super) nots: Node<'r>,
    pub(super) conditions: Vec<Condition<'r>>,
    /// What is not taken apart: a text that is the same for the same meaning, with its keyword.
    pub(super) opaque: BTreeMap<String, (String, Pointer)>,
}

impl<'r> Facts<'r> {
    /// Nothing holds: any value will do.
    pub(super) fn anything(pointer: Pointer) -> Self {
        Self {
            types: (Types::ALL, pointer.clone()),
            pointer,
            values: None,
            lower: Vec::new(),
            upper: Vec::new(),
            multiples: Vec::new(),
            least: BTreeMap::new(),
            most: BTreeMap::new(),
            patterns: BTreeMap::new(),
            formats: BTreeMap::new(),
            unique: None,
            lists: Vec::new(),
            contains: Vec::new(),
            objects: Vec::new(),
            names: Vec::new(),
            required: BTreeMap::new(),
            dependent: BTreeMap::new(),
            dependent_schemas: Vec::new(),
            choices: Vec::new(),
            nots: Vec::new(),
            conditions: Vec::new(),
            opaque: BTreeMap::new(),
        }
    }

    /// Whether no value will do.
    pub(super) fn is_never(&self) -> bool {
        self.types.0.is_empty() || self.values.as_ref().is_some_and(|(values, _)| values.is_empty())
    }

    /// Whether nothing but types and values is asked for.
    pub(super) fn is_plain(&self) -> bool {
        let numbers = self.lower.is_empty() && self.upper.is_empty() && self.multiples.is_empty();
        let counts = self.least.is_empty() && self.most.is_empty();
        let texts = self.patterns.is_empty() && self.formats.is_empty();
        let lists = self.unique.is_none() && self.lists.is_empty() && self.contains.is_empty();
        let objects = self.objects.is_empty() && self.names.is_empty() && self.required.is_empty();
        let dependent = self.dependent.is_empty() && self.dependent_schemas.is_empty();
        let logic = self.choices.is_empty() && self.nots.is_empty() && self.conditions.is_empty();
        numbers && counts && texts && lists && objects && dependent && logic && self.opaque.is_empty()
    }

    /// Takes in what holds besides.
    pub(super) fn absorb(&mut self, other: &Facts<'r>) {
        self.only(other.types.0, &other.types.1);
        if let Some((values, pointer)) = &other.values {
            self.only_values(values, pointer);
        }
        self.lower.extend_from_slice(&other.lower);
        self.upper.extend_from_slice(&other.upper);
        self.multiples.extend_from_slice(&other.multiples);
        other.least.iter().for_each(|(counted, (count, pointer))| self.at_least(*counted, *count, pointer));
        other.most.iter().for_each(|(counted, (count, pointer))| self.at_most(*counted, *count, pointer));
        let add = |to: &mut BTreeMap<String, Pointer>, from: &BTreeMap<String, Pointer>| {
            from.iter().for_each(|(name, pointer)| {
                to.entry(name.clone()).or_insert_with(|| pointer.clone());
            });
        };
        add(&mut self.patterns, &other.patterns);
        add(&mut self.formats, &other.formats);
        add(&mut self.required, &other.required);
        self.unique = self.unique.take().or_else(|| other.unique.clone());
        self.lists.extend_from_slice(&other.lists);
        self.contains.extend_from_slice(&other.contains);
        self.objects.extend_from_slice(&other.objects);
        self.names.extend_from_slice(&other.names);
        self.dependent.extend(other.dependent.clone());
        self.dependent_schemas.extend_from_slice(&other.dependent_schemas);
        self.choices.extend_from_slice(&other.choices);
        self.nots.extend_from_slice(&other.nots);
        self.conditions.extend_from_slice(&other.conditions);
        self.opaque.extend(other.opaque.clone());
    }

    /// Only these types, from here on.
    pub(super) fn only(&mut self, types: Types, pointer: &str) {
        if !self.types.0.is_within(types) {
            self.types = (self.types.0.and(types), pointer.to_owned());
        }
        if let Some((values, _)) = &mut self.values {
            let types = self.types.0;
            values.retain(|value| Types::of(value).meets(types));
        }
    }

    /// Only these values, from here on.
    pub(super) fn only_values(&mut self, allowed: &[Value], pointer: &str) {
        let is_allowed = |value: &Value| allowed.iter().any(|other| super::numbers::same(value, other));
        match &mut self.values {
            Some((values, _)) => values.retain(is_allowed),
            None => self.values = Some((allowed.to_vec(), pointer.to_owned())),
        }
        let types = self.values.iter().flat_map(|(values, _)| values).map(Types::of);
        let types = types.fold(Types::NONE, Types::or);
        self.only(types, pointer);
    }

    pub(super) fn at_least(&mut self, counted: Counted, count: u64, pointer: &str) {
        let least = self.least.entry(counted).or_insert((0, pointer.to_owned()));
        if count > least.0 {
            *least = (count, pointer.to_owned());
        }
    }

    pub(super) fn at_most(&mut self, counted: Counted, count: u64, pointer: &str) {
        let most = self.most.entry(counted).or_insert((u64::MAX, pointer.to_owned()));
        if count < most.0 {
            *most = (count, pointer.to_owned());
        }
    }

    /// What holds for the item at an index; for the rest where it is beyond every first one.
    pub(super) fn item(&self, index: usize) -> Node<'r> {
        self.lists
            .iter()
            .filter_map(|shape| shape.first.get(index).or(shape.rest.as_ref()).cloned())
            .collect()
    }

    /// How many items are told apart by their place.
    pub(super) fn first_items(&self) -> usize {
        self.lists.iter().map(|shape| shape.first.len()).max().unwrap_or(0)
    }

    /// Every key that is named.
    pub(super) fn named_keys(&self) -> BTreeSet<&str> {
        let properties = self.objects.iter().flat_map(|shape| shape.properties.keys().copied());
        let required = self.required.keys().map(String::as_str);
        let dependent = self.dependent.keys().flat_map(|(key, other)| [key.as_str(), other.as_str()]);
        properties.chain(required).chain(dependent).collect()
    }

    /// Every pattern that keys are told apart by.
    pub(super) fn key_patterns(&self) -> BTreeSet<&'r str> {
        self.objects.iter().flat_map(|shape| shape.patterns.iter().map(|(pattern, _)| *pattern)).collect()
    }

    /// What holds for the value of a key.
    pub(super) fn key(&self, world: &World<'r>, key: &str) -> Node<'r> {
        self.value_of(
            |shape| shape.properties.get(key),
            // A pattern that cannot be tried holds for no key here: less is then known of the value.
            |pattern| world.fits(pattern, key).unwrap_or(false),
        )
    }

    /// What holds for the value of a key without a name of its own, which fits these patterns alone.
    pub(super) fn other_key(&self, fitting: &[&str]) -> Node<'r> {
        self.value_of(|_| None, |pattern| fitting.contains(&pattern))
    }

    fn value_of<'s>(
        &'s self,
        property: impl Fn(&'s ObjectShape<'r>) -> Option<&'s Part<'r>>,
        fits: impl Fn(&str) -> bool,
    ) -> Node<'r> {
        let mut node = Node::new();
        for shape in &self.objects {
            let before = node.len();
            node.extend(property(shape).cloned());
            let patterns = shape.patterns.iter().filter(|(pattern, _)| fits(pattern));
            node.extend(patterns.map(|(_, part)| part.clone()));
            if node.len() == before {
                node.extend(shape.rest.clone());
            }
        }
        node
    }
}
