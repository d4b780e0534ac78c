//! `lessonlint schema`, a file for each thing that it does.

mod bound;
mod changes;
mod check;
mod diff;
mod folder;
mod install;
mod kinds;
mod print;
mod remove;
mod survey;
mod watch;

use crate::arguments::{Color, SchemaCommand, SchemaOptions};
use crate::output::{Failure, Outcome};

pub(crate) fn run(options: &SchemaOptions, color: Color) -> Result<Outcome, Failure> {
    match &options.command {
        None => print::run(options),
        Some(SchemaCommand::Check(options)) => check::run(options, color),
        Some(SchemaCommand::Diff(options)) => diff::run(options, color),
        Some(SchemaCommand::Install(options)) => install::run(options, color),
        Some(SchemaCommand::Remove(options)) => remove::run(options, color),
        Some(SchemaCommand::Watch(options)) => watch::run(options),
    }
}
