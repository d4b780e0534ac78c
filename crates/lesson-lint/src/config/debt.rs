//! What a configuration lets pass that it did not before.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::Date;
use lesson_findings::{Debt, DebtKind, Severity};
use lesson_text::Span;
use toml::Spanned;

use super::overrides::OverrideConfig;
use super::{Config, ConfigError, FailOn};
use crate::debt::{debt, paired, prolonged, silenced};
use crate::suppressions::day;
use crate::{Rule, Settings, rules};

impl Config {
    /// What it lets pass that another did not: suppressions, overrides that lower something, lowered levels, and
    /// a gate that looks at less. `renamed` leads from the paths of lessons that were renamed to those that they have
    /// now.
    ///
    /// # Errors
    ///
    /// What is wrong with the other, so that it cannot be compared with.
    pub fn debt_since(
        &self,
        before: &Self,
        renamed: &HashMap<String, String>,
    ) -> Result<Vec<Debt>, Vec<ConfigError>> {
        let (then, now) = (before.alone()?, self.alone()?);
        let mut debt = self.new_suppressions(before, renamed);
        debt.extend(self.new_overrides(before, &now));
        debt.extend(self.lowered_levels(&then, &now));
        debt.extend(self.wider_gate(before));
        debt.extend(self.raised_limits(&then, &now));
        Ok(debt)
    }

    /// The settings that it makes by itself.
    fn alone(&self) -> Result<Settings, Vec<ConfigError>> {
        let wrong = |message| vec![ConfigError { range: 0..0, message, help: None }];
        let mut settings = Settings::new().map_err(wrong)?;
        self.apply(&mut settings)?;
        Ok(settings)
    }

    fn debt(&self, kind: DebtKind, place: Option<Range<usize>>, message: String) -> Debt {
        let span = place.map(|range| Span::new(range.start, range.end).shifted(self.source.text_start()));
        debt(kind, &self.source, span, message)
    }

    fn new_suppressions(&self, before: &Self, renamed: &HashMap<String, String>) -> Vec<Debt> {
        let key = |item: &Silenced| (item.rule.code, item.path.clone(), item.pointer.clone());
        let paired = paired(before.silenced(Some(renamed)), self.silenced(None), key);
        let new = paired.new.into_iter().map(|item| {
            let message = silenced(item.rule, &item.place(), item.until, &item.reason);
            (item.range, message)
        });
        let longer = paired.both.into_iter().filter_map(|(was, item)| {
            let message = prolonged(item.rule, &item.place(), (was.until, item.until), &item.reason)?;
            Some((item.range, message))
        });
        let found = new.chain(longer);
        found.map(|(range, message)| self.debt(DebtKind::Suppression, Some(range), message)).collect()
    }

    fn silenced(&self, renamed: Option<&HashMap<String, String>>) -> Vec<Silenced> {
        let silenced = self.suppressions.iter().filter_map(|given| {
            let path = given.path.get_ref().replace('\\', "/");
            let path = path.trim_start_matches("./");
            let now = renamed.and_then(|renamed| renamed.get(path)).map_or(path, String::as_str);
            Some(Silenced {
                rule: rules::find(given.rule.get_ref())?,
                path: now.to_owned(),
                pointer: given.pointer.as_ref().map(|pointer| pointer.get_ref().clone()),
                reason: given.reason.get_ref().trim().to_owned(),
                until: given.until.as_ref().and_then(|until| day(&until.get_ref().written())),
                range: given.rule.span(),
            })
        });
        silenced.collect()
    }

    /// Overrides that were not there and lower something of what holds elsewhere.
    fn new_overrides(&self, before: &Self, now: &Settings) -> Vec<Debt> {
        let of = |config: &Self| config.overrides.iter().map(Overridden::of).collect::<Vec<_>>();
        let new = paired(of(before), of(self), Clone::clone).new;
        let mut debt = Vec::new();
        for given in self.overrides.iter().filter(|given| new.contains(&Overridden::of(given))) {
            let lowered = lowered_by(given, now);
            if lowered.is_empty() {
                continue;
            }
            let paths: Vec<String> = given.paths.iter().map(|path| format!("`{}`", path.get_ref())).collect();
            let reason = given.reason.get_ref().trim();
            let message = format!("in {}: {}: {reason}", paths.join(", "), lowered.join(", "));
            let place = given.paths.first().map_or_else(|| given.reason.span(), Spanned::span);
            debt.push(self.debt(DebtKind::Override, Some(place), message));
        }
        debt
    }

