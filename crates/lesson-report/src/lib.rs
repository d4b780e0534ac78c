//! Findings and matrices in every output format, a file a format.
//!
//! A renderer writes to the writer that it is given and returns what that writer returns: nothing
//! here prints, exits, or knows a rule. What is drawn for people stands behind the feature
//! `fancy`; the formats for other tools do without it.
#![warn(missing_docs)]

mod each;
mod escape;
#[cfg(feature = "fancy")]
mod excerpt;
pub mod github;
pub mod gitlab;
#[cfg(feature = "fancy")]
pub mod html;
pub mod json;
pub mod json_lines;
pub mod junit;
pub mod markdown;
pub mod matrix;
mod obeyed;
#[cfg(feature = "fancy")]
mod options;
pub mod rdjson;
pub mod sarif;
mod sentence;
mod summary;
#[cfg(feature = "fancy")]
pub mod text;
pub mod visible;

#[cfg(feature = "fancy")]
pub use options::{Extent, TextOptions};
