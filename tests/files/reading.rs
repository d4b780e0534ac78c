//! Files that the system does not give, and names that are hard to print.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

use lessonlint_tests::{Folder, command};

use crate::with_hole;

const GOOD: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");

/// The paths of a report with what became of each.
fn outcomes(report: &serde_json::Value) -> Vec<String> {
    let files = report["files"].as_array().unwrap().iter();
    files.map(|file| format!("{} {}", file["path"], file["outcome"]).replace('"', "")).collect()
}

/// Runs as a user to whom permissions mean something: root reads everything.
fn run_unprivileged(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("lessonlint");
    fs::copy(command().get_program(), &program).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder.path());
    if Command::new("id").arg("-u").output().unwrap().stdout == b"0\n" {
        command.uid(65534).gid(65534);
    }
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_may_not_be_read_is_said_and_the_rest_is_read() {
    let folder = Folder::new()
        .file("closed.yaml", GOOD)
        .file("locked/inside.yaml", GOOD)
        .file("open.yaml", with_hole());
    let close = |path: &str| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(0o000)).unwrap();
    };
    close("closed.yaml");
    close("locked");
    let (code, out, err) = run_unprivileged(&folder, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(code, Some(2), "{err}");
    assert_eq!(outcomes(&report), ["closed.yaml unreadable", "locked unreadable", "open.yaml linted"]);
    let codes = report["findings"].as_array().unwrap().iter().map(|finding| &finding["code"]);
    assert_eq!(codes.collect::<Vec<_>>(), ["E010", "E010", "R001"]);
    let (code, out, _) = run_unprivileged(&folder, &["check"]);
    assert_eq!(code, Some(2));
    assert_eq!(out.matches("cannot be read: Permission denied").count(), 2, "{out}");
    fs::set_permissions(folder.path().join("locked"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn links_lead_nowhere_twice() {
    let folder = Folder::new().file("lessons/one.yaml", with_hole());
    let link = |to: &str, at: &str| symlink(to, folder.path().join(at)).unwrap();
    link("one.yaml", "lessons/again.yaml");
    link("..", "lessons/up");
    link("circle", "circle");
    link("nowhere.yaml", "lessons/dangling.yaml");
    let ran = folder.run(&["check", "--format", "json"]);
    let seen = ["lessons/again.yaml skipped", "lessons/dangling.yaml skipped", "lessons/one.yaml linted"];
    assert_eq!((ran.code, outcomes(&ran.json())), (Some(1), seen.map(str::to_owned).to_vec()));
    let ran =
        folder.run(&["check", "circle", "lessons/dangling.yaml", "lessons/again.yaml", "--format", "json"]);
    let seen = ["circle unreadable", "lessons/again.yaml linted", "lessons/dangling.yaml unreadable"];
    assert_eq!((ran.code, outcomes(&ran.json())), (Some(2), seen.map(str::to_owned).to_vec()));
}

#[test]
fn a_pipe_is_not_waited_for() {
    let folder = Folder::new().file("one.yaml", GOOD);
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe.yaml")).status().unwrap().success());
    for arguments in [&["check"][..], &["check", "pipe.yaml"], &["check", "--fix-scaffold"], &["matrix"]] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!((ran.out + &ran.err).contains("it is no regular file"), "{arguments:?}");
    }
}

#[test]
fn names_of_any_bytes_are_shown_harmless() {
    let names: [&[u8]; 5] = [
        b"with space.yaml",
        b"new\nline.yaml",
        b"\xff\xfe.yaml",
        b"esc\x1b[31m.yaml",
        "ü\u{202e}.yaml".as_bytes(),
    ];
    let folder =
        names.iter().fold(Folder::new(), |folder, name| folder.file(OsStr::from_bytes(name), with_hole()));
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.out.matches("error R001").count(), names.len(), "{}", ran.out);
    assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{:?}", ran.out);
    assert!(!ran.out.lines().any(|line| line.starts_with("line.yaml")), "{}", ran.out);
    let report = folder.run(&["check", "--format", "json"]).json();
    assert_eq!(report["summary"]["lessons"], names.len());
    assert!(folder.run(&["matrix"]).out.lines().all(|line| !line.starts_with("line.yaml")));
    let fixed = folder.run(&["check", "--fix-scaffold"]);
    assert_eq!((fixed.code, fixed.err.as_str()), (Some(1), ""));
    for name in names {
        assert_eq!(folder.read(OsStr::from_bytes(name)), crate::with_stub());
    }
}

#[test]
fn a_file_that_vanishes_is_said() {
    let folder =
        (0..300).fold(Folder::new(), |folder, number| folder.file(format!("{number:03}.yaml"), GOOD));
    let mut child = command();
    let child = child.args(["check", "--format", "json"]).current_dir(folder.path());
    let child = child.stdout(std::process::Stdio::piped()).spawn().unwrap();
    for number in (0..300).rev() {
        fs::remove_file(folder.path().join(format!("{number:03}.yaml"))).unwrap();
    }
    let output = child.wait_with_output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let gone = outcomes(&report).iter().filter(|outcome| outcome.ends_with("unreadable")).count();
    let due = if gone > 0 || report["files"].as_array().unwrap().is_empty() { 2 } else { 0 };
    assert_eq!(output.status.code(), Some(due), "{gone} files vanished");
}
