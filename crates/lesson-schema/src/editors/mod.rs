//! What makes a schema helpful in an editor: descriptions with examples and rules, snippets, messages that
//! name the rule, and patterns that refuse what says nothing.

mod descriptions;
mod hints;
mod inline;
mod laws;
mod said;
mod samples;
mod snippets;

use lesson_findings::RuleDescription;
use lesson_model::Words;
use serde_json::{Map, Value};

use self::samples::Samples;
use crate::Draft;
use crate::walk::{drop_unused_definitions, each_schema};

/// The keyword under which the generator leaves the examples of a doc comment, a line each.
pub(crate) const EXAMPLES_MARK: &str = "x-lessonlint-examples";

/// The keyword by which a field of the model names the rule that owns it.
pub(crate) const RULE: &str = "x-lessonlint-rule";

/// The keyword by which a schema says that it is for TOML; Tombi reads it.
pub const TOML_VERSION: &str = "x-tombi-toml-version";

/// What a schema does not know of itself.
pub struct Guide<'g> {
    /// The rules, to which descriptions and messages refer.
    pub rules: &'g [RuleDescription],
    /// By which words a text is known to say nothing.
    pub words: &'g Words,
}

impl Guide<'_> {
    /// The rule that a schema names.
    fn rule(&self, keywords: &Map<String, Value>) -> Option<&RuleDescription> {
        let code = keywords.get(RULE)?.as_str()?;
        self.rules.iter().find(|rule| rule.info.code == code)
    }

    fn named(&self, name: &str) -> Option<&RuleDescription> {
        self.rules.iter().find(|rule| rule.info.name == name)
    }
}

/// A schema as editors want it. draft-07, which is theirs, has their own keywords, too, and asks for each
/// value that a rule owns by itself, so that the message names that rule.
#[must_use]
pub fn for_editors(mut schema: Value, draft: Draft, guide: &Guide<'_>) -> Value {
    if draft == Draft::Draft07 {
        inline::inline(&mut schema);
    }
    drop_unused_definitions(&mut schema);
    let samples = Samples::of(&schema);
    let snippets = snippets::of_each_type(&schema, &samples);
    each_schema(&mut schema, &mut |keywords| {
        hints::list_constants(keywords);
        laws::refuse_what_says_nothing(keywords, guide);
        descriptions::describe_properties(keywords, &samples, guide);
        if draft == Draft::Draft07 {
            laws::name_the_rules_of_required_keys(keywords, guide);
        }
    });
    snippets::insert(&mut schema, &snippets);
    let is_toml = schema.get(TOML_VERSION).is_some();
    each_schema(&mut schema, &mut |keywords| {
        samples::take_marks(keywords);
        laws::explain_patterns(keywords, guide);
        if draft == Draft::Draft07 {
            hints::add(keywords, guide, is_toml);
            shorten_hovers(keywords);
        }
    });
    schema
}

/// Takes out texts as examples of which a description in Markdown has the first: yaml-language-server shows it and all
/// of them, one below the other, and would offer another lesson's sentences as values. Where a number is due and there
/// is no example, it writes 0.
fn shorten_hovers(keywords: &mut Map<String, Value>) {
    let described = keywords.get("markdownDescription").and_then(Value::as_str);
    let is_shown = described.is_some_and(|text| text.contains("```yaml"));
    let examples = keywords.get("examples").and_then(Value::as_array);
    if is_shown && !examples.is_some_and(|examples| examples.iter().all(Value::is_number)) {
        keywords.shift_remove("examples");
    }
}
