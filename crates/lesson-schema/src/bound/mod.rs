//! Schemas bound to what a lesson declares, and to what its course asks of every lesson: so any editor enforces
//! law 1, and completes the names that are known.

mod course;
mod lesson;
mod snippets;
mod spelling;

use lesson_findings::RuleDescription;
use lesson_model::{Course, Lesson};
use serde_json::{Map, Value, json};

use crate::walk::and;

/// What the schema of a lesson is bound to.
#[derive(Clone, Copy)]
pub struct Binding<'b> {
    /// The lesson whose regimes and scenarios are meant.
    pub lesson: Option<&'b Lesson>,
    /// The course that the lesson belongs to.
    pub course: Option<&'b Course>,
    /// The rules that speak, which messages name; for no other is anything refused.
    pub rules: &'b [RuleDescription],
}

/// Binds the schema of a lesson. What the linter accepts is never refused by it; what could not be read of a
/// lesson, and so is not known, is left open.
#[must_use]
pub fn bind(mut schema: Value, binding: &Binding<'_>) -> Value {
    if let Some(lesson) = binding.lesson {
        lesson::bind(&mut schema, lesson, binding);
    }
    if let Some(course) = binding.course {
        course::bind(&mut schema, course, binding);
    }
    schema
}

impl Binding<'_> {
    fn speaks(&self, code: &str) -> bool {
        self.rules.iter().any(|rule| rule.info.code == code)
    }

    /// What an editor says where a rule is broken.
    fn message(&self, code: &str, sentence: &str) -> String {
        let rule = self.rules.iter().find(|rule| rule.info.code == code);
        let name = rule.map(|rule| format!(" {}", rule.info.name)).unwrap_or_default();
        format!("{code}{name}: {sentence}")
    }
}

/// By which keyword a schema holds its definitions.
fn definitions_keyword(schema: &Value) -> &'static str {
    if schema.get("$defs").is_some() { "$defs" } else { "definitions" }
}

/// The keywords of a type, or of one of its keys by a pointer such as `/Term/properties/term`.
fn keywords<'s>(schema: &'s mut Value, pointer: &str) -> Option<&'s mut Map<String, Value>> {
    let definitions = definitions_keyword(schema);
    schema.get_mut(definitions)?.pointer_mut(pointer)?.as_object_mut()
}

/// The keywords of a key of the lesson itself.
fn of_root<'s>(schema: &'s mut Value, key: &str) -> Option<&'s mut Map<String, Value>> {
    schema.get_mut("properties")?.get_mut(key)?.as_object_mut()
}

/// Values that can stand somewhere, each with what is said of it.
#[derive(Default)]
struct Choices {
    values: Vec<String>,
    about: Vec<String>,
}

impl Choices {
    /// Adds a value, unless it is there.
    fn add(&mut self, value: &str, about: &str) {
        if !value.trim().is_empty() && !self.values.iter().any(|known| known == value) {
            self.values.push(value.to_owned());
            self.about.push(about.to_owned());
        }
    }

    /// One of them, and nothing else.
    fn only(&self) -> Value {
        let mut choices = json!({ "enum": self.values });
        if self.about.iter().any(|about| !about.is_empty()) {
            choices["enumDescriptions"] = json!(self.about);
            let escaped: Vec<String> = self.about.iter().map(|about| as_markdown(about)).collect();
            choices["markdownEnumDescriptions"] = json!(escaped);
        }
        choices
    }

    /// Offers them beside whatever else can stand there.
    fn offer(&self, keywords: Option<&mut Map<String, Value>>) {
        // Two ways of which never both are open: of an `anyOf` that holds twice, editors show both.
        let free = |keywords: &&mut Map<String, Value>| !keywords.contains_key("anyOf");
        if let Some(keywords) = keywords.filter(|_| !self.values.is_empty()).filter(free) {
            drop_examples(keywords);
            keywords.insert("anyOf".into(), json!([self.only(), { "not": { "enum": self.values } }]));
        }
    }
}

/// Takes out the examples, which are another lesson's: editors show and offer them beside what is this lesson's own.
fn drop_examples(keywords: &mut Map<String, Value>) {
    const FENCE: &str = "\n\n```yaml\n";
    const END: &str = "\n```";
    keywords.shift_remove("examples");
    let Some(text) = keywords.get("markdownDescription").and_then(Value::as_str) else { return };
    let Some((before, fenced)) = text.split_once(FENCE) else { return };
    let after = fenced.split_once(END).map(|(_, after)| after).unwrap_or_default();
    let text = format!("{before}{after}");
    keywords.insert("markdownDescription".into(), text.into());
}

/// A text as Markdown that shows it.
fn as_markdown(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for character in text.chars() {
        if r"\`*_{}[]<>#!|~&$".contains(character) {
            markdown.push('\\');
        }
        markdown.push(character);
    }
    markdown
}

/// The first sentence of a text, on one line, shortened.
fn first_sentence(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = line.char_indices().filter(|(_, character)| lesson_text::ends_sentence(*character));
    let mut ends = ends.map(|(at, character)| at + character.len_utf8());
    // A dot inside a word or number ends nothing.
    let end = ends.find(|&end| line.get(end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')));
    shortened(line.get(..end.unwrap_or(line.len())).unwrap_or(&line), 160)
}

fn shortened(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
