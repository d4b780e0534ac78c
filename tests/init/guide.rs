//! The guide for a team with old lessons: each of its commands is run on three hundred of them, and each
//! change that it shows is made on the way.

use lessonlint_tests::pages::{Page, Wrong, session};
use lessonlint_tests::{Folder, root};

use crate::three_hundred::three_hundred;

/// Makes the change of a `diff` block in the file that its first line names.
fn change(folder: Folder, diff: &str) -> Folder {
    let (name, lines) = diff.split_once('\n').unwrap();
    let name = name.strip_prefix("--- ").unwrap();
    let side = |sign: char| -> String {
        let lines = lines.lines().filter_map(|line| line.strip_prefix([sign, ' ']));
        lines.map(|line| format!("{line}\n")).collect()
    };
    let (before, text) = (side('-'), folder.read(name));
    assert_eq!(text.matches(&before).count(), 1, "{before:?} in {name}:\n{text}");
    folder.file(name, text.replacen(&before, &side('+'), 1))
}

#[test]
fn every_step_does_what_it_says() {
    let page = Page::read(&root().join("docs/from-old-lessons-to-a-green-gate.md"));
    let mut folder = three_hundred();
    let mut told: Vec<Wrong> = Vec::new();
    for block in &page.blocks {
        match block.language.as_str() {
            "console" => {
                let wrong = session::check(&block.text, folder.path()).err();
                told.extend(wrong.map(|wrong| Wrong { line: block.line, ..wrong }));
            }
            "diff" => folder = change(folder, &block.text),
            "yaml" => assert!(block.text.contains("run: lessonlint check\n"), "{}", block.text),
            other => panic!("nobody runs {other}"),
        }
    }
    if std::env::var("LESSONLINT_PAGES").is_ok_and(|value| value == "overwrite") {
        page.overwrite(&told);
    }
    let told: Vec<String> = told.iter().map(|wrong| format!("{}: {}", wrong.line, wrong.message)).collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}
