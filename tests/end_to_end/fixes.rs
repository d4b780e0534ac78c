//! Fixes: what they write reads as if its author had, and nothing else is changed.

use std::collections::BTreeSet;

use lessonlint_tests::{Folder, all};
use serde_json::Value;

use crate::command_line::{MARKDOWN, YAML};

#[test]
fn scaffolds_are_stubs_that_still_fail() {
    let gone = YAML.replacen("        sourdough: A feeding every day, holidays included\n", "", 1);
    let folder = Folder::new().file("bad.yaml", &gone);
    let shown = folder.run(&["check", "--fix-scaffold", "--diff"]);
    assert!(shown.out.starts_with("--- a/bad.yaml\n+++ b/bad.yaml\n"), "{}", shown.out);
    assert!(shown.out.contains("\n+        sourdough: \"TODO: Effort for Sourdough\"\n"), "{}", shown.out);
    assert_eq!((shown.code, folder.read("bad.yaml")), (Some(1), gone.clone()));
    let fixed = folder.run(&["check", "--fix-scaffold", "--format", "json"]);
    assert_eq!((fixed.code, fixed.codes()), (Some(1), vec!["R001".to_owned()]));
    let line = "        sourdough: A feeding every day, holidays included\n";
    let stub = "        sourdough: \"TODO: Effort for Sourdough\"\n";
    assert_eq!(folder.read("bad.yaml"), YAML.replacen(line, stub, 1));
    let again = folder.run(&["check", "--fix-scaffold", "--diff"]);
    assert_eq!((again.code, again.out.as_str()), (Some(1), ""));
}

#[test]
fn a_sentence_that_turns_becomes_the_break() {
    let garden = "Like a garden, it belongs to whoever looks after it.";
    let breaks = "A garden sleeps through the winter, but a culture left unfed for weeks is dead.";
    let turn = "But unlike a garden, it never sleeps: unfed, it dies.";
    let yaml = YAML.replacen(&format!("\n        where_it_breaks: {breaks}"), "", 1);
    let in_yaml = [
        (format!("{garden} {turn}").replace(": ", " - "), String::from(garden)),
        (format!("\"{garden} {turn}\""), format!("\"{garden}\"")),
        (format!(">-\n          {garden}\n          {turn}"), format!(">-\n          {garden}")),
        (format!("|\n          {garden} {turn}"), format!("|\n          {garden}")),
    ];
    for (written, kept) in in_yaml {
        let folder = Folder::new().file("one.yaml", yaml.replacen(garden, &written, 1));
        let ran = folder.run(&["check", "--fix-suggested"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
        let fixed = folder.read("one.yaml");
        assert!(fixed.contains(&format!("holds: {kept}\n")), "{fixed}");
        assert!(
            fixed.contains("where_it_breaks: \"Unlike a garden, it never sleeps")
                || fixed.contains("where_it_breaks: Unlike"),
            "{fixed}"
        );
    }
    let markdown =
        MARKDOWN.replacen(&format!("\n\n**Where the analogy breaks:** {breaks}"), &format!(" {turn}"), 1);
    let folder = Folder::new().file("one.md", markdown);
    assert_eq!(folder.run(&["check", "--fix-suggested"]).code, Some(0));
    assert!(folder.read("one.md").contains(&format!("{garden} Where the analogy breaks: unlike a garden")));
}

#[test]
fn what_is_not_asked_for_is_not_fixed() {
    let gone = YAML.replacen("        sourdough: A feeding every day, holidays included\n", "", 1);
    let folder = Folder::new().file("bad.yaml", &gone);
    for flags in [&[][..], &["--fix"], &["--fix-suggested"], &["--fix", "--diff"]] {
        assert_eq!(folder.run(&[&["check"], flags].concat()).code, Some(1));
        assert_eq!(folder.read("bad.yaml"), gone, "{flags:?}");
    }
}

/// Lines that a fix writes in place of others, in a lesson with one fault.
#[track_caller]
fn assert_written(name: &str, faulty: &str, flag: &str, lines: &str) {
    let folder = Folder::new().file(name, faulty);
    let ran = folder.run(&["check", flag]);
    assert_eq!(ran.err, "");
    let fixed = folder.read(name);
    assert!(fixed.contains(lines), "{fixed}");
}

#[test]
fn stubs_come_where_the_format_has_them() {
    let without = |line: &str| YAML.replacen(line, "", 1);
    let title = without("title: What makes the dough rise?\n");
    assert_written(
        "a.yaml",
        &title,
        "--fix-scaffold",
        "lesson: 1\ntitle: \"TODO: the lesson's title\"\nlead:",
    );
    let part = without("    whos_behind_it: The baker alone, who feeds the culture every day.\n");
    let lines =
        "as gas.\n    whos_behind_it: \"TODO: who does it, pays for it and answers for it\"\n    what_makes";
    assert_written("a.yaml", &part, "--fix-scaffold", lines);
    let cell = without("        yeast: One visit to the shop\n");
    let lines = "      cells:\n        yeast: \"TODO: Effort for Yeast\"\n        sourdough: A feeding";
    assert_written("a.yaml", &cell, "--fix-scaffold", lines);
}

#[test]
fn a_row_without_outer_bars_ends_with_its_stub() {
    let bare = MARKDOWN.replace(
        "| Effort | One visit to the shop | A feeding every day, holidays included |",
        "Effort | One visit to the shop | ",
    );
    let bare = bare.replace("| Dimension | Yeast | Sourdough |", "Dimension | Yeast | Sourdough").replacen(
        "|---|---|---|",
        "---|---|---",
        1,
    );
    assert_written(
        "a.md",
        &bare,
        "--fix-scaffold",
        "Effort | One visit to the shop | TODO: Effort for Sourdough\n",
    );
}

#[test]
fn a_heading_is_put_right_in_the_authors_own_case() {
    let small = MARKDOWN.replacen("## Comparing the Two Regimes", "Comparng the two regimes", 1);
    assert_written("a.md", &small, "--fix-suggested", "\nComparing the two regimes\n");
}

#[test]
fn a_fix_of_a_real_lesson_changes_no_line_but_those_of_its_findings() {
    for lesson in all() {
        let folder = Folder::new().file(&lesson.name, &lesson.text);
        let report = folder.run(&["check", "--format", "json", &lesson.name]).json();
        let findings = report["findings"].as_array().unwrap();
        let line = |finding: &Value| finding["start"]["line"].as_u64().unwrap() as usize;
        let due: BTreeSet<usize> = findings
            .iter()
            .flat_map(|finding| finding["fixes"].as_array().unwrap())
            .filter(|fix| fix["applicability"] != "scaffold")
            .flat_map(|fix| fix["edits"].as_array().unwrap().iter().map(line))
            .collect();
        let ran = folder.run(&["check", "--fix", "--fix-suggested", "--format", "json", &lesson.name]);
        let fixed = folder.read(&lesson.name);
        let (before, after): (Vec<&str>, Vec<&str>) =
            (lesson.text.lines().collect(), fixed.lines().collect());
        if before.len() == after.len() {
            let changed = (1..=before.len()).filter(|line| before[line - 1] != after[line - 1]);
            assert_eq!(changed.collect::<BTreeSet<usize>>(), due, "{}", lesson.name);
        }
        assert!(ran.codes().len() <= findings.len(), "{}", lesson.name);
        assert!(due.is_empty() || ran.codes().len() < findings.len(), "{}", lesson.name);
    }
}
