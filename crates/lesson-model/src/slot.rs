use std::borrow::Cow;
use std::ops::Deref;

use lesson_syntax::NodeId;
use lesson_text::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

use crate::{Field, Void};

/// The mark by which the schema generator knows an optional field; it is taken out again there.
pub const OPTIONAL_MARK: &str = "x-lessonlint-optional";

/// Something of a lesson that can be pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The value in the tree, from which its pointer follows.
    pub node: NodeId,
    /// Its bytes.
    pub span: Span,
}

/// A value with its place.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
    /// Where its key, label or heading stands.
    pub key: Option<Span>,
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A value that should be there and is not.
#[derive(Clone, Copy, Debug)]
pub struct Absence {
    /// The value where one is written, else the smallest thing that should hold it.
    pub place: Place,
    /// The mapping that should hold it.
    pub owner: Place,
    /// Its key.
    pub field: &'static Field,
    /// In which way it says nothing.
    pub void: Void,
}

/// A place in the model.
#[derive(Clone, Debug)]
pub enum Slot<T, const REQUIRED: bool = true> {
    /// There is a value.
    Present(Spanned<T>),
    /// There is none.
    Absent(Absence),
    /// There is something that could not be read; it was reported, and rules stay silent on it.
    Malformed(Place),
}

/// A place that may stay empty.
pub type Opt<T> = Slot<T, false>;

impl<T, const REQUIRED: bool> Slot<T, REQUIRED> {
    /// The value, where there is one.
    #[must_use]
    pub fn present(&self) -> Option<&Spanned<T>> {
        match self {
            Self::Present(value) => Some(value),
            _ => None,
        }
    }

    /// The absence, where the value is absent.
    #[must_use]
    pub fn absent(&self) -> Option<&Absence> {
        match self {
            Self::Absent(absence) => Some(absence),
            _ => None,
        }
    }

    /// Whether it was reported as unreadable.
    #[must_use]
    pub fn is_malformed(&self) -> bool {
        matches!(self, Self::Malformed(_))
    }
}

impl<T: Serialize, const REQUIRED: bool> Serialize for Slot<T, REQUIRED> {
    /// As its value; what is absent or malformed is null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.present().map(|value| &value.value).serialize(serializer)
    }
}

impl<T: JsonSchema, const REQUIRED: bool> JsonSchema for Slot<T, REQUIRED> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = generator.subschema_for::<T>();
        if !REQUIRED && let Some(keywords) = schema.as_object_mut() {
            keywords.insert(OPTIONAL_MARK.into(), true.into());
        }
        schema
    }
}
