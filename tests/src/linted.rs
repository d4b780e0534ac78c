use std::sync::OnceLock;

use lesson_findings::{Finding, Severity};
use lesson_lint::{Content, Expected, FileInput, FileReport, Loaded, Settings, lint, load};

/// What lessonlint says of one file, in process.
#[derive(Debug)]
pub struct Linted {
    /// The whole report.
    pub report: FileReport,
}

/// A finding as tests compare it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// The rule's code.
    pub code: &'static str,
    /// The line, from 1; 0 where the finding has no place.
    pub line: usize,
    /// The column, from 1; 0 where the finding has no place.
    pub column: usize,
    /// Where in the model.
    pub pointer: Option<String>,
    /// What it says.
    pub message: String,
}

impl Linted {
    /// Lints a text under a file name, as a file named by hand.
    ///
    /// # Panics
    ///
    /// Where a rule panicked, or a finding has no place inside the file.
    #[must_use]
    pub fn new(name: &str, text: impl Into<Vec<u8>>) -> Self {
        let report = lint(input(name, text), settings());
        assert_eq!(report.crashes, [], "a rule failed on {name}");
        for finding in &report.findings {
            let places = finding.location.iter().chain(finding.labels.iter().map(|label| &label.location));
            for place in places {
                let text = place.source.text();
                assert!(text.get(place.span.range()).is_some(), "a finding outside the text: {finding:?}");
            }
            for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
                let text = edit.source.text();
                assert!(text.get(edit.edit.span.range()).is_some(), "an edit outside the text: {finding:?}");
            }
        }
        Self { report }
    }

    /// Reads a text as far as its model.
    #[must_use]
    pub fn load(name: &str, text: impl Into<Vec<u8>>) -> Loaded {
        load(input(name, text), settings())
    }

    /// Every finding.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        self.report.findings.iter().map(said).collect()
    }

    /// The findings at error level.
    #[must_use]
    pub fn errors(&self) -> Vec<Said> {
        let errors = self.report.findings.iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(said).collect()
    }
}

fn said(finding: &Finding) -> Said {
    let place = finding.location.as_ref();
    let place = place.map(|place| place.source.position(place.span.start as usize));
    Said {
        code: finding.rule.code,
        line: place.map_or(0, |place| place.line),
        column: place.map_or(0, |place| place.column),
        pointer: finding.pointer.clone(),
        message: finding.message.clone(),
    }
}

fn input(name: &str, text: impl Into<Vec<u8>>) -> FileInput {
    let content = Content::Bytes(text.into());
    FileInput { path: name.to_owned(), form: None, content, expected: Expected::Named }
}

fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    SETTINGS.get_or_init(|| Settings::new().expect("the schema of lessons compiles"))
}
