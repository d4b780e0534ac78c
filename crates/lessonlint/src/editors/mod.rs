//! How editors are told which schema belongs to which file: from the text of a settings file to its new text, and back.
//!
//! A file for each editor, and nothing here reads or writes any. What is put into a settings file stands in one piece
//! between two marks, or is known by the folder that it names, so that taking it out leaves every other byte as it was.

mod block;
mod emacs;
mod helix;
mod intellij;
mod json;
mod modeline;
mod neovim;
mod paths;

use lesson_text::SourceFile;

use crate::arguments::Editor;

pub(crate) use self::modeline::{Modeline, TOML, Written, YAML};
pub(crate) use self::paths::{from_folder, schema_name};

/// The folder of the schemas, below a project's root.
pub(crate) const SCHEMA_FOLDER: &str = ".lessonlint/schema";

/// A schema with the files that are checked by it, both from the project's root, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The schema's file.
    pub(crate) schema: String,
    /// The files.
    pub(crate) files: Vec<String>,
}

/// What is there of a settings file before anything is put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found<'a> {
    /// A file with its text.
    File(&'a str),
    /// No file, in a folder that is there.
    Folder,
    /// Not even its folder.
    Nothing,
}

/// What remains of a settings file when what was put into it is taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Nothing of ours is in it.
    Untouched,
    /// This text.
    File(String),
    /// The file was made for it; `folder` says that its folder was, too.
    Nothing {
        /// Whether its folder goes as well, where nothing else is in it.
        folder: bool,
    },
}

/// Why a file is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The byte where it cannot be read.
    pub(crate) at: Option<usize>,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: String,
}

impl Refused {
    /// A file that holds something else than it should.
    fn unreadable(at: usize, message: impl Into<String>) -> Self {
        let help = "mend it, and run the command again".to_owned();
        Self { at: Some(at), message: message.into(), help }
    }

    /// Where something stands already in the place of ours, what to add by hand.
    fn taken(message: impl Into<String>, by_hand: &str) -> Self {
        Self { at: None, message: message.into(), help: format!("add this by hand:\n{}", by_hand.trim_end()) }
    }

    /// As it is told of a file.
    pub(crate) fn explain(&self, name: &str, text: &str) -> String {
        let place = self.at.map(|at| {
            let source = SourceFile::new(name, text);
            // A parser may point past the end, or into a character.
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let position = source.position(at);
            format!(":{}:{}", position.line, position.column)
        });
        let help = self.help.replace('\n', "\n    ");
        format!("{name}{}: {}\n  help: {help}", place.unwrap_or_default(), self.message)
    }
}

impl Editor {
    /// Every editor that has settings of its own.
    pub(crate) const ALL: [Self; 6] =
        [Self::Vscode, Self::Neovim, Self::Helix, Self::Zed, Self::Intellij, Self::Emacs];

    /// Where its settings for a project lie, from the project's root.
    pub(crate) fn settings(self) -> &'static str {
        match self {
            Self::Vscode => ".vscode/settings.json",
            Self::Neovim => ".nvim.lua",
            Self::Helix => ".helix/languages.toml",
            Self::Zed => ".zed/settings.json",
            Self::Intellij => ".idea/jsonSchemas.xml",
            Self::Emacs => ".dir-locals.el",
        }
    }

    /// The settings with these links in them, instead of those of an earlier time.
    pub(crate) fn install(self, found: Found<'_>, links: &[Link]) -> Result<String, Refused> {
        // What stands there of ours says whether there was a file before it.
        let rest = match found {
            Found::File(text) => self.remove(text)?,
            Found::Folder => Rest::Nothing { folder: false },
            Found::Nothing => Rest::Nothing { folder: true },
        };
        let (text, fresh) = match (&rest, found) {
            (Rest::File(text), _) => (text.as_str(), Fresh::No),
            (Rest::Untouched, Found::File(text)) => (text, Fresh::No),
            (Rest::Nothing { folder: true }, _) => ("", Fresh::Folder),
            _ => ("", Fresh::File),
        };
        let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mark = &text[..text.len() - bare.len()];
        let in_file = |mut refused: Refused| {
            refused.at = refused.at.map(|at| place_in(found, text, at + mark.len()));
            refused
        };
        let installed = format!("{mark}{}", self.put_in(bare, links, fresh).map_err(in_file)?);
        let comes_back = matches!(fresh, Fresh::File | Fresh::Folder)
            || self.remove(&installed).is_ok_and(|rest| rest == Rest::File(text.to_owned()));
        if !comes_back {
            let message = "what would be put in could not be taken out again".to_owned();
            let help = "end the last line with a line feed, and run the command again".to_owned();
            return Err(Refused { at: None, message, help });
        }
        Ok(installed)
    }

    /// The settings without anything of ours.
    pub(crate) fn remove(self, text: &str) -> Result<Rest, Refused> {
        match self {
            Self::Vscode | Self::Zed => json::MARKS.cut(text),
            Self::Neovim => neovim::MARKS.cut(text),
            Self::Helix => helix::MARKS.cut(text),
            Self::Emacs => emacs::MARKS.cut(text),
            Self::Intellij => intellij::remove(text),
        }
    }

    fn put_in(self, text: &str, links: &[Link], fresh: Fresh) -> Result<String, Refused> {
        match self {
            Self::Vscode => json::install(text, &["yaml.schemas"], links, fresh),
            Self::Zed => {
                let path = ["lsp", "yaml-language-server", "settings", "yaml", "schemas"];
                json::install(text, &path, links, fresh)
            }
            Self::Neovim => Ok(neovim::install(text, links, fresh)),
            Self::Helix => helix::install(text, links, fresh),
            Self::Emacs => emacs::install(text, links, fresh),
            Self::Intellij => intellij::install(text, links, fresh),
        }
    }
}

/// Whether a file is made for what is put into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fresh {
    /// It was there before.
    No,
    /// It was there and said nothing, not even what encloses everything.
    Shell,
    /// It is new.
    File,
    /// It is new, and so is its folder.
    Folder,
}

/// Where a place lies in a file, given where it does without what was put into it.
fn place_in(found: Found<'_>, rest: &str, at: usize) -> usize {
    let Found::File(text) = found else { return at };
    let same = text.bytes().zip(rest.bytes()).take_while(|(one, other)| one == other).count();
    if at > same { at + text.len() - rest.len() } else { at }
}

/// The line end of a text.
fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests;
