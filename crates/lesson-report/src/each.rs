use std::borrow::Cow;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// A list that is written as a list of `To`, one at a time: a report of a million findings is never
/// held a second time as its output.
#[derive(Debug)]
pub(crate) struct Each<'a, From, To> {
    items: &'a [From],
    written_as: PhantomData<fn() -> To>,
}

impl<'a, From, To> Each<'a, From, To> {
    /// The list to be written.
    pub(crate) fn new(items: &'a [From]) -> Self {
        Self { items, written_as: PhantomData }
    }

    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<'a, From, To> Serialize for Each<'a, From, To>
where
    To: std::convert::From<&'a From> + Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.items.iter().map(To::from))
    }
}

impl<From, To: JsonSchema> JsonSchema for Each<'_, From, To> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<To>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<To>::json_schema(generator)
    }
}

/// Asks for every key that a type has: the outputs write null where there is nothing, and leave no
/// key out.
pub(crate) fn require_every_key(schema: &mut Schema) {
    let properties = schema.get("properties").and_then(|properties| properties.as_object());
    let keys: Vec<String> = properties.map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
    schema.insert("required".to_owned(), keys.into());
}
