//! From one file's bytes to its findings: the whole way of the data in one place. Pure: no I/O, no
//! clock, no environment.

use std::sync::Arc;

use lesson_findings::{FileEdit, Finding, Fix, Label, Location, Outcome, Severity};
use lesson_model::{Lesson, Matrix, Reader, RegimeNames, Spanned};
use lesson_syntax::{Form, NodeId, Problem, ProblemKind, Tree, markdown};
use lesson_text::SourceFile;

use crate::context::DraftFix;
use crate::fingerprint::{Fingerprints, way_by_ids};
use crate::isolate::isolate;
use crate::walk::each_text;
use crate::{Check, Context, Draft, Rule, Settings, problems};

/// A file to be linted.
#[derive(Debug)]
pub struct FileInput {
    /// Its path, relative to the root, with `/`.
    pub path: String,
    /// Its form; where none is given, its name tells.
    pub form: Option<Form>,
    /// What it holds.
    pub content: Content,
    /// Whether it must be a lesson: it was named by hand, or configuration includes it.
    pub expected: Expected,
}

/// What is known of a file before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It may be a lesson; its content decides.
    Unknown,
    /// It was named by hand: if it is no lesson, that is a finding.
    Named,
    /// Configuration says that it is one.
    Lesson,
}

/// What came of reading a file.
#[derive(Debug)]
pub enum Content {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// Why the system did not give it.
    Unreadable(String),
    /// It holds more than the limit, and was not read to its end.
    TooLarge,
}

