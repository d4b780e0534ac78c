//! `lessonlint schema`, a file for each thing that it does.

mod check;
mod print;

use lesson_lint::{baseline_schema, config_schema};
use lesson_report::json::JsonReport;
use lesson_schema::Draft;
use serde_json::Value;

use crate::arguments::{Color, SchemaCommand, SchemaKind, SchemaOptions};
use crate::output::{Failure, Outcome};

pub(crate) fn run(options: &SchemaOptions, color: Color) -> Result<Outcome, Failure> {
    match &options.command {
        Some(SchemaCommand::Check(options)) => check::run(options, color),
        None => print::run(options),
    }
}

/// One of our own schemas.
fn of_kind(kind: SchemaKind, draft: Draft) -> Value {
    match kind {
        SchemaKind::Lesson => lesson_schema::lesson(draft),
        SchemaKind::Course => lesson_schema::course(draft),
        SchemaKind::Report => lesson_schema::of_type::<JsonReport<'_>>(draft, "report"),
        SchemaKind::Config => config_schema(draft),
        SchemaKind::Baseline => baseline_schema(draft),
    }
}
