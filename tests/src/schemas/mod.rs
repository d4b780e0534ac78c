//! The generated schemas, taken apart: which keywords stand where, which of them a document keeps to,
//! which one refuses it, and documents with one thing changed.

mod blame;
mod candidates;
mod cover;
mod documents;
mod generated;
mod held;
mod invent;
mod pointer;
mod subject;
mod walk;

pub use candidates::TEXTS;
pub use cover::{Cover, Covered, cover};
pub use documents::{baselines, good, reports};
pub use generated::{clean, with_holes};
pub use pointer::{child, parent, resolve, unescape};
pub use subject::{Subject, bound, subjects, validator};
pub use walk::{Demand, OF_TOOLS, demands, parts};
