use std::fs;

use jsonschema::Validator;
use lesson_lint::{guided, rules};
use lesson_model::Words;
use lesson_schema::{Binding, Draft, bind, lesson};
use serde_json::Value;

use crate::{Linted, root};

/// A schema with its name, in one of its drafts.
#[derive(Debug)]
pub struct Subject {
    /// What it is about: `lesson`, `config`.
    pub kind: String,
    /// Its file from the top of the repository.
    pub file: String,
    /// The schema.
    pub schema: Value,
    /// Compiled, with its formats.
    pub validator: Validator,
}

impl Subject {
    /// A schema, compiled.
    ///
    /// # Panics
    ///
    /// Where it is no schema.
    #[must_use]
    pub fn new(kind: &str, file: String, schema: Value) -> Self {
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{file} is no schema: {error}"));
        let validator = validator(&schema, true);
        Self { kind: kind.to_owned(), file, schema, validator }
    }
}

/// A schema, compiled, with or without its formats.
///
/// # Panics
///
/// Where it is no schema.
#[must_use]
pub fn validator(schema: &Value, formats: bool) -> Validator {
    let options = jsonschema::options().should_validate_formats(formats);
    options.build(schema).unwrap_or_else(|error| panic!("the schema does not compile: {error}"))
}

/// Every schema that is committed, each in both of its drafts.
///
/// # Panics
///
/// Where one of them is no schema, or has no second draft.
#[must_use]
pub fn subjects() -> Vec<[Subject; 2]> {
    let files = fs::read_dir(root().join("schema")).expect("the folder of the schemas");
    let names = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let mut kinds: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".schema.json").map(str::to_owned)).collect();
    kinds.sort();
    let both = |kind: &String| {
        ["schema", "schema/editor"].map(|folder| {
            let file = format!("{folder}/{kind}.schema.json");
            let text = fs::read_to_string(root().join(&file));
            let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
            let schema = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            Subject::new(kind, file, schema)
        })
    };
    kinds.iter().map(both).collect()
}

/// The schema of lessons bound to one lesson's regimes, in both drafts.
///
/// # Panics
///
/// Where the text is no lesson.
#[must_use]
pub fn bound(text: &str) -> [Subject; 2] {
    let loaded = Linted::load("lesson.yaml", text);
    let read = loaded.lesson.as_ref().expect("a lesson");
    let rules = rules::descriptions();
    let binding = Binding { lesson: Some(read), course: None, rules: &rules };
    [(Draft::Draft202012, "2020-12"), (Draft::Draft07, "draft-07")].map(|(draft, name)| {
        let schema = guided(lesson(draft), draft, &Words::default());
        Subject::new("lesson", format!("the bound schema in {name}"), bind(schema, &binding))
    })
}
