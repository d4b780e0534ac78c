use std::fmt;
use std::ops::Range;

use lesson_syntax::did_you_mean;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Value, json};
use toml::Spanned;

use crate::Rule;
use crate::config::{ConfigError, Level};
use crate::given::Given;

/// Something that can be set of a rule.
#[derive(Debug)]
pub struct RuleOption {
    /// Its key.
    pub name: &'static str,
    /// What it sets, in one sentence.
    pub about: &'static str,
    /// What it may be, and what it is unless it is set.
    pub default: OptionValue,
}

/// What an option may be set to, with its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// A whole number.
    Count(usize),
    /// Words or phrases of the author's own choice.
    Words(&'static [&'static str]),
    /// Any of these names; all of them by default.
    AnyOf(&'static [&'static str]),
}

/// What an option is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetOption {
    /// A whole number.
    Count(usize),
    /// Words, phrases or names.
    Words(Vec<String>),
}

/// What configuration says of a rule: a level, or a table with a level, options or both.
#[derive(Clone, Debug)]
pub struct RuleSetting {
    /// The level, where one is set.
    pub level: Option<Level>,
    /// The options that are set, each with the bytes of its key and its value.
    pub options: Vec<(Spanned<String>, Spanned<Given>)>,
}

impl OptionValue {
    /// What it may be set to, in words.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Count(_) => "a whole number",
            Self::Words(_) => "a list of words",
            Self::AnyOf(_) => "a list of names",
        }
    }

    /// The default as JSON, which is also how a configuration writes it.
    #[must_use]
    pub fn as_json(self) -> Value {
        match self {
            Self::Count(count) => count.into(),
            Self::Words(words) | Self::AnyOf(words) => words.into(),
        }
    }

    fn schema(self) -> Value {
        match self {
            Self::Count(_) => json!({ "type": "integer", "minimum": 0 }),
            Self::Words(_) => json!({ "type": "array", "items": { "type": "string" } }),
            Self::AnyOf(names) => json!({ "type": "array", "items": { "enum": names } }),
        }
    }

    /// The value that is given, where it is one that the option may have.
    fn accept(self, given: &Spanned<Given>) -> Result<SetOption, ConfigError> {
        let refused =
            |range: Range<usize>, message: String, help: Option<String>| ConfigError { range, message, help };
        match (self, given.get_ref()) {
            (Self::Count(_), Given::Number(number)) => usize::try_from(*number)
                .map(SetOption::Count)
                .map_err(|_| refused(given.span(), format!("{} is due, 0 or more", self.kind()), None)),
            (Self::Words(_), Given::List(words)) => {
                Ok(SetOption::Words(words.iter().map(|word| word.get_ref().clone()).collect()))
            }
            (Self::AnyOf(names), Given::List(words)) => {
                if let Some(word) = words.iter().find(|word| !names.contains(&word.get_ref().as_str())) {
                    let meant = did_you_mean(word.get_ref(), names.iter().copied());
                    let help = match meant {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("what can stand here: {}", names.join(", ")),
                    };
                    let message = format!("there is no value `{}`", word.get_ref());
                    return Err(refused(word.span(), message, Some(help)));
                }
                Ok(SetOption::Words(words.iter().map(|word| word.get_ref().clone()).collect()))
            }
            (_, given_value) => Err(refused(
                given.span(),
                format!("{} is due, not {}", self.kind(), given_value.kind()),
                None,
            )),
        }
    }
}

impl RuleSetting {
    /// The options of a rule as they are set.
    ///
    /// # Errors
    ///
    /// Options that the rule does not have, and values of another type.
    pub(crate) fn options_of(&self, rule: &Rule) -> Result<Vec<(&'static str, SetOption)>, Vec<ConfigError>> {
        let (mut set, mut errors) = (Vec::new(), Vec::new());
        for (name, given) in &self.options {
            match rule.options.iter().find(|option| option.name == name.get_ref()) {
                Some(option) => match option.default.accept(given) {
                    Ok(value) => set.push((option.name, value)),
                    Err(error) => errors.push(error),
                },
                None => errors.push(unknown_option(rule, name)),
            }
        }
        if errors.is_empty() { Ok(set) } else { Err(errors) }
    }
}

fn unknown_option(rule: &Rule, name: &Spanned<String>) -> ConfigError {
    let known: Vec<&str> =
        rule.options.iter().map(|option| option.name).chain(std::iter::once("level")).collect();
    let help = match did_you_mean(name.get_ref(), known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if rule.options.is_empty() => format!("{} has no options, only a `level`", rule.name),
        None => format!("what can be set of {}: {}", rule.name, known.join(", ")),
    };
    let message = format!("{} has no option `{}`", rule.name, name.get_ref());
    ConfigError { range: name.span(), message, help: Some(help) }
}

/// The schema of what configuration says of one rule; `any` is that of any rule.
pub(crate) fn setting_schema(rule: &Rule, any: &Value) -> Value {
    let mut setting = any.clone();
    if let Some(table) = setting.pointer_mut("/anyOf/1") {
        let option = |option: &RuleOption| {
            let mut schema = option.default.schema();
            schema["description"] = option.about.into();
            schema["default"] = option.default.as_json();
            (option.name.to_owned(), schema)
        };
        if let Some(properties) = table["properties"].as_object_mut() {
            properties.extend(rule.options.iter().map(option));
        }
        table["additionalProperties"] = false.into();
    }
    setting
}

impl JsonSchema for RuleSetting {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "RuleSetting".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        json_schema!({ "anyOf": [level, { "type": "object", "properties": { "level": level } }] })
    }
}

/// By hand, for serde's own way to choose between a level and a table loses the places of what is in it.
impl<'de> Deserialize<'de> for RuleSetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Setting;

        impl<'de> Visitor<'de> for Setting {
            type Value = RuleSetting;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(
                    "a level: \"error\", \"warning\", \"advice\" or \"off\", or a table with `level` and options",
                )
            }

            fn visit_str<E: Error>(self, level: &str) -> Result<RuleSetting, E> {
                let level = Level::deserialize(serde::de::value::StrDeserializer::<E>::new(level))?;
                Ok(RuleSetting { level: Some(level), options: Vec::new() })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleSetting, A::Error> {
                let mut setting = RuleSetting { level: None, options: Vec::new() };
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    if key.get_ref() == "level" {
                        setting.level = Some(map.next_value()?);
                    } else {
                        setting.options.push((key, map.next_value()?));
                    }
                }
                Ok(setting)
            }
        }

        deserializer.deserialize_any(Setting)
    }
}
