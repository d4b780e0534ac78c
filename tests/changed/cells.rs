//! Cells, regimes and dimensions that came and went.

use serde_json::Value;

use crate::repository::Repository;
use crate::{CELL, LESSON, with_hole};

/// What became of the only lesson that changed.
fn change(before: &str, after: &str) -> Value {
    let repository = Repository::with(&[("one.yaml", before)]);
    repository.write("one.yaml", after);
    let report = repository.since_main();
    assert_eq!(report["changes"]["lessons"].as_array().unwrap().len(), 1);
    report["changes"]["lessons"][0].clone()
}

/// Cells as `dimension/regime before after`.
fn cells(lesson: &Value, key: &str) -> Vec<String> {
    let cells = lesson[key].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    cells
        .map(|cell| {
            let (dimension, regime) = (text(&cell["dimension"]["id"]), text(&cell["regime"]["id"]));
            format!("{dimension}/{regime} {} {}", text(&cell["before"]), text(&cell["after"]))
        })
        .collect()
}

fn ids(lesson: &Value, key: &str) -> Vec<String> {
    lesson[key].as_array().unwrap().iter().map(|name| name["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_cell_that_says_nothing_any_more_is_lost_and_gained_when_it_does_again() {
    let with = |cell: &str| LESSON.replacen(CELL, &format!("        sourdough: {cell}\n"), 1);
    for (after, status) in [
        (with_hole(), "missing"),
        (with("TBD"), "placeholder"),
        (with("None."), "none"),
        (with("One visit to the shop"), "copied"),
        (with("[1, 2]"), "malformed"),
    ] {
        let lost = change(LESSON, &after);
        let due = format!("effort/sourdough present {status}");
        assert_eq!(cells(&lost, "lost").last(), Some(&due), "{lost}");
        let gained = change(&after, LESSON);
        let due = format!("effort/sourdough {status} present");
        assert_eq!(cells(&gained, "gained").last(), Some(&due), "{gained}");
        assert_eq!((cells(&lost, "gained").len(), cells(&gained, "lost").len()), (0, 0));
    }
    assert!(cells(&change(&with_hole(), &with("TBD")), "lost").is_empty());
}

#[test]
fn another_order_another_text_and_another_name_are_no_change() {
    let after = LESSON.replacen("A feeding every day, holidays included", "A feeding a day", 1);
    let lesson = change(LESSON, &after);
    assert!(cells(&lesson, "lost").is_empty() && cells(&lesson, "gained").is_empty(), "{lesson}");
    assert_eq!(lesson["kind"], "changed");
}

#[test]
fn a_dimension_that_is_called_otherwise_is_another_one() {
    let lesson = change(LESSON, &LESSON.replacen("- name: Effort", "- name: Work", 1));
    assert_eq!(
        (ids(&lesson, "dimensions_removed"), ids(&lesson, "dimensions_added")),
        (vec!["effort".into()], vec!["work".into()])
    );
    assert!(ids(&lesson, "regimes_added").is_empty() && ids(&lesson, "regimes_removed").is_empty());
    assert_eq!(cells(&lesson, "lost")[0], "effort/yeast present -");
    assert_eq!(cells(&lesson, "gained")[0], "work/yeast - present");
}

#[test]
fn what_cannot_be_read_is_no_loss_but_a_finding() {
    let repository = Repository::with(&[("one.yaml", LESSON)]);
    repository.write("one.yaml", b"\xff\xfe\x00");
    let ran = repository.check(&["--changed-since", "main", "--format", "json"]);
    assert_eq!((ran.code, ran.codes()), (Some(2), vec!["E006".to_owned()]));
    assert_eq!(ran.json()["changes"]["lessons"], Value::Array(Vec::new()));
}
