//! `cargo xtask bench`: what `check` costs beside reading the files and beside the parsers alone.

mod alone;
mod corpus;
mod measure;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use corpus::{FORMS, Form};
use measure::{Cost, medians};

pub(crate) use alone::{Part, run as alone};

use crate::{cargo, root};

const FEW: usize = 1_000;
const MANY: usize = 10_000;

/// How often the costs of whole folders are taken, and those of a single file.
const ROUNDS: usize = 5;
const ROUNDS_OF_ONE: usize = 40;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Ratios,
    Profile,
}

/// Writes a corpus, measures on it and prints what came of it.
pub(crate) fn run(mode: Mode) -> Result<(), String> {
    if mode == Mode::Profile {
        return profile();
    }
    let programs = Programs::build()?;
    let corpus = Corpus::write()?;
    FORMS.into_iter().try_for_each(|form| ratios(&programs, &corpus, form))
}

/// Writes the corpora of both forms below a folder, to be looked at.
pub(crate) fn write_corpus(folder: &str) -> Result<(), String> {
    FORMS.into_iter().try_for_each(|form| {
        let folder = Path::new(folder).join(form.name().to_lowercase());
        corpus::write(&folder, form, FEW).map(|bytes| println!("{}: {bytes} bytes", folder.display()))
    })
}

/// The programs that are measured.
struct Programs {
    lessonlint: PathBuf,
    /// This one, built in the same way.
    xtask: PathBuf,
}

impl Programs {
    fn build() -> Result<Self, String> {
        cargo(&["build", "--release", "--package", "lessonlint", "--package", "xtask"], &[])?;
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let program =
            |name: &str| target.join("release").join(name).with_extension(std::env::consts::EXE_EXTENSION);
        Ok(Self { lessonlint: program("lessonlint"), xtask: program("xtask") })
    }

    fn check(&self, path: &Path) -> Command {
        let mut command = Command::new(&self.lessonlint);
        command.arg("check").arg(path);
        command
    }

    /// Fails where `check` does not find just the faults that were planted: then it does other work than
    /// what is to be measured.
    fn expect_faults(&self, folder: &Path, lessons: usize) -> Result<(), String> {
        let mut check = self.check(folder);
        let output =
            check.args(["--format", "json"]).output().map_err(|error| format!("lessonlint: {error}"))?;
        let report: serde_json::Value =
            serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
        let summary = &report["summary"];
        let found = ["errors", "warnings", "advice"].map(|level| summary[level].as_u64());
        let planted = u64::try_from(lessons / corpus::FAULT_EVERY).ok();
        if found == [planted, Some(0), Some(0)] {
            return Ok(());
        }
        Err(format!("of {lessons} lessons, lessonlint finds {found:?} errors, warnings and pieces of advice"))
    }

    fn alone(&self, part: Part, folder: &Path) -> Command {
        let mut command = Command::new(&self.xtask);
        command.arg("bench-alone").arg(part.name()).arg(folder);
        command
    }
}

/// The corpora on disk; gone when dropped.
struct Corpus(tempfile::TempDir);

impl Corpus {
    fn write() -> Result<Self, String> {
        let corpus = Self(tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?);
        for form in FORMS {
            for count in [FEW, MANY] {
                let bytes = corpus::write(&corpus.folder(form, count), form, count)?;
                println!("{count:>6} lessons in {}, {} bytes each", form.name(), bytes / count);
            }
        }
        Ok(corpus)
    }

    fn folder(&self, form: Form, count: usize) -> PathBuf {
        self.0.path().join(format!("{}-{count}", form.name().to_lowercase()))
    }
}

fn ratios(programs: &Programs, corpus: &Corpus, form: Form) -> Result<(), String> {
    let (few, many) = (corpus.folder(form, FEW), corpus.folder(form, MANY));
    programs.expect_faults(&few, FEW)?;
    let mut commands = [
        programs.alone(Part::Read, &many),
        programs.alone(Part::Events, &many),
        programs.check(&few),
        programs.check(&many),
    ];
    let costs = medians(&mut commands, ROUNDS)?;
    let [read, events, check_few, check] = costs.as_slice() else { return Ok(()) };
    let one = one_file(programs, &few)?;
    println!("\n{}", form.name());
    println!(
        "  {MANY} lessons, CPU seconds: read {}, events {}, check {}",
        seconds(read),
        seconds(events),
        seconds(check)
    );
    println!("  check / read             {:>8.2}", ratio(check, read));
    println!("  check / events           {:>8.2}", ratio(check, events));
    println!("  check {MANY} / {FEW}     {:>8.2}", ratio(check, check_few));
    println!("  peak memory, MB          {:>8.1}", kilobytes(check.memory) / 1024.0);
    println!(
        "  one file, ms             {:>8.1} (CPU {:.1})",
        milliseconds(one.elapsed),
        milliseconds(one.cpu)
    );
    Ok(())
}

/// What one file costs from start to exit.
fn one_file(programs: &Programs, folder: &Path) -> Result<Cost, String> {
    let part = folder.join("part-1");
    let mut files = std::fs::read_dir(&part).map_err(|error| format!("{}: {error}", part.display()))?;
    let file = files.find_map(Result::ok).ok_or_else(|| format!("{}: nothing is there", part.display()))?;
    let costs = medians(&mut [programs.check(&file.path())], ROUNDS_OF_ONE)?;
    costs.first().copied().ok_or_else(|| "nothing was measured".to_owned())
}

/// What each stage costs: the linter's own bench.
fn profile() -> Result<(), String> {
    cargo(&["bench", "--quiet", "--package", "lesson-lint", "--bench", "stages", "--", "--noplot"], &[])
}

fn ratio(one: &Cost, other: &Cost) -> f64 {
    one.cpu.as_secs_f64() / other.cpu.as_secs_f64()
}

fn seconds(cost: &Cost) -> String {
    format!("{:.2}", cost.cpu.as_secs_f64())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[allow(clippy::cast_precision_loss)]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0
}
