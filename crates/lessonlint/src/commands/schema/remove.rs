//! `lessonlint schema remove`.

use std::collections::BTreeSet;
use std::path::Path;

use super::changes::{After, Change, Changes};
use super::folder::{COURSE, delete, present};
use super::install::{link_settings, links, listed};
use super::survey::{Surveyed, asked, survey};
use crate::arguments::{Color, Editor, SchemaRemoveOptions};
use crate::editors::{self, Link, Modeline, Rest, SCHEMA_FOLDER};
use crate::output::{Failure, Outcome, counted, print, text_options, warn};
use crate::project::CONFIG_NAME;

pub(crate) fn run(options: &SchemaRemoveOptions, color: Color) -> Result<Outcome, Failure> {
    let found = survey(&options.paths, options.config.as_deref())?;
    let mut is_complete = found.refused.is_empty();
    found.refused.iter().for_each(|message| warn(&format!("error: {message}")));
    let mut is_there = false;
    for found in &found.projects {
        let mut changes = Changes::of(&found.project.root, &found.project.settings.read.limits);
        take_out(found, options, &mut changes)?;
        is_there |= !changes.list().is_empty();
        if options.dry_run {
            changes.show(text_options(color).color)?;
        } else {
            let text = told(&changes.make());
            // What an earlier run could not take away, because the folder above it was read-only.
            for folder in [SCHEMA_FOLDER, ".lessonlint"] {
                let _ = std::fs::remove_dir(found.project.root.join(folder));
            }
            print(|out| out.write_all(text.as_bytes()))?;
        }
        is_complete &= changes.refused.is_empty();
        changes.refused.iter().for_each(|message| warn(&format!("error: {message}")));
    }
    if !is_there && is_complete {
        print(|out| writeln!(out, "Nothing that `lessonlint schema install` writes is here"))?;
    }
    Ok(if is_complete { Outcome::Clean } else { Outcome::Incomplete })
}

/// Notes what is taken out: of the files that are asked for, and all that is general with the last of them.
fn take_out(
    found: &Surveyed,
    options: &SchemaRemoveOptions,
    changes: &mut Changes<'_>,
) -> Result<(), Failure> {
    let root = &found.project.root;
    let present = present(root);
    let here = std::env::current_dir().unwrap_or_default();
    // A folder stands for every lesson in it, whatever `exclude` says of it since then.
    let asked = asked(&options.paths, &here);
    let is_asked = |name: &str| asked.iter().any(|path| root.join(name).starts_with(path));
    let all = found.lessons.iter().chain(&found.courses).chain(&found.others);
    let mut files: BTreeSet<String> = all.map(|file| file.name.clone()).collect();
    files.extend(present.values().flatten().filter(|name| is_asked(name)).cloned());
    for file in &files {
        unlink(&editors::YAML, file, changes);
    }
    let mut kept = BTreeSet::new();
    for (schema, lesson) in &present {
        match lesson {
            Some(lesson) if files.contains(lesson) => delete(changes, schema),
            Some(_) => drop(kept.insert(schema.clone())),
            None => {}
        }
    }
    let mut links = Vec::new();
    if kept.is_empty() {
        present.iter().filter(|(_, lesson)| lesson.is_none()).for_each(|(schema, _)| delete(changes, schema));
        unlink(&editors::TOML, CONFIG_NAME, changes);
    } else {
        kept.insert(COURSE.to_owned());
        links = links_of(root, options, &kept)?;
        links.iter_mut().for_each(|link| link.files.retain(|file| !files.contains(file)));
        links.retain(|link| !link.files.is_empty());
    }
    for editor in Editor::ALL {
        let Ok(Some(text)) = changes.text(editor.settings()) else { continue };
        match editor.remove(&text) {
            Ok(Rest::Untouched) => {}
            Ok(_) if !links.is_empty() => link_settings(editor, &links, changes),
            Ok(rest) => restore(editor, text, rest, changes),
            Err(refused) => changes.refused.push(refused.explain(editor.settings(), &text)),
        }
    }
    Ok(())
}

/// What the settings of a whole project tell of these schemas.
fn links_of(
    root: &Path,
    options: &SchemaRemoveOptions,
    kept: &BTreeSet<String>,
) -> Result<Vec<Link>, Failure> {
    let whole = survey(&[root.to_owned()], options.config.as_deref())?;
    let of_root = whole.projects.iter().find(|found| found.project.root == root);
    Ok(of_root.map(|found| links(found, kept)).unwrap_or_default())
}

fn restore(editor: Editor, before: String, rest: Rest, changes: &mut Changes<'_>) {
    let after = match rest {
        Rest::Untouched => return,
        Rest::File(text) => After::Text(text),
        Rest::Nothing { folder } => After::Gone { folders: usize::from(folder) },
    };
    let name = editor.settings().to_owned();
    changes.add(Change { name, before: Some(before), after, is_schema: false });
}

fn unlink(modeline: &Modeline, name: &str, changes: &mut Changes<'_>) {
    let Ok(Some(before)) = changes.text(name) else { return };
    if let Some(text) = modeline.remove(&before) {
        let after = After::Text(text);
        changes.add(Change { name: name.to_owned(), before: Some(before), after, is_schema: false });
    }
}

fn told(made: &[Change]) -> String {
    let (schemas, others): (Vec<&Change>, Vec<&Change>) = made.iter().partition(|change| change.is_schema);
    let mut text = String::new();
    if !schemas.is_empty() {
        text += &format!("Deleted {}\n", counted(schemas.len(), "schema", "schemas"));
    }
    if !others.is_empty() {
        text += &format!("Restored {}\n", listed(&others));
    }
    text
}
