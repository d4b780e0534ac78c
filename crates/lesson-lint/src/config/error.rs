//! What is wrong with a configuration, in plain words.

use std::ops::Range;

use lesson_syntax::did_you_mean;

/// What is wrong with a configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Its bytes in the file.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// What is wrong with a configuration so far.
#[derive(Debug, Default)]
pub(super) struct Complaints {
    pub(super) errors: Vec<ConfigError>,
    /// What could not be applied as it says, and is told.
    pub(super) refused: Vec<ConfigError>,
}

/// serde's words for an unknown key, in ours; other messages as they are.
pub(super) fn plain_words(message: &str) -> (String, Option<String>) {
    let parts: Vec<&str> = message.split('`').collect();
    match parts.as_slice() {
        ["unknown field " | "unknown variant ", unknown, rest @ ..] => {
            let known: Vec<&str> = rest.iter().skip(1).step_by(2).copied().collect();
            let kind = if message.starts_with("unknown field") { "key" } else { "value" };
            let help = match did_you_mean(unknown, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("what can stand here: {}", known.join(", ")),
            };
            (format!("there is no {kind} `{unknown}`"), Some(help))
        }
        ["missing field ", key, ""] => (format!("a key is missing: `{key}`"), None),
        _ => (message.trim().to_owned(), None),
    }
}
