//! Killed at any moment, lessonlint leaves every file as it was or as it should be.

use std::time::Duration;

use lessonlint_tests::{Folder, command};

use crate::{with_hole, with_stub};

/// How many files are fixed, and how many times the run is killed; more where `LESSONLINT_SOAK` is set.
fn size() -> (usize, u32) {
    if std::env::var_os("LESSONLINT_SOAK").is_some() { (1000, 50) } else { (150, 6) }
}

#[test]
fn a_killed_run_leaves_whole_files() {
    let (files, kills) = size();
    let (old, new) = (with_hole(), with_stub());
    let (mut interrupted, mut changed) = (0, 0);
    for kill in 0..kills {
        let folder =
            (0..files).fold(Folder::new(), |folder, number| folder.file(format!("{number}.yaml"), &old));
        let mut child = command();
        let child = child.args(["check", "--fix-scaffold"]).current_dir(folder.path());
        let mut child = child.stdout(std::process::Stdio::null()).spawn().unwrap();
        // Spread over the time that such a run takes.
        let wait = u64::try_from(files).unwrap() * u64::from(kill * 7 % kills) * 2 / u64::from(kills);
        std::thread::sleep(Duration::from_millis(5 + wait));
        child.kill().unwrap();
        interrupted += u32::from(child.wait().unwrap().code().is_none());
        for number in 0..files {
            let text = folder.read(format!("{number}.yaml"));
            assert!(text == old || text == new, "{number}.yaml is neither the old nor the new one:\n{text}");
            changed += usize::from(text == new);
        }
    }
    println!("{interrupted} of {kills} runs were killed; {changed} files had been fixed by then");
    assert!(interrupted > 0, "every run had ended before it was killed");
}
