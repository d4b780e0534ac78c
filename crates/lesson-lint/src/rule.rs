use lesson_findings::{Applicability, Family, RuleDescription, RuleInfo, Severity};
use lesson_model::{Analogy, Dimension, Field, FieldLine, LAWS, Lesson, Regime, Spanned, Text};

use crate::{Context, Example, RuleOption};

/// Where the rules' pages stand.
const PAGES: &str = "https://github.com/lessonlint/lessonlint/blob/main/docs/rules/";

/// One rule: data and a function, no state. Everything about it stands in its own file.
#[derive(Debug)]
pub struct Rule {
    /// The code, as in `A001`; never used again once a rule is gone.
    pub code: &'static str,
    /// The name, so that "allow ⟨name⟩" reads well.
    pub name: &'static str,
    /// What it watches over.
    pub family: Family,
    /// How much its findings matter by default; `None` for a rule that is off unless asked for.
    pub severity: Option<Severity>,
    /// Whether it is precise on real prose.
    pub status: Status,
    /// The version of lessonlint that brought it.
    pub since: &'static str,
    /// When it speaks, in one sentence.
    pub summary: &'static str,
    /// Why that harms a learner.
    pub why: &'static str,
    /// What to do about a finding.
    pub remedy: &'static str,
    /// What it deliberately leaves alone.
    pub leaves_alone: &'static str,
    /// The fixes that its findings may offer, the safest first.
    pub fixes: &'static [Applicability],
    /// What can be set of it.
    pub options: &'static [RuleOption],
    /// How it is checked.
    pub check: Check,
    /// Lessons on which it speaks, and lessons on which it must not. Tests run them, the page shows them.
    pub examples: &'static [Example],
}

/// Whether a rule is precise on real prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Stable,
    /// Not yet; it speaks only under `--preview`.
    Preview,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Nothing: reading the file, checking its shape or judging its suppressions gives its findings.
    Reading,
    /// The lesson as a whole.
    Lesson(fn(&Spanned<Lesson>, &mut Context<'_>)),
    /// Each regime.
    Regime(fn(&Spanned<Regime>, &mut Context<'_>)),
    /// Each dimension.
    Dimension(fn(&Spanned<Dimension>, &mut Context<'_>)),
    /// Each analogy.
    Analogy(fn(&Spanned<Analogy>, &mut Context<'_>)),
    /// Each field-guide line.
    FieldLine(fn(&Spanned<FieldLine>, &mut Context<'_>)),
    /// Each text that a learner reads.
    Text(fn(&'static Field, &Text, &mut Context<'_>)),
}

impl Rule {
    /// Whether it is one of the three laws, which no level, `--select` or `--ignore` can lower.
    #[must_use]
    pub fn is_law(&self) -> bool {
        LAWS.contains(&self.code)
    }

    /// Whether no level can lower it: the laws, and what keeps a lesson from being held to them.
    #[must_use]
    pub fn is_fixed(&self) -> bool {
        self.is_law() || matches!(self.code, "E001" | "E006" | "E007" | "E010")
    }

    /// What a finding says of its rule.
    #[must_use]
    pub fn info(&self) -> RuleInfo {
        RuleInfo { code: self.code, name: self.name, family: self.family, law: self.is_law() }
    }

    /// What formats say of it beside its findings.
    #[must_use]
    pub fn description(&self) -> RuleDescription {
        RuleDescription {
            info: self.info(),
            severity: self.severity,
            summary: self.summary,
            why: self.why,
            remedy: self.remedy,
            url: self.url(),
        }
    }

    /// The address of its page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{PAGES}{}.md", self.name)
    }

    /// Whether a code or name, in any case, is this rule's.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        self.code.eq_ignore_ascii_case(name) || self.name.eq_ignore_ascii_case(name)
    }
}
