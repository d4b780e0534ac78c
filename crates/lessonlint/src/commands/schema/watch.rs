//! `lessonlint schema watch`.

use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use lesson_syntax::Form;
use notify::event::{AccessKind, AccessMode, ModifyKind, RemoveKind};
use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::changes::{After, Change, Changes};
use super::folder::{LESSON, delete_stale, present, there_with, write_bound, write_general};
use super::install::{link_settings, links};
use super::survey::{Surveyed, asked, survey};
use crate::arguments::{Editor, SchemaWatchOptions};
use crate::discover::IGNORE_NAME;
use crate::editors::{Rest, Written, YAML, from_folder, schema_name};
use crate::output::{Failure, Outcome, from_here, print, warn};
use crate::project::CONFIG_NAME;

/// How long it must be quiet until what changed is looked at: editors save in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// What the command waits for.
enum Signal {
    Changed,
    Problem(String),
    /// Nothing is told any more.
    Lost,
    Interrupted,
}

pub(crate) fn run(options: &SchemaWatchOptions) -> Result<Outcome, Failure> {
    let (sender, receiver) = channel();
    let interrupted = sender.clone();
    ctrlc::set_handler(move || drop(interrupted.send(Signal::Interrupted)))
        .map_err(|error| format!("an interrupt cannot be waited for: {error}"))?;
    let folders = folders(&options.paths)?;
    let mut watcher = notify::recommended_watcher(handler(sender)).map_err(|error| refused(&error))?;
    for folder in &folders {
        watcher.watch(folder, RecursiveMode::Recursive).map_err(|error| refused(&error))?;
    }
    let found = survey(&options.paths, options.config.as_deref())?;
    if !found.projects.iter().any(|found| present(&found.project.root).contains_key(LESSON)) {
        let help = "`lessonlint schema install` comes first";
        return Err(format!("no schemas are installed here that could be renewed\n  help: {help}").into());
    }
    renew(options)?;
    let shown: Vec<String> = folders.iter().map(|folder| from_here(folder)).collect();
    let shown: Vec<&str> = shown.iter().map(|name| if name.is_empty() { "." } else { name }).collect();
    warn(&format!("watching {}; interrupt it to end", shown.join(", ")));
    loop {
        match wait(&receiver) {
            Signal::Changed => match renew(options) {
                Ok(()) => {}
                // Nobody reads on.
                Err(Failure::ClosedPipe) => return Ok(Outcome::Clean),
                // What is written at the moment, such as the configuration, may be whole the next time.
                Err(failure @ Failure::Message(_)) => drop(failure.report()),
            },
            Signal::Problem(problem) => warn(&format!("error: not every file can be watched: {problem}")),
            Signal::Lost => {
                let help = "run the command again";
                return Err(format!("the files can be watched no longer\n  help: {help}").into());
            }
            Signal::Interrupted => return Ok(Outcome::Clean),
        }
    }
}

/// The folders that are watched: those that are named, and those of files that are.
fn folders(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let here =
        std::env::current_dir().map_err(|error| format!("the working folder cannot be found: {error}"))?;
    let mut folders = Vec::new();
    for path in asked(paths, &here) {
        if !path.exists() {
            let help = "name a lesson or a folder that is";
            return Err(format!("{} is not there\n  help: {help}", from_here(&path)).into());
        }
        folders.push(if path.is_dir() { path } else { path.parent().unwrap_or(&here).to_owned() });
    }
    folders.sort();
    folders.dedup();
    Ok(folders)
}

fn refused(error: &notify::Error) -> String {
    let help = "name fewer folders, or run `lessonlint schema install` after each change";
    format!("the files cannot be watched: {error}\n  help: {help}")
}

/// Tells of events that may change a schema; reading a file is an event, too, and the schemas themselves are ours.
fn handler(sender: Sender<Signal>) -> impl FnMut(notify::Result<Event>) {
    move |event| {
        let signal = match event {
            Ok(event) if matters(&event) => Signal::Changed,
            Ok(_) => return,
            Err(error) => Signal::Problem(error.to_string()),
        };
        let _ = sender.send(signal);
    }
}

