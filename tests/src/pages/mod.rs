//! The pages that people read, and what their commands print.

mod block;
pub mod session;

pub use block::{Block, Page, Wrong};
