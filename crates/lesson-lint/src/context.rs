use std::cell::{Cell, OnceCell};
use std::ops::Range;

use lesson_findings::Applicability;
use lesson_model::{
    Absence, Course, Lesson, Map, Matrix, Place, Reader, RegimeNames, Slot, Spanned, Text, Void, Words,
};
use lesson_syntax::markdown::Labels;
use lesson_syntax::{Form, NodeId, Problem, Stub, Tree};
use lesson_text::{Edit, Span};

use crate::text::{Declared, Texts};
use crate::{Rule, Settings, Surroundings, stubs};

/// How many bytes may be read to try the stubs of one rule, and what each stub counts for beside: beyond
/// that, findings are reported without a fix, and get theirs when those before them are mended.
pub(crate) const SCAFFOLD_WORK: usize = 512 << 10;
const WORK_OF_SCAFFOLD: usize = 100;

/// What a rule sees beside the piece of the lesson that it is given.
pub struct Context<'a> {
    /// The whole lesson.
    pub lesson: &'a Spanned<Lesson>,
    /// Its comparison as regimes by dimensions.
    pub matrix: &'a Matrix,
    /// Which regime a name means.
    pub names: &'a RegimeNames,
    /// Reads the tree, and knows the words by which a value says nothing.
    pub reader: &'a Reader,
    /// By which words Markdown names its sections and paragraphs.
    pub labels: &'a Labels,
    /// The course that the lesson belongs to, where there is one.
    pub course: Option<&'a Spanned<Course>>,
    /// What else is known of what the lesson stands among.
    pub surroundings: &'a Surroundings,
    shared: &'a Shared<'a>,
    rule: &'static Rule,
    settings: &'a Settings,
    drafts: Vec<Draft>,
    /// How many bytes may still be read to try stubs.
    scaffold_work: Cell<usize>,
    /// Where what is reported beyond the most goes; only counted.
    surplus: Draft,
    unshown: usize,
}

/// What several rules need to know of a lesson, worked out once.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    names: RegimeNames,
    matrix: Matrix,
    /// Only when the first of them asks, as what follows.
    texts: OnceCell<Texts<'a>>,
    declared: OnceCell<Declared<'a>>,
}

impl Shared<'_> {
    pub(crate) fn of(lesson: &Lesson, words: &Words) -> Self {
        let names = RegimeNames::of(lesson);
        let matrix = Matrix::with_names(lesson, &names, words);
        Self { names, matrix, texts: OnceCell::new(), declared: OnceCell::new() }
    }
}

/// A finding as a rule makes it: a place, a message, perhaps a fix. The engine adds the rest.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(crate) node: Option<NodeId>,
    pub(crate) span: Span,
    pub(crate) about: Option<String>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) labels: Vec<(Span, String)>,
    pub(crate) fixes: Vec<DraftFix>,
}

