//! What the team repeats: `cargo xtask codegen [--check]`, `cargo xtask new-rule FAMILY NAME`,
//! `cargo xtask bench [--profile]`, `cargo xtask compatibility [--record]`, `cargo xtask soak`, `cargo xtask fuzz MINUTES`, `cargo xtask dist`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod codegen;
mod compatibility;
mod dist;
mod new_rule;
mod soak;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask <command>

  codegen           write the lists of rules, the schemas and the rules' pages
  codegen --check   fail where one of them is not what the code says
  compatibility     fail where a schema breaks what was released, as recorded in schema/released
  compatibility --record
                    record the schemas as released: a step of a release
  new-rule FAMILY NAME
                    begin a rule: crates/lesson-lint/src/rules/FAMILY/NAME.rs
  bench             measure `lessonlint check` beside reading and parsing alone
  bench --profile   measure each stage of the linter
  bench --corpus FOLDER
                    write the lessons that are measured on
  soak              run the long forms of the tests on the release build: any bytes, hostile
                    files in full size and how their cost grows, runs that are killed
  fuzz MINUTES      run each fuzz target; cargo-fuzz must be installed
  dist              make the files of a release for this machine: archive, wheel, npm and Debian
                    packages, checksums; tests/clients/setup-dist installs what it needs
  dist --target TRIPLE
                    for another platform, or several; for every one with --all
  dist --out FOLDER
                    put them there and not into target/dist
  dist --profile PROFILE
                    build with another profile of Cargo.toml than `published`
  dist --check      then install each of this machine's files in a clean folder and run it
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["codegen"] => codegen::run(codegen::Mode::Write),
        ["codegen", "--check"] => codegen::run(codegen::Mode::Check),
        ["compatibility"] => compatibility::run(compatibility::Mode::Check),
        ["compatibility", "--record"] => compatibility::run(compatibility::Mode::Record),
        ["new-rule", family, name] => new_rule::run(family, name),
        ["bench"] => bench::run(bench::Mode::Ratios),
        ["bench", "--profile"] => bench::run(bench::Mode::Profile),
        ["bench", "--corpus", folder] => bench::write_corpus(folder),
        ["soak"] => soak::run(),
        ["fuzz", minutes] => soak::fuzz(minutes),
        ["dist", options @ ..] => dist::run(options),
        // What `bench` runs as processes of their own.
        ["bench-alone", "read", folder] => bench::alone(bench::Part::Read, folder),
        ["bench-alone", "events", folder] => bench::alone(bench::Part::Events, folder),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// The top of the repository: cargo says where this package lies now, which may be elsewhere than
/// where it was compiled.
fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let here = here.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    here.parent().unwrap_or(&here).to_owned()
}

/// The folder that holds the families of rules.
fn rules_folder() -> PathBuf {
    root().join("crates/lesson-lint/src/rules")
}

/// Runs cargo at the top of the repository, its output shown.
fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    let status = command.args(arguments).envs(environment.iter().copied()).current_dir(root()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("cargo {}: {status}", arguments.join(" "))),
        Err(error) => Err(format!("cargo cannot be run: {error}")),
    }
}
