use std::collections::HashSet;
use std::sync::Arc;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{JsonType, Retrieve, ValidationError, ValidationOptions, Validator};
use lesson_model::{Date, Reader, Slug};
use lesson_syntax::{Kind, NodeId, Problem, ProblemKind, Tree, did_you_mean};
use lesson_text::Edit;
use serde_json::Value;

use crate::instance::{Instance, TreeJson};
use crate::places::{Merges, Places, visible};
use crate::words::{brief, expects, name_of, wrong_type};

/// The format by which the check knows an id.
const ID: &str = "lessonlint-id";

/// The check of a tree's shape against a schema, compiled once.
pub struct ShapeCheck {
    schema: Value,
    validator: Validator<TreeJson>,
}

impl ShapeCheck {
    /// Compiles a schema.
    ///
    /// # Errors
    ///
    /// A schema that is none.
    pub fn new(mut schema: Value) -> Result<Self, String> {
        lighten(&mut schema);
        let options: ValidationOptions<'_, Arc<dyn Retrieve>, TreeJson> = ValidationOptions::default();
        let options = options.should_validate_formats(true).with_format(ID, Slug::fits);
        let validator = options.build(&schema).map_err(|error| error.to_string())?;
        Ok(Self { schema, validator })
    }

    /// What is of the wrong shape. A value that is absent, or unreadable and reported, is left to the
    /// rules; so is a key that is missing.
    #[must_use]
    pub fn check(&self, reader: &Reader) -> Vec<Problem> {
        let tree: &Tree = reader.tree();
        // That all is well is known sooner than what is not.
        let Some(root) = tree.root().map(|root| Instance::Node(tree, root)) else { return Vec::new() };
        if self.validator.is_valid(root) {
            return Vec::new();
        }
        let errors: Vec<_> = self.validator.iter_errors(root).collect();
        let places = Places::new(tree, errors.len(), Merges::Off);
        let mut problems = Vec::new();
        let mut spoken = HashSet::new();
        for error in &errors {
            let Some(node) = places.find(error.instance_path().as_str()) else { continue };
            let error = meant(error, tree.kind(node));
            let Some(node) = places.find(error.instance_path().as_str()) else { continue };
            if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
                problems.extend(self.unknown_keys(tree, node, error, unexpected));
            } else if !is_left_to_rules(reader, node, error.kind()) && spoken.insert(node) {
                problems.push(describe(tree, node, error.kind()));
            }
        }
        problems
    }

    fn unknown_keys(
        &self,
        tree: &Tree,
        mapping: NodeId,
        error: &ValidationError<'_>,
        unexpected: &[String],
    ) -> Vec<Problem> {
        let pointer = error.schema_path().as_str();
        let owner =
            pointer.strip_suffix("/additionalProperties").and_then(|owner| self.schema.pointer(owner));
        let properties = owner.and_then(|owner| owner.get("properties")).and_then(Value::as_object);
        let written: HashSet<&str> = tree.entries(mapping).map(|(key, _)| tree.text(key)).collect();
        // A key that stands there already is not what was meant.
        let known: Vec<&str> = properties
            .into_iter()
            .flat_map(|properties| properties.keys().map(String::as_str))
            .filter(|key| !written.contains(key))
            .collect();
        let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
        let keys =
            tree.entries(mapping).map(|(key, _)| key).filter(|&key| unexpected.contains(tree.text(key)));
        keys.map(|key| unknown_key(tree, key, &known)).collect()
    }
}

