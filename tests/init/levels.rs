//! Rules that speak everywhere drown the others; errors never do.

use lessonlint_tests::Folder;

use crate::{MARKDOWN, folder};

/// Twelve lessons with one change each; the `others` are as they were.
fn twelve(from: &str, to: &str, others: usize) -> Folder {
    assert!(MARKDOWN.contains(from), "{from}");
    folder((0..12).map(|at| {
        let text = if at < others { MARKDOWN.to_owned() } else { MARKDOWN.replacen(from, to, 1) };
        (format!("{at}.md"), text.replacen("Lesson 1", &format!("Lesson {}", at + 1), 1))
    }))
}

/// The levels in the configuration that is written, and whether the gate is green with it.
fn levels(folder: &Folder) -> Vec<String> {
    assert_eq!(folder.run(&["init", "--yes"]).code, Some(0));
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("12 lessons, no findings"), "{}", ran.out);
    let config = folder.read("lessonlint.toml");
    let rules = config.split("[rules]\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap();
    rules.lines().map(str::to_owned).collect()
}

#[test]
fn advice_in_most_lessons_is_turned_off_and_a_warning_becomes_advice() {
    let acronym = twelve("from a packet", "from a DRX packet", 0);
    let due = ["# T004: 12 findings in 12 of 12 lessons", "acronym-unexplained = \"off\""];
    assert_eq!(levels(&acronym), due);
    // What is off is not recorded either.
    assert!(!acronym.path().join("lessonlint-baseline.json").exists());
    let placeholder = twelve("from a packet", "from a packet of XXX grams, TBD later", 2);
    let due = ["# P001: 20 findings in 10 of 12 lessons", "placeholder = \"advice\""];
    assert_eq!(levels(&placeholder)[..2], due);
    assert_eq!(levels(&twelve("from a packet", "from a DRX packet", 6)), Vec::<String>::new());
}

#[test]
fn errors_are_held_back_and_keep_their_level() {
    for (from, to, code) in [
        ("One visit to the shop", "TBD", "12 R001"),
        (
            "**What it does:** The cells eat sugar and fill the dough with gas within two hours.\n\n",
            "",
            "12 R012",
        ),
    ] {
        let folder = twelve(from, to, 0);
        assert_eq!(levels(&folder), Vec::<String>::new());
        let shown = folder.run(&["baseline", "show"]).out;
        assert!(shown.contains(code), "{shown}");
    }
}
