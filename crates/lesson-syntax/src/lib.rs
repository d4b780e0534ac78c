//! From text to [`Tree`]: two front ends, YAML and Markdown, make the same tree of values, each with
//! its span. Reading never fails: any input gives a tree, perhaps an empty one, and [`Problem`]s.
//!
//! This crate knows the layout of lessons in Markdown, for it must; it knows nothing of rules.
#![warn(missing_docs)]

mod builder;
pub mod data;
mod edit;
mod enclose;
mod json;
pub mod markdown;
mod problem;
mod reorder;
mod tree;
pub mod yaml;

use std::sync::Arc;

use lesson_text::SourceFile;

pub use builder::{Piece, TreeBuilder};
pub use edit::{Stub, append, set, set_after};
pub use enclose::{disclose, enclose};
pub use problem::{Problem, ProblemKind, Suggestion, did_you_mean};
pub use reorder::reorder;
pub use tree::{Kind, NodeId, Segment, Style, Tree};

/// In which of the two layouts a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// YAML.
    Yaml,
    /// Markdown, or text pasted from a document.
    Markdown,
}

impl Form {
    /// The form that a file's extension tells; `None` for any other file.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "md" | "markdown" | "txt" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// How much a file may hold before reading stops with a [`ProblemKind::TooLarge`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: usize,
    /// Levels of lists and mappings inside one another.
    pub depth: usize,
    /// Values and keys in one file.
    pub nodes: usize,
    /// Values that the aliases of one file may stand for, all told.
    pub alias_nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 16 << 20, depth: 100, nodes: 2_000_000, alias_nodes: 100_000 }
    }
}

/// What reading takes beside the text.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// How much a file may hold.
    pub limits: Limits,
    /// By which words Markdown names its sections and paragraphs.
    pub labels: markdown::Labels,
}

/// What reading a file gives: always a tree, and what was wrong.
#[derive(Debug)]
pub struct Parsed {
    /// The values, as far as they could be read.
    pub tree: Tree,
    /// What could not be read, in the order of the text.
    pub problems: Vec<Problem>,
    /// Whether the file is a lesson by what it holds.
    pub looks_like_lesson: bool,
}

/// Reads a file. Any text gives a tree, perhaps without a root, and the problems met on the way.
#[must_use]
pub fn read(source: &Arc<SourceFile>, form: Form, options: &ReadOptions) -> Parsed {
    let mut parsed = if source.text().len() > options.limits.bytes {
        let problem = Problem::too_large_file(options.limits.bytes);
        let looks_like_lesson =
            form == Form::Markdown && markdown::looks_like_lesson(source, &options.labels);
        Parsed {
            tree: TreeBuilder::new(source, form).finish(None),
            problems: vec![problem],
            looks_like_lesson,
        }
    } else {
        match form {
            Form::Yaml => yaml::read(source, options),
            Form::Markdown => markdown::read(source, options),
        }
    };
    parsed.problems.sort_by_key(|problem| problem.span);
    parsed
}
