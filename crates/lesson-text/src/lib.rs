//! Source text: one owned buffer a file, byte spans into it, lines and columns computed when asked,
//! edits applied to it, and the folding by which two words of a lesson count as the same.
//!
//! This crate knows no format. Every other crate speaks in its [`Span`]s.
#![warn(missing_docs)]

mod beginnings;
mod edit;
mod fold;
mod line_index;
mod sentence;
mod source;
mod span;

pub use beginnings::Beginnings;
pub use edit::{Edit, EditError, apply};
pub use fold::{Folded, compare_folded, fold, folded, is_fold_noise, slug};
pub use sentence::{closes, ends_sentence, is_comma, is_semicolon, is_sentence};
pub use source::{ColumnUnit, Encoding, NotUtf8, Position, SourceFile};
pub use span::Span;
