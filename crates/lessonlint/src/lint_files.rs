//! Files to reports, in parallel; the order of the reports is that of the files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_findings::Outcome as FileOutcome;
use lesson_lint::{Content, Expected, FileInput, FileReport, lint};
use lesson_syntax::{Form, Limits, markdown};
use lesson_text::SourceFile;
use rayon::prelude::*;

use crate::arguments::FileOptions;
use crate::discover::{Candidate, LeftOut, discover};
use crate::output::{Failure, warn};
use crate::project::{Project, Projects, RuleChoice};

/// One file's report, with where it lies and whose configuration held.
pub(crate) struct Linted {
    /// Where the file lies; none for standard input.
    pub(crate) path: Option<PathBuf>,
    /// Whose configuration held.
    pub(crate) project: Arc<Project>,
    /// What linting it gave.
    pub(crate) report: FileReport,
}

/// Finds and lints the files that the command line asks for; `each` may take what it needs from a
/// report before the next one is made.
pub(crate) fn lint_files(
    options: &FileOptions,
    choice: RuleChoice,
    each: impl Fn(&mut Linted) + Sync,
) -> Result<Vec<Linted>, Failure> {
    let mut projects = Projects::new(options.config.as_deref(), choice)?;
    let only_stdin = !options.paths.is_empty() && options.paths.iter().all(|path| path.as_os_str() == "-");
    let candidates = if only_stdin { Vec::new() } else { discover(options, &mut projects)? };
    let mut linted: Vec<Linted> = candidates
        .into_par_iter()
        .map(|candidate| {
            let mut linted = lint_candidate(candidate);
            each(&mut linted);
            linted
        })
        .collect();
    if options.paths.iter().any(|path| path.as_os_str() == "-") {
        let mut stdin = lint_stdin(options, &mut projects)?;
        each(&mut stdin);
        linted.push(stdin);
    }
    linted.sort_by(|first, second| first.report.path.cmp(&second.report.path));
    Ok(linted)
}

/// Says on standard error which rules failed on which file; whether any did.
pub(crate) fn report_crashes(linted: &[Linted]) -> bool {
    let mut crashed = false;
    for report in linted.iter().map(|linted| &linted.report) {
        for (code, panic) in &report.crashes {
            crashed = true;
            warn(&format!(
                "error: rule {code} failed on {}: {panic}\n  help: this is a fault of lessonlint; please report it, with the file if you can",
                report.path
            ));
        }
    }
    crashed
}

/// Why there is nothing to say: `None` where a lesson was looked at, or there may rightly be none.
pub(crate) fn nothing_linted(options: &FileOptions, linted: &[Linted]) -> Option<String> {
    let looked_at = linted.iter().any(|linted| linted.report.outcome != FileOutcome::Skipped);
    if looked_at || options.lessons_only || options.force_exclude {
        return None;
    }
    let skipped = linted.len();
    Some(match skipped {
        0 => "no lesson found: there is no .yaml, .yml, .md, .markdown or .txt file here\n  help: name a lesson or a folder that holds some".to_owned(),
        _ => format!(
            "no lesson found in {skipped} file{}: {}\n  help: name a lesson to see why it is none, or set `include` in lessonlint.toml",
            if skipped == 1 { "" } else { "s" },
            reasons(linted),
        ),
    })
}

fn reasons(linted: &[Linted]) -> String {
    let mut reasons: Vec<&str> = linted.iter().filter_map(|linted| linted.report.reason.as_deref()).collect();
    reasons.sort_unstable();
    let mut counted: Vec<(usize, &str)> = Vec::new();
    for reason in reasons {
        match counted.last_mut() {
            Some((count, last)) if *last == reason => *count += 1,
            _ => counted.push((1, reason)),
        }
    }
    counted.into_iter().map(|(count, reason)| format!("{count} {reason}")).collect::<Vec<_>>().join(", ")
}

fn lint_candidate(candidate: Candidate) -> Linted {
    let Candidate { path, project, expected, left_out } = candidate;
    let shown = project.shown(&path);
    let content = match left_out {
        Some(LeftOut::Skipped(reason)) => {
            let report = FileReport::skipped(shown, reason);
            return Linted { path: Some(path), project, report };
        }
        Some(LeftOut::Unreadable(reason)) => Content::Unreadable(reason),
        None => read(&path, &project.settings.read.limits),
    };
    let report = lint(FileInput { path: shown, form: None, content, expected }, &project.settings);
    Linted { path: Some(path), project, report }
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

fn take(from: impl Read, size: u64, limits: &Limits) -> io::Result<Content> {
    let limit = u64::try_from(limits.bytes).unwrap_or(u64::MAX);
    let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limits.bytes { Content::TooLarge } else { Content::Bytes(bytes) })
}

fn lint_stdin(options: &FileOptions, projects: &mut Projects) -> Result<Linted, Failure> {
    let named = options.stdin_filename.as_deref();
    let folder = projects.working_folder().to_owned();
    let path = named.map(|name| folder.join(name));
    let project = projects.of_folder(path.as_deref().and_then(Path::parent).unwrap_or(&folder))?;
    let content = take(io::stdin().lock(), 0, &project.settings.read.limits);
    let content = content.unwrap_or_else(|error| Content::Unreadable(error.to_string()));
    let shown = path.map_or_else(|| "-".to_owned(), |path| project.shown(&path));
    let form = if named.is_none() { Some(sniff(&content, &project)) } else { None };
    let expected = if options.lessons_only { Expected::Unknown } else { Expected::Named };
    let report = lint(FileInput { path: shown, form, content, expected }, &project.settings);
    Ok(Linted { path: None, project, report })
}

/// The form of a text without a name: Markdown where it begins as a lesson does, else YAML.
fn sniff(content: &Content, project: &Project) -> Form {
    let Content::Bytes(bytes) = content else { return Form::Yaml };
    let source = SourceFile::new("-", String::from_utf8_lossy(bytes));
    if markdown::looks_like_lesson(&source, &project.settings.read.labels) {
        Form::Markdown
    } else {
        Form::Yaml
    }
}
