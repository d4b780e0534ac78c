//! Levels of rules for some files.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::error::Complaints;
use super::rules::{SetRules, resolved};
use super::{Patterns, reasoned};
use crate::options::RuleSetting;

/// Levels of rules for some files, with the reason. The laws, too, can be lowered here.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverrideConfig {
    /// The files, as patterns relative to this file; one for a folder names all that is in it.
    #[schemars(with = "Vec<String>")]
    pub paths: Vec<Spanned<String>>,
    /// The level of each rule, by name or code, or a table with its level and options.
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
    pub(crate) rules: SetRules,
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

    /// Made ready; none where its patterns are none.
    pub(super) fn resolved(&self, complaints: &mut Complaints) -> Option<Override> {
        complaints.errors.extend(reasoned(&self.reason, "override"));
        let rules = resolved(&self.rules, true, complaints);
        match Patterns::new(&self.paths) {
            Ok(paths) => Some(Override { paths, rules }),
            Err(wrong) => {
                complaints.errors.extend(wrong);
                None
            }
        }
    }
}
