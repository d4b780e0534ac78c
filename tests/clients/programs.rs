//! Where the programs lie that `tests/clients/setup` installs.

use std::path::PathBuf;
use std::process::{Command, Output};

use lessonlint_tests::root;

/// A program from Python's packages.
pub(crate) fn python(name: &str) -> Option<Command> {
    installed("python/bin").map(|folder| Command::new(folder.join(name))).filter(is_there(name))
}

/// A program from node's packages.
pub(crate) fn node(name: &str) -> Option<Command> {
    installed("node_modules/.bin").map(|folder| Command::new(folder.join(name))).filter(is_there(name))
}

/// A script of ours for node, which finds the installed packages.
pub(crate) fn script(name: &str) -> Option<Command> {
    let packages = installed("node_modules")?;
    let mut command = Command::new("node");
    command.arg(root().join("tests/clients").join(name)).env("NODE_PATH", packages);
    Some(command)
}

/// A program of the system.
pub(crate) fn system(name: &str) -> Option<Command> {
    let found = std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(name).is_file()));
    if !found {
        skip(name);
    }
    found.then(|| Command::new(name))
}

/// Runs a program and demands that it ends well; what it printed.
pub(crate) fn passes(command: &mut Command) -> String {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    let printed = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?} ended with {status}:\n{printed}");
    printed
}

fn installed(below: &str) -> Option<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = target.join("clients").join(below);
    if !folder.is_dir() {
        skip(below);
        return None;
    }
    Some(folder)
}

fn is_there(name: &str) -> impl Fn(&Command) -> bool {
    move |command| {
        let there = PathBuf::from(command.get_program()).exists();
        if !there {
            skip(name);
        }
        there
    }
}

/// Says that a test cannot run for want of a program; fails where that is not allowed.
fn skip(what: &str) {
    assert!(
        std::env::var_os("LESSONLINT_CLIENTS").is_none_or(|value| value != "required"),
        "{what} is not installed; run tests/clients/setup"
    );
    eprintln!("skipped: {what} is not installed; tests/clients/setup installs it");
}
