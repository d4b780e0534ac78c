//! Choices in the normal form: those of mere types or values become types and values.

use std::rc::Rc;

use serde_json::Value;

use super::document::World;
use super::facts::{Choice, Facts};
use super::numbers::same;
use super::types::Types;

/// How far choices within choices are looked into.
const DEPTH: usize = 48;

/// Settles the choices of a value, now that the rest of it is known.
pub(super) fn settle<'r>(world: &World<'r>, facts: &mut Facts<'r>, within: &mut Vec<usize>) {
    let mut waiting = std::mem::take(&mut facts.choices);
    waiting.reverse();
    let mut left = Vec::new();
    while let Some(choice) = waiting.pop() {
        let id = choice.branches.first().map_or(0, super::document::Part::address);
        if within.contains(&id) || within.len() > DEPTH {
            // A form that is one of its own forms: nothing is known of it, and it equals nothing.
            let text = format!("{id:x} leads back to itself");
            facts.opaque.insert(text, ("$ref".to_owned(), choice.pointer.clone()));
            continue;
        }
        within.push(id);
        let branches: Vec<Rc<Facts<'r>>> = choice
            .branches
            .iter()
            .map(|part| world.facts_within(std::slice::from_ref(part), within))
            .collect();
        within.pop();
        if let Some(choice) = settle_one(facts, choice, &branches, &mut waiting) {
            left.push(choice);
        }
    }
    facts.choices = left;
}

/// Takes a choice into the facts as far as that goes, and gives what is left of it.
fn settle_one<'r>(
    facts: &mut Facts<'r>,
    mut choice: Choice<'r>,
    branches: &[Rc<Facts<'r>>],
    waiting: &mut Vec<Choice<'r>>,
) -> Option<Choice<'r>> {
    let lives = |branch: &Facts<'r>| !branch.is_never() && branch.types.0.meets(facts.types.0);
    let living: Vec<(usize, &Rc<Facts<'r>>)> =
        branches.iter().enumerate().filter(|(_, branch)| lives(branch)).collect();
    if let [(_, only)] = living.as_slice() {
        waiting.extend(only.choices.iter().cloned());
        let mut only = Facts::clone(only);
        only.choices.clear();
        facts.absorb(&only);
        return None;
    }
    let forms: Vec<&Rc<Facts<'r>>> = living.iter().map(|(_, branch)| *branch).collect();
    if forms.iter().all(|form| form.is_plain() && form.values.is_some()) {
        let all: Vec<&Value> =
            forms.iter().filter_map(|form| form.values.as_ref()).flat_map(|(values, _)| values).collect();
        let fits = |value: &Value| {
            let holds = |form: &&&Rc<Facts<'r>>| {
                form.values.as_ref().is_some_and(|(values, _)| values.iter().any(|other| same(value, other)))
            };
            let count = forms.iter().filter(holds).count();
            if choice.exclusive { count == 1 } else { count > 0 }
        };
        let values: Vec<Value> = all.into_iter().filter(|value| fits(value)).cloned().collect();
        facts.only_values(&values, &choice.pointer);
        return None;
    }
    if forms.iter().all(|form| form.is_plain() && form.values.is_none()) {
        let mut types = Types::NONE;
        let mut twice = Types::NONE;
        for form in &forms {
            twice = twice.or(types.and(form.types.0));
            types = types.or(form.types.0);
        }
        facts.only(if choice.exclusive { types.without(twice) } else { types }, &choice.pointer);
        return None;
    }
    let types = forms.iter().map(|form| form.types.0).fold(Types::NONE, Types::or);
    facts.only(types, &choice.pointer);
    let takes_anything = |form: &&Rc<Facts<'r>>| {
        form.is_plain() && form.values.is_none() && facts.types.0.is_within(form.types.0)
    };
    if !choice.exclusive && forms.iter().any(takes_anything) {
        return None;
    }
    let kept: Vec<usize> = living.iter().map(|(index, _)| *index).collect();
    let mut index = 0;
    choice.branches.retain(|_| {
        index += 1;
        kept.contains(&(index - 1))
    });
    Some(choice)
}