    fn lowered_levels(&self, then: &Settings, now: &Settings) -> Vec<Debt> {
        let lowered = |&rule: &&'static Rule| {
            let (before, after) = (then.level(rule), now.level(rule));
            let said = self
                .rules
                .iter()
                .find(|(name, setting)| setting.level.is_some() && rule.answers_to(name.get_ref()));
            let place = said.map(|(name, _)| name.span());
            let message = match (before, after) {
                (Some(before), None) => format!("`{}` is turned off, and was at {before}", rule.name),
                (Some(before), Some(after)) if after < before => {
                    format!("`{}` is lowered from {before} to {after}", rule.name)
                }
                _ => return None,
            };
            Some(self.debt(DebtKind::Level, place, message))
        };
        rules::all().iter().filter_map(lowered).collect()
    }

    /// What fails a run, which files are looked at, and what may not be silenced.
    fn wider_gate(&self, before: &Self) -> Vec<Debt> {
        let mut found: Vec<(Option<Range<usize>>, String)> = Vec::new();
        let [then, now] = [before, self].map(|config| config.fail_on.unwrap_or(FailOn::Error));
        if now.strictness() < then.strictness() {
            let message = format!("`fail_on` lets more pass: it is {}, and was {}", now.name(), then.name());
            found.push((self.range_of("fail_on"), message));
        }
        for pattern in missing_from(&self.exclude, &before.exclude) {
            found.push((Some(pattern.span()), format!("`exclude` grew by `{}`", pattern.get_ref())));
        }
        match (&before.include, &self.include) {
            (None, Some(_)) => {
                let message = "`include` is set: what it does not name is not looked at any more";
                found.push((self.range_of("include"), message.to_owned()));
            }
            (Some(then), Some(now)) => {
                let gone = missing_from(then, now);
                let message = |pattern: &Spanned<String>| {
                    format!("`include` does not name `{}` any more", pattern.get_ref())
                };
                found.extend(gone.into_iter().map(|pattern| (self.range_of("include"), message(pattern))));
            }
            (_, None) => {}
        }
        let of = |config: &Self| {
            config.protected.iter().filter_map(|name| rules::find(name.get_ref())).collect::<Vec<_>>()
        };
        let now = of(self);
        for rule in of(before).iter().filter(|rule| !now.iter().any(|other| other.code == rule.code)) {
            let message = format!("`{}` is not `protected` any more", rule.name);
            found.push((self.range_of("protected"), message));
        }
        found.into_iter().map(|(place, message)| self.debt(DebtKind::Gate, place, message)).collect()
    }

    /// Larger files that pass, and findings that are shown no more.
    fn raised_limits(&self, then: &Settings, now: &Settings) -> Vec<Debt> {
        let pairs = self.limits_of(then).into_iter().zip(self.limits_of(now));
        let changed =
            pairs.filter(|((key, then), (_, now))| if *key == "findings" { now < then } else { now > then });
        let debt = changed.map(|((key, then), (_, now))| {
            let direction = if now > then { "raised" } else { "lowered" };
            let message = format!("`limits.{key}` is {direction} from {then} to {now}");
            self.debt(DebtKind::Gate, self.range_of(&format!("limits.{key}")), message)
        });
        debt.collect()
    }
}

/// An entry of `[[suppressions]]`.
struct Silenced {
    rule: &'static Rule,
    path: String,
    pointer: Option<String>,
    reason: String,
    until: Option<Date>,
    range: Range<usize>,
}

impl Silenced {
    fn place(&self) -> String {
        let pointer = self.pointer.as_ref().map(|pointer| format!(" at {pointer}"));
        format!(" in {}{}", self.path, pointer.unwrap_or_default())
    }
}

/// What an override does, whatever its reason.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Overridden {
    paths: Vec<String>,
    rules: Vec<(String, String)>,
}

impl Overridden {
    fn of(given: &OverrideConfig) -> Self {
        let mut paths: Vec<String> = given.paths.iter().map(|path| path.get_ref().clone()).collect();
        let rule = |(name, setting): (&Spanned<String>, &crate::RuleSetting)| {
            let rule = rules::find(name.get_ref());
            let options = rule.and_then(|rule| setting.options_of(rule).ok());
            let code = rule.map_or_else(|| name.get_ref().clone(), |rule| rule.code.to_owned());
            (code, format!("{:?} {options:?}", setting.level))
        };
        let mut rules: Vec<(String, String)> = given.rules.iter().map(rule).collect();
        paths.sort();
        rules.sort();
        Self { paths, rules }
    }
}

/// What an override lowers, in words, rule by rule. What an option does is not known here, so that one that is
/// set counts.
fn lowered_by(given: &OverrideConfig, now: &Settings) -> Vec<String> {
    let lowered = given.rules.iter().filter_map(|(name, setting)| {
        let rule = rules::find(name.get_ref())?;
        let elsewhere = now.level(rule);
        let level = setting.level.map_or(elsewhere, super::Level::severity);
        if level < elsewhere {
            return Some(match level.map(Severity::name) {
                Some(level) => format!("`{}` is lowered to {level}", rule.name),
                None => format!("`{}` is turned off", rule.name),
            });
        }
        let options: Vec<&str> = setting.options.iter().map(|(key, _)| key.get_ref().as_str()).collect();
        (!options.is_empty() && level.is_some())
            .then(|| format!("`{}` has its own {}", rule.name, options.join(", ")))
    });
    lowered.collect()
}

/// The patterns of one list that another does not hold.
fn missing_from<'a>(patterns: &'a [Spanned<String>], others: &[Spanned<String>]) -> Vec<&'a Spanned<String>> {
    let known: HashSet<&str> = others.iter().map(|pattern| pattern.get_ref().as_str()).collect();
    patterns.iter().filter(|pattern| !known.contains(pattern.get_ref().as_str())).collect()
}

impl FailOn {
    /// More of it lets less pass.
    fn strictness(self) -> u8 {
        match self {
            Self::Never => 0,
            Self::Error => 1,
            Self::Warning => 2,
            Self::Advice => 3,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}
