//! A record of old findings: it holds them back, and only shrinks unless a reason is given.

use std::fs;

use lessonlint_tests::{Folder, Ran};

use crate::{LESSON, check, codes, with};

const HOLE: (&str, &str) = ("        yeast: One visit to the shop\n", "        yeast: TBD\n");
const OTHER: (&str, &str) = ("        yeast: Mild, and gone by evening\n", "        yeast: TBD\n");

fn old() -> String {
    with(LESSON, HOLE.0, HOLE.1)
}

/// A folder with one old hole, and a baseline that holds it.
fn recorded() -> Folder {
    let folder = Folder::new().file("a.yaml", old()).file("b.yaml", LESSON);
    let ran = folder.run(&["baseline", "create"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(
        ran.out.contains("1 finding recorded (1 R001)") && ran.out.contains("baseline = "),
        "{}",
        ran.out
    );
    folder.file("lessonlint.toml", "baseline = \"lessonlint-baseline.json\"\n")
}

fn entries(folder: &Folder) -> usize {
    let text = folder.read("lessonlint-baseline.json");
    serde_json::from_str::<serde_json::Value>(&text).unwrap()["findings"].as_array().unwrap().len()
}

fn update(folder: &Folder, more: &[&str]) -> Ran {
    let arguments: Vec<&str> = ["baseline", "update"].iter().chain(more).copied().collect();
    folder.run(&arguments)
}

#[test]
fn what_is_old_is_held_back_and_what_is_new_fails() {
    let folder = recorded();
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, codes(&ran).0.len(), &ran.json()["summary"]["baselined"]), (Some(0), 0, &1.into()));
    let folder = folder.file("b.yaml", old());
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, codes(&ran).0), (Some(1), vec!["R001".to_owned()]));
    assert_eq!(ran.json()["findings"][0]["path"], "b.yaml");
    // Checking never writes it.
    assert_eq!(entries(&folder), 1);
    assert_eq!(check(&folder, &["--baseline", "lessonlint-baseline.json"]).code, Some(1));
    assert_eq!(Folder::new().file("a.yaml", old()).run(&["check"]).code, Some(1));
}

#[test]
fn it_shrinks_by_what_is_mended_and_grows_only_with_a_reason() {
    let folder = recorded().file("b.yaml", old());
    let ran = update(&folder, &[]);
    assert_eq!((ran.code, entries(&folder)), (Some(1), 1), "{ran:?}");
    assert_eq!(update(&folder, &["--accept"]).code, Some(2));
    assert_eq!(update(&folder, &["--reason", "known"]).code, Some(2));
    assert_eq!(update(&folder, &["--accept", "--reason", "TBD"]).code, Some(2));
    assert_eq!(entries(&folder), 1);
    let ran = update(&folder, &["--accept", "--reason", "the shop moved"]);
    assert_eq!((ran.code, entries(&folder)), (Some(0), 2), "{ran:?}");
    assert!(folder.read("lessonlint-baseline.json").contains("the shop moved"));
    let shown = folder.run(&["baseline", "show"]);
    assert!(
        shown.out.contains("accepted: the shop moved") && shown.out.contains("2 findings held back"),
        "{}",
        shown.out
    );
    let folder = folder.file("a.yaml", LESSON);
    let ran = check(&folder, &[]);
    assert_eq!((ran.code, &ran.json()["summary"]["stale"]), (Some(0), &1.into()));
    assert!(
        folder
            .run(&["check"])
            .out
            .contains("Baseline: 1 of its findings is gone; `lessonlint baseline update` takes")
    );
    let ran = update(&folder, &[]);
    assert_eq!((ran.code, entries(&folder)), (Some(0), 1), "{ran:?}");
    let before = folder.read("lessonlint-baseline.json");
    assert_eq!((update(&folder, &[]).code, folder.read("lessonlint-baseline.json")), (Some(0), before));
    assert_eq!(folder.run(&["baseline", "create"]).code, Some(2));
}

#[test]
fn only_what_was_looked_at_leaves_it() {
    let folder = Folder::new().file("a.yaml", old()).file("b.yaml", old());
    let folder = folder.file("lessonlint.toml", "baseline = \"old.json\"\n");
    assert_eq!(folder.run(&["baseline", "create"]).code, Some(0));
    let count = |folder: &Folder| folder.read("old.json").lines().count() - 5;
    let folder = folder.file("a.yaml", LESSON).file("b.yaml", LESSON);
    assert_eq!(update(&folder, &["a.yaml"]).code, Some(0));
    assert_eq!(count(&folder), 1);
    // Nor what nobody can know: a broken file, or a rule that is off.
    let broken = folder.file("b.yaml", with(LESSON, "title: What", "title: \"What"));
    assert_eq!(update(&broken, &[]).code, Some(1));
    assert_eq!(count(&broken), 1);
    fs::remove_file(broken.path().join("b.yaml")).unwrap();
    assert_eq!(update(&broken, &[]).code, Some(0));
    assert_eq!(broken.read("old.json").lines().count(), 4);
}

