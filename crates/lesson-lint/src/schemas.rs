//! The schemas as they are published: with the rules that watch over them.

use lesson_model::Words;
use lesson_schema::{Draft, Guide, for_editors};
use serde_json::Value;

use crate::rules;

/// A schema with descriptions in Markdown, examples, snippets and messages that name our rules; `words` tell which
/// texts say nothing.
#[must_use]
pub fn guided(schema: Value, draft: Draft, words: &Words) -> Value {
    for_editors(schema, draft, &Guide { rules: &rules::descriptions(), words })
}
