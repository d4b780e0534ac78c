//! The command line: files, threads, the terminal. The only place that prints or exits.
#![warn(missing_docs)]

mod arguments;
mod baseline;
mod changed;
mod commands;
mod courses;
mod diff;
mod discover;
mod each_file;
mod fix;
mod formats;
mod links;
mod linted;
mod manual;
mod matrices;
mod next;
mod output;
mod project;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Command};
use crate::output::Outcome;

fn main() -> ExitCode {
    // A rule that panics is reported in our own words, with what to do about it.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Check(options) => commands::check::run(&options, arguments.color),
        Command::Explain(options) => commands::explain::run(&options, arguments.color),
        Command::Rules(options) => commands::rules::run(&options),
        Command::Schema(options) => commands::schema::run(&options, arguments.color),
        Command::Matrix(options) => commands::matrix::run(&options, arguments.color),
        Command::Init(options) => commands::init::run(&options),
        Command::Baseline { command } => commands::baseline::run(&command),
        Command::Config { command } => commands::config::run(&command),
        Command::Completions { shell } => commands::completions::run(shell),
        Command::Man(options) => commands::man::run(&options),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(failure) => failure.report(),
    }
}
