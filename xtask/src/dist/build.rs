//! The binary for a platform, and the pages that it prints.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::platforms::{MACOS, Platform};
use super::tools::{self, tool};
use crate::{cargo, root};

/// The oldest time that a zip archive can hold.
const NO_TIME: &str = "315532800";

/// What is the same for every platform.
pub(crate) struct Build {
    /// Which of Cargo.toml's profiles it is built with.
    pub(crate) profile: String,
    /// The time of every file in an archive, in seconds: that of the commit, and not of the run.
    pub(crate) time: String,
    /// What Cargo.toml says of the program: description, licence, repository.
    pub(crate) program: Value,
    /// Cargo's folder of what it builds.
    pub(crate) target: PathBuf,
    /// The folders that hold the sources of dependencies.
    sources: Vec<PathBuf>,
}

impl Build {
    pub(crate) fn new(profile: &str) -> Result<Self, String> {
        let metadata = metadata(None)?;
        let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
        let program = packages.iter().find(|package| package["name"] == "lessonlint").cloned();
        let program = program.ok_or("cargo metadata names no package lessonlint")?;
        let packages = packages.iter().filter(|package| !package["source"].is_null());
        let sources: BTreeSet<PathBuf> = packages
            .filter_map(|package| {
                Some(Path::new(package["manifest_path"].as_str()?).ancestors().nth(2)?.to_owned())
            })
            .collect();
        let commit = tool("git", &root()).with(["log", "-1", "--format=%ct"]).try_run();
        let commit = commit.ok().filter(|ran| ran.code == Some(0)).map(|ran| ran.out.trim().to_owned());
        let time = std::env::var("SOURCE_DATE_EPOCH").ok().or(commit).unwrap_or_else(|| NO_TIME.to_owned());
        let target = metadata["target_directory"].as_str().map(PathBuf::from);
        Ok(Self {
            profile: profile.to_owned(),
            time,
            program,
            target: target.unwrap_or_else(|| root().join("target")),
            sources: sources.into_iter().collect(),
        })
    }

    /// Builds the binary. That of this machine needs no other linker than the one that Rust uses anyway.
    pub(crate) fn binary(&self, platform: &Platform) -> Result<PathBuf, String> {
        require_target(platform)?;
        let verb = if platform.is_host() { "build" } else { "zigbuild" };
        let arguments = ["--locked", "--profile", &self.profile, "--target", platform.triple];
        let (flags, path) = (self.flags(), tools::path());
        let path = path.to_string_lossy();
        cargo(
            &[&[verb, "--package", "lessonlint"], &arguments[..]].concat(),
            &[("CARGO_ENCODED_RUSTFLAGS", &flags), ("PATH", &path), ("MACOSX_DEPLOYMENT_TARGET", MACOS)],
        )?;
        let folder = if self.profile == "dev" { "debug" } else { &self.profile };
        let binary = self.target.join(platform.triple).join(folder).join(platform.program());
        self.names_no_path_of_this_machine(&binary)?;
        if platform.is_host() && platform.is_static() {
            is_static(&binary)?
        }
        Ok(binary)
    }

    /// The flags of the compiler, in the form that allows blanks in paths; whoever builds further
    /// with other flags builds everything again.
    pub(crate) fn flags(&self) -> String {
        let mut replaced = vec![(root(), "lessonlint")];
        replaced.extend(self.sources.iter().map(|folder| (folder.clone(), "crates")));
        let flags =
            replaced.iter().map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
        flags.collect::<Vec<_>>().join("\u{1f}")
    }

    fn names_no_path_of_this_machine(&self, binary: &Path) -> Result<(), String> {
        let bytes = read(binary)?;
        let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(""));
        let paths =
            self.sources.iter().cloned().chain([root()]).chain(home.filter(|home| home != Path::new("/")));
        for path in paths.map(|path| path.display().to_string()) {
            if let Some(at) = bytes.windows(path.len()).position(|piece| piece == path.as_bytes()) {
                let piece = String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 120)]);
                return Err(format!("{} names a path of this machine: {piece}", binary.display()));
            }
        }
        Ok(())
    }
}

/// What cargo knows of the workspace; with a platform, only of the packages that it needs there.
pub(crate) fn metadata(platform: Option<&Platform>) -> Result<Value, String> {
    let mut arguments = vec!["metadata", "--format-version", "1", "--locked"];
    arguments.extend(platform.iter().flat_map(|platform| ["--filter-platform", platform.triple]));
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let printed = tools::program_at(Path::new(&cargo), &root()).with(arguments).run()?;
    serde_json::from_str(&printed).map_err(|error| format!("what cargo metadata prints is no JSON: {error}"))
}

fn require_target(platform: &Platform) -> Result<(), String> {
    let asked = ["--print", "target-libdir", "--target", platform.triple];
    let folder = tool("rustc", &root()).with(asked).run()?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    let triple = platform.triple;
    Err(format!(
        "Rust's library for {triple} is not installed: `rustup target add {triple}`, or {}",
        tools::SETUP
    ))
}

fn is_static(binary: &Path) -> Result<(), String> {
    let ran = tool("ldd", &root()).with([binary]).try_run()?;
    let said = ran.out + &ran.err;
    if said.contains("statically linked") || said.contains("not a dynamic executable") {
        return Ok(());
    }
    Err(format!("{} needs libraries of the system:\n{said}", binary.display()))
}

/// What the program prints about itself; it is the same on every platform.
pub(crate) struct Printed {
    /// The manual page.
    pub(crate) manual: String,
    /// Completions, by the shell's name.
    pub(crate) completions: Vec<(&'static str, String)>,
}

impl Printed {
    /// By a binary that runs here.
    pub(crate) fn by(binary: &Path) -> Result<Self, String> {
        let print = |arguments: [&str; 2]| tools::program_at(binary, &root()).with(arguments).run();
        let shells = ["bash", "elvish", "fish", "powershell", "zsh"];
        let completions = shells.into_iter().map(|shell| Ok((shell, print(["completions", shell])?)));
        Ok(Self {
            manual: print(["man", "--format=roff"])?,
            completions: completions.collect::<Result<_, String>>()?,
        })
    }

    /// The completions for a shell.
    pub(crate) fn completion(&self, shell: &str) -> &str {
        let found = self.completions.iter().find(|(name, _)| *name == shell);
        found.map_or("", |(_, text)| text)
    }
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file, and makes the folders on the way.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

/// Copies a file with its permissions, and makes the folders on the way.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::copy(from, to).map(drop).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}
