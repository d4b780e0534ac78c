//! Comments and entries of the configuration that silence findings.

use lessonlint_tests::Folder;

use crate::{LESSON, MARKDOWN, check, codes, with};

/// What is said aloud of one file, and what is silenced.
fn said(name: &str, text: &str) -> (Vec<String>, Vec<String>) {
    codes(&check(&Folder::new().file(name, text), &[]))
}

const CELL: &str = "        yeast: One visit to the shop\n";

#[test]
fn a_comment_covers_its_own_line_or_the_next() {
    let silenced = (vec![], vec!["R001".to_owned()]);
    let reason = "-- it depends on the shop";
    for cell in [
        format!("        yeast: TBD # lessonlint-ignore R001 {reason}\n"),
        format!("        # lessonlint-ignore R001 {reason}\n        yeast: TBD\n"),
        format!(
            "        # lessonlint-ignore Regime-Missing-From-Dimension {reason}\n\n        # a note\n        yeast: TBD\n"
        ),
        format!("        yeast: | # lessonlint-ignore R001 {reason}\n          TBD\n"),
        format!("        # lessonlint-ignore R001 {reason}\n        yeast: >-\n\n          TBD\n"),
        format!("        # lessonlint-ignore P001, R001 until=2026-01-31 {reason}\n        yeast: TBD\n"),
    ] {
        let (mut spoken, found) = said("lesson.yaml", &with(LESSON, CELL, &cell));
        spoken.retain(|code| code != "X002");
        assert_eq!((spoken, found), silenced, "{cell}");
    }
}

#[test]
fn a_comment_covers_what_starts_there_whole_and_nothing_else() {
    let dimension = "    - name: Effort\n      cells:\n        yeast: One visit to the shop\n";
    let above = "    # lessonlint-ignore R001 -- nobody knows\n";
    let hole =
        with(LESSON, dimension, &format!("{above}    - name: Effort\n      cells:\n        yeast: TBD\n"));
    assert_eq!(said("lesson.yaml", &hole), (vec![], vec!["R001".to_owned()]));
    // The hole in the next dimension is none of its business.
    let two = with(&hole, "        yeast: Mild, and gone by evening\n", "        yeast: TBD\n");
    assert_eq!(said("lesson.yaml", &two), (vec!["R001".to_owned()], vec!["R001".to_owned()]));
    // A list is covered from its key.
    let list = with(&two, above, "");
    let list = with(&list, "  dimensions:\n", "  # lessonlint-ignore R001 -- nobody knows\n  dimensions:\n");
    assert_eq!(said("lesson.yaml", &list), (vec![], vec!["R001".to_owned(); 2]));
    let missing = with(LESSON, CELL, "");
    let missing = with(
        &missing,
        "    - name: Effort\n",
        "    # lessonlint-ignore R001 -- nobody knows\n    - name: Effort\n",
    );
    assert_eq!(said("lesson.yaml", &missing), (vec![], vec!["R001".to_owned()]));
}

#[test]
fn a_law_is_silenced_at_its_analogy_and_its_line() {
    let breaks = "        where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n";
    let holds = "      - holds: Like a garden, it belongs to whoever looks after it.\n";
    let comment = "      # lessonlint-ignore A001 -- the break is the whole of lesson 2\n";
    let lesson = with(&with(LESSON, breaks, ""), holds, &format!("{comment}{holds}"));
    assert_eq!(said("lesson.yaml", &lesson), (vec![], vec!["A001".to_owned()]));
    let why = "      why: Nobody in the shop can prove a claim about health, and the long day is true.\n";
    let lesson = with(LESSON, why, "");
    let lesson =
        with(&lesson, "bread\n", "bread # lessonlint-ignore dont-say-without-why -- legal writes it\n");
    assert_eq!(said("lesson.yaml", &lesson), (vec![], vec!["S001".to_owned()]));
}

#[test]
fn markdown_comments_stand_above_inside_or_at_the_end_of_a_row() {
    let ignore = "<!-- lessonlint-ignore R001 -- it depends on the shop -->";
    let hole = |row: &str| {
        with(MARKDOWN, "| Effort | One visit to the shop | A feeding every day, holidays included |", row)
    };
    let silenced = (vec![], vec!["R001".to_owned()]);
    let row = format!("| Effort | TBD | A feeding every day, holidays included {ignore} |");
    assert_eq!(said("lesson.md", &hole(&row)), silenced);
    let row = format!("| Effort | TBD | A feeding every day, holidays included | {ignore}");
    assert_eq!(said("lesson.md", &hole(&row)), silenced);
    // The comment is no part of the cell.
    let row = format!("| Effort | One visit | {ignore} |");
    assert_eq!(said("lesson.md", &hole(&row)), silenced);
    // Nor does it reach the next row.
    let lesson = with(
        &hole(&format!("| Effort | A walk | A feeding every day {ignore} |")),
        "Mild, and gone by evening",
        "TBD",
    );
    assert_eq!(said("lesson.md", &lesson).0, ["X002", "R001"]);
    // Above the table it is about all of it.
    let table = hole("| Effort | TBD | A feeding every day |");
    let table = with(&table, "| Dimension |", &format!("{ignore}\n\n| Dimension |"));
    assert_eq!(said("lesson.md", &table), silenced);
}

