//! `--format auto`: what the service shows in which a job runs.

use lessonlint_tests::{Folder, command};

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");

/// Runs `check --format auto` with these variables; its standard output.
fn printed(folder: &Folder, variables: &[(&str, &str)]) -> String {
    let mut command = command();
    for name in ["GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).current_dir(folder.path());
    let output = command.args(["check", "dough.yaml", "--format", "auto"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn annotations_and_a_summary_on_github() {
    let folder = Folder::new().file("dough.yaml", DOUGH).file("summary.md", "before\n");
    let summary = folder.path().join("summary.md");
    let variables = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    assert!(printed(&folder, &variables).starts_with("::error title=A001"));
    let summary = folder.read("summary.md");
    assert!(summary.starts_with("before\n"), "{summary}");
    assert!(summary.contains("| **Effort** | ❌ **placeholder** | ✓ |"), "{summary}");
}

#[test]
fn text_and_code_quality_on_gitlab() {
    let folder = Folder::new().file("dough.yaml", DOUGH);
    assert!(printed(&folder, &[("GITLAB_CI", "true")]).starts_with("error A001"));
    assert!(folder.read("gl-code-quality-report.json").contains("\"check_name\": \"analogy-without-break\""));
}

#[test]
fn text_elsewhere_and_nothing_else() {
    let folder = Folder::new().file("dough.yaml", DOUGH);
    assert!(printed(&folder, &[]).starts_with("error A001"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
