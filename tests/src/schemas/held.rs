use std::collections::{BTreeMap, BTreeSet, HashSet};

use jsonschema::{OutputUnit, Validator};
use serde_json::Value;

use super::pointer::resolve;
use super::walk::Demand;

/// Which schemas hold of which parts of a document, by pointer.
pub(super) type Sites = BTreeMap<String, BTreeSet<String>>;

/// The sites of a document that is accepted as a whole; none where it is not.
pub(super) fn sites(
    schema: &Value,
    validator: &Validator,
    known: &HashSet<String>,
    document: &Value,
) -> (Sites, HashSet<String>) {
    let evaluation = validator.evaluate(document);
    let (mut sites, mut references) = (Sites::new(), HashSet::new());
    let mut open = vec![evaluation.root()];
    while let Some(unit) = open.pop() {
        // A branch that was tried and does not fit says nothing.
        if !unit.valid() {
            continue;
        }
        note(schema, known, &unit, &mut sites, &mut references);
        open.extend(unit.children());
    }
    (sites, references)
}

fn note(
    schema: &Value,
    known: &HashSet<String>,
    unit: &OutputUnit<'_>,
    sites: &mut Sites,
    references: &mut HashSet<String>,
) {
    let way = unit.evaluation_path().as_str();
    if way.split('/').any(|segment| segment == "not") {
        return;
    }
    let (location, passed) = resolve(schema, way);
    references.extend(passed);
    if known.contains(&location) {
        sites.entry(location).or_default().insert(unit.instance_location().to_string());
    }
}

/// Whether a value that a schema holds of says anything of a demand in it.
pub(super) fn speaks(demand: &Demand, value: &Value) -> bool {
    match demand.keyword.as_str() {
        "type" => demand.part.as_ref().is_none_or(|one| is_of_type(value, one)),
        "pattern" | "format" | "minLength" | "maxLength" => value.is_string(),
        "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf" => value.is_number(),
        "minItems" | "maxItems" | "contains" | "uniqueItems" => value.is_array(),
        "required" | "additionalProperties" | "minProperties" | "maxProperties" | "dependentRequired" => {
            value.is_object()
        }
        "patternProperties" => {
            let pattern = serde_json::json!({ "pattern": demand.part });
            let pattern = jsonschema::validator_for(&pattern).expect("a pattern");
            let keys = value.as_object().into_iter().flatten();
            keys.into_iter().any(|(key, _)| pattern.is_valid(&Value::String(key.clone())))
        }
        _ => true,
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        _ => value.is_object(),
    }
}
