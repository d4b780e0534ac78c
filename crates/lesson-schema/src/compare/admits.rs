//! Whether a single value is accepted, as far as that can be told.

use std::cmp::Ordering;

use serde_json::{Map, Number, Value};

use super::document::{Part, World};
use super::facts::{Counted, Facts};
use super::numbers::{is_multiple, order};
use super::scalars::holds;
use super::types::Types;

/// Yes, no, or not known.
type Answer = Option<bool>;

/// All of them: one no is enough, and without one, one that is not known leaves all unknown.
fn all(answers: impl IntoIterator<Item = Answer>) -> Answer {
    let mut all = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            None => all = None,
            Some(true) => {}
        }
    }
    all
}

fn not(answer: Answer) -> Answer {
    answer.map(|answer| !answer)
}

impl<'r> World<'r> {
    /// Whether a value is accepted.
    pub(super) fn admits(&self, facts: &Facts<'r>, value: &Value) -> Answer {
        self.deeper(|| self.admits_here(facts, value)).flatten()
    }

    fn admits_here(&self, facts: &Facts<'r>, value: &Value) -> Answer {
        if !Types::of(value).meets(facts.types.0) {
            return Some(false);
        }
        if facts.values.as_ref().is_some_and(|(values, _)| !holds(values, value)) {
            return Some(false);
        }
        let own = match value {
            Value::Number(number) => admits_number(facts, number),
            Value::String(text) => self.admits_text(facts, text),
            Value::Array(items) => self.admits_list(facts, items),
            Value::Object(keys) => self.admits_object(facts, keys),
            Value::Null | Value::Bool(_) => Some(true),
        };
        let opaque = if facts.opaque.is_empty() { Some(true) } else { None };
        all([own, self.admits_logic(facts, value), opaque])
    }

    fn admits_part(&self, part: &Part<'r>, value: &Value) -> Answer {
        self.admits(&self.facts(std::slice::from_ref(part)), value)
    }

    fn admits_logic(&self, facts: &Facts<'r>, value: &Value) -> Answer {
        let choices = facts.choices.iter().map(|choice| {
            let answers: Vec<Answer> =
                choice.branches.iter().map(|part| self.admits_part(part, value)).collect();
            let sure = answers.iter().filter(|answer| **answer == Some(true)).count();
            let unsure = answers.iter().filter(|answer| answer.is_none()).count();
            match (choice.exclusive, sure, unsure) {
                (_, 0, 0) => Some(false),
                (true, 2.., _) => Some(false),
                (false, 1.., _) | (true, 1, 0) => Some(true),
                _ => None,
            }
        });
        let nots = facts.nots.iter().map(|part| not(self.admits_part(part, value)));
        let conditions = facts.conditions.iter().map(|condition| {
            let branch = |part: &Option<Part<'r>>| {
                part.as_ref().map_or(Some(true), |part| self.admits_part(part, value))
            };
            match self.admits_part(&condition.when, value) {
                Some(true) => branch(&condition.then),
                Some(false) => branch(&condition.otherwise),
                None => None,
            }
        });
        all(choices.chain(nots).chain(conditions))
    }

    fn admits_text(&self, facts: &Facts<'r>, text: &str) -> Answer {
        let length = counted(facts, Counted::Characters, text.chars().count());
        let patterns = facts.patterns.keys().map(|pattern| self.fits(pattern, text));
        let formats = facts.formats.keys().map(|format| self.has_format(format, text));
        all(patterns.chain(formats).chain([Some(length)]))
    }

    fn admits_list(&self, facts: &Facts<'r>, items: &[Value]) -> Answer {
        let count = Some(counted(facts, Counted::Items, items.len()));
        let repeated = || items.iter().enumerate().any(|(index, item)| holds(&items[..index], item));
        let unique = Some(facts.unique.is_none() || !repeated());
        let each =
            items.iter().enumerate().map(|(index, item)| self.admits(&self.facts(&facts.item(index)), item));
        let contains = facts.contains.iter().map(|contains| {
            let answers: Vec<Answer> =
                items.iter().map(|item| self.admits_part(&contains.part, item)).collect();
            if answers.contains(&None) {
                return None;
            }
            let found = answers.iter().filter(|answer| **answer == Some(true)).count() as u64;
            Some(found >= contains.least && contains.most.is_none_or(|most| found <= most))
        });
        all(each.chain(contains).chain([count, unique]))
    }

    fn admits_object(&self, facts: &Facts<'r>, keys: &Map<String, Value>) -> Answer {
        let count = Some(counted(facts, Counted::Keys, keys.len()));
        let required = Some(facts.required.keys().all(|name| keys.contains_key(name)));
        let follows = |(key, other): &(String, String)| !keys.contains_key(key) || keys.contains_key(other);
        let dependent = Some(facts.dependent.keys().all(follows));
        let whole = |part: &Part<'r>| self.admits_part(part, &Value::Object(keys.clone()));
        let schemas = facts.dependent_schemas.iter().filter(|(key, _)| keys.contains_key(key));
        let schemas = schemas.map(|(_, part)| whole(part));
        let name = |key: &String| Value::String(key.clone());
        let names = keys
            .keys()
            .flat_map(|key| facts.names.iter().map(move |part| self.admits_part(part, &name(key))));
        let each = keys.iter().map(|(key, value)| self.admits(&self.facts(&facts.key(self, key)), value));
        all(each.chain(names).chain(schemas).chain([count, required, dependent]))
    }
}

fn counted(facts: &Facts<'_>, counted: Counted, count: usize) -> bool {
    let count = count as u64;
    facts.least.get(&counted).is_none_or(|(least, _)| count >= *least)
        && facts.most.get(&counted).is_none_or(|(most, _)| count <= *most)
}

fn admits_number(facts: &Facts<'_>, number: &Number) -> Answer {
    let bounds = [(&facts.lower, Ordering::Greater), (&facts.upper, Ordering::Less)];
    let within = bounds.into_iter().flat_map(|(bounds, inside)| {
        bounds.iter().map(move |bound| match order(number, &bound.value)? {
            Ordering::Equal => Some(!bound.exclusive),
            order => Some(order == inside),
        })
    });
    // Nought is a multiple of anything.
    let multiples = facts.multiples.iter().map(|(step, _)| is_multiple(number, step));
    all(within.chain(multiples))
}
