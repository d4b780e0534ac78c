//! Two schemas as they lie in memory: what their references name, and where each piece stands.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use referencing::{Draft, Registry, Resolver, ResourceRef};
use serde_json::{Value, json};

use super::facts::Facts;
use super::{CompareError, Side};

/// Where a schema lies that says nothing of it.
const NAMELESS: &str = "json-schema:///";

/// How many schemas are read before a comparison is given up.
const STEPS: usize = 200_000;

/// How deep a single value is looked into.
const DEPTH: usize = 80;

/// A piece of a schema that holds for a value.
#[derive(Clone)]
pub(super) struct Part<'r> {
    pub(super) schema: &'r Value,
    pub(super) draft: Draft,
    resolver: Resolver<'r>,
}

/// Everything that holds for a value: it keeps to each of these.
pub(super) type Node<'r> = Vec<Part<'r>>;

/// What a node is known by.
pub(super) type Key = Vec<usize>;

/// Both documents, and what was found out about them.
pub(super) struct World<'r> {
    pointers: HashMap<usize, String>,
    pub(super) facts: RefCell<HashMap<Key, Rc<Facts<'r>>>>,
    validators: RefCell<HashMap<(&'static str, String), Option<Validator>>>,
    steps: Cell<usize>,
    depth: Cell<usize>,
}

/// A schema's own references, resolved.
pub(super) fn registry(side: Side, schema: &Value) -> Result<Registry<'_>, CompareError> {
    let draft = Draft::default().detect(schema);
    match draft {
        Draft::Draft6 | Draft::Draft7 | Draft::Draft201909 | Draft::Draft202012 => {}
        _ => {
            let dialect = schema.get("$schema").cloned().unwrap_or_default();
            return Err(CompareError::Dialect {
                side,
                dialect: dialect.as_str().unwrap_or_default().to_owned(),
            });
        }
    }
    // Looking into references, patterns and keywords is the validator's own affair: what it takes can be compared.
    if let Err(error) = jsonschema::meta::validate(schema) {
        return Err(CompareError::Invalid {
            side,
            pointer: error.instance_path().to_string(),
            message: error.to_string(),
        });
    }
    let registry = Registry::new().add(NAMELESS, schema).and_then(referencing::RegistryBuilder::prepare);
    let registry = registry.map_err(|error| CompareError::Reference { side, message: error.to_string() })?;
    match jsonschema::validator_for(schema) {
        Ok(_) => Ok(registry),
        Err(error) if matches!(error.kind(), ValidationErrorKind::Referencing(_)) => {
            Err(CompareError::Reference { side, message: error.to_string() })
        }
        Err(error) => Err(CompareError::Invalid {
            side,
            pointer: error.instance_path().to_string(),
            message: error.to_string(),
        }),
    }
}

/// The whole of a schema.
pub(super) fn root<'r>(
    side: Side,
    registry: &'r Registry<'r>,
    schema: &'r Value,
) -> Result<Part<'r>, CompareError> {
    let wrong = |message: String| CompareError::Reference { side, message };
    let draft = Draft::default().detect(schema);
    let base = referencing::uri::from_str(NAMELESS).map_err(|error| wrong(error.to_string()))?;
    let resolver = registry.resolver(base).in_subresource(ResourceRef::new(schema, draft));
    Ok(Part { schema, draft, resolver: resolver.map_err(|error| wrong(error.to_string()))? })
}

impl<'r> Part<'r> {
    /// A schema that stands in this one.
    pub(super) fn child(&self, schema: &'r Value) -> Self {
        let draft = self.draft.detect(schema);
        let resolver = self.resolver.in_subresource(ResourceRef::new(schema, draft));
        Self { schema, draft, resolver: resolver.unwrap_or_else(|_| self.resolver.clone()) }
    }

    /// The schema that a keyword holds.
    pub(super) fn under(&self, keyword: &str) -> Option<Self> {
        self.schema.get(keyword).map(|schema| self.child(schema))
    }

