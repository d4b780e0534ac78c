//! The schema of the configuration.

use lesson_schema::Draft;
use lesson_syntax::markdown::Labels;
use serde_json::{Value, json};

use super::Config;
use crate::rules;

/// The schema of the configuration, with every rule and label by name.
#[must_use]
pub fn config_schema(draft: Draft) -> Value {
    let mut schema = lesson_schema::of_type::<Config>(draft, "config");
    if let Some(rules_schema) = schema.pointer_mut("/properties/rules") {
        let setting = rules_schema["additionalProperties"].clone();
        let with = |description: String| {
            let mut setting = setting.clone();
            setting["description"] = description.into();
            setting
        };
        let by_name = rules::all().iter().map(|rule| (rule.name, format!("{}: {}", rule.code, rule.summary)));
        let by_code = rules::all().iter().map(|rule| (rule.code, format!("{}: {}", rule.name, rule.summary)));
        let properties = by_name.chain(by_code).map(|(key, text)| (key.to_owned(), with(text))).collect();
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
