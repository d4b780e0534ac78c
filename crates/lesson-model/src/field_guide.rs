use schemars::JsonSchema;
use serde::Serialize;

use crate::{List, Model, OneOrMany, Opt, Slot, Text};

/// What to say in the field.
#[derive(Debug, Serialize, JsonSchema, Model)]
#[serde(deny_unknown_fields)]
pub struct FieldGuide {
    /// The conversation that the lesson prepares for first of all.
    ///
    /// ```yaml
    /// primary_scenario: A customer asks why the darker loaf costs twice as much
    /// primary_scenario: A new colleague asks which dough to start with
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "S013"))]
    pub primary_scenario: Opt<Text>,
    /// Other conversations that it prepares for.
    ///
    /// ```yaml
    /// secondary_scenarios: ["A customer asks whether the bread is vegan"]
    /// secondary_scenarios: A customer asks what keeps longest
    /// ```
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
#[schemars(title = "Field-guide line")]
#[serde(deny_unknown_fields)]
pub struct FieldLine {
    /// What people say, and should not.
    ///
    /// ```yaml
    /// dont_say: Ours is the healthier bread
    /// dont_say: It is the same bread for more money
    /// ```
    pub dont_say: Slot<Text>,
    /// What to say instead.
    ///
    /// ```yaml
    /// do_say: Ours takes a day instead of two hours, and you can taste it.
    /// do_say: You pay for the day that the dough takes.
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "S002"))]
    pub do_say: Slot<Text>,
    /// Why it matters: what goes wrong when the first is said.
    ///
    /// ```yaml
    /// why: Nobody in the shop can prove a claim about health, and the long day is true.
    /// why: The customer stops asking, and tells others that we overcharge.
    /// ```
    #[schemars(extend("x-lessonlint-rule" = "S001", "x-lessonlint-denial" = true))]
    pub why: Slot<Text>,
    /// The regimes that the line is about, by id.
    ///
    /// ```yaml
    /// regimes: [sourdough]
    /// regimes: [yeast, sourdough]
    /// ```
    pub regimes: Opt<List<Text>>,
    /// The scenario that the line serves.
    ///
    /// ```yaml
    /// scenario: A customer asks why the darker loaf costs twice as much
    /// scenario: A customer asks what keeps longest
    /// ```
    pub scenario: Opt<Text>,
}
