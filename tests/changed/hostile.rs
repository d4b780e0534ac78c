//! Neither a revision nor what a repository configures runs anything.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::repository::{Repository, lessons, marker, paths};
use crate::{LESSON, other, with_hole};

#[test]
fn a_revision_is_never_an_option_or_a_command() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let before: Vec<_> =
        fs::read_dir(repository.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    for (revision, said) in [
        ("--output=x", "it begins with `-`"),
        ("-h", "it begins with `-`"),
        ("--", "it begins with `-`"),
        ("--end-of-options", "it begins with `-`"),
        ("", "it is empty"),
        (" ", "it is empty"),
        ("main\nHEAD", "a line end or another control character"),
        ("HEAD; rm -f one.yaml", "there is no commit"),
        ("$(rm one.yaml)", "there is no commit"),
        ("HEAD --output=x", "there is no commit"),
        ("main --not topic", "there is no commit"),
    ] {
        let ran = repository.check(&["--changed-since", revision]);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{revision:?}: {ran:?}");
        assert!(ran.err.contains(said), "{revision:?}: {}", ran.err);
    }
    let after: Vec<_> =
        fs::read_dir(repository.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(before, after);
}

#[test]
fn nothing_that_a_repository_configures_is_run() {
    let (folder, was_run) = marker();
    let program = folder.path().join("program");
    fs::write(&program, format!("#!/bin/sh\necho \"$0 $@\" >> '{}'\ncat\n", was_run.display())).unwrap();
    fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let repository = Repository::with(&[("one.yaml", LESSON), ("old.yaml", &other("Old"))]);
    repository.write(".gitattributes", "*.yaml filter=mine diff=mine\n*.md filter=a=b.c\n");
    repository.write("new.yaml", other("New"));
    repository.write("new.md", "# New\n");
    repository.write("one.yaml", with_hole());
    fs::rename(repository.path().join("old.yaml"), repository.path().join("moved.yaml")).unwrap();
    repository.git(&["add", "--intent-to-add", "new.md"]);
    let program = program.display().to_string();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "pager.diff",
        "diff.external",
        "diff.mine.command",
        "diff.mine.textconv",
        "filter.mine.clean",
        "filter.mine.smudge",
        "filter.a=b.c.clean",
        "core.sshCommand",
        "core.editor",
        "core.askPass",
        "credential.helper",
        "alias.diff",
        "uploadpack.packObjectsHook",
    ] {
        repository.git(&["config", key, &program]);
    }
    repository.git(&["config", "filter.mine.required", "true"]);
    let hooks = repository.path().join(".git/hooks");
    fs::create_dir_all(&hooks).unwrap();
    fs::copy(&program, hooks.join("post-index-change")).unwrap();
    // A status by itself runs some of them, so that this is seen to be able to fail.
    repository.git(&["status"]);
    assert!(was_run.exists());
    fs::remove_file(&was_run).unwrap();
    for key in ["color.ui", "color.diff"] {
        repository.git(&["config", key, "always"]);
    }
    for (key, value) in [
        ("core.quotePath", "true"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.ignoreSubmodules", "none"),
        ("diff.orderFile", "/nowhere"),
        ("status.showUntrackedFiles", "no"),
        ("core.abbrev", "4"),
    ] {
        repository.git(&["config", key, value]);
    }
    let _ = fs::remove_file(&was_run);
    let index = fs::read(repository.path().join(".git/index")).unwrap();
    let report = repository.since_main();
    let ran = fs::read_to_string(&was_run).unwrap_or_default();
    assert_eq!(ran, "", "this was run");
    assert_eq!(paths(&report), ["moved.yaml", "new.md", "new.yaml", "one.yaml"]);
    assert_eq!(lessons(&report), ["renamed moved.yaml from old.yaml", "added new.yaml", "changed one.yaml"]);
    assert_eq!(fs::read(repository.path().join(".git/index")).unwrap(), index, "the index is left alone");
}

#[test]
fn names_and_reasons_are_shown_harmless() {
    let repository = Repository::with(&[("one\n::error.yaml", LESSON)]);
    let silence = "# lessonlint-ignore-file thin-break -- \u{202e} not now\n";
    let hole = with_hole().replace("name: Sourdough", "name: \"Sour\\edough\\nSourdough\"");
    repository.write("one\n::error.yaml", format!("{silence}{hole}"));
    let reason = "reason = \"one\\ntwo\\u001b[31m\"\n";
    repository
        .write("lessonlint.toml", format!("[[suppressions]]\npath = \"a.yaml\"\nrule = \"A002\"\n{reason}"));
    let ran = repository.check(&["--changed-since", "main"]);
    assert!(ran.out.contains("Debt made since main:\n  2 suppressions\n"), "{}", ran.out);
    assert!(!(ran.out.clone() + &ran.err).contains(['\u{1b}', '\u{202e}']), "{ran:?}");
    assert!(!ran.out.lines().any(|line| line.starts_with("::") || line.starts_with("two")), "{}", ran.out);
}

#[test]
fn a_revision_is_shown_harmless() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    repository.write("one.yaml", with_hole());
    let ran = repository.check(&["--changed-since", "\u{202e}x"]);
    assert_eq!(ran.code, Some(2));
    assert!(!ran.err.contains('\u{202e}'), "{}", ran.err);
}
