use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Amount, AnyValue, Date, FieldGuide, FieldLine, List, Map, Model, OneOrMany, Opt, Slot, Slug, Text, Whole,
};

/// One lesson: it teaches a field by comparing its regimes along dimensions, by analogies to what the
/// learner knows, and by lines to say and not to say.
///
/// Three laws hold: every regime appears on every dimension, every analogy says where it breaks, and
/// every don't-say has a why.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// The version of this format; 1 when absent.
    ///
    /// ```yaml
    /// format: 1
    /// ```
    #[schemars(range(max = 1))]
    pub format: Opt<Whole>,
    /// The lesson's number in its course, 1 or more.
    ///
    /// ```yaml
    /// lesson: 1
    /// lesson: 2
    /// ```
    pub lesson: Slot<Whole>,
    /// The lesson's id in its course; the file's stem when absent.
    ///
    /// ```yaml
    /// id: what-makes-it-rise
    /// id: who-feeds-it
    /// ```
    pub id: Opt<Slug>,
    /// The id of the course that the lesson belongs to.
    ///
    /// ```yaml
    /// course: bread-and-dough
    /// course: baking-for-beginners
    /// ```
    pub course: Opt<Slug>,
    /// What the lesson is called. A question that the learner will be asked makes a good title.
    ///
    /// ```yaml
    /// title: What makes the dough rise?
    /// title: Who feeds the culture?
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "L001"))]
    pub title: Slot<Text>,
    /// For whom the lesson is written.
    ///
    /// ```yaml
    /// audience: People behind the counter of a bakery
    /// audience: Bakers in their first year
    /// ```
    pub audience: Opt<Text>,
    /// What the learner knows already: the field from which the analogies are drawn.
    ///
    /// ```yaml
    /// analogy_domain: Housekeeping
    /// analogy_domain: Identity and access management
    /// ```
    pub analogy_domain: Opt<Text>,
    /// The opening: which question the lesson answers, and what the learner can do afterwards.
    ///
    /// ```yaml
    /// lead: Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.
    /// lead: Two doughs look alike in the bowl, and after this lesson you know which one can wait.
    /// ```
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
    ///
    /// ```yaml
    /// meta: {reviewed_by: the bakery, status: draft}
    /// ```
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
    ///
    /// ```yaml
    /// id: yeast
    /// id: sourdough
    /// ```
    pub id: Opt<Slug>,
    /// What the regime is called.
    ///
    /// ```yaml
    /// name: Yeast
    /// name: Sourdough
    /// ```
    pub name: Slot<Text>,
    /// Other spellings and names, accepted wherever the name is.
    ///
    /// ```yaml
    /// aka: ["Baker's yeast", "Packet yeast"]
    /// aka: ["Levain", "Wild yeast"]
    /// ```
    pub aka: Opt<List<Text>>,
    /// What the regime is, in a sentence or two.
    ///
    /// ```yaml
    /// what_it_is: Dough raised by yeast from a packet.
    /// what_it_is: Dough raised by a culture that the baker keeps alive.
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub what_it_is: Slot<Text>,
    /// What happens in it, and what comes out.
    ///
    /// ```yaml
    /// what_it_does: The cells eat sugar and fill the dough with gas within two hours.
    /// what_it_does: Wild cells and bacteria work together for a day and make acid as well as gas.
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub what_it_does: Slot<Text>,
    /// Who does it, pays for it and answers for it.
    ///
    /// ```yaml
    /// whos_behind_it: Factories that grow one strain, and any baker with a shop nearby.
    /// whos_behind_it: The baker alone, who feeds the culture every day.
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "R012"))]
    pub whos_behind_it: Slot<Text>,
    /// How to tell it from the other regimes.
    ///
    /// ```yaml
    /// what_makes_it_distinct: It is fast, and tastes of little but flour.
    /// what_makes_it_distinct: It is slow, and no two bakeries have the same.
    /// ```
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
    ///
    /// ```yaml
    /// title: The kettle
    /// title: The garden
    /// ```
    pub title: Opt<Text>,
    /// The thing in the learner's own world that the regime is compared to.
    ///
    /// ```yaml
    /// maps_to: An electric kettle
    /// maps_to: A garden
    /// ```
    pub maps_to: Opt<Text>,
    /// What carries over from the one to the other.
    ///
    /// ```yaml
    /// holds: It gives the same result to everybody who presses the button.
    /// holds: It belongs to whoever looks after it.
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "A007"))]
    pub holds: Slot<Text>,
    /// What does not carry over, and what the learner must do about it. Every analogy breaks somewhere.
    ///
    /// ```yaml
    /// where_it_breaks: A kettle switches itself off, but dough that is forgotten goes on rising and collapses.
    /// where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.
    /// ```
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
    ///
    /// ```yaml
    /// intro: The two differ in time, in effort and in taste.
    /// intro: What a customer asks about is in this table.
    /// ```
    pub intro: Opt<Text>,
    /// The rows of the table, in order.
    #[schemars(length(min = 1), extend("x-lessonlint-rule" = "R009"))]
    pub dimensions: Slot<List<Dimension>>,
    /// Prose after the table; a single text is a list of one.
    ///
    /// ```yaml
    /// notes: A cold kitchen doubles every time in the table.
    /// notes: ["Prices are those of a small town."]
    /// ```
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
    ///
    /// ```yaml
    /// id: time
    /// id: effort
    /// ```
    pub id: Opt<Slug>,
    /// What the dimension is called.
    ///
    /// ```yaml
    /// name: Time
    /// name: Effort
    /// ```
    pub name: Slot<Text>,
    /// The question that its cells answer.
    ///
    /// ```yaml
    /// question: How long from bowl to oven?
    /// question: What must the baker do every day?
    /// ```
    pub question: Opt<Text>,
    /// What holds for each regime, by the regime's id. No regime may be missing.
    ///
    /// ```yaml
    /// cells: {yeast: Two hours from bowl to oven, sourdough: "A day, most of it waiting"}
    /// cells: {yeast: One visit to the shop, sourdough: "A feeding every day, holidays included"}
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "R001"))]
    pub cells: Slot<Map<Text>>,
}

