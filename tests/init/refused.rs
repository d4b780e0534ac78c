//! What `init` does not do: write over something, write unasked, or be silent where there is nothing.

use std::fs;
use std::process::Stdio;

use lessonlint_tests::{Folder, Ran, command};

use crate::{LESSON, MARKDOWN};

fn said(ran: &Ran, code: i32, parts: &[&str]) {
    assert_eq!(ran.code, Some(code), "{ran:?}");
    for part in parts {
        assert!(ran.err.contains(part), "{part} in {}", ran.err);
    }
}

/// Nothing was written.
fn untouched(folder: &Folder) {
    for name in ["lessonlint.toml", "lessonlint-baseline.json"] {
        assert!(!folder.path().join(name).exists(), "{name}");
    }
}

#[test]
fn nothing_is_written_unasked() {
    let folder = Folder::new().file("a.md", MARKDOWN);
    let ran = folder.run(&["init"]);
    said(&ran, 2, &["nothing was written, for there is no terminal to ask on", "`--yes`"]);
    assert!(ran.out.contains("lessonlint.toml:\n"), "{}", ran.out);
    untouched(&folder);
    said(&folder.run_with(&["init"], b"y\n"), 2, &["no terminal"]);
    said(&folder.run(&["init", "--dry-run"]), 0, &[]);
    said(&folder.run(&["init", "--dry-run", "--yes"]), 2, &[]);
    untouched(&folder);
}

#[test]
fn a_closed_pipe_does_not_keep_it_from_writing() {
    let folder = Folder::new().file("a.md", MARKDOWN);
    let mut init = command();
    init.args(["init", "--yes"]).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = init.spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
    assert!(folder.path().join("lessonlint.toml").exists());
}

#[test]
fn what_is_there_stays_as_it_is() {
    for name in ["lessonlint.toml", "lessonlint-baseline.json"] {
        let folder = Folder::new().file("course/a.md", MARKDOWN).file(name, "mine");
        said(&folder.run(&["init", "--yes"]), 2, &[name, "is there already", "help: "]);
        assert_eq!(folder.read(name), "mine");
        said(&folder.run(&["init", "--dry-run"]), 0, &[]);
    }
    // One above holds here, too.
    let folder = Folder::new().file("course/a.md", MARKDOWN).file("lessonlint.toml", "");
    said(&folder.run(&["init", "--yes", "course"]), 2, &["lessonlint.toml is there already"]);
    assert!(!folder.path().join("course/lessonlint.toml").exists());
    let folder =
        Folder::new().file("a.md", MARKDOWN).file("course/b.md", MARKDOWN).file("course/lessonlint.toml", "");
    said(&folder.run(&["init", "--yes"]), 0, &["1 file is left to another lessonlint.toml"]);
    assert_eq!(folder.read("course/lessonlint.toml"), "");
}

#[test]
fn a_folder_without_lessons_says_so() {
    let folder = Folder::new().file("README.md", "# A plan\n\nNothing yet.\n");
    said(&folder.run(&["init", "--yes"]), 2, &["no lesson found in 1 file: 1 not a lesson"]);
    said(&Folder::new().run(&["init", "--yes"]), 2, &["no lesson found: there is no .yaml"]);
    said(&folder.run(&["init", "nowhere"]), 2, &["nowhere is no folder"]);
    said(&folder.run(&["init", "README.md"]), 2, &["README.md is no folder"]);
    untouched(&folder);
    // All that there is cannot be read.
    let broken = Folder::new().file("a.yaml", LESSON.replacen("title: What", "title: \"What", 1));
    said(&broken.run(&["init", "--yes"]), 2, &["a.yaml:2: E001", "no lesson is left that could be checked"]);
    untouched(&broken);
    // Built like a lesson, and not recognised as one.
    let untitled = MARKDOWN.replacen("# Lesson 1 — What", "# What", 1);
    let folder = folder.file("dough.md", untitled);
    said(&folder.run(&["init", "--yes"]), 2, &["dough.md: its first line has no number", "no lesson found"]);
    untouched(&folder);
}

#[test]
fn clean_lessons_take_next_to_nothing() {
    let folder = Folder::new().file("a.yaml", LESSON).file("b.md", MARKDOWN);
    said(&folder.run(&["init", "--yes"]), 0, &[]);
    assert!(!folder.path().join("lessonlint-baseline.json").exists());
    let config = folder.read("lessonlint.toml");
    assert!(config.lines().all(|line| line.starts_with('#')), "{config}");
    assert_eq!(folder.run(&["check"]).code, Some(0));
}

#[test]
fn a_suppression_that_is_faulty_is_mended_by_hand() {
    let hole = LESSON.replacen("yeast: One visit to the shop", "yeast: TBD # lessonlint-ignore R001", 1);
    let folder = Folder::new().file("a.md", MARKDOWN).file("b.yaml", hole);
    said(&folder.run(&["init", "--yes"]), 0, &["1 file has faults", "b.yaml:32: X001", "is left out"]);
    assert_eq!(folder.run(&["check"]).code, Some(0));
    assert_eq!(folder.run(&["check", "b.yaml"]).code, Some(1));
}

#[test]
fn a_folder_elsewhere_gets_its_own() {
    for name in ["course", "my course"] {
        let hole = LESSON.replacen("One visit to the shop", "TBD", 1);
        let folder = Folder::new().file(format!("{name}/a.yaml"), hole);
        let ran = folder.run(&["init", "--yes", name]);
        said(&ran, 0, &[]);
        let typed = if name.contains(' ') { format!("\"{name}\"") } else { name.to_owned() };
        for told in [format!("{name}/lessonlint.toml: written"), format!("lessonlint check {typed}\n")] {
            assert!(ran.out.contains(&told), "{told} in {}", ran.out);
        }
        untouched(&folder);
        assert_eq!(folder.run(&["check"]).code, Some(0));
        assert_eq!(folder.run(&["check", name]).code, Some(0));
    }
}

#[cfg(unix)]
#[test]
fn hostile_names_and_folders() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;

    let broken = LESSON.replacen("title: What", "title: \"What", 1);
    let folder = Folder::new()
        .file("a[1]{b}*.yaml", &broken)
        .file("line\nend.yaml", &broken)
        .file("quote\"\\.yaml", &broken)
        .file("holes\n# x.md", MARKDOWN.replacen("One visit to the shop", "TBD", 1))
        .file("a.md", MARKDOWN);
    said(&folder.run(&["init", "--yes"]), 0, &["3 files have faults"]);
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{ran:?} {}", folder.read("lessonlint.toml"));
    // A name that is no text cannot be written down.
    let folder = Folder::new().file("a.md", MARKDOWN).file(OsStr::from_bytes(b"\xff.yaml"), &broken);
    said(&folder.run(&["init", "--yes"]), 2, &["its name is not UTF-8"]);
    let folder = Folder::new().file("a.md", MARKDOWN);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let ran = folder.run(&["init", "--yes"]);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // Whoever may write everywhere is not kept out.
    if ran.code != Some(0) {
        said(&ran, 2, &["lessonlint.toml cannot be written"]);
        untouched(&folder);
    }
}
