//! A small lesson and findings in it, for the tests of every format.
#![allow(dead_code, unreachable_pub, missing_docs, reason = "each test binary uses its own part")]

use std::io::{self, Write};
use std::sync::Arc;

use lesson_findings::{
    Applicability, Family, FileEdit, FileEntry, Finding, Fix, Label, LessonMatrix, Location, MatrixCell,
    MatrixName, Outcome, Report, RuleInfo, Severity, Suppression, SuppressionKind,
};
use lesson_text::{Edit, SourceFile, Span};

pub const LESSON: &str = "\
lesson: 4
title: Which clock is running?
regimes:
  - name: Pre-training
    analogies:
      - maps_to: The campus badge
        holds: One badge opens many doors.
  - name: Inference
comparison:
  dimensions:
    - name: Cost
      cells:
        pre-training: Millions, once.
";

pub const BREAK: RuleInfo =
    RuleInfo { code: "A001", name: "analogy-without-break", family: Family::Analogies, law: true };
pub const CELL: RuleInfo =
    RuleInfo { code: "R001", name: "regime-missing-from-dimension", family: Family::Regimes, law: true };
pub const UNREADABLE: RuleInfo =
    RuleInfo { code: "E006", name: "not-utf-8", family: Family::Reading, law: false };

pub fn source(path: &str, text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new(path, text))
}

/// The place of the first `words` in a file; the empty place at its end where they are not there.
pub fn place(source: &Arc<SourceFile>, words: &str) -> Location {
    let text = source.text();
    let start = text.find(words).unwrap_or(text.len());
    let end = (start + words.len()).min(text.len());
    Location { source: Arc::clone(source), span: Span::new(start, end) }
}

pub fn finding(location: Location, message: &str) -> Finding {
    Finding {
        rule: BREAK,
        severity: Severity::Error,
        message: message.to_owned(),
        help: None,
        path: location.source.path().to_owned(),
        root: Arc::default(),
        pointer: None,
        location: Some(location),
        labels: Vec::new(),
        fixes: Vec::new(),
        suppression: None,
        fingerprint: "f".to_owned(),
        url: "https://lessonlint.example/rules/analogy-without-break".to_owned(),
    }
}

pub fn label(location: Location, message: &str) -> Label {
    Label { message: message.to_owned(), location }
}

pub fn scaffold(source: &Arc<SourceFile>, title: &str) -> Fix {
    let edit = Edit::insert(source.text().len(), "        where_it_breaks: TODO\n");
    let edits = vec![FileEdit { source: Arc::clone(source), edit }];
    Fix { title: title.to_owned(), applicability: Applicability::Scaffold, edits }
}

pub fn file(path: &str, outcome: Outcome, reason: Option<&str>) -> FileEntry {
    FileEntry {
        path: path.to_owned(),
        root: Arc::default(),
        outcome,
        reason: reason.map(str::to_owned),
        is_course: false,
        unshown: Vec::new(),
    }
}

pub fn report(files: Vec<FileEntry>, findings: Vec<Finding>) -> Report {
    Report { today: "2026-11-23".to_owned(), version: "0.1.0", files, findings, ..Report::default() }
}

/// One lesson with a finding on it alone.
pub fn report_of(finding: Finding) -> Report {
    report(vec![file(&finding.path.clone(), Outcome::Linted, None)], vec![finding])
}

/// Findings as a run makes them: with labels and a fix, plain, silenced, and without a place.
pub fn ordinary() -> Report {
    let lesson = source("lessons/04.yaml", LESSON);
    let mut break_missing =
        finding(place(&lesson, "maps_to"), "The analogy \"The campus badge\" never says where it breaks");
    break_missing.help =
        Some("Say what no longer carries over, and what the learner should do then".to_owned());
    break_missing.pointer = Some("/regimes/0/analogies/0".to_owned());
    break_missing.fixes = vec![scaffold(&lesson, "Add `where_it_breaks` with a stub")];

    let mut cell_missing = finding(place(&lesson, "cells"), "Inference has no cell on Cost");
    cell_missing.rule = CELL;
    cell_missing.labels = vec![label(place(&lesson, "Inference"), "declared here")];

    let mut silenced = finding(place(&lesson, "Millions"), "A silenced one");
    silenced.severity = Severity::Warning;
    silenced.suppression = Some(Suppression {
        kind: SuppressionKind::Comment,
        reason: "checked by hand".to_owned(),
        until: Some("2027-01-31".to_owned()),
        location: place(&lesson, "Cost"),
    });

    let mut unreadable = finding(place(&lesson, "lesson"), "Not UTF-8 text: a word processor's file");
    unreadable.rule = UNREADABLE;
    unreadable.path = "lessons/05.docx".to_owned();
    unreadable.location = None;
    unreadable.help = Some("Save it as plain text, then run lessonlint on that".to_owned());

    let files = vec![
        file("README.md", Outcome::Skipped, Some("not a lesson")),
        file("lessons/04.yaml", Outcome::Linted, None),
        file("lessons/05.docx", Outcome::Unreadable, Some("not UTF-8")),
    ];
    report(files, vec![break_missing, cell_missing, silenced, unreadable])
}

pub fn matrix(
    regimes: &[&str],
    dimensions: &[&str],
    status: impl Fn(usize, usize) -> &'static str,
) -> LessonMatrix {
    let source = source("lessons/04.yaml", LESSON);
    let location = place(&source, "cells");
    let mut cells = Vec::new();
    for (row, dimension) in dimensions.iter().enumerate() {
        for (column, regime) in regimes.iter().enumerate() {
            cells.push(MatrixCell {
                regime: lesson_text::slug(regime),
                dimension: lesson_text::slug(dimension),
                status: status(row, column),
                location: location.clone(),
            });
        }
    }
    LessonMatrix {
        path: "lessons/04.yaml".to_owned(),
        root: Arc::default(),
        title: "Which clock is running?".to_owned(),
        regimes: names(regimes),
        dimensions: names(dimensions),
        cells,
    }
}

fn names(names: &[&str]) -> Vec<MatrixName> {
    names.iter().map(|name| MatrixName { id: lesson_text::slug(name), name: (*name).to_owned() }).collect()
}

/// A pipe whose reader went away after some bytes.
pub struct ClosedPipe {
    pub room: usize,
}

impl Write for ClosedPipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::Error::from(io::ErrorKind::BrokenPipe));
        }
        let written = bytes.len().min(self.room);
        self.room -= written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
