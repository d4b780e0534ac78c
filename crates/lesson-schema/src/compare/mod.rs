//! What a change of a schema means for the documents that are there.
//!
//! Both schemas are brought into a normal form, in which the spelling is gone, and every constraint of the one has to
//! follow from the other. What cannot be shown to follow is told.

mod admits;
mod annotations;
mod choices;
mod document;
mod facts;
mod fingerprint;
mod flatten;
mod lists;
mod logic;
mod narrow;
mod numbers;
mod objects;
mod scalars;
mod types;
mod wording;

use std::collections::{HashMap, VecDeque};
use std::fmt;

use serde_json::Value;

use self::document::{World, registry, root};
use self::narrow::{Engine, Narrowing};
use self::wording::Way;

/// Which of the two schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that was.
    Old,
    /// The one that is now.
    New,
}

/// Why two schemas cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CompareError {
    /// A schema is written in a version of JSON Schema that is not known.
    Dialect {
        /// Which schema.
        side: Side,
        /// What its `$schema` says.
        dialect: String,
    },
    /// A schema is none.
    Invalid {
        /// Which schema.
        side: Side,
        /// Where it is wrong.
        pointer: String,
        /// What is wrong.
        message: String,
    },
    /// A reference leads nowhere in the schema itself.
    Reference {
        /// Which schema.
        side: Side,
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for Side {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Old => "the old schema",
            Self::New => "the new schema",
        })
    }
}

impl CompareError {
    /// Which schema is at fault.
    #[must_use]
    pub fn side(&self) -> Side {
        match self {
            Self::Dialect { side, .. } | Self::Invalid { side, .. } | Self::Reference { side, .. } => *side,
        }
    }

    /// What is wrong with it, and what to do.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Dialect { dialect, .. } => format!(
                "its `$schema` is `{dialect}`, which is not known here; write it in draft-06, draft-07, 2019-09 or 2020-12"
            ),
            Self::Invalid { pointer, message, .. } if pointer.is_empty() => {
                format!("it is no JSON Schema: {message}; mend it first")
            }
            Self::Invalid { pointer, message, .. } => {
                format!("it is no JSON Schema, at {pointer}: {message}; mend it first")
            }
            Self::Reference { message, .. } => format!(
                "a `$ref` leads out of it or to nothing: {message}; put what it refers to under `$defs` of the same file"
            ),
        }
    }
}

impl fmt::Display for CompareError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} cannot be compared: {}", self.side(), self.reason())
    }
}

impl std::error::Error for CompareError {}

/// For whom a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It judges documents that others write: what was accepted has to be accepted still.
    Input,
    /// It tells readers what they get: what is written now has to be what they were told.
    Output,
}

/// What a change means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It breaks documents, or their readers.
    Break,
    /// It may; that cannot be told from the schemas.
    PossibleBreak,
    /// It breaks nothing.
    Compatible,
    /// It changes words only.
    Annotation,
}

impl Level {
    /// The level's name in options and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Break => "break",
            Self::PossibleBreak => "possible-break",
            Self::Compatible => "compatible",
            Self::Annotation => "annotation",
        }
    }
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it means.
    pub level: Level,
    /// What kind of change it is: a short name that stays.
    pub kind: String,
    /// Where in the document, as pointers with `*` for any key or index; several where one definition is used in several.
    pub places: Vec<String>,
    /// What changed, in words.
    pub message: String,
    /// For whom it breaks, where it does.
    pub consequence: Option<String>,
    /// What to do about it, where it breaks.
    pub help: Option<String>,
    /// Where it stands in the old schema.
    pub old_pointer: String,
    /// Where it stands in the new schema.
    pub new_pointer: String,
    /// What stood there; null where nothing did.
    pub was: Value,
    /// What stands there now; null where nothing does.
    pub now: Value,
}

/// Says what changed between two schemas, breaks first.
///
/// # Errors
///
/// Where one of them is no JSON Schema of a known version, or refers to something outside.
pub fn compare(old: &Value, new: &Value, direction: Direction) -> Result<Vec<Change>, CompareError> {
    let (old_registry, new_registry) = (registry(Side::Old, old)?, registry(Side::New, new)?);
    let (old_root, new_root) = (root(Side::Old, &old_registry, old)?, root(Side::New, &new_registry, new)?);
    if old == new {
        return Ok(Vec::new());
    }
    let world = World::new([old, new]);
    let mut engine = Engine::new(&world);
    let (old_node, new_node) = ([old_root.clone()], [new_root.clone()]);
    let refused = engine.nodes(&old_node, &new_node);
    let accepted = engine.nodes(&new_node, &old_node);
    let mut changes = paired(refused, accepted).into_iter().map(|pair| change(&pair, direction)).collect();
    let words = annotations::changed(&world, &old_root, &new_root);
    let words: Vec<Change> = words.into_iter().map(annotation).collect();
    changes = grouped(changes);
    changes.extend(words);
    changes.sort_by(|one, other| (one.level, &one.places).cmp(&(other.level, &other.places)));
    Ok(changes)
}

