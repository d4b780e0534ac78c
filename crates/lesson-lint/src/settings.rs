use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use lesson_findings::Severity;
use lesson_model::{Reported, Words};
use lesson_schema::{Draft, ShapeCheck};
use lesson_syntax::ReadOptions;

use crate::config::{Override, SetRules};
use crate::suppressions::Configured;
use crate::{OptionValue, Rule, SetOption, Status, rules};

/// More findings of one rule in one file than anybody reads.
pub(crate) const MOST_FINDINGS: usize = 100;

/// Everything that linting takes beside the file: resolved once, the same for every file.
#[derive(Clone)]
pub struct Settings {
    /// How files are read.
    pub read: ReadOptions,
    /// The words by which a value says nothing.
    pub words: Arc<Words>,
    /// The shape check of a lesson.
    pub shape: Arc<ShapeCheck>,
    /// The shape check of a course.
    pub course_shape: Arc<ShapeCheck>,
    /// How many findings of one rule in one file are given; the rest is counted.
    pub most_findings: usize,
    /// What the configuration says of rules.
    levels: HashMap<&'static str, Option<Severity>>,
    /// What it says of them for some files.
    overrides: Arc<[Override]>,
    /// What it silences.
    pub(crate) suppressions: Arc<[Configured]>,
    protected: HashSet<&'static str>,
    /// The only rules that speak beside the laws, where some were chosen for this run.
    selected: Option<HashSet<&'static str>>,
    /// The rules that were left out of this run.
    ignored: HashSet<&'static str>,
    /// By the rule's code and the option's name.
    options: HashMap<(&'static str, &'static str), SetOption>,
    preview: bool,
}

impl Settings {
    /// The settings without any configuration.
    ///
    /// # Errors
    ///
    /// Never but for a fault of lessonlint itself: a schema that cannot be compiled.
    pub fn new() -> Result<Self, String> {
        Ok(Self {
            read: ReadOptions::default(),
            words: Arc::default(),
            shape: Arc::new(ShapeCheck::new(lesson_schema::lesson(Draft::Draft202012))?),
            course_shape: Arc::new(ShapeCheck::new(lesson_schema::course(Draft::Draft202012))?),
            most_findings: MOST_FINDINGS,
            levels: HashMap::new(),
            overrides: Arc::default(),
            suppressions: Arc::default(),
            protected: HashSet::new(),
            selected: None,
            ignored: HashSet::new(),
            options: HashMap::new(),
            preview: false,
        })
    }

    /// Sets a rule's level; `None` turns it off. What is fixed stays an error.
    pub fn set_level(&mut self, rule: &'static Rule, level: Option<Severity>) {
        if !rule.is_fixed() {
            self.levels.insert(rule.code, level);
        }
    }

    /// Sets levels and options of rules as configuration has them.
    pub(crate) fn apply(&mut self, rules: &SetRules) {
        self.levels.extend(rules.levels.iter().map(|&(rule, level)| (rule.code, level)));
        let options = rules.options.iter();
        self.options.extend(options.map(|(rule, name, value)| ((rule.code, *name), value.clone())));
    }

    /// Sets what holds for some files only.
    pub(crate) fn set_overrides(&mut self, overrides: Vec<Override>) {
        self.overrides = overrides.into();
    }

    /// Forbids to silence these rules.
    pub(crate) fn protect(&mut self, rules: impl IntoIterator<Item = &'static Rule>) {
        self.protected.extend(rules.into_iter().map(|rule| rule.code));
    }

    /// Whether no suppression may silence a rule.
    #[must_use]
    pub fn is_protected(&self, rule: &Rule) -> bool {
        self.protected.contains(rule.code)
    }

