//! In draft-07 nothing counts beside a reference, so one with a description of its own stands in an `allOf`. Editors do
//! not look in there for the type and the keys when they complete: what it refers to takes its place.

use serde_json::Value;

use crate::walk::{each_schema, referred};

/// Puts what a reference in an `allOf` refers to in its place.
pub(super) fn inline(schema: &mut Value) {
    let whole = schema.clone();
    each_schema(schema, &mut |keywords| {
        if !keywords.contains_key("allOf") {
            return;
        }
        let asked = Value::Object(keywords.clone());
        let Some(definition) = referred(&whole, &asked).and_then(Value::as_object) else { return };
        keywords.shift_remove("allOf");
        let own = std::mem::replace(keywords, definition.clone());
        keywords.extend(own);
    });
}
