//! From a file's bytes to its lesson or course, without a word about what it says.

use std::sync::Arc;

use lesson_findings::Outcome;
use lesson_model::{Course, Lesson, Reader, Spanned};
use lesson_syntax::{Form, Problem, TreeBuilder, markdown};
use lesson_text::SourceFile;

use crate::{Settings, problems};

/// The name of the file that holds a course.
pub const COURSE_NAME: &str = "course.yaml";

/// A file to be linted.
#[derive(Debug)]
pub struct FileInput {
    /// Its path, relative to the root, with `/`.
    pub path: String,
    /// Its form; where none is given, its name tells.
    pub form: Option<Form>,
    /// What it holds.
    pub content: Content,
    /// Whether it must be a lesson: it was named by hand, or configuration includes it.
    pub expected: Expected,
}

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It may be a lesson; its content decides.
    Unknown,
    /// It was named by hand: if it is no lesson, that is a finding.
    Named,
    /// Configuration says that it is one.
    Lesson,
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Why the system did not give it.
    Unreadable(String),
    /// It holds more than the limit, and was not read to its end.
    TooLarge,
}

/// A file as far as it could be read.
#[derive(Debug)]
pub struct Loaded {
    /// The tree that was read, perhaps empty, with the words by which its values say nothing.
    pub reader: Reader,
    /// Whether it is a lesson, so that its shape can be checked.
    pub is_lesson: bool,
    /// The lesson; none where there is no mapping to read one from.
    pub lesson: Option<Spanned<Lesson>>,
    /// Whether it is a course by its name, and no lesson by what it holds.
    pub is_course: bool,
    /// The course; none where there is no mapping to read one from.
    pub course: Option<Spanned<Course>>,
    /// What was wrong on the way.
    pub problems: Vec<Problem>,
    /// What became of the file.
    pub outcome: Outcome,
    /// Why it was skipped or could not be read.
    pub reason: Option<String>,
}

/// Reads one file.
#[must_use]
pub fn load(file: FileInput, settings: &Settings) -> Loaded {
    let settings = &*settings.for_file(&file.path);
    let expected = file.expected;
    let named_course = is_course_name(&file.path);
    let (source, form) = match text_of(file, settings) {
        Ok(text) => text,
        Err(refused) => return refused.loaded(named_course, settings),
    };
    let parsed = lesson_syntax::read(&source, form, &settings.read);
    let reader = Reader::new(&Arc::new(parsed.tree), &settings.words, settings.reported());
    let is_course = named_course && !parsed.looks_like_lesson;
    let is_lesson = !is_course && (expected == Expected::Lesson || parsed.looks_like_lesson);
    let (mut problems, mut outcome, mut reason) = (parsed.problems, Outcome::Linted, None);
    if !is_lesson && !is_course {
        outcome = Outcome::Skipped;
        reason = Some("not a lesson".to_owned());
        match expected {
            Expected::Unknown => problems.clear(),
            Expected::Named | Expected::Lesson => problems.push(problems::not_a_lesson(reader.tree())),
        }
    }
    let lesson = if is_lesson { reader.document() } else { None };
    let course = if is_course { reader.document() } else { None };
    Loaded { reader, is_lesson, lesson, is_course, course, problems, outcome, reason }
}

/// Whether a path is that of a course.
fn is_course_name(path: &str) -> bool {
    path.rsplit('/').next() == Some(COURSE_NAME)
}

/// A file of which there is no text to read.
struct Refused {
    source: SourceFile,
    problem: Option<Problem>,
    outcome: Outcome,
    reason: String,
}

impl Refused {
    fn loaded(self, is_course: bool, settings: &Settings) -> Loaded {
        let tree = TreeBuilder::new(&Arc::new(self.source), Form::Markdown).finish(None);
        Loaded {
            reader: Reader::new(&Arc::new(tree), &settings.words, settings.reported()),
            is_lesson: false,
            lesson: None,
            is_course,
            course: None,
            problems: self.problem.into_iter().collect(),
            outcome: self.outcome,
            reason: Some(self.reason),
        }
    }
}

/// The file's text and form, or why there is none.
fn text_of(file: FileInput, settings: &Settings) -> Result<(Arc<SourceFile>, Form), Box<Refused>> {
    let FileInput { path, form, content, expected } = file;
    let form = form.or_else(|| Form::of_path(&path));
    let refuse = |source, problem, outcome, reason: &str| {
        Box::new(Refused { source, problem, outcome, reason: reason.to_owned() })
    };
    let unreadable = |path, problem, reason: &str| {
        Err(refuse(SourceFile::new(path, ""), Some(problem), Outcome::Unreadable, reason))
    };
    let bytes = match content {
        Content::Bytes(bytes) => bytes,
        Content::Unreadable(reason) => return unreadable(path, problems::unreadable(&reason), &reason),
        Content::TooLarge => {
            return unreadable(path, Problem::too_large_file(settings.read.limits.bytes), "too large");
        }
    };
    let reason = "neither YAML nor Markdown by its name";
    match (SourceFile::from_bytes(path, bytes), form) {
        (Ok(source), Some(form)) => Ok((Arc::new(source), form)),
        (Ok(source) | Err((source, _)), None) if expected == Expected::Unknown => {
            Err(refuse(source, None, Outcome::Skipped, reason))
        }
        (Ok(source) | Err((source, _)), None) => {
            Err(refuse(source, Some(problems::unknown_extension()), Outcome::Skipped, reason))
        }
        (Err((source, why)), Some(_)) => {
            Err(refuse(source, Some(problems::not_utf8(why)), Outcome::Unreadable, "not UTF-8"))
        }
    }
}

/// The form of a text whose name is not known: YAML where that makes a lesson of it, and where Markdown
/// does not.
#[must_use]
pub fn guess_form(source: &Arc<SourceFile>, settings: &Settings) -> Form {
    let is_yaml = || lesson_syntax::read(source, Form::Yaml, &settings.read).looks_like_lesson;
    if markdown::looks_like_lesson(source, &settings.read.labels) && !is_yaml() {
        Form::Markdown
    } else {
        Form::Yaml
    }
}
