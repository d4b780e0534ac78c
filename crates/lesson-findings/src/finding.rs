use std::fmt;
use std::sync::Arc;

use lesson_text::{Edit, SourceFile, Span};

/// How much a finding matters. Ordered: advice is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a thought.
    Advice,
    /// Probably a fault.
    Warning,
    /// A fault.
    Error,
}

impl Severity {
    /// Its name in every output and in configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// What a rule watches over; the letter of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Regimes, dimensions and their cells.
    Regimes,
    /// Analogies and their breaks.
    Analogies,
    /// Lines to say and not to say.
    FieldGuide,
    /// Numbers.
    Figures,
    /// The lesson as a whole, and its place in the course.
    Lesson,
    /// Words that are taught.
    Terms,
    /// Prose.
    Prose,
    /// What keeps a file from being read.
    Reading,
    /// Findings that are silenced.
    Suppressions,
}

impl Family {
    /// Every family, in the order of the catalogue.
    pub const ALL: [Self; 9] = [
        Self::Regimes,
        Self::Analogies,
        Self::FieldGuide,
        Self::Figures,
        Self::Lesson,
        Self::Terms,
        Self::Prose,
        Self::Reading,
        Self::Suppressions,
    ];

    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Regimes => "regimes",
            Self::Analogies => "analogies",
            Self::FieldGuide => "field-guide",
            Self::Figures => "figures",
            Self::Lesson => "lesson",
            Self::Terms => "terms",
            Self::Prose => "prose",
            Self::Reading => "reading",
            Self::Suppressions => "suppressions",
        }
    }
}

/// How safe a fix is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Applicability {
    /// The meaning is kept.
    Safe,
    /// A person should look at it.
    Suggested,
    /// A stub that still fails, so that nothing is invented.
    Scaffold,
}

impl Applicability {
    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
            Self::Scaffold => "scaffold",
        }
    }
}

/// Which rule speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RuleInfo {
    /// Its code, as in `A001`.
    pub code: &'static str,
    /// Its name, as in `analogy-without-break`.
    pub name: &'static str,
    /// What it watches over.
    pub family: Family,
    /// Whether it is one of the three laws.
    pub law: bool,
}

/// What a format says of a rule beside its findings.
#[derive(Clone, Debug)]
pub struct RuleDescription {
    /// Which rule.
    pub info: RuleInfo,
    /// How much its findings matter where nothing is configured; none for a rule that is off.
    pub severity: Option<Severity>,
    /// When it speaks, in one sentence.
    pub summary: &'static str,
    /// Why that harms a learner.
    pub why: &'static str,
    /// What to do about a finding.
    pub remedy: &'static str,
    /// The address of its page.
    pub url: String,
}

/// A place in a file.
#[derive(Clone, Debug)]
pub struct Location {
    /// The file.
    pub source: Arc<SourceFile>,
    /// Its bytes.
    pub span: Span,
}

/// Another place that matters to a finding.
#[derive(Clone, Debug)]
pub struct Label {
    /// What is there.
    pub message: String,
    /// Where.
    pub location: Location,
}

/// One change of one file.
#[derive(Clone, Debug)]
pub struct FileEdit {
    /// The file as it was when the finding was made.
    pub source: Arc<SourceFile>,
    /// The change.
    pub edit: Edit,
}

/// A change that mends a finding.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as an order.
    pub title: String,
    /// How safe it is.
    pub applicability: Applicability,
    /// The edits, which do not overlap.
    pub edits: Vec<FileEdit>,
}

/// Where a suppression is written, and how far it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SuppressionKind {
    /// A comment about what stands on its own line or the next.
    Comment,
    /// A comment about the whole file.
    File,
    /// An entry of the configuration.
    Configuration,
}

impl SuppressionKind {
    /// Its name in every output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::File => "file",
            Self::Configuration => "configuration",
        }
    }
}

/// Why a finding is silenced.
#[derive(Clone, Debug)]
pub struct Suppression {
    /// Where it is written, and how far it reaches.
    pub kind: SuppressionKind,
    /// The reason that was given.
    pub reason: String,
    /// The last day on which it holds, as in `2026-01-31`; none where it has no end.
    pub until: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// Something that a rule says about a lesson.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which rule.
    pub rule: RuleInfo,
    /// How much it matters here.
    pub severity: Severity,
    /// What is wrong, in a sentence without its full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The file's path, relative to the root, with `/`.
    pub path: String,
    /// The root, from the top of the file system, with `/`; empty where it is not known.
    pub root: Arc<str>,
    /// The way to the value in the content model, as a JSON pointer.
    pub pointer: Option<String>,
    /// Where; none for a file that cannot be read.
    pub location: Option<Location>,
    /// Other places that matter.
    pub labels: Vec<Label>,
    /// Changes that would mend it; the first is the best.
    pub fixes: Vec<Fix>,
    /// Why it is silenced, where it is.
    pub suppression: Option<Suppression>,
    /// What names it across edits elsewhere in the file.
    pub fingerprint: String,
    /// The rule's page.
    pub url: String,
}

impl Finding {
    fn sort_key(&self) -> (&str, Option<Span>, &str, &str, Option<&str>) {
        let span = self.location.as_ref().map(|location| location.span);
        (&self.path, span, self.rule.code, &self.message, self.pointer.as_deref())
    }
}

/// Puts findings in their one order (path, place, code, message) and drops those that say the same
/// thing of the same bytes, as aliases make them.
pub fn sort(findings: &mut Vec<Finding>) {
    findings.sort_by(|first, second| first.sort_key().cmp(&second.sort_key()));
    findings.dedup_by(|second, first| {
        first.location.is_some()
            && (&first.path, first.rule.code, &first.message)
                == (&second.path, second.rule.code, &second.message)
            && first.location.as_ref().map(|place| place.span)
                == second.location.as_ref().map(|place| place.span)
    });
}