/// What linting one file gave.
#[derive(Debug)]
pub struct FileReport {
    /// Its path.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was skipped or could not be read.
    pub reason: Option<String>,
    /// Its findings, in their order.
    pub findings: Vec<Finding>,
    /// The lesson, where it is one, with the tree it was read from.
    pub lesson: Option<Spanned<Lesson>>,
    /// The file's text.
    pub source: Arc<SourceFile>,
    /// Rules that failed, each with what it said: faults of lessonlint, not of the lesson.
    pub crashes: Vec<(&'static str, String)>,
}

/// Lints one file.
#[must_use]
pub fn lint(file: FileInput, settings: &Settings) -> FileReport {
    let (source, form) = match read(file.path, file.form, file.content, file.expected, settings) {
        Ok(read) => read,
        Err((source, drafts, outcome, reason)) => {
            let none = lesson_syntax::TreeBuilder::new(&source, Form::Markdown).finish(None);
            let findings = finish(drafts, &none, settings);
            return FileReport::new(source, outcome, Some(reason), findings);
        }
    };
    let parsed = lesson_syntax::read(&source, form, &settings.read);
    let reader = Reader::new(&Arc::new(parsed.tree), &settings.words);
    let tree = reader.tree();
    let is_lesson = file.expected == Expected::Lesson || looks_like_lesson(tree, settings);
    if !is_lesson && file.expected == Expected::Unknown {
        return FileReport::new(source, Outcome::Skipped, Some("not a lesson".to_owned()), Vec::new());
    }
    let mut problems = parsed.problems;
    if !is_lesson {
        problems.push(problems::not_a_lesson(tree));
        let drafts = problems.into_iter().map(draft_of).collect();
        return FileReport::new(source.clone(), Outcome::Linted, None, finish(drafts, tree, settings));
    }
    problems.extend(settings.shape.check(&reader));
    let broken = problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
    let mut drafts: Vec<_> = problems.into_iter().map(draft_of).collect();
    let lesson = reader.document::<Lesson>();
    let mut crashes = Vec::new();
    if let Some(lesson) = &lesson {
        run_rules(lesson, &reader, settings, broken, &mut drafts, &mut crashes);
    }
    let findings = finish(drafts, tree, settings);
    FileReport { lesson, crashes, ..FileReport::new(source, Outcome::Linted, None, findings) }
}

fn run_rules<'a>(
    lesson: &'a Spanned<Lesson>,
    reader: &'a Reader,
    settings: &'a Settings,
    broken: bool,
    drafts: &mut Vec<(&'static Rule, Draft)>,
    crashes: &mut Vec<(&'static str, String)>,
) {
    let (matrix, names) = (Matrix::of(lesson, reader.words()), RegimeNames::of(lesson));
    for rule in settings.active_rules() {
        let outcome = isolate(|| {
            let labels = &settings.read.labels;
            let mut context = Context {
                lesson,
                matrix: &matrix,
                names: &names,
                reader,
                labels,
                settings,
                drafts: Vec::new(),
            };
            run(rule, lesson, &mut context);
            context.drafts
        });
        match outcome {
            Ok(made) => drafts.extend(made.into_iter().map(|mut draft| {
                // A fix is made for what the file says; while that is unsure, none is offered.
                if broken {
                    draft.fixes.clear();
                }
                (rule, draft)
            })),
            Err(panic) => crashes.push((rule.code, panic)),
        }
    }
}

fn run(rule: &Rule, lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    match rule.check {
        Check::Reading => {}
        Check::Lesson(check) => check(lesson, context),
        Check::Regime(check) => lesson.regimes().for_each(|regime| check(regime, context)),
        Check::Dimension(check) => lesson.dimensions().for_each(|dimension| check(dimension, context)),
        Check::Analogy(check) => {
            lesson
                .regimes()
                .flat_map(|regime| regime.analogies())
                .for_each(|analogy| check(analogy, context));
        }
        Check::FieldLine(check) => lesson.field_lines().for_each(|line| check(line, context)),
        Check::Text(check) => each_text(lesson, |field, text| check(field, text, context)),
    }
}

type Refusal = (Arc<SourceFile>, Vec<(&'static Rule, Draft)>, Outcome, String);

/// The file's text and form, or why there is none.
fn read(
    path: String,
    form: Option<Form>,
    content: Content,
    expected: Expected,
    settings: &Settings,
) -> Result<(Arc<SourceFile>, Form), Refusal> {
    let form = form.or_else(|| Form::of_path(&path));
    let refuse = |path, problem, reason: &str| {
        Err((
            Arc::new(SourceFile::new(path, "")),
            vec![draft_of(problem)],
            Outcome::Unreadable,
            reason.to_owned(),
        ))
    };
    let bytes = match content {
        Content::Bytes(bytes) => bytes,
        Content::Unreadable(reason) => return refuse(path, problems::unreadable(&reason), &reason),
        Content::TooLarge => {
            let problem = Problem::too_large_file(settings.read.limits.bytes);
            return refuse(path, problem, "too large");
        }
    };
    let source = SourceFile::from_bytes(path, bytes);
    match (source, form) {
        (Ok(source), Some(form)) => Ok((Arc::new(source), form)),
        (Ok(source) | Err((source, _)), None) => {
            let drafts = if expected == Expected::Unknown {
                vec![]
            } else {
                vec![draft_of(problems::unknown_extension())]
            };
            let outcome = if drafts.is_empty() { Outcome::Skipped } else { Outcome::Linted };
            Err((Arc::new(source), drafts, outcome, "neither YAML nor Markdown by its name".to_owned()))
        }
        (Err((source, why)), Some(_)) => {
            let drafts = vec![draft_of(problems::not_utf8(why))];
            Err((Arc::new(source), drafts, Outcome::Unreadable, "not UTF-8".to_owned()))
        }
    }
}

/// Whether a file is a lesson by what it holds.
fn looks_like_lesson(tree: &Tree, settings: &Settings) -> bool {
    const MARKS: [&str; 4] = ["lesson", "regimes", "comparison", "field_guide"];
    match (tree.form(), tree.root()) {
        (Form::Markdown, _) => markdown::looks_like_lesson(tree.source(), &settings.read.labels),
        (Form::Yaml, Some(root)) => MARKS.iter().filter(|mark| tree.get(root, mark).is_some()).count() >= 2,
        (Form::Yaml, None) => false,
    }
}

fn draft_of(problem: Problem) -> (&'static Rule, Draft) {
    let rule = crate::rules::by_code(problem.kind.code());
    let suggestion = problem.suggestion.map(|suggestion| DraftFix {
        title: suggestion.title,
        applicability: lesson_findings::Applicability::Suggested,
        edits: suggestion.edits,
    });
    let mut draft = Draft::new(problem.node, problem.span, problem.message);
    draft.help = problem.help;
    draft.labels = problem.related;
    draft.fixes.extend(suggestion);
    (rule, draft)
}

/// From what rules and readers said to findings in their order.
fn finish(drafts: Vec<(&'static Rule, Draft)>, tree: &Tree, settings: &Settings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut ways = std::collections::HashMap::new();
    for (rule, draft) in drafts {
        let Some(severity) = settings.level(rule) else { continue };
        let way = draft.node.map(|node| ways.entry(node).or_insert_with(|| way_by_ids(tree, node)).clone());
        let way = [way.unwrap_or_default(), draft.about.clone().unwrap_or_default()].join("/");
        findings.push(finding(rule, severity, draft, way, tree));
    }
    lesson_findings::sort(&mut findings);
    let mut fingerprints = Fingerprints::default();
    for finding in &mut findings {
        finding.fingerprint = fingerprints.next(finding.rule.code, &finding.path, &finding.fingerprint);
    }
    findings
}

fn finding(rule: &'static Rule, severity: Severity, draft: Draft, way: String, tree: &Tree) -> Finding {
    let source = tree.source();
    let location = |span| Location { source: Arc::clone(source), span };
    let edit = |edit| FileEdit { source: Arc::clone(source), edit };
    let fix = |fix: DraftFix| Fix {
        title: fix.title,
        applicability: fix.applicability,
        edits: fix.edits.into_iter().map(edit).collect(),
    };
    let pointer = |node: NodeId| tree.pointer(node);
    let unreadable = rule.code == ProblemKind::Unreadable.code();
    Finding {
        rule: rule.info(),
        severity,
        message: draft.message,
        help: draft.help,
        path: source.path().to_owned(),
        pointer: draft.node.map(pointer),
        location: (!unreadable).then(|| location(draft.span)),
        labels: draft
            .labels
            .into_iter()
            .map(|(span, message)| Label { message, location: location(span) })
            .collect(),
        fixes: draft.fixes.into_iter().map(fix).collect(),
        suppression: None,
        // The way stands in until all findings of the file are in their order.
        fingerprint: way,
        url: rule.url(),
    }
}

impl FileReport {
    fn new(
        source: Arc<SourceFile>,
        outcome: Outcome,
        reason: Option<String>,
        findings: Vec<Finding>,
    ) -> Self {
        let path = source.path().to_owned();
        Self { path, outcome, reason, findings, lesson: None, source, crashes: Vec::new() }
    }

    /// A file that is not looked into.
    #[must_use]
    pub fn skipped(path: String, reason: &str) -> Self {
        let source = Arc::new(SourceFile::new(path, ""));
        Self::new(source, Outcome::Skipped, Some(reason.to_owned()), Vec::new())
    }

    /// The lesson's matrix, where it is a lesson.
    #[must_use]
    pub fn matrix(&self, settings: &Settings) -> Option<Matrix> {
        self.lesson.as_ref().map(|lesson| Matrix::of(lesson, &settings.words))
    }
}
