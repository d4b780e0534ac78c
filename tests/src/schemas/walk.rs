use serde_json::Value;

use super::pointer::child;

/// Keywords whose value is a schema.
const ONE: &[&str] = &["items", "additionalProperties", "propertyNames", "then", "else", "additionalItems"];
/// Keywords whose value is a list of schemas.
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems", "items"];
/// Keywords whose value has schemas under names.
const MAPS: &[&str] = &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
/// Keywords that refuse by themselves; what stands under `not`, `if` and `contains` refuses nothing.
const ASSERTIONS: &[&str] = &[
    "type",
    "enum",
    "const",
    "pattern",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "contains",
    "not",
    "anyOf",
    "oneOf",
    "dependentRequired",
    "dependencies",
    "$ref",
];
/// Formats that validators assert; the others tell a programmer how wide a number is.
const FORMATS: &[&str] =
    &["date", "date-time", "time", "email", "uri", "uri-reference", "regex", "json-pointer", "uuid"];

/// What editors know beyond the drafts, and what our own tools read.
pub const OF_TOOLS: &[&str] = &[
    "markdownDescription",
    "defaultSnippets",
    "errorMessage",
    "patternErrorMessage",
    "deprecationMessage",
    "enumDescriptions",
    "markdownEnumDescriptions",
    "suggestSortText",
    "doNotSuggest",
    "x-lessonlint-rule",
    "x-lessonlint-denial",
    "x-intellij-html-description",
    "x-intellij-language-injection",
    "x-intellij-enum-metadata",
    "x-taplo",
    "x-tombi-toml-version",
];

/// Something of a schema that a document can keep to, and another one not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Demand {
    /// The schema in which it stands, as a pointer.
    pub schema: String,
    /// The keyword.
    pub keyword: String,
    /// Which part of the keyword: a required key, a pattern of properties, a branch, one of several types.
    pub part: Option<String>,
    /// Whether a document can be refused for it.
    pub refuses: bool,
}

impl Demand {
    /// Where it stands, as a pointer.
    #[must_use]
    pub fn location(&self) -> String {
        let keyword = child(&self.schema, &self.keyword);
        self.part.as_ref().map_or(keyword.clone(), |part| child(&keyword, part))
    }
}

/// Every schema in a schema that is applied to a part of a document, with its pointer.
#[must_use]
pub fn parts(schema: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), schema)];
    while let Some((pointer, value)) = open.pop() {
        if let Value::Object(keywords) = value {
            for (keyword, value) in keywords {
                let at = child(&pointer, keyword);
                let keyword = keyword.as_str();
                match value {
                    Value::Object(named) if MAPS.contains(&keyword) => {
                        open.extend(named.iter().map(|(name, value)| (child(&at, name), value)));
                    }
                    Value::Array(list) if LISTS.contains(&keyword) => {
                        let numbered = list.iter().enumerate();
                        open.extend(numbered.map(|(index, value)| (format!("{at}/{index}"), value)));
                    }
                    Value::Object(_) | Value::Bool(_) if ONE.contains(&keyword) => open.push((at, value)),
                    _ => {}
                }
            }
        }
        found.push((pointer, value));
    }
    found.sort_by(|(first, _), (second, _)| first.cmp(second));
    found
}

/// All that a schema demands of documents.
#[must_use]
pub fn demands(schema: &Value) -> Vec<Demand> {
    // In draft-07 nothing counts that stands beside a reference.
    let alone = schema["$schema"].as_str().is_some_and(|draft| draft.contains("draft-07"));
    let counts =
        |part: &Value, demand: &Demand| !alone || part.get("$ref").is_none() || demand.keyword == "$ref";
    let of = |(pointer, part): (String, &Value)| {
        let demands = of_part(&pointer, part).into_iter();
        demands.filter(|demand| counts(part, demand)).collect::<Vec<_>>()
    };
    parts(schema).into_iter().flat_map(of).collect()
}

fn of_part(pointer: &str, part: &Value) -> Vec<Demand> {
    let mut found = Vec::new();
    let mut add = |keyword: &str, part: Option<&str>, refuses: bool| {
        let (schema, part) = (pointer.to_owned(), part.map(str::to_owned));
        found.push(Demand { schema, keyword: keyword.to_owned(), part, refuses });
    };
    for (keyword, value) in part.as_object().into_iter().flatten() {
        let keyword = keyword.as_str();
        match (keyword, value) {
            ("required", Value::Array(keys)) => {
                keys.iter().filter_map(Value::as_str).for_each(|key| add(keyword, Some(key), true));
            }
            ("additionalProperties", Value::Bool(false)) | ("uniqueItems", Value::Bool(true)) => {
                add(keyword, None, true);
            }
            ("patternProperties", Value::Object(patterns)) => {
                patterns.keys().for_each(|pattern| add(keyword, Some(pattern), false));
            }
            ("format", Value::String(format)) if FORMATS.contains(&format.as_str()) => {
                add(keyword, None, true);
            }
            ("anyOf" | "oneOf", Value::Array(branches)) => {
                add(keyword, None, true);
                (0..branches.len()).for_each(|branch| add(keyword, Some(&branch.to_string()), false));
            }
            ("type", Value::Array(types)) => {
                add(keyword, None, true);
                types.iter().filter_map(Value::as_str).for_each(|one| add(keyword, Some(one), false));
            }
            ("minItems" | "minLength" | "minProperties", value) if value == 0 => {}
            _ if ASSERTIONS.contains(&keyword) => add(keyword, None, true),
            _ => {}
        }
    }
    found
}
