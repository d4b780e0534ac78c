//! What became of lessons: each as it was, read with the settings of today, beside what it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lesson_findings::{Changes, Debt, LessonChange, LessonMatrix, Outcome};
use lesson_lint::{Content, FileInput, Loaded, load, new_suppressions};
use rayon::prelude::*;

use super::difference::Difference;
use super::{Past, Since};
use crate::discover::Candidate;
use crate::each_file::read;
use crate::matrices;
use crate::output::Failure;

/// As many files are compared side by side; git gives one content after the other.
const TOGETHER: usize = 256;

/// Compares every file that differs with what it was.
pub(crate) fn compare(since: &Since, past: &mut Past<'_>, changes: &mut Changes) -> Result<(), Failure> {
    for some in since.changed.chunks(TOGETHER) {
        let with_past = with_past(past, some, |path| since.differences.get(path))?;
        let compared: Vec<_> = with_past.into_par_iter().map(|file| changed(since, file)).collect();
        for (lesson, debt) in compared {
            changes.lessons.extend(lesson);
            changes.debt.extend(debt);
        }
    }
    for some in since.gone.chunks(TOGETHER) {
        let with_past =
            with_past(past, some, |was| since.differences.get(since.now.get(was).unwrap_or(was)))?;
        let compared: Vec<_> = with_past.into_par_iter().filter_map(gone).collect();
        changes.lessons.extend(compared);
    }
    Ok(())
}

/// A file that differs, with what it was.
struct WithPast<'a> {
    path: &'a Path,
    candidate: &'a Candidate,
    before: Option<Content>,
}

fn with_past<'a>(
    past: &mut Past<'_>,
    files: &'a [(PathBuf, Candidate)],
    difference_of: impl Fn(&PathBuf) -> Option<&'a Difference>,
) -> Result<Vec<WithPast<'a>>, Failure> {
    let with_past = files.iter().map(|(path, candidate)| {
        let limit = candidate.project.settings.read.limits.bytes;
        let before = difference_of(path).map(|difference| past.content(difference, limit)).transpose()?;
        Ok(WithPast { path, candidate, before: before.flatten() })
    });
    with_past.collect()
}

/// What became of a file that is there, and which debt was made in it.
fn changed(since: &Since, file: WithPast<'_>) -> (Option<LessonChange>, Vec<Debt>) {
    let WithPast { path, candidate, before } = file;
    let project = &candidate.project;
    let before = before.map(|content| loaded(candidate, content));
    let after = loaded(candidate, read(&candidate.path, &project.settings.read.limits));
    let was = since.differences.get(path).and_then(|difference| difference.was.as_deref());
    let was = was.filter(|was| *was != path).map(|was| project.shown(&since.scope.top().join(was)));
    let change = comparable(before.as_ref(), &after, candidate)
        .and_then(|(before, after)| LessonChange::between(was, before.as_ref(), after.as_ref()));
    let mut debt = Vec::new();
    if says_something(&after) {
        debt = new_suppressions(before.as_ref().filter(|before| says_something(before)), &after);
        debt.iter_mut().for_each(|debt| debt.root = Arc::clone(&project.name));
    }
    (change, debt)
}

/// What was lost with a file that is gone.
fn gone(file: WithPast<'_>) -> Option<LessonChange> {
    let project = &file.candidate.project;
    let before = matrices::of(&loaded(file.candidate, file.before?), project);
    LessonChange::between(None, before.as_ref(), None)
}

/// A file with some content, read as it is read today.
fn loaded(candidate: &Candidate, content: Content) -> Loaded {
    let path = candidate.project.shown(&candidate.path);
    let file = FileInput { path, form: None, content, expected: candidate.expected };
    load(file, &candidate.project.settings)
}

/// The matrices before and after; `None` where one of them cannot be known, which is a finding of its own.
fn comparable(
    before: Option<&Loaded>,
    after: &Loaded,
    candidate: &Candidate,
) -> Option<(Option<LessonMatrix>, Option<LessonMatrix>)> {
    let unknown =
        |file: &Loaded| file.outcome == Outcome::Unreadable || (file.is_lesson && file.lesson.is_none());
    if before.is_some_and(unknown) || unknown(after) {
        return None;
    }
    let matrix = |file: &Loaded| matrices::of(file, &candidate.project);
    Some((before.and_then(matrix), matrix(after)))
}

/// Whether comments in a file can silence anything.
fn says_something(file: &Loaded) -> bool {
    file.is_lesson || file.is_course
}
