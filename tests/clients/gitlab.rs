//! The template for GitLab, its script run as the runner runs it, in a merge request that breaks a cell.

use std::process::Command;

use lessonlint_tests::{command, root};
use serde_json::Value;

use crate::runner::{Job, text, yaml};

const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");

fn broken() -> String {
    LESSON.replace("yeast: Two hours from bowl to oven", "yeast: TBD")
}

/// Runs the job with these variables over the template's own; the exit code, and what was printed.
fn run(job: &Job, variables: &[(&str, &str)]) -> (i32, String) {
    let template = yaml(&root().join("templates/gitlab-ci.yml"));
    let template = &template["lessonlint"];
    let mut sh = Command::new("sh");
    sh.arg("-c").arg(template["script"][0].as_str().unwrap()).current_dir(job.workspace());
    sh.env("LESSONLINT_PROGRAM", command().get_program()).env("TMPDIR", job.temp());
    for (name, value) in template["variables"].as_object().unwrap() {
        sh.env(name, value.as_str().unwrap());
    }
    let output = sh.envs(variables.iter().copied()).output().unwrap();
    (output.status.code().unwrap(), text(&output))
}

/// `main` holds a faulty lesson, and the branch breaks another.
fn merge_request() -> (Job, String) {
    let job = Job::new();
    job.write("rise.yaml", LESSON);
    job.write("old.yaml", &broken());
    job.commit();
    let base = job.git(&["rev-parse", "HEAD"]);
    job.write("rise.yaml", &broken());
    job.write("lessonlint.toml", "exclude = [\"*.yaml\"]\n");
    job.commit();
    (job, base)
}

#[test]
fn a_merge_request_fails_for_what_it_breaks_and_is_judged_by_its_base() {
    let (job, base) = merge_request();
    let variables =
        [("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()), ("LESSONLINT_CONFIG_FROM_BASE", "true")];
    let (code, log) = run(&job, &variables);
    assert!(code == 1 && log.contains("rise.yaml") && !log.contains("old.yaml"), "{log}");
    assert!(
        log.contains(
            "Judged by what the base has of these, which this merge request changes:\nlessonlint.toml\n"
        ),
        "{log}"
    );
    let quality = std::fs::read_to_string(job.workspace().join("gl-code-quality-report.json")).unwrap();
    let quality: Value = serde_json::from_str(&quality).unwrap();
    assert_eq!(
        (quality.as_array().unwrap().len(), &quality[0]["location"]["path"]),
        (1, &Value::from("rise.yaml"))
    );
    let tests = std::fs::read_to_string(job.workspace().join("lessonlint-junit.xml")).unwrap();
    assert!(tests.contains("rise.yaml") && !tests.contains("old.yaml"), "{tests}");
    let template = yaml(&root().join("templates/gitlab-ci.yml"));
    for report in template["lessonlint"]["artifacts"]["paths"].as_array().unwrap() {
        assert!(job.workspace().join(report.as_str().unwrap()).is_file());
    }
}

#[test]
fn by_its_own_configuration_it_would_pass() {
    let (job, base) = merge_request();
    let (code, log) = run(&job, &[("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base)]);
    assert_eq!(code, 0, "{log}");
}

#[test]
fn no_variable_is_a_command() {
    let job = Job::new();
    let names = ["with space.yaml", "-leading.yaml", "$(touch x).yaml", ";touch x.yaml", "END"];
    names[..4].iter().for_each(|name| job.write(name, &broken()));
    let (code, log) = run(&job, &[("LESSONLINT_PATHS", &names[..4].join("\n"))]);
    assert!(code == 1 && names[..4].iter().all(|name| log.contains(name)), "{log}");
    for (name, value) in [
        ("LESSONLINT_OPTIONS", "--select=$(touch x)"),
        ("LESSONLINT_OPTIONS", "END\ntouch x"),
        ("LESSONLINT_PATHS", "END\ntouch x"),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "--output=text=x"),
        ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "$(touch x)"),
    ] {
        let (code, log) = run(&job, &[(name, value)]);
        assert_eq!(code, 2, "{name} {value}: {log}");
    }
    assert!(!job.workspace().join("x").exists());
}
