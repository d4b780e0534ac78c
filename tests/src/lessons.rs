use std::fs;
use std::path::{Path, PathBuf};

/// A lesson that is clean by every rule.
#[derive(Clone, Debug)]
pub struct LessonFile {
    /// Its file name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The top of the repository.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the tests lie in the repository").to_owned()
}

/// The lessons of the example course.
#[must_use]
pub fn content() -> Vec<LessonFile> {
    let mut lessons = below(&root().join("content/ai-foundations"));
    lessons.retain(|lesson| lesson.name != "course.yaml");
    assert!(lessons.len() >= 4, "the example course is not where it should be");
    lessons
}

/// The lessons of the folder that `LESSONLINT_EXTRA_LESSONS` names; none, with a word on standard
/// error, where it is not set.
#[must_use]
pub fn extra() -> Vec<LessonFile> {
    match std::env::var_os("LESSONLINT_EXTRA_LESSONS") {
        Some(folder) => {
            let lessons = below(Path::new(&folder));
            assert!(!lessons.is_empty(), "LESSONLINT_EXTRA_LESSONS names a folder without a lesson");
            lessons
        }
        None => {
            eprintln!("skipped: further lessons (LESSONLINT_EXTRA_LESSONS is not set)");
            Vec::new()
        }
    }
}

/// The lessons of the example course, the fixtures in the layout that teams paste, and the extra ones.
#[must_use]
pub fn all() -> Vec<LessonFile> {
    let fixtures = below(&root().join("tests/fixtures/lessons"));
    assert!(!fixtures.is_empty(), "the fixtures are not where they should be");
    [content(), fixtures, extra()].concat()
}

fn below(folder: &Path) -> Vec<LessonFile> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a folder's entry").path()).collect();
    paths.sort();
    let read = |path: PathBuf| LessonFile {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        text: fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    };
    paths.into_iter().filter(|path| path.is_file()).map(read).collect()
}
