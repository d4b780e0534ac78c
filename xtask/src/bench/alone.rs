//! A part of the work alone, as a process of its own: what `check` is compared with.

use std::fs;
use std::path::{Path, PathBuf};

use granit_parser::Parser;
use rayon::prelude::*;

/// A part of the work on the files of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Reading them.
    Read,
    /// Reading them, and walking over what the parser says of them.
    Events,
}

impl Part {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Events => "events",
        }
    }
}

/// Does the work on every file below a folder, on as many threads as lessonlint does.
pub(crate) fn run(part: Part, folder: &str) -> Result<(), String> {
    let mut files = Vec::new();
    collect(Path::new(folder), &mut files)?;
    let counts = files.par_iter().map(|file| count(part, file));
    let count = counts.try_reduce(|| 0, |first, second| Ok(first + second))?;
    println!("{count}");
    Ok(())
}

/// How many bytes or events there are, so that nothing is left undone.
fn count(part: Part, file: &Path) -> Result<usize, String> {
    let name = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(|error| name(&error))?;
    Ok(match part {
        Part::Read => text.len(),
        Part::Events if file.extension().is_some_and(|extension| extension == "md") => {
            let options = pulldown_cmark::Options::ENABLE_TABLES;
            pulldown_cmark::Parser::new_ext(&text, options).into_offset_iter().count()
        }
        Part::Events => {
            let options = granit_parser::options! { strict_indentation: true };
            let mut events = Parser::new_from_str_with_options(&text, options);
            events.try_fold(0, |count, event| event.map(|_| count + 1)).map_err(|error| name(&error))?
        }
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}
