use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use lesson_findings::Severity;
use lesson_schema::Draft;
use lesson_syntax::{Limits, did_you_mean, markdown::Labels};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use toml::Spanned;

use crate::given::Given;
use crate::options::{RuleSetting, setting_schema};
use crate::word_config::{WordsSchema, apply_words};
use crate::{Rule, Settings, rules};

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
    /// The level of each rule, by name or code, or a table with its level and options. The three laws, and
    /// what keeps a file from being read, are always errors.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// The words of the lessons' language, beside the English ones that are built in.
    #[schemars(with = "WordsSchema")]
    pub words: BTreeMap<Spanned<String>, Spanned<Given>>,
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

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Level {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Advice => Some(Severity::Advice),
            Self::Off => None,
        }
    }
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
            let Some(rule) = rules::find(name.get_ref()) else {
                errors.push(unknown_rule(name));
                continue;
            };
            match setting.level {
                Some(level) if rule.is_fixed() && level != Level::Error => {
                    refused.push(stays_an_error(rule, name.span()));
                }
                Some(level) => settings.set_level(rule, level.severity()),
                None => {}
            }
            match setting.options_of(rule) {
                Ok(options) => {
                    options.into_iter().for_each(|(name, value)| settings.set_option(rule, name, value))
                }
                Err(wrong) => errors.extend(wrong),
            }
        }
        errors.extend(apply_words(&self.words, Arc::make_mut(&mut settings.words)));
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

/// The schema of the configuration, with every rule and label by name.
#[must_use]
pub fn config_schema(draft: Draft) -> Value {
    let mut schema = lesson_schema::of_type::<Config>(draft, "config");
    if let Some(rules_schema) = schema.pointer_mut("/properties/rules") {
        let any = rules_schema["additionalProperties"].clone();
        let described = |rule: &Rule, other: &str| {
            let mut setting = setting_schema(rule, &any);
            setting["description"] = format!("{other}: {}", rule.summary).into();
            setting
        };
        let by_name = rules::all().iter().map(|rule| (rule.name.to_owned(), described(rule, rule.code)));
        let by_code = rules::all().iter().map(|rule| (rule.code.to_owned(), described(rule, rule.name)));
        let properties = by_name.chain(by_code).collect();
        rules_schema["properties"] = Value::Object(properties);
        rules_schema["additionalProperties"] = false.into();
    }
    let definitions = if draft == Draft::Draft07 { "definitions" } else { "$defs" };
    let labels = schema.pointer_mut(&format!("/{definitions}/MarkdownConfig/properties/labels"));
    if let Some(labels) = labels {
        let wordings = labels["additionalProperties"].clone();
        let property = |(key, description): (&str, &str)| {
            let mut property = wordings.clone();
            property["description"] = description.into();
            (key.to_owned(), property)
        };
        labels["properties"] = Value::Object(Labels::keys().map(property).collect());
        labels["additionalProperties"] = json!(false);
    }
    schema
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

fn unknown_rule(name: &Spanned<String>) -> ConfigError {
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

/// serde's words for an unknown key, in ours; other messages as they are.
fn plain_words(message: &str) -> (String, Option<String>) {
    let parts: Vec<&str> = message.split('`').collect();
    match parts.as_slice() {
        ["unknown field " | "unknown variant ", unknown, rest @ ..] => {
            let known: Vec<&str> = rest.iter().skip(1).step_by(2).copied().collect();
            let kind = if message.starts_with("unknown field") { "key" } else { "value" };
            let help = match did_you_mean(unknown, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("what can stand here: {}", known.join(", ")),
            };
            (format!("there is no {kind} `{unknown}`"), Some(help))
        }
        _ => (message.trim().to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
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
    fn options_are_checked_and_set() {
        let error = refused("[rules]\ntoo-few-regimes = { level = \"warning\", mni = 4 }\n");
        assert_eq!((error.range, error.help.as_deref()), (47..50, Some("did you mean `min`?")));
        let error = refused("[rules.R010]\nmin = \"four\"\n");
        assert_eq!((error.range, &*error.message), (19..25, "a whole number is due, not a text"));
        let error = refused("[rules]\nR012 = { required = [\"what_it_is\", \"what_it_dos\"] }\n");
        assert_eq!((error.range, error.help.as_deref()), (43..56, Some("did you mean `what_it_does`?")));
        let error = refused("[rules]\nP001 = { min = 1 }\n");
        assert_eq!(error.help.as_deref(), Some("placeholder has no options, only a `level`"));
        let error = refused("[rules]\nR010 = 4\n");
        assert_eq!(error.range, 15..16);

        let mut settings = Settings::new().unwrap();
        let config =
            Config::parse("[rules]\nR010 = { min = 3 }\nregime-part-missing.required = []\n").unwrap();
        config.apply(&mut settings).unwrap();
        let rule = |code| rules::find(code).unwrap();
        assert_eq!(settings.count(rule("R010"), "min"), 3);
        assert_eq!(settings.level(rule("R010")), Some(Severity::Error));
        assert!(!settings.lists(rule("R012"), "required", "what_it_is"));
        assert!(Settings::new().unwrap().lists(rule("R012"), "required", "what_it_is"));
    }

    #[test]
    fn words_are_checked_and_added() {
        let error = refused("[words]\nhegdes = []\n");
        assert_eq!((error.range, error.help.as_deref()), (8..14, Some("did you mean `hedges`?")));
        let error = refused("[words]\nhedges = \"etwa\"\n");
        assert_eq!((error.range, &*error.message), (17..23, "a list of words is due, not a text"));
        let error = refused("[words]\nstemming = \"grman\"\n");
        assert_eq!((error.range, error.help.as_deref()), (19..26, Some("did you mean `german`?")));
        let error = refused("[words.numbers]\nzwei = \"2\"\n");
        assert_eq!(error.range, 23..26);
        let mut settings = Settings::new().unwrap();
        let config = "[words]\nstemming = \"german\"\nnumbers = { zwei = 2 }\nlimits = [\"es sei denn\"]\n";
        Config::parse(config).unwrap().apply(&mut settings).unwrap();
        let words = &settings.words;
        assert_eq!(
            (words.number("Zwei"), words.number("two"), words.number("12")),
            (Some(2), Some(2), Some(12))
        );
        assert_eq!(words.stemming.stem("kosten"), words.stemming.stem("koste"));
        assert_eq!(words.limits.leads(["es", "Sei", "denn", "nicht"].into_iter()), 3);
        assert_eq!(words.limits.leads(["unless"].into_iter()), 1);
    }

    #[test]
    fn levels_are_set_by_name_or_code_and_laws_stay() {
        let config = Config::parse(
            "[rules]\nP001 = \"off\"\nregime-part-missing = { level = \"advice\" }\nR001 = \"off\"",
        );
        let mut settings = Settings::new().unwrap();
        let refused = config.unwrap().apply(&mut settings).unwrap();
        let level = |code| settings.level(rules::find(code).unwrap());
        assert_eq!(
            (level("P001"), level("R012"), level("R001")),
            (None, Some(Severity::Advice), Some(Severity::Error))
        );
        assert_eq!(refused.len(), 1);
    }
}
