use std::collections::BTreeMap;

use lesson_findings::{Finding, Severity};

use super::LevelProposal;
use crate::rules;

/// A rule with fewer findings drowns nothing.
const FEWEST: usize = 10;

/// Other levels for rules that have something to say about more than half of the lessons: a team that
/// writes so has decided so, or decides it once and not file by file. A warning becomes advice, and advice
/// is turned off; errors stay, for they are what is mended first.
#[must_use]
pub fn drowning<'a>(reports: impl Iterator<Item = &'a [Finding]>, lessons: usize) -> Vec<LevelProposal> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for findings in reports {
        let mut here: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.suppression.is_none()) {
            *here.entry(finding.rule.code).or_default() += 1;
        }
        for (code, count) in here {
            let (findings, lessons) = counts.entry(code).or_default();
            (*findings, *lessons) = (*findings + count, *lessons + 1);
        }
    }
    let often = counts.into_iter().filter(|(_, (findings, of))| *findings >= FEWEST && of * 2 > lessons);
    let mut levels: Vec<LevelProposal> = often
        .filter_map(|(code, (findings, lessons))| {
            let rule = rules::find(code)?;
            let level = match rule.severity? {
                Severity::Error => return None,
                Severity::Warning => Some(Severity::Advice),
                Severity::Advice => None,
            };
            Some(LevelProposal { rule, level, findings, lessons })
        })
        .collect();
    levels.sort_by_key(|level| std::cmp::Reverse(level.findings));
    levels
}