/// Takes out of a schema what the slots of the model know better: that a value is there and not blank.
/// An id's pattern becomes a format, for to compile its classes of letters takes longer than a lesson.
fn lighten(schema: &mut Value) {
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(keywords) => {
                if keywords.get("required").is_some_and(Value::is_array) {
                    keywords.shift_remove("required");
                }
                keywords.shift_remove("minItems");
                match keywords.get("pattern").and_then(Value::as_str) {
                    Some(Slug::PATTERN) => {
                        keywords.shift_remove("pattern");
                        keywords.insert("format".to_owned(), ID.into());
                    }
                    Some(r"\S") => {
                        keywords.shift_remove("pattern");
                    }
                    _ => {}
                }
                open.extend(keywords.values_mut());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
}

fn unknown_key(tree: &Tree, key: NodeId, known: &[&str]) -> Problem {
    let written = tree.text(key);
    let span = tree.span(key);
    let problem =
        Problem::new(ProblemKind::UnknownKey, span, format!("`{}` is no key of the format", brief(written)));
    let problem = problem.at(key);
    match did_you_mean(written, known.iter().copied()) {
        Some(meant) => problem
            .help(format!("did you mean `{meant}`?"))
            .suggest(format!("rename it to `{meant}`"), vec![Edit::replace(span, meant)]),
        None if known.is_empty() => problem.help("remove it, or put it under `meta`"),
        None => problem.help(format!(
            "remove it, put it under `meta`, or begin it with `x-`; what can stand here: {}",
            known.join(", ")
        )),
    }
}

/// Of an `anyOf`, the branch that was meant: the one whose type the value has.
fn meant<'e>(error: &'e ValidationError<'e>, kind: Kind) -> &'e ValidationError<'e> {
    let ValidationErrorKind::AnyOf { context } = error.kind() else { return error };
    let is_type_error = |inner: &&ValidationError<'_>| {
        matches!(inner.kind(), ValidationErrorKind::Type { .. })
            && inner.instance_path() == error.instance_path()
    };
    let other = |branch: &'e Vec<ValidationError<'static>>| {
        let first = branch.first()?;
        (!is_type_error(&first)).then_some(first)
    };
    let fallback = if kind == Kind::Sequence { context.last() } else { context.first() };
    context.iter().find_map(other).or_else(|| fallback?.first()).unwrap_or(error)
}

/// Whether a rule or an earlier problem speaks of it already.
fn is_left_to_rules(reader: &Reader, node: NodeId, kind: &ValidationErrorKind) -> bool {
    let wants_text = matches!(kind, ValidationErrorKind::Type { kind } if expects(kind, JsonType::String));
    let stand_in = wants_text && reader.is_stand_in(node);
    let reported = reader.tree().kind(node) == Kind::Malformed;
    stand_in || reported || reader.void(node, false).is_some()
}

fn describe(tree: &Tree, node: NodeId, kind: &ValidationErrorKind) -> Problem {
    let span = visible(tree, node);
    let name = name_of(&tree.pointer(node));
    let invalid = |message: String| Problem::new(ProblemKind::InvalidValue, span, message).at(node);
    match kind {
        ValidationErrorKind::Type { kind: expected } => wrong_type(tree, node, &name, expected).at(node),
        ValidationErrorKind::Minimum { limit } => invalid(format!("{name} is less than {limit}"))
            .help(format!("write a whole number, {limit} or more")),
        ValidationErrorKind::Maximum { limit } => invalid(format!("{name} is more than {limit}"))
            .help(format!("this version of lessonlint knows no more than {limit}")),
        ValidationErrorKind::Format { format } if format == "date" => not_a_date(tree, node, &name),
        ValidationErrorKind::Pattern { pattern } if pattern.starts_with("^[1-9][0-9]{3}") => {
            not_a_date(tree, node, &name)
        }
        ValidationErrorKind::Format { format } if format == ID => {
            let slug = lesson_text::slug(tree.text(node));
            let problem = invalid(format!("`{}` cannot be an id", brief(tree.text(node))));
            if slug.is_empty() {
                return problem.help(Slug::FORM);
            }
            problem
                .help(format!("{}: `{slug}`", Slug::FORM))
                .suggest(format!("write it as `{slug}`"), vec![Edit::replace(span, slug)])
        }
        other => invalid(format!("{name} is not what can stand here (`{}`)", other.keyword())),
    }
}

fn not_a_date(tree: &Tree, node: NodeId, name: &str) -> Problem {
    let message = format!("{name} is no date: `{}`", brief(tree.text(node)));
    Problem::new(ProblemKind::InvalidValue, tree.span(node), message).at(node).help(Date::FORM)
}
