use std::sync::Arc;

use jiff::civil::{Date, date};
use lesson_syntax::Form;

use crate::{
    COURSE_NAME, Config, ConfigError, Content, Expected, FileInput, Loaded, Settings, Surroundings, Target,
    linked_paths, load,
};

/// The lesson that all examples vary: clean by every rule.
const YAML: &str = include_str!("examples/lesson.yaml");
/// The same lesson in Markdown.
const MARKDOWN: &str = include_str!("examples/lesson.md");

/// The day of all examples.
const TODAY: Date = date(2026, 1, 31);

/// A file on which a rule speaks, or must not.
#[derive(Debug)]
pub struct Example {
    /// What the example shows.
    pub title: &'static str,
    /// The file.
    pub input: Input,
    /// Where the rule speaks, as `line:column`; nowhere in a good example.
    pub places: &'static [&'static str],
    /// Whether the page shows it whole; the others are named there and run by the tests.
    pub shown: bool,
    /// What the file lies among.
    pub beside: Beside,
    /// The configuration under which it is linted; most examples need none.
    pub configuration: &'static str,
}

/// What the file of an example lies among.
#[derive(Clone, Copy, Debug)]
pub struct Beside {
    /// The file's name, where it is another than usual.
    pub name: Option<&'static str>,
    /// The text of its `course.yaml`.
    pub course: Option<&'static str>,
    /// Paths of other files that are there, each with what can be linked to in it.
    pub files: &'static [(&'static str, &'static [&'static str])],
}

/// Nothing beside.
const ALONE: Beside = Beside { name: None, course: None, files: &[] };

/// How the file of an example is given.
#[derive(Debug)]
pub enum Input {
    /// The example lesson in YAML with changes.
    Yaml(&'static [Change]),
    /// The example lesson in Markdown with changes.
    Markdown(&'static [Change]),
    /// A file by its name and bytes.
    File(&'static str, &'static [u8]),
    /// A file that the system does not give, and why.
    Unreadable(&'static str, &'static str),
}

/// A change of the example lesson: the only place that reads `from` reads `to` instead.
#[derive(Debug)]
pub struct Change {
    /// What stands in the lesson.
    pub from: &'static str,
    /// What stands in the example.
    pub to: &'static str,
}

impl Example {
    /// A lesson that the page shows as bad.
    #[must_use]
    pub const fn bad(title: &'static str, input: Input, places: &'static [&'static str]) -> Self {
        Self { title, input, places, shown: true, beside: ALONE, configuration: "" }
    }

    /// A lesson that the page shows as good.
    #[must_use]
    pub const fn good(title: &'static str, input: Input) -> Self {
        Self { title, input, places: &[], shown: true, beside: ALONE, configuration: "" }
    }

    /// A further lesson on which the rule speaks.
    #[must_use]
    pub const fn case(title: &'static str, input: Input, places: &'static [&'static str]) -> Self {
        Self { title, input, places, shown: false, beside: ALONE, configuration: "" }
    }

    /// A lesson that comes near to a bad one, and on which the rule stays silent.
    #[must_use]
    pub const fn near_miss(title: &'static str, input: Input) -> Self {
        Self { title, input, places: &[], shown: false, beside: ALONE, configuration: "" }
    }

    /// The example as a lesson of a course, whose `course.yaml` this is.
    #[must_use]
    pub const fn in_course(self, course: &'static str) -> Self {
        Self { beside: Beside { course: Some(course), ..self.beside }, ..self }
    }

    /// The example in a file of this name.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { beside: Beside { name: Some(name), ..self.beside }, ..self }
    }

    /// The example beside these files, each with what can be linked to in it.
    #[must_use]
    pub const fn beside(self, files: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Self { beside: Beside { files, ..self.beside }, ..self }
    }

    /// What the rules are told of the example's place.
    #[must_use]
    pub fn surroundings(&self, loaded: &Loaded, settings: &Settings) -> Surroundings {
        let course = self.beside.course.map(|course| {
            let content = Content::Bytes(course.as_bytes().to_vec());
            let path = COURSE_NAME.to_owned();
            Arc::new(load(FileInput { path, form: None, content, expected: Expected::Named }, settings))
        });
        let target = |path: &str| match self.beside.files.iter().find(|(file, _)| *file == path) {
            Some((_, anchors)) => Target::Anchors(anchors.iter().map(ToString::to_string).collect()),
            None => Target::Nowhere,
        };
        let links = linked_paths(loaded).into_keys().map(|path| (path.clone(), target(&path)));
        Surroundings {
            today: Some(TODAY),
            above: course.into_iter().collect(),
            links: links.collect(),
            ..Surroundings::default()
        }
    }

    /// The same under a configuration, as it stands in `lessonlint.toml`.
    #[must_use]
    pub const fn under(self, configuration: &'static str) -> Self {
        Self { configuration, ..self }
    }

    /// The settings under which it is linted.
    ///
    /// # Errors
    ///
    /// A configuration that cannot be read or applied, in words.
    pub fn settings(&self, settings: &Settings) -> Result<Settings, String> {
        let mut settings = settings.clone();
        let words = |error: ConfigError| format!("{}: {}", self.title, error.message);
        let refused = |errors: Vec<ConfigError>| errors.into_iter().map(words).collect::<Vec<_>>().join("; ");
        Config::parse(self.configuration).map_err(refused)?.apply(&mut settings).map_err(refused)?;
        Ok(settings)
    }

    /// The name that the example's file has.
    #[must_use]
    pub fn path(&self) -> &'static str {
        match self.input {
            _ if self.beside.name.is_some() => self.beside.name.unwrap_or_default(),
            Input::Yaml(_) => "lesson.yaml",
            Input::Markdown(_) => "lesson.md",
            Input::File(path, _) | Input::Unreadable(path, _) => path,
        }
    }

    /// The example's file; `None` where the system gives none.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        match self.input {
            Input::Yaml(changes) => Some(changed(YAML, changes).into_bytes()),
            Input::Markdown(changes) => Some(changed(MARKDOWN, changes).into_bytes()),
            Input::File(_, bytes) => Some(bytes.to_vec()),
            Input::Unreadable(..) => None,
        }
    }

