//! What `init` finds in a folder, and what it says of that.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;
use lesson_findings::{Finding, Outcome as FileOutcome};
use lesson_lint::proposal::{LeftOutProposal, Proposal, Surveyed, Taken, Wordings, drowning};
use lesson_lint::{Baseline, rules};
use lesson_syntax::markdown::{Labels, Standing};

use super::Place;
use crate::baseline::BASELINE_NAME;
use crate::commands::baseline::by_rule;
use crate::fix;
use crate::linted::{Linted, Matrices, Run, lint_files};
use crate::output::{Failure, Outcome, counted, from_here, warn};
use crate::project::CONFIG_NAME;

/// How many files are named in a message.
const MOST_NAMED: usize = 10;

/// What was found in the folder, and what is made of it.
pub(super) struct Found {
    pub(super) proposal: Proposal,
    baseline: Baseline,
    files: usize,
    courses: usize,
    /// Files that another configuration holds for.
    elsewhere: usize,
    /// Files that the system does not give, or that no configuration can name, with why.
    refused: Vec<(String, String)>,
    /// Files that are built like lessons and are none.
    like_lessons: Vec<(String, Standing)>,
    incomplete: bool,
}

impl Found {
    /// Lints the lessons with the wordings that were taken, and makes of what is found the rest of the
    /// proposal.
    pub(super) fn lint(
        place: &Place,
        survey: &[Surveyed],
        taken: &[Taken],
        today: Date,
    ) -> Result<Self, Failure> {
        let wordings = Wordings::of(survey);
        let labels = wordings.proposals(taken, &Labels::default());
        let mut proposal = Proposal { labels, open: wordings.open(), ..Proposal::default() };
        proposal.labelled = wordings.lessons();
        let Run { linted, incomplete, .. } =
            lint_files(place.run(&proposal)?, &place.files, today, Matrices::Unwanted)?;
        let files = linted.len();
        let (linted, others): (Vec<Linted>, Vec<Linted>) =
            linted.into_iter().partition(|linted| linted.project.root == place.root);
        let mut refused = Vec::new();
        let mut checked: Vec<&Linted> = Vec::new();
        for linted in &linted {
            match LeftOutProposal::of(&linted.report.findings) {
                None => checked.push(linted),
                Some(fault) => match refusal(linted) {
                    Some(why) => refused.push((fault.path, why)),
                    None => proposal.left_out.push(fault),
                },
            }
        }
        checked.retain(|linted| linted.report.outcome == FileOutcome::Linted);
        let courses = checked.iter().filter(|linted| linted.report.is_course).count();
        proposal.lessons = checked.len() - courses;
        proposal.levels =
            drowning(checked.iter().map(|linted| linted.report.findings.as_slice()), proposal.lessons);
        let baseline = recorded(&checked, &proposal);
        if !baseline.is_empty() {
            proposal.baseline = Some((BASELINE_NAME.to_owned(), baseline.len()));
        }
        let like_lessons = survey.iter().filter(|file| file.standing != Standing::Other);
        let like_lessons = like_lessons.filter(|file| !is_lesson(&linted, file.path()));
        let like_lessons = like_lessons.map(|file| (file.path().to_owned(), file.standing)).collect();
        let elsewhere = others.len();
        Ok(Self { proposal, baseline, files, courses, elsewhere, refused, like_lessons, incomplete })
    }

    pub(super) fn outcome(&self) -> Outcome {
        if self.incomplete || !self.refused.is_empty() { Outcome::Incomplete } else { Outcome::Clean }
    }

    /// Says on standard error what is not as it should be.
    pub(super) fn report(&self, place: &Place) {
        for (path, why) in &self.refused {
            warn(&format!("error: {path}: {why}"));
        }
        if !self.refused.is_empty() {
            warn("  help: mend this first; the gate stays red until then");
        }
        let left_out = &self.proposal.left_out;
        if !left_out.is_empty() {
            let files = counted(left_out.len(), "file has", "files have");
            let is = if left_out.len() == 1 { "is" } else { "are" };
            let named = left_out.iter().map(|fault| {
                let line = fault.line.map_or_else(String::new, |line| format!(":{line}"));
                format!(
                    "{}{line}: {} {}",
                    from_here(&place.root.join(&fault.path)),
                    fault.code,
                    fault.message
                )
            });
            warn(&format!(
                "warning: {files} faults that no baseline holds back, and {is} left out of every check{}\n  help: \
                 mend them by hand, before `init` or later; then take their lines out of `exclude`",
                list(named)
            ));
        }
        if !self.like_lessons.is_empty() {
            let files = counted(self.like_lessons.len(), "file is", "files are");
            let named = self.like_lessons.iter().map(|(path, standing)| {
                let why = match standing {
                    Standing::WithoutNumber => "its first line has no number, as in `Lesson 3 — …`",
                    _ => "its first line begins with another word than `Lesson`",
                };
                format!("{}: {why}", from_here(&place.root.join(path)))
            });
            warn(&format!(
                "warning: {files} built like lessons, and will not be checked{}\n  help: give them such a first line",
                list(named)
            ));
        }
        if self.elsewhere > 0 {
            let files = counted(self.elsewhere, "file is", "files are");
            warn(&format!("note: {files} left to another {CONFIG_NAME}, further down"));
        }
    }

