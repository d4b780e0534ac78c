//! The workflow of docs/ci.md that comments on pull requests from forks, with a stand-in for `gh`.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use lessonlint_tests::{Folder, pages::Page, root};
use serde_json::Value;

/// Writes down what it is asked, gives a report for a run, and knows one pull request.
const GH: &str = r#"#!/bin/sh
printf '%s\n' "$*" >>asked
case "$1 $2" in
"run download") mkdir "$7" && printf '%s' "$REPORT" >"$7/lessonlint.md" ;;
"api --method") case "$*" in *head=fork:change*) echo 7 ;; esac ;;
"pr comment") cp comment.md posted ;;
esac
"#;

/// What was posted where, when a run on that branch has ended with that report.
fn posted(head: &str, report: &str) -> (String, Option<String>) {
    let page = Page::read(&root().join("docs/ci.md"));
    let block = page.blocks.iter().find(|block| block.value("file") == Some(".github/workflows/comment.yml"));
    let workflow: Value = serde_yaml::from_str(&block.unwrap().text).unwrap();
    let folder = Folder::new().file("programs/gh", GH);
    let programs = folder.path().join("programs");
    std::fs::set_permissions(programs.join("gh"), std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", workflow["jobs"]["comment"]["steps"][0]["run"].as_str().unwrap()]);
    bash.current_dir(folder.path())
        .env("PATH", format!("{}:{}", programs.display(), std::env::var("PATH").unwrap()));
    bash.env("RUN", "12").env("GH_REPO", "team/lessons").env("HEAD", head).env("REPORT", report);
    crate::programs::passes(&mut bash);
    (folder.read("asked"), std::fs::read_to_string(folder.path().join("posted")).ok())
}

#[test]
fn the_report_comes_to_the_pull_request_that_the_service_names() {
    let report = "## Lessons\n\n`$(touch x)` @everybody\n";
    let (asked, comment) = posted("fork:change", report);
    assert_eq!(comment.as_deref(), Some(report));
    assert!(asked.starts_with("run download 12 --name lessonlint --dir report\n"), "{asked}");
    let last = "pr comment 7 --edit-last --create-if-none --body-file comment.md\n";
    assert!(asked.ends_with(last), "{asked}");
    let (asked, comment) = posted("fork:closed", report);
    assert!(comment.is_none() && !asked.contains("pr comment"), "{asked}");
}

#[test]
fn a_report_of_any_length_fits() {
    let (_, comment) = posted("fork:change", &"x".repeat(100_000));
    assert_eq!(comment.unwrap().len(), 65_000);
}
