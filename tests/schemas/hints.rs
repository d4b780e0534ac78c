//! What the schemas say beside their demands: examples, defaults, snippets, descriptions, references.

use std::collections::BTreeSet;

use lessonlint_tests::schemas::{
    OF_TOOLS, Subject, child, parent, parts, resolve, subjects, unescape, validator,
};
use serde_json::{Map, Value, json};

/// What every draft knows.
const KNOWN: &[&str] = &[
    "$schema",
    "$id",
    "$comment",
    "$ref",
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
];
const ONLY_2020_12: &[&str] =
    &["$defs", "prefixItems", "dependentRequired", "dependentSchemas", "minContains", "maxContains"];
const ONLY_DRAFT_07: &[&str] = &["definitions", "dependencies", "additionalItems"];
fn each(judge: impl Fn(&Subject, &str, &Map<String, Value>) -> Vec<String>) {
    let mut faults = Vec::new();
    for subject in subjects().iter().flatten() {
        for (pointer, part) in parts(&subject.schema) {
            let Some(keywords) = part.as_object() else { continue };
            let found = judge(subject, &pointer, keywords);
            faults.extend(found.into_iter().map(|fault| format!("{}#{pointer}: {fault}", subject.file)));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn is_draft_07(subject: &Subject) -> bool {
    subject.schema["$schema"].as_str().is_some_and(|draft| draft.contains("draft-07"))
}

/// The errors of a value against a part of a schema, with their places in the value.
fn errors(subject: &Subject, part: &Value, value: &Value) -> Vec<(String, String)> {
    let mut placed = json!({ "allOf": [part] });
    for key in ["$schema", "$defs", "definitions"] {
        if let Some(value) = subject.schema.get(key) {
            placed[key] = value.clone();
        }
    }
    let validator = validator(&placed, true);
    let errors = validator.iter_errors(value);
    errors.map(|error| (error.instance_path().to_string(), error.to_string())).collect()
}

#[test]
fn no_keyword_is_misspelled() {
    each(|subject, _, keywords| {
        let (own, other) =
            if is_draft_07(subject) { (ONLY_DRAFT_07, ONLY_2020_12) } else { (ONLY_2020_12, ONLY_DRAFT_07) };
        let known = |keyword: &&String| {
            let known = [KNOWN, own, OF_TOOLS].iter().any(|list| list.contains(&keyword.as_str()));
            !known
        };
        let unknown = keywords.keys().filter(known);
        unknown
            .map(|keyword| match other.contains(&keyword.as_str()) {
                true => format!("`{keyword}` is of the other draft"),
                false => format!("`{keyword}` is no keyword that anything reads"),
            })
            .collect()
    });
}

#[test]
fn nothing_that_refuses_stands_beside_a_reference_where_it_does_not_count() {
    each(|subject, _, keywords| {
        let says = |keyword: &&String| {
            let annotations =
                ["$ref", "$comment", "title", "description", "default", "examples", "deprecated"];
            !annotations.contains(&keyword.as_str()) && !OF_TOOLS.contains(&keyword.as_str())
        };
        let lost =
            keywords.keys().filter(says).map(|keyword| format!("`{keyword}` beside `$ref` is not read"));
        if is_draft_07(subject) && keywords.contains_key("$ref") { lost.collect() } else { Vec::new() }
    });
}

#[test]
fn every_property_is_described() {
    each(|subject, pointer, keywords| {
        let owner = parent(pointer).map(|(owner, _)| owner.to_owned());
        let is_property = owner.is_some_and(|owner| {
            let (owner, key) = parent(&owner).unwrap_or_default();
            // A map of schemas, and not a property of the name `properties`.
            key == "properties" && subject.schema.pointer(owner).is_some_and(Value::is_object)
        });
        let described = |keywords: &Map<String, Value>| {
            keywords.get("description").and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
        };
        let target = || {
            let (at, _) = resolve(&subject.schema, &child(pointer, "$ref"));
            keywords.contains_key("$ref")
                && subject.schema.pointer(&at).and_then(Value::as_object).is_some_and(described)
        };
        if !is_property || described(keywords) || target() {
            Vec::new()
        } else {
            vec!["no description".into()]
        }
    });
}

#[test]
fn every_reference_leads_somewhere_and_every_definition_is_referred_to() {
    each(|subject, _, keywords| {
        let Some(Value::String(target)) = keywords.get("$ref") else { return Vec::new() };
        let found = target.strip_prefix('#').is_some_and(|at| subject.schema.pointer(at).is_some());
        if found { Vec::new() } else { vec![format!("`{target}` leads nowhere")] }
    });
    for subject in subjects().iter().flatten() {
        let folder = if is_draft_07(subject) { "definitions" } else { "$defs" };
        let (mut used, mut open) = (BTreeSet::new(), vec![subject.schema.clone()]);
        open[0].as_object_mut().unwrap().shift_remove(folder);
        while let Some(part) = open.pop() {
            for (_, part) in parts(&part) {
                let target = part.get("$ref").and_then(Value::as_str).unwrap_or_default();
                if let Some(name) = target.strip_prefix(&format!("#/{folder}/")).map(unescape)
                    && used.insert(name.clone())
                {
                    open.push(subject.schema[folder][name].clone());
                }
            }
        }
        let all = subject.schema[folder].as_object().into_iter().flatten();
        let unused: Vec<_> = all.map(|(name, _)| name).filter(|name| !used.contains(*name)).collect();
        assert!(unused.is_empty(), "{}: nothing refers to {unused:?}", subject.file);
    }
}

#[test]
fn defaults_and_examples_are_accepted_where_they_stand() {
    each(|subject, _, keywords| {
        let examples = keywords.get("examples").and_then(Value::as_array).into_iter().flatten();
        let values: Vec<_> = keywords.get("default").into_iter().chain(examples).collect();
        let part = Value::Object(keywords.clone());
        let judged = values.into_iter().map(|value| (value, errors(subject, &part, value)));
        judged
            .filter(|(_, errors)| !errors.is_empty())
            .map(|(value, errors)| format!("{value} is refused: {errors:?}"))
            .collect()
    });
}

#[test]
fn snippets_are_accepted_where_they_stand() {
    each(|subject, _, keywords| {
        let snippets = keywords.get("defaultSnippets").and_then(Value::as_array).into_iter().flatten();
        // Of a list, a snippet is one item: yaml-language-server writes the dash where it is due.
        let part = match keywords.get("items") {
            Some(items) => items.clone(),
            None => Value::Object(keywords.clone()),
        };
        let judge = |snippet: &Value| {
            let Some(body) = snippet.get("body") else { return vec![format!("no body: {snippet}")] };
            let mut stops = BTreeSet::new();
            let value = inserted(body, "", &mut stops);
            let errors = errors(subject, &part, &value).into_iter();
            // What stays empty is for the author to write.
            let errors: Vec<_> = errors.filter(|(place, _)| !stops.contains(place)).collect();
            if errors.is_empty() { Vec::new() } else { vec![format!("{value} is refused: {errors:?}")] }
        };
        snippets.flat_map(judge).collect()
    });
}

/// What a snippet inserts where nobody types anything; the places of tab stops with nothing in them are noted.
fn inserted(body: &Value, place: &str, stops: &mut BTreeSet<String>) -> Value {
    match body {
        Value::String(text) => {
            let (bare, text) = text.strip_prefix('^').map_or((false, text.as_str()), |text| (true, text));
            let filled = without_stops(text);
            if filled.is_empty() {
                stops.insert(place.to_owned());
            }
            let value = bare.then(|| serde_json::from_str(&filled).ok()).flatten();
            value.unwrap_or(Value::String(filled))
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(index, item)| inserted(item, &child(place, &index.to_string()), stops)).collect()
        }
        Value::Object(entries) => {
            let entry = |(key, value): (&String, &Value)| {
                let key = without_stops(key);
                let value = inserted(value, &child(place, &key), stops);
                (key, value)
            };
            Value::Object(entries.iter().map(entry).collect())
        }
        other => other.clone(),
    }
}

/// A text with each tab stop as what it holds at first: `$1`, `${1}`, `${1:words}`, `${1|one,two|}`.
fn without_stops(text: &str) -> String {
    let Some((before, rest)) = text.split_once('$') else { return text.to_owned() };
    if let Some(before) = before.strip_suffix('\\') {
        return format!("{before}${}", without_stops(rest));
    }
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    if let Some(inside) = rest.strip_prefix('{').filter(|inside| digits(inside) > 0)
        && let Some(end) = inside.find('}')
    {
        let held = &inside[digits(inside)..end];
        let held = match held.strip_prefix('|') {
            Some(choices) => choices.trim_end_matches('|').split(',').next().unwrap_or_default(),
            None => held.trim_start_matches(':'),
        };
        return format!("{before}{held}{}", without_stops(&inside[end + 1..]));
    }
    match digits(rest) {
        0 => format!("{before}${}", without_stops(rest)),
        count => format!("{before}{}", without_stops(&rest[count..])),
    }
}

#[test]
fn tab_stops_are_what_they_hold_at_first() {
    let cases = [
        ("$1", ""),
        ("${1}", ""),
        ("${1:words} and ${2|one,two|}$0", "words and one"),
        ("\\$schema ${1:a}", "$schema a"),
        ("5 $ a ${", "5 $ a ${"),
    ];
    for (text, due) in cases {
        assert_eq!(without_stops(text), due);
    }
    let mut stops = BTreeSet::new();
    let value = inserted(&json!({ "a": "^${1:5}", "b": ["$2"] }), "", &mut stops);
    assert_eq!(
        (value, stops.into_iter().collect::<Vec<_>>()),
        (json!({ "a": 5, "b": [""] }), vec!["/b/0".into()])
    );
}
