//! Keywords that single editors and TOML tools read: those of IntelliJ (`x-intellij-…`) and of Taplo (`x-taplo`).

use serde_json::{Map, Value, json};

use super::Guide;

/// Makes a choice among described constants an `enum` with a description for each, which is what editors read.
pub(super) fn list_constants(keywords: &mut Map<String, Value>) {
    let Some(choices) = keywords.get("oneOf").and_then(Value::as_array) else { return };
    let constants: Option<Vec<Value>> = choices.iter().map(|choice| choice.get("const").cloned()).collect();
    let Some(constants) = constants.filter(|all| all.iter().all(Value::is_string)) else { return };
    let describe = |choice: &Value| choice.get("description").cloned().unwrap_or_else(|| "".into());
    let descriptions: Vec<Value> = choices.iter().map(describe).collect();
    keywords.shift_remove("oneOf");
    keywords.insert("type".into(), "string".into());
    keywords.insert("enum".into(), constants.into());
    keywords.insert("enumDescriptions".into(), descriptions.clone().into());
    keywords.insert("markdownEnumDescriptions".into(), descriptions.into());
}

/// Adds what each editor reads beside the common keywords, and TOML tools where the schema is for TOML.
pub(super) fn add(keywords: &mut Map<String, Value>, guide: &Guide<'_>, is_toml: bool) {
    let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str);
    let html = text("description").map(html);
    let mut taplo = Map::new();
    if let Some(rule) = guide.rule(keywords) {
        taplo.insert("links".into(), json!({ "key": rule.url }));
    }
    let listed = |keyword: &str| keywords.get(keyword).and_then(Value::as_array).cloned();
    let described = listed("enum").zip(listed("enumDescriptions"));
    if let Some((values, descriptions)) = described {
        taplo.insert("docs".into(), json!({ "enumValues": descriptions }));
        let metadata = values.iter().zip(&descriptions).filter_map(|(value, description)| {
            Some((value.as_str()?.to_owned(), json!({ "description": description })))
        });
        let metadata: Map<String, Value> = metadata.collect();
        keywords.insert("x-intellij-enum-metadata".into(), metadata.into());
    }
    if let Some(html) = html {
        keywords.insert("x-intellij-html-description".into(), html.into());
    }
    if is_toml && !taplo.is_empty() {
        keywords.insert("x-taplo".into(), taplo.into());
    }
}

/// A description as HTML: our descriptions have paragraphs and code, and no other markup.
fn html(description: &str) -> String {
    let escaped = description.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut html = String::with_capacity(escaped.len() + 16);
    for (index, part) in escaped.split('`').enumerate() {
        html.push_str(match index {
            0 => "",
            index if index % 2 == 1 => "<code>",
            _ => "</code>",
        });
        html.push_str(part);
    }
    html.replace("\n\n", "<br><br>")
}
