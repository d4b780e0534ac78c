//! Names in bound schemas: a regular expression says of a text what the linter's folding does.

use jsonschema::Validator;
use lesson_lint::Loaded;
use lesson_model::RegimeNames;
use lesson_schema::Draft;
use lesson_text::slug;
use lessonlint_tests::Linted;
use lessonlint_tests::generator::Random;
use serde_json::json;

use crate::bound::{bound, course, lesson_of};
use crate::schemas::{refused, validator};

/// Tells whether a text names one of a lesson's regimes.
fn names_a_regime(loaded: &Loaded) -> Option<Validator> {
    let schema = bound(Draft::Draft07, Some(loaded), None);
    let mut any = schema["definitions"].get("RegimeName")?.clone();
    any["definitions"] = schema["definitions"].clone();
    Some(validator(&any))
}

#[test]
fn any_text_is_a_regimes_name_to_the_schema_where_it_is_to_the_linter() {
    let characters: Vec<char> = "abiIsSß_'’ .\u{ad}–-Σσς".chars().collect();
    let mut meant = 0;
    for seed in 0..150 {
        let random = &mut Random::new(seed);
        let mut text = || -> String { (0..random.within(1..=5)).map(|_| random.pick(&characters)).collect() };
        let names: Vec<String> = (0..3).map(|_| text()).collect();
        let keys: Vec<String> = (0..20).map(|_| text()).chain(names.iter().cloned()).collect();
        let loaded = Linted::load("x.yaml", lesson_of(&names.iter().map(String::as_str).collect::<Vec<_>>()));
        let known = RegimeNames::of(&loaded.lesson.as_ref().unwrap().value);
        let Some(any) = names_a_regime(&loaded) else { continue };
        for key in keys {
            let due = known.find(&key).is_some();
            meant += usize::from(due);
            assert_eq!(any.is_valid(&json!(key)), due, "{key:?} among {names:?}");
        }
    }
    assert!(meant > 300, "only {meant} texts were names");
}

#[test]
fn spellings_that_people_write_are_told_from_those_that_mean_nothing() {
    let names = ["Pre-Training", "Who's on call (night)", "🙂", "事前学習", "Größe_2", "a/b", "a b", "Ὀδός"];
    let loaded = Linted::load("x.yaml", lesson_of(&names));
    let known = RegimeNames::of(&loaded.lesson.as_ref().unwrap().value);
    let any = names_a_regime(&loaded).unwrap();
    let mut counts = [0, 0];
    for text in [
        "pre-training",
        "PRE TRAINING",
        "pre\u{ad}-tra\u{200b}ining",
        "Pre–Traınıng",
        "pretraining",
        "pre_training",
        "_pre--training.",
        "Who’s on call (night)",
        "whos-on-call-night",
        "who s on call night",
        "🙂",
        "🙂\u{fe0f} ",
        "☹",
        "事前学習",
        "GRÖSSE_2",
        "grösse-2",
        "größe_2",
        "A/B",
        "A B",
        "a-b",
        "a–b!",
        "ab",
        "ὈΔΌΣ",
        "ὀδός",
        "",
        " ",
        "\n",
        "$^.*",
    ] {
        let due = known.find(text).is_some();
        counts[usize::from(due)] += 1;
        assert_eq!(any.is_valid(&json!(text)), due, "{text:?}");
    }
    assert!(counts.iter().all(|count| *count > 5), "{counts:?}");
}

#[test]
fn any_name_is_a_courses_dimension_to_the_schema_where_its_slug_is() {
    let characters: Vec<char> = "abiIsSßéÉ_'’ .\u{ad}–-".chars().collect();
    let mut meant = 0;
    for seed in 0..60 {
        let random = &mut Random::new(seed);
        let mut text = || -> String { (0..random.within(1..=4)).map(|_| random.pick(&characters)).collect() };
        let name = text();
        let id = slug(&name);
        if id.is_empty() {
            continue;
        }
        let course = course(&format!("id: c\ntitle: C\ndimensions: [{}]\n", json!(id)));
        let schema = validator(&bound(Draft::Draft07, None, Some(&course)));
        for name in (0..20).map(|_| text()).chain([name.clone(), name.to_uppercase()]) {
            let due = slug(&name) == id;
            meant += usize::from(due);
            let value = json!({ "comparison": { "dimensions": [{ "name": name }] } });
            let asked = refused(&schema, &value).iter().any(|(_, keyword)| keyword == "dimensions");
            assert_eq!(!asked, due, "{name:?} for {id:?}");
        }
    }
    assert!(meant > 60, "only {meant} names were meant");
}