fn matters(event: &Event) -> bool {
    let is_read =
        matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    let is_of_folder = |path: &Path| match event.kind {
        EventKind::Remove(RemoveKind::Folder) => true,
        // Of a folder that has another name now, nothing else is told.
        EventKind::Modify(ModifyKind::Name(_)) => path.is_dir() || !path.exists(),
        EventKind::Create(_) => path.is_dir(),
        _ => false,
    };
    let is_hidden = |path: &Path| {
        let hidden = |part: Component<'_>| matches!(part.as_os_str().to_str(), Some(".git" | ".lessonlint"));
        path.components().any(hidden)
    };
    let is_read_by_us = |path: &Path| {
        let named = |name| path.file_name().is_some_and(|own| own == name);
        Form::of_path(&path.to_string_lossy()) == Some(Form::Yaml)
            || [CONFIG_NAME, IGNORE_NAME, ".gitignore"].into_iter().any(named)
    };
    let counts = |path: &PathBuf| !is_hidden(path) && (is_read_by_us(path) || is_of_folder(path));
    !is_read && (event.paths.is_empty() || event.paths.iter().any(counts))
}

/// Waits until something changed and nothing more does.
fn wait(receiver: &Receiver<Signal>) -> Signal {
    let mut changed = false;
    loop {
        let next = if changed { receiver.recv_timeout(QUIET) } else { receiver.recv().map_err(Into::into) };
        match next {
            Ok(Signal::Changed) => changed = true,
            Ok(other) => return other,
            Err(RecvTimeoutError::Timeout) => return Signal::Changed,
            Err(RecvTimeoutError::Disconnected) => return Signal::Lost,
        }
    }
}

/// Writes the schemas that are no longer those of their lessons, and the settings that were installed.
fn renew(options: &SchemaWatchOptions) -> Result<(), Failure> {
    let found = survey(&options.paths, options.config.as_deref())?;
    found.refused.iter().for_each(|message| warn(&format!("error: {message}")));
    for found in found.projects.iter().filter(|found| present(&found.project.root).contains_key(LESSON)) {
        let mut changes = Changes::of(&found.project.root, &found.project.settings.read.limits);
        write_general(&found.project.settings.words, &mut changes);
        write_bound(found, &mut changes);
        delete_stale(&found.project.root, &mut changes);
        let names = unnamed(found, &mut changes);
        let mut made = changes.make();
        let mut settings = Changes::of(&found.project.root, &found.project.settings.read.limits);
        renew_settings(found, &mut settings)?;
        made.extend(settings.make());
        let text: String = made.iter().map(|change| told(change) + "\n").collect();
        print(|out| out.write_all(text.as_bytes()))?;
        names.iter().for_each(|name| {
            let help = "`lessonlint schema install` writes that line";
            warn(&format!(
                "{name} has a schema of its own now, and its first line does not name it\n  help: {help}"
            ));
        });
        let refused = changes.refused.iter().chain(&settings.refused);
        refused.for_each(|message| warn(&format!("error: {message}")));
    }
    Ok(())
}

/// Notes the settings in which something of ours stands.
fn renew_settings(found: &Surveyed, changes: &mut Changes<'_>) -> Result<(), Failure> {
    let installed = installed(changes);
    if installed.is_empty() {
        return Ok(());
    }
    // They tell of the whole project, whatever part of it is watched.
    let whole = survey(std::slice::from_ref(&found.project.root), None)?;
    let same = whole.projects.iter().find(|whole| whole.project.root == found.project.root);
    let links = links(same.unwrap_or(found), &there_with(&found.project.root, &[]));
    for editor in installed {
        link_settings(editor, &links, changes);
    }
    Ok(())
}

fn installed(changes: &mut Changes<'_>) -> Vec<Editor> {
    let is_installed = |editor: &Editor| {
        let Ok(Some(text)) = changes.text(editor.settings()) else { return false };
        editor.remove(&text).is_ok_and(|rest| rest != Rest::Untouched)
    };
    Editor::ALL.into_iter().filter(is_installed).collect()
}

/// Lessons whose schema is new, where nothing tells an editor of it.
fn unnamed(found: &Surveyed, changes: &mut Changes<'_>) -> Vec<String> {
    if !installed(changes).is_empty() {
        return Vec::new();
    }
    let is_new = |name: &str| {
        let schema = schema_name(name);
        changes.list().iter().any(|change| change.name == schema && change.before.is_none())
    };
    let new: Vec<String> =
        found.lessons.iter().map(|lesson| lesson.name.clone()).filter(|name| is_new(name)).collect();
    let names_another = |name: &String| {
        let Ok(Some(text)) = changes.text(name) else { return false };
        YAML.install(&text, &from_folder(name, &schema_name(name))) != Written::Text(text)
    };
    new.into_iter().filter(names_another).collect()
}

fn told(change: &Change) -> String {
    let does = if matches!(change.after, After::Text(_)) { "wrote" } else { "deleted" };
    format!("{does} {}", change.name)
}
