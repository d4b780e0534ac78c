//! Work on files, in parallel; the order of what comes of it is that of the files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_lint::{Content, Expected, FileInput, guess_form};
use lesson_syntax::{Form, Limits};
use lesson_text::SourceFile;
use rayon::prelude::*;

use crate::arguments::FileOptions;
use crate::discover::{Candidate, LeftOut, discover};
use crate::output::Failure;
use crate::project::{Project, Projects, RuleChoice};

/// What came of one file, with where it lies and whose configuration held.
pub(crate) struct Done<T> {
    /// Where the file lies; none for standard input.
    pub(crate) path: Option<PathBuf>,
    /// Its path as it is shown.
    pub(crate) shown: String,
    /// Whose configuration held.
    pub(crate) project: Arc<Project>,
    /// What came of it, or why it was skipped.
    pub(crate) outcome: Result<T, &'static str>,
}

/// The files that the command line asks for.
pub(crate) struct Run<'a> {
    options: &'a FileOptions,
    projects: Projects,
    candidates: Vec<Candidate>,
    /// Whether files were left out so that there may rightly be none.
    is_narrowed: bool,
}

impl<'a> Run<'a> {
    /// Finds the files.
    pub(crate) fn find(options: &'a FileOptions, choice: RuleChoice) -> Result<Self, Failure> {
        Self::among(options, Projects::new(options.config.as_deref(), choice)?)
    }

    /// Finds the files of these projects.
    pub(crate) fn among(options: &'a FileOptions, mut projects: Projects) -> Result<Self, Failure> {
        let only_stdin =
            !options.paths.is_empty() && options.paths.iter().all(|path| path.as_os_str() == "-");
        let candidates = if only_stdin { Vec::new() } else { discover(options, &mut projects)? };
        Ok(Self { options, projects, candidates, is_narrowed: false })
    }

    /// The files that are looked into, each with whose configuration holds; the one on standard input,
    /// too, where it has a name.
    pub(crate) fn files(&mut self) -> Result<Vec<(PathBuf, Arc<Project>)>, Failure> {
        let looked_into = self.candidates.iter().filter(|candidate| candidate.left_out.is_none());
        let mut files: Vec<_> =
            looked_into.map(|candidate| (candidate.path.clone(), Arc::clone(&candidate.project))).collect();
        if let Some(path) = self.stdin_path() {
            let project = self.projects.of_folder(path.parent().unwrap_or(&path))?;
            files.push((path, project));
        }
        Ok(files)
    }

    /// The files, to be looked over, and what holds for them.
    pub(crate) fn found(&mut self) -> (&[Candidate], &mut Projects) {
        (&self.candidates, &mut self.projects)
    }

    /// Keeps some of the files; that none is left is no error then.
    pub(crate) fn narrow(&mut self, keep: impl FnMut(&Candidate) -> bool) {
        self.is_narrowed = true;
        self.candidates.retain(keep);
    }

    /// Whether there may rightly be no lesson.
    pub(crate) fn may_be_empty(&self) -> bool {
        self.is_narrowed || self.options.lessons_only || self.options.force_exclude
    }

    /// Does the work on each file; it is told where the file lies, where that is known.
    pub(crate) fn each<T: Send>(
        mut self,
        work: impl Fn(FileInput, &Project, Option<&Path>) -> T + Sync,
    ) -> Result<Vec<Done<T>>, Failure> {
        let candidates = std::mem::take(&mut self.candidates);
        let mut done: Vec<Done<T>> =
            candidates.into_par_iter().map(|candidate| do_file(candidate, &work)).collect();
        if self.options.paths.iter().any(|path| path.as_os_str() == "-") {
            done.push(self.do_stdin(&work)?);
        }
        done.sort_by(|first, second| first.shown.cmp(&second.shown));
        Ok(done)
    }

    /// Where what comes on standard input is said to lie.
    fn stdin_path(&self) -> Option<PathBuf> {
        let name = self.options.stdin_filename.as_deref()?;
        Some(self.projects.working_folder().join(name))
    }

