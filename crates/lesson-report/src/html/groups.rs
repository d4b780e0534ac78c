use std::collections::{BTreeMap, HashMap};

use lesson_findings::{FileEntry, Finding, LessonMatrix, Report};
use serde::Serialize;

use crate::{summary, visible};

/// The report by file, each with the path by which services know it: two roots may hold files of one name.
pub(super) struct Groups<'a> {
    report: &'a Report,
    groups: Vec<Group<'a>>,
    /// What each finding can be linked to by.
    anchors: Vec<String>,
}

/// What there is to say about a file.
pub(super) struct Group<'a> {
    /// The file, as it is shown.
    pub(super) path: String,
    pub(super) matrix: Option<&'a LessonMatrix>,
    file: Option<&'a FileEntry>,
    /// Its findings that are not silenced, as indices.
    pub(super) spoken: Vec<usize>,
    /// Its findings that are.
    pub(super) silenced: Vec<usize>,
}

impl<'a> Groups<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let mut groups = Self { report, groups: Vec::new(), anchors: anchors(&report.findings) };
        let mut by_path: BTreeMap<String, Group<'a>> = BTreeMap::new();
        let mut at = |root: &str, path: &str, change: &mut dyn FnMut(&mut Group<'a>)| {
            let path = groups.shown(root, path);
            change(by_path.entry(path).or_insert_with_key(|path| Group::new(path.clone())));
        };
        for matrix in &report.matrices {
            at(&matrix.root, &matrix.path, &mut |group| group.matrix = Some(matrix));
        }
        for file in report.files.iter().filter(|file| !file.unshown.is_empty()) {
            at(&file.root, &file.path, &mut |group| group.file = Some(file));
        }
        for (index, finding) in report.findings.iter().enumerate() {
            at(&finding.root, &finding.path, &mut |group| match finding.suppression {
                Some(_) => group.silenced.push(index),
                None => group.spoken.push(index),
            });
        }
        groups.groups = by_path.into_values().collect();
        groups
    }

    /// A path below a root, as it is shown.
    pub(super) fn shown(&self, root: &str, path: &str) -> String {
        visible::name(&self.report.from_top(root, path), true)
    }

    /// Every file with its number, by which links know it.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &Group<'a>)> {
        self.groups.iter().enumerate().map(|(index, group)| (index + 1, group))
    }

    /// The lessons whose matrix is shown.
    pub(super) fn with_matrix(&self) -> impl Iterator<Item = (usize, &Group<'a>)> {
        self.numbered().filter(|(_, group)| group.matrix.is_some())
    }

    pub(super) fn finding(&self, index: usize) -> Option<&'a Finding> {
        self.report.findings.get(index)
    }

    /// The name of a finding in links: its fingerprint, so that a link holds as long as the finding does.
    pub(super) fn anchor(&self, index: usize) -> &str {
        self.anchors.get(index).map_or("", String::as_str)
    }
}

/// A name for each finding that no other has.
fn anchors(findings: &[Finding]) -> Vec<String> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let anchor = |finding: &Finding| {
        let plain = |character: char| if character.is_ascii_alphanumeric() { character } else { '-' };
        let name: String = finding.fingerprint.chars().map(plain).collect();
        let count = taken.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { format!("finding-{name}") } else { format!("finding-{name}-{count}") }
    };
    findings.iter().map(anchor).collect()
}

impl<'a> Group<'a> {
    fn new(path: String) -> Self {
        Self { path, matrix: None, file: None, spoken: Vec::new(), silenced: Vec::new() }
    }

    /// The lesson's title; empty for what has none.
    pub(super) fn title(&self) -> String {
        self.matrix.map_or_else(String::new, |matrix| visible::name(&matrix.title, true))
    }

    /// Whether something is found here that is not silenced.
    pub(super) fn is_spoken_of(&self) -> bool {
        !self.spoken.is_empty() || self.left_out().next().is_some()
    }

    /// How many findings of which rules are not shown.
    fn left_out(&self) -> impl Iterator<Item = LeftOut> + use<'a> {
        let unshown = self.file.into_iter().flat_map(|file| &file.unshown);
        unshown.map(|unshown| LeftOut {
            code: unshown.rule.code,
            name: unshown.rule.name,
            count: unshown.count,
        })
    }
}

/// Findings of a rule that are left out.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    code: &'static str,
    name: &'static str,
    count: usize,
}

/// The heading of a file's findings.
#[derive(Debug, Serialize)]
pub(super) struct Heading {
    id: String,
    path: String,
    title: String,
    count: String,
    /// The number of the lesson whose matrix can be linked to.
    lesson: Option<usize>,
}

impl Heading {
    pub(super) fn new(number: usize, group: &Group<'_>, findings: &[usize], is_spoken: bool) -> Self {
        let kind = if is_spoken { "findings" } else { "suppressed" };
        Self {
            id: format!("{kind}-{number}"),
            path: group.path.clone(),
            title: group.title(),
            count: summary::counted(findings.len(), "finding", "findings"),
            lesson: group.matrix.map(|_| number),
        }
    }
}

/// What stands after a file's findings.
#[derive(Debug, Serialize)]
pub(super) struct End {
    left_out: Vec<LeftOut>,
}

impl End {
    pub(super) fn of(group: &Group<'_>, is_spoken: bool) -> Self {
        Self { left_out: group.left_out().filter(|_| is_spoken).collect() }
    }
}
