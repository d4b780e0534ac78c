//! What is said of a change of a schema, held against what validators do with documents.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod random;
mod table;

use fastrand::Rng;
use jsonschema::Validator;
use lesson_schema::compare::{Change, Direction, Level, compare};
use serde_json::Value;

use self::random::{Kinds, changed, document, respelled, schema, widened};

/// How many pairs of schemas are tried; `LESSONLINT_SOAK` makes them many more.
fn rounds() -> u64 {
    if std::env::var_os("LESSONLINT_SOAK").is_some() { 200_000 } else { 3_000 }
}

fn validator(schema: &Value) -> Option<Validator> {
    jsonschema::options().should_validate_formats(true).build(schema).ok()
}

fn breaks(changes: &[Change]) -> Vec<&Change> {
    changes.iter().filter(|change| change.level <= Level::PossibleBreak).collect()
}

/// Documents that one schema accepts and the other refuses.
fn refused(random: &mut Rng, old: &Validator, new: &Validator) -> Option<Value> {
    let documents = (0..60).map(|_| document(random, 3));
    documents.into_iter().find(|document| old.is_valid(document) && !new.is_valid(document))
}

#[test]
fn whatever_a_validator_refuses_is_told() {
    let mut witnessed = 0;
    for seed in 0..rounds() {
        let mut random = Rng::with_seed(seed);
        let old = schema(&mut random, Kinds::All);
        let new = if random.bool() { changed(&mut random, &old) } else { schema(&mut random, Kinds::All) };
        let (Some(before), Some(after)) = (validator(&old), validator(&new)) else { continue };
        if let Some(document) = refused(&mut random, &before, &after) {
            witnessed += 1;
            let told = compare(&old, &new, Direction::Input).unwrap();
            assert!(!breaks(&told).is_empty(), "seed {seed}: {document}\n{old:#}\n{new:#}\n{told:#?}");
        }
        if let Some(document) = refused(&mut random, &after, &before) {
            let told = compare(&old, &new, Direction::Output).unwrap();
            assert!(
                !breaks(&told).is_empty(),
                "seed {seed}, for readers: {document}\n{old:#}\n{new:#}\n{told:#?}"
            );
        }
    }
    assert!(witnessed > rounds() / 10, "only {witnessed} changes break something");
}

#[test]
fn what_only_widens_breaks_nothing() {
    for seed in 0..rounds() {
        let mut random = Rng::with_seed(seed);
        let old = schema(&mut random, Kinds::Monotonic);
        let new = widened(&mut random, &old);
        let told = compare(&old, &new, Direction::Input).unwrap();
        assert!(breaks(&told).is_empty(), "seed {seed}\n{old:#}\n{new:#}\n{told:#?}");
    }
}

#[test]
fn another_spelling_is_no_change() {
    for seed in 0..rounds() {
        let mut random = Rng::with_seed(seed);
        let kinds = if random.bool() { Kinds::All } else { Kinds::Monotonic };
        let old = schema(&mut random, kinds);
        let new = respelled(&mut random, &old, kinds);
        let told = compare(&old, &new, Direction::Input).unwrap();
        let told: Vec<&Change> = told.iter().filter(|change| change.level < Level::Annotation).collect();
        assert!(told.is_empty(), "seed {seed}\n{old:#}\n{new:#}\n{told:#?}");
    }
}
