use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use lesson_syntax::{Kind, NodeId, Tree};
use lesson_text::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use crate::read::FromTree;
use crate::{Field, Reader, Slot, Spanned, Visit, Visitor};

/// A text that a learner reads. It lies in the tree, not here; any part of it knows its place.
#[derive(Clone)]
pub struct Text {
    tree: Arc<Tree>,
    node: NodeId,
}

impl Text {
    /// Where a part of the text, in bytes of the text, stands in the file.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Span {
        self.tree.source_span(self.node, range)
    }

    /// The value in the tree.
    #[must_use]
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The value that the text is from, where the file has aliases, by which it may be met again.
    #[must_use]
    pub fn origin(&self) -> Option<NodeId> {
        self.tree.origin(self.node)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.tree.text(self.node)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl FromTree for Text {
    const IS_TEXT: bool = true;

    fn from_tree(reader: &Reader, node: NodeId, _field: &'static Field) -> Option<Self> {
        (reader.tree().kind(node) == Kind::String).then(|| Self { tree: Arc::clone(reader.tree()), node })
    }
}

impl Visit for Text {
    fn visit(&self, field: &'static Field, visitor: &mut dyn Visitor) {
        visitor.text(field, self);
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "\\S" })
    }
}

/// A whole number, 1 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Whole(pub u64);

impl FromTree for Whole {
    fn from_tree(reader: &Reader, node: NodeId, _field: &'static Field) -> Option<Self> {
        let tree = reader.tree();
        (tree.kind(node) == Kind::Int).then(|| tree.integer(node).map(Self))?
    }
}

impl Visit for Whole {
    fn visit(&self, _: &'static Field, _: &mut dyn Visitor) {}
}

impl JsonSchema for Whole {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Whole".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1 })
    }
}

/// A figure's value: a number, or a text such as `50–100 million`.
#[derive(Clone)]
pub struct Amount {
    tree: Arc<Tree>,
    node: NodeId,
}

impl Amount {
    /// The value as it is written.
    #[must_use]
    pub fn as_written(&self) -> &str {
        self.tree.text(self.node)
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_written())
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.tree.kind(self.node) {
            Kind::Int | Kind::Float => match self.as_written().replace('_', "").parse::<f64>() {
                Ok(number) if number.is_finite() => serializer.serialize_f64(number),
                _ => serializer.serialize_str(self.as_written()),
            },
            _ => serializer.serialize_str(self.as_written()),
        }
    }
}

impl FromTree for Amount {
    const IS_TEXT: bool = true;

    fn from_tree(reader: &Reader, node: NodeId, _field: &'static Field) -> Option<Self> {
        let scalar = matches!(reader.tree().kind(node), Kind::String | Kind::Int | Kind::Float);
        scalar.then(|| Self { tree: Arc::clone(reader.tree()), node })
    }
}

impl Visit for Amount {
    fn visit(&self, _: &'static Field, _: &mut dyn Visitor) {}
}

impl JsonSchema for Amount {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["number", "string"], "pattern": "\\S" })
    }
}

/// Keys and values that belong to other tools; lessonlint does not look into them.
#[derive(Clone, Copy, Debug)]
pub struct AnyValue;

impl Serialize for AnyValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl FromTree for AnyValue {
    fn from_tree(_: &Reader, _: NodeId, _: &'static Field) -> Option<Self> {
        Some(Self)
    }
}

impl Visit for AnyValue {
    fn visit(&self, _: &'static Field, _: &mut dyn Visitor) {}
}

impl JsonSchema for AnyValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "AnyValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object" })
    }
}

/// A list; each item is a slot of its own.
#[derive(Clone, Debug)]
pub struct List<T> {
    /// The items.
    pub items: Vec<Slot<T>>,
    /// Whether a part of the list could not be read, so that nobody knows what it holds besides.
    pub cut: bool,
}

impl<T> List<T> {
    /// The items that are there.
    pub fn present(&self) -> impl DoubleEndedIterator<Item = &Spanned<T>> {
        self.items.iter().filter_map(Slot::present)
    }

