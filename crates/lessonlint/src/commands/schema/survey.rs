//! The lessons in YAML for which schemas are written, by project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_lint::{Content, FileInput, load};
use lesson_syntax::{Form, ProblemKind};

use crate::arguments::FileOptions;
use crate::discover::normal;
use crate::each_file::Run;
use crate::output::{Failure, from_here};
use crate::project::{Project, RuleChoice};

/// A file with its path from the project's root, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// The same from the root.
    pub(super) name: String,
    /// Whether it could be read to its end.
    pub(super) is_sound: bool,
}

/// What was found of one project.
pub(super) struct Surveyed {
    /// The project.
    pub(super) project: Arc<Project>,
    /// Its lessons in YAML.
    pub(super) lessons: Vec<Placed>,
    /// Its courses.
    pub(super) courses: Vec<Placed>,
    /// Its other files in YAML.
    pub(super) others: Vec<Placed>,
}

/// What was found, and what could not be read.
pub(super) struct Survey {
    /// By root.
    pub(super) projects: Vec<Surveyed>,
    /// What to tell of files that are left out.
    pub(super) refused: Vec<String>,
}

impl Surveyed {
    fn of(project: Arc<Project>) -> Self {
        Self { project, lessons: Vec::new(), courses: Vec::new(), others: Vec::new() }
    }
}

enum Kind {
    Lesson(bool),
    Course,
    Other,
    Unreadable(String),
}

/// Looks at every file in YAML that these paths lead to; the working folder where there is none.
pub(super) fn survey(paths: &[PathBuf], config: Option<&Path>) -> Result<Survey, Failure> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("standard input has no place that a schema could be bound to\n  help: name a file"
            .to_owned()
            .into());
    }
    let options =
        FileOptions { paths: paths.to_vec(), config: config.map(Path::to_owned), ..FileOptions::default() };
    let mut run = Run::find(&options, RuleChoice::default())?;
    let mut by_root: BTreeMap<PathBuf, Surveyed> = BTreeMap::new();
    // A project counts also when there is no file left in it.
    let mut refused = Vec::new();
    for path in asked(paths, run.found().1.working_folder()) {
        if !path.exists() {
            refused.push(format!(
                "{} is not there\n  help: name a lesson or a folder that is",
                from_here(&path)
            ));
        }
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(&path) };
        let project = run.found().1.of_folder(folder)?;
        by_root.insert(project.root.clone(), Surveyed::of(project));
    }
    let done = run.each(|file, project, _| kind(file, project))?;
    for done in done {
        let (Some(path), Ok(kind)) = (done.path, done.outcome) else { continue };
        if Form::of_path(&done.shown) != Some(Form::Yaml) {
            continue;
        }
        let name = done.shown;
        if !path.starts_with(&done.project.root) {
            let help = "run the command in its own folder, or give that folder a lessonlint.toml";
            refused.push(format!("{name} lies outside of the project and was left out\n  help: {help}"));
            continue;
        }
        let root = done.project.root.clone();
        let project = by_root.entry(root).or_insert_with(|| Surveyed::of(done.project));
        let placed = |is_sound| Placed { path, name: name.clone(), is_sound };
        match kind {
            Kind::Lesson(is_sound) => project.lessons.push(placed(is_sound)),
            Kind::Course => project.courses.push(placed(true)),
            Kind::Other => project.others.push(placed(true)),
            Kind::Unreadable(_) if !project.project.root.join(&name).exists() => {}
            Kind::Unreadable(reason) => refused.push(format!("{name} cannot be read: {reason}")),
        }
    }
    Ok(Survey { projects: by_root.into_values().collect(), refused })
}

/// The paths in full; the working folder where none is given.
pub(super) fn asked(paths: &[PathBuf], here: &Path) -> Vec<PathBuf> {
    match paths {
        [] => vec![here.to_owned()],
        paths => paths.iter().map(|path| normal(&here.join(path))).collect(),
    }
}

fn kind(file: FileInput, project: &Project) -> Kind {
    if Form::of_path(&file.path) != Some(Form::Yaml) {
        return Kind::Other;
    }
    if let Content::Unreadable(reason) = &file.content {
        return Kind::Unreadable(reason.clone());
    }
    let loaded = load(file, &project.settings);
    let is_broken = |kind| matches!(kind, ProblemKind::Syntax | ProblemKind::NotUtf8 | ProblemKind::TooLarge);
    match () {
        () if loaded.is_course => Kind::Course,
        () if loaded.is_lesson => {
            Kind::Lesson(!loaded.problems.iter().any(|problem| is_broken(problem.kind)))
        }
        () => Kind::Other,
    }
}
