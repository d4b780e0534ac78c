//! What is configured, each value with where it came from.

use std::ops::Range;

use lesson_findings::Severity;
use serde_json::{Value, json};
use toml::Spanned;

use super::Config;
use crate::options::RuleSetting;
use crate::{Rule, SetOption, Settings, rules};

/// A value of the configuration as it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigValue {
    /// Its key, with dots.
    pub key: String,
    /// What holds.
    pub value: Value,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a value of the configuration came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// The configuration's file.
    File {
        /// The line, from 1.
        line: usize,
        /// The reason of the override that set it.
        reason: Option<String>,
    },
    /// The command line.
    CommandLine,
}

impl Config {
    /// Every value that holds, for one file where a path is given: overrides and suppressions of other
    /// files are left out then. Of words and labels, only those that are set are listed.
    #[must_use]
    pub fn values(&self, settings: &Settings, path: Option<&str>) -> Vec<ConfigValue> {
        let file = self.as_json();
        let mut values = Vec::new();
        for (key, default) in [
            ("include", Value::Null),
            ("exclude", json!([])),
            ("fail_on", "error".into()),
            ("baseline", Value::Null),
            ("protected", json!([])),
        ] {
            values.push(self.top_level(&file, key, default));
        }
        let settings = path.map_or(std::borrow::Cow::Borrowed(settings), |path| settings.for_file(path));
        for &rule in rules::all() {
            values.extend(self.rule_values(rule, &settings, path));
        }
        values.extend(self.listed(&file, "overrides", |index| {
            let given = self.overrides.get(index);
            path.is_none_or(|path| given.is_some_and(|given| given.covers(path)))
        }));
        values.extend(self.listed(&file, "suppressions", |index| {
            let given = self.suppressions.get(index);
            path.is_none_or(|path| given.is_some_and(|given| given.path.get_ref() == path))
        }));
        for (table, of) in [("words", "/words"), ("markdown.labels", "/markdown/labels")] {
            let entries = file.pointer(of).and_then(Value::as_object);
            for (key, value) in entries.into_iter().flatten() {
                values.push(self.set(format!("{table}.{key}"), value.clone()));
            }
        }
        for (key, default) in self.limits_of(&settings) {
            let key = format!("limits.{key}");
            let origin =
                self.line_of(&key).map_or(Origin::Default, |line| Origin::File { line, reason: None });
            values.push(ConfigValue { key, value: default.into(), origin });
        }
        values
    }

