//! Baselines as files: read once each, and applied to what was found.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use lesson_findings::{Finding, Outcome as FileOutcome, Unshown};
use lesson_lint::{Baseline, Recorded, rules};

use crate::linted::Linted;
use crate::output::{Failure, from_here};
use crate::project::Project;

/// The baseline's name where none is configured.
pub(crate) const BASELINE_NAME: &str = "lessonlint-baseline.json";

/// What baselines did in a run.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// How many findings they hold back.
    pub(crate) findings: usize,
    /// How many of their entries name findings that are gone.
    pub(crate) stale: usize,
}

/// Takes out of the reports what the baseline of each file's project holds.
pub(crate) fn hold_back(linted: &mut [Linted]) -> Result<Held, Failure> {
    let mut held = Held::default();
    for (path, mut linted) in by_baseline(linted) {
        let baseline = read(&path)?;
        let looked_at = LookedAt::new(linted.iter().map(|linted| &**linted));
        held.stale += baseline.gone(&looked_at.findings, |entry| looked_at.knows(entry)).len();
        for linted in &mut linted {
            let findings = &mut linted.report.findings;
            let before = findings.len();
            findings.retain(|finding| !baseline.holds(finding));
            held.findings += before - findings.len();
        }
    }
    linted.iter_mut().for_each(leave_out_surplus);
    Ok(held)
}

/// Reads a baseline's file.
pub(crate) fn read(path: &Path) -> Result<Baseline, Failure> {
    let name = from_here(path);
    let text = std::fs::read(path).map_err(|error| {
        format!(
            "{name}: the baseline cannot be read: {error}\n  help: `lessonlint baseline create` makes one"
        )
    })?;
    let text = String::from_utf8(text).map_err(|_| {
        format!("{name}: the baseline is not UTF-8\n  help: restore the file as it was written")
    })?;
    Baseline::parse(&text).map_err(|why| format!("{name}: {why}").into())
}

/// The files that have a baseline, by where it lies.
fn by_baseline(linted: &mut [Linted]) -> BTreeMap<PathBuf, Vec<&mut Linted>> {
    let mut groups: BTreeMap<PathBuf, Vec<&mut Linted>> = BTreeMap::new();
    for linted in linted {
        if let Some(path) = linted.project.baseline.clone() {
            groups.entry(path).or_default().push(linted);
        }
    }
    groups
}

/// The files of one baseline in a run, to tell what of it is known to be gone.
pub(crate) struct LookedAt<'a> {
    /// Every finding in them.
    pub(crate) findings: Vec<&'a Finding>,
    linted: HashMap<&'a str, &'a Project>,
    /// Files in which a rule's silence says nothing.
    broken: HashSet<&'a str>,
    roots: HashSet<&'a Path>,
}

impl<'a> LookedAt<'a> {
    pub(crate) fn new(files: impl Iterator<Item = &'a Linted>) -> Self {
        let (mut findings, mut linted, mut broken) = (Vec::new(), HashMap::new(), HashSet::new());
        let mut roots = HashSet::new();
        for file in files {
            let report = &file.report;
            roots.insert(file.project.root.as_path());
            if report.outcome != FileOutcome::Linted {
                continue;
            }
            findings.extend(&report.findings);
            linted.insert(report.path.as_str(), &*file.project);
            if !report.crashes.is_empty() || report.findings.iter().any(|finding| finding.rule.code == "E001")
            {
                broken.insert(report.path.as_str());
            }
        }
        Self { findings, linted, broken, roots }
    }

    /// Whether a recorded finding is known to be gone where it was not found: its file was read to its end
    /// and its rule is on; or there is no such file or rule any more.
    pub(crate) fn knows(&self, entry: &Recorded) -> bool {
        let path = entry.path.as_str();
        let Some(project) = self.linted.get(path) else {
            return !self.roots.iter().any(|root| root.join(path).exists());
        };
        let is_on = |rule| project.settings.for_file(path).level(rule).is_some();
        !self.broken.contains(path) && rules::find(&entry.code).is_none_or(is_on)
    }
}

/// Leaves out findings of one rule in one file beyond as many as are shown.
fn leave_out_surplus(linted: &mut Linted) {
    let most = linted.project.most_shown;
    if linted.report.findings.len() <= most {
        return;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let unshown = &mut linted.report.unshown;
    linted.report.findings.retain(|finding| {
        let count = counts.entry(finding.rule.code).or_default();
        *count += 1;
        if *count <= most || finding.suppression.is_some() {
            return true;
        }
        match unshown.iter_mut().find(|unshown| unshown.rule == finding.rule) {
            Some(unshown) => unshown.count += 1,
            None => unshown.push(Unshown { rule: finding.rule, count: 1 }),
        }
        false
    });
}
