//! `lessonlint.toml`.

mod debt;
mod error;
mod overrides;
mod patterns;
mod read;
mod rules;
mod schema;
mod suppressions;
mod values;

pub use error::ConfigError;
pub(crate) use overrides::Override;
pub use overrides::OverrideConfig;
pub use patterns::Patterns;
pub use rules::Level;
pub(crate) use rules::SetRules;
pub use schema::config_schema;
pub use suppressions::{Day, SuppressionConfig};
pub use values::{ConfigValue, Origin};

use std::collections::BTreeMap;
use std::sync::Arc;

use lesson_model::Words;
use lesson_syntax::{Limits, did_you_mean, markdown::Labels};
use lesson_text::SourceFile;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::given::Given;
use crate::options::RuleSetting;
use crate::word_config::{WordsSchema, apply_words};
use crate::{Settings, rules as all_rules};
use error::Complaints;
use rules::{resolved, unknown_rule};

/// `lessonlint.toml`: which files are lessons, what fails a run, and how much each rule matters.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Which files are lessons, as patterns relative to this file; without it, what a file holds decides.
    #[schemars(with = "Option<Vec<String>>")]
    pub include: Option<Vec<Spanned<String>>>,
    /// Which files are left out, as patterns relative to this file.
    #[schemars(with = "Vec<String>")]
    pub exclude: Vec<Spanned<String>>,
    /// From which level on findings fail a run; `error` when absent.
    pub fail_on: Option<FailOn>,
    /// The file that holds back the findings of old, relative to this one; `lessonlint baseline` makes it.
    #[schemars(with = "Option<String>")]
    pub baseline: Option<Spanned<String>>,
    /// Rules, by name or code, that no suppression may silence.
    #[schemars(with = "Vec<String>")]
    pub protected: Vec<Spanned<String>>,
    /// The level of each rule, by name or code, or a table with its level and options. The three laws, and
    /// what keeps a file from being read, are always errors.
    #[schemars(with = "BTreeMap<String, RuleSetting>")]
    pub rules: BTreeMap<Spanned<String>, RuleSetting>,
    /// Other levels of rules for some files.
    pub overrides: Vec<OverrideConfig>,
    /// Findings that are silenced from here, for a comment in the lesson is not wanted.
    pub suppressions: Vec<SuppressionConfig>,
    /// The words of the lessons' language, beside the English ones that are built in.
    #[schemars(with = "WordsSchema")]
    pub words: BTreeMap<Spanned<String>, Spanned<Given>>,
    /// How Markdown lessons are read.
    pub markdown: MarkdownConfig,
    /// How much a file may hold.
    pub limits: LimitsConfig,
    /// The file that it was read from.
    #[serde(skip)]
    source: Arc<SourceFile>,
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
    /// Everything that is wrong with it, in the order of the text: text that is no TOML, unknown keys,
    /// values of another type, names of rules and labels that there are not, patterns that are none.
    pub fn read(source: &Arc<SourceFile>) -> Result<Self, Vec<ConfigError>> {
        let text = source.text();
        let (mut config, mut errors) = read::read(text.strip_prefix('\u{feff}').unwrap_or(text));
        config.source = Arc::clone(source);
        if errors.is_empty() {
            return Ok(config);
        }
        // What could be read may hold further mistakes.
        if let Ok(mut settings) = Settings::new() {
            errors.extend(config.apply(&mut settings).err().unwrap_or_default());
        }
        errors.sort_by_key(|error| error.range.start);
        Err(errors)
    }

    /// Reads a configuration from its text alone.
    ///
    /// # Errors
    ///
    /// See [`Config::read`].
    pub fn parse(text: &str) -> Result<Self, Vec<ConfigError>> {
        Self::read(&Arc::new(SourceFile::new("lessonlint.toml", text)))
    }

    /// Applies what is configured to the settings; gives back what could not be applied as it says,
    /// for laws cannot be lowered here.
    ///
    /// # Errors
    ///
    /// Names of rules and labels that there are not, each with its place; patterns that are none; blank
    /// reasons.
    pub fn apply(&self, settings: &mut Settings) -> Result<Vec<ConfigError>, Vec<ConfigError>> {
        let mut complaints = Complaints::default();
        settings.apply(&resolved(&self.rules, false, &mut complaints));
        let overrides = self.overrides.iter().filter_map(|given| given.resolved(&mut complaints));
        settings.set_overrides(overrides.collect());
        let Complaints { mut errors, refused } = complaints;
        for name in &self.protected {
            match all_rules::find(name.get_ref()) {
                Some(rule) => settings.protect([rule]),
                None => errors.push(unknown_rule(name)),
            }
        }
        let suppressions = self.suppressions.iter();
        settings.suppressions =
            suppressions.filter_map(|given| given.resolved(&self.source, &mut errors)).collect();
        errors.extend(apply_words(&self.words, Arc::make_mut(&mut settings.words)));
        for (key, wordings) in &self.markdown.labels {
            if settings.read.labels.extend(key.get_ref(), wordings.clone()).is_err() {
                errors.push(unknown_label(key));
            }
        }
        self.limits.apply(&mut settings.read.limits);
        settings.most_findings = self.limits.findings.unwrap_or(settings.most_findings).max(1);
        errors.extend(self.included().err().into_iter().chain(self.excluded().err()).flatten());
        errors.sort_by_key(|error| error.range.start);
        if errors.is_empty() { Ok(refused) } else { Err(errors) }
    }

    /// Which files are lessons, where that is configured.
    ///
    /// # Errors
    ///
    /// Patterns that are none.
    pub fn included(&self) -> Result<Option<Patterns>, Vec<ConfigError>> {
        self.include.as_deref().map(Patterns::new).transpose()
    }

    /// Which files are left out.
    ///
    /// # Errors
    ///
    /// Patterns that are none.
    pub fn excluded(&self) -> Result<Patterns, Vec<ConfigError>> {
        Patterns::new(&self.exclude)
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

/// What is wrong with a reason that says nothing.
fn reasoned(reason: &Spanned<String>, of: &str) -> Option<ConfigError> {
    let says_nothing = Words::default().void(reason.get_ref(), true).is_some();
    says_nothing.then(|| ConfigError {
        range: reason.span(),
        message: format!("this {of} gives no reason"),
        help: Some("write why: whoever comes next cannot tell a decision from an oversight".to_owned()),
    })
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
            Err(mut errors) => errors.remove(0),
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
        let rule = |code| crate::rules::find(code).unwrap();
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
        let level = |code| settings.level(crate::rules::find(code).unwrap());
        assert_eq!(
            (level("P001"), level("R012"), level("R001")),
            (None, Some(Severity::Advice), Some(Severity::Error))
        );
        assert_eq!(refused.len(), 1);
    }

    #[test]
    fn every_mistake_is_said_at_once() {
        let text = "includ = []\nexclude = [\"a[\"]\nfail_on = \"eror\"\nprotected = [\"R01\"]\n\
            [rules]\nplaceholdr = \"off\"\ntitle-missing = \"off\"\nlead-missing = \"off\"\n\
            [[overrides]]\npaths = [\"x\"]\nrules = { R001 = \"off\" }\n\
            [[overrides]]\npaths = [\"x\"]\nrules = {}\nreason = \"TODO\"\n\
            [[suppressions]]\npath = \"x\"\nrule = \"R001\"\nreason = \"a reason\"\nuntil = \"soon\"\n";
        let errors = Config::parse(text).unwrap_err();
        let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "there is no key `includ`",
                "`a[` is no pattern: unclosed character class; missing ']'",
                "there is no value `eror`",
                "there is no rule `R01`",
                "there is no rule `placeholdr`",
                "a key is missing: `reason`",
                "this override gives no reason",
                "`soon` is no day",
            ]
        );
        assert!(
            errors.iter().all(|error| text.get(error.range.clone()).is_some_and(|text| !text.is_empty()))
        );
    }

    #[test]
    fn an_override_holds_for_its_files_and_may_lower_a_law() {
        let text = "[rules]\nplaceholder = \"error\"\n\
            [[overrides]]\npaths = [\"drafts\", \"**/*.draft.md\"]\n\
            rules = { R001 = \"advice\", placeholder = \"off\", E001 = \"off\" }\nreason = \"drafts have holes\"\n";
        let mut settings = Settings::new().unwrap();
        let refused = Config::parse(text).unwrap().apply(&mut settings).unwrap();
        assert_eq!(refused.len(), 1);
        settings.ignore(crate::rules::find("P001").unwrap());
        let levels = |path: &str| {
            let settings = settings.for_file(path).into_owned();
            ["R001", "P001", "E001"].map(|code| settings.level(crate::rules::find(code).unwrap()))
        };
        let error = Some(Severity::Error);
        assert_eq!(levels("lessons/1.md"), [error, None, error]);
        assert_eq!(levels("drafts/1.md"), [Some(Severity::Advice), None, error]);
        assert_eq!(levels("lessons/1.draft.md")[0], Some(Severity::Advice));
    }
}
