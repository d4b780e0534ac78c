//! Findings that the configuration silences.

use std::ops::Range;
use std::sync::Arc;

use lesson_text::{SourceFile, Span};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::rules::unknown_rule;
use super::{ConfigError, reasoned};
use crate::rules;
use crate::suppressions::{Configured, day};

/// A rule that is silenced in one file, or in a part of it, with the reason.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuppressionConfig {
    /// The file, relative to this one; no pattern.
    #[schemars(with = "String")]
    pub path: Spanned<String>,
    /// The part of it, as a JSON pointer into the lesson: `/regimes/2/analogies/0`; the whole file when absent.
    #[schemars(with = "Option<String>")]
    pub pointer: Option<Spanned<String>>,
    /// The rule, by name or code.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
    /// Why.
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
    /// The last day on which it holds; without one it has no end.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub until: Option<Spanned<Day>>,
}

/// A day, as a date of TOML or as a text.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a date, as in 2027-01-31")]
pub enum Day {
    /// As in `until = 2027-01-31`.
    Date(toml::value::Datetime),
    /// As in `until = "2027-01-31"`.
    Text(String),
}

impl Day {
    /// As it is written, but for quotes.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Date(date) => date.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl SuppressionConfig {
    /// Made ready; what is wrong with it goes to `errors`.
    pub(super) fn resolved(
        &self,
        source: &Arc<SourceFile>,
        errors: &mut Vec<ConfigError>,
    ) -> Option<Configured> {
        let span = |range: Range<usize>| Span::new(range.start, range.end).shifted(source.text_start());
        let before = errors.len();
        errors.extend(reasoned(&self.reason, "suppression"));
        errors.extend(self.pointer.as_ref().and_then(no_pointer));
        let until = self.until.as_ref().and_then(|until| {
            let written = until.get_ref().written();
            let day = day(&written);
            if day.is_none() {
                let help = "write year, month and day, as in 2027-01-31".to_owned();
                let message = format!("`{written}` is no day");
                errors.push(ConfigError { range: until.span(), message, help: Some(help) });
            }
            Some((day?, span(until.span())))
        });
        let Some(rule) = rules::find(self.rule.get_ref()) else {
            errors.push(unknown_rule(&self.rule));
            return None;
        };
        let path = self.path.get_ref().replace('\\', "/");
        let path = path.trim_start_matches("./");
        let pointer = self.pointer.as_ref().map(|pointer| pointer.get_ref().as_str());
        let place = (rule, span(self.rule.span()));
        (errors.len() == before)
            .then(|| Configured::new(source, path, place, self.reason.get_ref().trim(), pointer, until))
    }
}

fn no_pointer(pointer: &Spanned<String>) -> Option<ConfigError> {
    let written = pointer.get_ref();
    (!written.is_empty() && !written.starts_with('/')).then(|| ConfigError {
        range: pointer.span(),
        message: format!("`{written}` is no JSON pointer"),
        help: Some("it begins with a slash, as in `/regimes/2/analogies/0`; `check --format json` shows each finding's".to_owned()),
    })
}
