//! From a file's bytes to its lesson, without a word about what the lesson says.

use std::sync::Arc;

use lesson_findings::Outcome;
use lesson_model::{Lesson, Reader, Spanned};
use lesson_syntax::{Form, Problem, Tree, TreeBuilder, markdown};
use lesson_text::SourceFile;

use crate::{Settings, problems};

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
    let expected = file.expected;
    let (source, form) = match text_of(file, settings) {
        Ok(text) => text,
        Err(refused) => return refused.loaded(settings),
    };
    let parsed = lesson_syntax::read(&source, form, &settings.read);
    let reader = Reader::new(&Arc::new(parsed.tree), &settings.words, settings.reported());
    let is_lesson = expected == Expected::Lesson || looks_like_lesson(reader.tree(), settings);
    let (mut problems, mut outcome, mut reason) = (parsed.problems, Outcome::Linted, None);
    if !is_lesson {
        outcome = Outcome::Skipped;
        reason = Some("not a lesson".to_owned());
        match expected {
            Expected::Unknown => problems.clear(),
            Expected::Named | Expected::Lesson => problems.push(problems::not_a_lesson(reader.tree())),
        }
    }
    let lesson = if is_lesson { reader.document() } else { None };
    Loaded { reader, is_lesson, lesson, problems, outcome, reason }
}

/// A file of which there is no text to read.
struct Refused {
    source: SourceFile,
    problem: Option<Problem>,
    outcome: Outcome,
    reason: String,
}

impl Refused {
    fn loaded(self, settings: &Settings) -> Loaded {
        let tree = TreeBuilder::new(&Arc::new(self.source), Form::Markdown).finish(None);
        Loaded {
            reader: Reader::new(&Arc::new(tree), &settings.words, settings.reported()),
            is_lesson: false,
            lesson: None,
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

/// Keys of a YAML file's top, of which a lesson has at least two.
const MARKS: [&str; 4] = ["lesson", "regimes", "comparison", "field_guide"];

/// Whether a file is a lesson by what it holds.
fn looks_like_lesson(tree: &Tree, settings: &Settings) -> bool {
    match (tree.form(), tree.root()) {
        (Form::Markdown, _) => markdown::looks_like_lesson(tree.source(), &settings.read.labels),
        (Form::Yaml, Some(root)) => MARKS.iter().filter(|mark| tree.get(root, mark).is_some()).count() >= 2,
        (Form::Yaml, None) => false,
    }
}

/// The form of a text whose name is not known: Markdown where it begins as a lesson in Markdown does
/// and has no two of the keys that begin a line of a lesson in YAML, else YAML.
#[must_use]
pub fn guess_form(source: &SourceFile, settings: &Settings) -> Form {
    let begins = |mark: &&&str| {
        let after =
            |line: &str| line.strip_prefix(**mark).is_some_and(|rest| rest.trim_start().starts_with(':'));
        source.text().lines().any(after)
    };
    let is_yaml = MARKS.iter().filter(begins).count() >= 2;
    if !is_yaml && markdown::looks_like_lesson(source, &settings.read.labels) {
        Form::Markdown
    } else {
        Form::Yaml
    }
}
