//! Schemas of a lesson bound to one of them, or to a course.

use std::path::Path;
use std::sync::Arc;

use lesson_lint::{Content, Expected, FileInput, Loaded, lesson_schema_under, load, rules};
use lesson_schema::{Binding, Draft, bind};
use lesson_syntax::Form;
use serde_json::Value;

use crate::courses::Courses;
use crate::each_file::{read, read_stdin, sniff};
use crate::linted::today;
use crate::output::{Failure, shown, warn};
use crate::project::{Project, Projects, RuleChoice};

/// The schema bound to a lesson's own regimes and to the course that it belongs to, or to a course alone; `-` is a lesson
/// on standard input.
pub(crate) fn bound(draft: Draft, path: &Path) -> Result<Value, Failure> {
    let mut projects = Projects::new(None, RuleChoice::default())?;
    let absolute = projects.working_folder().join(path);
    let project = projects.of_folder(absolute.parent().unwrap_or(&absolute))?;
    bound_in(draft, path, &project)
}

/// The same, where the project of the file is known.
pub(crate) fn bound_in(draft: Draft, path: &Path, project: &Arc<Project>) -> Result<Value, Failure> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let loaded = loaded(&absolute, path, project)?;
    let settings = project.settings.for_file(&project.shown(&absolute));
    let schema = lesson_schema_under(&settings, draft);
    let mut rules = rules::descriptions();
    rules.retain(|rule| settings.speaks(rule.info.code));
    let mut binding = Binding { lesson: None, course: None, rules: &rules };
    if loaded.is_course {
        let course = loaded.course.as_deref().ok_or_else(|| nothing(path, "is no course", &loaded))?;
        return Ok(bind(schema, &Binding { course: Some(course), ..binding }));
    }
    let lesson = loaded.lesson.as_deref().filter(|lesson| lesson.regimes().next().is_some());
    let lesson = lesson.ok_or_else(|| nothing(path, "declares no regime to bind a schema to", &loaded))?;
    if loaded.reader.tree().form() == Form::Markdown {
        warn(&format!(
            "note: {} is Markdown, which no JSON Schema checks; this one is for a YAML lesson of the same regimes",
            shown(path)
        ));
    }
    let courses = Courses::of(&[(absolute.clone(), Arc::clone(project))], today(None)?);
    let around = courses.around(&loaded, Some(&absolute), &project.settings.read.limits);
    binding.lesson = Some(lesson);
    binding.course = around.course_of(lesson).map(|course| &course.value);
    Ok(bind(schema, &binding))
}

fn loaded(absolute: &Path, path: &Path, project: &Project) -> Result<Loaded, Failure> {
    let limits = &project.settings.read.limits;
    let is_stdin = path.as_os_str() == "-";
    let content = if is_stdin { read_stdin(limits) } else { read(absolute, limits) };
    if let Content::Unreadable(reason) = &content {
        return Err(format!("{} cannot be read: {reason}", shown(path)).into());
    }
    let form = if is_stdin { Some(sniff(&content, project)) } else { None };
    let file = FileInput { path: project.shown(absolute), form, content, expected: Expected::Named };
    Ok(load(file, &project.settings))
}

fn nothing(path: &Path, what: &str, loaded: &Loaded) -> Failure {
    let problem = loaded.problems.first().map(|problem| format!(": {}", problem.message));
    Failure::Message(format!(
        "{} {what}{}\n  help: name a lesson that declares regimes, or a course.yaml",
        shown(path),
        problem.unwrap_or_default()
    ))
}
