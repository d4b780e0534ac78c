//! What rules about words see in a text: its words, sentences and clauses, each as a range of its bytes,
//! so that [`lesson_model::Text::part`] gives its place. Nothing here copies a text.

mod compare;
mod lists;
mod mentions;
mod quotes;
mod sentences;
mod words;

pub(crate) use compare::{content, find, hash, is_alike, stem, stems};
pub(crate) use lists::{List, find_list};
pub(crate) use mentions::{MOST_NAMES, Mentions};
pub(crate) use quotes::{is_inside, quoted};
pub(crate) use sentences::{clauses, sentences};
pub(crate) use words::{Word, count, following, words};
