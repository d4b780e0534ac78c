use std::borrow::Cow;
use std::ops::Deref;

use lesson_syntax::NodeId;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::read::FromTree;
use crate::{Field, Reader, Text, Visit, Visitor};

/// A text that names something to programs: nobody reads it as prose.
macro_rules! name_type {
    ($(#[$attribute:meta])* $name:ident, $schema:tt) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $name(Text);

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl FromTree for $name {
            const IS_TEXT: bool = true;

            fn from_tree(reader: &Reader, node: NodeId, field: &'static Field) -> Option<Self> {
                Text::from_tree(reader, node, field).map(Self)
            }
        }

        impl Visit for $name {
            fn visit(&self, _: &'static Field, _: &mut dyn Visitor) {}
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

name_type!(
    /// An id: letters in lower case, digits, hyphens and underscores between them.
    Slug,
    { "type": "string", "pattern": Slug::PATTERN, "patternErrorMessage": Slug::FORM }
);

impl Slug {
    /// What an id is made of, in words.
    pub const FORM: &str = "an id holds letters in lower case, digits and hyphens";

    /// The pattern of an id, for JSON Schema.
    pub const PATTERN: &str = r"^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+([-_][\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+)*$";

    /// Whether a text is an id; what the pattern says, without the time that it takes to compile.
    #[must_use]
    pub fn fits(text: &str) -> bool {
        text.split(['-', '_']).all(|word| !word.is_empty() && word.chars().all(is_id_character))
    }
}

fn is_id_character(character: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter};
    match character.general_category_group() {
        GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number => true,
        GeneralCategoryGroup::Letter => {
            matches!(character.general_category(), LowercaseLetter | OtherLetter | ModifierLetter)
        }
        _ => false,
    }
}

name_type!(
    /// A day: year, month and day, as in `2026-01-31`.
    Date,
    // Not every validator's calendar has a year 0.
    {
        "type": "string",
        "format": "date",
        "pattern": "^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$",
        "patternErrorMessage": Date::FORM
    }
);

impl Date {
    /// How a day is written, in words.
    pub const FORM: &str = "write year, month and day with hyphens, as in 2026-01-31";
}
