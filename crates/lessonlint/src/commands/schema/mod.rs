//! `lessonlint schema`, a file for each thing that it does.

mod diff;
mod print;

use crate::arguments::{Color, SchemaCommand, SchemaOptions};
use crate::output::{Failure, Outcome};

pub(crate) fn run(options: &SchemaOptions, color: Color) -> Result<Outcome, Failure> {
    match &options.command {
        None => print::run(options),
        Some(SchemaCommand::Diff(options)) => diff::run(options, color),
    }
}
