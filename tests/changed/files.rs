//! Which files are looked at.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use lessonlint_tests::Folder;

use crate::repository::{Repository, check_in, lessons, paths};
use crate::{LESSON, other, with_hole};

const SINCE_MAIN: [&str; 4] = ["--changed-since", "main", "--format", "json"];

#[test]
fn what_is_committed_staged_changed_and_new_is_looked_at_and_nothing_else() {
    let repository = Repository::with(&[
        ("committed.yaml", LESSON),
        ("staged.yaml", LESSON),
        ("edited.yaml", LESSON),
        ("same.yaml", &with_hole()),
        ("lessons/same.yaml", &with_hole()),
        (".gitignore", "ignored.yaml\n"),
    ]);
    repository.write("committed.yaml", with_hole());
    repository.commit("more");
    repository.write("staged.yaml", with_hole());
    repository.git(&["add", "staged.yaml"]);
    repository.write("edited.yaml", with_hole());
    repository.write("lessons/new.yaml", with_hole());
    repository.write("ignored.yaml", with_hole());
    let report = repository.since_main();
    assert_eq!(paths(&report), ["committed.yaml", "edited.yaml", "lessons/new.yaml", "staged.yaml"]);
    assert_eq!(report["summary"]["errors"], 4);
    assert_eq!(report["changes"]["since"], "main");
    assert_eq!(report["changes"]["base"], repository.git(&["rev-parse", "main"]).as_str());
}

#[test]
fn what_others_changed_meanwhile_is_not_looked_at() {
    let repository = Repository::with(&[("mine.yaml", LESSON), ("theirs.yaml", LESSON)]);
    repository.write("mine.yaml", with_hole());
    repository.commit("mine");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("theirs.yaml", with_hole());
    repository.commit("theirs");
    repository.git(&["switch", "--quiet", "topic"]);
    assert_eq!(paths(&repository.since_main()), ["mine.yaml"]);
}

#[test]
fn a_renamed_lesson_is_compared_with_what_it_was_and_a_deleted_one_is_told() {
    let repository =
        Repository::with(&[("old/one.yaml", LESSON), ("two.yaml", &other("Two")), ("notes.yaml", "a: 1\n")]);
    std::fs::create_dir(repository.path().join("new")).unwrap();
    repository.git(&["mv", "old/one.yaml", "new/one.yaml"]);
    repository.write("new/one.yaml", with_hole());
    repository.remove("two.yaml");
    repository.remove("notes.yaml");
    let report = repository.since_main();
    assert_eq!(paths(&report), ["new/one.yaml"]);
    assert_eq!(lessons(&report), ["renamed new/one.yaml from old/one.yaml", "deleted two.yaml"]);
    // Neither staged nor known to git, it is the same.
    repository.git(&["reset", "--quiet"]);
    assert_eq!(repository.since_main(), report);
    assert_eq!(repository.git(&["diff", "--cached", "--name-only"]), "", "the index is left alone");
    // From within a folder, what moved out of it is gone, and what moved into it is renamed.
    let within = |path: &str| repository.check(&[&[path][..], &SINCE_MAIN].concat()).json();
    assert_eq!(lessons(&within("new")), ["renamed new/one.yaml from old/one.yaml"]);
    assert_eq!(lessons(&within("old")), ["deleted old/one.yaml"]);
}

#[test]
fn a_lesson_that_is_none_any_more_or_is_left_out_is_gone() {
    let repository = Repository::with(&[
        ("lessonlint.toml", "exclude = [\"attic\"]\n"),
        ("one.yaml", LESSON),
        ("two.yaml", &other("Two")),
        ("notes.yaml", "a: 1\n"),
    ]);
    repository.write("one.yaml", "a: 1\nb: 2\n");
    repository.write("notes.yaml", other("Notes"));
    std::fs::create_dir(repository.path().join("attic")).unwrap();
    repository.git(&["mv", "two.yaml", "attic/two.yaml"]);
    let report = repository.since_main();
    assert_eq!(lessons(&report), ["added notes.yaml", "deleted one.yaml", "deleted two.yaml"]);
    repository.commit("more");
    repository.git(&["branch", "--force", "main"]);
    repository.remove("notes.yaml");
    symlink("attic/two.yaml", repository.path().join("notes.yaml")).unwrap();
    assert_eq!(
        lessons(&repository.since_main()),
        ["deleted notes.yaml"],
        "what a link leads to is no lesson here"
    );
}

