//! `lessonlint schema`: the schema itself, printed.

use lesson_lint::{Content, Expected, FileInput, load};

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
        (kind, None) => super::of_kind(kind, draft),
    };
    print(|out| match options.format {
        SchemaFormat::Json => writeln!(out, "{schema:#}"),
        SchemaFormat::Markdown => out.write_all(lesson_schema::reference(&schema).as_bytes()),
    })?;
    Ok(Outcome::Clean)
}

/// The schema bound to a lesson's own regimes.
fn bound(draft: lesson_schema::Draft, path: &std::path::Path) -> Result<serde_json::Value, Failure> {
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
    Ok(lesson_schema::bind(lesson_schema::lesson(draft), &lesson))
}
