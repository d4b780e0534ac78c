//! Clean lessons by the thousand: what one says, written as YAML, as Markdown and as pasted text, with
//! the place of every slot that a law watches over, and with a fault planted in one of them.

mod fault;
mod lesson;
pub mod markdown;
mod model;
mod out;
mod prose;
mod random;
mod words;
mod written;
pub mod yaml;

pub use fault::{Fault, Planted, Slot, Spot};
pub use lesson::{Analogy, Dimension, Figure, Head, Lesson, Line, Next, Regime};
pub use model::{expected, normal};
pub use random::Random;
pub use written::{Due, Written};
pub use yaml::CellKeys;
