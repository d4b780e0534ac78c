use std::collections::BTreeMap;

use lesson_findings::{Report, RuleInfo};
use serde::Serialize;

use super::finding::address;
use crate::summary;

/// A rule that speaks in this report, and what it is about.
#[derive(Debug, Serialize)]
pub(super) struct SpokenRule {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    law: bool,
    count: String,
    /// When it speaks, why that harms, and what to do; empty where that is not known.
    summary: &'static str,
    why: &'static str,
    remedy: &'static str,
    url: Option<String>,
}

impl SpokenRule {
    /// Every rule with a finding, by code.
    pub(super) fn all(report: &Report) -> Vec<Self> {
        let mut counts: BTreeMap<&str, (RuleInfo, usize)> = BTreeMap::new();
        for finding in &report.findings {
            counts.entry(finding.rule.code).or_insert((finding.rule, 0)).1 += 1;
        }
        counts.into_values().map(|(rule, count)| Self::new(rule, count, report)).collect()
    }

    fn new(rule: RuleInfo, count: usize, report: &Report) -> Self {
        let described = report.rules.iter().find(|described| described.info.code == rule.code);
        Self {
            code: rule.code,
            name: rule.name,
            law: rule.law,
            count: summary::counted(count, "finding", "findings"),
            summary: described.map_or("", |rule| rule.summary),
            why: described.map_or("", |rule| rule.why),
            remedy: described.map_or("", |rule| rule.remedy),
            url: described.and_then(|rule| address(&rule.url)).map(str::to_owned),
        }
    }
}
