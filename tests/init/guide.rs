//! The guide for a team with old lessons: each of its commands is run on three hundred of them, and each
//! change that it shows is made on the way.

use lessonlint_tests::{Folder, Page, Shown};

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
    let page = Page::new("from-old-lessons-to-a-green-gate.md");
    let mut folder = three_hundred();
    let mut before = None;
    for (language, block) in page.fenced() {
        match language {
            "console" => {
                for command in Shown::all(block) {
                    before = Some(command.run(&folder, before));
                }
            }
            "diff" => folder = change(folder, block),
            "yaml" => assert!(block.contains("run: lessonlint check\n"), "{block}"),
            other => panic!("nobody runs {other}"),
        }
    }
}
