//! Which files are looked at.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::GitignoreBuilder;
use ignore::{DirEntry, WalkBuilder};
use lesson_lint::{COURSE_NAME, Expected};
use lesson_syntax::Form;

use crate::arguments::FileOptions;
use crate::output::Failure;
use crate::project::{Project, Projects};

/// Files that name what is left out, in the manner of git's.
pub(crate) const IGNORE_NAME: &str = ".lessonlintignore";

/// A file to be read.
#[derive(Clone)]
pub(crate) struct Candidate {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Whose configuration holds.
    pub(crate) project: Arc<Project>,
    /// Whether it must be a lesson.
    pub(crate) expected: Expected,
    /// Why it is not read at all.
    pub(crate) left_out: Option<LeftOut>,
}

/// Why a file is not read.
#[derive(Clone)]
pub(crate) enum LeftOut {
    /// It is excluded, or not included.
    Skipped(&'static str),
    /// The system does not give it.
    Unreadable(String),
}

/// The files that the command line names, and those in its folders, each once, by path.
pub(crate) fn discover(options: &FileOptions, projects: &mut Projects) -> Result<Vec<Candidate>, Failure> {
    let working_folder = projects.working_folder().to_owned();
    let mut found = BTreeMap::new();
    let here = [PathBuf::from(".")];
    let paths = if options.paths.is_empty() { &here } else { options.paths.as_slice() };
    for path in paths.iter().filter(|path| path.as_os_str() != "-") {
        let path = normal(&working_folder.join(path));
        if path.is_dir() {
            walk(&path, projects, &mut found)?;
        } else {
            let candidate = named(path.clone(), options, projects)?;
            found.insert(path, candidate);
        }
    }
    Ok(found.into_values().collect())
}

/// A file that the command line names.
fn named(path: PathBuf, options: &FileOptions, projects: &mut Projects) -> Result<Candidate, Failure> {
    let folder = path.parent().unwrap_or(&path).to_owned();
    let project = projects.of_folder(&folder)?;
    let excluded = options.force_exclude && (is_excluded(&project, &path) || is_ignored(&project, &path));
    let left_out = excluded.then_some(LeftOut::Skipped("excluded"));
    let expected = if options.lessons_only { Expected::Unknown } else { Expected::Named };
    Ok(Candidate { path, project, expected, left_out })
}

/// Every file below a folder that may be a lesson by its name. Links are not followed, so no way leads
/// in a circle or out of the folder.
fn walk(
    folder: &Path,
    projects: &mut Projects,
    found: &mut BTreeMap<PathBuf, Candidate>,
) -> Result<(), Failure> {
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).add_custom_ignore_filename(IGNORE_NAME);
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                if let Some(candidate) = from_folder(&entry, projects)? {
                    // A file that is named, too, keeps what was said of it.
                    found.entry(candidate.path.clone()).or_insert(candidate);
                }
            }
            Err(error) => {
                let path = path_of(&error).map_or_else(|| folder.to_owned(), Path::to_owned);
                let project = projects.of_folder(folder)?;
                let left_out = Some(LeftOut::Unreadable(reason_of(&error)));
                found
                    .insert(path.clone(), Candidate { path, project, expected: Expected::Unknown, left_out });
            }
        }
    }
    Ok(())
}

fn from_folder(entry: &DirEntry, projects: &mut Projects) -> Result<Option<Candidate>, Failure> {
    let path = entry.path();
    let kind = entry.file_type().filter(|kind| !kind.is_dir());
    let Some(kind) = kind.filter(|_| Form::of_path(&path.to_string_lossy()).is_some()) else {
        return Ok(None);
    };
    let project = projects.of_folder(path.parent().unwrap_or(path))?;
    let (expected, left_out) = found_in_folder(&project, path, kind.is_symlink());
    Ok(Some(Candidate { path: path.to_owned(), project, expected, left_out: left_out.map(LeftOut::Skipped) }))
}

/// What a file that is found in a folder is held for, and why it is not read.
fn found_in_folder(project: &Project, path: &Path, is_link: bool) -> (Expected, Option<&'static str>) {
    let relative = path.strip_prefix(&project.root).unwrap_or(path);
    let included = project.include.as_ref().map(|include| include.match_file(relative));
    match included {
        _ if is_excluded(project, path) => (Expected::Unknown, Some("excluded")),
        // `include` says which files are lessons, and a course is none.
        Some(_) if path.ends_with(COURSE_NAME) && !is_link => (Expected::Unknown, None),
        Some(false) => (Expected::Unknown, Some("not included")),
        // What it leads to is checked where it lies, or named by hand.
        _ if is_link => (Expected::Unknown, Some("a link")),
        Some(true) => (Expected::Lesson, None),
        None => (Expected::Unknown, None),
    }
}

/// A file that is gone, as it would have been found in its folder; `None` where it would not have been.
pub(crate) fn gone(path: PathBuf, projects: &mut Projects) -> Result<Option<Candidate>, Failure> {
    if Form::of_path(&path.to_string_lossy()).is_none() {
        return Ok(None);
    }
    let project = projects.of_folder(path.parent().unwrap_or(&path))?;
    let (expected, left_out) = found_in_folder(&project, &path, false);
    let is_found = left_out.is_none() && !is_ignored(&project, &path);
    Ok(is_found.then_some(Candidate { path, project, expected, left_out: None }))
}

fn is_excluded(project: &Project, path: &Path) -> bool {
    let relative = path.strip_prefix(&project.root).unwrap_or(path);
    project.exclude.match_file_or_folder(relative)
}

/// Whether a file is named by the ignore files between the root and itself.
fn is_ignored(project: &Project, path: &Path) -> bool {
    let folders = path.ancestors().skip(1).take_while(|folder| folder.starts_with(&project.root));
    folders.into_iter().any(|folder| {
        let mut ignore = GitignoreBuilder::new(folder);
        for name in [".gitignore", IGNORE_NAME] {
            ignore.add(folder.join(name));
        }
        ignore.build().is_ok_and(|ignore| ignore.matched_path_or_any_parents(path, false).is_ignore())
    })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// The system's own words: what wraps them says the path, too, which is shown anyway.
fn reason_of(error: &ignore::Error) -> String {
    let Some(error) = error.io_error() else { return error.to_string() };
    let mut innermost: &dyn Error = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// A path without `.` and, where that is sure, without `..`.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            // Through a link, `..` may lead elsewhere; such a path stays as it is.
            Component::ParentDir if !normal.is_symlink() && normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}
