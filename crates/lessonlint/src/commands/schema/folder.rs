//! The folder of the schemas below a project's root: what should lie there, and what does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ignore::WalkBuilder;
use lesson_model::Words;
use lesson_schema::Draft;
use serde_json::Value;

use super::bound::bound_in;
use super::changes::{After, Change, Changes};
use super::kinds::of_kind;
use super::survey::Surveyed;
use crate::arguments::SchemaKind;
use crate::editors::{SCHEMA_FOLDER, schema_name};

/// By which a schema of ours is known.
const WRITTEN: &str = "Written by `lessonlint schema install`";

/// Which schema of the folder is for which kind of file.
pub(super) const LESSON: &str = ".lessonlint/schema/lesson.schema.json";
pub(super) const COURSE: &str = ".lessonlint/schema/course.schema.json";
pub(super) const CONFIG: &str = ".lessonlint/schema/config.schema.json";

/// Whether a schema is for any number of files.
pub(super) fn is_general(name: &str) -> bool {
    [LESSON, COURSE, CONFIG].contains(&name)
}

/// The schemas of ours that are there: for each, the lesson that it is bound to.
pub(super) fn present(root: &Path) -> BTreeMap<String, Option<String>> {
    let mut present = BTreeMap::new();
    let folder = root.join(SCHEMA_FOLDER);
    // A link may lead anywhere; nothing behind one is ours.
    if [".lessonlint", SCHEMA_FOLDER].iter().any(|name| root.join(name).is_symlink()) || !folder.is_dir() {
        return present;
    }
    for entry in WalkBuilder::new(&folder).standard_filters(false).build().flatten() {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        let Ok(name) = entry.path().strip_prefix(root) else { continue };
        let Some(comment) = is_file.then(|| comment_of(entry.path())).flatten() else { continue };
        if let Some(rest) = comment.strip_prefix(WRITTEN) {
            let lesson = rest
                .strip_prefix(" for ")
                .and_then(|rest| rest.rsplit_once("; "))
                .map(|(name, _)| name.to_owned());
            present.insert(crate::project::with_slashes(name), lesson);
        }
    }
    present
}

/// The names of the schemas that are there when these changes are made.
pub(super) fn there_with(root: &Path, changes: &[Change]) -> BTreeSet<String> {
    let mut there: BTreeSet<String> = present(root).into_keys().collect();
    for change in changes {
        match &change.after {
            After::Text(_) => there.insert(change.name.clone()),
            After::Gone { .. } => there.remove(&change.name),
        };
    }
    there
}

fn comment_of(path: &Path) -> Option<String> {
    let schema: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    Some(schema.get("$comment")?.as_str()?.to_owned())
}

/// Notes what has to be written so that the general schemas are there.
pub(super) fn write_general(words: &Words, changes: &mut Changes<'_>) {
    for (name, kind) in
        [(LESSON, SchemaKind::Lesson), (COURSE, SchemaKind::Course), (CONFIG, SchemaKind::Config)]
    {
        write(changes, name, &text(of_kind(kind, Draft::Draft07, words), None));
    }
}

/// Notes what has to be written so that each lesson has a schema bound to its regimes; the general one where it has none
/// yet. A lesson that is broken as it stands keeps the last good one.
pub(super) fn write_bound(found: &Surveyed, changes: &mut Changes<'_>) {
    let present = present(&found.project.root);
    for lesson in &found.lessons {
        let name = schema_name(&lesson.name);
        let has_one = present.contains_key(&name);
        let schema = match bound_in(Draft::Draft07, &lesson.path, &found.project) {
            _ if has_one && !lesson.is_sound => continue,
            Ok(schema) => schema,
            Err(_) if has_one => continue,
            Err(_) => of_kind(SchemaKind::Lesson, Draft::Draft07, &found.project.settings.words),
        };
        write(changes, &name, &text(schema, Some(&lesson.name)));
    }
}

/// Notes that the schemas of lessons that are gone go, too.
pub(super) fn delete_stale(root: &Path, changes: &mut Changes<'_>) {
    for (name, lesson) in present(root) {
        if lesson.is_some_and(|lesson| !root.join(lesson).is_file()) {
            delete(changes, &name);
        }
    }
}

/// Notes that a schema goes, with the folders that it leaves empty.
pub(super) fn delete(changes: &mut Changes<'_>, name: &str) {
    if let Ok(before) = changes.text(name) {
        let folders = name.matches('/').count();
        let after = After::Gone { folders };
        changes.add(Change { name: name.to_owned(), before, after, is_schema: true });
    }
}

fn write(changes: &mut Changes<'_>, name: &str, text: &str) {
    let Ok(before) = changes.text(name) else { return };
    if before.as_ref().is_some_and(|before| !is_ours(before)) {
        let help = "move it away, and run the command again";
        changes
            .refused
            .push(format!("{name} is not a schema of lessonlint's and was left as it is\n  help: {help}"));
        return;
    }
    let after = After::Text(text.to_owned());
    changes.add(Change { name: name.to_owned(), before, after, is_schema: true });
}

fn is_ours(text: &str) -> bool {
    // One that was cut off in the middle is still ours.
    text.trim().is_empty() || text.contains(WRITTEN)
}

/// A schema as it is written: with the mark by which it is known, and without an address, under which editors would
/// take the schemas of all lessons for one.
fn text(mut schema: Value, lesson: Option<&str>) -> String {
    if let Some(keywords) = schema.as_object_mut() {
        keywords.shift_remove("$id");
        let lesson = lesson.map(|lesson| format!(" for {lesson}")).unwrap_or_default();
        let comment = format!("{WRITTEN}{lesson}; `lessonlint schema remove` deletes it");
        keywords.insert("$comment".to_owned(), comment.into());
    }
    format!("{schema:#}\n")
}
