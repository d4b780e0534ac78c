//! Objects: which keys there have to be and may be, and what their values are.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::document::{Node, escaped};
use super::facts::{Counted, Facts, Pointer};
use super::narrow::{Aspect, Engine, Narrowing, add};
use super::types::Types;

/// How many patterns of keys are told apart, each with each.
const PATTERNS: usize = 4;

impl<'r> Engine<'_, 'r> {
    pub(super) fn objects(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let always = always_there(left, left.required.keys().cloned());
        for (name, pointer) in right.required.iter().filter(|(name, _)| !always.contains(*name)) {
            told.push(Narrowing {
                left: false.into(),
                right: true.into(),
                right_at: pointer.clone(),
                ..self.told(left, right, Aspect::Required(name.clone()))
            });
        }
        self.named_keys(left, right, told);
        self.other_keys(left, right, told);
        let most = self.most_keys(left);
        self.counts(left, right, Counted::Keys, (always.len() as u64, most), told);
        self.names(left, right, told);
        self.dependent(left, right, told);
    }

    fn named_keys(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let names: BTreeSet<&str> = left.named_keys().into_iter().chain(right.named_keys()).collect();
        for name in names {
            let (held, asked) = (left.key(self.world, name), right.key(self.world, name));
            if asked.is_empty() || self.world.facts(&held).is_never() {
                continue;
            }
            let asked_facts = self.world.facts(&asked);
            let at = |facts: &Facts<'r>, node: &Node<'r>| {
                node.first().map_or_else(|| facts.pointer.clone(), |part| self.world.pointer(part))
            };
            let (left_at, right_at) = (at(left, &held), at(right, &asked));
            if asked_facts.is_never() {
                let aspect = Aspect::Key(name.to_owned());
                told.push(Narrowing { left_at, right_at, ..self.told(left, right, aspect) });
                continue;
            }
            let below = self.nodes(&held, &asked);
            if held.is_empty() && !below.is_empty() {
                let aspect = Aspect::Claimed(name.to_owned());
                let right_side = Value::from(asked_facts.types.0.names());
                let claimed =
                    Narrowing { left_at, right_at, right: right_side, ..self.told(left, right, aspect) };
                told.push(claimed.unsure());
                continue;
            }
            told.extend(below.into_iter().map(|narrowing| narrowing.below(&escaped(name))));
        }
    }

    /// Keys without a name, told apart by the patterns that they fit.
    fn other_keys(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let patterns: Vec<&str> = left.key_patterns().union(&right.key_patterns()).copied().collect();
        if patterns.len() > PATTERNS {
            if !self.same_patterns(left, right) {
                told.push(self.told(left, right, Aspect::Keyword("patternProperties".to_owned())).unsure());
            }
            return;
        }
        for chosen in 0..1_usize << patterns.len() {
            let fitting: Vec<&str> = patterns
                .iter()
                .enumerate()
                .filter(|(index, _)| chosen >> index & 1 == 1)
                .map(|(_, pattern)| *pattern)
                .collect();
            let (held, asked) = (left.other_key(&fitting), right.other_key(&fitting));
            if asked.is_empty() || self.world.facts(&held).is_never() {
                continue;
            }
            let asked_facts = self.world.facts(&asked);
            if asked_facts.is_never() {
                let mut narrowing = self.told(left, right, Aspect::OtherKeys);
                narrowing.right_at.clone_from(&asked_facts.types.1);
                narrowing.right = if fitting.is_empty() { Value::Null } else { json!(fitting) };
                add(told, vec![narrowing]);
                continue;
            }
            let below = self.nodes(&held, &asked);
            add(told, below.into_iter().map(|narrowing| narrowing.below("*")).collect());
        }
    }

    /// Whether every schema with patterns of the right side stands on the left side, too, asking for as much.
    fn same_patterns(&mut self, left: &Facts<'r>, right: &Facts<'r>) -> bool {
        right.objects.iter().all(|asked| {
            left.objects.iter().any(|held| {
                let names = |shape: &super::facts::ObjectShape<'r>| -> (Vec<String>, BTreeSet<String>) {
                    let properties = shape.properties.keys().map(|name| (*name).to_owned()).collect();
                    (properties, shape.patterns.iter().map(|(pattern, _)| (*pattern).to_owned()).collect())
                };
                if names(held) != names(asked) {
                    return false;
                }
                let node = |part: Option<&super::document::Part<'r>>| -> Node<'r> {
                    part.cloned().into_iter().collect()
                };
                let patterns = asked.patterns.iter().all(|(pattern, part)| {
                    let other =
                        held.patterns.iter().find(|(other, _)| other == pattern).map(|(_, part)| part);
                    self.nodes(&node(other), &node(Some(part))).is_empty()
                });
                patterns && self.nodes(&node(held.rest.as_ref()), &node(asked.rest.as_ref())).is_empty()
            })
        })
    }

    /// How many keys there can be at most, by being named.
    fn most_keys(&self, left: &Facts<'r>) -> u64 {
        let closed = left.objects.iter().filter(|shape| {
            let rest = shape.rest.iter().cloned().collect::<Node<'r>>();
            shape.patterns.is_empty() && self.world.facts(&rest).is_never()
        });
        closed.map(|shape| shape.properties.len() as u64).min().unwrap_or(u64::MAX)
    }

    fn names(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let closed = left.objects.iter().find(|shape| {
            let rest = shape.rest.iter().cloned().collect::<Node<'r>>();
            shape.patterns.is_empty() && self.world.facts(&rest).is_never()
        });
        for asked in &right.names {
            let asked_node = [asked.clone()];
            let asked_facts = self.world.facts(&asked_node);
            let takes = |name: &&str| self.world.admits(&asked_facts, &Value::from(*name)) == Some(true);
            if closed.is_some_and(|shape| shape.properties.keys().all(takes)) {
                continue;
            }
            let mut held = Facts::clone(&self.world.facts(&left.names));
            held.only(Types::STRING, &left.pointer);
            let below = self.facts(&held, &asked_facts, 0);
            if !below.is_empty() {
                let right_at: Pointer = self.world.pointer(asked);
                let certain = closed.is_none() && below.iter().any(|narrowing| narrowing.certain);
                told.push(Narrowing { certain, right_at, ..self.told(left, right, Aspect::Names) });
            }
        }
    }

    fn dependent(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let with = |name: &String| always_there(left, left.required.keys().cloned().chain([name.clone()]));
        for ((name, other), pointer) in &right.dependent {
            let value = left.key(self.world, name);
            if with(name).contains(other) || self.world.facts(&value).is_never() {
                continue;
            }
            let aspect = Aspect::Dependent(name.clone(), other.clone());
            told.push(Narrowing { right_at: pointer.clone(), ..self.told(left, right, aspect) });
        }
        for (name, part) in &right.dependent_schemas {
            let value = left.key(self.world, name);
            if self.world.facts(&value).is_never() {
                continue;
            }
            let there = with(name);
            let mut held = left.clone();
            for name in &there {
                held.required.entry(name.clone()).or_insert_with(|| left.pointer.clone());
            }
            held.dependent_schemas.retain(|(name, _)| !there.contains(name));
            let fall_due = left.dependent_schemas.iter().filter(|(name, _)| there.contains(name));
            for (_, part) in fall_due {
                held.absorb(&self.world.facts(std::slice::from_ref(part)));
            }
            let asked = self.world.facts(std::slice::from_ref(part));
            if !self.facts(&held, &asked, 0).is_empty() {
                let right_at = self.world.pointer(part);
                let aspect = Aspect::DependentSchema(name.clone());
                told.push(Narrowing { right_at, ..self.told(left, right, aspect) }.unsure());
            }
        }
    }
}

/// The keys that are there whenever those given are.
fn always_there(facts: &Facts<'_>, given: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut there: BTreeSet<String> = given.collect();
    loop {
        let follow =
            facts.dependent.keys().filter(|(key, other)| there.contains(key) && !there.contains(other));
        let follow: Vec<String> = follow.map(|(_, other)| other.clone()).collect();
        if follow.is_empty() {
            return there;
        }
        there.extend(follow);
    }
}
