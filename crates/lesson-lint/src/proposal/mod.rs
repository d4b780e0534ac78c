//! What a configuration for lessons that are there already should say: the wordings that they use, the
//! levels of rules that would drown everything else, what cannot be checked yet, and whether the rest is
//! held back.

mod levels;
mod patterns;
mod text;
mod wordings;

use lesson_findings::{Finding, Severity};

use crate::{Baseline, Rule};

pub use levels::drowning;
pub use wordings::{Place, Surveyed, Taken, Wordings};

/// The labels that a law goes by, and what the layout alone cannot tell of them.
const LAWS: [(&str, &str); 2] = [
    ("where_it_breaks", "Law 2 goes by this. Look at some: do they say where the analogy breaks?"),
    ("why", "Law 3 goes by this. Look at some: do they say why the line is not said?"),
];

/// A configuration as it is proposed.
#[derive(Debug, Default)]
pub struct Proposal {
    /// How many lessons it is made from.
    pub lessons: usize,
    /// How many of them have labels: those in Markdown or text.
    pub labelled: usize,
    /// Wordings for each label, in the order of the labels.
    pub labels: Vec<LabelProposal>,
    /// Wordings that may be labels, the most frequent first; a person has to decide.
    pub open: Vec<Taken>,
    /// Other levels.
    pub levels: Vec<LevelProposal>,
    /// Files that are left out.
    pub left_out: Vec<LeftOutProposal>,
    /// The baseline's name, and how many findings it holds.
    pub baseline: Option<(String, usize)>,
}

/// Wordings for one label.
#[derive(Clone, Debug)]
pub struct LabelProposal {
    /// The key under `[markdown.labels]`.
    pub key: &'static str,
    /// The wordings with where they were seen, the canonical one first.
    pub wordings: Vec<Taken>,
    /// Whether one of them was no label before.
    pub is_new: bool,
}

/// A level for a rule that speaks in most lessons.
#[derive(Clone, Debug)]
pub struct LevelProposal {
    /// The rule.
    pub rule: &'static Rule,
    /// Its level; `None` turns it off.
    pub level: Option<Severity>,
    /// How many findings it has.
    pub findings: usize,
    /// In how many lessons.
    pub lessons: usize,
}

/// A file that no baseline can hold back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutProposal {
    /// Its path from the configuration's folder.
    pub path: String,
    /// The line of the first fault; none where the text could not be read.
    pub line: Option<usize>,
    /// The rule's code.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
}

impl LeftOutProposal {
    /// Why a file's findings cannot be held back, if so: the first that is an error and cannot be recorded.
    #[must_use]
    pub fn of(findings: &[Finding]) -> Option<Self> {
        let finding = findings.iter().find(|finding| fails_in_any_case(finding))?;
        let line =
            finding.location.as_ref().map(|place| place.source.position(place.span.start as usize).line);
        let (path, message) = (finding.path.clone(), finding.message.clone());
        Some(Self { path, line, code: finding.rule.code, message })
    }
}

/// Whether a finding fails a run though a baseline records all that it can.
fn fails_in_any_case(finding: &Finding) -> bool {
    finding.severity == Severity::Error && finding.suppression.is_none() && !Baseline::can_hold(finding)
}
