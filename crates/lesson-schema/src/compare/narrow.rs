//! What the right schema refuses of all that the left one accepts.
//!
//! Every constraint of the right one has to follow from the left one. What cannot be shown to follow is told, as certain
//! or not; so silence is a proof, as far as the constraints are read rightly.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::choices::settle;
use super::document::{Key, Part, World, escaped, key};
use super::facts::{Facts, Pointer};
use super::fingerprint::same_text;
use super::types::Types;

/// How deep documents are followed.
const DEPTH: usize = 60;

/// How many comparisons may lie in one another.
const NESTED: usize = 100;

/// How many choices of the left schema are taken one form at a time.
const SPLITS: usize = 4;

/// What of a value is narrower.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Aspect {
    /// A key can no longer be there.
    Key(String),
    /// A key was open to any value, and is now held to a schema.
    Claimed(String),
    /// Keys without a name in the schema can no longer be there.
    OtherKeys,
    Required(String),
    Dependent(String, String),
    DependentSchema(String),
    Names,
    Type,
    Values,
    Lower,
    Upper,
    Multiple,
    Least(super::facts::Counted),
    Most(super::facts::Counted),
    Pattern,
    Format,
    Unique,
    Contains,
    /// Of several forms, none surely fits.
    Form,
    /// Exactly one form has to fit, and several may.
    OneForm,
    Not,
    Condition,
    /// A keyword that is not taken apart.
    Keyword(String),
    /// Too much to compare.
    Depth,
}

/// One thing that the right schema refuses, or may.
#[derive(Clone, Debug)]
pub(super) struct Narrowing {
    /// Where in the document, with `*` for any key or index.
    pub(super) place: String,
    pub(super) aspect: Aspect,
    /// Whether something accepted is surely refused.
    pub(super) certain: bool,
    /// What stands in the left schema, and what in the right one.
    pub(super) left: Value,
    pub(super) right: Value,
    pub(super) left_at: Pointer,
    pub(super) right_at: Pointer,
}

impl Narrowing {
    pub(super) fn below(mut self, step: &str) -> Self {
        self.place = format!("/{step}{}", self.place);
        self
    }

    /// The place in the document, down to the key that it is about.
    pub(super) fn whole_place(&self) -> String {
        match &self.aspect {
            Aspect::Key(name) | Aspect::Claimed(name) | Aspect::Required(name) => {
                format!("{}/{}", self.place, escaped(name))
            }
            _ => self.place.clone(),
        }
    }

    pub(super) fn unsure(mut self) -> Self {
        self.certain = false;
        self
    }

    fn is(&self, other: &Self) -> bool {
        self.place == other.place
            && self.aspect == other.aspect
            && self.right_at == other.right_at
            && self.right == other.right
    }
}

/// Adds what is not there yet.
pub(super) fn add(to: &mut Vec<Narrowing>, from: Vec<Narrowing>) {
    for narrowing in from {
        match to.iter_mut().find(|other| other.is(&narrowing)) {
            Some(other) => other.certain |= narrowing.certain,
            None => to.push(narrowing),
        }
    }
}

/// Compares nodes, each pair once.
pub(super) struct Engine<'w, 'r> {
    pub(super) world: &'w World<'r>,
    known: HashMap<(Key, Key), Vec<Narrowing>>,
    /// The pairs being compared; meeting one again means that it holds if all else does.
    open: Vec<(Key, Key)>,
    /// The outermost of them that was met again.
    assumed: usize,
    /// How many comparisons of facts lie in one another.
    depth: usize,
}

impl<'w, 'r> Engine<'w, 'r> {
    pub(super) fn new(world: &'w World<'r>) -> Self {
        Self { world, known: HashMap::new(), open: Vec::new(), assumed: usize::MAX, depth: 0 }
    }

    /// What the right node refuses of what the left one accepts.
    pub(super) fn nodes(&mut self, left: &[Part<'r>], right: &[Part<'r>]) -> Vec<Narrowing> {
        let pair = (key(left), key(right));
        if right.is_empty() || pair.0 == pair.1 {
            return Vec::new();
        }
        if let Some(known) = self.known.get(&pair) {
            return known.clone();
        }
        if let Some(index) = self.open.iter().position(|open| *open == pair) {
            self.assumed = self.assumed.min(index);
            return Vec::new();
        }
        let pieces = (left, right);
        let (left, right) = (self.world.facts(left), self.world.facts(right));
        if self.open.len() >= DEPTH || !self.world.step() {
            return vec![self.told(&left, &right, Aspect::Depth).unsure()];
        }
        let depth = self.open.len();
        let before = std::mem::replace(&mut self.assumed, usize::MAX);
        self.open.push(pair.clone());
        let mut told = self.facts(&left, &right, 0);
        self.open.pop();
        if !told.is_empty() && same_text(self.world, pieces.0, pieces.1) {
            told.clear();
        }
        // What hangs on a pair further out is not known until that one is.
        if self.assumed >= depth {
            self.known.insert(pair, told.clone());
            self.assumed = usize::MAX;
        }
        self.assumed = self.assumed.min(before);
        told
    }