/// What is refused now that was not, beside what is accepted now that was not.
type Pair = (Option<Narrowing>, Option<Narrowing>);

fn paired(refused: Vec<Narrowing>, accepted: Vec<Narrowing>) -> Vec<Pair> {
    let name = |narrowing: &Narrowing| (narrowing.place.clone(), narrowing.aspect.clone());
    let mut known: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (index, widening) in accepted.iter().enumerate() {
        known.entry(name(widening)).or_default().push_back(index);
    }
    let mut accepted: Vec<Option<Narrowing>> = accepted.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for narrowing in refused {
        let index = known.get_mut(&name(&narrowing)).and_then(VecDeque::pop_front);
        let other = index.and_then(|index| accepted.get_mut(index)).and_then(Option::take);
        pairs.push((Some(narrowing), other));
    }
    pairs.extend(accepted.into_iter().flatten().map(|widening| (None, Some(widening))));
    pairs
}

fn change((refused, accepted): &Pair, direction: Direction) -> Change {
    let way = match (refused, accepted) {
        (Some(_), None) => Way::Narrows,
        (None, _) => Way::Widens,
        (Some(_), Some(_)) => Way::Both,
    };
    // What was stands on the right of what is accepted now, and what is now on the right of what is refused.
    let old = accepted.as_ref().map(|widening| (&widening.right, &widening.right_at));
    let old = old.or(refused.as_ref().map(|narrowing| (&narrowing.left, &narrowing.left_at)));
    let new = refused.as_ref().map(|narrowing| (&narrowing.right, &narrowing.right_at));
    let new = new.or(accepted.as_ref().map(|widening| (&widening.left, &widening.left_at)));
    let (was, old_pointer) = old.map(|(value, at)| (value.clone(), at.clone())).unwrap_or_default();
    let (now, new_pointer) = new.map(|(value, at)| (value.clone(), at.clone())).unwrap_or_default();
    let breaking = match direction {
        Direction::Input => refused.as_ref(),
        Direction::Output => accepted.as_ref(),
    };
    let level = match breaking {
        Some(narrowing) if narrowing.certain => Level::Break,
        Some(_) => Level::PossibleBreak,
        None => Level::Compatible,
    };
    let any = refused.as_ref().or(accepted.as_ref());
    let (kind, places, message) = match any {
        Some(narrowing) => (
            wording::kind(&narrowing.aspect).to_owned(),
            vec![narrowing.whole_place()],
            wording::message(&narrowing.aspect, way, &was, &now),
        ),
        None => Default::default(),
    };
    let consequence = breaking.map(|narrowing| {
        wording::consequence(&narrowing.aspect, level, direction, &narrowing.left, &narrowing.right)
    });
    let help = breaking.map(|narrowing| wording::help(&narrowing.aspect, direction));
    Change { level, kind, places, message, consequence, help, old_pointer, new_pointer, was, now }
}

fn annotation(words: annotations::Words) -> Change {
    let what = match (words.was.is_null(), words.now.is_null()) {
        (true, _) => "is new",
        (_, true) => "is gone",
        _ => "reads differently",
    };
    Change {
        level: Level::Annotation,
        kind: "annotation".to_owned(),
        places: vec![words.place],
        message: format!("`{}` {what}", words.keyword),
        consequence: None,
        help: None,
        old_pointer: words.old_at,
        new_pointer: words.new_at,
        was: words.was,
        now: words.now,
    }
}

/// The same change of one definition at several places is one.
fn grouped(changes: Vec<Change>) -> Vec<Change> {
    let mut grouped: Vec<Change> = Vec::new();
    let mut known: HashMap<(Level, String, String, String), usize> = HashMap::new();
    for mut change in changes {
        let key =
            (change.level, change.message.clone(), change.old_pointer.clone(), change.new_pointer.clone());
        match known.get(&key).and_then(|index| grouped.get_mut(*index)) {
            Some(same) => same.places.append(&mut change.places),
            None => {
                known.insert(key, grouped.len());
                grouped.push(change);
            }
        }
    }
    for change in &mut grouped {
        change.places.sort();
        change.places.dedup();
    }
    grouped
}
