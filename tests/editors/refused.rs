//! What cannot be done is told, file by file, and the rest is done.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Stdio;

use lessonlint_tests::{Folder, command};

use crate::{BEGUN, LESSON, bound, project, regimes, schema, tree};

#[test]
fn settings_that_cannot_be_read_stay_and_the_others_are_written() {
    let broken = "{\n  \"a\": \n}\n";
    let folder = project().file(".vscode/settings.json", broken).file(".dir-locals.el", "(a");
    let ran = schema(&folder, &["install", "--editor", "vscode", "--editor", "emacs", "--editor", "zed"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("error: .vscode/settings.json:3:1: this is no JSON"), "{}", ran.err);
    assert!(
        ran.err.contains("error: .dir-locals.el:1:1: the list that begins here is not closed"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("the file was left as it is"), "{}", ran.err);
    assert_eq!(folder.read(".vscode/settings.json"), broken);
    assert!(folder.read(".zed/settings.json").contains("bread.yaml"));
}

#[test]
fn a_schema_of_somebody_elses_stays() {
    let theirs = "# yaml-language-server: $schema=https://example.org/x.json\n".to_owned() + BEGUN;
    let folder = project().file("rye/begun.yaml", &theirs);
    let ran = schema(&folder, &["install"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("rye/begun.yaml names a schema already, https://example.org/x.json"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("rye/begun.yaml"), theirs);
    assert!(folder.read("bread.yaml").starts_with("# yaml-language-server"));
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert_eq!(folder.read("rye/begun.yaml"), theirs);

    let folder = project().file(".lessonlint/schema/bread.yaml.schema.json", "{\"mine\": true}");
    let before = tree(folder.path());
    let ran = schema(&folder, &["install"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is not a schema of lessonlint's"), "{}", ran.err);
    // What is not ours is not named either.
    assert!(!folder.read("bread.yaml").contains("$schema"));
    assert!(folder.read("rye/begun.yaml").contains("$schema"));
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn nothing_is_written_where_there_is_no_lesson() {
    let folder = Folder::new().file("notes.yaml", "a: 1\n").file("lesson.md", "# Lesson 1\n");
    let before = tree(folder.path());
    let ran = schema(&folder, &["install"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("no lesson in YAML found"), "{}", ran.err);
    for gone in ["gone", "gone.yaml"] {
        for command in ["install", "remove", "watch"] {
            let ran = schema(&folder, &[command, gone]);
            assert_eq!(ran.code, Some(2), "{ran:?}");
            assert!(ran.err.starts_with(&format!("error: {gone} is not there\n  help: ")), "{}", ran.err);
        }
    }
    assert_eq!(schema(&folder, &["install", "-"]).code, Some(2));
    assert_eq!(schema(&folder, &["watch"]).code, Some(2));
    assert_eq!(schema(&folder, &["install", "--editor", "ed"]).code, Some(2));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn nothing_is_written_through_a_link_out_of_the_project() {
    let outside = Folder::new().file("settings.json", "{}").file("lesson.yaml", LESSON);
    for link in [".lessonlint", ".vscode", ".zed"] {
        let folder = project();
        symlink(outside.path(), folder.path().join(link)).unwrap();
        let before = tree(outside.path());
        let ran = schema(&folder, &["install", "--editor", "vscode", "--editor", "zed"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains(link) && ran.err.contains("link out of"), "{}", ran.err);
        let _ = schema(&folder, &["remove"]);
        assert_eq!(tree(outside.path()), before, "{link}");
    }
    let folder = project();
    symlink(outside.path().join("lesson.yaml"), folder.path().join("linked.yaml")).unwrap();
    assert_eq!(schema(&folder, &["install", "linked.yaml"]).code, Some(2));
    assert_eq!(outside.read("lesson.yaml"), LESSON);
}

#[test]
fn a_file_that_may_not_be_written_is_named_and_the_rest_is_done() {
    let folder = project();
    fs::set_permissions(folder.path().join("bread.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    let ran = schema(&folder, &["install"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("bread.yaml is read-only and was not changed"), "{}", ran.err);
    assert!(ran.err.contains("`--dry-run`"), "{}", ran.err);
    assert!(folder.read("rye/begun.yaml").starts_with("# yaml-language-server"));

    // A schema that a file still names stays.
    fs::set_permissions(folder.path().join("rye/begun.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(schema(&folder, &["remove"]).code, Some(2));
    let there = |name: &str| folder.path().join(".lessonlint/schema").join(name).exists();
    assert!(
        there("rye/begun.yaml.schema.json")
            && there("lesson.schema.json")
            && !there("bread.yaml.schema.json")
    );
    fs::set_permissions(folder.path().join("rye/begun.yaml"), fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert!(!folder.path().join(".lessonlint").exists());
}

#[test]
fn a_broken_lesson_keeps_its_last_good_schema() {
    let folder = project();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let lesson = folder.read("bread.yaml");
    let half = &lesson[..lesson.find("yeast").unwrap()];
    for broken in
        [format!("{half}\": ["), format!("{lesson}\r\n  - [\r\n"), String::new(), "\u{0}\u{1}".to_owned()]
    {
        fs::write(folder.path().join("bread.yaml"), &broken).unwrap();
        let _ = schema(&folder, &["install"]);
        assert_eq!(regimes(&bound(&folder, "bread.yaml")), ["yeast", "sourdough"], "{broken}");
    }
    fs::write(folder.path().join("bread.yaml"), [0xff, 0xfe, 0x00]).unwrap();
    assert_ne!(schema(&folder, &["install"]).code, None);
}

#[test]
fn files_of_every_kind_are_survived() {
    let folder = project()
        .file("empty.yaml", "")
        .file("binary.yaml", [0u8, 159, 146, 150])
        .file("deep.yaml", "[".repeat(100_000))
        .file("wide.yaml", format!("{LESSON}meta:\n  a: {}\n", "x".repeat(3_000_000)));
    let before = tree(folder.path());
    assert_ne!(schema(&folder, &["install"]).code, None);
    assert!(folder.read("bread.yaml").starts_with("# yaml-language-server"));
    assert_ne!(schema(&folder, &["remove"]).code, None);
    assert_eq!(tree(folder.path()), before);
    for text in ["{".repeat(100_000), "[".repeat(50_000), "\u{0}".to_owned()] {
        let folder = project().file(".vscode/settings.json", &text).file(".dir-locals.el", &text);
        let ran = schema(&folder, &["install", "--editor", "vscode", "--editor", "emacs"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert_eq!(folder.read(".vscode/settings.json"), text);
    }
    let folder = project().file(".vscode/settings.json", [0xffu8, 0xfe]);
    let ran = schema(&folder, &["install", "--editor", "vscode"]);
    assert!(ran.err.contains(".vscode/settings.json is not UTF-8"), "{}", ran.err);
}

#[test]
fn nobody_has_to_read_what_is_told() {
    let folder = project();
    let mut child = command()
        .args(["schema", "install"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(folder.path().join(".lessonlint/schema/bread.yaml.schema.json").exists());
}