#[test]
fn markdown_comments_cover_a_paragraph_and_a_section() {
    let breaks = "**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.";
    let ignore = "<!-- lessonlint-ignore A001 -- the break is the whole of lesson 2 -->";
    let silenced = (vec![], vec!["A001".to_owned()]);
    let empty = with(MARKDOWN, breaks, &format!("{ignore}\n\n**Where the analogy breaks:** TBD"));
    assert_eq!(said("lesson.md", &empty), silenced);
    let empty = with(MARKDOWN, breaks, &format!("**Where the analogy breaks:** TBD {ignore}"));
    assert_eq!(said("lesson.md", &empty), silenced);
    let section = with(&with(MARKDOWN, breaks, ""), "## Sourdough", &format!("{ignore}\n\n## Sourdough"));
    assert_eq!(said("lesson.md", &section), silenced);
    let mapping =
        with(&with(MARKDOWN, breaks, ""), "Like a garden, it", &format!("{ignore}\nLike a garden, it"));
    assert_eq!(said("lesson.md", &mapping), silenced);
    // The other regime is not covered.
    let other = with(&with(MARKDOWN, breaks, ""), "## Yeast", &format!("{ignore}\n\n## Yeast"));
    assert_eq!(said("lesson.md", &other).0, ["X002", "A001"]);
}

#[test]
fn a_file_is_covered_by_one_comment() {
    let hole = with(LESSON, CELL, "        yeast: TBD\n");
    let lesson = format!("# lessonlint-ignore-file R001 -- a sketch\n{hole}");
    assert_eq!(said("lesson.yaml", &lesson), (vec![], vec!["R001".to_owned()]));
    let lesson = with(MARKDOWN, "One visit to the shop", "TBD");
    let lesson = format!("{lesson}\n<!-- lessonlint-ignore-file R001 -- a sketch -->\n");
    assert_eq!(said("lesson.md", &lesson), (vec![], vec!["R001".to_owned()]));
    let lesson = format!("---\n# lessonlint-ignore-file R001 -- a sketch\nid: rise\n---\n{lesson}");
    assert_eq!(said("lesson.md", &lesson).0, ["X002"]);
}

#[test]
fn one_that_is_faulty_silences_nothing() {
    let hole = |comment: &str| with(LESSON, CELL, &format!("        yeast: TBD # {comment}\n"));
    let spoken = |comment: &str| {
        let (mut spoken, silenced) = said("lesson.yaml", &hole(comment));
        assert_eq!(silenced, Vec::<String>::new(), "{comment}");
        spoken.sort();
        spoken
    };
    assert_eq!(spoken("lessonlint-ignore R001"), ["R001", "X001"]);
    assert_eq!(spoken("lessonlint-ignore R001 -- TODO"), ["R001", "X001"]);
    assert_eq!(spoken("lessonlint-ignore R001 until=2026-01-30 -- soon"), ["R001", "X003"]);
    assert_eq!(spoken("lessonlint-ignore R01 -- a reason"), ["R001", "X004"]);
    assert_eq!(spoken("lessonlint-ignore -- a reason"), ["R001", "X004"]);
    assert_eq!(spoken("lessonlint-ignore A001 -- a reason"), ["R001", "X002"]);
    assert_eq!(spoken("lessonlint-ignore E001 -- a reason"), ["R001", "X005"]);
}

#[test]
fn protected_rules_speak_whatever_is_written() {
    let hole = with(LESSON, CELL, "        yeast: TBD # lessonlint-ignore R001 -- a reason\n");
    let configuration = "protected = [\"regime-missing-from-dimension\"]\n\
        [[suppressions]]\npath = \"lesson.yaml\"\nrule = \"R001\"\nreason = \"another reason\"\n";
    let folder = Folder::new().file("lesson.yaml", hole).file("lessonlint.toml", configuration);
    let ran = check(&folder, &[]);
    assert_eq!(codes(&ran), (vec!["R001".to_owned(), "X005".to_owned(), "X005".to_owned()], vec![]));
    assert_eq!(ran.json()["findings"][2]["path"], "lessonlint.toml");
    assert_eq!(ran.code, Some(1));
}

