//! Lists: how many items, and what each of them may be.

use serde_json::Value;

use super::facts::{Counted, Facts};
use super::narrow::{Aspect, Engine, Narrowing, add};

impl<'r> Engine<'_, 'r> {
    pub(super) fn lists(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        let first = left.first_items().max(right.first_items());
        let mut most = left.most.get(&Counted::Items).map_or(u64::MAX, |(count, _)| *count);
        for index in 0..=first {
            let (held, asked) = (left.item(index), right.item(index));
            let none_here = self.world.facts(&held).is_never();
            if none_here || index as u64 >= most {
                most = most.min(index as u64);
                break;
            }
            let step = if index < first { index.to_string() } else { "*".to_owned() };
            let asked_facts = self.world.facts(&asked);
            if asked_facts.is_never() {
                told.push(Narrowing {
                    left: if most == u64::MAX { Value::Null } else { most.into() },
                    right: index.into(),
                    right_at: asked_facts.types.1.clone(),
                    ..self.told(left, right, Aspect::Most(Counted::Items))
                });
                break;
            }
            let below = self.nodes(&held, &asked);
            add(told, below.into_iter().map(|narrowing| narrowing.below(&step)).collect());
        }
        self.counts(left, right, Counted::Items, (0, most), told);
        if let Some(pointer) = right.unique.as_ref().filter(|_| left.unique.is_none() && most > 1) {
            told.push(Narrowing {
                left: false.into(),
                right: true.into(),
                right_at: pointer.clone(),
                ..self.told(left, right, Aspect::Unique)
            });
        }
        self.contains(left, right, told);
    }

    fn contains(&mut self, left: &Facts<'r>, right: &Facts<'r>, told: &mut Vec<Narrowing>) {
        for asked in &right.contains {
            let (mut least, mut most) = (asked.least == 0, asked.most.is_none());
            for held in &left.contains {
                let (held_part, asked_part) = ([held.part.clone()], [asked.part.clone()]);
                least |= held.least >= asked.least && self.nodes(&held_part, &asked_part).is_empty();
                most |= held.most.is_some_and(|held| asked.most.is_some_and(|asked| held <= asked))
                    && self.nodes(&asked_part, &held_part).is_empty();
            }
            if least && most {
                continue;
            }
            let empty_list = !left.least.contains_key(&Counted::Items) && left.contains.is_empty();
            told.push(Narrowing {
                certain: !least && empty_list,
                left_at: left
                    .contains
                    .first()
                    .map_or_else(|| left.pointer.clone(), |held| held.pointer.clone()),
                right_at: asked.pointer.clone(),
                ..self.told(left, right, Aspect::Contains)
            });
        }
    }
}
