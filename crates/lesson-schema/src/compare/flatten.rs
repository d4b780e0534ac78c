//! From schemas to the normal form: references, `allOf` and choices of one form are taken apart.

use std::collections::HashSet;
use std::rc::Rc;

use referencing::Draft;
use serde_json::{Number, Value};

use super::document::{Node, Part, World, escaped, key};
use super::facts::{Bound, Condition, Contains, Counted, Facts, ListShape, ObjectShape};
use super::fingerprint::fingerprint;
use super::types::Types;
use super::{choices, facts};

/// Formats that validators know; others are words to a reader.
pub(super) const FORMATS: [&str; 19] = [
    "date",
    "date-time",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "idn-hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "json-pointer",
    "relative-json-pointer",
    "regex",
    "uuid",
];

/// Keywords whose meaning hangs on what stands around them.
const NOT_TAKEN_APART: [&str; 6] = [
    "unevaluatedProperties",
    "unevaluatedItems",
    "$dynamicRef",
    "$recursiveRef",
    "contentEncoding",
    "contentMediaType",
];

impl<'r> World<'r> {
    /// Everything that holds for a value.
    pub(super) fn facts(&self, node: &[Part<'r>]) -> Rc<Facts<'r>> {
        self.facts_within(node, &mut Vec::new())
    }

    /// The same, where some choices are being looked into already.
    pub(super) fn facts_within(&self, node: &[Part<'r>], within: &mut Vec<usize>) -> Rc<Facts<'r>> {
        let key = key(node);
        if let Some(known) = self.facts.borrow().get(&key) {
            return Rc::clone(known);
        }
        let pointer = node.first().map(|part| self.pointer(&self.target(part))).unwrap_or_default();
        let mut facts = Facts::anything(pointer);
        let mut waiting: Node<'r> = node.iter().rev().cloned().collect();
        let mut seen = HashSet::new();
        while let Some(part) = waiting.pop() {
            if !seen.insert(part.address()) {
                continue;
            }
            if !self.step() {
                facts.opaque.insert(format!("{:p}", part.schema), ("$ref".to_owned(), self.pointer(&part)));
                break;
            }
            match part.schema {
                Value::Bool(false) => facts.only(Types::NONE, &self.pointer(&part)),
                Value::Object(_) => self.read(&part, &mut facts, &mut waiting),
                _ => {}
            }
        }
        choices::settle(self, &mut facts, within);
        let facts = Rc::new(facts);
        self.facts.borrow_mut().insert(key, Rc::clone(&facts));
        facts
    }

    /// Where a chain of mere references ends.
    pub(super) fn target(&self, part: &Part<'r>) -> Part<'r> {
        let mut target = part.clone();
        for _ in 0..64 {
            let next = reference(&target).and_then(|to| target.follow(to));
            let Some(next) = next else { break };
            target = next;
        }
        target
    }

    /// Takes in what one schema says itself; what it leads to is left waiting.
    fn read(&self, part: &Part<'r>, facts: &mut Facts<'r>, waiting: &mut Node<'r>) {
        if let Some(to) = reference(part) {
            match part.follow(to) {
                Some(target) => waiting.push(target),
                None => self.leave(part, "$ref", facts),
            }
            if alone(part) {
                return;
            }
        }
        waiting.extend(part.list("allOf"));
        self.read_values(part, facts);
        self.read_texts(part, facts);
        self.read_lists(part, facts);
        self.read_objects(part, facts);
        self.read_logic(part, facts, waiting);
        for keyword in NOT_TAKEN_APART {
            let value = part.schema.get(keyword);
            let says_nothing = |value: &&Value| {
                **value == Value::Bool(true) || value.as_object().is_some_and(serde_json::Map::is_empty)
            };
            if value.is_some_and(|value| !says_nothing(&value)) {
                self.leave(part, keyword, facts);
            }
        }
    }

    /// Notes a keyword that is not taken apart.
    fn leave(&self, part: &Part<'r>, keyword: &str, facts: &mut Facts<'r>) {
        let text = fingerprint(self, part, keyword);
        facts.opaque.insert(text, (keyword.to_owned(), self.at(part, keyword)));
    }

    fn at(&self, part: &Part<'r>, keyword: &str) -> facts::Pointer {
        format!("{}/{}", self.pointer(part), escaped(keyword))
    }

    fn read_values(&self, part: &Part<'r>, facts: &mut Facts<'r>) {
        let get = |keyword: &str| part.schema.get(keyword);
        if let Some(types) = get("type") {
            facts.only(Types::named(types), &self.at(part, "type"));
        }
        if let Some(value) = get("const") {
            facts.only_values(std::slice::from_ref(value), &self.at(part, "const"));
        }
        if let Some(values) = get("enum").and_then(Value::as_array) {
            facts.only_values(values, &self.at(part, "enum"));
        }
        let bound = |keyword: &str, exclusive: bool| {
            let value: Number = get(keyword)?.as_number()?.clone();
            Some(Bound { value, exclusive, pointer: self.at(part, keyword) })
        };
        facts.lower.extend(bound("minimum", false).into_iter().chain(bound("exclusiveMinimum", true)));
        facts.upper.extend(bound("maximum", false).into_iter().chain(bound("exclusiveMaximum", true)));
        let multiple = get("multipleOf").and_then(Value::as_number);
        facts.multiples.extend(multiple.map(|number| (number.clone(), self.at(part, "multipleOf"))));
        for (counted, least, most) in [
            (Counted::Characters, "minLength", "maxLength"),
            (Counted::Items, "minItems", "maxItems"),
            (Counted::Keys, "minProperties", "maxProperties"),
        ] {
            if let Some(count) = get(least).and_then(count).filter(|count| *count > 0) {
                facts.at_least(counted, count, &self.at(part, least));
            }
            if let Some(count) = get(most).and_then(count) {
                facts.at_most(counted, count, &self.at(part, most));
            }
        }
    }

    fn read_texts(&self, part: &Part<'r>, facts: &mut Facts<'r>) {
        let text = |keyword: &str| part.schema.get(keyword).and_then(Value::as_str);
        if let Some(pattern) = text("pattern") {
            facts.patterns.entry(pattern.to_owned()).or_insert_with(|| self.at(part, "pattern"));
        }
        if let Some(format) = text("format").filter(|format| FORMATS.contains(format)) {
            facts.formats.entry(format.to_owned()).or_insert_with(|| self.at(part, "format"));
        }
    }

    fn read_lists(&self, part: &Part<'r>, facts: &mut Facts<'r>) {
        let items = part.schema.get("items");
        let listed = items.is_some_and(Value::is_array);
        let (first, rest) = match (part.draft, listed) {
            (Draft::Draft202012, _) => (part.list("prefixItems"), part.under("items")),
            (_, true) => (part.list("items"), part.under("additionalItems")),
            (_, false) => (Vec::new(), part.under("items")),
        };
        if !first.is_empty() || rest.is_some() {
            facts.lists.push(ListShape { first, rest });
        }
        if part.schema.get("uniqueItems") == Some(&Value::Bool(true)) {
            facts.unique.get_or_insert_with(|| self.at(part, "uniqueItems"));
        }
        if let Some(contained) = part.under("contains") {
            let counts = since_2019(part.draft);
            let count = |keyword: &str| part.schema.get(keyword).and_then(count).filter(|_| counts);
            facts.contains.push(Contains {
                part: contained,
                least: count("minContains").unwrap_or(1),
                most: count("maxContains"),
                pointer: self.at(part, "contains"),
            });
        }
    }

    fn read_objects(&self, part: &Part<'r>, facts: &mut Facts<'r>) {
        let shape = ObjectShape {
            properties: part.map("properties").map(|(name, part)| (name.as_str(), part)).collect(),
            patterns: part.map("patternProperties").map(|(name, part)| (name.as_str(), part)).collect(),
            rest: part.under("additionalProperties"),
        };
        if !shape.properties.is_empty() || !shape.patterns.is_empty() || shape.rest.is_some() {
            facts.objects.push(shape);
        }
        facts.names.extend(part.under("propertyNames"));
        for (index, name) in strings(part.schema.get("required")).enumerate() {
            let pointer = || format!("{}/{index}", self.at(part, "required"));
            facts.required.entry(name.to_owned()).or_insert_with(pointer);
        }
        for keyword in ["dependentRequired", "dependentSchemas", "dependencies"] {
            if keyword != "dependencies" && !since_2019(part.draft) {
                continue;
            }
            for (name, dependent) in part.map(keyword) {
                if dependent.schema.is_array() {
                    for other in strings(Some(dependent.schema)) {
                        facts.dependent.insert((name.clone(), other.to_owned()), self.at(part, keyword));
                    }
                } else {
                    facts.dependent_schemas.push((name.clone(), dependent));
                }
            }
        }
    }

    fn read_logic(&self, part: &Part<'r>, facts: &mut Facts<'r>, waiting: &mut Node<'r>) {
        for (keyword, exclusive) in [("anyOf", false), ("oneOf", true)] {
            let branches = part.list(keyword);
            match branches.len() {
                0 => {}
                1 => waiting.extend(branches),
                _ => {
                    facts.choices.push(facts::Choice { branches, exclusive, pointer: self.at(part, keyword) })
                }
            }
        }
        facts.nots.extend(part.under("not"));
        let (then, otherwise) = (part.under("then"), part.under("else"));
        if part.draft != Draft::Draft6 && (then.is_some() || otherwise.is_some()) {
            let pointer = self.at(part, "if");
            facts.conditions.extend(part.under("if").map(|when| Condition {
                when,
                then,
                otherwise,
                pointer,
            }));
        }
    }
}

/// What a schema refers to.
pub(super) fn reference<'r>(part: &Part<'r>) -> Option<&'r str> {
    part.schema.get("$ref").and_then(Value::as_str)
}

/// Whether what stands beside a reference counts for nothing, as it did before 2019-09.
pub(super) fn alone(part: &Part<'_>) -> bool {
    !since_2019(part.draft) && reference(part).is_some()
}

fn since_2019(draft: Draft) -> bool {
    matches!(draft, Draft::Draft201909 | Draft::Draft202012)
}

fn count(value: &Value) -> Option<u64> {
    let whole = value.as_number().and_then(super::numbers::whole)?;
    u64::try_from(whole).ok()
}

fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
