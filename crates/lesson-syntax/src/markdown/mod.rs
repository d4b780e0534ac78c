//! Markdown and pasted text to a tree: the same one that the YAML form of a lesson gives.
//!
//! The text goes through these modules in this order, each a single pass: `front_matter`, `lines`
//! (with comments and code fences), `headings` (what a line begins by its wording), `table`,
//! `regimes` (which headings are regimes), `blocks`, `sections` (with `analogies`, `field_guide` and
//! `next`) to an `outline` of spans, and `emit` (with `grid` for tables) to the tree. The
//! way back, `set`, writes in the file's own `manner`.

mod analogies;
mod blocks;
mod discover;
mod emit;
mod field_guide;
pub(crate) mod front_matter;
mod grid;
mod headings;
mod labels;
mod lines;
mod manner;
mod near;
mod next;
mod outline;
mod regimes;
mod reorder;
mod sections;
mod set;
mod survey;
mod table;
mod wording;

use std::sync::Arc;

use lesson_text::SourceFile;

use crate::{Form, Parsed, ReadOptions, TreeBuilder};
use blocks::Blocks;
use front_matter::FrontMatter;

pub use discover::looks_like_lesson;
pub use front_matter::KEYS as FRONT_MATTER_KEYS;
pub use labels::{Labels, UnknownLabel};
pub(crate) use lines::line_spans;
pub(crate) use reorder::reorder;
pub(crate) use set::{append, set};
pub use survey::{Evidence, Sighting, Standing, Survey, survey};

/// Reads a Markdown or text file.
pub(crate) fn read(source: &Arc<SourceFile>, options: &ReadOptions) -> Parsed {
    let mut builder = TreeBuilder::new(source, Form::Markdown);
    let region = front_matter::find(source);
    let front = match &region {
        Some(region) => front_matter::read(region, &mut builder, options),
        None => FrontMatter::default(),
    };
    let start = region.map_or(source.text_start(), |region| region.end);
    let declared = region.is_some_and(|region| region.declares_lesson(source));
    let blocks = Blocks::new(source.text(), start, &options.labels);
    let outline = sections::outline(&blocks, &options.labels);
    let (root, mut problems) = emit::root(&mut builder, &blocks, &outline, &front, options);
    problems.extend(front.problems);
    problems.extend(outline.problems);
    let numbered = declared || blocks.title.is_some_and(|title| title.number.is_some());
    Parsed { looks_like_lesson: numbered && blocks.known, tree: builder.finish(root), problems }
}
