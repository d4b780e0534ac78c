//! What services read of a page, checked by the programs that know its form, where `tests/clients/setup` installed
//! them.

use std::path::Path;
use std::process::Command;

use crate::programs::python;

/// Actions of our own have no hash before they are released; any other action of a page has to be pinned by one.
const PINNED: &str = "rules:
  unpinned-uses: { config: { policies: { 'lessonlint/*': any, '*': hash-pin } } }
";

/// Holds a file to its service's form, if its name says that a service reads it.
pub(crate) fn check(name: &str, folder: &Path) -> Result<(), String> {
    let path = folder.join(name);
    if name.starts_with(".github/workflows/") {
        schema("vendor.github-workflows", &path)?;
        let config = folder.join("zizmor.yml");
        std::fs::write(&config, PINNED).unwrap();
        passes(python("zizmor").map(|mut zizmor| {
            zizmor.args(["--offline", "--no-progress", "--config"]).args([&config, &path]);
            zizmor
        }))?;
    } else if name == ".gitlab-ci.yml" {
        schema("vendor.gitlab-ci", &path)?;
    } else if name == ".pre-commit-config.yaml" {
        passes(python("pre-commit").map(|mut pre_commit| {
            pre_commit.arg("validate-config").arg(&path);
            pre_commit
        }))?;
    } else {
        return Ok(());
    }
    of_this_version(&std::fs::read_to_string(&path).unwrap())
}

fn schema(schema: &str, path: &Path) -> Result<(), String> {
    passes(python("check-jsonschema").map(|mut check| {
        check.args(["--builtin-schema", schema]).arg(path);
        check
    }))
}

fn passes(command: Option<Command>) -> Result<(), String> {
    let Some(mut command) = command else { return Ok(()) };
    let output = command.output().expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&printed).into_owned()) }
}

/// Where a line names a release of ours, it is this one.
fn of_this_version(text: &str) -> Result<(), String> {
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    let named =
        |line: &&str| line.contains("lessonlint/lessonlint") || line.trim_start().starts_with("rev: ");
    let mut lines = text.lines().filter(named).filter(|line| !line.trim_start().starts_with("- repo: "));
    match lines.find(|line| !line.contains(version)) {
        Some(line) => Err(format!("`{}` names another version than {version}", line.trim())),
        None => Ok(()),
    }
}