    /// Whether every item could be read, so that what is not here is nowhere.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.cut && !self.items.iter().any(Slot::is_malformed)
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

impl<T: FromTree> FromTree for List<T> {
    fn from_tree(reader: &Reader, node: NodeId, field: &'static Field) -> Option<Self> {
        let tree = reader.tree();
        let item = |&item: &NodeId| reader.value(node, None, item, field);
        // What is no list may be the one thing that should stand in it.
        let nodes = if tree.kind(node) == Kind::Sequence { tree.items(node) } else { &[node] };
        let items = || nodes.iter().map(item).collect();
        let is_list = reader.takes_for(node, Kind::Sequence);
        is_list.then(|| Self { items: items(), cut: reader.is_cut(node, field) })
    }
}

impl<T: Visit> Visit for List<T> {
    fn visit(&self, field: &'static Field, visitor: &mut dyn Visitor) {
        for item in &self.items {
            item.visit(field, visitor);
        }
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("List_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "array", "items": generator.subschema_for::<T>() })
    }
}

/// A list, for which a single value may stand.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct OneOrMany<T>(pub List<T>);

impl<T> Deref for OneOrMany<T> {
    type Target = List<T>;

    fn deref(&self) -> &List<T> {
        &self.0
    }
}

impl<T: FromTree> FromTree for OneOrMany<T> {
    fn from_tree(reader: &Reader, node: NodeId, field: &'static Field) -> Option<Self> {
        if reader.tree().kind(node) == Kind::Sequence {
            return List::from_tree(reader, node, field).map(Self);
        }
        let one = reader.value(node, None, node, field);
        (!one.is_malformed()).then(|| Self(List { items: vec![one], cut: false }))
    }
}

impl<T: Visit> Visit for OneOrMany<T> {
    fn visit(&self, field: &'static Field, visitor: &mut dyn Visitor) {
        self.0.visit(field, visitor);
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("One_or_many_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// Whether a key is left to other tools: `$schema`, and keys that begin with `x-`.
#[must_use]
pub fn is_for_other_tools(key: &str) -> bool {
    key == "$schema" || key.starts_with("x-")
}

/// Values under names that the author chooses.
#[derive(Clone, Debug)]
pub struct Map<T> {
    /// The names with their values, in the order of the text.
    pub entries: Vec<(MapKey, Slot<T>)>,
    /// Whether a part could not be read, so that nobody knows what it holds besides.
    pub cut: bool,
}

/// A name that the author chose.
#[derive(Clone, Debug)]
pub struct MapKey {
    /// The name.
    pub name: Text,
    /// Where it stands.
    pub span: Span,
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, value)| (&*key.name, value)))
    }
}

impl<T: FromTree> FromTree for Map<T> {
    fn from_tree(reader: &Reader, node: NodeId, field: &'static Field) -> Option<Self> {
        let tree = reader.tree();
        let entry = |(key, value): (NodeId, NodeId)| {
            let span = tree.span(key);
            let name = Text { tree: Arc::clone(tree), node: key };
            (MapKey { name, span }, reader.value(node, Some(span), value, field))
        };
        // What another tool keeps here may be of any shape, and is none of ours unless it is of this one.
        let ours = |(key, slot): &(MapKey, Slot<T>)| match slot {
            Slot::Malformed(place) => {
                !is_for_other_tools(&key.name) || tree.kind(place.node) == Kind::Malformed
            }
            _ => true,
        };
        let entries = || tree.entries(node).map(entry).filter(ours).collect();
        let is_map = reader.takes_for(node, Kind::Mapping);
        is_map.then(|| Self { entries: entries(), cut: reader.is_cut(node, field) })
    }
}

impl<T: Visit> Visit for Map<T> {
    fn visit(&self, field: &'static Field, visitor: &mut dyn Visitor) {
        for (_, value) in &self.entries {
            value.visit(field, visitor);
        }
    }
}

impl<T: JsonSchema> JsonSchema for Map<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Map_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}