#[test]
fn only_what_lies_below_the_paths_is_looked_at() {
    let repository = Repository::with(&[("a/one.yaml", LESSON), ("b/two.yaml", LESSON), ("c.yaml", LESSON)]);
    for path in ["a/one.yaml", "b/two.yaml", "c.yaml"] {
        repository.write(path, with_hole());
    }
    let looked_at = |given: &[&str]| paths(&repository.check(&[given, &SINCE_MAIN].concat()).json());
    assert_eq!(looked_at(&["a"]), ["a/one.yaml"]);
    assert_eq!(looked_at(&["c.yaml", "b"]), ["b/two.yaml", "c.yaml"]);
    assert_eq!(looked_at(&["a/../a/one.yaml"]), ["a/one.yaml"]);
    let inside = check_in(&repository.path().join("a"), &SINCE_MAIN, &[]);
    assert_eq!(paths(&inside.json()), ["one.yaml"]);
    let from_outside = Folder::new();
    let whole = repository.path().join("a").display().to_string();
    let ran = check_in(from_outside.path(), &[&[&*whole][..], &SINCE_MAIN].concat(), &[]);
    assert_eq!(ran.json()["summary"]["lessons"], 1, "{ran:?}");
}

#[test]
fn a_named_file_that_did_not_change_is_left_out_and_one_that_is_not_there_is_said() {
    let repository = Repository::with(&[("one.yaml", &with_hole()), ("gone.yaml", LESSON)]);
    let ran = repository.check(&["one.yaml", "--changed-since", "main"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = repository.check(&["nowhere.yaml", "--changed-since", "main"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.out.contains("E010"), "{}", ran.out);
    repository.remove("gone.yaml");
    let ran = repository.check(&[&["gone.yaml"][..], &SINCE_MAIN].concat());
    assert_eq!((ran.code, lessons(&ran.json())), (Some(0), vec!["deleted gone.yaml".to_owned()]));
    assert_eq!(ran.err, "", "a lesson changed: it is gone");
    let ran = repository.check(&["gone.yaml", "--changed-since", "main"]);
    assert!(
        ran.out.contains("  gone.yaml\n    the lesson is gone: 2 regimes by 3 dimensions, 6 cells\n"),
        "{}",
        ran.out
    );
}

#[test]
fn there_may_rightly_be_no_lesson() {
    let repository = Repository::with(&[("one.yaml", &with_hole()), ("notes.txt", "Nothing.\n")]);
    let ran = repository.check(&["--changed-since", "main"]);
    assert_eq!((ran.code, &*ran.out), (Some(0), "0 lessons, no findings (0 files looked at)\n"));
    let base = repository.git(&["rev-parse", "--short=12", "main"]);
    assert_eq!(ran.err, format!("no lesson here changed since main (merge base {base})\n"));
    repository.write("notes.txt", "Nothing more.\n");
    let ran = repository.check(&["--changed-since", "main"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.starts_with("no lesson here changed since main"), "{}", ran.err);
    // Without the option it is still an error that there is none.
    assert_eq!(Repository::with(&[("notes.txt", "Nothing.\n")]).check(&["."]).code, Some(2));
}

#[test]
fn include_exclude_and_ignore_files_hold_as_ever() {
    let config = "include = [\"lessons/**\"]\nexclude = [\"lessons/old\"]\n";
    let repository = Repository::with(&[("course/lessonlint.toml", config), ("README.md", "# Read me\n")]);
    for path in ["in.yaml", "old/out.yaml", "ignored.yaml"] {
        repository.write(Path::new("course/lessons").join(path), with_hole());
    }
    repository.write("course/elsewhere.yaml", with_hole());
    repository.write("course/lessons/.lessonlintignore", "ignored.yaml\n");
    repository.commit("more");
    let report = repository.since_main();
    let looked_at: Vec<String> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {}", file["path"].as_str().unwrap(), file["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        looked_at,
        ["elsewhere.yaml skipped", "lessons/in.yaml linted", "lessons/old/out.yaml skipped"]
    );
    assert_eq!(lessons(&report), ["added lessons/in.yaml"]);
}

#[test]
fn names_of_any_bytes_are_found() {
    let names: [&[u8]; 7] = [
        b"with space.yaml",
        b"new\nline.yaml",
        b"\xff\xfe.yaml",
        b"tab\tand \"quotes\" 'too'.yaml",
        b"-n.yaml",
        b":(glob)*.yaml",
        "\u{fc}b\u{e9}r.yaml".as_bytes(),
    ];
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let write = |prefix: &[u8], text: &str| {
        for name in names {
            repository.write(Path::new("lessons").join(OsStr::from_bytes(&[prefix, name].concat())), text);
        }
    };
    write(b"", &with_hole());
    assert_eq!(repository.since_main()["summary"]["errors"], names.len(), "new");
    repository.commit("more");
    assert_eq!(repository.since_main()["summary"]["errors"], names.len(), "committed");
    repository.git(&["branch", "--force", "main"]);
    assert_eq!(repository.since_main()["summary"]["files"], 0);
    write(b"", LESSON);
    let report = repository.since_main();
    assert_eq!(report["summary"]["lessons"], names.len(), "edited");
    let gained = report["changes"]["lessons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lesson| lesson["gained"].as_array().unwrap().len());
    assert_eq!(gained.sum::<usize>(), names.len(), "each is compared with itself");
}

#[test]
fn a_copied_repository_and_touched_files_are_no_change() {
    let repository = Repository::with(&[("one.yaml", &with_hole()), ("two.yaml", &with_hole())]);
    repository.write("one.yaml", with_hole());
    assert_eq!(paths(&repository.since_main()), Vec::<String>::new());
}

#[test]
fn a_worktree_a_detached_head_and_a_branch_of_one_name_with_a_file_will_do() {
    let repository = Repository::with(&[("one.yaml", LESSON), ("main", "a file\n")]);
    repository.git(&["worktree", "add", "--quiet", "--detach", "beside", "main"]);
    repository.write("beside/one.yaml", with_hole());
    let beside = repository.path().join("beside");
    assert!(beside.join(".git").is_file());
    assert_eq!(paths(&check_in(&beside, &SINCE_MAIN, &[]).json()), ["one.yaml"]);
    assert_eq!(paths(&repository.since_main()), Vec::<String>::new());
    repository.git(&["switch", "--quiet", "--detach", "topic"]);
    repository.write("one.yaml", with_hole());
    assert_eq!(paths(&repository.since_main()), ["one.yaml"]);
    let commit = repository.git(&["rev-parse", "main"]);
    for revision in [&*commit, &commit[..9], "HEAD", "topic~0", "@{0}"] {
        let ran = repository.check(&["--changed-since", revision]);
        assert_eq!(ran.code, Some(1), "{revision}: {ran:?}");
    }
}

#[test]
fn during_a_merge_both_sides_count() {
    let repository = Repository::with(&[("one.yaml", LESSON), ("gone.yaml", &other("Gone"))]);
    repository.write("one.yaml", LESSON.replace("sourdough", "sour-dough"));
    repository.write("gone.yaml", other("Gone") + "# more\n");
    repository.commit("ours");
    repository.git(&["switch", "--quiet", "--create", "theirs", "main"]);
    repository.write("one.yaml", LESSON.replace("sourdough", "leaven"));
    repository.remove("gone.yaml");
    repository.write("new.yaml", with_hole());
    repository.commit("theirs");
    repository.git(&["switch", "--quiet", "topic"]);
    assert_eq!(repository.try_git(&["merge", "theirs"]).0, Some(1), "there is a conflict");
    let report = repository.since_main();
    assert_eq!(paths(&report), ["gone.yaml", "new.yaml", "one.yaml"]);
}

#[test]
fn another_repository_below_is_said_and_not_compared() {
    let other = Repository::with(&[("theirs.yaml", &with_hole())]);
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    let url = other.path().display().to_string();
    repository.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        &url,
        "vendor/other",
    ]);
    repository.commit("a submodule");
    repository.write("one.yaml", with_hole());
    let ran = repository.check(&SINCE_MAIN);
    assert_eq!((ran.code, paths(&ran.json())), (Some(1), vec!["one.yaml".to_owned()]));
    assert!(ran.err.contains("1 file in vendor/other not looked at"), "{}", ran.err);
    let inside = check_in(&repository.path().join("vendor/other"), &["--changed-since", "HEAD"], &[]);
    assert_eq!(inside.code, Some(0), "{inside:?}");
    let both = repository.check(&["--changed-since", "HEAD", "vendor/other", "one.yaml"]);
    assert_eq!(both.code, Some(2), "{both:?}");
    assert!(both.err.contains("one.yaml lies outside of the repository at"), "{}", both.err);
}

#[test]
fn a_hook_tells_git_where_it_is() {
    let repository = Repository::with(&[("lessons/one.yaml", LESSON)]);
    repository.write("lessons/one.yaml", with_hole());
    let around = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index"), ("GIT_GLOB_PATHSPECS", "1")];
    let ran = check_in(repository.path(), &[&["lessons"][..], &SINCE_MAIN].concat(), &around);
    assert_eq!((ran.code, paths(&ran.json())), (Some(1), vec!["lessons/one.yaml".to_owned()]));
}

#[test]
fn standard_input_has_no_past() {
    let ran = Repository::with(&[("one.yaml", LESSON)]).check(&["-", "--changed-since", "main"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("standard input is none"), "{}", ran.err);
}
