//! Values as they are written into a YAML file.

use std::borrow::Cow;

use super::scalar::plain_kind;
use crate::{Kind, Stub};

/// What follows a key's colon in block layout: a text on the line, or lines of their own, indented.
pub(super) fn block(value: &Stub, indent: usize, line_end: &str) -> String {
    match value {
        Stub::Text(text) => format!(" {}", scalar(text)),
        Stub::List(items) if items.is_empty() => " []".to_owned(),
        Stub::Map(entries) if entries.is_empty() => " {}".to_owned(),
        _ => format!("{line_end}{}{}", " ".repeat(indent), lines(value, indent, line_end)),
    }
}

/// A value from its first byte on, further lines at the indentation given.
pub(super) fn lines(value: &Stub, indent: usize, line_end: &str) -> String {
    let parts: Vec<String> = match value {
        Stub::Text(text) => return scalar(text),
        Stub::List(items) if items.is_empty() => return "[]".to_owned(),
        Stub::Map(entries) if entries.is_empty() => return "{}".to_owned(),
        Stub::List(items) => {
            items.iter().map(|item| format!("- {}", lines(item, indent + 2, line_end))).collect()
        }
        Stub::Map(entries) => {
            let entry = |(key, value): &(Cow<'static, str>, Stub)| self::entry(key, value, indent, line_end);
            entries.iter().map(entry).collect()
        }
    };
    parts.join(&format!("{line_end}{}", " ".repeat(indent)))
}

/// A key with its value in block layout, the key standing at the indentation given.
pub(super) fn entry(key: &str, value: &Stub, indent: usize, line_end: &str) -> String {
    format!("{}:{}", scalar(key), block(value, indent + 2, line_end))
}

/// A value in brackets, on one line.
pub(super) fn flow(value: &Stub) -> String {
    match value {
        Stub::Text(text) => quoted(text),
        Stub::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Stub::Map(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| flow_entry(key, value)).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A key with its value in brackets.
pub(super) fn flow_entry(key: &str, value: &Stub) -> String {
    let word =
        key.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'));
    let key = if word { scalar(key) } else { quoted(key) };
    format!("{key}: {}", flow(value))
}

/// A text without quotes where that is safe in every YAML reader, else in double ones.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

fn is_plain(text: &str) -> bool {
    // Older readers take these for booleans.
    let old_bool = ["y", "n", "yes", "no", "on", "off"].contains(&text.to_ascii_lowercase().as_str());
    let printable = |character: char| {
        !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
    };
    text.starts_with(|character: char| character.is_alphanumeric())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(printable)
        && plain_kind(text) == Kind::String
        && !old_bool
}

fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for character in text.chars() {
        match character {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                written.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ if character.is_control() => written.push_str(&format!("\\x{:02x}", u32::from(character))),
            _ => written.push(character),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_only_where_they_need_it() {
        for plain in ["Access ends at once", "a, b [c] {d}", "it's", "über 3 Tage", "2026-01-01", "http://x"]
        {
            assert_eq!(scalar(plain), plain);
        }
        for text in [
            "",
            "TODO: this",
            "5",
            "1.5",
            "null",
            "yes",
            "- x",
            "a #b",
            "a:",
            " a",
            "a ",
            "@x",
            "a\nb",
            "“x”",
        ] {
            assert!(scalar(text).starts_with('"'), "{text}");
        }
        assert_eq!(scalar("say \"\\\"\n\u{1}"), "\"say \\\"\\\\\\\"\\n\\x01\"");
    }
}
