//! `lessonlint.toml`.

mod error;
mod rules;
mod schema;

pub use error::ConfigError;
pub use rules::Level;
use rules::RuleSetting;
pub use schema::config_schema;

use std::collections::BTreeMap;

use lesson_syntax::{Limits, did_you_mean, markdown::Labels};
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::{Settings, rules as all_rules};
use error::plain_words;
use rules::{stays_an_error, unknown_rule};

/// `lessonlint.toml`: which files are lessons, what fails a run, and how much each rule matters.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Which files are lessons, as patterns relative to this file; without it, what a file holds decides.
    pub include: Option<Vec<String>>,
    /// Which files are left out, as patterns relative to this file.
    pub exclude: Vec<String>,
    /// From which level on findings fail a run; `error` when absent.
    pub fail_on: Option<FailOn>,
    /// The level of each rule, by name or code. The three laws, and what keeps a file from being read, are
    /// always errors.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// How Markdown lessons are read.
    pub markdown: MarkdownConfig,
    /// How much a file may hold.
    pub limits: LimitsConfig,
}

/// How Markdown lessons are read.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MarkdownConfig {
    /// Further wordings of section titles and labels; the first becomes the canonical one.
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub labels: BTreeMap<Spanned<String>, Vec<String>>,
}

/// How much a file may hold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LimitsConfig {
    /// Bytes of one file.
    pub bytes: Option<usize>,
    /// Levels of lists and mappings inside one another.
    pub depth: Option<usize>,
    /// Values and keys in one file.
    pub nodes: Option<usize>,
    /// Values that the aliases of one file may stand for, all told.
    pub alias_nodes: Option<usize>,
    /// Findings of one rule in one file that are shown; how many more there are is said.
    pub findings: Option<usize>,
}

/// From which level on findings fail a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors do.
    Error,
    /// Warnings and errors do.
    Warning,
    /// Every finding does.
    Advice,
    /// None does.
    Never,
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    ///
    /// Text that is no TOML, unknown keys, values of another type.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        toml::from_str(text).map_err(|error| {
            let (message, help) = plain_words(error.message());
            ConfigError { range: error.span().unwrap_or(0..0), message, help }
        })
    }

    /// Applies what is configured to the settings; gives back what could not be applied as it says,
    /// for laws cannot be lowered here.
    ///
    /// # Errors
    ///
    /// Names of rules and labels that there are not, each with its place; patterns that are none.
    pub fn apply(&self, settings: &mut Settings) -> Result<Vec<ConfigError>, Vec<ConfigError>> {
        let (mut errors, mut refused) = (Vec::new(), Vec::new());
        for (name, setting) in &self.rules {
            let level = setting.level();
            match all_rules::find(name.get_ref()) {
                Some(rule) if rule.is_fixed() && level != Level::Error => {
                    refused.push(stays_an_error(rule, name.span()));
                }
                Some(rule) => settings.set_level(rule, level.severity()),
                None => errors.push(unknown_rule(name)),
            }
        }
        for (key, wordings) in &self.markdown.labels {
            if settings.read.labels.extend(key.get_ref(), wordings.clone()).is_err() {
                errors.push(unknown_label(key));
            }
        }
        self.limits.apply(&mut settings.read.limits);
        settings.most_findings = self.limits.findings.unwrap_or(settings.most_findings).max(1);
        if errors.is_empty() { Ok(refused) } else { Err(errors) }
    }
}

impl LimitsConfig {
    fn apply(&self, limits: &mut Limits) {
        // Offsets take 32 bits.
        let most = u32::MAX as usize;
        limits.bytes = self.bytes.unwrap_or(limits.bytes).min(most);
        limits.depth = self.depth.unwrap_or(limits.depth);
        limits.nodes = self.nodes.unwrap_or(limits.nodes).min(most);
        limits.alias_nodes = self.alias_nodes.unwrap_or(limits.alias_nodes);
    }
}

fn unknown_label(key: &Spanned<String>) -> ConfigError {
    let known: Vec<&str> = Labels::keys().map(|(key, _)| key).collect();
    let help = match did_you_mean(key.get_ref(), known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the labels are {}", known.join(", ")),
    };
    ConfigError {
        range: key.span(),
        message: format!("there is no label `{}`", key.get_ref()),
        help: Some(help),
    }
}

#[cfg(test)]
mod tests {
    use lesson_findings::Severity;

    use super::*;

    fn refused(text: &str) -> ConfigError {
        match Config::parse(text) {
            Err(error) => error,
            Ok(config) => {
                let mut settings = Settings::new().unwrap();
                config.apply(&mut settings).unwrap_err().remove(0)
            }
        }
    }

    #[test]
    fn mistakes_have_a_place_and_a_suggestion() {
        let error = refused("includ = []\n");
        assert_eq!((error.range, error.message.as_str()), (0..6, "there is no key `includ`"));
        assert_eq!(error.help.as_deref(), Some("did you mean `include`?"));
        let error = refused("[rules]\nplaceholdr = \"off\"\n");
        assert_eq!((error.range, error.help.as_deref()), (8..18, Some("did you mean `placeholder`?")));
        let error = refused("[rules]\nplaceholder = \"of\"\n");
        assert_eq!(error.range, 22..26);
        let error = refused("[markdown.labels]\nwhere_it_brakes = []\n");
        assert_eq!(error.help.as_deref(), Some("did you mean `where_it_breaks`?"));
    }

    #[test]
    fn levels_are_set_by_name_or_code_and_laws_stay() {
        let config = Config::parse(
            "[rules]\nP001 = \"off\"\nregime-part-missing = { level = \"advice\" }\nR001 = \"off\"",
        );
        let mut settings = Settings::new().unwrap();
        let refused = config.unwrap().apply(&mut settings).unwrap();
        let level = |code| settings.level(crate::rules::find(code).unwrap());
        assert_eq!(
            (level("P001"), level("R012"), level("R001")),
            (None, Some(Severity::Advice), Some(Severity::Error))
        );
        assert_eq!(refused.len(), 1);
    }
}
