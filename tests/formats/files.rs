//! `--output`: files beside standard output.

use lessonlint_tests::Folder;

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");

fn folder() -> Folder {
    Folder::new().file("dough.yaml", DOUGH)
}

#[test]
fn a_file_gives_way_whole_and_the_rest_is_printed() {
    let folder = folder().file("report.json", "old");
    let ran = folder.run(&["check", "dough.yaml", "--output", "json=report.json"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("A001"), "{}", ran.out);
    let printed = folder.run(&["check", "dough.yaml", "--format", "json"]).out;
    assert_eq!(folder.read("report.json"), printed);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn what_cannot_be_written_is_said_and_the_rest_is_done() {
    let folder = folder();
    let arguments =
        ["check", "dough.yaml", "--output", "json=no/such/report.json", "--output", "sarif=report.sarif"];
    let ran = folder.run(&arguments);
    assert_eq!(ran.code, Some(2));
    assert!(ran.out.contains("A001"), "{}", ran.out);
    assert!(ran.err.contains("the report cannot be written to no/such/report.json"), "{}", ran.err);
    assert!(folder.read("report.sarif").contains("\"2.1.0\""));
}

#[test]
fn what_is_no_format_or_no_path_is_named() {
    let cases = [
        ("sarf=x", "there is no format `sarf` for files; there are text, json,"),
        ("auto=x", "there is no format `auto` for files"),
        ("sarif", "write FORMAT=PATH"),
        ("sarif=", "a path is due after `=`"),
        ("sarif=-", "for standard output there is `--format`"),
    ];
    for (given, said) in cases {
        let ran = folder().run(&["check", "dough.yaml", "--output", given]);
        assert_eq!(ran.code, Some(2), "{given}");
        assert!(ran.err.contains(said), "{given}: {}", ran.err);
    }
}

#[test]
fn fixes_are_shown_and_the_report_is_written_all_the_same() {
    let folder = folder();
    let ran =
        folder.run(&["check", "dough.yaml", "--fix-scaffold", "--diff", "--output", "json=report.json"]);
    assert!(ran.out.starts_with("--- "), "{}", ran.out);
    assert!(folder.read("report.json").contains("A001"));
}

#[test]
fn paths_are_told_from_the_top_of_the_repository() {
    let folder = Folder::new()
        .file(".git/HEAD", "ref: refs/heads/main\n")
        .file("teaching/lessonlint.toml", "")
        .file("teaching/lessons/dough.yaml", DOUGH);
    let printed = |format: &str| folder.run(&["check", "--format", format]).out;
    assert!(printed("github").contains("file=teaching/lessons/dough.yaml,"));
    assert!(printed("sarif").contains("\"uri\": \"teaching/lessons/dough.yaml\""));
    assert!(printed("gitlab").contains("\"path\": \"teaching/lessons/dough.yaml\""));
    assert!(printed("json").contains("\"path\": \"lessons/dough.yaml\""));
}
