//! From what jsonschema says to what people are told: the branch that was meant, the place, the words.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use lesson_syntax::{NodeId, Tree, did_you_mean};
use lesson_text::Span;
use serde_json::Value;

use super::branch::{self, Meant};
use super::complaint::Complaint;
use super::keywords::{self, Said};
use super::library::Schema;
use crate::places::{Found, Places, visible};
use crate::words::{brief, name_of};

/// How many known keys are listed.
const MOST_LISTED: usize = 12;

/// Explains what is wrong with one document.
pub(super) struct Explainer<'a> {
    tree: &'a Tree,
    /// The document's bytes.
    whole: Span,
    value: &'a Value,
    places: &'a Places<'a>,
    schema: Option<&'a Schema>,
}

impl<'a> Explainer<'a> {
    pub(super) fn of_tree(tree: &'a Tree, whole: Span, value: &'a Value, places: &'a Places<'a>) -> Self {
        Self { tree, whole, value, places, schema: None }
    }

    /// With the schema, for what it says of itself.
    pub(super) fn by(self, schema: &'a Schema) -> Self {
        Self { schema: Some(schema), ..self }
    }

    pub(super) fn explain(&self, error: &ValidationError<'_>) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        self.add(error, None, &mut complaints);
        complaints
    }

    /// Adds what is said of an error; `aside` is what is to be known of the branches that it stands in.
    fn add(&self, error: &ValidationError<'_>, aside: Option<&str>, complaints: &mut Vec<Complaint>) {
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                self.add_alternatives(error, context, aside, complaints);
            }
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                for key in unexpected {
                    complaints.push(self.unknown_key(error, key, aside));
                }
            }
            _ => complaints.push(self.plain(error, aside)),
        }
    }

    fn add_alternatives(
        &self,
        error: &ValidationError<'_>,
        context: &[Vec<ValidationError<'static>>],
        aside: Option<&str>,
        complaints: &mut Vec<Complaint>,
    ) {
        let pointer = error.instance_path().as_str();
        match branch::meant(pointer, context) {
            Meant::Branch(index) => {
                let others = self.alternatives(error, context.len(), index);
                let aside = match (aside, others) {
                    (Some(aside), Some(others)) => Some(format!("{aside}; {others}")),
                    (aside, others) => others.or_else(|| aside.map(str::to_owned)),
                };
                for inner in context.get(index).into_iter().flatten() {
                    self.add(inner, aside.as_deref(), complaints);
                }
            }
            Meant::Types(types) => {
                let is =
                    self.at(pointer).map_or("nothing", |found| crate::type_name(self.tree.kind(found.node)));
                let said = Said::new(format!("{} must be {types}, and is {is}", name_of(pointer)))
                    .help(format!("write {types} here"));
                complaints.push(self.complaint(error, said, aside));
            }
            Meant::Values(values) => {
                let instance = self.value.pointer(pointer).unwrap_or(&Value::Null);
                let said = keywords::none_of(&name_of(pointer), instance, &values);
                complaints.push(self.complaint(error, said, aside));
            }
            Meant::OneKeyOf(keys) => {
                let said = Said::new(format!("{} needs one of {}", owner(pointer), listed(&keys)))
                    .help("write one of these keys with its value");
                complaints.push(self.complaint(error, said, aside));
            }
            Meant::Unknown => complaints.push(self.plain(error, aside)),
        }
    }

    /// What the alternatives are, and which one was taken for the one that is meant.
    fn alternatives(&self, error: &ValidationError<'_>, count: usize, taken: usize) -> Option<String> {
        if count < 2 {
            return None;
        }
        let branches = self.part_of(error)?.as_array()?;
        let name = |index: usize| branches.get(index).and_then(branch::name);
        // Numbers alone would tell nobody anything.
        let taken_name = name(taken)?;
        let names = (0..count)
            .take(MOST_LISTED)
            .map(|index| name(index).unwrap_or_else(|| format!("number {}", index + 1)));
        let more = if count > MOST_LISTED { ", …" } else { "" };
        let names = names.collect::<Vec<_>>().join(", ");
        Some(format!("this seems to be {taken_name}, of {count} alternatives: {names}{more}"))
    }

    fn unknown_key(&self, error: &ValidationError<'_>, key: &str, aside: Option<&str>) -> Complaint {
        let pointer =
            format!("{}/{}", error.instance_path().as_str(), key.replace('~', "~0").replace('/', "~1"));
        let owner = self.value.pointer(error.instance_path().as_str());
        let written = |known: &&str| owner.is_some_and(|owner| owner.get(*known).is_some());
        // A key that stands there already is not what was meant.
        let known: Vec<String> = self.owner_of(error).map(known_keys).unwrap_or_default();
        let known: Vec<&str> = known.iter().map(String::as_str).filter(|known| !written(known)).collect();
        let meant = did_you_mean(key, known.iter().copied()).map(str::to_owned);
        let help = match &meant {
            _ if key == "$schema" => {
                "allow `$schema` in the schema, too, or name the schema by --schema alone".to_owned()
            }
            Some(meant) => format!("did you mean `{meant}`?"),
            None if known.is_empty() => "remove it".to_owned(),
            None => {
                let more = if known.len() > MOST_LISTED { ", …" } else { "" };
                let known: Vec<&str> = known.into_iter().take(MOST_LISTED).collect();
                format!("remove it; what can stand here: {}{more}", known.join(", "))
            }
        };
        let said = Said::new(format!("`{}` is no key that is known here", brief(key))).help(help);
        let span = self.at(&pointer).and_then(|found| found.key).map(|key| self.tree.span(key));
        let mut complaint = self.complaint(error, said, aside);
        complaint.span = span.unwrap_or(complaint.span);
        complaint.pointer = pointer;
        complaint.meant = meant;
        complaint
    }

    fn plain(&self, error: &ValidationError<'_>, aside: Option<&str>) -> Complaint {
        let pointer = error.instance_path().as_str();
        let instance = self.value.pointer(pointer).unwrap_or(&Value::Null);
        let node = self.at(pointer).map(|found| found.node);
        let said = keywords::say(error, instance, node.map(|node| (self.tree, node)));
        let mut complaint = self.complaint(error, said, aside);
        if let (Some(node), Kind::UniqueItems) = (node, error.kind()) {
            self.point_at_twins(node, instance, &mut complaint);
        }
        complaint
    }

    /// Points at the second of two items that are the same, and names the first.
    fn point_at_twins(&self, list: NodeId, instance: &Value, complaint: &mut Complaint) {
        let Some((first, second)) = instance.as_array().and_then(|items| keywords::twins(items)) else {
            return;
        };
        let items = self.tree.items(list);
        if let (Some(&first), Some(&second)) = (items.get(first), items.get(second)) {
            complaint.span = visible(self.tree, second);
            complaint.related.push((visible(self.tree, first), "the first one".to_owned()));
        }
    }

    fn complaint(&self, error: &ValidationError<'_>, said: Said, aside: Option<&str>) -> Complaint {
        let pointer = error.instance_path().as_str();
        let own = self.owner_of(error).and_then(|owner| own_words(owner, error.kind().keyword()));
        Complaint {
            span: self.span(error),
            pointer: pointer.to_owned(),
            keyword: error.kind().keyword().to_owned(),
            schema: self.address(error),
            message: said.message,
            help: own.or(said.help),
            note: aside.map(str::to_owned),
            related: Vec::new(),
            meant: None,
            missing: missing(error.kind()),
        }
    }

    /// The bytes that an error is about: the key for a value that may not stand there, for a key that is
    /// missing the key of what it is missing from, else the value.
    fn span(&self, error: &ValidationError<'_>) -> Span {
        let pointer = error.instance_path().as_str();
        let Some(found) = self.at(pointer) else { return Span::empty(self.whole.start as usize) };
        let key = found.key.map(|key| self.tree.span(key));
        let value = visible(self.tree, found.node);
        match error.kind() {
            Kind::Required { .. } | Kind::FalseSchema | Kind::MinProperties { .. } => key.unwrap_or(value),
            Kind::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default();
                let step = name.replace('~', "~0").replace('/', "~1");
                let key = self.at(&format!("{pointer}/{step}")).and_then(|found| found.key);
                key.map_or(value, |key| self.tree.span(key))
            }
            Kind::AdditionalItems { limit } => {
                let item = self.tree.items(found.node).get(*limit);
                item.map_or(value, |&item| visible(self.tree, item))
            }
            // Nothing stands there to be pointed at.
            _ if value.is_empty() => key.unwrap_or(value),
            _ => value,
        }
    }

    fn at(&self, pointer: &str) -> Option<Found> {
        self.places.find_with_key(pointer)
    }

    /// Where the keyword stands, as it is shown.
    fn address(&self, error: &ValidationError<'_>) -> String {
        match (error.absolute_keyword_location(), self.schema) {
            (Some(url), Some(schema)) => schema.shown(url.as_str()),
            _ => format!("#{}", error.schema_path().as_str()),
        }
    }

    /// What the keyword says in the schema.
    fn part_of(&self, error: &ValidationError<'_>) -> Option<&'a Value> {
        self.schema?.part(error.absolute_keyword_location()?.as_str())
    }

    /// The schema that the keyword stands in.
    fn owner_of(&self, error: &ValidationError<'_>) -> Option<&'a Value> {
        let url = error.absolute_keyword_location()?.as_str();
        let (owner, _) = url.rsplit_once('/')?;
        // `required` within `dependentRequired` stands one step further down.
        let owner = owner.strip_suffix("/dependentRequired").unwrap_or(owner);
        self.schema?.part(owner)
    }
}

/// The keys that a schema knows.
fn known_keys(schema: &Value) -> Vec<String> {
    let parts = ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| schema.get(*key)?.as_array()).flatten();
    let all = std::iter::once(schema).chain(parts);
    let properties = all.filter_map(|schema| schema.get("properties")?.as_object());
    let mut known: Vec<String> = properties.flat_map(|properties| properties.keys().cloned()).collect();
    let mut seen = std::collections::HashSet::new();
    known.retain(|key| seen.insert(key.clone()));
    known
}

/// What a schema's author wrote to be said: `errorMessage`, for all of it or by the keyword, as editors know it.
fn own_words(schema: &Value, keyword: &str) -> Option<String> {
    let message = match schema.get("errorMessage").or_else(|| schema.get("x-errorMessage"))? {
        Value::Object(by_keyword) => by_keyword.get(keyword).or_else(|| by_keyword.get("_"))?,
        message => message,
    };
    message.as_str().map(str::to_owned)
}

/// What lacks a key.
pub(super) fn owner(pointer: &str) -> String {
    if pointer.is_empty() { "the document".to_owned() } else { name_of(pointer) }
}

fn missing(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Required { property } => property.as_str().map(str::to_owned),
        _ => None,
    }
}

fn listed(keys: &[String]) -> String {
    keys.iter().map(|key| format!("`{}`", brief(key))).collect::<Vec<_>>().join(", ")
}
