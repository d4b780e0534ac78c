//! `lessonlint schema`: the schema itself, printed.

use lesson_lint::{Content, Expected, FileInput, baseline_schema, config_schema, guided, load};
use lesson_model::Words;
use lesson_report::json::JsonReport;
use serde_json::Value;

use crate::arguments::{Draft, SchemaFormat, SchemaKind, SchemaOptions};
use crate::each_file::read;
use crate::output::{Failure, Outcome, print, shown};
use crate::project::{Projects, RuleChoice};

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
        (kind, None) => own(kind, draft),
    };
    print(|out| match options.format {
        SchemaFormat::Json => writeln!(out, "{schema:#}"),
        SchemaFormat::Markdown => out.write_all(lesson_schema::reference(&schema).as_bytes()),
    })?;
    Ok(Outcome::Clean)
}

/// The schema of a kind of file.
pub(super) fn own(kind: SchemaKind, draft: lesson_schema::Draft) -> Value {
    let schema = match kind {
        SchemaKind::Lesson => lesson_schema::lesson(draft),
        SchemaKind::Course => lesson_schema::course(draft),
        SchemaKind::FrontMatter => lesson_schema::front_matter(draft),
        SchemaKind::Report => lesson_schema::of_type::<JsonReport<'_>>(draft, "report"),
        SchemaKind::Config => config_schema(draft),
        SchemaKind::Baseline => baseline_schema(draft),
    };
    guided(schema, draft, &Words::default())
}

/// The schema bound to a lesson's own regimes.
fn bound(draft: lesson_schema::Draft, path: &std::path::Path) -> Result<Value, Failure> {
    let mut projects = Projects::new(None, RuleChoice::default())?;
    let folder = projects.working_folder().join(path.parent().unwrap_or(path));
    let project = projects.of_folder(&folder)?;
    let shown = shown(path);
    let content = read(path, &project.settings.read.limits);
    if let Content::Unreadable(reason) = &content {
        return Err(format!("{shown} cannot be read: {reason}").into());
    }
    let file = FileInput { path: shown.clone(), form: None, content, expected: Expected::Named };
    let loaded = load(file, &project.settings);
    let lesson = loaded.lesson.filter(|lesson| lesson.regimes().next().is_some());
    let lesson = lesson.ok_or_else(|| {
        let problem = loaded.problems.first().map(|problem| format!(": {}", problem.message));
        format!("{shown} declares no regime to bind a schema to{}", problem.unwrap_or_default())
    })?;
    let schema = guided(lesson_schema::lesson(draft), draft, &project.settings.words);
    Ok(lesson_schema::bind(schema, &lesson))
}
