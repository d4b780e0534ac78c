//! A text for what is not taken apart: the same where everything that it hangs on is the same.

use std::fmt::Write;

use serde_json::Value;

use super::annotations::NO_WORDS;
use super::document::{Part, World};
use super::flatten::{alone, reference};

/// How long such a text may get; a longer one equals nothing.
const LENGTH: usize = 1 << 20;

/// How many references in a row are followed.
const REFERENCES: usize = 64;

/// Keywords that name something, and say nothing of what is accepted.
const NAMES: [&str; 7] = ["$schema", "$id", "$comment", "$defs", "$anchor", "definitions", "$vocabulary"];

/// Whether two nodes are, piece by piece, the same text but for words and names.
pub(super) fn same_text<'r>(world: &World<'r>, left: &[Part<'r>], right: &[Part<'r>]) -> bool {
    let text = |part: &Part<'r>| {
        let mut text = format!("{:?} ", part.draft);
        write(world, part, 0, &mut Vec::new(), &mut text).then_some(text)
    };
    left.len() == right.len()
        && left.iter().zip(right).all(|(left, right)| {
            let left = text(left);
            left.is_some() && left == text(right)
        })
}

/// Everything that a keyword hangs on: it alone for what stands by itself, else the whole schema around it.
pub(super) fn fingerprint<'r>(world: &World<'r>, part: &Part<'r>, keyword: &str) -> String {
    if keyword.starts_with("content") {
        return format!("{keyword} {}", part.schema.get(keyword).unwrap_or(&Value::Null));
    }
    let mut text = format!("{keyword} ");
    // What a dynamic reference names hangs on the way that led to it.
    let known =
        !keyword.ends_with("Ref") && keyword != "$ref" && write(world, part, 0, &mut Vec::new(), &mut text);
    if !known {
        let _ = write!(text, "{:p}", part.schema);
    }
    text
}

/// Writes a schema with its references followed; whether all of it could be.
fn write<'r>(
    world: &World<'r>,
    part: &Part<'r>,
    refers: usize,
    above: &mut Vec<usize>,
    text: &mut String,
) -> bool {
    if text.len() > LENGTH || above.len() > 64 || !world.step() {
        return false;
    }
    if let Some(distance) = above.iter().rev().position(|address| *address == part.address()) {
        let _ = write!(text, "up {distance}");
        return true;
    }
    let Value::Object(keywords) = part.schema else {
        let _ = write!(text, "{}", part.schema);
        return true;
    };
    if alone(part) || keywords.keys().filter(|name| counts(name)).eq(["$ref"]) {
        // A mere reference is what it refers to.
        return refers < REFERENCES
            && reference(part)
                .and_then(|to| part.follow(to))
                .is_some_and(|target| write(world, &target, refers + 1, above, text));
    }
    above.push(part.address());
    let mut names: Vec<&String> = keywords.keys().filter(|name| counts(name)).collect();
    names.sort();
    text.push('{');
    let mut whole = true;
    for name in names {
        let _ = write!(text, "{name}:");
        whole &= match name.as_str() {
            "$ref" => match reference(part).and_then(|to| part.follow(to)) {
                Some(target) => write(world, &target, 0, above, text),
                None => false,
            },
            "$dynamicRef" | "$recursiveRef" => false,
            "properties" | "patternProperties" | "dependentSchemas" | "dependencies" => {
                let mut entries: Vec<(&String, Part<'r>)> = part.map(name).collect();
                entries.sort_by_key(|(name, _)| *name);
                entries.iter().all(|(name, child)| {
                    let _ = write!(text, "{name:?}=");
                    write(world, child, 0, above, text)
                })
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => {
                part.list(name).iter().all(|child| write(world, child, 0, above, text))
            }
            "items" if part.schema.get("items").is_some_and(Value::is_array) => {
                part.list(name).iter().all(|child| write(world, child, 0, above, text))
            }
            "not"
            | "if"
            | "then"
            | "else"
            | "items"
            | "contains"
            | "propertyNames"
            | "additionalItems"
            | "additionalProperties"
            | "unevaluatedItems"
            | "unevaluatedProperties" => {
                part.under(name).is_some_and(|child| write(world, &child, 0, above, text))
            }
            _ => {
                let _ = write!(text, "{}", keywords.get(name).unwrap_or(&Value::Null));
                true
            }
        };
        text.push(';');
    }
    text.push('}');
    above.pop();
    whole
}

fn counts(keyword: &str) -> bool {
    keyword == "format" || (NO_WORDS.contains(&keyword) && !NAMES.contains(&keyword))
}
