//! The comment in a file's head that names its schema.

use super::{SCHEMA_FOLDER, line_end};

/// How a format names the schema of a file.
pub(crate) struct Modeline {
    /// What stands before the schema where we write it.
    begins: &'static str,
    /// The schema that a comment names.
    names: fn(&str) -> Option<&str>,
}

/// For yaml-language-server, which most editors run.
pub(crate) const YAML: Modeline =
    Modeline { begins: "# yaml-language-server: $schema=", names: named_in_yaml };

/// For Taplo and Tombi, the language servers of TOML.
pub(crate) const TOML: Modeline = Modeline { begins: "#:schema ", names: named_in_toml };

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// The new text, which may be the same.
    Text(String),
    /// It names another schema, which was not ours to change.
    Foreign(String),
}

impl Modeline {
    /// The text with a comment on its first line that names this schema; one of ours is replaced where it stands.
    pub(crate) fn install(&self, text: &str, schema: &str) -> Written {
        let line = format!("{}{schema}", self.begins);
        match self.find(text) {
            Some(Head { start, end, schema }) if is_ours(schema) => {
                Written::Text(format!("{}{line}{}", &text[..start], &text[end..]))
            }
            Some(Head { schema, .. }) => Written::Foreign(schema.to_owned()),
            None => {
                let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
                let mark = &text[..text.len() - bare.len()];
                Written::Text(format!("{mark}{line}{}{bare}", line_end(text)))
            }
        }
    }

    /// The text without a comment that names a schema of ours.
    pub(crate) fn remove(&self, text: &str) -> Option<String> {
        let Head { start, end, schema } = self.find(text)?;
        let rest = &text[end..];
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
        is_ours(schema).then(|| format!("{}{rest}", &text[..start]))
    }

    /// The first comment in the head that names a schema.
    fn find<'t>(&self, text: &'t str) -> Option<Head<'t>> {
        let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        for whole in text[start..].split_inclusive('\n') {
            let line = whole.trim_end_matches('\n').trim_end_matches('\r');
            let is_head = line.trim_start().is_empty()
                || line.trim_start().starts_with(['#', '%'])
                || line.trim_end() == "---";
            if !is_head {
                return None;
            }
            if let Some(schema) = (self.names)(line.trim_start()) {
                return Some(Head { start, end: start + line.len(), schema });
            }
            start += whole.len();
        }
        None
    }
}

struct Head<'t> {
    start: usize,
    end: usize,
    schema: &'t str,
}

fn is_ours(schema: &str) -> bool {
    schema.trim_start_matches("./").trim_start_matches("../").starts_with(SCHEMA_FOLDER)
}

/// As the server reads it: both ways to write it, and nothing behind the first blank.
fn named_in_yaml(comment: &str) -> Option<&str> {
    let inside =
        comment.strip_prefix('#').filter(|inside| inside.starts_with(char::is_whitespace))?.trim_start();
    let named = match inside.strip_prefix("yaml-language-server") {
        Some(rest) => {
            let rest = rest.trim_start().strip_prefix(':')?;
            let (_, named) = rest.split_once("$schema")?;
            named.strip_prefix('=').or_else(|| named.strip_prefix(':').map(str::trim_start))?
        }
        None => inside.strip_prefix("$schema:")?.trim_start(),
    };
    named.split_whitespace().next()
}

fn named_in_toml(comment: &str) -> Option<&str> {
    comment.strip_prefix("#:schema")?.split_whitespace().next()
}
