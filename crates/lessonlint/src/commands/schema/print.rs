//! `lessonlint schema`: the schema itself, printed.

use lesson_model::Words;

use super::bound::bound;
use super::kinds::of_kind;
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
        (kind, None) => of_kind(kind, draft, &Words::default()),
    };
    print(|out| match options.format {
        SchemaFormat::Json => writeln!(out, "{schema:#}"),
        SchemaFormat::Markdown => out.write_all(lesson_schema::reference(&schema).as_bytes()),
    })?;
    Ok(Outcome::Clean)
}
