//! The schemas of the kinds of files that we read and write.

use lesson_lint::{baseline_schema, config_schema, guided};
use lesson_model::Words;
use lesson_report::json::JsonReport;
use lesson_schema::Draft;
use serde_json::Value;

use crate::arguments::SchemaKind;

/// The schema of a kind of file; `words` tell which texts say nothing.
pub(super) fn of_kind(kind: SchemaKind, draft: Draft, words: &Words) -> Value {
    let schema = match kind {
        SchemaKind::Lesson => lesson_schema::lesson(draft),
        SchemaKind::Course => lesson_schema::course(draft),
        SchemaKind::FrontMatter => lesson_schema::front_matter(draft),
        SchemaKind::Report => lesson_schema::of_type::<JsonReport<'_>>(draft, "report"),
        SchemaKind::Config => config_schema(draft),
        SchemaKind::Baseline => baseline_schema(draft),
    };
    guided(schema, draft, words)
}
