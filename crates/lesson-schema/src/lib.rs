//! JSON Schemas from the content model, for editors and for the shape check of a tree.
//!
//! The schema says what shape, the tree says where; what it means is for the rules.
#![warn(missing_docs)]

mod bound;
mod check;
pub mod compare;
mod editors;
mod generate;
mod instance;
mod places;
mod reference;
mod relax;
pub mod validate;
mod walk;
mod words;

pub use bound::{Binding, bind};
pub use check::ShapeCheck;
pub use editors::{Guide, TOML_VERSION, for_editors};
pub use generate::{Draft, course, front_matter, lesson, of_type};
pub use reference::reference;
pub use relax::relaxed;
pub use words::type_name;
