//! Fixes, written beside and put in place.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::process::Command;

use lessonlint_tests::{Folder, Ran, command};

use crate::{with_hole, with_stub};

const FIX: [&str; 2] = ["check", "--fix-scaffold"];

/// Nothing but what was there before may lie in the folder.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn assert_refused(folder: &Folder, ran: &Ran, why: &str) {
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains(why), "{}", ran.err);
    assert_eq!(folder.read("one.yaml"), with_hole());
    assert!(ran.out.contains("R001"), "the report is not whole: {}", ran.out);
}

#[test]
fn permissions_are_kept() {
    for mode in [0o600, 0o644, 0o755, 0o664] {
        let folder = Folder::new().file("one.yaml", with_hole());
        let path = folder.path().join("one.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let owner = fs::metadata(&path).unwrap().uid();
        assert_eq!(folder.run(&FIX).code, Some(1));
        assert_eq!(folder.read("one.yaml"), with_stub());
        let metadata = fs::metadata(&path).unwrap();
        assert_eq!((metadata.permissions().mode() & 0o777, metadata.uid()), (mode, owner));
        assert_eq!(names(&folder), ["one.yaml"]);
    }
}

#[test]
fn a_read_only_file_is_left_alone_and_the_others_are_fixed() {
    let folder = Folder::new().file("one.yaml", with_hole()).file("two.yaml", with_hole());
    fs::set_permissions(folder.path().join("one.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    let ran = folder.run(&FIX);
    assert_refused(&folder, &ran, "one.yaml is read-only and was not changed");
    assert_eq!(folder.read("two.yaml"), with_stub());
}

#[test]
fn messages_are_harmless_whatever_a_file_is_called() {
    let folder = Folder::new().file("esc\u{1b}[2J\n.yaml", with_hole());
    fs::set_permissions(folder.path().join("esc\u{1b}[2J\n.yaml"), fs::Permissions::from_mode(0o444))
        .unwrap();
    let ran = folder.run(&FIX);
    assert_eq!((ran.code, ran.err.lines().count()), (Some(2), 2));
    assert!(ran.err.starts_with("error: esc␛[2J␊.yaml is read-only"), "{:?}", ran.err);
}

#[test]
fn a_link_is_followed_inside_the_root_and_refused_outside() {
    let outside = Folder::new().file("target.yaml", with_hole());
    let folder = Folder::new().file("one.yaml", with_hole()).file("kept/two.yaml", with_hole());
    let target = outside.path().join("target.yaml");
    symlink(&target, folder.path().join("out.yaml")).unwrap();
    symlink("kept/two.yaml", folder.path().join("in.yaml")).unwrap();
    let ran = folder.run(&[&FIX[..], &["out.yaml", "in.yaml"]].concat());
    assert_refused(&folder, &ran, "out.yaml is a link out of");
    assert_eq!(fs::read_to_string(&target).unwrap(), with_hole());
    assert_eq!(folder.read("kept/two.yaml"), with_stub());
    assert!(fs::symlink_metadata(folder.path().join("in.yaml")).unwrap().is_symlink());
    assert_eq!(outside.run(&FIX).code, Some(1));
    assert_eq!(fs::read_to_string(&target).unwrap(), with_stub());
}

/// A limit on the size of files stands for a disk that is full: writing fails midway.
#[test]
fn a_disk_that_is_full_leaves_the_file_as_it_was() {
    let folder = Folder::new().file("one.yaml", with_hole());
    let program = command().get_program().to_owned();
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" check --fix-scaffold"]).arg(program);
    let output = shell.current_dir(folder.path()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert_refused(&folder, &ran, "one.yaml cannot be written: ");
    assert_eq!(names(&folder), ["one.yaml"]);
}

#[test]
fn output_that_cannot_be_written_is_said() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        return eprintln!("skipped: there is no /dev/full here");
    };
    let folder = Folder::new().file("one.yaml", with_hole());
    let mut command = command();
    let output = command.arg("check").current_dir(folder.path()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: the output cannot be written: "), "{said}");
}

#[test]
fn standard_input_is_never_written() {
    let folder = Folder::new();
    let ran =
        folder.run_with(&[&FIX[..], &["-", "--stdin-filename", "one.yaml"]].concat(), with_hole().as_bytes());
    assert_eq!((ran.code, names(&folder)), (Some(1), Vec::new()));
    let ran = folder.run_with(&[&FIX[..], &["-", "--diff"]].concat(), with_hole().as_bytes());
    assert!(ran.out.contains("\n+        sourdough: \"TODO"), "{}", ran.out);
}
