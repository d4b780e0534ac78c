use schemars::JsonSchema;
use serde::Serialize;

use crate::{Amount, AnyValue, Date, List, Map, Model, OneOrMany, Opt, Slot, Slug, Text, Whole};

/// One lesson: it teaches a field by comparing its regimes along dimensions, by analogies to what the
/// learner knows, and by lines to say and not to say.
///
/// Three laws hold: every regime appears on every dimension, every analogy says where it breaks, and
/// every don't-say has a why.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The version of this format; 1 when absent.
    #[schemars(range(max = 1))]
    pub format: Opt<Whole>,
    /// The lesson's number in its course, 1 or more.
    pub lesson: Slot<Whole>,
    /// The lesson's id in its course; the file's stem when absent.
    pub id: Opt<Slug>,
    /// The id of the course that the lesson belongs to.
    pub course: Opt<Slug>,
    /// What the lesson is called. A question that the learner will be asked makes a good title.
    #[schemars(extend("x-lessonlint-rule" = "L001"))]
    pub title: Slot<Text>,
    /// For whom the lesson is written.
    pub audience: Opt<Text>,
    /// What the learner knows already: the field from which the analogies are drawn.
    pub analogy_domain: Opt<Text>,
    /// The opening: which question the lesson answers, and what the learner can do afterwards.
    #[schemars(extend("x-lessonlint-rule" = "L002"))]
    pub lead: Slot<Text>,
    /// The regimes that the lesson compares, two or more, in the order in which they are taught.
    #[schemars(length(min = 2), extend("x-lessonlint-rule" = "R010"))]
    pub regimes: Slot<List<Regime>>,
    /// The regimes side by side, along every dimension.
    #[schemars(extend("x-lessonlint-rule" = "R009"))]
    pub comparison: Slot<Comparison>,
    /// What to say to a customer or colleague, what not to say, and why.
    #[schemars(extend("x-lessonlint-rule" = "S009"))]
    pub field_guide: Slot<FieldGuide>,
    /// Numbers that readers will quote, each with its date and source.
    pub figures: Opt<List<Figure>>,
    /// Words that this lesson teaches.
    pub terms: Opt<List<Term>>,
    /// What comes next in the course.
    pub next: Opt<Next>,
    /// Whatever other tools keep in a lesson; lessonlint does not look into it.
    pub meta: Opt<AnyValue>,
    /// Paragraphs of a Markdown lesson that stand under no label and no known section.
    #[serde(rename = "x-prose")]
    pub prose: Opt<List<Text>>,
    /// Sections of a Markdown lesson under headings of the author's own.
    #[serde(rename = "x-sections")]
    pub sections: Opt<List<Section>>,
}

/// One of the ways of working, kinds or phases that the lesson compares.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// The regime's id, by which cells and lines refer to it; made from its name when absent.
    pub id: Opt<Slug>,
    /// What the regime is called.
    pub name: Slot<Text>,
    /// Other spellings and names, accepted wherever the name is.
    pub aka: Opt<List<Text>>,
    /// What the regime is, in a sentence or two.
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub what_it_is: Slot<Text>,
    /// What happens in it, and what comes out.
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub what_it_does: Slot<Text>,
    /// Who does it, pays for it and answers for it.
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub whos_behind_it: Slot<Text>,
    /// How to tell it from the other regimes.
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub what_makes_it_distinct: Slot<Text>,
    /// What in the learner's own world it is like, and where that likeness ends; one or more.
    #[schemars(length(min = 1), extend("x-lessonlint-rule" = "R016"))]
    pub analogies: Slot<List<Analogy>>,
    /// Paragraphs of a Markdown lesson that stand under none of the section's labels.
    #[serde(rename = "x-prose")]
    pub prose: Opt<List<Text>>,
}

/// A likeness to something that the learner knows.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Analogy {
    /// What the analogy is called.
    pub title: Opt<Text>,
    /// The thing in the learner's own world that the regime is compared to.
    pub maps_to: Opt<Text>,
    /// What carries over from the one to the other.
    #[schemars(extend("x-lessonlint-rule" = "A007"))]
    pub holds: Slot<Text>,
    /// What does not carry over, and what the learner must do about it. Every analogy breaks somewhere.
    #[schemars(extend("x-lessonlint-rule" = "A001", "x-lessonlint-denial" = true))]
    pub where_it_breaks: Slot<Text>,
    /// The heading under which a Markdown lesson gives the analogy.
    #[serde(rename = "x-heading")]
    pub heading: Opt<Text>,
}

/// The regimes side by side.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// What the comparison is about, before the table.
    pub intro: Opt<Text>,
    /// The rows of the table, in order.
    #[schemars(length(min = 1), extend("x-lessonlint-rule" = "R009"))]
    pub dimensions: Slot<List<Dimension>>,
    /// Prose after the table; a single text is a list of one.
    pub notes: Opt<OneOrMany<Text>>,
    /// What a Markdown lesson holds beside the table and belongs to none of the above.
    #[serde(rename = "x-prose")]
    pub prose: Opt<List<Text>>,
}

/// A question by which the regimes are compared: time, cost, who does it.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// The dimension's id; made from its name when absent.
    pub id: Opt<Slug>,
    /// What the dimension is called.
    pub name: Slot<Text>,
    /// The question that its cells answer.
    pub question: Opt<Text>,
    /// What holds for each regime, by the regime's id. No regime may be missing.
    #[schemars(extend("x-lessonlint-rule" = "R001"))]
    pub cells: Slot<Map<Text>>,
}

