//! `cargo xtask dist`: the files of a release.

mod build;
mod check;
mod debian;
mod licences;
mod packages;
mod platforms;
mod tools;
mod wheel;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use self::build::{Build, Printed};
use self::packages::Parts;
use self::platforms::{PLATFORMS, Platform};
use self::tools::tool;
use self::wheel::Wheel;
use crate::codegen::{children, files_below};
use crate::root;

/// The list of the finished files with their checksums.
const SUMS: &str = "SHA256SUMS";

/// What the command line asks for.
struct Asked {
    platforms: Vec<&'static Platform>,
    out: PathBuf,
    profile: String,
    check: bool,
}

pub(crate) fn run(arguments: &[&str]) -> Result<(), String> {
    let asked = Asked::of(arguments)?;
    let mut programs = vec!["maturin", "wheel", "npm", "node", "dpkg-deb", "tar", "gzip", "cc", "ldd"];
    programs.extend(["sha256sum", "md5sum", "chmod", "cp", "date", "touch", "rustc"]);
    if asked.platforms.iter().any(|platform| !platform.is_host()) {
        programs.push("cargo-zigbuild");
    }
    if asked.platforms.iter().any(|platform| platform.is_windows()) {
        programs.push("zip");
    }
    if asked.check {
        programs.extend(check::PROGRAMS);
    }
    tools::require(&programs)?;
    let made_before = made_before(&asked.out)?;
    // What cannot be written to is told before minutes of building.
    fs::create_dir_all(&asked.out).map_err(|error| format!("{}: {error}", asked.out.display()))?;
    let build = Build::new(&asked.profile)?;
    let parts = build.target.join("dist-parts");
    let finished = parts.join("finished");
    empty(&parts)?;
    empty(&finished)?;
    make(&asked, &build, &parts, &finished)?;
    give_out(&finished, &asked.out, &made_before)?;
    for file in children(&asked.out)? {
        let size = fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?.len();
        println!("{size:>10}  {}", file.display());
    }
    if asked.check { check::run(&asked.out, &asked.platforms) } else { Ok(()) }
}

impl Asked {
    fn of(arguments: &[&str]) -> Result<Self, String> {
        let host = platforms::host()?;
        let mut asked = Self {
            platforms: vec![],
            out: root().join("target/dist"),
            profile: String::from("published"),
            check: false,
        };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{option} needs a value\n{}", crate::USAGE));
            match *option {
                "--all" => asked.platforms = PLATFORMS.iter().collect(),
                "--check" => asked.check = true,
                "--profile" => asked.profile = (*value()?).to_owned(),
                "--target" => asked.platforms.push(platforms::named(value()?)?),
                "--out" => {
                    let out = value()?;
                    asked.out = std::path::absolute(out).map_err(|error| format!("{out}: {error}"))?;
                }
                option => return Err(format!("dist has no option `{option}`\n{}", crate::USAGE)),
            }
        }
        if asked.platforms.is_empty() {
            asked.platforms.push(host);
        }
        if asked.check && !asked.platforms.iter().any(|platform| platform.is_host()) {
            return Err(format!("--check runs what is built for this machine: add --target {}", host.triple));
        }
        asked.platforms.sort_by_key(|platform| (!platform.is_host(), platform.triple));
        asked.platforms.dedup_by_key(|platform| platform.triple);
        Ok(asked)
    }
}

/// Builds and packs for every platform. The binary of this machine is always built: it prints what goes
/// into every package.
fn make(asked: &Asked, build: &Build, parts: &Path, finished: &Path) -> Result<(), String> {
    let host = platforms::host()?;
    eprintln!("{}", host.triple);
    let here = build.binary(host)?;
    let printed = Printed::by(&here)?;
    let wheel = Wheel::new(build, host, &parts.join("wheel"))?;
    for platform in &asked.platforms {
        if !platform.is_host() {
            eprintln!("{}", platform.triple);
        }
        let binary = if platform.is_host() { here.clone() } else { build.binary(platform)? };
        let folder = parts.join(platform.triple);
        Parts { build, platform, binary: &binary, printed: &printed, wheel: &wheel, folder, finished }
            .pack()?;
    }
    packages::npm_main(build, &parts.join("npm"), finished)?;
    let names: Vec<OsString> =
        children(finished)?.iter().filter_map(|file| file.file_name().map(OsString::from)).collect();
    let sums = tool("sha256sum", finished).with(names).run()?;
    build::write(&finished.join(SUMS), sums)
}

/// What an earlier run put into a folder. Anything else there is not ours to remove, and must not be
/// taken for a part of the release.
fn made_before(out: &Path) -> Result<Vec<PathBuf>, String> {
    let there = if out.exists() { children(out)? } else { vec![] };
    let list = fs::read_to_string(out.join(SUMS)).unwrap_or_default();
    let names = list.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name);
    let ours: Vec<PathBuf> = names.chain([SUMS]).map(|name| out.join(name)).collect();
    let foreign: Vec<String> =
        there.iter().filter(|path| !ours.contains(path)).map(|path| path.display().to_string()).collect();
    if foreign.is_empty() {
        return Ok(there);
    }
    Err(format!(
        "the folder for what is released holds something else; move it away, or name another with --out:\n  {}",
        foreign.join("\n  ")
    ))
}

/// Puts the finished files into the folder that was asked for. The list goes first: where this is
/// stopped half way, the next run knows what it may replace.
fn give_out(finished: &Path, out: &Path, made_before: &[PathBuf]) -> Result<(), String> {
    for file in made_before {
        fs::remove_file(file).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let rest = files_below(finished);
    let files = std::iter::once(finished.join(SUMS)).chain(rest);
    files.into_iter().try_for_each(|file| build::copy(&file, &out.join(file.file_name().unwrap_or_default())))
}

/// Makes a folder of ours anew.
fn empty(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_comes_first_and_each_platform_once() {
        let asked = Asked::of(&["--all", "--target", "x86_64-apple-darwin"]).unwrap();
        assert_eq!(asked.platforms.len(), PLATFORMS.len());
        assert!(asked.platforms[0].is_host());
        let asked = Asked::of(&[]).unwrap();
        assert!(asked.platforms.len() == 1 && asked.platforms[0].is_host());
    }

    #[test]
    fn what_is_mistyped_is_told() {
        for (arguments, told) in [
            (&["--target", "arm"][..], "aarch64-apple-darwin"),
            (&["--target"], "--target needs a value"),
            (&["--alll"], "dist has no option `--alll`"),
            (&["--check", "--target", "x86_64-pc-windows-gnu"], "add --target "),
        ] {
            assert!(Asked::of(arguments).err().unwrap().contains(told));
        }
    }

    #[test]
    fn nothing_is_removed_that_dist_did_not_make() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a folder");
        let finished = folder.path().join("finished");
        build::write(&finished.join("a.tar.gz"), "a").unwrap();
        build::write(&finished.join(SUMS), "0  a.tar.gz\n0  b.whl\n").unwrap();
        assert_eq!(made_before(&out).unwrap(), Vec::<PathBuf>::new());
        give_out(&finished, &out, &[]).unwrap();
        // The second run replaces what the first one gave, and notes stay where they are.
        build::write(&out.join("b.whl"), "old").unwrap();
        let before = made_before(&out).unwrap();
        give_out(&finished, &out, &before).unwrap();
        assert_eq!(children(&out).unwrap().len(), 2);
        build::write(&out.join("notes.txt"), "mine").unwrap();
        assert!(made_before(&out).unwrap_err().contains("notes.txt"));
        assert!(out.join("notes.txt").exists());
    }
}
