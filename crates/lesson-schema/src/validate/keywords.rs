//! A sentence for every keyword.

use std::collections::HashMap;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use lesson_syntax::{NodeId, Tree, did_you_mean};
use serde_json::Value;

use crate::words::{brief, due_types, wrong_type};

/// How many values are listed.
const MOST_LISTED: usize = 20;

/// What is said, and what to do about it.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Said {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// What is said of a value.
pub(super) fn say(
    error: &ValidationError<'_>,
    name: &str,
    instance: &Value,
    at: Option<(&Tree, NodeId)>,
) -> Said {
    let is = short(instance);
    match error.kind() {
        Kind::Type { kind } => match at {
            Some((tree, node)) => {
                let problem = wrong_type(tree, node, name, kind);
                Said { message: problem.message, help: problem.help }
            }
            None => Said::new(format!("the document must be {}, and holds nothing", due_types(kind)))
                .help("write it, or leave the file out"),
        },
        Kind::Constant { expected_value } => none_of(name, instance, std::slice::from_ref(expected_value)),
        Kind::Enum { options } => none_of(name, instance, options.as_array().map_or(&[], Vec::as_slice)),
        Kind::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            Said::new(format!("`{}` is missing from {}", brief(key), owner(name)))
                .help(format!("write `{}` with its value", brief(key)))
        }
        Kind::FalseSchema if error.instance_path().as_str().is_empty() => {
            Said::new("the schema lets nothing pass").help("look for `false` in the schema")
        }
        Kind::FalseSchema => Said::new(format!("{name} may not stand here")).help("remove it"),
        Kind::Minimum { limit } => {
            Said::new(format!("{name} must be at least {}, and is {is}", short(limit)))
        }
        Kind::Maximum { limit } => Said::new(format!("{name} must be at most {}, and is {is}", short(limit))),
        Kind::ExclusiveMinimum { limit } => {
            Said::new(format!("{name} must be more than {}, and is {is}", short(limit)))
        }
        Kind::ExclusiveMaximum { limit } => {
            Said::new(format!("{name} must be less than {}, and is {is}", short(limit)))
        }
        Kind::MultipleOf { multiple_of } => {
            Said::new(format!("{name} must be a multiple of {multiple_of}, and is {is}"))
        }
        Kind::Format { format } => of_format(name, format, &is),
        Kind::Pattern { pattern } => Said::new(format!("{name} does not match its pattern, and is {is}"))
            .help(format!("the pattern is `{}`", brief(pattern))),
        Kind::Not { schema } => Said::new(format!("{name} is what may not stand here"))
            .help(format!("write anything but what fits {}", short(schema))),
        Kind::Contains if error.schema_path().as_str().ends_with("/maxContains") => {
            Said::new(format!("{name} has too many items of one sort"))
                .help("remove some of those that fit `contains` in the schema")
        }
        Kind::Contains => Said::new(format!("{name} lacks an item that must be among its own"))
            .help("add what fits `contains` in the schema"),
        Kind::PropertyNames { error } => {
            let key = error.instance().as_str().unwrap_or_default().to_owned();
            let inner = say(error, "it", &Value::String(key.clone()), None);
            Said {
                message: format!("`{}` cannot be a key here: {}", brief(&key), inner.message),
                help: inner.help,
            }
        }
        other => of_size(name, other, instance).unwrap_or_else(|| of_rest(name, other)),
    }
}

/// What lacks a key.
pub(super) fn owner(name: &str) -> &str {
    if name == "the file" { "the document" } else { name }
}

/// What is said of how much there is of something.
fn of_size(name: &str, kind: &Kind, instance: &Value) -> Option<Said> {
    let characters = || instance.as_str().map_or(0, |text| text.chars().count());
    let items = || instance.as_array().map_or(0, Vec::len);
    let keys = || instance.as_object().map_or(0, serde_json::Map::len);
    let (has, noun, bound, limit) = match kind {
        Kind::MinLength { limit } => (characters(), "characters", "must have at least", *limit),
        Kind::MaxLength { limit } => (characters(), "characters", "may have at most", *limit),
        Kind::MinItems { limit } => (items(), "items", "must have at least", *limit),
        Kind::MaxItems { limit } => (items(), "items", "may have at most", *limit),
        Kind::AdditionalItems { limit } => (items(), "items", "may have at most", *limit as u64),
        Kind::MinProperties { limit } => (keys(), "keys", "must have at least", *limit),
        Kind::MaxProperties { limit } => (keys(), "keys", "may have at most", *limit),
        _ => return None,
    };
    let noun = if limit == 1 { noun.trim_end_matches('s') } else { noun };
    let has = if has == 0 { "none".to_owned() } else { has.to_string() };
    let help = if bound.starts_with("must") { "write more" } else { "take something out" };
    Some(Said::new(format!("{name} {bound} {limit} {noun}, and has {has}")).help(help))
}

