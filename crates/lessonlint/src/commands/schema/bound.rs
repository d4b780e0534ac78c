//! Schemas bound to one lesson.

use std::path::Path;

use lesson_lint::{Content, Expected, FileInput, guided, load};
use serde_json::Value;

use crate::each_file::read;
use crate::output::{Failure, shown};
use crate::project::{Project, Projects, RuleChoice};

/// The schema bound to a lesson's own regimes.
pub(crate) fn bound(draft: lesson_schema::Draft, path: &Path) -> Result<Value, Failure> {
    let mut projects = Projects::new(None, RuleChoice::default())?;
    let folder = projects.working_folder().join(path.parent().unwrap_or(path));
    let project = projects.of_folder(&folder)?;
    bound_in(draft, path, &project)
}

/// The same, where the project of the lesson is known.
pub(crate) fn bound_in(
    draft: lesson_schema::Draft,
    path: &Path,
    project: &Project,
) -> Result<Value, Failure> {
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
