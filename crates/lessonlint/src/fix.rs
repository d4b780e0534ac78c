//! Fixes, applied to one file until nothing changes, and written so that no file is ever half.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use lesson_findings::{Applicability, Finding};
use lesson_lint::{Content, Expected, FileInput, FileReport, lint};
use lesson_text::{Edit, Span, apply};

use crate::output::shown;
use crate::project::Project;

/// More rounds than any lesson needs; a fix that never settles stops here.
const MOST_ROUNDS: usize = 100;

/// Applies the fixes of the kinds that are allowed, round by round, for those that overlap; gives the
/// new text, or `None` where nothing changes.
pub(crate) fn fixed(report: &FileReport, project: &Project, allowed: &[Applicability]) -> Option<String> {
    let mut text = report.source.text().to_owned();
    let mut edits = choose(&report.findings, allowed);
    let mut unreadable = count_unreadable(&report.findings);
    for _ in 0..MOST_ROUNDS {
        if edits.is_empty() {
            break;
        }
        let Ok(next) = apply(&text, &edits) else { break };
        let report = again(&report.path, next.clone(), project);
        let now_unreadable = count_unreadable(&report.findings);
        // A fix that makes the file worse to read is a fault of ours; the text before it stands.
        if now_unreadable > unreadable || next == text {
            break;
        }
        text = next;
        unreadable = now_unreadable;
        edits = choose(&report.findings, allowed);
    }
    (text != report.source.text()).then_some(text)
}

/// More at once than is shown, so that a file with many holes does not take as many rounds.
const MOST_AT_ONCE: usize = 10_000;

fn again(path: &str, text: String, project: &Project) -> FileReport {
    let mut settings = project.settings.clone();
    settings.most_findings = MOST_AT_ONCE;
    let content = Content::Bytes(text.into_bytes());
    lint(FileInput { path: path.to_owned(), form: None, content, expected: Expected::Lesson }, &settings)
}

/// The edits of the first allowed fix of each finding, less those that overlap an earlier one's.
fn choose(findings: &[Finding], allowed: &[Applicability]) -> Vec<Edit> {
    // By place: an edit can only conflict with its neighbours.
    let mut chosen: BTreeMap<(Span, usize), Edit> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.suppression.is_none()) {
        let fix = finding.fixes.iter().find(|fix| allowed.contains(&fix.applicability));
        let Some(fix) = fix else { continue };
        let edits: Vec<&Edit> = fix.edits.iter().map(|edit| &edit.edit).collect();
        let free = |edit: &&Edit| {
            let before = chosen.range(..=(edit.span, usize::MAX)).next_back();
            let after = chosen.range((edit.span, 0)..).next();
            !before.into_iter().chain(after).any(|(_, other)| other.conflicts_with(edit))
        };
        if edits.iter().all(free) {
            let first = chosen.len();
            let numbered = edits.into_iter().enumerate();
            chosen.extend(numbered.map(|(index, edit)| ((edit.span, first + index), edit.clone())));
        }
    }
    chosen.into_values().collect()
}

fn count_unreadable(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.rule.code == "E001").count()
}

/// Writes a file's new text beside it and puts it in its place, if the file is still what was read.
///
/// A link is followed, and its file replaced, unless it leads out of the root.
pub(crate) fn write(path: &Path, root: &Path, read: &str, text: &str) -> Result<(), String> {
    let name = shown(path.strip_prefix(root).unwrap_or(path));
    let explain = |error: io::Error| format!("{name} cannot be written: {error}");
    let target = fs::canonicalize(path).map_err(explain)?;
    if path.starts_with(root) && !target.starts_with(fs::canonicalize(root).map_err(explain)?) {
        return Err(format!(
            "{name} is a link out of {} and was not changed\n  help: name the file that it leads to, {}",
            shown(root),
            shown(&target)
        ));
    }
    let metadata = fs::metadata(&target).map_err(explain)?;
    if metadata.permissions().readonly() {
        return Err(format!(
            "{name} is read-only and was not changed\n  help: make it writable, or see what would change with `--diff`"
        ));
    }
    let folder = target.parent().unwrap_or(&target);
    let mut file = tempfile::Builder::new().prefix(".lessonlint-").tempfile_in(folder).map_err(explain)?;
    file.write_all(text.as_bytes()).map_err(explain)?;
    file.as_file().set_permissions(metadata.permissions()).map_err(explain)?;
    keep_owner(file.as_file(), &metadata);
    file.as_file().sync_all().map_err(explain)?;
    if fs::read(&target).map_err(explain)? != read.as_bytes() {
        return Err(format!(
            "{name} changed while it was being fixed, and was left alone\n  help: run the command again"
        ));
    }
    file.persist(&target).map_err(|error| explain(error.error))?;
    Ok(())
}

/// Gives a new file the owner of the one that it replaces, where the system lets us.
#[cfg(unix)]
fn keep_owner(file: &fs::File, replaced: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(replaced.uid()), Some(replaced.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lesson.yaml");
        fs::write(&path, "as it is now").unwrap();
        let refused = write(&path, folder.path(), "as it was read", "as it should be").unwrap_err();
        assert!(refused.starts_with("lesson.yaml changed while it was being fixed"), "{refused}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "as it is now");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