/// A number that readers will quote.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The figure's id in the lesson.
    ///
    /// ```yaml
    /// id: rising-time
    /// id: price-of-a-loaf
    /// ```
    pub id: Slot<Slug>,
    /// The number, or a range as text.
    ///
    /// ```yaml
    /// value: 24
    /// value: 4–6
    /// ```
    pub value: Slot<Amount>,
    /// What is counted: `USD`, `days`, `percent`.
    ///
    /// ```yaml
    /// unit: hours
    /// unit: EUR
    /// ```
    pub unit: Opt<Text>,
    /// The day on which the number was right.
    ///
    /// ```yaml
    /// as_of: 2026-01-31
    /// as_of: 2026-06-30
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "C002"))]
    pub as_of: Opt<Date>,
    /// Where the number comes from, so that a reader can look it up.
    ///
    /// ```yaml
    /// source: The bakery's own log of a month
    /// source: The price lists of five bakeries in town
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "C002"))]
    pub source: Opt<Text>,
}

/// A word that the lesson or the course teaches.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word, spelled as it should be.
    ///
    /// ```yaml
    /// term: proofing
    /// term: bulk fermentation
    /// ```
    pub term: Slot<Text>,
    /// What it means.
    ///
    /// ```yaml
    /// means: The last rise of the dough, in its form.
    /// means: The first rise of the dough, in the bowl.
    /// ```
    pub means: Slot<Text>,
    /// Its short form or acronym.
    ///
    /// ```yaml
    /// short: PR
    /// short: BF
    /// ```
    pub short: Opt<Text>,
}

/// The lesson that follows.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Next {
    /// Its number.
    ///
    /// ```yaml
    /// lesson: 2
    /// lesson: 3
    /// ```
    pub lesson: Slot<Whole>,
    /// What it is about, in a sentence that makes the learner want it.
    ///
    /// ```yaml
    /// teaser: Now that it rises, what makes the crust?
    /// teaser: Who feeds the culture while the bakery is closed?
    /// ```
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
}