    fn do_stdin<T>(
        &mut self,
        work: &impl Fn(FileInput, &Project, Option<&Path>) -> T,
    ) -> Result<Done<T>, Failure> {
        let path = self.stdin_path();
        let folder = self.projects.working_folder().to_owned();
        let project = self.projects.of_folder(path.as_deref().and_then(Path::parent).unwrap_or(&folder))?;
        let content = read_stdin(&project.settings.read.limits);
        let shown = path.as_deref().map_or_else(|| "-".to_owned(), |path| project.shown(path));
        let form = if path.is_none() { Some(sniff(&content, &project)) } else { None };
        let expected = if self.options.lessons_only { Expected::Unknown } else { Expected::Named };
        let file = FileInput { path: shown.clone(), form, content, expected };
        let outcome = work(file, &project, path.as_deref());
        Ok(Done { path: None, shown, project, outcome: Ok(outcome) })
    }
}

/// Why there is nothing to say; `None` where a lesson was looked at. `skipped` are the reasons for which files were skipped.
pub(crate) fn nothing_done(options: &FileOptions, files: usize, mut skipped: Vec<&str>) -> Option<String> {
    if files > skipped.len() {
        return None;
    }
    if files == 0 {
        return Some("no lesson found: there is no .yaml, .yml, .md, .markdown or .txt file here\n  help: name a lesson or a folder that holds some".to_owned());
    }
    skipped.sort_unstable();
    let mut counted: Vec<(usize, &str)> = Vec::new();
    for reason in skipped {
        match counted.last_mut() {
            Some((count, last)) if *last == reason => *count += 1,
            _ => counted.push((1, reason)),
        }
    }
    let reasons: Vec<String> =
        counted.into_iter().map(|(count, reason)| format!("{count} {reason}")).collect();
    let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    let all_named = !options.paths.is_empty() && !options.paths.iter().any(|path| path.is_dir());
    let help = if all_named {
        "name a lesson or a folder that holds some"
    } else {
        "name a lesson to see why it is none, or set `include` in lessonlint.toml"
    };
    Some(format!("no lesson found in {files}: {}\n  help: {help}", reasons.join(", ")))
}

fn do_file<T>(candidate: Candidate, work: &impl Fn(FileInput, &Project, Option<&Path>) -> T) -> Done<T> {
    let Candidate { path, project, expected, left_out } = candidate;
    let shown = project.shown(&path);
    let content = match left_out {
        Some(LeftOut::Skipped(reason)) => {
            return Done { path: Some(path), shown, project, outcome: Err(reason) };
        }
        Some(LeftOut::Unreadable(reason)) => Content::Unreadable(reason),
        None => read(&path, &project.settings.read.limits),
    };
    let file = FileInput { path: shown.clone(), form: None, content, expected };
    let outcome = work(file, &project, Some(&path));
    Done { path: Some(path), shown, project, outcome: Ok(outcome) }
}

/// A file's bytes, no more of them than the limit allows.
pub(crate) fn read(path: &Path, limits: &Limits) -> Content {
    let read = || {
        // Opening a pipe would wait for whoever writes to it.
        if !std::fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is no regular file"));
        }
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        take(file, size, limits)
    };
    read().unwrap_or_else(|error| Content::Unreadable(error.to_string()))
}

/// What comes on standard input, likewise.
pub(crate) fn read_stdin(limits: &Limits) -> Content {
    take(io::stdin().lock(), 0, limits).unwrap_or_else(|error| Content::Unreadable(error.to_string()))
}

/// What a stream gives, no more of it than the limit allows.
pub(crate) fn take(from: impl Read, size: u64, limits: &Limits) -> io::Result<Content> {
    let limit = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limits.bytes { Content::TooLarge } else { Content::Bytes(bytes) })
}

/// The form of a text without a name.
pub(crate) fn sniff(content: &Content, project: &Project) -> Form {
    match content {
        Content::Bytes(bytes) => {
            let source = SourceFile::new("-", String::from_utf8_lossy(bytes));
            guess_form(&Arc::new(source), &project.settings)
        }
        Content::Unreadable(_) | Content::TooLarge => Form::Yaml,
    }
}