    /// The schemas that a keyword holds in a list.
    pub(super) fn list(&self, keyword: &str) -> Vec<Self> {
        let list = self.schema.get(keyword).and_then(Value::as_array);
        list.into_iter().flatten().map(|schema| self.child(schema)).collect()
    }

    /// The schemas that a keyword holds by name.
    pub(super) fn map(&self, keyword: &str) -> impl Iterator<Item = (&'r String, Self)> + use<'_, 'r> {
        let map = self.schema.get(keyword).and_then(Value::as_object);
        map.into_iter().flatten().map(|(name, schema)| (name, self.child(schema)))
    }

    /// What a reference names.
    pub(super) fn follow(&self, reference: &str) -> Option<Self> {
        let (schema, resolver, draft) = self.resolver.lookup(reference).ok()?.into_inner();
        Some(Self { schema, draft, resolver })
    }

    pub(super) fn address(&self) -> usize {
        std::ptr::from_ref(self.schema) as usize
    }
}

/// What a node is known by: the pieces, whatever their order.
pub(super) fn key(node: &[Part<'_>]) -> Key {
    let mut key: Key = node.iter().map(Part::address).collect();
    key.sort_unstable();
    key.dedup();
    key
}

impl<'r> World<'r> {
    pub(super) fn new(schemas: [&'r Value; 2]) -> Self {
        let mut pointers = HashMap::new();
        for schema in schemas {
            note(&mut pointers, schema, String::new());
        }
        let (facts, validators) = (RefCell::default(), RefCell::default());
        Self { pointers, facts, validators, steps: Cell::new(0), depth: Cell::new(0) }
    }

    /// Where a piece stands in its document.
    pub(super) fn pointer(&self, part: &Part<'_>) -> String {
        self.pointers.get(&part.address()).cloned().unwrap_or_default()
    }

    /// Counts a step; whether there is room for another.
    pub(super) fn step(&self) -> bool {
        self.steps.set(self.steps.get().saturating_add(1));
        self.steps.get() < STEPS
    }

    /// Goes one step deeper, where that is not too deep.
    pub(super) fn deeper<T>(&self, step: impl FnOnce() -> T) -> Option<T> {
        if self.depth.get() >= DEPTH || !self.step() {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let outcome = step();
        self.depth.set(self.depth.get() - 1);
        Some(outcome)
    }

    /// Whether a text fits a pattern; `None` where the pattern cannot be tried.
    pub(super) fn fits(&self, pattern: &str, text: &str) -> Option<bool> {
        self.keeps_to("pattern", pattern, text)
    }

    /// Whether a text keeps to a format, as our own validator sees it.
    pub(super) fn has_format(&self, format: &str, text: &str) -> Option<bool> {
        self.keeps_to("format", format, text)
    }

    fn keeps_to(&self, keyword: &'static str, asked: &str, text: &str) -> Option<bool> {
        let mut validators = self.validators.borrow_mut();
        let build = || {
            let options = jsonschema::options().should_validate_formats(true);
            options.build(&json!({ keyword: asked })).ok()
        };
        let validator = validators.entry((keyword, asked.to_owned())).or_insert_with(build);
        Some(validator.as_ref()?.is_valid(&Value::String(text.to_owned())))
    }
}

fn note(pointers: &mut HashMap<usize, String>, value: &Value, pointer: String) {
    match value {
        Value::Object(map) => {
            for (name, child) in map {
                note(pointers, child, format!("{pointer}/{}", escaped(name)));
            }
        }
        Value::Array(list) => {
            for (index, child) in list.iter().enumerate() {
                note(pointers, child, format!("{pointer}/{index}"));
            }
        }
        _ => {}
    }
    pointers.insert(std::ptr::from_ref(value) as usize, pointer);
}

/// A name as a part of a JSON pointer.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
