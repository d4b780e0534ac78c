//! What services read of this repository, checked by the programs that know their forms.

use std::path::PathBuf;

use lessonlint_tests::{Folder, root};

use crate::programs::{passes, python};
use crate::runner::yaml;

fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|found| found == end)).collect();
    assert!(!files.is_empty(), "{folder}");
    files
}

#[test]
fn the_action_and_the_workflows_hold_nothing_that_is_unsafe() {
    let Some(mut zizmor) = python("zizmor") else { return };
    zizmor.args(["--offline", "--no-progress", "--persona=pedantic"]);
    passes(zizmor.arg(root().join("action.yml")).args(files(".github/workflows", "yml")));
}

#[test]
fn the_services_know_every_key() {
    for (schema, files) in [
        ("vendor.github-actions", vec![root().join("action.yml")]),
        ("vendor.github-workflows", files(".github/workflows", "yml")),
        ("vendor.gitlab-ci", files("templates", "yml")),
    ] {
        let Some(mut check) = python("check-jsonschema") else { return };
        passes(check.args(["--builtin-schema", schema]).args(files));
    }
}

#[test]
fn the_scripts_of_the_action_are_sound() {
    let Some(mut shellcheck) = python("shellcheck") else { return };
    passes(
        shellcheck
            .args(["--external-sources", "--source-path=SCRIPTDIR"])
            .args(files(".github/action", "sh")),
    );
    let template = yaml(&root().join("templates/gitlab-ci.yml"));
    let folder = Folder::new().file("script", template["lessonlint"]["script"][0].as_str().unwrap());
    let mut shellcheck = python("shellcheck").unwrap();
    passes(shellcheck.arg("--shell=sh").arg(folder.path().join("script")));
}

#[test]
fn every_input_that_our_workflows_give_is_one_of_the_action() {
    let action = yaml(&root().join("action.yml"));
    let mut given = vec![];
    for workflow in files(".github/workflows", "yml") {
        let jobs = yaml(&workflow)["jobs"].as_object().unwrap().clone();
        let steps = jobs.values().flat_map(|job| job["steps"].as_array().unwrap().clone());
        for step in steps.filter(|step| step["uses"].as_str().is_some_and(|uses| uses.starts_with("./"))) {
            given.extend(step["with"].as_object().unwrap().keys().cloned());
        }
    }
    assert!(given.len() > 6, "{given:?}");
    let unknown: Vec<&String> =
        given.iter().filter(|name| action["inputs"][name.as_str()].is_null()).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
