use std::borrow::Cow;
use std::vec::IntoIter;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node, NodeIdentity, Object};
use lesson_syntax::{Kind, NodeId, Tree};
use serde_json::{Number, Value};

/// A tree as jsonschema's validator sees it, without a copy.
pub(crate) struct TreeJson;

/// A value of a tree, or a mapping's key standing as a value.
#[derive(Clone, Copy)]
pub(crate) enum Instance<'a> {
    Node(&'a Tree, NodeId),
    Name(&'a str),
}

/// A mapping of a tree.
pub(crate) struct Mapping<'a>(&'a Tree, NodeId);

/// A list of a tree.
pub(crate) struct Sequence<'a>(&'a Tree, NodeId);

impl Json for TreeJson {
    type Node<'a> = Instance<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    const KEYS_PER_LOOKUP: usize = 4;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        f(Instance::Name(string))
    }
}

impl<'a> Instance<'a> {
    fn kind(self) -> Kind {
        match self {
            Instance::Node(tree, id) => tree.kind(id),
            Instance::Name(_) => Kind::String,
        }
    }

    fn text(self) -> &'a str {
        match self {
            Instance::Node(tree, id) => tree.text(id),
            Instance::Name(name) => name,
        }
    }
}

impl<'a> Node<'a, TreeJson> for Instance<'a> {
    type Object = Mapping<'a>;
    type Array = Sequence<'a>;
    type Number = Number;

    fn as_object(&self) -> Option<Mapping<'a>> {
        match *self {
            Instance::Node(tree, id) if tree.kind(id) == Kind::Mapping => Some(Mapping(tree, id)),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Sequence<'a>> {
        match *self {
            Instance::Node(tree, id) if tree.kind(id) == Kind::Sequence => Some(Sequence(tree, id)),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        (self.kind() == Kind::String).then(|| Cow::Borrowed(self.text()))
    }

    fn as_number(&self) -> Option<Number> {
        let text = self.text().replace('_', "");
        match (self.kind(), *self) {
            (Kind::Int, Instance::Node(tree, id)) => {
                let unsigned = tree.integer(id).map(Number::from);
                let signed = || text.parse::<i64>().ok().map(Number::from);
                // A number past 64 bits is still a number; how large does not matter to the schema.
                unsigned.or_else(signed).or_else(|| Number::from_f64(text.parse().unwrap_or(f64::MAX)))
            }
            // JSON has neither infinities nor "not a number"; the largest number stands for them.
            (Kind::Float, _) => {
                let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
                Number::from_f64(number.unwrap_or(f64::MAX))
            }
            _ => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.text().eq_ignore_ascii_case("true"))
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn is_number(&self) -> bool {
        self.json_type() == JsonType::Number
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Null | Kind::Malformed => JsonType::Null,
            Kind::Bool => JsonType::Boolean,
            Kind::Int | Kind::Float => JsonType::Number,
            Kind::String => JsonType::String,
            Kind::Sequence => JsonType::Array,
            Kind::Mapping => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match expected {
            Value::String(expected) => self.as_string().is_some_and(|text| text == expected.as_str()),
            Value::Number(expected) => {
                self.as_number().is_some_and(|number| number.as_f64() == expected.as_f64())
            }
            Value::Bool(expected) => self.as_boolean() == Some(*expected),
            Value::Null => self.is_null(),
            // No schema of ours compares with a whole list or mapping.
            Value::Array(_) | Value::Object(_) => false,
        }
    }

    /// What an error shows; a container is left out, for each error would copy it whole.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self.json_type() {
            JsonType::String => Value::String(self.text().chars().take(80).collect()),
            JsonType::Boolean => Value::Bool(self.as_boolean() == Some(true)),
            JsonType::Number => self.as_number().map_or(Value::Null, Value::Number),
            JsonType::Array | JsonType::Object | JsonType::Null | JsonType::Integer => Value::Null,
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match *self {
            Instance::Node(tree, id) => {
                Some(NodeIdentity::tagged(std::ptr::from_ref(tree) as usize, id.index()))
            }
            Instance::Name(_) => None,
        }
    }
}

impl<'a> Object<'a, TreeJson> for Mapping<'a> {
    type Node = Instance<'a>;
    type MemberName = &'a str;
    type MembersIter = IntoIter<(&'a str, Instance<'a>)>;

    fn len(&self) -> usize {
        self.0.entries(self.1).len()
    }

    fn get(&self, key: &String) -> Option<Instance<'a>> {
        self.0.get(self.1, key).map(|value| Instance::Node(self.0, value))
    }

    fn members(&self) -> Self::MembersIter {
        let Self(tree, id) = *self;
        let members = tree.entries(id).map(|(key, value)| (tree.text(key), Instance::Node(tree, value)));
        members.collect::<Vec<_>>().into_iter()
    }
}

impl<'a> Array<'a, TreeJson> for Sequence<'a> {
    type Node = Instance<'a>;
    type ElementsIter = IntoIter<Instance<'a>>;

    fn len(&self) -> usize {
        self.0.items(self.1).len()
    }

    fn elements(&self) -> Self::ElementsIter {
        let Self(tree, id) = *self;
        tree.items(id).iter().map(|&item| Instance::Node(tree, item)).collect::<Vec<_>>().into_iter()
    }
}
