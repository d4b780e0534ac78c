use lesson_model::Lesson;
use serde_json::{Map, Value, json};

/// Binds a lesson's schema to the lesson's own regimes: every dimension requires a cell for each of
/// them and refuses any other, and a field-guide line can only be about one of them. So any editor
/// enforces law 1.
#[must_use]
pub fn bind(mut schema: Value, lesson: &Lesson) -> Value {
    let ids: Vec<String> = lesson.regimes().map(|regime| regime.slug()).filter(|id| !id.is_empty()).collect();
    let names: Vec<String> = lesson.regimes().map(|regime| regime.title()).collect();
    let definitions = if schema.get("$defs").is_some() { "$defs" } else { "definitions" };
    let definitions = schema.get_mut(definitions);
    let property =
        |definitions: Option<&mut Value>, pointer: &str, change: &mut dyn FnMut(&mut Map<String, Value>)| {
            if let Some(keywords) =
                definitions.and_then(|all| all.pointer_mut(pointer)).and_then(Value::as_object_mut)
            {
                change(keywords);
            }
        };
    let Some(definitions) = definitions else { return schema };
    property(Some(definitions), "/Dimension/properties/cells", &mut |cells| {
        let cell = cells.get("additionalProperties").cloned().unwrap_or_default();
        let describe = |(id, name): (&String, &String)| {
            let mut cell = cell.clone();
            if let Some(keywords) = cell.as_object_mut() {
                keywords.insert("title".into(), name.clone().into());
            }
            (id.clone(), cell)
        };
        cells.insert("properties".into(), Value::Object(ids.iter().zip(&names).map(describe).collect()));
        cells.insert("required".into(), json!(ids));
        cells.insert("additionalProperties".into(), false.into());
    });
    property(Some(definitions), "/FieldLine/properties/regimes/items", &mut |items| {
        items.insert("enum".into(), json!(ids));
    });
    schema
}
