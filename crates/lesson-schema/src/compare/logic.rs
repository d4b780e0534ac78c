//! Choices, exclusions, conditions, and what is not taken apart.

use super::document::{Part, World};
use super::facts::{Choice, Condition, Facts};
use super::narrow::{Aspect, Engine, Narrowing, add};
use super::types::Types;

/// How deep two forms are searched for what keeps them apart.
const DEPTH: usize = 4;

impl<'r> Engine<'_, 'r> {
    pub(super) fn logic(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        for choice in &right.choices {
            let narrowings = self.choice(left, right, choice);
            add(told, narrowings);
        }
        for part in &right.nots {
            if !self.is_excluded(left, part) {
                let right_at = self.world.pointer(part);
                told.push(Narrowing { right_at, ..self.told(left, right, Aspect::Not) }.unsure());
            }
        }
        for condition in &right.conditions {
            if !self.condition_holds(left, condition) {
                let right_at = condition.pointer.clone();
                let held = left.conditions.first().map(|held| held.pointer.clone());
                let left_at = held.unwrap_or_else(|| left.pointer.clone());
                told.push(
                    Narrowing { left_at, right_at, ..self.told(left, right, Aspect::Condition) }.unsure(),
                );
            }
        }
        for (text, (keyword, pointer)) in &right.opaque {
            if !left.opaque.contains_key(text) {
                let aspect = Aspect::Keyword(keyword.clone());
                told.push(Narrowing { right_at: pointer.clone(), ..self.told(left, right, aspect) }.unsure());
            }
        }
    }

    /// A choice holds where one of its forms does; else what the nearest form refuses is told.
    fn choice(&mut self, left: &Facts<'r>, right: &Facts<'r>, choice: &Choice<'r>) -> Vec<Narrowing> {
        let exclusive = || {
            let right_at = choice.pointer.clone();
            Narrowing { right_at, ..self.told(left, right, Aspect::OneForm) }.unsure()
        };
        let mut told: Vec<Narrowing> = if choice.exclusive { vec![exclusive()] } else { Vec::new() };
        let mut nearest: Option<Vec<Narrowing>> = None;
        let mut candidates = 0;
        for branch in &choice.branches {
            let form = self.world.facts(std::slice::from_ref(branch));
            if !form.types.0.meets(left.types.0) {
                continue;
            }
            candidates += 1;
            let refused = self.trial(left, &form);
            if refused.is_empty() {
                return told;
            }
            let weight = |refused: &Vec<Narrowing>| {
                let own_type = refused.iter().any(|one| one.place.is_empty() && one.aspect == Aspect::Type);
                (own_type, refused.len())
            };
            if nearest.as_ref().is_none_or(|other| weight(&refused) < weight(other)) {
                nearest = Some(refused);
            }
        }
        let whole_types = left.types.0.each().count() > 1;
        match nearest {
            Some(refused) if candidates == 1 && !whole_types => add(&mut told, refused),
            Some(refused) if !whole_types && left.choices.is_empty() => {
                add(&mut told, refused.into_iter().map(Narrowing::unsure).collect());
            }
            _ => {
                let right_at = choice.pointer.clone();
                told.push(Narrowing { right_at, ..self.told(left, right, Aspect::Form) }.unsure());
            }
        }
        told
    }

    /// What a form refuses, without taking the left side apart for it: that is done once for all forms.
    fn trial(&mut self, left: &Facts<'r>, form: &Facts<'r>) -> Vec<Narrowing> {
        let splits = if left.choices.is_empty() { 2 } else { usize::MAX };
        self.facts(left, form, splits)
    }

    /// Whether a value of the left facts never fits several forms of a choice.
    pub(super) fn keeps_to_one(&mut self, left: &Facts<'r>, choice: &Choice<'r>) -> bool {
        let forms: Vec<_> =
            choice.branches.iter().map(|part| self.world.facts(std::slice::from_ref(part))).collect();
        let pairs = forms.iter().enumerate();
        let apart = pairs
            .flat_map(|(index, form)| forms[..index].iter().map(move |other| (form, other)))
            .all(|(form, other)| {
                let shared = form.types.0.and(other.types.0).and(left.types.0);
                shared.is_empty() || apart(self.world, form, other, 0)
            });
        let choices = left.choices.iter().filter(|held| held.exclusive);
        apart || choices.into_iter().any(|held| self.same_forms(held, choice))
    }

    /// Whether each form of the asked choice is one of the held choice, and the other way round.
    fn same_forms(&mut self, held: &Choice<'r>, asked: &Choice<'r>) -> bool {
        let mut left: Vec<&Part<'r>> = held.branches.iter().collect();
        asked.branches.iter().all(|part| {
            let part = [part.clone()];
            let same = left.iter().position(|other| {
                let other = [(*other).clone()];
                self.nodes(&other, &part).is_empty() && self.nodes(&part, &other).is_empty()
            });
            same.map(|index| left.remove(index)).is_some()
        })
    }

    /// Whether no value of the left facts fits a schema.
    fn is_excluded(&mut self, left: &Facts<'r>, part: &Part<'r>) -> bool {
        let part = [part.clone()];
        let excluded = self.world.facts(&part);
        let values_differ = left.values.as_ref().is_some_and(|(values, _)| {
            values.iter().all(|value| self.world.admits(&excluded, value) == Some(false))
        });
        values_differ
            || apart(self.world, left, &excluded, 0)
            || left.nots.iter().any(|held| self.nodes(&part, std::slice::from_ref(held)).is_empty())
    }

    fn condition_holds(&mut self, left: &Facts<'r>, asked: &Condition<'r>) -> bool {
        let facts = |engine: &Self, part: &Option<Part<'r>>| {
            engine.world.facts(part.as_ref().map_or(&[], std::slice::from_ref))
        };
        let (then, otherwise) = (facts(self, &asked.then), facts(self, &asked.otherwise));
        let then_holds = self.facts(left, &then, 0).is_empty();
        let otherwise_holds = self.facts(left, &otherwise, 0).is_empty();
        if then_holds && otherwise_holds {
            return true;
        }
        for (index, held) in left.conditions.iter().enumerate() {
            let (here, there) = ([held.when.clone()], [asked.when.clone()]);
            // With the same condition, what follows it has to follow; the left side's other facts count as well.
            if !self.nodes(&here, &there).is_empty() || !self.nodes(&there, &here).is_empty() {
                continue;
            }
            let mut rest = left.clone();
            rest.conditions.remove(index);
            let mut follows = |part: &Option<Part<'r>>, asked: &Facts<'r>| {
                let mut rest = rest.clone();
                rest.absorb(&facts(self, part));
                self.facts(&rest, asked, 0).is_empty()
            };
            if follows(&held.then, &then) && follows(&held.otherwise, &otherwise) {
                return true;
            }
        }
        false
    }
}

/// Whether no value fits both; `false` where that cannot be told.
pub(super) fn apart<'r>(world: &World<'r>, one: &Facts<'r>, other: &Facts<'r>, depth: usize) -> bool {
    let shared = one.types.0.and(other.types.0);
    if shared.is_empty() || one.is_never() || other.is_never() {
        return true;
    }
    if depth > DEPTH || !world.step() {
        return false;
    }
    let refuses = |facts: &Facts<'r>, of: &Facts<'r>| {
        of.values
            .as_ref()
            .is_some_and(|(values, _)| values.iter().all(|value| world.admits(facts, value) == Some(false)))
    };
    if refuses(one, other) || refuses(other, one) {
        return true;
    }
    let clash = |one: &Facts<'r>, other: &Facts<'r>| {
        one.required.keys().any(|name| {
            let held = world.facts(&one.key(world, name));
            apart(world, &held, &world.facts(&other.key(world, name)), depth + 1)
        })
    };
    shared == Types::OBJECT && (clash(one, other) || clash(other, one))
}
