//! `check --changed-since`: which files differ from a commit, and what that did to the lessons.

mod blobs;
mod debt;
mod delta;
mod difference;
mod git;
mod revision;
mod scope;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_findings::Changes;
use lesson_lint::{COURSE_NAME, Content};

use crate::arguments::FileOptions;
use crate::discover::{Candidate, gone};
use crate::each_file::Run;
use crate::output::{Failure, from_here, warn};
use crate::project::{CONFIG_NAME, Project, Projects};
use blobs::Blobs;
use difference::{Difference, differences};
use git::Repository;
use scope::Scope;

/// What differs from a commit, below the paths that the command line names.
pub(crate) struct Since {
    revision: String,
    base: String,
    repository: Repository,
    scope: Scope,
    /// By the path from the top of the working tree.
    differences: BTreeMap<PathBuf, Difference>,
    /// Where each file that was there before is now, if it is the same one.
    now: HashMap<PathBuf, PathBuf>,
    /// Files that are there, differ and are looked into, each with its path from the top.
    changed: Vec<(PathBuf, Candidate)>,
    /// Files that were there and are not, or are looked into no more, each with the path that it had from the top.
    gone: Vec<(PathBuf, Candidate)>,
    /// Whose configuration holds for any file that was found, changed or not.
    projects: Vec<Arc<Project>>,
    /// Configurations that are gone, each with its path from the top, and whose holds in its folder now.
    gone_configurations: Vec<(PathBuf, Arc<Project>)>,
}

impl Since {
    /// Finds what differs from a revision, and leaves every other file out of the run.
    ///
    /// # Errors
    ///
    /// What is in the way, and what to do about it.
    pub(crate) fn find(revision: &str, options: &FileOptions, run: &mut Run<'_>) -> Result<Self, Failure> {
        let paths = given_paths(options, run.found().1)?;
        let folder = scope::existing_folder(paths.first().map_or(Path::new("."), |path| path));
        let repository = Repository::of(folder)?;
        let base = revision::merge_base(&repository, revision)?;
        let mut scope = Scope::new(&repository.top, &paths)?;
        let differences = differences(&repository, &base)?;
        let (candidates, projects) = run.found();
        let by_root: BTreeMap<_, _> =
            candidates.iter().map(|candidate| (&candidate.project.root, &candidate.project)).collect();
        let mut all: Vec<Arc<Project>> = by_root.into_values().map(Arc::clone).collect();
        if all.is_empty() {
            all.push(projects.of_folder(folder)?);
        }
        run.narrow(|candidate| scope.keeps(candidate, &differences));
        scope.warn_of_foreign_files();
        let (candidates, projects) = run.found();
        let mut since = Self {
            revision: revision.to_owned(),
            base,
            repository,
            now: HashMap::new(),
            changed: Vec::new(),
            gone: Vec::new(),
            projects: all,
            gone_configurations: Vec::new(),
            scope,
            differences,
        };
        for candidate in candidates.iter().filter(|candidate| candidate.left_out.is_none()) {
            if let Some(path) = since.scope.below_top(&candidate.path) {
                since.changed.push((path, candidate.clone()));
            }
        }
        since.find_what_was(projects)?;
        if options.config.is_some() {
            // Any other configuration held no more then than it does now.
            since.gone_configurations.clear();
        }
        Ok(since)
    }

    fn find_what_was(&mut self, projects: &mut Projects) -> Result<(), Failure> {
        let changed: BTreeSet<&Path> = self.changed.iter().map(|(path, _)| path.as_path()).collect();
        for (path, difference) in &self.differences {
            let Some(was) = &difference.was else { continue };
            if difference.is_there {
                self.now.insert(was.clone(), path.clone());
            }
            if difference.is_there && changed.contains(path.as_path()) {
                continue;
            }
            let absolute = self.scope.top().join(was);
            let folder = absolute.parent().unwrap_or(&absolute);
            if was.ends_with(CONFIG_NAME) {
                let is_gone = !difference.is_there || was != path;
                if is_gone && self.scope.concerns(was) && folder.is_dir() {
                    let project = projects.of_folder(folder)?;
                    self.gone_configurations.push((was.clone(), project));
                }
            } else if self.scope.holds(was)
                && let Some(candidate) = gone(absolute, projects)?
            {
                self.gone.push((was.clone(), candidate));
            }
        }
        Ok(())
    }

