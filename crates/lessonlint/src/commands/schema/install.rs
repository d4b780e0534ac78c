//! `lessonlint schema install`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::changes::{After, Change, Changes};
use super::folder::{CONFIG, COURSE, delete_stale, there_with, write_bound, write_general};
use super::survey::{Surveyed, survey};
use crate::arguments::{Color, Editor, SchemaInstallOptions};
use crate::editors::{self, Found, Link, Modeline, SCHEMA_FOLDER, Written, from_folder, schema_name};
use crate::output::{Failure, Outcome, counted, print, text_options, warn};
use crate::project::CONFIG_NAME;

/// How many files are named before they are only counted.
const MOST_NAMED: usize = 8;

pub(crate) fn run(options: &SchemaInstallOptions, color: Color) -> Result<Outcome, Failure> {
    let mut found = survey(&options.paths, options.config.as_deref())?;
    let mut editors = options.editor.clone();
    editors.sort_unstable();
    editors.dedup();
    if !editors.is_empty() {
        // An editor's settings tell of the whole project, or those of the other lessons would be lost.
        let roots: Vec<PathBuf> = found.projects.iter().map(|found| found.project.root.clone()).collect();
        let refused = std::mem::take(&mut found.refused);
        found = survey(&roots, options.config.as_deref())?;
        found.refused.extend(refused);
    }
    let mut is_complete = found.refused.is_empty();
    found.refused.iter().for_each(|message| warn(&format!("error: {message}")));
    if !found.projects.iter().any(|found| !found.lessons.is_empty()) {
        let help = "name a lesson or a folder that holds some; editors check no other form by a schema";
        return Err(format!("no lesson in YAML found, and nothing was installed\n  help: {help}").into());
    }
    for found in found.projects.iter().filter(|found| !found.lessons.is_empty()) {
        is_complete &= install(found, &editors, options.dry_run, color)?;
    }
    Ok(if is_complete { Outcome::Clean } else { Outcome::Incomplete })
}

/// Installs into one project; whether all could be done.
fn install(found: &Surveyed, editors: &[Editor], dry_run: bool, color: Color) -> Result<bool, Failure> {
    let (root, limits) = (&found.project.root, &found.project.settings.read.limits);
    let mut schemas = Changes::of(root, limits);
    write_general(&found.project.settings.words, &mut schemas);
    write_bound(found, &mut schemas);
    delete_stale(root, &mut schemas);
    let mut made = Vec::new();
    let there = if dry_run {
        schemas.show(text_options(color).color)?;
        there_with(root, schemas.list())
    } else {
        made = schemas.make();
        there_with(root, &[])
    };
    let mut names = Changes::of(root, limits);
    if there.contains(CONFIG) {
        link_file(&editors::TOML, CONFIG_NAME, CONFIG, &mut names);
    }
    let links = links(found, &there);
    if editors.is_empty() {
        link_files(&links, &mut names);
    }
    editors.iter().for_each(|editor| link_settings(*editor, &links, &mut names));
    if dry_run {
        names.show(text_options(color).color)?;
    } else {
        made.extend(names.make());
        let is_refused = made.is_empty() && !(schemas.refused.is_empty() && names.refused.is_empty());
        let text = if is_refused { String::new() } else { told(editors, &made) };
        print(|out| out.write_all(text.as_bytes()))?;
    }
    let refused: Vec<&String> = schemas.refused.iter().chain(&names.refused).collect();
    refused.iter().for_each(|message| warn(&format!("error: {message}")));
    Ok(refused.is_empty())
}

/// Each file of a project with its schema, as far as that is there: what an editor is told of has to be.
pub(super) fn links(found: &Surveyed, there: &BTreeSet<String>) -> Vec<Link> {
    let link = |schema: String, name: &str| Link { schema, files: vec![name.to_owned()] };
    let mut links: Vec<Link> =
        found.lessons.iter().map(|lesson| link(schema_name(&lesson.name), &lesson.name)).collect();
    if !found.courses.is_empty() {
        let files = found.courses.iter().map(|course| course.name.clone()).collect();
        links.push(Link { schema: COURSE.to_owned(), files });
    }
    links.retain(|link| there.contains(&link.schema));
    links
}

/// Notes the first lines of lessons and courses.
fn link_files(links: &[Link], changes: &mut Changes<'_>) {
    for link in links {
        for file in &link.files {
            link_file(&editors::YAML, file, &link.schema, changes);
        }
    }
}

/// Notes the first line of a file, where there is one.
fn link_file(modeline: &Modeline, name: &str, schema: &str, changes: &mut Changes<'_>) {
    let Ok(Some(before)) = changes.text(name) else { return };
    match modeline.install(&before, &from_folder(name, schema)) {
        Written::Text(text) => {
            let after = After::Text(text);
            changes.add(Change { name: name.to_owned(), before: Some(before), after, is_schema: false });
        }
        Written::Foreign(schema) => {
            let help = "delete the comment that names it, and run the command again";
            changes.refused.push(format!(
                "{name} names a schema already, {schema}, and was left as it is\n  help: {help}"
            ));
        }
    }
}

/// Notes the settings of an editor.
pub(super) fn link_settings(editor: Editor, links: &[Link], changes: &mut Changes<'_>) {
    let name = editor.settings();
    let Ok(before) = changes.text(name) else { return };
    let found = match &before {
        Some(text) => Found::File(text),
        None if changes.has_folder_of(name) => Found::Folder,
        None => Found::Nothing,
    };
    match editor.install(found, links) {
        Ok(text) => {
            changes.add(Change { name: name.to_owned(), before, after: After::Text(text), is_schema: false })
        }
        Err(refused) => {
            let told = refused.explain(name, before.as_deref().unwrap_or_default());
            changes.refused.push(format!("{told}\n  note: the file was left as it is"));
        }
    }
}

/// What was done, in a line or two.
fn told(editors: &[Editor], made: &[Change]) -> String {
    if made.is_empty() {
        return format!("{SCHEMA_FOLDER} and what names its schemas are as they should be\n");
    }
    let (schemas, others): (Vec<&Change>, Vec<&Change>) = made.iter().partition(|change| change.is_schema);
    let (written, deleted): (Vec<&Change>, Vec<&Change>) =
        schemas.into_iter().partition(|change| matches!(change.after, After::Text(_)));
    let mut text = String::new();
    if !written.is_empty() {
        text += &format!("Wrote {} into {SCHEMA_FOLDER}\n", counted(written.len(), "schema", "schemas"));
    }
    if !deleted.is_empty() {
        text +=
            &format!("Deleted {} of lessons that are gone\n", counted(deleted.len(), "schema", "schemas"));
    }
    if !others.is_empty() {
        text += &format!("Linked {}\n", listed(&others));
    }
    let with = if editors.is_empty() { "the lessons" } else { "the settings" };
    text + &format!("Commit {SCHEMA_FOLDER} with {with}: whoever has only those has no schema\n")
}

/// The names of some files; of many, how many there are.
pub(super) fn listed(changes: &[&Change]) -> String {
    if changes.len() > MOST_NAMED {
        return counted(changes.len(), "file", "files");
    }
    changes.iter().map(|change| change.name.as_str()).collect::<Vec<_>>().join(", ")
}
