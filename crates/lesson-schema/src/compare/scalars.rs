//! Types, values, numbers and texts.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::facts::{Bound, Counted, Facts};
use super::narrow::{Aspect, Engine, Narrowing};
use super::numbers::{EXACT, is_multiple, order, same, whole};
use super::types::Types;

impl<'r> Engine<'_, 'r> {
    /// Compares values one by one where the left side has few; whether that was all there is to compare.
    pub(super) fn values(&self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) -> bool {
        let of_type = || {
            let finite = left.types.0.is_within(Types::NULL.or(Types::BOOLEAN));
            let null = left.types.0.meets(Types::NULL).then_some(Value::Null);
            let booleans = left.types.0.meets(Types::BOOLEAN).then_some([true.into(), false.into()]);
            finite.then(|| null.into_iter().chain(booleans.into_iter().flatten()).collect())
        };
        let values: Option<Vec<Value>> = match &left.values {
            Some((values, _)) => Some(values.clone()),
            None => of_type(),
        };
        let Some(values) = values else {
            if let Some((allowed, pointer)) = &right.values {
                told.push(Narrowing {
                    left: Value::Null,
                    right: allowed.clone().into(),
                    right_at: pointer.clone(),
                    ..self.told(left, right, Aspect::Values)
                });
            }
            return right.values.is_some();
        };
        let mut lost: Vec<Value> = Vec::new();
        let (mut certain, mut all_told) = (false, true);
        for value in values {
            let held = self.world.admits(left, &value);
            match self.world.admits(right, &value) {
                _ if held == Some(false) => {}
                Some(true) => {}
                Some(false) => {
                    certain |= held == Some(true);
                    lost.push(value);
                }
                // It is among the right values, if there are any; the rest is compared as for any value.
                None => all_told = false,
            }
        }
        if !lost.is_empty() {
            let listed = |facts: &Facts<'_>| match &facts.values {
                Some((values, _)) => values.clone().into(),
                None => facts.types.0.names().into(),
            };
            let pointer = |facts: &Facts<'_>| match &facts.values {
                Some((_, pointer)) => pointer.clone(),
                None => facts.types.1.clone(),
            };
            told.push(Narrowing {
                certain,
                left: listed(left),
                right: listed(right),
                left_at: pointer(left),
                right_at: pointer(right),
                ..self.told(left, right, Aspect::Values)
            });
        }
        all_told
    }

    pub(super) fn numbers(&self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let whole_only = !left.types.0.meets(Types::FRACTION);
        for (aspect, inner, outer, tighter) in [
            (Aspect::Lower, &left.lower, &right.lower, Ordering::Greater),
            (Aspect::Upper, &left.upper, &right.upper, Ordering::Less),
        ] {
            let Some(asked) = tightest(outer, tighter, whole_only) else { continue };
            let held = tightest(inner, tighter, whole_only);
            if held.as_ref().is_some_and(|held| implies(held, &asked, tighter)) {
                continue;
            }
            let at = |bound: &Bound| bound.pointer.clone();
            told.push(Narrowing {
                left: held.as_ref().map_or(Value::Null, shown),
                right: shown(&asked),
                left_at: held.as_ref().map_or_else(|| left.pointer.clone(), at),
                right_at: asked.pointer.clone(),
                ..self.told(left, right, aspect)
            });
        }
        for (asked, pointer) in &right.multiples {
            let is_one = whole(asked) == Some(1);
            let follows = |(held, _): &(Number, _)| is_multiple(held, asked) == Some(true);
            if (whole_only && is_one) || left.multiples.iter().any(follows) {
                continue;
            }
            let held = left.multiples.first();
            told.push(Narrowing {
                certain: held.is_none_or(|(held, _)| is_multiple(held, asked).is_some()),
                left: held.map_or(Value::Null, |(held, _)| Value::Number(held.clone())),
                right: Value::Number(asked.clone()),
                left_at: held.map_or_else(|| left.pointer.clone(), |(_, pointer)| pointer.clone()),
                right_at: pointer.clone(),
                ..self.told(left, right, Aspect::Multiple)
            });
        }
    }

    pub(super) fn texts(&self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        // A pattern that the empty text does not fit asks for a character.
        let one_asked = left.patterns.keys().any(|pattern| self.world.fits(pattern, "") == Some(false));
        self.counts(left, right, Counted::Characters, (u64::from(one_asked), u64::MAX), told);
        for (aspect, held, asked) in [
            (Aspect::Pattern, &left.patterns, &right.patterns),
            (Aspect::Format, &left.formats, &right.formats),
        ] {
            let gone = held.iter().find(|(text, _)| !asked.contains_key(*text));
            for (text, pointer) in asked.iter().filter(|(text, _)| !held.contains_key(*text)) {
                told.push(Narrowing {
                    certain: false,
                    left: gone.map_or(Value::Null, |(text, _)| text.clone().into()),
                    right: text.clone().into(),
                    left_at: gone.map_or_else(|| left.pointer.clone(), |(_, pointer)| pointer.clone()),
                    right_at: pointer.clone(),
                    ..self.told(left, right, aspect.clone())
                });
            }
        }
    }

    /// Compares how many there may be, where the left side is known to have a number between the two given.
    pub(super) fn counts(
        &self,
        left: &Facts<'r>,
        right: &Facts<'r>,
        counted: Counted,
        (known_least, known_most): (u64, u64),
        told: &mut Vec<Narrowing>,
    ) {
        let (held, asked) = (left.least.get(&counted), right.least.get(&counted));
        let least = held.map_or(0, |(count, _)| *count).max(known_least);
        if let Some((count, pointer)) = asked.filter(|(count, _)| *count > least) {
            told.push(Narrowing {
                left: held.map_or(Value::Null, |(count, _)| (*count).into()),
                right: (*count).into(),
                left_at: held.map_or_else(|| left.pointer.clone(), |(_, pointer)| pointer.clone()),
                right_at: pointer.clone(),
                ..self.told(left, right, Aspect::Least(counted))
            });
        }
        let (held, asked) = (left.most.get(&counted), right.most.get(&counted));
        let most = held.map_or(u64::MAX, |(count, _)| *count).min(known_most);
        if let Some((count, pointer)) = asked.filter(|(count, _)| *count < most) {
            told.push(Narrowing {
                left: held.map_or(Value::Null, |(count, _)| (*count).into()),
                right: (*count).into(),
                left_at: held.map_or_else(|| left.pointer.clone(), |(_, pointer)| pointer.clone()),
                right_at: pointer.clone(),
                ..self.told(left, right, Aspect::Most(counted))
            });
        }
    }
}