    /// The same for facts; what is not plain at once is tried form by form, then type by type.
    pub(super) fn facts(&mut self, left: &Facts<'r>, right: &Facts<'r>, splits: usize) -> Vec<Narrowing> {
        if left.is_never() {
            return Vec::new();
        }
        if self.depth >= NESTED || !self.world.step() {
            return vec![self.told(left, right, Aspect::Depth).unsure()];
        }
        self.depth += 1;
        let told = self.form_by_form(left, right, splits);
        self.depth -= 1;
        told
    }

    fn form_by_form(&mut self, left: &Facts<'r>, right: &Facts<'r>, splits: usize) -> Vec<Narrowing> {
        let right = self.without_exclusion(left, right);
        let right = right.as_ref();
        let direct = self.directly(left, right);
        if direct.is_empty() || splits >= SPLITS {
            return direct;
        }
        if let Some(choice) = left.choices.first() {
            let mut told = Vec::new();
            for branch in &choice.branches {
                let mut form = left.clone();
                form.choices.remove(0);
                form.absorb(&self.world.facts(std::slice::from_ref(branch)));
                settle(self.world, &mut form, &mut Vec::new());
                add(&mut told, self.facts(&form, right, splits + 1));
            }
            return told;
        }
        let forms = |narrowing: &Narrowing| narrowing.place.is_empty() && narrowing.aspect == Aspect::Form;
        let types: Vec<Types> = left.types.0.each().collect();
        if types.len() > 1 && !right.choices.is_empty() && left.values.is_none() && direct.iter().any(forms) {
            let mut told = Vec::new();
            for single in types {
                let mut form = left.clone();
                form.only(single, &left.types.1);
                add(&mut told, self.facts(&form, right, splits + 1));
            }
            return told;
        }
        direct
    }

    /// Right facts whose exclusive choices are plain ones where the left facts keep to one form anyway.
    fn without_exclusion(&mut self, left: &Facts<'r>, right: &Facts<'r>) -> Rc<Facts<'r>> {
        let mut right = right.clone();
        for choice in right.choices.iter_mut().filter(|choice| choice.exclusive) {
            choice.exclusive = !self.keeps_to_one(left, choice);
        }
        Rc::new(right)
    }

    /// Something told of the whole of a value.
    pub(super) fn told(&self, left: &Facts<'r>, right: &Facts<'r>, aspect: Aspect) -> Narrowing {
        Narrowing {
            place: String::new(),
            aspect,
            certain: true,
            left: Value::Null,
            right: Value::Null,
            left_at: left.pointer.clone(),
            right_at: right.pointer.clone(),
        }
    }

    /// Every constraint of the right facts against all left ones.
    fn directly(&mut self, left: &Facts<'r>, right: &Facts<'r>) -> Vec<Narrowing> {
        let mut told = Vec::new();
        let mut left = left.clone();
        if !left.types.0.is_within(right.types.0) && left.values.is_none() {
            told.push(Narrowing {
                left: left.types.0.names().into(),
                right: right.types.0.names().into(),
                left_at: left.types.1.clone(),
                right_at: right.types.1.clone(),
                ..self.told(&left, right, Aspect::Type)
            });
            left.only(right.types.0, &right.types.1);
        }
        if left.is_never() {
            return told;
        }
        if self.values(&left, right, &mut told) {
            return told;
        }
        if left.types.0.meets(Types::NUMBER) {
            self.numbers(&left, right, &mut told);
        }
        if left.types.0.meets(Types::STRING) {
            self.texts(&left, right, &mut told);
        }
        if left.types.0.meets(Types::ARRAY) {
            self.lists(&left, right, &mut told);
        }
        if left.types.0.meets(Types::OBJECT) {
            self.objects(&left, right, &mut told);
        }
        self.logic(&left, right, &mut told);
        told
    }
}
