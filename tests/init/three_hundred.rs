//! A team with three hundred old lessons: the gate is green after `init`, and stays so for what is old.

use lessonlint_tests::Folder;

use crate::loose::{Manner, TEAM, lesson, twenty};
use crate::subjects::SUBJECTS;
use crate::{LESSON, folder};

/// The twenty loose lessons again and again, those of a guest, a few in YAML and a few that nobody can
/// read.
pub(crate) fn three_hundred() -> Folder {
    let lessons = twenty();
    let guest = Manner { parts: ["What it is", "Purpose", "Owner", "Verdict"], ..TEAM };
    let guests = (0..4).map(|at| (format!("guests/{at}.md"), lesson(at + 1, &SUBJECTS[at], &guest)));
    let numbered = (0..286).map(|at| {
        let (path, text) = &lessons[at % lessons.len()];
        let extension = path.rsplit('.').next().unwrap();
        (format!("year-{}/{:03}.{extension}", at / 60, at + 1), text.clone())
    });
    let yaml = (0..8).map(|at| {
        let from = "        yeast: Mild, and gone by evening\n";
        (format!("yaml/{at}.yaml"), LESSON.replacen(from, "        yeast: TBD\n", 1))
    });
    folder(numbered.chain(guests).chain(yaml))
        .file("yaml/broken.yaml", LESSON.replacen("title: What", "title: \"What", 1))
        .file("year-0/latin.md", b"# Lesson 9 \x97 Caf\xe9\n")
}

fn summary(folder: &Folder) -> (Option<i32>, serde_json::Value, Vec<String>) {
    let ran = folder.run(&["check", "--format", "json"]);
    let report = ran.json();
    let findings = report["findings"].as_array().unwrap().iter();
    let errors = findings.filter(|finding| finding["severity"] == "error");
    let named = errors.map(|finding| {
        format!("{} {}", finding["code"].as_str().unwrap(), finding["path"].as_str().unwrap())
    });
    (ran.code, report["summary"].clone(), named.collect())
}

#[test]
fn the_gate_is_green_and_only_what_is_new_fails() {
    let folder = three_hundred();
    let ran = folder.run(&["init", "--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    // What cannot be read is left out, and said.
    for left_out in ["yaml/broken.yaml:", "year-0/latin.md:1: E006"] {
        assert!(ran.err.contains(left_out), "{}", ran.err);
    }
    assert!(ran.err.starts_with("warning: 2 files have faults that no baseline holds back"), "{}", ran.err);
    let (code, before, errors) = summary(&folder);
    assert_eq!((code, errors), (Some(0), vec![]), "{before}");
    assert_eq!((&before["lessons"], &before["skipped"]), (&298.into(), &2.into()));

    // A new hole: that alone.
    let old = folder.read("year-1/101.md");
    let folder = folder.file("year-1/101.md", old.replacen("Two hours from bowl to oven", "TBD", 1));
    let (code, after, errors) = summary(&folder);
    assert_eq!((code, errors), (Some(1), vec!["R001 year-1/101.md".to_owned()]), "{after}");
    assert_eq!(after["baselined"], before["baselined"]);
    let folder = folder.file("year-1/101.md", old.replacen("TBD", "One visit to the shop", 1));

    // An old one is mended: the baseline shrinks by it, and it may not come back.
    let (code, after, errors) = summary(&folder);
    assert_eq!((code, errors, &after["stale"]), (Some(0), vec![], &1.into()));
    let ran = folder.run(&["baseline", "update"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("1 finding taken out"), "{}", ran.out);
    let folder = folder.file("year-1/101.md", old);
    assert_eq!(summary(&folder).2, ["R001 year-1/101.md"]);
}

#[test]
fn what_was_left_out_is_checked_again_once_its_line_is_gone() {
    let folder = three_hundred();
    assert_eq!(folder.run(&["init", "--yes"]).code, Some(0));
    assert_eq!(folder.run(&["check", "yaml/broken.yaml"]).code, Some(1));
    let config = folder.read("lessonlint.toml");
    let lines: Vec<&str> = config.lines().filter(|line| !line.contains("\"yaml/broken.yaml\"")).collect();
    assert_eq!(lines.len() + 1, config.lines().count(), "{config}");
    let folder = folder.file("lessonlint.toml", lines.join("\n"));
    assert_eq!(summary(&folder).2, ["E001 yaml/broken.yaml"]);
}
