//! Settings in JSON with comments, of VS Code and Zed.

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::{Value as Json, json};

use super::block::Marks;
use super::paths::{from_root, patterns};
use super::{Fresh, Link, Refused, line_end};

pub(super) const MARKS: Marks =
    Marks { open: "/* ", close: " */", line_before: true, line_after: false, shell: "{\n}" };

/// Puts the links into the object to which the path leads, right behind the brace of the innermost one that is there.
pub(super) fn install(text: &str, path: &[&str], links: &[Link], fresh: Fresh) -> Result<String, Refused> {
    let entries = entries(links);
    let line_end = line_end(text);
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options()).map_err(|error| {
        Refused::unreadable(
            error.range().start,
            format!("this is no JSON: {}", plain(&error.kind().to_string())),
        )
    })?;
    let Some(value) = parsed.value else {
        let gap = if text.is_empty() { "" } else { line_end };
        let (fresh, last) = if fresh == Fresh::No { (Fresh::Shell, "") } else { (fresh, line_end) };
        let shell = MARKS.shell.replace('\n', line_end);
        return install(&format!("{text}{gap}{shell}{last}"), path, links, fresh);
    };
    let by_hand = format!("{{\n{}\n}}", body(path, &entries, 1, "  ", false));
    let Value::Object(root) = &value else {
        return Err(Refused::taken("this is no JSON object", &by_hand));
    };
    let (object, depth) = innermost(root, path)
        .map_err(|key| Refused::taken(format!("`{key}` is there already, and is no object"), &by_hand))?;
    if let Some((schema, _)) = entries.iter().find(|(schema, _)| depth == path.len() && has(object, schema)) {
        return Err(Refused::taken(format!("`{schema}` is there already"), &by_hand));
    }
    let unit = indentation(root, text);
    let more = !object.properties.is_empty();
    let body = body(&path[depth..], &entries, depth + 1, &unit, more).replace('\n', line_end);
    let (begin, end) = (MARKS.begin(fresh), MARKS.end());
    let brace = object.range.start + 1;
    let (before, after) = text.split_at(brace);
    // An empty object on one line stays so: without a line end before the mark, none is taken out again.
    let gap =
        if after.starts_with('}') { String::new() } else { line_end.to_owned() + &unit.repeat(depth + 1) };
    let last = if gap.is_empty() { line_end } else { &gap };
    Ok(format!("{before}{gap}{begin}{line_end}{body}{last}{end}{after}"))
}

/// What both editors read: comments, trailing commas, and nothing else that JSON does not have.
fn options() -> ParseOptions {
    ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

fn plain(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn innermost<'a, 'k>(root: &'a Object<'a>, path: &[&'k str]) -> Result<(&'a Object<'a>, usize), &'k str> {
    let mut object = root;
    for (depth, key) in path.iter().enumerate() {
        match object.get(key).map(|property| &property.value) {
            Some(Value::Object(inner)) => object = inner,
            Some(_) => return Err(key),
            None => return Ok((object, depth)),
        }
    }
    Ok((object, path.len()))
}

fn has(object: &Object<'_>, schema: &str) -> bool {
    object
        .properties
        .iter()
        .any(|property| property.name.as_str().trim_start_matches("./") == schema.trim_start_matches("./"))
}

/// What the first key of the file is indented by.
fn indentation(root: &Object<'_>, text: &str) -> String {
    let first = root.properties.first().map(|property| &text[root.range.start + 1..property.start()]);
    let line = first.and_then(|before| before.rsplit_once('\n')).map(|(_, blanks)| blanks);
    line.filter(|blanks| !blanks.is_empty() && blanks.trim().is_empty()).unwrap_or("  ").to_owned()
}

/// Each schema with the patterns of its files.
fn entries(links: &[Link]) -> Vec<(String, Json)> {
    let patterns = patterns(links);
    let schemas = links.iter().map(|link| from_root(&link.schema));
    schemas.zip(patterns).map(|(schema, files)| (schema, json!(files))).collect()
}

/// The lines between the marks: what is left of the path, and the schemas in it.
fn body(path: &[&str], entries: &[(String, Json)], depth: usize, unit: &str, more: bool) -> String {
    let mut lines = Vec::new();
    for (further, key) in path.iter().enumerate() {
        lines.push(format!("{}{}: {{", unit.repeat(depth + further), Json::from(*key)));
    }
    let inner = unit.repeat(depth + path.len());
    for (index, (schema, files)) in entries.iter().enumerate() {
        let comma = if index + 1 < entries.len() || (path.is_empty() && more) { "," } else { "" };
        lines.push(format!("{inner}{}: {files}{comma}", Json::from(schema.as_str())));
    }
    for further in (0..path.len()).rev() {
        let comma = if further == 0 && more { "," } else { "" };
        lines.push(format!("{}}}{comma}", unit.repeat(depth + further)));
    }
    lines.join("\n")
}
