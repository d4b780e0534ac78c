//! Inputs that no author writes: each a way to make a file of any size.

mod bytes;
mod lesson;
mod markdown;
mod names;
mod wide;
mod yaml;

/// One kind of hostile input.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// The file's extension: `yaml` or `md`.
    pub(crate) form: &'static str,
    /// Makes one of about this size, in whatever it is that there are many of.
    pub(crate) make: fn(usize) -> Vec<u8>,
    /// The size within `cargo test`.
    pub(crate) short: usize,
    /// The size of a soak.
    pub(crate) full: usize,
    pub(crate) due: Due,
}

/// What `check` has to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Due {
    /// Nothing at all.
    Clean,
    /// A warning or advice of this rule, and no error.
    Warning(&'static str),
    /// A finding of this rule, and exit code 1.
    Finding(&'static str),
    /// A finding of this rule, and exit code 2, for the file cannot be read or is no lesson.
    Unreadable(&'static str),
}

impl Due {
    /// The exit code of `check`.
    pub(crate) fn code(self) -> i32 {
        match self {
            Self::Clean | Self::Warning(_) => 0,
            Self::Finding(_) => 1,
            Self::Unreadable(_) => 2,
        }
    }
}

/// A shape, from a maker of text or bytes.
macro_rules! shape {
    ($form:literal, $name:literal, $short:expr, $full:expr, $due:expr, $make:expr) => {
        crate::shapes::Shape {
            name: $name,
            form: $form,
            make: |size| {
                let make: fn(usize) -> _ = $make;
                Vec::from(make(size))
            },
            short: $short,
            full: $full,
            due: $due,
        }
    };
}
use shape;

pub(crate) use bytes::SHAPES as BYTES;
pub(crate) use markdown::SHAPES as MARKDOWN;
pub(crate) use names::SHAPES as NAMES;
pub(crate) use wide::SHAPES as WIDE;
pub(crate) use yaml::SHAPES as YAML;

/// Every shape.
pub(crate) fn all() -> Vec<Shape> {
    [BYTES, YAML, NAMES, WIDE, MARKDOWN].concat()
}

/// `count` pieces, each made from its number.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}