    /// What of the file the page shows: the changed pieces, else the file.
    #[must_use]
    pub fn excerpt(&self) -> String {
        match self.input {
            Input::Yaml(changes) | Input::Markdown(changes) => pieces(changes, |change| change.to),
            Input::File(_, bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Input::Unreadable(_, why) => why.to_owned(),
        }
    }

    /// What stands in the example lesson where this example changes it.
    #[must_use]
    pub fn unchanged(&self) -> String {
        match self.input {
            Input::Yaml(changes) | Input::Markdown(changes) => pieces(changes, |change| change.from),
            Input::File(..) | Input::Unreadable(..) => String::new(),
        }
    }

    /// The language of the excerpt, for highlighting.
    #[must_use]
    pub fn language(&self) -> &'static str {
        match Form::of_path(self.path()) {
            Some(Form::Yaml) => "yaml",
            Some(Form::Markdown) => "markdown",
            None => "text",
        }
    }
}

fn changed(lesson: &str, changes: &[Change]) -> String {
    changes.iter().fold(lesson.to_owned(), |lesson, change| lesson.replacen(change.from, change.to, 1))
}

fn pieces(changes: &[Change], of: fn(&Change) -> &'static str) -> String {
    let pieces = changes.iter().map(|change| dedent(of(change))).filter(|piece| !piece.is_empty());
    let pieces: Vec<String> = pieces.collect();
    pieces.join("…\n")
}

/// Takes away the blanks that begin every line, and gives the last line its end.
fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    text.lines().map(|line| format!("{}\n", line.get(least..).unwrap_or_default())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    #[test]
    fn every_change_finds_its_one_place() {
        for rule in rules::all() {
            for example in rule.examples {
                let (lesson, changes) = match example.input {
                    Input::Yaml(changes) => (YAML, changes),
                    Input::Markdown(changes) => (MARKDOWN, changes),
                    Input::File(..) | Input::Unreadable(..) => continue,
                };
                for change in changes {
                    let found = lesson.matches(change.from).count();
                    assert_eq!(found, 1, "{} {}: {:?}", rule.code, example.title, change.from);
                }
            }
        }
    }
}
