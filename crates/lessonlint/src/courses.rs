//! Courses: found above the files that are checked, each read once.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use lesson_lint::{COURSE_NAME, Expected, FileInput, Loaded, Surroundings, load};
use lesson_syntax::Limits;

use crate::each_file::read;
use crate::links;
use crate::project::Project;

/// The courses of one run.
pub(crate) struct Courses {
    /// By path.
    found: Vec<Course>,
    by_folder: HashMap<PathBuf, Arc<Loaded>>,
    all: Arc<[Arc<Loaded>]>,
    today: Date,
}

/// A course with where it lies and whose configuration holds.
pub(crate) struct Course {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// Whose configuration holds.
    pub(crate) project: Arc<Project>,
    loaded: Arc<Loaded>,
}

impl Courses {
    /// Finds the courses of these files.
    pub(crate) fn of(files: &[(PathBuf, Arc<Project>)], today: Date) -> Self {
        // Every folder is asked once, however many lessons lie below it.
        let mut folders: BTreeMap<&Path, Option<Course>> = BTreeMap::new();
        for (path, project) in files {
            for folder in path.ancestors().skip(1) {
                if folders.contains_key(folder) {
                    break;
                }
                folders.insert(folder, Course::in_folder(folder, project));
            }
        }
        let mut by_folder = HashMap::new();
        let mut found = Vec::new();
        for (folder, course) in folders {
            if let Some(course) = course {
                by_folder.insert(folder.to_owned(), Arc::clone(&course.loaded));
                found.push(course);
            }
        }
        let all = found.iter().map(|course| Arc::clone(&course.loaded)).collect();
        Self { found, by_folder, all, today }
    }

    /// What the rules are told of what a lesson stands among.
    pub(crate) fn around(&self, loaded: &Loaded, path: Option<&Path>, limits: &Limits) -> Surroundings {
        let folders = path.into_iter().flat_map(|path| path.ancestors().skip(1));
        let above = folders.filter_map(|folder| self.by_folder.get(folder));
        Surroundings {
            today: Some(self.today),
            above: above.map(Arc::clone).collect(),
            others: Arc::clone(&self.all),
            links: path.map(|path| links::targets(loaded, path, limits)).unwrap_or_default(),
        }
    }

    /// The courses that were found, by path.
    pub(crate) fn found(&self) -> &[Course] {
        &self.found
    }
}

impl Course {
    fn in_folder(folder: &Path, project: &Arc<Project>) -> Option<Self> {
        let path = folder.join(COURSE_NAME);
        if !path.is_file() {
            return None;
        }
        let loaded = load(Self::input(&path, project), &project.settings);
        // A lesson may have this name, too.
        loaded.is_course.then(|| Self { path, project: Arc::clone(project), loaded: Arc::new(loaded) })
    }

    /// The course as a file to be linted.
    pub(crate) fn input(path: &Path, project: &Project) -> FileInput {
        let content = read(path, &project.settings.read.limits);
        FileInput { path: project.shown(path), form: None, content, expected: Expected::Unknown }
    }
}
