//! From TOML to the configuration: everything that is wrong with it, not the first thing alone.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer};

use super::error::plain_words;
use super::{Config, ConfigError};

/// More mistakes than anybody makes in one configuration.
const MOST_ERRORS: usize = 50;

/// Reads a configuration as far as it can be read: what is wrong is left out, and reading starts anew.
pub(super) fn read(text: &str) -> (Config, Vec<ConfigError>) {
    let (mut table, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        return (Config::default(), broken.into_iter().take(MOST_ERRORS).map(in_plain_words).collect());
    }
    let mut errors = Vec::new();
    while errors.len() < MOST_ERRORS {
        match Config::deserialize(Deserializer::from(table.clone())) {
            Ok(config) => return (config, errors),
            Err(error) => {
                let range = error.span();
                errors.push(in_plain_words(error));
                if !range.is_some_and(|range| leave_out(table.get_mut(), &range)) {
                    break;
                }
            }
        }
    }
    (Config::default(), errors)
}

fn in_plain_words(error: toml::de::Error) -> ConfigError {
    let (message, help) = plain_words(error.message());
    ConfigError { range: error.span().unwrap_or(0..0), message, help }
}

/// Takes out the smallest entry or item that holds what is wrong; whether there is one. The span of a
/// table is that of its header alone, so every table is looked into.
fn leave_out(table: &mut DeTable<'_>, wrong: &Range<usize>) -> bool {
    if table.iter_mut().any(|(_, value)| leave_out_of_value(value, wrong)) {
        return true;
    }
    let mut entries = table.iter();
    let entry = entries.find(|(key, value)| holds(&key.span(), wrong) || holds(&value.span(), wrong));
    let key = entry.map(|(key, _)| key.clone());
    key.is_some_and(|key| table.remove(&key).is_some())
}

fn leave_out_of_value(value: &mut Spanned<DeValue<'_>>, wrong: &Range<usize>) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => leave_out(table, wrong),
        DeValue::Array(items) => {
            if items.iter_mut().any(|item| leave_out_of_value(item, wrong)) {
                return true;
            }
            let mut kept = DeArray::new();
            items.iter().filter(|item| !holds(&item.span(), wrong)).for_each(|item| kept.push(item.clone()));
            let fewer = kept.len() < items.len();
            *items = kept;
            fewer
        }
        _ => false,
    }
}

fn holds(range: &Range<usize>, wrong: &Range<usize>) -> bool {
    range.start <= wrong.start && wrong.end <= range.end
}
