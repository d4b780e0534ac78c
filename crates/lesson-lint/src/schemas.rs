//! The schemas as they are published: with the rules that watch over them.

use lesson_model::Words;
use lesson_schema::{Draft, Guide, for_editors, relaxed};
use serde_json::Value;

use crate::{Settings, rules};

/// A schema with descriptions in Markdown, examples, snippets and messages that name our rules; `words` tell which
/// texts say nothing.
#[must_use]
pub fn guided(schema: Value, draft: Draft, words: &Words) -> Value {
    for_editors(schema, draft, &Guide { rules: &rules::descriptions(), words })
}

/// The schema of a lesson under a configuration: what a rule that is off asks for, it does not.
#[must_use]
pub fn lesson_schema_under(settings: &Settings, draft: Draft) -> Value {
    let parts = rules::by_code("R012");
    let asks = |code: &str, key: &str| {
        settings.speaks(code) && (code != parts.code || settings.lists(parts, "required", key))
    };
    guided(relaxed(lesson_schema::lesson(draft), &asks), draft, &settings.words)
}
