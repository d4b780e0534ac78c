//! The findings of old that a team has not mended yet, recorded by fingerprint. New findings are not
//! among them, and what is mended leaves the record.

mod debt;
mod file;

use std::collections::{BTreeMap, HashSet};

use lesson_findings::{Family, Finding};

pub use file::baseline_schema;

use crate::rules;

/// What is recorded of a finding. Its fingerprint names it; the rest is for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What names the finding across edits elsewhere in its file.
    pub fingerprint: String,
    /// The rule's code.
    pub code: String,
    /// The rule's name.
    pub name: String,
    /// The file, relative to the root, with `/`.
    pub path: String,
    /// The way to the value in the content model, when it was last seen.
    pub pointer: Option<String>,
    /// What was wrong, when it was last seen.
    pub message: String,
    /// Why it was accepted after the baseline was made; none for those of the first day.
    pub reason: Option<String>,
}

/// A record of findings, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    by_fingerprint: BTreeMap<String, Recorded>,
}

/// What an update does to a baseline.
#[derive(Debug)]
pub struct Updated<'a> {
    /// The baseline as it is now.
    pub baseline: Baseline,
    /// What left it.
    pub gone: Vec<Recorded>,
    /// Findings that it does not hold.
    pub new: Vec<&'a Finding>,
}

impl Baseline {
    /// Whether a finding can be recorded at all: what keeps a file from being read hides what else is wrong
    /// with it, and what is wrong with a suppression is mended where it stands.
    #[must_use]
    pub fn can_hold(finding: &Finding) -> bool {
        let unread = rules::find(finding.rule.code).is_none_or(|rule| rule.is_fixed() && !rule.is_law());
        !unread && finding.rule.family != Family::Suppressions && finding.suppression.is_none()
    }

    /// Whether it holds a finding back.
    #[must_use]
    pub fn holds(&self, finding: &Finding) -> bool {
        Self::can_hold(finding) && self.by_fingerprint.contains_key(&finding.fingerprint)
    }

    /// Records a finding.
    pub fn record(&mut self, finding: &Finding, reason: Option<&str>) {
        let recorded = Recorded {
            fingerprint: finding.fingerprint.clone(),
            code: finding.rule.code.to_owned(),
            name: finding.rule.name.to_owned(),
            path: finding.path.clone(),
            pointer: finding.pointer.clone(),
            message: finding.message.clone(),
            reason: reason.map(ToOwned::to_owned),
        };
        self.by_fingerprint.insert(recorded.fingerprint.clone(), recorded);
    }

    /// What is recorded, by path, rule and fingerprint.
    #[must_use]
    pub fn recorded(&self) -> Vec<&Recorded> {
        let mut recorded: Vec<&Recorded> = self.by_fingerprint.values().collect();
        recorded.sort_by_key(|entry| (&entry.path, &entry.code, &entry.fingerprint));
        recorded
    }

    /// What is recorded and was not found again, where that can be known: its file was looked at, and its
    /// rule could speak.
    #[must_use]
    pub fn gone<'a>(&'a self, found: &[&Finding], is_known: impl Fn(&Recorded) -> bool) -> Vec<&'a Recorded> {
        let found: HashSet<&str> = found.iter().map(|finding| &*finding.fingerprint).collect();
        let missing = |entry: &&Recorded| !found.contains(&*entry.fingerprint) && is_known(entry);
        self.recorded().into_iter().filter(missing).collect()
    }

    /// The baseline after a run that found these: what is gone leaves it, what is still there is recorded as
    /// it is now, and nothing is added.
    #[must_use]
    pub fn updated<'a>(&self, found: &[&'a Finding], is_known: impl Fn(&Recorded) -> bool) -> Updated<'a> {
        let gone: Vec<Recorded> = self.gone(found, is_known).into_iter().cloned().collect();
        let mut baseline = self.clone();
        for entry in &gone {
            baseline.by_fingerprint.remove(&entry.fingerprint);
        }
        let mut new = Vec::new();
        for &finding in found.iter().filter(|finding| Self::can_hold(finding)) {
            match self.by_fingerprint.get(&finding.fingerprint) {
                Some(entry) => baseline.record(finding, entry.reason.as_deref()),
                None => new.push(finding),
            }
        }
        Updated { baseline, gone, new }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_fingerprint.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_fingerprint.is_empty()
    }
}

impl FromIterator<Recorded> for Baseline {
    fn from_iter<I: IntoIterator<Item = Recorded>>(recorded: I) -> Self {
        let by_fingerprint = recorded.into_iter().map(|entry| (entry.fingerprint.clone(), entry));
        Self { by_fingerprint: by_fingerprint.collect() }
    }
}