#[test]
fn it_survives_edits_elsewhere() {
    let folder = recorded();
    let edited = with(&old(), "lesson: 1\n", "# more\nlesson: 4\naudience: bakers\n");
    let edited = with(
        &edited,
        "    - name: Time\n",
        "    - name: Price\n      cells: {yeast: low, sourdough: high}\n    - name: Time\n",
    );
    let folder = folder.file("a.yaml", &edited);
    assert_eq!(codes(&check(&folder, &["--select", "R001"])).0, Vec::<String>::new());
    let folder = folder.file("a.yaml", with(&edited, OTHER.0, OTHER.1));
    assert_eq!(codes(&check(&folder, &["--select", "R001"])).0, ["R001"]);
}

#[test]
fn syntax_errors_are_not_held_back() {
    let folder = Folder::new().file("a.yaml", with(LESSON, "title: What", "title: \"What"));
    let ran = folder.run(&["baseline", "create"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.out.contains("not recorded"), "{}", ran.out);
    assert_eq!(check(&folder, &["--baseline", "lessonlint-baseline.json"]).code, Some(1));
}

#[test]
fn more_findings_than_are_shown_are_recorded() {
    let lines: String = (0..130)
        .map(|line| format!("    - dont_say: Say {line} of it\n      do_say: Say that it is {line}.\n"))
        .collect();
    let lesson = with(LESSON, "  lines:\n", &format!("  lines:\n{lines}"));
    let folder = Folder::new().file("a.yaml", &lesson).file("lessonlint.toml", "baseline = \"old.json\"\n");
    assert_eq!(folder.run(&["baseline", "create"]).code, Some(0));
    let ran = check(&folder, &["--select", "S001"]);
    assert_eq!((ran.code, &ran.json()["summary"]["baselined"]), (Some(0), &130.into()));
    let folder = folder.file("old.json", "{\"version\": 1, \"findings\": []}");
    let report = check(&folder, &["--select", "S001"]).json();
    assert_eq!(report["findings"].as_array().unwrap().len(), 100);
    assert_eq!(report["files"][0]["unshown"][0]["count"], 30);
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = recorded();
    for (content, said) in [
        ("", "is no JSON"),
        ("{\"version\": 1,", "is no JSON"),
        ("{\"name\": \"a package\", \"version\": \"1.0\"}", "is no baseline of lessonlint"),
        ("{\"version\": 2, \"findings\": []}", "has version 2"),
        ("{\"version\": 1, \"findings\": [{\"path\": 3}]}", "is damaged"),
        ("{\n<<<<<<< ours\n", "a merge left both sides"),
        ("\u{feff}not", "is no JSON"),
    ] {
        let folder = Folder::new()
            .file("a.yaml", LESSON)
            .file("lessonlint.toml", "baseline = \"old.json\"\n")
            .file("old.json", content);
        for arguments in [&["check"][..], &["baseline", "update"], &["baseline", "show"]] {
            let ran = folder.run(arguments);
            assert_eq!(
                (ran.code, ran.err.contains(said)),
                (Some(2), true),
                "{content} {arguments:?}: {}",
                ran.err
            );
            assert!(ran.err.contains("old.json") && ran.err.contains("help: "), "{}", ran.err);
        }
        assert_eq!(folder.read("old.json"), content);
    }
    let folder = folder.file("bytes.json", b"\xff\xfe");
    for baseline in ["none.json", ".", "bytes.json"] {
        let ran = check(&folder, &["--baseline", baseline]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
        assert!(ran.err.contains("the baseline"), "{}", ran.err);
    }
}

#[test]
fn each_configuration_has_its_own() {
    let folder = Folder::new()
        .file("a.yaml", old())
        .file("lessonlint.toml", "baseline = \"old.json\"\n")
        .file("course/b.yaml", old())
        .file("course/lessonlint.toml", "baseline = \"mine.json\"\n");
    assert_eq!(folder.run(&["baseline", "create"]).code, Some(0));
    assert!(folder.read("course/mine.json").contains("\"path\":\"b.yaml\""));
    assert!(folder.read("old.json").contains("\"path\":\"a.yaml\""));
    assert_eq!(check(&folder, &[]).code, Some(0));
}