/// A fix as a rule makes it.
#[derive(Clone, Debug)]
pub(crate) struct DraftFix {
    pub(crate) title: String,
    pub(crate) applicability: Applicability,
    pub(crate) edits: Vec<Edit>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        rule: &'static Rule,
        lesson: &'a Spanned<Lesson>,
        shared: &'a Shared<'a>,
        reader: &'a Reader,
        settings: &'a Settings,
        surroundings: &'a Surroundings,
    ) -> Self {
        let surplus = Draft::new(None, Span::default(), String::new());
        let labels = &settings.read.labels;
        let scaffold_work = Cell::new(SCAFFOLD_WORK);
        Self {
            rule,
            lesson,
            matrix: &shared.matrix,
            names: &shared.names,
            reader,
            labels,
            course: surroundings.course_of(lesson),
            surroundings,
            shared,
            settings,
            drafts: Vec::new(),
            scaffold_work,
            surplus,
            unshown: 0,
        }
    }

    /// What was reported, and how many findings more there are.
    pub(crate) fn into_drafts(self) -> (Vec<Draft>, usize) {
        (self.drafts, self.unshown)
    }

    /// Whether this rule has reported as much of this file as is shown: the rest is only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.drafts.len() >= self.settings.most_findings
    }

    /// The values of the file.
    #[must_use]
    pub fn tree(&self) -> &'a Tree {
        self.reader.tree()
    }

    /// An option of this rule that is a number.
    #[must_use]
    pub fn count(&self, option: &'static str) -> usize {
        self.settings.count(self.rule, option)
    }

    /// Whether an option of this rule that is a list holds a word or name.
    #[must_use]
    pub fn lists(&self, option: &'static str, sought: &str) -> bool {
        self.settings.lists(self.rule, option, sought)
    }

    /// The cells of a row that are one of the lesson's regimes: what another tool keeps there is none.
    pub(crate) fn cells<'c>(&self, row: &'c Map<Text>) -> impl Iterator<Item = &'c Slot<Text>> {
        row.entries.iter().filter(|(key, _)| self.names.find(&key.name).is_some()).map(|(_, slot)| slot)
    }

    /// The words of the lesson's language.
    #[must_use]
    pub fn words(&self) -> &'a Words {
        self.reader.words()
    }

    /// The names that the lesson and its course declare, and where its texts have them.
    #[must_use]
    pub(crate) fn declared(&self) -> &'a Declared<'a> {
        let (texts, tree) = (self.texts(), self.tree());
        self.shared.declared.get_or_init(|| Declared::of(self.lesson, self.course, texts, tree))
    }

    /// The texts of the lesson, and where words begin in them.
    #[must_use]
    pub(crate) fn texts(&self) -> &'a Texts<'a> {
        self.shared.texts.get_or_init(|| Texts::of(self.lesson, self.tree()))
    }

    /// Whether another rule, by its code, is there and on.
    #[must_use]
    pub fn speaks(&self, code: &str) -> bool {
        self.settings.speaks(code)
    }

    /// Whether another rule, by its code, speaks as loud as a law.
    #[must_use]
    pub fn is_error(&self, code: &str) -> bool {
        self.settings.is_error(code)
    }

    /// Where a part of a text stands in the file; of what is only counted, the place of the whole text, for
    /// to find a part may cost a reading of it.
    #[must_use]
    pub fn part(&self, node: NodeId, range: Range<usize>) -> Span {
        if self.is_full() { self.tree().span(node) } else { self.tree().source_span(node, range) }
    }

    /// Reports a finding at a place; the message is a sentence without its full stop.
    pub fn report(&mut self, place: Place, message: impl Into<String>) -> &mut Draft {
        self.report_span(place.node, place.span, message)
    }

    /// Reports a finding at a part of a value.
    pub fn report_span(&mut self, node: NodeId, span: Span, message: impl Into<String>) -> &mut Draft {
        let draft = Draft::new(Some(node), span, message);
        if self.is_full() {
            self.unshown += 1;
            self.surplus = draft;
            return &mut self.surplus;
        }
        let index = self.drafts.len();
        self.drafts.push(draft);
        &mut self.drafts[index]
    }

    /// Reports an absent value, with a stub for it as a scaffold fix where there is none yet.
    pub fn report_absent(&mut self, absence: &Absence, message: impl Into<String>) -> &mut Draft {
        let (node, key) = (absence.owner.node, absence.field.key);
        // A placeholder is a stub already.
        let fix = matches!(absence.void, Void::Missing | Void::Blank)
            .then(|| self.scaffold(node, key, absence.field.preceding, &stubs::stub(key), stubs::name(key)))
            .flatten();
        let draft = self.report(absence.place, message);
        draft.about = Some(key.to_owned());
        draft.fixes.extend(fix);
        draft
    }

    /// The edit that adds a stub to a list that holds something, as a scaffold fix; none where the layout
    /// leaves no sure place for it.
    #[must_use]
    pub(crate) fn append(&self, list: NodeId, stub: &Stub, name: &str) -> Option<DraftFix> {
        let left = self.scaffold_work.get().checked_sub(self.tree().source().text().len() + WORK_OF_SCAFFOLD);
        let work = left.filter(|_| !self.is_full())?;
        self.scaffold_work.set(work);
        let edit = lesson_syntax::append(self.tree(), self.labels, list, stub)?;
        let title = format!("add a stub for {name}, to be filled in");
        Some(DraftFix { title, applicability: Applicability::Scaffold, edits: vec![edit] })
    }

    /// The edit that gives a mapping a stub under a key, after those that precede it, as a scaffold fix; none where the layout
    /// leaves no sure place for it, or something stands there already.
    #[must_use]
    pub(crate) fn scaffold(
        &self,
        owner: NodeId,
        key: &str,
        preceding: &[&str],
        stub: &Stub,
        name: &str,
    ) -> Option<DraftFix> {
        let spend = |bytes| self.spend_on_fix(bytes);
        scaffold(self.tree(), self.labels, spend, (owner, key, preceding), stub, name)
    }
}

