use std::sync::Arc;

use crate::{Changes, Finding, LessonMatrix, RuleDescription, RuleInfo, Severity};

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// It is a lesson or a course and was looked at.
    Linted,
    /// It is none, or was excluded.
    Skipped,
    /// It could not be read.
    Unreadable,
}

impl Outcome {
    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Linted => "linted",
            Self::Skipped => "skipped",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// Its path, relative to the root, with `/`.
    pub path: String,
    /// The root, from the top of the file system, with `/`; empty where it is not known.
    pub root: Arc<str>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was skipped or could not be read.
    pub reason: Option<String>,
    /// Whether it is a course and no lesson.
    pub is_course: bool,
    /// How many findings of which rules are left out, for there are too many.
    pub unshown: Vec<Unshown>,
}

/// Findings of one rule in one file that are left out, for there are too many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unshown {
    /// The rule.
    pub rule: RuleInfo,
    /// How many.
    pub count: usize,
}

/// How a run ended, as its exit code says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// No finding at the level that fails a run.
    #[default]
    Passed,
    /// Findings at that level.
    Failed,
    /// A part of the work could not be done.
    Incomplete,
}

/// Everything that one run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The day that rules about dates went by, as in `2026-01-31`.
    pub today: String,
    /// The version of lessonlint.
    pub version: &'static str,
    /// The top of the repository, from the top of the file system, with `/`; empty where it is not known.
    pub top: String,
    /// How the run ended.
    pub verdict: Verdict,
    /// The rules that may have spoken, by code.
    pub rules: Vec<RuleDescription>,
    /// The files, by path.
    pub files: Vec<FileEntry>,
    /// The findings, in their order.
    pub findings: Vec<Finding>,
    /// How many findings a baseline holds back.
    pub baselined: usize,
    /// How many entries of a baseline name findings that are gone.
    pub stale: usize,
    /// The lessons' matrices, by path, where a format was asked for that shows them.
    pub matrices: Vec<LessonMatrix>,
    /// What became of lessons and debt since another state, where that was asked for.
    pub changes: Option<Changes>,
}

/// The report in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files looked at.
    pub files: usize,
    /// Lessons linted.
    pub lessons: usize,
    /// Courses linted.
    pub courses: usize,
    /// Files skipped.
    pub skipped: usize,
    /// Findings at each level that are not silenced.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub advice: usize,
    /// Findings that are silenced.
    pub suppressed: usize,
    /// Findings that a baseline holds back.
    pub baselined: usize,
    /// Entries of a baseline whose findings are gone.
    pub stale: usize,
    /// Findings that are not silenced and come with a fix.
    pub fixable: usize,
}

impl Report {
    /// Counts the files and findings.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let with_outcome = |outcome| self.files.iter().filter(move |file| file.outcome == outcome);
        let courses = with_outcome(Outcome::Linted).filter(|file| file.is_course).count();
        let mut summary = Summary {
            files: self.files.len(),
            lessons: with_outcome(Outcome::Linted).count() - courses,
            courses,
            skipped: with_outcome(Outcome::Skipped).count(),
            baselined: self.baselined,
            stale: self.stale,
            ..Summary::default()
        };
        for finding in &self.findings {
            if finding.suppression.is_some() {
                summary.suppressed += 1;
                continue;
            }
            match finding.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Advice => summary.advice += 1,
            }
            summary.fixable += usize::from(!finding.fixes.is_empty());
        }
        summary
    }

    /// A path as services know it, which show findings in a repository: from its top, where the root is
    /// another folder. What lies elsewhere keeps its whole path.
    #[must_use]
    pub fn from_top(&self, root: &str, path: &str) -> String {
        if root.is_empty() || self.top.is_empty() {
            return path.to_owned();
        }
        let whole = joined(root, path);
        let below = whole.strip_prefix(self.top.trim_end_matches('/'));
        match below.and_then(|below| below.strip_prefix('/')) {
            Some(below) => below.to_owned(),
            None => whole,
        }
    }

    /// The findings that are not silenced.
    pub fn spoken(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppression.is_none())
    }

    /// The highest severity among the findings that are not silenced.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.spoken().map(|finding| finding.severity).max()
    }
}

/// A path below a folder, without steps up; one that is whole already stays what it is.
fn joined(folder: &str, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.len() > 1 => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_know_paths_from_the_top_of_the_repository() {
        let report = Report { top: "/home/ann/site".to_owned(), ..Report::default() };
        let from_top = |root, path| report.from_top(root, path);
        assert_eq!(from_top("/home/ann/site", "lessons/04.yaml"), "lessons/04.yaml");
        assert_eq!(from_top("/home/ann/site/lessons", "04.yaml"), "lessons/04.yaml");
        assert_eq!(from_top("/home/ann/site/lessons", "../course.yaml"), "course.yaml");
        assert_eq!(from_top("/home/ann", "site/lessons/04.yaml"), "lessons/04.yaml");
        assert_eq!(from_top("/home/ann/site", "../other/04.yaml"), "/home/ann/other/04.yaml");
        assert_eq!(from_top("/home/ann/site-two", "04.yaml"), "/home/ann/site-two/04.yaml");
        assert_eq!(from_top("", "04.yaml"), "04.yaml");
    }
}
