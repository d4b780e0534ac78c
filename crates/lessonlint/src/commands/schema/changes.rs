//! Changes to files: gathered, then shown or made, each for itself.

use std::fs;
use std::path::{Path, PathBuf};

use lesson_lint::Content;
use lesson_syntax::Limits;

use super::folder::is_general;
use crate::diff::unified;
use crate::each_file;
use crate::editors::schema_name;
use crate::fix;
use crate::output::{Failure, print};

/// What becomes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// It holds this text.
    Text(String),
    /// It is gone; with `folders`, so are those folders that it leaves empty, up to as many.
    Gone {
        /// How many folders above it.
        folders: usize,
    },
}

/// A change to one file.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// From the root, with `/`.
    pub(super) name: String,
    /// What is there; none where the file is new.
    pub(super) before: Option<String>,
    /// What is there afterwards.
    pub(super) after: After,
    /// Whether it is a schema, which is too long to be shown.
    pub(super) is_schema: bool,
}

/// The changes to the files of one project.
pub(super) struct Changes<'a> {
    root: &'a Path,
    limits: &'a Limits,
    changes: Vec<Change>,
    /// What to tell of files that are left as they are.
    pub(super) refused: Vec<String>,
}

impl<'a> Changes<'a> {
    pub(super) fn of(root: &'a Path, limits: &'a Limits) -> Self {
        Self { root, limits, changes: Vec::new(), refused: Vec::new() }
    }

    /// A file's text; none where there is no file, or where it was refused.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ()> {
        let path = self.root.join(name);
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        let bytes = match each_file::read(&path, self.limits) {
            Content::Bytes(bytes) => bytes,
            Content::Unreadable(reason) => return self.refuse(format!("{name} cannot be read: {reason}")),
            Content::TooLarge => return self.refuse(format!("{name} is too large to be changed")),
        };
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => {
                self.refuse(format!("{name} is not UTF-8 and was left as it is\n  help: save it as UTF-8"))
            }
        }
    }

    fn refuse<T>(&mut self, message: String) -> Result<T, ()> {
        self.refused.push(message);
        Err(())
    }

    /// Whether the folder of a file is there.
    pub(super) fn has_folder_of(&self, name: &str) -> bool {
        self.root.join(name).parent().is_some_and(Path::is_dir)
    }

    /// Notes a change, where it is one.
    pub(super) fn add(&mut self, change: Change) {
        let is_one = match &change.after {
            After::Text(text) => change.before.as_ref() != Some(text),
            After::Gone { .. } => change.before.is_some(),
        };
        if is_one {
            self.changes.push(change);
        }
    }

    /// The changes as far as they are noted.
    pub(super) fn list(&self) -> &[Change] {
        &self.changes
    }

    /// Prints what would change; of schemas, only their names.
    pub(super) fn show(&self, color: bool) -> Result<(), Failure> {
        print(|out| {
            for change in &self.changes {
                let before = change.before.as_deref().unwrap_or_default();
                let after = if let After::Text(text) = &change.after { text } else { "" };
                match (change.is_schema, &change.after) {
                    (true, After::Text(_)) => writeln!(out, "would write {}", change.name)?,
                    (true, After::Gone { .. }) => writeln!(out, "would delete {}", change.name)?,
                    (false, _) => write!(out, "{}", unified(&change.name, before, after, color))?,
                }
            }
            Ok(())
        })
    }

    /// Makes the changes; what cannot be made is told, and the others are made all the same. Gives back those that were.
    pub(super) fn make(&mut self) -> Vec<Change> {
        let (schemas, names): (Vec<Change>, Vec<Change>) =
            std::mem::take(&mut self.changes).into_iter().partition(|change| change.is_schema);
        let mut made = Vec::new();
        let mut failed: Vec<String> = Vec::new();
        for change in names.into_iter().chain(schemas) {
            // A schema stays as long as a file names it.
            let is_named =
                || failed.iter().any(|name| schema_name(name) == change.name) || is_general(&change.name);
            if change.is_schema
                && matches!(change.after, After::Gone { .. })
                && !failed.is_empty()
                && is_named()
            {
                continue;
            }
            match self.make_one(&change) {
                Ok(()) => made.push(change),
                Err(message) => {
                    self.refused.push(message);
                    failed.push(change.name);
                }
            }
        }
        made
    }

    fn make_one(&self, change: &Change) -> Result<(), String> {
        let path = self.root.join(&change.name);
        match (&change.after, &change.before) {
            (After::Text(text), Some(before)) => fix::write(&path, self.root, before, text, "--dry-run"),
            (After::Text(text), None) => {
                let folder = path.parent().unwrap_or(self.root);
                self.stays_inside(folder, &change.name)?;
                fs::create_dir_all(folder)
                    .map_err(|error| format!("{} cannot be written: {error}", change.name))?;
                fix::create(&path, text)
            }
            (After::Gone { folders }, Some(before)) => self.delete(&path, *folders, before, &change.name),
            (After::Gone { .. }, None) => Ok(()),
        }
    }

    fn delete(&self, path: &Path, folders: usize, before: &str, name: &str) -> Result<(), String> {
        if fs::read(path).is_ok_and(|now| now != before.as_bytes()) {
            return Err(format!(
                "{name} changed meanwhile, and was left alone\n  help: run the command again"
            ));
        }
        let folder = path.parent().unwrap_or(self.root);
        self.stays_inside(folder, name)?;
        fs::remove_file(path).map_err(|error| format!("{name} cannot be deleted: {error}"))?;
        let above = folder.ancestors().take(folders).take_while(|folder| *folder != self.root);
        // A folder in which something else lies stays.
        let _ = above.into_iter().try_for_each(fs::remove_dir);
        Ok(())
    }

    /// Refuses a way that a link leads out of the root.
    fn stays_inside(&self, folder: &Path, name: &str) -> Result<(), String> {
        let there: Option<PathBuf> = folder.ancestors().find_map(|folder| fs::canonicalize(folder).ok());
        let root =
            fs::canonicalize(self.root).map_err(|error| format!("{name} cannot be written: {error}"))?;
        match there {
            Some(there) if there.starts_with(&root) => Ok(()),
            _ => {
                let help = "put a folder of its own in place of the link";
                Err(format!(
                    "{name} lies behind a link out of the project and was left alone\n  help: {help}"
                ))
            }
        }
    }
}