    /// What would be written.
    pub(super) fn shown(&self, place: &Place) -> String {
        let lessons = counted(self.proposal.lessons, "lesson", "lessons");
        let files = counted(self.files, "file", "files");
        let courses = match self.courses {
            0 => String::new(),
            courses => format!(" and {}", counted(courses, "course", "courses")),
        };
        let mut text = format!("{lessons}{courses} ({files} looked at)\n\n{}:\n\n", from_here(&place.config));
        for line in self.proposal.to_text().lines() {
            let line = if line.is_empty() { String::new() } else { format!("    {line}") };
            let _ = writeln!(text, "{line}");
        }
        if !self.baseline.is_empty() {
            let findings = counted(self.baseline.len(), "finding", "findings");
            let name = from_here(&place.baseline);
            let _ = write!(text, "\n{name}:\n\n    {findings}{}\n", by_rule(&self.baseline));
        }
        text.push('\n');
        text
    }

    pub(super) fn question(&self, place: &Place) -> String {
        let baseline = if self.baseline.is_empty() { None } else { Some(&place.baseline) };
        let files: Vec<String> =
            std::iter::once(&place.config).chain(baseline).map(|path| from_here(path)).collect();
        format!("Write {}?", files.join(" and "))
    }

    /// Writes the baseline, then the configuration that names it; both or neither.
    pub(super) fn write(&self, place: &Place) -> Result<(), Failure> {
        if !self.baseline.is_empty() {
            fix::create(&place.baseline, &self.baseline.to_text())?;
        }
        let written = fix::create(&place.config, &self.proposal.to_text());
        if written.is_err() && !self.baseline.is_empty() {
            let _ = std::fs::remove_file(&place.baseline);
        }
        Ok(written?)
    }

    pub(super) fn next_steps(&self, place: &Place) -> String {
        let argument = place.argument();
        let check = match self.outcome() {
            Outcome::Clean => "passes now, and fails on what is new: the line for CI",
            _ => "passes once the errors above are mended, and fails on what is new: the line for CI",
        };
        let mut steps = vec![(format!("check{argument}"), check)];
        if let Some(fault) = self.proposal.left_out.first() {
            let file = typed(&place.root.join(&fault.path));
            steps.push((format!("check {file}"), "shows what is to be mended in a file that is left out"));
        }
        if !self.baseline.is_empty() {
            steps.push((
                format!("baseline show{}", self.config_argument(place)),
                "lists what is held back, to be mended with time",
            ));
            steps.push((format!("baseline update{argument}"), "takes out of it what was mended"));
        }
        let mut text = format!("{}: written\n", from_here(&place.config));
        if !self.baseline.is_empty() {
            let _ = writeln!(text, "{}: written", from_here(&place.baseline));
        }
        text.push_str("\nCommit what was written. Then:\n\n");
        for (command, what) in steps {
            let _ = writeln!(text, "    lessonlint {command}\n        {what}");
        }
        text
    }

    fn config_argument(&self, place: &Place) -> String {
        if place.argument().is_empty() {
            String::new()
        } else {
            format!(" --config {}", typed(&place.config))
        }
    }
}

/// Why a file can neither be checked nor left out: the system does not give it, or its name cannot be
/// written into a configuration.
fn refusal(linted: &Linted) -> Option<String> {
    let unreadable = linted.report.findings.iter().find(|finding| finding.rule.code == "E010");
    if unreadable.is_some() {
        return Some(linted.report.reason.clone().unwrap_or_else(|| "unreadable".to_owned()));
    }
    let named = linted.path.as_deref().and_then(Path::to_str).is_some();
    (!named).then(|| {
        "it has faults that no baseline holds back, and cannot be left out, for its name is not UTF-8; rename it"
            .to_owned()
    })
}

fn is_lesson(linted: &[Linted], path: &str) -> bool {
    let found = linted.binary_search_by(|linted| linted.report.path.as_str().cmp(path));
    found.ok().and_then(|at| linted.get(at)).is_some_and(|linted| linted.report.form.is_some())
}

/// The findings that are held back: all but those of rules that are turned off.
fn recorded(checked: &[&Linted], proposal: &Proposal) -> Baseline {
    let off = |finding: &Finding| {
        let rule = rules::find(finding.rule.code);
        proposal
            .levels
            .iter()
            .any(|level| level.level.is_none() && rule.is_some_and(|rule| rule.code == level.rule.code))
    };
    let mut baseline = Baseline::default();
    for linted in checked {
        let findings =
            linted.report.findings.iter().filter(|finding| Baseline::can_hold(finding) && !off(finding));
        findings.for_each(|finding| baseline.record(finding, None));
    }
    baseline
}

/// A path in a command that can be copied.
pub(super) fn typed(path: &Path) -> String {
    let name = from_here(path);
    if name.contains(char::is_whitespace) { format!("\"{name}\"") } else { name }
}

/// Lines below a message, the first of many.
fn list(named: impl ExactSizeIterator<Item = String>) -> String {
    let more = named.len().saturating_sub(MOST_NAMED);
    let mut text: String = named.take(MOST_NAMED).map(|line| format!("\n  {line}")).collect();
    if more > 0 {
        let _ = write!(text, "\n  … and {more} more");
    }
    text
}
