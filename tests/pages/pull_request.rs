//! Commands for a pull request, run in one that breaks a cell, and must not pass.

use std::path::Path;
use std::process::Command;

use lessonlint_tests::{Folder, command};

const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");

/// Runs the commands in a clone in which the pull request is checked out: it breaks a cell, and with `gate` also
/// leaves the lesson out in what decides about it.
pub(crate) fn check(commands: &str, breaks: &str) -> Result<(), String> {
    let folder = Folder::new()
        .file("lessons/rise.yaml", LESSON)
        .file("lessonlint.toml", "baseline = \"lessonlint-baseline.json\"\n")
        .file("lessonlint-baseline.json", "{\"version\": 1, \"findings\": []}\n");
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    commit(folder.path());
    git(folder.path(), &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let broken = LESSON.replace("yeast: Two hours from bowl to oven", "yeast: TBD");
    let mut folder = folder.file("lessons/rise.yaml", broken);
    if breaks == "gate" {
        folder = folder
            .file("lessonlint.toml", "exclude = [\"lessons/**\"]\n")
            .file("lessons/lessonlint.toml", "exclude = [\"**\"]\n");
    }
    commit(folder.path());
    let binary = command();
    let programs = Path::new(binary.get_program()).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    let ran = shell.args(["-euc", commands]).current_dir(folder.path()).env("PATH", path).output().unwrap();
    let printed = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    if ran.status.code() == Some(1) && printed.contains("R001") {
        Ok(())
    } else {
        Err(format!("a pull request that breaks a cell should fail by it; {}:\n{printed}", ran.status))
    }
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=x"]);
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(arguments).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let ran = git.output().expect("git is there");
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
}