    /// What became of the lessons and of the debt. It reads the files as they are now.
    ///
    /// # Errors
    ///
    /// What git does not give.
    pub(crate) fn changes(self) -> Result<Changes, Failure> {
        let mut past = Past { blobs: Blobs::of(&self.repository)?, since: &self };
        let unchecked = self.unchecked();
        let mut changes = Changes {
            since: self.revision.clone(),
            base: self.base.clone(),
            lessons: Vec::new(),
            debt: Vec::new(),
            unchecked: unchecked.iter().filter_map(|path| Some(self.shown(path)?.0)).collect(),
        };
        delta::compare(&self, &mut past, &mut changes)?;
        debt::compare(&self, &mut past, &mut changes)?;
        changes.sort();
        self.warn_of_unchecked(&unchecked);
        Ok(changes)
    }

    /// That no lesson changed, in a line.
    pub(crate) fn nothing(&self) -> String {
        let short = self.base.get(..12).unwrap_or(&self.base);
        format!("no lesson here changed since {} (merge base {short})", self.revision)
    }

    /// Configurations and courses that differ, from the top.
    fn unchecked(&self) -> BTreeSet<&Path> {
        let configurations = self.projects.iter().filter_map(|project| project.config_path.as_deref());
        let configurations: BTreeSet<PathBuf> =
            configurations.filter_map(|path| scope::below(self.scope.top(), path)).collect();
        let matters = |path: &&Path| {
            let by_name = path.ends_with(CONFIG_NAME) || path.ends_with(COURSE_NAME);
            configurations.contains(*path) || (by_name && self.scope.concerns(path))
        };
        let differ =
            self.differences.iter().flat_map(|(path, difference)| [Some(path), difference.was.as_ref()]);
        differ.flatten().map(PathBuf::as_path).filter(matters).collect()
    }

    fn warn_of_unchecked(&self, unchecked: &BTreeSet<&Path>) {
        let names: Vec<String> =
            unchecked.iter().map(|path| from_here(&self.scope.top().join(path))).collect();
        let them = if names.len() == 1 { "it" } else { "them" };
        if !names.is_empty() {
            warn(&format!(
                "warning: {} changed since {}; lessons that did not change were not checked against {them}\n  help: leave \
                 `--changed-since` out to check every lesson",
                names.join(", "),
                self.revision
            ));
        }
    }

    /// A file's path as it is shown, with the project that it is shown for: the nearest one upward.
    fn shown(&self, path: &Path) -> Option<(String, &Project)> {
        let whole = self.scope.top().join(path);
        let above = self.projects.iter().filter(|project| whole.starts_with(&project.root));
        let nearest = above.max_by_key(|project| project.root.components().count());
        let project = nearest.or(self.projects.first())?;
        Some((project.shown(&whole), project))
    }
}

/// The paths of the command line, whole.
fn given_paths(options: &FileOptions, projects: &Projects) -> Result<Vec<PathBuf>, Failure> {
    if options.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("`--changed-since` compares files with a commit, and standard input is none\n  help: name the file, or \
                    leave `--changed-since` out"
            .to_owned()
            .into());
    }
    let here = projects.working_folder();
    if options.paths.is_empty() {
        return Ok(vec![here.to_owned()]);
    }
    Ok(options.paths.iter().map(|path| crate::discover::normal(&here.join(path))).collect())
}

/// What files held before.
pub(crate) struct Past<'a> {
    since: &'a Since,
    blobs: Blobs,
}

impl Past<'_> {
    /// The content that a file had, which differs now; `None` where it was none.
    fn content(&mut self, difference: &Difference, limit: usize) -> Result<Option<Content>, Failure> {
        difference.blob.as_ref().map(|id| self.blobs.read(id, limit)).transpose()
    }

    /// The text that a file had, by the path that it had from the top, whether it differs now or not; `None`
    /// where there was none, or it was no text.
    fn text(&mut self, was: &Path) -> Result<Option<String>, Failure> {
        let differences = &self.since.differences;
        let now = self.since.now.get(was).map_or(was, PathBuf::as_path);
        let content = match differences.get(now) {
            Some(difference) if difference.was.as_deref() == Some(was) => {
                self.content(difference, LONGEST_TEXT)?
            }
            Some(_) => None,
            None => std::fs::read(self.since.scope.top().join(was)).ok().map(Content::Bytes),
        };
        let Some(Content::Bytes(bytes)) = content else { return Ok(None) };
        Ok(String::from_utf8(bytes).ok())
    }
}

/// No configuration and no baseline is longer.
const LONGEST_TEXT: usize = 1 << 28;
