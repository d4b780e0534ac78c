//! Which of a repository's files the command line speaks of.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::difference::Difference;
use crate::discover::{Candidate, LeftOut};
use crate::output::{Failure, counted, from_here, shown, warn};

/// The paths of the command line, in a repository.
pub(crate) struct Scope {
    top: PathBuf,
    /// From the top, without links on the way.
    paths: Vec<PathBuf>,
    /// Folders without links on the way.
    real: HashMap<PathBuf, PathBuf>,
    /// Folders that belong to another repository, by what its top is.
    foreign: HashMap<PathBuf, Option<PathBuf>>,
    left_out: BTreeMap<PathBuf, usize>,
}

impl Scope {
    /// The scope of whole paths.
    ///
    /// # Errors
    ///
    /// Paths that lie elsewhere.
    pub(crate) fn new(top: &Path, given: &[PathBuf]) -> Result<Self, Failure> {
        let top = real(top);
        let mut paths = Vec::new();
        for path in given {
            let inside = below(&top, path).ok_or_else(|| {
                format!(
                    "{} lies outside of the repository at {}, so that what changed there cannot be told\n  help: check \
                     one repository at a time",
                    from_here(path),
                    shown(&top)
                )
            })?;
            paths.push(inside);
        }
        let (real, foreign, left_out) = (HashMap::new(), HashMap::new(), BTreeMap::new());
        Ok(Self { top, paths, real, foreign, left_out })
    }

    /// The folder at the top, without links on the way.
    pub(crate) fn top(&self) -> &Path {
        &self.top
    }

    /// Whether a file, by its path from the top, is one of the paths or lies below one.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        self.paths.iter().any(|given| path.starts_with(given))
    }

    /// Whether a file may say something about others below the paths: it lies there, or in a folder above.
    pub(crate) fn concerns(&self, path: &Path) -> bool {
        let folder = path.parent().unwrap_or(path);
        self.holds(path) || self.paths.iter().any(|given| given.starts_with(folder))
    }

    /// A file's path from the top.
    pub(crate) fn below_top(&mut self, path: &Path) -> Option<PathBuf> {
        let (folder, name) = (path.parent()?, path.file_name()?);
        let folder = self.real.entry(folder.to_owned()).or_insert_with(|| real(folder));
        Some(folder.strip_prefix(&self.top).ok()?.join(name))
    }

    /// Whether a file that was found is to be looked at: it differs, or what is wrong with it has to be said.
    pub(crate) fn keeps(
        &mut self,
        candidate: &Candidate,
        differences: &BTreeMap<PathBuf, Difference>,
    ) -> bool {
        let Some(path) = self.below_top(&candidate.path) else { return false };
        if differences.get(&path).is_some_and(|difference| difference.is_there) {
            return true;
        }
        if let Some(other) = path.parent().and_then(|folder| self.repository_between(folder)) {
            *self.left_out.entry(other).or_default() += usize::from(candidate.left_out.is_none());
            return false;
        }
        let unreadable = matches!(candidate.left_out, Some(LeftOut::Unreadable(_)));
        let was_there = || differences.values().any(|difference| difference.was.as_ref() == Some(&path));
        unreadable || (!candidate.path.exists() && !candidate.path.is_symlink() && !was_there())
    }

    /// The repository in which a folder lies, if that is another one below the top: a submodule, for instance.
    fn repository_between(&mut self, folder: &Path) -> Option<PathBuf> {
        if folder.as_os_str().is_empty() {
            return None;
        }
        if let Some(known) = self.foreign.get(folder) {
            return known.clone();
        }
        let found = if self.top.join(folder).join(".git").exists() {
            Some(folder.to_owned())
        } else {
            folder.parent().and_then(|parent| self.repository_between(parent))
        };
        self.foreign.insert(folder.to_owned(), found.clone());
        found
    }

    /// Says which files were not compared, for another repository knows what they were.
    pub(crate) fn warn_of_foreign_files(&self) {
        for (folder, &count) in self.left_out.iter().filter(|(_, count)| **count > 0) {
            let files = counted(count, "file", "files");
            let folder = from_here(&self.top.join(folder));
            warn(&format!(
                "warning: {files} in {folder} not looked at: it is a repository of its own\n  help: run lessonlint in \
                 {folder}, too"
            ));
        }
    }
}

/// A path from the top of the working tree, without links on the way; `None` where it lies elsewhere.
pub(crate) fn below(top: &Path, path: &Path) -> Option<PathBuf> {
    real(path).strip_prefix(top).ok().map(Path::to_owned)
}

/// A path without links on the way, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let resolved = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, resolved)) = resolved else { return path.to_owned() };
    match path.strip_prefix(above) {
        Ok(rest) if !rest.as_os_str().is_empty() => resolved.join(rest),
        _ => resolved,
    }
}

/// The nearest folder that is there: a path itself, or one above it.
pub(crate) fn existing_folder(path: &Path) -> &Path {
    path.ancestors().find(|above| above.is_dir()).unwrap_or(path)
}
