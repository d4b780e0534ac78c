//! `lessonlint schema`: the schema itself, printed.

use lesson_lint::{baseline_schema, config_schema, guided};
use lesson_model::Words;
use lesson_report::json::JsonReport;
use serde_json::Value;

use super::bound::bound;
use crate::arguments::{Draft, SchemaFormat, SchemaKind, SchemaOptions};
use crate::output::{Failure, Outcome, print};

pub(crate) fn run(options: &SchemaOptions) -> Result<Outcome, Failure> {
    let draft = match options.draft {
        Draft::Draft202012 => lesson_schema::Draft::Draft202012,
        Draft::Draft07 => lesson_schema::Draft::Draft07,
    };
    let schema = match (options.kind, &options.bound_to) {
        (SchemaKind::Lesson, Some(path)) => bound(draft, path)?,
        (_, Some(_)) => {
            return Err("`--for` binds the schema of a lesson; leave the kind out".to_owned().into());
        }
        (kind, None) => own(kind, draft, &Words::default()),
    };
    print(|out| match options.format {
        SchemaFormat::Json => writeln!(out, "{schema:#}"),
        SchemaFormat::Markdown => out.write_all(lesson_schema::reference(&schema).as_bytes()),
    })?;
    Ok(Outcome::Clean)
}

/// The schema of a kind of file; `words` tell which texts say nothing.
pub(super) fn own(kind: SchemaKind, draft: lesson_schema::Draft, words: &Words) -> Value {
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
