//! What rules about words see in a text: its words, sentences and clauses, each as a range of its bytes,
//! so that [`lesson_model::Text::part`] gives its place. Nothing here copies a text.

pub(crate) mod acronyms;
mod beginnings;
mod compare;
mod declared;
mod lists;
mod mentions;
mod phrases;
mod quotes;
mod sentences;
mod spelled;
mod starts;
mod technical;
mod words;

pub(crate) use beginnings::Beginnings;
pub(crate) use compare::{Repeats, content, find, hash, is_alike, is_same, stems};
pub(crate) use declared::{Declared, Respelled};
pub(crate) use lists::{List, find_list};
pub(crate) use mentions::{MOST_NAMES, Mentions};
pub(crate) use phrases::Phrases;
pub(crate) use quotes::{is_inside, quoted};
pub(crate) use sentences::{clauses, sentences};
pub(crate) use spelled::{FirstLetters, MOST_SOUGHT, Spelled, Spellings, begins_word, ends_word};
pub(crate) use starts::{Reading, Start, Texts, starts};
pub(crate) use technical::{around, is_technical};
pub(crate) use words::{Word, count, following, has_at_least, words};
