use serde_json::{Map, Value};

use crate::editors::RULE;
use crate::walk::each_schema;

/// A schema that asks for nothing on behalf of rules that are silent; `asks` tells, by a rule's code and the key of the
/// value that it owns, whether the rule speaks of it.
#[must_use]
pub fn relaxed(mut schema: Value, asks: &dyn Fn(&str, &str) -> bool) -> Value {
    each_schema(&mut schema, &mut |keywords| {
        let silent = silent(keywords, asks);
        if let Some(required) = keywords.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|key| key.as_str().is_some_and(|key| !silent.iter().any(|silent| silent == key)));
            if required.is_empty() {
                keywords.shift_remove("required");
            }
        }
        let properties = keywords.get_mut("properties").and_then(Value::as_object_mut);
        for (_, property) in properties.into_iter().flatten().filter(|(key, _)| silent.contains(key)) {
            let Some(property) = property.as_object_mut() else { continue };
            for keyword in [RULE, "minItems", "pattern"] {
                property.shift_remove(keyword);
            }
        }
    });
    schema
}

/// The keys whose rules do not speak.
fn silent(keywords: &Map<String, Value>, asks: &dyn Fn(&str, &str) -> bool) -> Vec<String> {
    let properties = keywords.get("properties").and_then(Value::as_object).into_iter().flatten();
    let is_silent = |key: &str, property: &Value| {
        let owner = property.get(RULE).and_then(Value::as_str);
        owner.is_some_and(|code| !asks(code, key))
    };
    properties.filter(|(key, property)| is_silent(key, property)).map(|(key, _)| key.clone()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Draft, lesson};

    #[test]
    fn what_no_rule_asks_for_is_free() {
        let schema = relaxed(lesson(Draft::Draft202012), &|code, key| code != "R012" || key == "what_it_is");
        let regime = &schema["$defs"]["Regime"];
        assert_eq!(regime["required"], json!(["name", "what_it_is", "analogies"]));
        assert!(regime["properties"]["what_it_does"].get("pattern").is_none());
        assert!(regime["properties"]["what_it_is"].get("pattern").is_some());
        assert_eq!(relaxed(lesson(Draft::Draft07), &|_, _| true), lesson(Draft::Draft07));
    }
}