/// See [`Context::scaffold`]; `spend` counts the bytes that are read for it, and says when it is enough.
pub(crate) fn scaffold(
    tree: &Tree,
    labels: &Labels,
    spend: impl FnOnce(usize) -> Option<()>,
    (owner, key, preceding): (NodeId, &str, &[&str]),
    stub: &Stub,
    name: &str,
) -> Option<DraftFix> {
    // Each edit is tried, on the mapping that it changes or, in Markdown, on the whole text.
    spend(match tree.form() {
        Form::Yaml => tree.span(owner).len(),
        Form::Markdown => tree.source().text().len(),
    })?;
    let edit = lesson_syntax::set_after(tree, labels, owner, key, stub, preceding)?;
    let title = format!("add a stub for {name}, to be filled in");
    Some(DraftFix { title, applicability: Applicability::Scaffold, edits: vec![edit] })
}

/// Takes the bytes that are read to try a fix from those that are left; `None` where enough was read.
pub(crate) fn spend(left: &mut usize, bytes: usize) -> Option<()> {
    *left = left.checked_sub(bytes + WORK_OF_SCAFFOLD)?;
    Some(())
}

impl Context<'_> {
    /// Counts the bytes that are read to try a fix; `None` where enough was read for this rule.
    pub(crate) fn spend_on_fix(&self, bytes: usize) -> Option<()> {
        let left = self.scaffold_work.get().checked_sub(bytes + WORK_OF_SCAFFOLD);
        self.scaffold_work.set(left.filter(|_| !self.is_full())?);
        Some(())
    }
}

impl Draft {
    pub(crate) fn new(node: Option<NodeId>, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { node, span, about: None, message, help: None, labels: Vec::new(), fixes: Vec::new() }
    }

    pub(crate) fn of(problem: Problem) -> Self {
        let suggestion = problem.suggestion.map(|suggestion| DraftFix {
            title: suggestion.title,
            applicability: Applicability::Suggested,
            edits: suggestion.edits,
        });
        let mut draft = Self::new(problem.node, problem.span, problem.message);
        draft.help = problem.help;
        draft.labels = problem.related;
        draft.fixes.extend(suggestion);
        draft
    }

    /// What to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Another place that matters, and what is there.
    pub fn label(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.labels.push((span, message.into()));
        self
    }

    /// What names it beside its place: the regime whose cell is missing, the key that is absent.
    pub fn about(&mut self, name: impl Into<String>) -> &mut Self {
        self.about = Some(name.into());
        self
    }

    /// A change that would mend it.
    pub fn fix(
        &mut self,
        title: impl Into<String>,
        applicability: Applicability,
        edits: Vec<Edit>,
    ) -> &mut Self {
        self.fixes.push(DraftFix { title: title.into(), applicability, edits });
        self
    }

    /// A better change than those there are.
    pub(crate) fn fix_first(&mut self, fix: Option<DraftFix>) -> &mut Self {
        self.fixes.splice(0..0, fix);
        self
    }

    pub(crate) fn fixes(&mut self, fixes: impl IntoIterator<Item = DraftFix>) -> &mut Self {
        self.fixes.extend(fixes);
        self
    }
}
