//! JSON Schemas from the content model, for editors and for the shape check of a tree.
//!
//! The schema says what shape, the tree says where; what it means is for the rules.
#![warn(missing_docs)]

mod bound;
mod check;
mod generate;
mod instance;
mod places;
mod reference;
pub mod validate;
mod words;

pub use bound::bind;
pub use check::ShapeCheck;
pub use generate::{Draft, course, lesson, of_type};
pub use reference::reference;
pub use words::type_name;