    /// The settings for one file, by its path: where several overrides name it, the last one holds.
    #[must_use]
    pub fn for_file(&self, path: &str) -> Cow<'_, Self> {
        let mut matching = self.overrides.iter().filter(|given| given.covers(path)).peekable();
        if matching.peek().is_none() {
            return Cow::Borrowed(self);
        }
        let mut own = self.clone();
        matching.for_each(|given| own.apply(&given.rules));
        Cow::Owned(own)
    }

    /// What an option of a rule is set to; `None` where nobody set it.
    #[must_use]
    pub fn option(&self, rule: &Rule, name: &'static str) -> Option<&SetOption> {
        self.options.get(&(rule.code, name))
    }

    /// A rule's option that is a number.
    #[must_use]
    pub fn count(&self, rule: &Rule, name: &'static str) -> usize {
        match (self.option(rule, name), default(rule, name)) {
            (Some(&SetOption::Count(count)), _) | (None, Some(OptionValue::Count(count))) => count,
            _ => 0,
        }
    }

    /// Whether a rule's option that is a list holds a name.
    #[must_use]
    pub fn lists(&self, rule: &Rule, name: &'static str, sought: &str) -> bool {
        match (self.option(rule, name), default(rule, name)) {
            (Some(SetOption::Words(words)), _) => words.iter().any(|word| word == sought),
            (None, Some(OptionValue::Words(words) | OptionValue::AnyOf(words))) => words.contains(&sought),
            _ => false,
        }
    }

    /// Lets only these rules and the laws speak in this run, whatever the configuration says.
    pub fn select(&mut self, selected: &[&'static Rule]) {
        self.selected = Some(selected.iter().map(|rule| rule.code).collect());
    }

    /// Leaves a rule out of this run, whatever the configuration says.
    pub fn ignore(&mut self, rule: &'static Rule) {
        self.ignored.insert(rule.code);
    }

    /// Whether this run's own choice decides about a rule, and not the configuration.
    #[must_use]
    pub(crate) fn is_chosen(&self, rule: &Rule) -> bool {
        let selected = self.selected.as_ref().is_some_and(|selected| {
            !selected.contains(rule.code)
                || self.levels.get(rule.code).copied().unwrap_or(rule.severity).is_none()
        });
        !rule.is_fixed() && (selected || self.ignored.contains(rule.code))
    }

    /// Lets the rules speak that are not yet stable.
    pub fn enable_preview(&mut self) {
        self.preview = true;
    }

    /// A rule's level; `None` where it is off.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Option<Severity> {
        if rule.status == Status::Preview && !self.preview {
            return None;
        }
        let configured = self.levels.get(rule.code).copied().unwrap_or(rule.severity);
        if rule.is_fixed() {
            return configured;
        }
        match &self.selected {
            _ if self.ignored.contains(rule.code) => None,
            None => configured,
            // Who asks for a rule that is off wants to hear it.
            Some(selected) if selected.contains(rule.code) => {
                configured.or(rule.severity).or(Some(Severity::Warning))
            }
            Some(_) => None,
        }
    }

    /// Whether there is a rule with this code, and it is on.
    #[must_use]
    pub fn speaks(&self, code: &str) -> bool {
        rules::find(code).is_some_and(|rule| self.level(rule).is_some())
    }

    /// Whether a rule's findings are errors, by its code, so that it may speak in a law's place.
    #[must_use]
    pub fn is_error(&self, code: &str) -> bool {
        self.level(rules::by_code(code)) == Some(Severity::Error)
    }

    /// Which faults are reported as errors, so that the law over a value may stay silent.
    #[must_use]
    pub fn reported(&self) -> Reported {
        Reported {
            wrong_type: self.is_error("E003"),
            malformed_table: self.is_error("E008"),
            unknown_key: self.is_error("E002"),
        }
    }

    /// The rules that are on.
    pub fn active_rules(&self) -> impl Iterator<Item = &'static Rule> {
        rules::all().iter().copied().filter(|rule| self.level(rule).is_some())
    }
}

fn default(rule: &Rule, name: &str) -> Option<OptionValue> {
    let option = rule.options.iter().find(|option| option.name == name);
    debug_assert!(option.is_some(), "{} has no option {name}", rule.name);
    option.map(|option| option.default)
}
