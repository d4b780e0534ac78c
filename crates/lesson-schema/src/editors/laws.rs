//! What a rule owns: that a value is there and says something.

use lesson_findings::{RuleDescription, RuleInfo};
use lesson_model::{Date, Slug};
use serde_json::{Map, Value, json};

use super::{Guide, said};
use crate::walk::and;

/// What an editor says where a text says nothing that no rule of its own asks for.
const NEEDED: &str = "A value is needed here, and this says nothing";

/// What an editor says where a text is blank that nothing asks for.
const BLANK: &str = "Write something here, or leave the key out";

/// The sentence by which an editor names a rule: what is wrong, and what to do.
fn message(rule: &RuleDescription) -> String {
    let end = rule.remedy.find(". ").map_or(rule.remedy.len(), |at| at + 1);
    format!("{} {}: {} {}", rule.info.code, rule.info.name, rule.summary, &rule.remedy[..end])
}

/// A text that a rule owns, or that is required, may not be a placeholder.
pub(super) fn refuse_what_says_nothing(keywords: &mut Map<String, Value>, guide: &Guide<'_>) {
    let required = required_keys(keywords);
    for (key, property) in keywords.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten()
    {
        let Some(property) = property.as_object_mut() else { continue };
        let owner = guide.rule(property);
        let missing = || required.contains(key).then(|| guide.named("missing-key"))?;
        let said = |rule: &RuleDescription| format!("{} {}: {NEEDED}", rule.info.code, rule.info.name);
        let Some(message) = owner.map(message).or_else(|| missing().map(said)) else { continue };
        let denial = property.contains_key("x-lessonlint-denial");
        let leaf = match property.get_mut("additionalProperties").and_then(Value::as_object_mut) {
            Some(values) => values,
            None => property,
        };
        let is_text = is_any_text(leaf);
        if is_text {
            leaf.insert("pattern".into(), said::pattern(guide.words, denial).into());
        }
        if owner.is_some() && leaf.contains_key("type") && !leaf.contains_key("properties") {
            leaf.insert("errorMessage".into(), message.into());
        } else if is_text {
            leaf.insert("patternErrorMessage".into(), message.into());
        }
    }
}

/// Says in words what a text lacks that is of no form, or blank where it may be anything else.
pub(super) fn explain_patterns(keywords: &mut Map<String, Value>, guide: &Guide<'_>) {
    const KEYWORD: &str = "patternErrorMessage";
    if is_any_text(keywords) {
        keywords.insert(KEYWORD.into(), BLANK.into());
    } else if let Some(form @ (Slug::FORM | Date::FORM)) = keywords.get(KEYWORD).and_then(Value::as_str)
        && let Some(RuleInfo { code, name, .. }) = guide.named("invalid-value").map(|rule| &rule.info)
    {
        let message = format!("{code} {name}: {form}");
        keywords.insert(KEYWORD.into(), message.into());
    }
}

fn is_any_text(keywords: &Map<String, Value>) -> bool {
    keywords.get("pattern").and_then(Value::as_str) == Some(r"\S")
}

/// Asks for each key by itself, with the rule that owns it or that speaks of keys without an owner: editors show the
/// message of the schema in which `required` stands. In mappings that no rule reads, `required` stays as it is.
pub(super) fn name_the_rules_of_required_keys(keywords: &mut Map<String, Value>, guide: &Guide<'_>) {
    let missing = guide.named("missing-key").filter(|_| is_of_a_lesson(keywords));
    let said = |key: &str| {
        let owner = guide.rule(keywords.get("properties")?.get(key)?.as_object()?);
        owner.map(message).or_else(|| {
            let RuleInfo { code, name, .. } = &missing?.info;
            Some(format!("{code} {name}: `{key}` is needed here"))
        })
    };
    let owned: Vec<(String, String)> = required_keys(keywords)
        .into_iter()
        .filter_map(|key| said(&key).map(|message| (key, message)))
        .collect();
    if owned.is_empty() {
        return;
    }
    if let Some(required) = keywords.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|key| !owned.iter().any(|(owned, _)| key == owned));
        if required.is_empty() {
            keywords.shift_remove("required");
        }
    }
    for (key, message) in owned {
        and(keywords, json!({ "required": [key], "errorMessage": message }));
    }
}

/// Whether a mapping is one of a lesson or course, in which other tools may keep keys of their own.
fn is_of_a_lesson(keywords: &Map<String, Value>) -> bool {
    keywords.contains_key("patternProperties")
}

fn required_keys(keywords: &Map<String, Value>) -> Vec<String> {
    let required = keywords.get("required").and_then(Value::as_array).into_iter().flatten();
    required.filter_map(|key| key.as_str().map(str::to_owned)).collect()
}
