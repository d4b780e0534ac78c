//! Lessons to measure with, always the same: varied prose, every style, a fault in every fiftieth.

mod lesson;
mod markdown;
mod prose;
mod words;
mod yaml;

use std::fs;
use std::path::Path;

use lesson::Lesson;

pub(crate) use lesson::FAULT_EVERY;

/// How many lessons lie in one folder.
const PER_FOLDER: usize = 100;

/// In which form a corpus is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Yaml,
    Markdown,
}

/// Both forms.
pub(crate) const FORMS: [Form; 2] = [Form::Yaml, Form::Markdown];

impl Form {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Markdown => "Markdown",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Markdown => "md",
        }
    }

    /// The text of a lesson.
    fn text(self, lesson: &Lesson) -> String {
        match self {
            Self::Yaml => yaml::text(lesson),
            Self::Markdown => markdown::text(lesson),
        }
    }
}

/// Writes the lessons 1 to `count` below a folder, and tells how many bytes they have.
pub(crate) fn write(folder: &Path, form: Form, count: usize) -> Result<usize, String> {
    let mut bytes = 0;
    for number in 1..=count {
        let text = form.text(&Lesson::new(number));
        bytes += text.len();
        let part = folder.join(format!("part-{}", (number - 1) / PER_FOLDER + 1));
        let file = part.join(format!("lesson-{number}.{}", form.extension()));
        let written = fs::create_dir_all(&part).and_then(|()| fs::write(&file, text));
        written.map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(bytes)
}
