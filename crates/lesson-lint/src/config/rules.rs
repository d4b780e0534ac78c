//! How much each rule matters.

use std::ops::Range;

use lesson_findings::Severity;
use lesson_syntax::did_you_mean;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::ConfigError;
use crate::{Rule, rules};

/// What is set of one rule.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "a level: \"error\", \"warning\", \"advice\" or \"off\", or a table with `level`"
)]
pub enum RuleSetting {
    /// Its level.
    Level(Level),
    /// A table with its level.
    Table(RuleTable),
}

/// A rule's settings as a table.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleTable {
    /// The rule's level.
    pub level: Level,
}

/// How much a rule's findings matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A fault.
    Error,
    /// Probably a fault.
    Warning,
    /// Worth a thought.
    Advice,
    /// The rule does not speak.
    Off,
}

impl Level {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Advice => Some(Severity::Advice),
            Self::Off => None,
        }
    }
}

impl RuleSetting {
    /// The level that it sets.
    #[must_use]
    pub fn level(self) -> Level {
        match self {
            Self::Level(level) | Self::Table(RuleTable { level }) => level,
        }
    }
}

pub(super) fn stays_an_error(rule: &Rule, range: Range<usize>) -> ConfigError {
    let (message, help) = if rule.is_law() {
        (
            format!("{} is a law and stays an error", rule.name),
            "a law can only be lowered by an override for some paths, with a reason",
        )
    } else {
        (
            format!("{} stays an error", rule.name),
            "what cannot be read cannot be held to the laws; leave the file out under `exclude` instead",
        )
    };
    ConfigError { range, message, help: Some(help.to_owned()) }
}

pub(super) fn unknown_rule(name: &Spanned<String>) -> ConfigError {
    let known = rules::all().iter().flat_map(|rule| [rule.name, rule.code]);
    let help = match did_you_mean(name.get_ref(), known) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`lessonlint rules` lists the rules".to_owned(),
    };
    ConfigError {
        range: name.span(),
        message: format!("there is no rule `{}`", name.get_ref()),
        help: Some(help),
    }
}
