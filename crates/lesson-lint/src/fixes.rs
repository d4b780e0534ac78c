//! Fixes, applied to one file's text until nothing changes. Pure, like linting: who calls it writes.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use lesson_findings::{Applicability, Finding};
use lesson_text::{Edit, Span, apply};

use crate::{Content, Expected, FileInput, FileReport, Settings, Surroundings, check, load};

/// More rounds than any lesson needs; a fix that never settles stops here.
const MOST_ROUNDS: usize = 100;

/// More at once than is shown, so that a file with many holes does not take as many rounds.
const MOST_AT_ONCE: usize = 10_000;

/// How many bytes may be read again in all rounds of one file, and what for each byte of a round is
/// counted: fixes are made and checked on the way.
const WORK: usize = 24 << 20;
const WORK_OF_BYTE: usize = 16;

/// Applies the fixes of the kinds that are allowed, round by round, for those that overlap; gives the
/// new text, or `None` where nothing changes. In a file of no ordinary size, some may be left for
/// another run.
#[must_use]
pub fn fixed(
    report: &FileReport,
    settings: &Settings,
    surroundings: &Surroundings,
    allowed: &[Applicability],
) -> Option<String> {
    let mut text = report.source.text().to_owned();
    let mut findings = Cow::Borrowed(report.findings.as_slice());
    let mut unreadable = count_unreadable(&findings);
    let mut work = WORK;
    for _ in 0..MOST_ROUNDS {
        // Insertions at one place go together, unless that makes the file worse to read.
        let next = [Together::Yes, Together::No].into_iter().find_map(|together| {
            let next =
                apply(&text, &choose(&findings, allowed, together)).ok().filter(|next| *next != text)?;
            work = work.checked_sub(next.len() * WORK_OF_BYTE)?;
            let report = again(report, next.clone(), settings, surroundings);
            (count_unreadable(&report.findings) <= unreadable).then_some((next, report.findings))
        });
        // A fix that makes the file worse to read is a fault of ours; the text before it stands.
        let Some((next, next_findings)) = next else { break };
        text = next;
        unreadable = count_unreadable(&next_findings);
        findings = Cow::Owned(next_findings);
    }
    (text != report.source.text()).then_some(text)
}

fn again(report: &FileReport, text: String, settings: &Settings, surroundings: &Surroundings) -> FileReport {
    let mut settings = settings.clone();
    settings.most_findings = MOST_AT_ONCE;
    let content = Content::Bytes(text.into_bytes());
    let path = report.path.clone();
    let file = FileInput { path, form: report.form, content, expected: Expected::Lesson };
    check(load(file, &settings), &settings, surroundings)
}

/// Whether several insertions may be made at one place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Together {
    Yes,
    No,
}

/// The edits of the first allowed fix of each finding, less those that overlap an earlier one's.
fn choose(findings: &[Finding], allowed: &[Applicability], together: Together) -> Vec<Edit> {
    // By place: an edit can only conflict with its neighbours.
    let mut chosen: BTreeMap<(Span, Reverse<usize>, usize), &Edit> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.suppression.is_none()) {
        let fix = finding.fixes.iter().find(|fix| allowed.contains(&fix.applicability));
        let Some(fix) = fix else { continue };
        let edits: Vec<&Edit> = fix.edits.iter().map(|edit| &edit.edit).collect();
        let free = |edit: &&Edit| {
            let join =
                |other: &Edit| together == Together::Yes && edit.span.is_empty() && other.span == edit.span;
            let before = chosen.range(..(edit.span, Reverse(usize::MAX), 0)).next_back();
            let after = chosen.range((edit.span, Reverse(usize::MAX), 0)..).next();
            let mut neighbours = before.into_iter().chain(after);
            !neighbours.any(|(_, other)| other.conflicts_with(edit) && !join(other))
        };
        if edits.iter().all(free) {
            let first = chosen.len();
            let numbered = edits.into_iter().enumerate();
            chosen.extend(
                numbered.map(|(index, edit)| ((edit.span, Reverse(indentation(edit)), first + index), edit)),
            );
        }
    }
    joined(chosen.into_values())
}

/// What is inserted at one place as one edit: the further in, the sooner, for it belongs to what stands
/// right before.
fn joined<'a>(edits: impl Iterator<Item = &'a Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.span.is_empty() && last.span == edit.span => last.text.push_str(&edit.text),
            _ => joined.push(edit.clone()),
        }
    }
    joined
}

/// How far in the first line begins that an edit adds.
fn indentation(edit: &Edit) -> usize {
    let line = edit.text.trim_start_matches(['\r', '\n']);
    line.len() - line.trim_start_matches(' ').len()
}

/// How many findings say that something cannot be read as it stands.
fn count_unreadable(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| matches!(finding.rule.code, "E001" | "E004" | "E008")).count()
}
