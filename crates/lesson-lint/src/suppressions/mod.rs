//! What silences findings: comments in the lesson, entries of the configuration; and what is wrong
//! with them. A suppression that gives no reason, has ended or may not be, silences nothing.

mod comment;
mod debt;
mod nested;
mod reach;
mod removal;
mod settle;

use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{Family, SuppressionKind};
use lesson_model::Words;
use lesson_syntax::Tree;
use lesson_text::{Edit, SourceFile, Span};
use memchr::memmem;

pub use debt::new_suppressions;
pub(crate) use settle::{Judge, settle};

use crate::fingerprint::way_by_ids;
use crate::{Rule, Settings, rules};
use comment::{Comment, Ignore};
use reach::Reaches;

/// One suppression as it is written.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    source: Arc<SourceFile>,
    /// The comment, or what an entry of the configuration names its rule by.
    span: Span,
    kind: SuppressionKind,
    covers: Covers,
    names: Vec<Named>,
    /// Takes the whole comment out; nothing edits the configuration.
    removal: Option<Edit>,
    /// Why; `None` where nothing is said.
    reason: Option<String>,
    /// Text that may be meant as the reason.
    unparted: bool,
    until: Option<Until>,
    misspelled: Option<(Span, &'static str)>,
    /// The value that is covered, for programs.
    pointer: Option<String>,
    /// The way to it, for its fingerprint.
    way: String,
}

/// What a suppression covers.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Covers {
    /// Nothing, for nothing follows.
    Nothing,
    /// A part of the file.
    Part(Span),
    /// All of it.
    File,
    /// What a pointer leads to.
    Below(String),
}

/// A rule as a suppression names it.
#[derive(Clone, Debug)]
struct Named {
    span: Span,
    written: String,
    rule: Option<&'static Rule>,
    /// Takes it out from among several.
    removal: Option<Edit>,
}

/// How long a suppression holds.
#[derive(Clone, Debug)]
struct Until {
    span: Span,
    written: String,
    /// The last day; `None` where it is none.
    day: Option<Date>,
}

/// A suppression of the configuration.
#[derive(Clone, Debug)]
pub(crate) struct Configured {
    /// The file that it is about, relative to the root.
    pub(crate) path: String,
    stated: Stated,
}

impl Configured {
    /// A suppression as the configuration has it: its rule with the bytes that name it, its reason, the
    /// pointer to what it covers, and its last day.
    pub(crate) fn new(
        source: &Arc<SourceFile>,
        path: &str,
        (rule, span): (&'static Rule, Span),
        reason: &str,
        pointer: Option<&str>,
        until: Option<(Date, Span)>,
    ) -> Self {
        let covers = pointer.map_or(Covers::File, |pointer| Covers::Below(pointer.to_owned()));
        let until = until.map(|(day, span)| Until { span, written: day.to_string(), day: Some(day) });
        let named = Named { span, written: rule.name.to_owned(), rule: Some(rule), removal: None };
        let stated = Stated {
            source: Arc::clone(source),
            span,
            kind: SuppressionKind::Configuration,
            covers,
            names: vec![named],
            removal: None,
            reason: Some(reason.to_owned()),
            unparted: false,
            until,
            misspelled: None,
            pointer: None,
            way: format!("{path}{}", pointer.unwrap_or_default()),
        };
        Self { path: path.to_owned(), stated }
    }
}

/// Every suppression of a file: those in its comments, in order, and those that configuration has for it.
pub(crate) fn stated(tree: &Tree, settings: &Settings) -> Vec<Stated> {
    let mut stated = in_comments(tree, &settings.words);
    let path = tree.source().path();
    let configured = settings.suppressions.iter().filter(|suppression| suppression.path == path);
    stated.extend(configured.map(|suppression| suppression.stated.clone()));
    stated
}

fn in_comments(tree: &Tree, words: &Words) -> Vec<Stated> {
    let source = tree.source();
    let text = source.text();
    // Hardly any file has one.
    if memmem::find(text.as_bytes(), comment::MARK.as_bytes()).is_none() {
        return Vec::new();
    }
    let found = tree.comments().iter().filter_map(|&span| Some((span, comment::read(text, span)?)));
    let mut found = found.peekable();
    if found.peek().is_none() {
        return Vec::new();
    }
    let mut reaches = Reaches::new(tree);
    found
        .map(|(span, comment)| {
            let reach = reaches.of(span);
            let mut stated = match comment {
                Comment::Ignore(ignore) => from_comment(source, span, &ignore, words),
                Comment::Misspelled { word, meant } => Stated {
                    misspelled: Some((word, meant)),
                    ..from_comment(source, span, &Ignore::default(), words)
                },
            };
            if let Some(reach) = reach.filter(|_| stated.covers != Covers::File) {
                stated.covers = Covers::Part(reach.span);
                stated.pointer = Some(tree.pointer(reach.node));
                stated.way = way_by_ids(tree, reach.node);
            }
            stated
        })
        .collect()
}

fn from_comment(source: &Arc<SourceFile>, span: Span, ignore: &Ignore, words: &Words) -> Stated {
    let written = |span: Span| source.slice(span).to_owned();
    let name = |(index, &span): (usize, &Span)| Named {
        span,
        written: written(span),
        rule: rules::find(source.slice(span)),
        removal: removal::name(&ignore.names, index),
    };
    let reason = ignore.reason.map(|reason| source.slice(reason));
    Stated {
        source: Arc::clone(source),
        span,
        kind: if ignore.whole_file { SuppressionKind::File } else { SuppressionKind::Comment },
        covers: if ignore.whole_file { Covers::File } else { Covers::Nothing },
        names: ignore.names.iter().enumerate().map(name).collect(),
        removal: Some(removal::comment(source, span)),
        reason: reason.filter(|reason| words.void(reason, true).is_none()).map(on_one_line),
        unparted: ignore.unparted,
        until: ignore.until.map(|span| Until { span, written: written(span), day: day(source.slice(span)) }),
        misspelled: None,
        pointer: None,
        way: String::new(),
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as in `2026-01-31`, and nothing more.
pub(crate) fn day(written: &str) -> Option<Date> {
    written.parse().ok().filter(|day: &Date| day.to_string() == written)
}

/// Why no suppression may silence a rule; `None` where one may.
fn why_not(rule: &Rule, settings: &Settings) -> Option<&'static str> {
    if rule.is_fixed() && !rule.is_law() {
        Some(
            "what cannot be read cannot be held to the laws: mend the file, or leave it out under `exclude` in lessonlint.toml",
        )
    } else if rule.family == Family::Suppressions {
        Some("what is wrong with a suppression is mended there")
    } else if settings.is_protected(rule) {
        Some("mend the finding; lessonlint.toml lists the rule under `protected`")
    } else {
        None
    }
}