/// What to say in the field.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct FieldGuide {
    /// The conversation that the lesson prepares for first of all.
    #[schemars(extend("x-lessonlint-rule" = "S013"))]
    pub primary_scenario: Opt<Text>,
    /// Other conversations that it prepares for.
    pub secondary_scenarios: Opt<OneOrMany<Text>>,
    /// The lines, one or more.
    #[schemars(length(min = 1), extend("x-lessonlint-rule" = "S009"))]
    pub lines: Slot<List<FieldLine>>,
    /// What a Markdown lesson holds beside the table and belongs to none of the above.
    #[serde(rename = "x-prose")]
    pub prose: Opt<List<Text>>,
}

/// A line not to say, the line to say instead, and why.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct FieldLine {
    /// What people say, and should not.
    pub dont_say: Slot<Text>,
    /// What to say instead.
    #[schemars(extend("x-lessonlint-rule" = "S002"))]
    pub do_say: Slot<Text>,
    /// Why it matters: what goes wrong when the first is said.
    #[schemars(extend("x-lessonlint-rule" = "S001", "x-lessonlint-denial" = true))]
    pub why: Slot<Text>,
    /// The regimes that the line is about, by id.
    pub regimes: Opt<List<Text>>,
    /// The scenario that the line serves.
    pub scenario: Opt<Text>,
}

/// A number that readers will quote.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The figure's id in the lesson.
    pub id: Slot<Slug>,
    /// The number, or a range as text.
    pub value: Slot<Amount>,
    /// What is counted: `USD`, `days`, `percent`.
    pub unit: Opt<Text>,
    /// The day on which the number was right.
    #[schemars(extend("x-lessonlint-rule" = "C002"))]
    pub as_of: Opt<Date>,
    /// Where the number comes from, so that a reader can look it up.
    #[schemars(extend("x-lessonlint-rule" = "C002"))]
    pub source: Opt<Text>,
}

/// A word that the lesson or the course teaches.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word, spelled as it should be.
    pub term: Slot<Text>,
    /// What it means.
    pub means: Slot<Text>,
    /// Its short form or acronym.
    pub short: Opt<Text>,
}

/// The lesson that follows.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// Its number.
    pub lesson: Slot<Whole>,
    /// What it is about, in a sentence that makes the learner want it.
    pub teaser: Opt<Text>,
}

/// A section of a Markdown lesson under a heading of the author's own.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub title: Opt<Text>,
    /// The text under it.
    pub text: Opt<Text>,
}

impl Lesson {
    /// The regimes that are there.
    pub fn regimes(&self) -> impl DoubleEndedIterator<Item = &crate::Spanned<Regime>> {
        self.regimes.present().into_iter().flat_map(|regimes| regimes.present())
    }

    /// The dimensions that are there.
    pub fn dimensions(&self) -> impl DoubleEndedIterator<Item = &crate::Spanned<Dimension>> {
        let comparison = self.comparison.present();
        let dimensions = comparison.and_then(|comparison| comparison.dimensions.present());
        dimensions.into_iter().flat_map(|dimensions| dimensions.present())
    }

    /// The field-guide lines that are there.
    pub fn field_lines(&self) -> impl DoubleEndedIterator<Item = &crate::Spanned<FieldLine>> {
        let lines = self.field_guide.present().and_then(|guide| guide.lines.present());
        lines.into_iter().flat_map(|lines| lines.present())
    }
}

impl Regime {
    /// The analogies that are there.
    pub fn analogies(&self) -> impl DoubleEndedIterator<Item = &crate::Spanned<Analogy>> {
        self.analogies.present().into_iter().flat_map(|analogies| analogies.present())
    }

    /// What to call the regime in a message: its name, else its id, else that it has none.
    #[must_use]
    pub fn title(&self) -> String {
        title_of(self.name.present().map(|name| &***name), self.id.present().map(|id| &***id), "this regime")
    }

    /// Its id, made from its name when absent; empty where neither is there.
    #[must_use]
    pub fn slug(&self) -> String {
        slug_of(self.id.present().map(|id| &***id), self.name.present().map(|name| &***name))
    }
}

impl Dimension {
    /// What to call the dimension in a message: its name, else its id, else that it has none.
    #[must_use]
    pub fn title(&self) -> String {
        title_of(
            self.name.present().map(|name| &***name),
            self.id.present().map(|id| &***id),
            "this dimension",
        )
    }

    /// Its id, made from its name when absent; empty where neither is there.
    #[must_use]
    pub fn slug(&self) -> String {
        slug_of(self.id.present().map(|id| &***id), self.name.present().map(|name| &***name))
    }
}

fn title_of(name: Option<&str>, id: Option<&str>, neither: &str) -> String {
    let Some(text) = name.or(id) else { return neither.to_owned() };
    let mut title = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    title
}

fn slug_of(id: Option<&str>, name: Option<&str>) -> String {
    id.map(ToOwned::to_owned).or_else(|| name.map(lesson_text::slug)).unwrap_or_default()
}

impl Analogy {
    /// What to call the analogy in a message: by what it maps to, else by its title.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self.maps_to.present().or(self.title.present());
        name.map_or_else(|| "the analogy".to_owned(), |name| format!("the analogy {}", quoted(name)))
    }
}

impl FieldLine {
    /// What to call the line in a message: its don't-say in quotes, shortened.
    #[must_use]
    pub fn title(&self) -> String {
        self.dont_say.present().map_or_else(|| "this line".to_owned(), |dont_say| quoted(dont_say))
    }
}

/// A text in quotes on one line, shortened.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut characters = text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars()));
    let line: String = characters.by_ref().skip(1).take(LONGEST).collect();
    let more = if characters.next().is_some() { "…" } else { "" };
    format!("\"{}{more}\"", line.trim_matches(['"', '“', '”']))
}
