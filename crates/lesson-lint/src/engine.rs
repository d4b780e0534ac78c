//! From one file's bytes to its findings: the whole way of the data in one place. Pure: no I/O, no
//! clock, no environment.

use std::collections::HashMap;
use std::sync::Arc;

use lesson_findings::{FileEdit, Finding, Fix, Label, Location, Outcome, Severity, Unshown};
use lesson_model::{Lesson, Reader, Spanned};
use lesson_syntax::{Form, NodeId, Problem, ProblemKind, Tree};
use lesson_text::SourceFile;

use crate::context::{DraftFix, Shared};
use crate::fingerprint::{Fingerprints, way_by_ids, way_to};
use crate::isolate::isolate;
use crate::load::{FileInput, Loaded, load};
use crate::rules::missing_key;
use crate::suppressions::{Judge, settle, stated};
use crate::walk::each_text;
use crate::{Check, Context, Draft, Rule, Settings, Surroundings, rules};

/// What linting one file gave.
#[derive(Debug)]
pub struct FileReport {
    /// Its path.
    pub path: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was skipped or could not be read.
    pub reason: Option<String>,
    /// Whether it is a course and no lesson.
    pub is_course: bool,
    /// Its findings, in their order.
    pub findings: Vec<Finding>,
    /// How many findings of which rules are left out, for there are too many.
    pub unshown: Vec<Unshown>,
    /// The file's text.
    pub source: Arc<SourceFile>,
    /// The form it was read in; none where it is no lesson.
    pub form: Option<Form>,
    /// Rules that failed, each with what it said: faults of lessonlint, not of the lesson.
    pub crashes: Vec<(&'static str, String)>,
}

/// Lints one file by itself.
#[must_use]
pub fn lint(file: FileInput, settings: &Settings) -> FileReport {
    check(load(file, settings), settings, &Surroundings::default())
}

/// Lints a file that was read, a lesson among what it stands among.
#[must_use]
pub fn check(loaded: Loaded, settings: &Settings, surroundings: &Surroundings) -> FileReport {
    let settings = &*settings.for_file(loaded.reader.tree().source().path());
    let mut said = Said::new(settings.most_findings);
    let broken = loaded.problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
    for problem in loaded.problems {
        said.problem(problem);
    }
    if loaded.is_lesson {
        for problem in settings.shape.check(&loaded.reader) {
            said.problem(problem);
        }
    }
    if loaded.is_course {
        for problem in settings.course_shape.check(&loaded.reader) {
            said.problem(problem);
        }
    }
    if let Some(lesson) = &loaded.lesson {
        run_rules(lesson, &loaded.reader, settings, surroundings, broken, &mut said);
    }
    if let Some(course) = &loaded.course {
        said.of_rule(&missing_key::RULE, missing_key::of_course(course, &loaded.reader, settings), broken);
    }
    let tree = loaded.reader.tree();
    let mut findings = finish(std::mem::take(&mut said.drafts), tree, settings);
    if loaded.is_lesson || loaded.is_course {
        // Of a file that could not be read to its end, a rule's silence says nothing.
        let whole = (loaded.lesson.is_some() || loaded.course.is_some()) && !broken;
        let heard = |rule: &Rule| whole && settings.level(rule).is_some() && said.all_of(rule);
        let judge = Judge { settings, today: surroundings.today, heard: &heard };
        let (mut faults, unshown) = settle(&stated(tree, settings), &mut findings, &judge);
        if broken {
            faults.iter_mut().for_each(|finding| finding.fixes.clear());
        }
        unshown.into_iter().for_each(|(rule, count)| said.left_out(rule, count));
        findings.extend(faults);
        lesson_findings::sort(&mut findings);
    }
    FileReport {
        path: tree.source().path().to_owned(),
        outcome: loaded.outcome,
        reason: loaded.reason,
        is_course: loaded.is_course,
        findings,
        unshown: said.unshown.into_iter().map(|(rule, count)| Unshown { rule: rule.info(), count }).collect(),
        source: Arc::clone(tree.source()),
        form: (loaded.is_lesson || loaded.is_course).then(|| tree.form()),
        crashes: said.crashes,
    }
}

/// What readers and rules have said of a file so far.
struct Said {
    drafts: Vec<(&'static Rule, Draft)>,
    counts: HashMap<&'static str, usize>,
    most: usize,
    unshown: Vec<(&'static Rule, usize)>,
    crashes: Vec<(&'static str, String)>,
}

impl Said {
    fn new(most: usize) -> Self {
        Self { drafts: Vec::new(), counts: HashMap::new(), most, unshown: Vec::new(), crashes: Vec::new() }
    }

    fn problem(&mut self, problem: Problem) {
        let rule = rules::by_code(problem.kind.code());
        let count = self.counts.entry(rule.code).or_insert(0);
        *count += 1;
        if *count <= self.most {
            self.drafts.push((rule, Draft::of(problem)));
        } else {
            self.left_out(rule, 1);
        }
    }

    fn of_rule(&mut self, rule: &'static Rule, (drafts, unshown): (Vec<Draft>, usize), broken: bool) {
        self.drafts.extend(drafts.into_iter().map(|mut draft| {
            // A fix is made for what the file says; while that is unsure, none is offered.
            if broken {
                draft.fixes.clear();
            }
            (rule, draft)
        }));
        self.left_out(rule, unshown);
    }

    /// Whether everything is shown that a rule said, and it said all that it had to.
    fn all_of(&self, rule: &Rule) -> bool {
        !self.crashes.iter().any(|&(code, _)| code == rule.code)
            && !self.unshown.iter().any(|(other, _)| other.code == rule.code)
    }

    fn left_out(&mut self, rule: &'static Rule, count: usize) {
        match self.unshown.iter_mut().find(|(other, _)| other.code == rule.code) {
            Some((_, more)) => *more += count,
            None if count > 0 => self.unshown.push((rule, count)),
            None => {}
        }
    }
}

/// Runs every rule that is on; one that panics ends alone.
fn run_rules(
    lesson: &Spanned<Lesson>,
    reader: &Reader,
    settings: &Settings,
    surroundings: &Surroundings,
    broken: bool,
    said: &mut Said,
) {
    let shared = Shared::of(lesson, reader.words());
    for rule in settings.active_rules() {
        let outcome = isolate(|| {
            let mut context = Context::new(rule, lesson, &shared, reader, settings, surroundings);
            run(rule, lesson, &mut context);
            context.into_drafts()
        });
        match outcome {
            Ok(drafts) => said.of_rule(rule, drafts, broken),
            Err(panic) => said.crashes.push((rule.code, panic)),
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

/// From what rules and readers said to findings in their order.
fn finish(drafts: Vec<(&'static Rule, Draft)>, tree: &Tree, settings: &Settings) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut ways = HashMap::new();
    for (rule, draft) in drafts {
        let Some(severity) = settings.level(rule) else { continue };
        let way = draft.node.map(|node| ways.entry(node).or_insert_with(|| way_by_ids(tree, node)).as_str());
        let way = way_to(way.unwrap_or_default(), draft.about.as_deref().unwrap_or_default());
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
        root: Arc::default(),
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
    /// Lets go of the text where nothing is said about it: among ten thousand files, those are nearly all.
    #[must_use]
    pub fn without_idle_text(self) -> Self {
        if self.findings.is_empty() { Self { source: Arc::default(), ..self } } else { self }
    }

    /// A file that is not looked into.
    #[must_use]
    pub fn skipped(path: String, reason: &str) -> Self {
        Self {
            source: Arc::new(SourceFile::new(path.clone(), "")),
            form: None,
            path,
            outcome: Outcome::Skipped,
            reason: Some(reason.to_owned()),
            is_course: false,
            findings: Vec::new(),
            unshown: Vec::new(),
            crashes: Vec::new(),
        }
    }
}
