//! What is in the way is said, with what to do about it.

use std::fs;
use std::os::unix::fs::symlink;

use lessonlint_tests::{Folder, Ran};

use crate::LESSON;
use crate::repository::{Repository, check_in};

/// The run could not do its work, printed nothing, and said these things.
fn refused(ran: &Ran, said: &[&str]) {
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:?}");
    for words in said {
        assert!(ran.err.contains(words), "{words:?} is not said:\n{}", ran.err);
    }
    assert!(ran.err.starts_with("error: ") && ran.err.contains("\n  help: "), "{}", ran.err);
}

#[test]
fn without_git_there_is_no_past() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let nothing = Folder::new();
    let path = nothing.path().display().to_string();
    let ran = check_in(repository.path(), &["--changed-since", "main"], &[("PATH", &path)]);
    refused(&ran, &["there is none on the PATH", "install git"]);
}

#[test]
fn an_old_git_is_told() {
    let old = Folder::new().file("git", "#!/bin/sh\necho git version 2.17.1\n");
    let program = old.path().join("git");
    fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", old.path().display());
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let ran = check_in(repository.path(), &["--changed-since", "main"], &[("PATH", &path)]);
    refused(&ran, &["needs git 2.31 or newer, and this is git version 2.17.1", "update git"]);
}

#[test]
fn outside_of_a_repository_and_without_a_working_tree() {
    let folder = Folder::new().file("one.yaml", LESSON);
    let ceiling = folder.path().parent().unwrap().display().to_string();
    let ran = check_in(folder.path(), &["--changed-since", "main"], &[("GIT_CEILING_DIRECTORIES", &ceiling)]);
    refused(&ran, &["lies in no git repository", "run lessonlint in the repository of the lessons"]);
    let bare = Repository::with(&[("one.yaml", LESSON)]).cloned(&["--bare"]);
    refused(&bare.check(&["--changed-since", "main"]), &["a repository without a working tree"]);
}

#[test]
fn a_repository_of_somebody_else() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let around = [("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")];
    let ran = check_in(repository.path(), &["--changed-since", "main"], &around);
    let top = repository.path().display().to_string();
    refused(
        &ran,
        &["belongs to somebody else", &format!("`git config --global --add safe.directory {top}`")],
    );
}

#[test]
fn a_revision_that_there_is_not() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let ran = repository.check(&["--changed-since", "mian"]);
    refused(&ran, &["there is no commit `mian` in this repository", "git log --oneline --all"]);
    let ran = repository.check(&["--changed-since", "main..topic"]);
    refused(&ran, &["there is no commit `main..topic`", "name one commit, no range"]);
    let clone = repository.cloned(&["--branch", "topic"]);
    let ran = clone.check(&["--changed-since", "main"]);
    refused(&ran, &["there is `origin/main`; did you mean that?"]);
    let ran = clone.check(&["--changed-since", "origin/mian"]);
    let fetch = "git fetch origin mian:refs/remotes/origin/mian";
    refused(
        &ran,
        &[fetch, "`fetch-depth: 0` of actions/checkout", "`GIT_DEPTH: 0`", "CI_MERGE_REQUEST_DIFF_BASE_SHA"],
    );
    // A tree and a blob are no commits.
    for revision in ["HEAD^{tree}", "HEAD:one.yaml"] {
        refused(&repository.check(&["--changed-since", revision]), &["there is no commit"]);
    }
}

#[test]
fn a_shallow_clone() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    repository.write("one.yaml", LESSON.replace("1", "2"));
    repository.commit("more");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("two.yaml", LESSON);
    repository.commit("meanwhile");
    repository.git(&["switch", "--quiet", "topic"]);
    let clone = repository.cloned(&["--depth=1", "--no-single-branch"]);
    let depth = [
        "on GitHub Actions set `fetch-depth: 0` of actions/checkout",
        "GIT_DEPTH: 0",
        "git fetch --unshallow",
    ];
    let ran = clone.check(&["--changed-since", "origin/main"]);
    refused(&ran, &[&["no commit in common in this shallow clone"][..], &depth].concat());
    let alone = repository.cloned(&["--depth=1"]);
    refused(
        &alone.check(&["--changed-since", "origin/main"]),
        &["there is no commit `origin/main`", depth[0]],
    );
    clone.git(&["fetch", "--quiet", "--unshallow"]);
    assert_eq!(clone.check(&["--changed-since", "origin/main"]).code, Some(0));
}

#[test]
fn histories_with_nothing_in_common_and_none_at_all() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    repository.git(&["switch", "--quiet", "--orphan", "apart"]);
    refused(&repository.check(&["--changed-since", "main"]), &["nothing is committed here yet"]);
    repository.commit("apart");
    refused(&repository.check(&["--changed-since", "main"]), &["no commit in common", "not related"]);
    let empty = Repository::empty();
    empty.write("one.yaml", LESSON);
    refused(&empty.check(&["--changed-since", "HEAD"]), &["nothing is committed here yet"]);
}

#[test]
fn a_partial_clone_is_not_filled_behind_the_back() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    repository.write("one.yaml", LESSON.replace("Effort", "Work"));
    repository.commit("more");
    let clone = repository.cloned(&["--filter=blob:none"]);
    let ran = clone.check(&["--changed-since", "origin/main"]);
    refused(&ran, &["partial clone", "without `--filter`"]);
}

#[test]
fn a_link_to_a_repository_is_followed() {
    let repository = Repository::with(&[("lessons/one.yaml", LESSON)]);
    repository.write("lessons/one.yaml", crate::with_hole());
    let elsewhere = Folder::new();
    symlink(repository.path(), elsewhere.path().join("link")).unwrap();
    let ran = check_in(elsewhere.path(), &["link/lessons", "--changed-since", "main"], &[]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
}
