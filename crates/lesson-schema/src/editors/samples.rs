//! Examples, from the doc comments of the model.

use serde_json::{Map, Value, json};

use super::{EXAMPLES_MARK, RULE};
use crate::walk::referred;

/// In lines; a longer example is none that a hover can show.
const LONGEST: usize = 16;

/// The examples of a schema as it is generated.
pub(super) struct Samples {
    schema: Value,
}

impl Samples {
    pub(super) fn of(schema: &Value) -> Self {
        Self { schema: schema.clone() }
    }

    /// An example of a value: the one by that index of its own, else one made of its parts.
    pub(super) fn value(&self, schema: &Value, index: usize) -> Option<Value> {
        let own = own(schema.as_object()?);
        if let Some(last) = own.len().checked_sub(1) {
            return own.into_iter().nth(index.min(last));
        }
        if let Some(definition) = referred(&self.schema, schema) {
            return self.value(definition, index);
        }
        if let Some(items) = schema.get("items") {
            let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(1).max(1);
            let items = (index..).take(usize::try_from(least).ok()?).map(|index| self.value(items, index));
            return items.collect::<Option<Vec<_>>>().map(Value::Array);
        }
        let properties = schema.get("properties")?.as_object()?;
        let required = schema.get("required").and_then(Value::as_array);
        let is_required = |key: &String| required.is_some_and(|keys| keys.iter().any(|other| other == key));
        let due =
            properties.iter().filter(|(key, property)| is_required(key) || property.get(RULE).is_some());
        let parts = due.map(|(key, property)| Some((key.clone(), self.value(property, index)?)));
        parts.collect::<Option<Map<_, _>>>().filter(|parts| !parts.is_empty()).map(Value::Object)
    }

    /// The first example of a key's value as YAML, with the key; none where it is too long to be shown.
    pub(super) fn yaml(&self, key: &str, schema: &Value) -> Option<String> {
        let written = lines(schema.as_object()?).next().map(str::to_owned);
        let yaml = written.or_else(|| {
            let value = self.value(schema, 0)?;
            serde_yaml::to_string(&json!({ key: value })).ok()
        })?;
        (yaml.lines().count() <= LONGEST).then(|| yaml.trim_end().to_owned())
    }
}

/// Turns the marks into `examples`.
pub(super) fn take_marks(keywords: &mut Map<String, Value>) {
    let examples = own(keywords);
    if keywords.shift_remove(EXAMPLES_MARK).is_some() {
        keywords.insert("examples".into(), examples.into());
    }
}

/// The values of a schema's own examples.
fn own(keywords: &Map<String, Value>) -> Vec<Value> {
    let value = |line| {
        let mapping: Value = serde_yaml::from_str(line).ok()?;
        mapping.as_object()?.values().next().cloned()
    };
    lines(keywords).filter_map(value).collect()
}

fn lines(keywords: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let marked = keywords.get(EXAMPLES_MARK).and_then(Value::as_str);
    marked.into_iter().flat_map(str::lines)
}
