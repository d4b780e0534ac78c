//! Any file of data against any JSON Schema, with a place for everything that is wrong.
//!
//! The verdict is that of the jsonschema crate over a plain value; the places come from the tree. Files are
//! known only through the function that a [`Library`] is given: nothing here opens one, nor asks a network.

mod address;
mod branch;
mod complaint;
mod declared;
mod explain;
mod faults;
mod keywords;
mod library;
mod value;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use lesson_syntax::data::Document;

pub use address::Address;
pub use complaint::Complaint;
pub use declared::{Declared, declared};
pub use faults::Fault;
pub use library::{Compiled, Library, ReadFile, Schema};
pub use value::to_value;

use crate::places::{Merges, Places};
use explain::Explainer;

impl Schema {
    /// Whether a document is what the schema asks for; what cannot be read of it is left out of account.
    #[must_use]
    pub fn is_valid(&self, document: &Document) -> bool {
        self.validator.is_valid(&to_value(&document.tree))
    }

    /// What is wrong with a document, in the order of the text.
    #[must_use]
    pub fn check(&self, document: &Document) -> Vec<Complaint> {
        let value = to_value(&document.tree);
        if self.validator.is_valid(&value) {
            return Vec::new();
        }
        let errors: Vec<_> = self.validator.iter_errors(&value).collect();
        let places = Places::new(&document.tree, errors.iter().map(places_of).sum(), Merges::On);
        let explainer = Explainer::of_tree(&document.tree, document.span, &value, &places).by(self);
        let mut complaints: Vec<Complaint> =
            errors.iter().flat_map(|error| explainer.explain(error)).collect();
        complaint::sort(&mut complaints);
        complaint::drop_misspelled(&mut complaints);
        complaints
    }
}

/// How many places an error speaks of.
fn places_of(error: &ValidationError<'_>) -> usize {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => unexpected.len(),
        _ => 1,
    }
}
