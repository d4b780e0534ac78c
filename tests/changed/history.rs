//! A pull request from its beginning to its end.

use crate::repository::Repository;
use crate::{LESSON, other, with_hole};

/// A branch that breaks a cell, renames a lesson, adds a suppression and lowers a level.
fn pull_request() -> Repository {
    let repository = Repository::with(&[
        ("lessonlint.toml", "[rules]\nterm-spelling = \"error\"\n"),
        ("lessons/01-bread.yaml", LESSON),
        ("lessons/02-rolls.yaml", &other("Rolls")),
        ("lessons/03-cake.yaml", &other("Cake").replace("cells", "cellz")),
    ]);
    repository.write("lessons/01-bread.yaml", with_hole());
    repository.commit("Shorten the lesson about bread");
    repository.git(&["mv", "lessons/02-rolls.yaml", "lessons/02-buns.yaml"]);
    repository.commit("Call rolls buns");
    let silence = "# lessonlint-ignore-file acronym-unexplained -- shouted on purpose\n";
    repository.write("lessons/02-buns.yaml", format!("{silence}{}", other("Rolls")));
    repository.write("lessonlint.toml", "[rules]\nterm-spelling = \"advice\"\n");
    repository.commit("Be less strict");
    repository
}

#[test]
fn the_reviewer_reads_what_was_lost_and_which_debt_was_made() {
    let repository = pull_request();
    let ran = repository.check(&["--changed-since", "main"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let section = ran.out.find("Lessons since main:").map(|start| &ran.out[start..]).unwrap();
    let section = section.split("Fixes:").next().unwrap();
    insta::assert_snapshot!(section, @r"
    Lessons since main:
      lessons/01-bread.yaml
        lost Sourdough on Effort: it is missing, and was present
    Debt made since main:
      1 suppression
        lessons/02-buns.yaml:1: `acronym-unexplained` is suppressed in the whole file: shouted on purpose
      1 lowered level
        lessonlint.toml:2: `term-spelling` is lowered from error to advice

    1 error in 1 of 2 lessons (2 files looked at, 3 findings suppressed)
    ");
    assert_eq!(
        ran.err,
        "warning: lessonlint.toml changed since main; lessons that did not change were not checked against it\n  \
         help: leave `--changed-since` out to check every lesson\n"
    );
    assert!(!ran.out.contains("03-cake"), "what did not change is not spoken of: {}", ran.out);
}

#[test]
fn the_comment_shows_the_same_on_the_pull_request() {
    let ran = pull_request().check(&["--changed-since", "main", "--format", "markdown"]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn an_annotation_stands_where_the_cell_was_lost() {
    let ran = pull_request().check(&["--changed-since", "main", "--format", "github"]);
    let annotations: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(annotations.len(), 1, "{annotations:?}");
    let begins = "::error title=R001 regime-missing-from-dimension,file=lessons/01-bread.yaml,line=";
    assert!(annotations[0].starts_with(begins), "{annotations:?}");
}

#[test]
fn programs_read_the_same() {
    let report = pull_request().since_main();
    let changes = &report["changes"];
    let lost = serde_json::json!([{
        "regime": { "id": "sourdough", "name": "Sourdough" },
        "dimension": { "id": "effort", "name": "Effort" },
        "before": "present",
        "after": "missing",
    }]);
    assert_eq!(changes["lessons"][0]["lost"], lost);
    assert_eq!(changes["lessons"][1]["was"], "lessons/02-rolls.yaml");
    let kinds: Vec<&str> =
        changes["debt"].as_array().unwrap().iter().map(|debt| debt["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["suppression", "level"]);
    let schema = std::fs::read_to_string(lessonlint_tests::root().join("schema/report.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn without_the_option_nothing_is_compared() {
    let repository = pull_request();
    let ran = repository.check(&["--format", "json"]);
    assert_eq!(ran.json()["changes"], serde_json::Value::Null);
    assert!(!repository.check(&["."]).out.contains("since"));
}

#[test]
fn what_was_mended_in_the_same_run_is_not_lost() {
    let repository = pull_request();
    let ran = repository.check(&["--changed-since", "main", "--fix-scaffold", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "a stub still fails");
    assert_eq!(ran.json()["changes"]["lessons"][0]["lost"][0]["after"], "placeholder");
}

#[test]
fn quiet_and_statistics_say_as_much_as_they_should() {
    let repository = pull_request();
    assert!(!repository.check(&["--changed-since", "main", "--quiet"]).out.contains("Debt"));
    assert!(
        repository.check(&["--changed-since", "main", "--statistics"]).out.contains("Debt made since main:")
    );
}
