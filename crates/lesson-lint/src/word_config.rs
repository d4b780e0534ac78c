//! `[words]` of `lessonlint.toml`: what a team adds to the words by which its lessons are judged.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use lesson_model::{Stemming, WordList, Words};
use lesson_syntax::did_you_mean;
use lesson_text::fold;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};
use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::config::ConfigError;
use crate::given::Given;

const NUMBERS: (&str, &str) = ("numbers", "Numbers in words, each with what it stands for.");
const STEMMING: (&str, &str) =
    ("stemming", "The language by whose endings words are compared; `english` when absent.");

/// Adds words to the table; gives what could not be added.
pub(crate) fn apply_words(
    given: &BTreeMap<Spanned<String>, Spanned<Given>>,
    words: &mut Words,
) -> Vec<ConfigError> {
    let apply = |(key, value): (&Spanned<String>, &Spanned<Given>)| match key.get_ref().as_str() {
        "numbers" => numbers(value, words),
        "stemming" => stemming(value, words),
        name => match (words.list_mut(name), value.get_ref()) {
            (None, _) => vec![unknown_list(key)],
            (Some(list), Given::List(more)) => {
                list.extend(more.iter().map(|word| word.get_ref().as_str()));
                vec![]
            }
            (Some(_), other) => vec![due(value, "a list of words", other)],
        },
    };
    given.iter().flat_map(apply).collect()
}

fn numbers(value: &Spanned<Given>, words: &mut Words) -> Vec<ConfigError> {
    let Given::Table(entries) = value.get_ref() else {
        return vec![due(value, "a table of words with their numbers", value.get_ref())];
    };
    let mut add = |(word, number): &(Spanned<String>, Spanned<Given>)| match number.get_ref() {
        Given::Number(whole) if *whole >= 0 => {
            words.numbers.insert(fold(word.get_ref()), whole.unsigned_abs());
            None
        }
        other => Some(due(number, "a whole number, 0 or more", other)),
    };
    entries.iter().filter_map(&mut add).collect()
}

fn stemming(value: &Spanned<Given>, words: &mut Words) -> Vec<ConfigError> {
    let Given::Text(name) = value.get_ref() else {
        return vec![due(value, "the name of a language", value.get_ref())];
    };
    match Stemming::deserialize(StrDeserializer::<Error>::new(name)) {
        Ok(stemming) => {
            words.stemming = stemming;
            vec![]
        }
        Err(error) => {
            // serde lists what it knows, each in backticks.
            let message = error.to_string();
            let known = message.split('`').skip(3).step_by(2);
            let help = help(name, known.collect());
            vec![error_at(value.span(), format!("there is no stemming for `{name}`"), help)]
        }
    }
}

fn due(value: &Spanned<Given>, due: &str, given: &Given) -> ConfigError {
    ConfigError { range: value.span(), message: format!("{due} is due, not {}", given.kind()), help: None }
}

fn unknown_list(key: &Spanned<String>) -> ConfigError {
    let known = Words::LISTS.iter().chain([&NUMBERS, &STEMMING]).map(|&(name, _)| name).collect();
    error_at(key.span(), format!("there is no list of words `{}`", key.get_ref()), help(key.get_ref(), known))
}

fn help(name: &str, known: Vec<&str>) -> String {
    match did_you_mean(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("what can stand here: {}", known.join(", ")),
    }
}

fn error_at(range: Range<usize>, message: String, help: String) -> ConfigError {
    ConfigError { range, message, help: Some(help) }
}

/// The schema of `[words]`.
pub(crate) struct WordsSchema;

impl JsonSchema for WordsSchema {
    fn schema_name() -> Cow<'static, str> {
        "WordsConfig".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let built_in = Words::default();
        let list = |&(name, about): &(&str, &str)| {
            let words: Vec<&str> = built_in.list(name).into_iter().flat_map(WordList::written).collect();
            let about = format!("{about} These are added to those that are built in: {}.", words.join(", "));
            (name.to_owned(), json!({ "description": about, "type": "array", "items": { "type": "string" } }))
        };
        let mut properties: Map<String, Value> = Words::LISTS.iter().map(list).collect();
        let number = json!({ "type": "integer", "minimum": 0 });
        properties.insert(
            NUMBERS.0.to_owned(),
            json!({ "description": NUMBERS.1, "type": "object", "additionalProperties": number }),
        );
        let mut stemming = generator.subschema_for::<Stemming>().to_value();
        stemming["description"] = STEMMING.1.into();
        properties.insert(STEMMING.0.to_owned(), stemming);
        json_schema!({
            "description": "The words of the lessons' language, beside the English ones that are built in.",
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        })
    }
}
