use lesson_findings::{Applicability, Finding, Fix, Severity, Suppression};
use serde::Serialize;

use super::change::{Change, changes};
use super::groups::Groups;
use super::passages::{Passage, passages};
use crate::sentence::sentence;
use crate::{summary, visible};

/// A finding as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Shown<'a> {
    anchor: &'a str,
    code: &'static str,
    name: &'static str,
    law: bool,
    severity: &'static str,
    sign: &'static str,
    message: String,
    place: String,
    passages: Vec<Passage>,
    help: Option<String>,
    fixes: Vec<ShownFix>,
    suppression: Option<Silenced>,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct ShownFix {
    title: String,
    applicability: &'static str,
    /// How safe it is, in words.
    safety: &'static str,
    flag: &'static str,
    changes: Vec<Change>,
    more: usize,
}

#[derive(Debug, Serialize)]
struct Silenced {
    reason: String,
    until: Option<String>,
    place: String,
}

impl<'a> Shown<'a> {
    pub(super) fn new(finding: &'a Finding, anchor: &'a str, path: &str, groups: &Groups<'_>) -> Self {
        let fixes = finding.fixes.iter().map(|fix| ShownFix::new(fix, finding, path, groups)).collect();
        let place = finding.location.as_ref().map_or_else(
            || path.to_owned(),
            |location| {
                let position = location.source.position(location.span.start as usize);
                format!("{path}:{}:{}", position.line, position.column)
            },
        );
        let is_new = |help: &&String| finding.fixes.first().is_none_or(|fix| fix.title != **help);
        Self {
            anchor,
            code: finding.rule.code,
            name: finding.rule.name,
            law: finding.rule.law,
            severity: finding.severity.name(),
            sign: sign(finding.severity),
            message: said(&finding.message),
            place,
            passages: passages(finding, path, groups),
            help: finding.help.as_ref().filter(is_new).map(|help| said(help.as_str())),
            fixes,
            suppression: finding
                .suppression
                .as_ref()
                .map(|suppression| Silenced::new(suppression, finding, groups)),
            url: address(&finding.url),
        }
    }
}

/// What a level is told by beside its name and its colour.
pub(super) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Advice => "i",
    }
}

/// What a rule or an author says, as a sentence.
fn said(text: &str) -> String {
    visible::prose(&sentence(text), true)
}

/// An address that a link may lead to.
pub(super) fn address(url: &str) -> Option<&str> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    Some(url).filter(|_| is_web)
}

impl ShownFix {
    fn new(fix: &Fix, finding: &Finding, path: &str, groups: &Groups<'_>) -> Self {
        let (changes, more) = changes(&fix.edits, path, &finding.root, groups);
        Self {
            title: said(&fix.title),
            applicability: fix.applicability.name(),
            safety: match fix.applicability {
                Applicability::Safe => "the meaning is kept",
                Applicability::Suggested => "look at it before you keep it",
                Applicability::Scaffold => "a stub that fails until it is filled in",
            },
            flag: summary::flag(fix.applicability),
            changes,
            more,
        }
    }
}

impl Silenced {
    fn new(suppression: &Suppression, finding: &Finding, groups: &Groups<'_>) -> Self {
        let location = &suppression.location;
        let path = groups.shown(&finding.root, location.source.path());
        let line = location.source.position(location.span.start as usize).line;
        Self {
            reason: said(&suppression.reason),
            until: suppression.until.clone(),
            place: format!("{path}:{line}"),
        }
    }
}
