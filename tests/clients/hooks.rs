//! The hooks of pre-commit, run by pre-commit as the manifest says, with the binary of this workspace.

use lessonlint_tests::{command, root};
use serde_json::{Value, json};

use crate::programs::{passes, python};
use crate::runner::{Job, text, yaml};

const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");

/// A repository whose hooks are those of the manifest, as `language: system`: what they are built from is
/// too much for a test.
fn repository() -> Job {
    let Value::Array(mut hooks) = yaml(&root().join(".pre-commit-hooks.yaml")) else {
        panic!("a list of hooks")
    };
    for hook in &mut hooks {
        hook["language"] = "system".into();
    }
    let job = Job::new();
    let config = json!({"repos": [{"repo": "local", "hooks": hooks}]});
    job.write(".pre-commit-config.yaml", &config.to_string());
    let broken = LESSON.replace("yeast: Two hours from bowl to oven", "yeast: TBD");
    job.write("lessonlint.toml", "exclude = [\"archive/**\"]\n");
    job.write("good.yaml", LESSON);
    job.write("bad lesson.yaml", &broken);
    job.write("archive/old.yaml", &broken);
    job.write("NOTES.md", "# Notes\n\nThis is no lesson.\n");
    job.write("settings.yml", "regimes: 1\n");
    job.write("program.py", "lesson = 1\n");
    job.commit();
    job
}

/// Runs a hook on files; whether it passed, and what was printed.
fn run(job: &Job, hook: &str, files: &[&str]) -> Option<(bool, String)> {
    let mut pre_commit = python("pre-commit")?;
    let binary = command();
    let programs = std::path::Path::new(binary.get_program()).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    pre_commit.args(["run", hook, "--verbose"]).current_dir(job.workspace()).env("PATH", path);
    pre_commit.env("PRE_COMMIT_HOME", job.temp()).env("GIT_CONFIG_GLOBAL", "/dev/null");
    match files {
        [] => pre_commit.arg("--all-files"),
        files => pre_commit.arg("--files").args(files),
    };
    let output = pre_commit.output().unwrap();
    Some((output.status.success(), text(&output)))
}

#[test]
fn the_manifest_is_one_that_pre_commit_takes() {
    let Some(mut pre_commit) = python("pre-commit") else { return };
    passes(pre_commit.arg("validate-manifest").arg(root().join(".pre-commit-hooks.yaml")));
}

#[test]
fn a_hook_fails_for_a_hole_and_for_nothing_else_that_changed() {
    let job = repository();
    let Some((passed, printed)) = run(&job, "lessonlint", &[]) else { return };
    assert!(!passed && printed.contains("bad lesson.yaml"), "{printed}");
    for other in ["good.yaml", "old.yaml", "NOTES.md", "settings.yml", "program.py"] {
        assert!(!printed.contains(other), "{other}: {printed}");
    }
    let others = ["good.yaml", "archive/old.yaml", "NOTES.md", "settings.yml", "program.py"];
    let (passed, printed) = run(&job, "lessonlint", &others).unwrap();
    assert!(passed, "{printed}");
    let (passed, printed) = run(&job, "lessonlint", &["NOTES.md"]).unwrap();
    assert!(passed, "{printed}");
}

#[test]
fn the_fixing_hook_mends_and_says_so() {
    let job = repository();
    let idle = "# lessonlint-ignore thin-why -- it was thin once\n";
    job.write("good.yaml", &format!("{idle}{LESSON}"));
    job.commit();
    let Some((passed, printed)) = run(&job, "lessonlint-fix", &["good.yaml"]) else { return };
    assert!(!passed && printed.contains("files were modified by this hook"), "{printed}");
    assert_eq!(std::fs::read_to_string(job.workspace().join("good.yaml")).unwrap(), LESSON);
    assert!(run(&job, "lessonlint-fix", &["good.yaml"]).unwrap().0);
}