/// What is said by the rarer keywords.
fn of_rest(name: &str, kind: &Kind) -> Said {
    match kind {
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => {
            Said::new(format!("{name} fits none of the alternatives")).help("write it as one of them")
        }
        Kind::OneOfMultipleValid { context } => {
            let fits = |(index, errors): (usize, &Vec<_>)| errors.is_empty().then(|| (index + 1).to_string());
            let fitting: Vec<String> = context.iter().enumerate().filter_map(fits).collect();
            let which =
                if fitting.is_empty() { String::new() } else { format!(": {}", fitting.join(" and ")) };
            Said::new(format!("{name} fits more than one of the alternatives, and must fit only one{which}"))
                .help("take out what belongs to the others, or make the schema's alternatives differ")
        }
        Kind::UniqueItems => {
            Said::new(format!("an item of {name} stands there twice")).help("remove one of them")
        }
        Kind::UnevaluatedItems { unexpected } => {
            let some: Vec<String> =
                unexpected.iter().take(3).map(|item| format!("`{}`", brief(item))).collect();
            Said::new(format!("{name} holds items that are not known here: {}", some.join(", ")))
                .help("remove them")
        }
        Kind::ContentEncoding { content_encoding } => {
            Said::new(format!("{name} is not encoded as {}", brief(content_encoding))).help("encode it anew")
        }
        Kind::FromUtf8 { .. } => {
            Said::new(format!("{name} is no text in UTF-8 once it is decoded")).help("encode it anew")
        }
        Kind::ContentMediaType { content_media_type } => {
            Said::new(format!("{name} does not hold {}", brief(content_media_type)))
                .help("mend what it holds")
        }
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            Said::new(format!("whether {name} matches its pattern cannot be told: it would take too long"))
                .help("write the schema's pattern with fewer repetitions inside one another")
        }
        Kind::AdditionalItems { .. } => {
            Said::new(format!("{name} has more items than it may")).help("remove them")
        }
        other => Said::new(format!("{name} is not what can stand here (`{}`)", other.keyword())),
    }
}

/// What is said of a value that is none of the possible ones.
pub(super) fn none_of(name: &str, instance: &Value, options: &[Value]) -> Said {
    let is = short(instance);
    if let [only] = options {
        return Said::new(format!("{name} must be {}, and is {is}", short(only)))
            .help(format!("write {}", short(only)));
    }
    let said = Said::new(format!("{name} cannot be {is}"));
    let texts = options.iter().filter_map(Value::as_str);
    if let Some(meant) = instance.as_str().and_then(|text| did_you_mean(text, texts)) {
        return said.help(format!("did you mean `{meant}`?"));
    }
    let more = if options.len() > MOST_LISTED { ", …" } else { "" };
    let listed: Vec<String> = options.iter().take(MOST_LISTED).map(short).collect();
    said.help(format!("write one of {}{more}", listed.join(", ")))
}

fn of_format(name: &str, format: &str, is: &str) -> Said {
    let (noun, example) = match format {
        "date" => ("date", "write year, month and day with hyphens, as in 2026-01-31"),
        "date-time" => ("date with a time", "write it as in 2026-01-31T12:00:00Z"),
        "time" => ("time", "write it as in 12:00:00Z"),
        "duration" => ("duration", "write it as in P1DT12H"),
        "email" | "idn-email" => ("address for mail", "write it as in someone@example.com"),
        "hostname" | "idn-hostname" => ("name of a host", "write it as in www.example.com"),
        "ipv4" => ("IPv4 address", "write it as in 192.0.2.1"),
        "ipv6" => ("IPv6 address", "write it as in 2001:db8::1"),
        "uri" | "iri" => ("URL", "write it with its beginning, as in https://example.com/"),
        "uri-reference" | "iri-reference" => ("URL or part of one", "write it as in /path?query"),
        "uri-template" => ("template of a URL", "write it as in /users/{id}"),
        "uuid" => ("UUID", "write it as in 123e4567-e89b-12d3-a456-426614174000"),
        "json-pointer" => ("JSON pointer", "write it as in /key/0"),
        "relative-json-pointer" => ("relative JSON pointer", "write it as in 1/key"),
        "regex" => ("regular expression", "look for brackets that are not closed, and for stray backslashes"),
        _ => return Said::new(format!("{name} has not the format `{}`, and is {is}", brief(format))),
    };
    let article = if noun.starts_with(['a', 'I']) && !noun.starts_with("UR") { "an" } else { "a" };
    Said::new(format!("{name} must be {article} {noun}, and is {is}")).help(example)
}

/// The first two items that are the same.
pub(super) fn twins(items: &[Value]) -> Option<(usize, usize)> {
    let mut seen = HashMap::new();
    items.iter().enumerate().find_map(|(index, item)| {
        let first = seen.insert(canonical(item), index)?;
        Some((first, index))
    })
}

/// The same text for values that are the same to JSON Schema: keys in order, whole numbers without a fraction.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<(&String, &Value)> = entries.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            let entries = entries.into_iter().map(|(key, value)| format!("{key:?}:{}", canonical(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or(0.0).to_string(),
        other => other.to_string(),
    }
}

/// A value on one short line.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::Object(entries) if entries.len() > 4 => "keys with values".to_owned(),
        Value::Array(items) if items.len() > 8 => "a list".to_owned(),
        Value::String(text) => format!("`{}`", brief(text)),
        Value::Null => "nothing".to_owned(),
        other => brief(&other.to_string()),
    }
}
