//! Levels of rules for some files.

use std::collections::BTreeMap;
use std::path::Path;

use lesson_findings::Severity;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::rules::{RuleSetting, stays_an_error, unknown_rule};
use super::{ConfigError, Level, Patterns, reasoned};
use crate::{Rule, rules};

/// Levels of rules for some files, with the reason. The laws, too, can be lowered here.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideConfig {
    /// The files, as patterns relative to this file; one for a folder names all that is in it.
    #[schemars(with = "Vec<String>")]
    pub paths: Vec<Spanned<String>>,
    /// The level of each rule, by name or code.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// Why these files are held to less, or to more.
    #[schemars(with = "String")]
    pub reason: Spanned<String>,
}

/// An override that is ready to be asked.
#[derive(Debug)]
pub(crate) struct Override {
    paths: Patterns,
    pub(crate) levels: Vec<(&'static Rule, Option<Severity>)>,
}

impl Override {
    /// Whether it holds for a file.
    pub(crate) fn covers(&self, path: &str) -> bool {
        self.paths.match_file_or_folder(Path::new(path))
    }
}

impl OverrideConfig {
    /// Whether it holds for a file, by its path relative to the configuration.
    #[must_use]
    pub fn covers(&self, path: &str) -> bool {
        Patterns::new(&self.paths).is_ok_and(|paths| paths.match_file_or_folder(Path::new(path)))
    }

    /// Made ready; what is wrong with it goes to `errors`, what stays as it is to `refused`.
    pub(super) fn resolved(
        &self,
        errors: &mut Vec<ConfigError>,
        refused: &mut Vec<ConfigError>,
    ) -> Option<Override> {
        errors.extend(reasoned(&self.reason, "override"));
        let mut levels = Vec::new();
        for (name, setting) in &self.rules {
            let level = setting.level();
            match rules::find(name.get_ref()) {
                Some(rule) if rule.is_fixed() && !rule.is_law() && level != Level::Error => {
                    refused.push(stays_an_error(rule, name.span()));
                }
                Some(rule) => levels.push((rule, level.severity())),
                None => errors.push(unknown_rule(name)),
            }
        }
        match Patterns::new(&self.paths) {
            Ok(paths) => Some(Override { paths, levels }),
            Err(wrong) => {
                errors.extend(wrong);
                None
            }
        }
    }
}
