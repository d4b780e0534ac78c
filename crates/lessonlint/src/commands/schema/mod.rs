//! `lessonlint schema`, a file for each thing that it does.

mod print;

pub(crate) use self::print::run;
