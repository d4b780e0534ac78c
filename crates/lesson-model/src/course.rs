use schemars::JsonSchema;
use serde::Serialize;

use crate::{List, Model, Opt, Slot, Slug, Term, Text, Whole};

/// An ordered set of lessons, and what all of them keep to: `course.yaml` above its lessons.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// The course's id, by which its lessons name it.
    ///
    /// ```yaml
    /// id: bread-and-dough
    /// id: baking-for-beginners
    /// ```
    pub id: Slot<Slug>,
    /// What the course is called.
    ///
    /// ```yaml
    /// title: Bread and dough
    /// title: Baking for beginners
    /// ```
    pub title: Slot<Text>,
    /// What the learners know already: the field from which the analogies are drawn.
    pub analogy_domain: Opt<AnalogyDomain>,
    /// The ids of the lessons, in order; this order beats their numbers.
    ///
    /// ```yaml
    /// lessons: [what-makes-it-rise, who-feeds-it]
    /// lessons: [crust, crumb]
    /// ```
    pub lessons: Opt<List<Slug>>,
    /// The ids of the dimensions that every lesson must cover.
    ///
    /// ```yaml
    /// dimensions: [time, effort]
    /// dimensions: [cost]
    /// ```
    pub dimensions: Opt<List<Slug>>,
    /// The glossary: words that every lesson may use.
    pub terms: Opt<List<Term>>,
    /// Words that the course does not use.
    pub voice: Opt<List<VoiceWord>>,
    /// What holds for the figures of all lessons.
    pub figures: Opt<FigureRules>,
}

/// The field from which the analogies of a course are drawn.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct AnalogyDomain {
    /// What the field is called.
    ///
    /// ```yaml
    /// name: Housekeeping
    /// name: Identity and access management
    /// ```
    pub name: Slot<Text>,
    /// Words of the field; an analogy that uses none of them is probably drawn from elsewhere.
    ///
    /// ```yaml
    /// terms: [kettle, garden, pantry]
    /// terms: [role, token, policy]
    /// ```
    pub terms: Opt<List<Text>>,
}

/// A word that the course does not use.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct VoiceWord {
    /// The word.
    ///
    /// ```yaml
    /// word: artisanal
    /// word: magic
    /// ```
    pub word: Slot<Text>,
    /// Why it is not used.
    ///
    /// ```yaml
    /// why: Everybody claims it, and it says nothing of the dough.
    /// why: It hides who does the work.
    /// ```
    pub why: Slot<Text>,
    /// What to write instead.
    ///
    /// ```yaml
    /// instead: made by hand
    /// instead: culture
    /// ```
    pub instead: Opt<Text>,
}

/// What holds for the figures of all lessons.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct FigureRules {
    /// After how many months a figure must be looked up again.
    ///
    /// ```yaml
    /// max_age_months: 12
    /// max_age_months: 24
    /// ```
    pub max_age_months: Opt<Whole>,
}
