//! How much each rule matters.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use lesson_findings::Severity;
use lesson_syntax::did_you_mean;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::ConfigError;
use super::error::Complaints;
use crate::options::{RuleSetting, SetOption};
use crate::{Rule, rules};

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

/// What a configuration says of rules, made ready.
#[derive(Debug, Default)]
pub(crate) struct SetRules {
    pub(crate) levels: Vec<(&'static Rule, Option<Severity>)>,
    pub(crate) options: Vec<(&'static Rule, &'static str, SetOption)>,
}

/// Makes ready what is said of rules, in `[rules]` or in an override: only there a law can be lowered.
pub(super) fn resolved(
    said: &BTreeMap<Spanned<String>, RuleSetting>,
    is_override: bool,
    complaints: &mut Complaints,
) -> SetRules {
    let mut set = SetRules::default();
    let mut seen = HashMap::new();
    for (name, setting) in said {
        let Some(rule) = rules::find(name.get_ref()) else {
            complaints.errors.push(unknown_rule(name));
            continue;
        };
        if let Some(other) = seen.insert(rule.code, name) {
            complaints.errors.push(said_twice(other, name));
        }
        let stays = rule.is_fixed() && !(is_override && rule.is_law());
        match setting.level {
            Some(level) if stays && level != Level::Error => {
                complaints.refused.push(stays_an_error(rule, name.span()));
            }
            Some(level) => set.levels.push((rule, level.severity())),
            None => {}
        }
        match setting.options_of(rule) {
            Ok(options) => set.options.extend(options.into_iter().map(|(name, value)| (rule, name, value))),
            Err(wrong) => complaints.errors.extend(wrong),
        }
    }
    set
}

fn said_twice(first: &Spanned<String>, second: &Spanned<String>) -> ConfigError {
    let (first, second) =
        if first.span().start < second.span().start { (first, second) } else { (second, first) };
    let message = format!("`{}` is the rule that `{}` sets already", second.get_ref(), first.get_ref());
    let help = Some("keep one of the two".to_owned());
    ConfigError { range: second.span(), message, help }
}

fn stays_an_error(rule: &Rule, range: Range<usize>) -> ConfigError {
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
