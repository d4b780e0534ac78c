use lesson_findings::{Changes, Outcome, Report, Severity};
use serde::Serialize;

use super::finding::sign;
use super::groups::Groups;
use super::policy::policy;
use super::rules::SpokenRule;
use super::{SCRIPT, STYLE};
use crate::matrix::Counts;
use crate::text::changes;
use crate::{summary, visible};

/// What stands above the lessons: the verdict, the figures, the files that were not read, and the filters.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    policy: String,
    style: &'static str,
    version: &'a str,
    today: &'a str,
    verdict: String,
    /// The worst level, or `clean`.
    worst: &'static str,
    sign: &'static str,
    figures: Vec<Figure>,
    /// What the fixes would mend, and what is to be done about the baseline.
    notes: Vec<String>,
    /// What became of lessons and debt, in lines; empty where that was not asked for.
    changes: String,
    unreadable: Vec<File>,
    severities: Vec<Choice>,
    rules: Vec<Choice>,
    lessons: Vec<Choice>,
    has_lessons: bool,
    has_suppressed: bool,
}

#[derive(Debug, Serialize)]
struct Figure {
    kind: &'static str,
    /// A sign before the number; empty where it is only a number.
    sign: &'static str,
    count: String,
    name: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct File {
    path: String,
    reason: Option<String>,
}

/// What a filter can be set to.
#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    name: String,
}

impl<'a> Head<'a> {
    pub(super) fn new(report: &'a Report, groups: &Groups<'_>) -> Self {
        let worst = report.worst();
        Self {
            policy: policy(STYLE, SCRIPT),
            style: STYLE,
            version: report.version,
            today: &report.today,
            verdict: summary::verdict(report, &|_, count| count),
            worst: worst.map_or("clean", Severity::name),
            sign: worst.map_or("✓", sign),
            figures: figures(report),
            notes: std::iter::once(summary::looked_at(report, report.summary()))
                .chain(summary::fixes(report))
                .chain(summary::stale(report))
                .collect(),
            changes: report.changes.as_ref().map(changes).unwrap_or_default(),
            unreadable: files(report, groups, Outcome::Unreadable),
            severities: severities(report),
            rules: SpokenRule::all(report).iter().map(Choice::of_rule).collect(),
            lessons: lessons(groups),
            has_lessons: !report.matrices.is_empty(),
            has_suppressed: report.findings.iter().any(|finding| finding.suppression.is_some()),
        }
    }
}

fn changes(changes: &Changes) -> String {
    let lines = changes::lines(changes, true);
    if lines.is_empty() {
        return format!("Nothing is lost or gained since {}.", visible::name(&changes.since, true));
    }
    lines.join("\n").trim_end().to_owned()
}

/// The files of which something became, with the reason.
pub(super) fn files(report: &Report, groups: &Groups<'_>, outcome: Outcome) -> Vec<File> {
    let files = report.files.iter().filter(|file| file.outcome == outcome);
    let shown = files.map(|file| File {
        path: groups.shown(&file.root, &file.path),
        reason: file.reason.as_ref().map(|reason| visible::prose(reason, true)),
    });
    shown.collect()
}

/// The levels that findings have, the worst first.
fn severities(report: &Report) -> Vec<Choice> {
    let levels = [Severity::Error, Severity::Warning, Severity::Advice];
    let found =
        levels.into_iter().filter(|level| report.findings.iter().any(|finding| finding.severity == *level));
    found.map(|level| Choice { value: level.name().to_owned(), name: level.name().to_owned() }).collect()
}

fn lessons(groups: &Groups<'_>) -> Vec<Choice> {
    let with = groups.numbered().map(|(_, group)| group);
    let with = with.filter(|group| !(group.spoken.is_empty() && group.silenced.is_empty()));
    let choice = |path: &String, title: String| Choice {
        value: path.clone(),
        name: if title.is_empty() { path.clone() } else { format!("{path} — {title}") },
    };
    with.map(|group| choice(&group.path, group.title())).collect()
}

impl Choice {
    fn of_rule(rule: &SpokenRule) -> Self {
        Self { value: rule.code.to_owned(), name: format!("{} {}", rule.code, rule.name) }
    }
}

/// The summary as numbers with their names; those that say nothing are left out.
fn figures(report: &Report) -> Vec<Figure> {
    let summary = report.summary();
    let level = |kind, sign, count: usize, name| Figure {
        kind: if count == 0 { "none" } else { kind },
        sign: if count == 0 { "" } else { sign },
        count: count.to_string(),
        name,
    };
    let plain = |count: usize, one, many| Figure {
        kind: "plain",
        sign: "",
        count: count.to_string(),
        name: if count == 1 { one } else { many },
    };
    let name = |count: usize, one, many| if count == 1 { one } else { many };
    let mut figures = vec![
        level("error", sign(Severity::Error), summary.errors, name(summary.errors, "error", "errors")),
        level(
            "warning",
            sign(Severity::Warning),
            summary.warnings,
            name(summary.warnings, "warning", "warnings"),
        ),
        level(
            "advice",
            sign(Severity::Advice),
            summary.advice,
            name(summary.advice, "piece of advice", "pieces of advice"),
        ),
        plain(summary.lessons, "lesson", "lessons"),
    ];
    if !report.matrices.is_empty() {
        let counts = Counts::of(&report.matrices);
        let count = format!("{} of {}", counts.present(), counts.cells);
        figures.push(Figure { kind: "plain", sign: "", count, name: "cells present" });
    }
    let left_out = report.files.iter().flat_map(|file| &file.unshown).map(|unshown| unshown.count).sum();
    let more = [
        plain(summary.fixable, "finding with a fix", "findings with a fix"),
        plain(left_out, "finding left out", "findings left out"),
    ];
    figures.extend(more.into_iter().filter(|figure| figure.count != "0"));
    figures
}
