//! The slips that authors make in YAML, each with its name in plain words and the way to read on.

/// A text in quotes, so that YAML reads it as it stands: double ones where nothing in it needs care.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