/// The tightest of several bounds; of whole numbers, as one that it includes itself.
fn tightest(bounds: &[Bound], tighter: Ordering, whole_only: bool) -> Option<Bound> {
    let mut tightest: Option<Bound> = None;
    for bound in bounds {
        let bound = if whole_only { inclusive(bound, tighter) } else { bound.clone() };
        if tightest.as_ref().is_none_or(|other| !implies(other, &bound, tighter)) {
            tightest = Some(bound);
        }
    }
    tightest
}

/// The bound as the first whole number that it allows.
fn inclusive(bound: &Bound, tighter: Ordering) -> Bound {
    let exact = whole(&bound.value);
    let float = bound.value.as_f64().filter(|float| float.abs() <= EXACT);
    let step = if tighter == Ordering::Greater { 1 } else { -1 };
    #[allow(clippy::cast_possible_truncation)]
    let first = match (exact, float) {
        (Some(exact), _) => exact.checked_add(if bound.exclusive { step } else { 0 }),
        (None, Some(float)) if step == 1 => Some(float.ceil() as i128),
        (None, Some(float)) => Some(float.floor() as i128),
        (None, None) => None,
    };
    let first = first.and_then(Number::from_i128);
    match first {
        Some(value) => Bound { value, exclusive: false, pointer: bound.pointer.clone() },
        None => bound.clone(),
    }
}

/// Whether what keeps to one bound keeps to the other.
fn implies(held: &Bound, asked: &Bound, tighter: Ordering) -> bool {
    match order(&held.value, &asked.value) {
        Some(Ordering::Equal) => held.exclusive || !asked.exclusive,
        Some(order) => order == tighter,
        None => false,
    }
}

fn shown(bound: &Bound) -> Value {
    if bound.exclusive {
        serde_json::json!({ "exclusive": bound.value })
    } else {
        Value::Number(bound.value.clone())
    }
}

/// Whether a list of values holds one.
pub(super) fn holds(values: &[Value], value: &Value) -> bool {
    values.iter().any(|other| same(other, value))
}
