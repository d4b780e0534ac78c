//! Commands for the reader's own machine: what they name is there.

use lessonlint_tests::{command, root};

/// Holds each command of a block to what is there.
pub(crate) fn check(block: &str) -> Result<(), String> {
    block.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).try_for_each(check_command)
}

fn check_command(line: &str) -> Result<(), String> {
    let words: Vec<&str> = line.split(' ').collect();
    let known = match words.as_slice() {
        ["cargo", "install", "--path", package] => root().join(package).join("src/main.rs").is_file(),
        // What is run here is the tests of the workspace.
        ["cargo", "test", "--workspace"] => true,
        ["cargo", "run", "--release", "-p", "lessonlint", "--", arguments @ ..] => {
            let ran = command().args(arguments).current_dir(root()).output().expect("lessonlint starts");
            ran.status.success()
        }
        _ => false,
    };
    if known {
        Ok(())
    } else {
        Err(format!("`{line}` cannot be run here, and nothing holds it to what is there"))
    }
}
