//! The content model: what a lesson and a course hold, written once. Schemas, editor hovers, the
//! format's reference page and the rules all come from these types and their doc comments.
//!
//! Every field is a [`Slot`]: it holds a value with its span, or is absent and knows the place that
//! should hold it, or is malformed and was reported already.
#![warn(missing_docs)]

extern crate self as lesson_model;

mod absence;
mod course;
mod field_guide;
mod lesson;
mod matrix;
mod names;
mod read;
mod regimes;
mod slot;
mod stemming;
mod titles;
mod values;
mod words;

pub use absence::Void;
pub use course::{AnalogyDomain, Course, FigureRules, VoiceWord};
pub use field_guide::{FieldGuide, FieldLine};
pub use lesson::{Analogy, Comparison, Dimension, Figure, Lesson, Next, Regime, Section, Term};
pub use lesson_model_derive::Model;
pub use matrix::{Cell, CellStatus, Matrix, MatrixRegime, MatrixRow};
pub use names::{Date, Slug};
pub use read::{Field, FromTree, LAWS, Model, Reader, Reported, Visit, Visitor};
pub use regimes::RegimeNames;
pub use slot::{Absence, OPTIONAL_MARK, Opt, Place, Slot, Spanned};
pub use stemming::Stemming;
pub use values::{Amount, AnyValue, List, Map, MapKey, OneOrMany, Text, Whole, is_for_other_tools};
pub use words::{WordList, Words};