#[test]
fn configuration_silences_a_part_of_a_file_until_a_day() {
    let hole = with(
        &with(LESSON, CELL, "        yeast: TBD\n"),
        "        yeast: Mild, and gone by evening\n",
        "        yeast: TBD\n",
    );
    let configured = |more: &str| {
        let configuration = format!(
            "[[suppressions]]\npath = \"a/lesson.yaml\"\nrule = \"R001\"\nreason = \"known\"\n{more}"
        );
        let folder = Folder::new().file("a/lesson.yaml", &hole).file("lessonlint.toml", configuration);
        codes(&check(&folder, &["a"]))
    };
    let (spoken, silenced) = configured("");
    assert_eq!((spoken.len(), silenced.len()), (0, 2));
    let (spoken, silenced) = configured("pointer = \"/comparison/dimensions/1\"\nuntil = 2026-02-01\n");
    assert_eq!((spoken.len(), silenced.len()), (1, 1));
    assert_eq!(configured("until = 2026-01-30\n").0, ["R001", "R001", "X003"]);
    assert_eq!(configured("pointer = \"/comparison/dimensions/0\"\n").0, ["R001", "R001", "X002"]);
}

#[test]
fn what_could_not_speak_is_not_called_unused() {
    let comment = with(LESSON, CELL, "        # lessonlint-ignore P001 -- a reason\n        yeast: A walk\n");
    assert_eq!(said("lesson.yaml", &comment).0, ["X002"]);
    let folder =
        Folder::new().file("lesson.yaml", &comment).file("lessonlint.toml", "[rules]\nP001 = \"off\"\n");
    assert_eq!(codes(&check(&folder, &[])).0, Vec::<String>::new());
    let folder = Folder::new().file("lesson.yaml", &comment);
    assert_eq!(codes(&check(&folder, &["--ignore", "placeholder"])).0, Vec::<String>::new());
    // After a syntax error nobody knows.
    let broken = with(&comment, "title: What", "title: \"What");
    assert!(!said("lesson.yaml", &broken).0.contains(&"X002".to_owned()));
    // A file that is not looked at is not judged.
    let configuration = "[[suppressions]]\npath = \"other.yaml\"\nrule = \"P001\"\nreason = \"known\"\n";
    let folder = Folder::new()
        .file("lesson.yaml", LESSON)
        .file("other.yaml", LESSON)
        .file("lessonlint.toml", configuration);
    assert_eq!(codes(&check(&folder, &["lesson.yaml"])).0, Vec::<String>::new());
    assert_eq!(codes(&check(&folder, &["other.yaml"])).0, ["X002"]);
}

#[test]
fn the_fix_takes_out_what_is_unused_and_leaves_the_rest() {
    let lesson =
        with(LESSON, CELL, "        # lessonlint-ignore A001, R001, P001 -- a reason\n        yeast: TBD\n");
    let lesson = with(&lesson, "lesson: 1\n", "lesson: 1 # lessonlint-ignore P001 -- gone\n");
    let folder = Folder::new().file("lesson.yaml", &lesson);
    let ran = check(&folder, &["--fix"]);
    assert_eq!(codes(&ran), (vec![], vec!["R001".to_owned()]));
    let expected = with(LESSON, CELL, "        # lessonlint-ignore R001 -- a reason\n        yeast: TBD\n");
    assert_eq!(folder.read("lesson.yaml"), expected);
}

#[test]
fn a_silenced_finding_tells_why_and_is_counted() {
    let hole =
        with(LESSON, CELL, "        yeast: TBD # lessonlint-ignore R001 until=2026-02-01 -- it   depends\n");
    let folder = Folder::new().file("lesson.yaml", hole);
    let ran = check(&folder, &[]);
    let report = ran.json();
    assert_eq!(
        (ran.code, &report["summary"]["suppressed"], &report["summary"]["errors"]),
        (Some(0), &1.into(), &0.into())
    );
    let suppression = &report["findings"][0]["suppression"];
    assert_eq!(suppression["reason"], "it depends");
    assert_eq!((&suppression["kind"], &suppression["until"]), (&"comment".into(), &"2026-02-01".into()));
    assert_eq!((&suppression["path"], &suppression["start"]["line"]), (&"lesson.yaml".into(), &32.into()));
    let text = folder.run(&["check", "--today", "2026-01-31"]);
    assert!(text.out.contains("1 finding suppressed") && !text.out.contains("R001"), "{}", text.out);
    let text = folder.run(&["check", "--today", "2026-01-31", "--show-suppressed"]);
    assert!(text.out.contains("suppressed: it depends (lesson.yaml:32, until 2026-02-01)"), "{}", text.out);
}