    pub(super) fn limits_of(&self, settings: &Settings) -> [(&'static str, usize); 5] {
        let limits = settings.read.limits;
        let findings = self
            .limits
            .findings
            .unwrap_or_else(|| settings.most_findings.min(crate::settings::MOST_FINDINGS));
        [
            ("bytes", limits.bytes),
            ("depth", limits.depth),
            ("nodes", limits.nodes),
            ("alias_nodes", limits.alias_nodes),
            ("findings", findings),
        ]
    }

    fn top_level(&self, file: &Value, key: &str, default: Value) -> ConfigValue {
        match file.get(key) {
            Some(value) => self.set(key.to_owned(), value.clone()),
            None => ConfigValue { key: key.to_owned(), value: default, origin: Origin::Default },
        }
    }

    /// A value that the file sets under a key.
    fn set(&self, key: String, value: Value) -> ConfigValue {
        let line = self.line_of(&key).unwrap_or(1);
        ConfigValue { key, value, origin: Origin::File { line, reason: None } }
    }

    fn listed(&self, file: &Value, key: &str, matters: impl Fn(usize) -> bool) -> Vec<ConfigValue> {
        let items = file.get(key).and_then(Value::as_array).into_iter().flatten().enumerate();
        items
            .filter(|&(index, _)| matters(index))
            .map(|(index, item)| self.set(format!("{key}.{index}"), item.clone()))
            .collect()
    }

    /// A rule's level and options.
    fn rule_values(&self, rule: &'static Rule, settings: &Settings, path: Option<&str>) -> Vec<ConfigValue> {
        let level = settings.level(rule);
        let set_here = |setting: &RuleSetting| setting.level.is_some();
        let origin = if settings.is_chosen(rule) {
            Origin::CommandLine
        } else {
            // What no level can lower stays as it is, whatever is written.
            let written = self.origin_of(rule, path, set_here);
            let refused = rule.is_fixed() && level == rule.severity;
            written.filter(|_| !refused).unwrap_or(Origin::Default)
        };
        let value = level.map_or("off", Severity::name).into();
        // Beside options, the level is one of them.
        let level = if rule.options.is_empty() { "" } else { ".level" };
        let mut values = vec![ConfigValue { key: format!("rules.{}{level}", rule.name), value, origin }];
        for option in rule.options {
            let sets =
                |setting: &RuleSetting| setting.options.iter().any(|(key, _)| key.get_ref() == option.name);
            let value = match settings.option(rule, option.name) {
                Some(SetOption::Count(count)) => (*count).into(),
                Some(SetOption::Words(words)) => words.clone().into(),
                None => option.default.as_json(),
            };
            let origin = self.origin_of(rule, path, sets).unwrap_or(Origin::Default);
            values.push(ConfigValue { key: format!("rules.{}.{}", rule.name, option.name), value, origin });
        }
        values
    }

    /// Where the file says something of a rule: in the last override for the path, else under `[rules]`.
    fn origin_of(
        &self,
        rule: &Rule,
        path: Option<&str>,
        says: impl Fn(&RuleSetting) -> bool,
    ) -> Option<Origin> {
        let line_in = |rules: &std::collections::BTreeMap<Spanned<String>, RuleSetting>| {
            let found = rules.iter().find(|(name, setting)| rule.answers_to(name.get_ref()) && says(setting));
            found.map(|(name, _)| self.line_at(&name.span()))
        };
        let overrides =
            self.overrides.iter().rev().filter(|given| path.is_some_and(|path| given.covers(path)));
        let overridden = overrides.filter_map(|given| {
            let reason = Some(given.reason.get_ref().trim().to_owned());
            line_in(&given.rules).map(|line| Origin::File { line, reason })
        });
        overridden
            .into_iter()
            .next()
            .or_else(|| line_in(&self.rules).map(|line| Origin::File { line, reason: None }))
    }

    fn line_at(&self, range: &Range<usize>) -> usize {
        self.source.position(range.start + self.source.text_start()).line
    }

    /// The line of a key, with dots; items of a list by their number.
    fn line_of(&self, key: &str) -> Option<usize> {
        self.range_of(key).map(|range| self.line_at(&range))
    }

    /// Where a key stands, with dots; items of a list by their number.
    pub(super) fn range_of(&self, key: &str) -> Option<Range<usize>> {
        let text = self.source.text();
        let table = toml::de::DeTable::parse(text.strip_prefix('\u{feff}').unwrap_or(text)).ok()?;
        let mut steps = key.split('.');
        let (first, value) = table.get_ref().get_key_value(steps.next()?)?;
        let (mut span, mut value) = (first.span(), value);
        for step in steps {
            match value.get_ref() {
                toml::de::DeValue::Table(table) => {
                    let (key, inner) = table.get_key_value(step)?;
                    (span, value) = (key.span(), inner);
                }
                toml::de::DeValue::Array(items) => {
                    value = items.get(step.parse::<usize>().ok()?)?;
                    span = value.span();
                }
                _ => return None,
            }
        }
        Some(span)
    }

    /// What the file says, as JSON.
    fn as_json(&self) -> Value {
        let text = self.source.text();
        let table = toml::from_str::<toml::Table>(text.strip_prefix('\u{feff}').unwrap_or(text));
        table.map(|table| json_of(toml::Value::Table(table))).unwrap_or_default()
    }
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_tells_where_it_came_from() {
        let text = "fail_on = \"warning\"\n[rules]\nP001 = \"error\"\nR001 = \"off\"\n\
            too-few-regimes = { min = 3 }\n[limits]\ndepth = 9\n\
            [[overrides]]\npaths = [\"drafts\"]\nreason = \"a draft\"\n[overrides.rules]\nplaceholder = \"advice\"\nR001 = \"warning\"\n";
        let config = Config::parse(text).unwrap();
        let mut settings = Settings::new().unwrap();
        config.apply(&mut settings).unwrap();
        settings.ignore(rules::find("E002").unwrap());
        let value = |key: &str, path| {
            let values = config.values(&settings, path);
            let found = values.into_iter().find(|value| value.key == key).unwrap();
            (found.value, found.origin)
        };
        let at = |line, reason: Option<&str>| Origin::File { line, reason: reason.map(ToOwned::to_owned) };
        assert_eq!(value("fail_on", None), ("warning".into(), at(1, None)));
        assert_eq!(value("exclude", None), (json!([]), Origin::Default));
        assert_eq!(value("rules.placeholder", Some("1.md")), ("error".into(), at(3, None)));
        assert_eq!(
            value("rules.placeholder", Some("drafts/1.md")),
            ("advice".into(), at(12, Some("a draft")))
        );
        assert_eq!(value("rules.regime-missing-from-dimension", None), ("error".into(), Origin::Default));
        let lowered = value("rules.regime-missing-from-dimension", Some("drafts/1.md"));
        assert_eq!(lowered, ("warning".into(), at(13, Some("a draft"))));
        assert_eq!(value("rules.too-few-regimes.min", None), (3.into(), at(5, None)));
        assert_eq!(value("rules.too-few-regimes.level", None), ("error".into(), Origin::Default));
        assert_eq!(value("rules.unknown-key", None), ("off".into(), Origin::CommandLine));
        assert_eq!(value("limits.depth", None), (9.into(), at(7, None)));
        assert_eq!(value("overrides.0", None).1, at(8, None));
    }
}
