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
use crate::words::{brief, name_in};

/// How many known keys are listed.
const MOST_LISTED: usize = 12;

/// For how many unknown keys of a mapping a similar one is looked for.
const MOST_COMPARED: usize = 100;

/// How much of a description is shown.
const LONGEST_NOTE: usize = 200;

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
                let known = self.owner_of(error).map(known_keys).unwrap_or_default();
                for (number, key) in unexpected.iter().enumerate() {
                    complaints.push(self.unknown_key(error, key, &known, number < MOST_COMPARED, aside));
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
                let said = Said::new(format!("{} must be {types}, and is {is}", self.name(pointer)))
                    .help(format!("write {types} here"));
                complaints.push(self.complaint(error, said, aside));
            }
            Meant::Values(values) => {
                let instance = self.value.pointer(pointer).unwrap_or(&Value::Null);
                let said = keywords::none_of(&self.name(pointer), instance, &values);
                complaints.push(self.complaint(error, said, aside));
            }
            Meant::OneKeyOf(keys) => {
                let said = Said::new(format!(
                    "{} needs one of {}",
                    keywords::owner(&self.name(pointer)),
                    listed(&keys)
                ))
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

    fn unknown_key(
        &self,
        error: &ValidationError<'_>,
        key: &str,
        known: &[String],
        is_compared: bool,
        aside: Option<&str>,
    ) -> Complaint {
        let pointer =
            format!("{}/{}", error.instance_path().as_str(), key.replace('~', "~0").replace('/', "~1"));
        let owner = self.value.pointer(error.instance_path().as_str());
        let written = |known: &&str| owner.is_some_and(|owner| owner.get(*known).is_some());
        let most = if is_compared { usize::MAX } else { MOST_LISTED + 1 };
        // A key that stands there already is not what was meant.
        let known: Vec<&str> =
            known.iter().map(String::as_str).filter(|known| !written(known)).take(most).collect();
        let candidates = known.iter().copied().filter(|_| is_compared);
        let meant = did_you_mean(key, candidates).map(str::to_owned);
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
        let said = keywords::say(error, &self.name(pointer), instance, node.map(|node| (self.tree, node)));
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
            note: aside.map(str::to_owned).or_else(|| self.why(error)),
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

    /// Why a keyword holds here, or what the schema says of the value, where the keyword's own words say little.
    fn why(&self, error: &ValidationError<'_>) -> Option<String> {
        let path = error.schema_path().as_str();
        let is_under = |keyword: &str| {
            path.contains(&format!("/{keyword}/")) && !path.contains(&format!("/properties/{keyword}/"))
        };
        if is_under("then") {
            return Some("what stands under `if` in the schema holds, and so `then` is asked for".to_owned());
        }
        if is_under("else") {
            return Some(
                "what stands under `if` in the schema does not hold, and so `else` is asked for".to_owned(),
            );
        }
        let says_little = matches!(
            error.kind(),
            Kind::Pattern { .. } | Kind::Not { .. } | Kind::Format { .. } | Kind::Contains
        );
        let description = self.owner_of(error).filter(|_| says_little)?.get("description")?.as_str()?;
        Some(description.lines().next().unwrap_or_default().chars().take(LONGEST_NOTE).collect())
    }

    fn name(&self, pointer: &str) -> String {
        name_in(self.value, pointer)
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
        // What these hold is counted one step further down.
        let owner = owner
            .strip_suffix("/dependentRequired")
            .or_else(|| owner.strip_suffix("/dependencies"))
            .unwrap_or(owner);
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
    let of_pattern = schema.get("patternErrorMessage").filter(|_| keyword == "pattern");
    let message = match schema.get("errorMessage").or(of_pattern)? {
        Value::Object(by_keyword) => by_keyword.get(keyword).or_else(|| by_keyword.get("_"))?,
        message => message,
    };
    message.as_str().map(str::to_owned)
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
