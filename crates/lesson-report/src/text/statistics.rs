use std::cmp::Reverse;
use std::collections::BTreeMap;

use lesson_findings::{Report, RuleInfo, Severity};

use crate::{summary, visible};

/// The findings counted, by rule and by file, the most first: what to look at, before looking at each.
pub(super) fn lines(report: &Report, unicode: bool) -> Vec<String> {
    let Counts { rules, files } = counted(report);
    let mut rules: Vec<(RuleInfo, OfRule)> = rules.into_values().collect();
    rules.sort_by_key(|(rule, of)| (Reverse(of.count), rule.code));
    let mut files: Vec<(&str, OfFile)> = files.into_iter().collect();
    files.sort_by_key(|&(path, of)| (Reverse(of.sum()), path));
    let width = rules.iter().map(|(_, of)| of.count).chain(files.iter().map(|(_, of)| of.sum())).max();
    let width = width.unwrap_or(0).to_string().len();
    let mut lines = Vec::new();
    if rules.is_empty() {
        return lines;
    }
    lines.push("By rule".to_owned());
    lines.extend(rules.iter().map(|(rule, of)| {
        let severity = of.severity.map_or("", Severity::name);
        let line = format!("  {:>width$} {severity:<7} {} {}{}", of.count, rule.code, rule.name, of.fixes());
        line.trim_end().to_owned()
    }));
    lines.extend([String::new(), "By file".to_owned()]);
    lines.extend(files.iter().map(|(path, of)| {
        format!("  {:>width$} {} ({})", of.sum(), visible::name(path, unicode), of.levels())
    }));
    lines.push(String::new());
    lines
}

#[derive(Default)]
struct OfRule {
    count: usize,
    severity: Option<Severity>,
    fixable: BTreeMap<&'static str, usize>,
}

#[derive(Default, Clone, Copy)]
struct OfFile {
    errors: usize,
    warnings: usize,
    advice: usize,
    unshown: usize,
}

/// The counts by a rule's code and by a file's path.
#[derive(Default)]
struct Counts<'a> {
    rules: BTreeMap<&'static str, (RuleInfo, OfRule)>,
    files: BTreeMap<&'a str, OfFile>,
}

fn counted(report: &Report) -> Counts<'_> {
    let Counts { mut rules, mut files } = Counts::default();
    for finding in report.spoken() {
        let (_, rule) = rules.entry(finding.rule.code).or_insert((finding.rule, OfRule::default()));
        rule.count += 1;
        rule.severity = Some(finding.severity);
        if let Some(fix) = finding.fixes.first() {
            *rule.fixable.entry(summary::flag(fix.applicability)).or_default() += 1;
        }
        let file = files.entry(&finding.path).or_default();
        match finding.severity {
            Severity::Error => file.errors += 1,
            Severity::Warning => file.warnings += 1,
            Severity::Advice => file.advice += 1,
        }
    }
    for file in &report.files {
        for unshown in &file.unshown {
            let rule = rules.entry(unshown.rule.code).or_insert((unshown.rule, OfRule::default()));
            rule.1.count += unshown.count;
            files.entry(&file.path).or_default().unshown += unshown.count;
        }
    }
    Counts { rules, files }
}

impl OfRule {
    fn fixes(&self) -> String {
        let parts: Vec<String> =
            self.fixable.iter().map(|(flag, count)| format!("{count} with {flag}")).collect();
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }
}

impl OfFile {
    fn sum(self) -> usize {
        self.errors + self.warnings + self.advice + self.unshown
    }

    fn levels(self) -> String {
        let mut parts = summary::levels([self.errors, self.warnings, self.advice], &|_, count| count);
        parts.extend((self.unshown > 0).then(|| format!("{} more, not shown", self.unshown)));
        parts.join(", ")
    }
}
