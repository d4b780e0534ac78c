//! The schema of the configuration.

use lesson_schema::{Draft, TOML_VERSION};
use lesson_syntax::markdown::Labels;
use serde_json::{Value, json};

use super::Config;
use crate::options::setting_schema;
use crate::{Rule, rules};

/// The schema of the configuration, with every rule and label by name.
#[must_use]
pub fn config_schema(draft: Draft) -> Value {
    let mut schema = lesson_schema::of_type::<Config>(draft, "config");
    if let Some(rules_schema) = schema.pointer_mut("/properties/rules") {
        let any = rules_schema["additionalProperties"].clone();
        let described = |rule: &Rule, other: &str| {
            let mut setting = setting_schema(rule, &any);
            setting["description"] = format!("{other}: {}", rule.summary).into();
            setting["x-lessonlint-rule"] = rule.code.into();
            setting
        };
        let by_name = rules::all().iter().map(|rule| (rule.name.to_owned(), described(rule, rule.code)));
        let by_code = rules::all().iter().map(|rule| (rule.code.to_owned(), described(rule, rule.name)));
        let properties = by_name.chain(by_code).collect();
        rules_schema["properties"] = Value::Object(properties);
        rules_schema["additionalProperties"] = false.into();
    }
    let definitions = if draft == Draft::Draft07 { "definitions" } else { "$defs" };
    name_rules(&mut schema, definitions);
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
    schema[TOML_VERSION] = "v1.0.0".into();
    schema
}

/// Lists the names and codes of the rules wherever one is due.
fn name_rules(schema: &mut Value, definitions: &str) {
    let names: Vec<&str> = rules::all().iter().flat_map(|rule| [rule.name, rule.code]).collect();
    schema[definitions]["RuleName"] = json!({ "description": "A rule, by name or code.", "enum": names });
    let name = json!({ "$ref": format!("#/{definitions}/RuleName") });
    schema["properties"]["protected"]["items"] = name.clone();
    schema[definitions]["OverrideConfig"]["properties"]["rules"]["propertyNames"] = name.clone();
    // Beside a reference, an older schema may say nothing.
    schema[definitions]["SuppressionConfig"]["properties"]["rule"] = name;
}
