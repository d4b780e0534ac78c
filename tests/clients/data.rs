//! The verdicts of `schema check` are those of check-jsonschema.

use std::collections::BTreeSet;
use std::path::Path;

use lessonlint_tests::{Folder, root};
use serde_json::Value;

use crate::programs::python;

/// Files of the suite with schemas that need no remotes, and no other reading of numbers or formats.
const SUITE: [&str; 12] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contains",
    "dependentRequired",
    "enum",
    "if-then-else",
    "not",
    "oneOf",
    "pattern",
    "required",
];

/// Lessons that are none, by what is changed in one that is.
const CHANGES: [(&str, &str); 8] = [
    ("title:", "titel:"),
    ("lesson:", "lesson: x #"),
    ("regimes:", "regimes: 3 #"),
    ("dont_say:", "dont_say: [1] #"),
    ("where_it_breaks:", "where_it_brakes:"),
    ("name:", "name: 5 #"),
    ("comparison:", "comparisons:"),
    ("lead:", "unknown: 1\nlead:"),
];

/// Which of the files has something against it, by check-jsonschema.
fn by_client(place: &Path, schema: &Path, names: &[String]) -> Option<BTreeSet<String>> {
    let mut command = python("check-jsonschema")?;
    command.current_dir(place).args(["--output-format", "json", "--schemafile"]).arg(schema).args(names);
    let printed = command.output().unwrap();
    let report: Value = serde_json::from_slice(&printed.stdout).unwrap_or_else(|_| panic!("{printed:?}"));
    let of = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let failed = of("errors").into_iter().chain(of("parse_errors"));
    Some(
        failed.map(|error| error["filename"].as_str().unwrap().trim_start_matches("./").to_owned()).collect(),
    )
}

fn by_us(place: &Folder, schema: &Path, names: &[String]) -> BTreeSet<String> {
    let schema = schema.to_string_lossy();
    let mut arguments = vec!["schema", "check", "--format", "json", "--schema", &*schema];
    arguments.extend(names.iter().map(String::as_str));
    let ran = place.run(&arguments);
    let report = ran.json();
    assert_eq!(report["failures"], Value::Array(Vec::new()), "{}", ran.err);
    let files = report["files"].as_array().unwrap().iter().filter(|file| file["errors"] != 0);
    files.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn lessons_and_broken_ones_get_the_same_verdict() {
    let mut place = Folder::new();
    let mut names = Vec::new();
    for lesson in lessonlint_tests::content().iter().filter(|lesson| lesson.name.ends_with(".yaml")) {
        let stem = Path::new(&lesson.name).file_stem().unwrap().to_string_lossy().into_owned();
        let changed = CHANGES.iter().map(|(from, to)| lesson.text.replacen(from, to, 1));
        for (number, text) in std::iter::once(lesson.text.clone()).chain(changed).enumerate() {
            let name = format!("{stem}-{number}.yaml");
            place = place.file(&name, text);
            names.push(name);
        }
    }
    let schema = root().join("schema/lesson.schema.json");
    let Some(expected) = by_client(place.path(), &schema, &names) else { return };
    assert_eq!(by_us(&place, &schema, &names), expected);
    assert!(expected.len() > 10 && expected.len() < names.len(), "{expected:?} of {names:?}");
}

#[test]
fn the_suite_gets_the_same_verdict_from_both() {
    let folder = root().join("tests/fixtures/json-schema-test-suite/tests/draft2020-12");
    let mut files = 0;
    for file in SUITE {
        let text = std::fs::read_to_string(folder.join(format!("{file}.json"))).unwrap();
        let cases: Value = serde_json::from_str(&text).unwrap();
        let case = &cases[0];
        let mut place = Folder::new().file("schema.json", case["schema"].to_string());
        let mut names = Vec::new();
        for (number, test) in case["tests"].as_array().unwrap().iter().enumerate() {
            let name = format!("{number}.json");
            place = place.file(&name, test["data"].to_string());
            names.push(name);
        }
        let schema = place.path().join("schema.json");
        let Some(expected) = by_client(place.path(), &schema, &names) else { return };
        assert_eq!(by_us(&place, &schema, &names), expected, "{file}");
        files += names.len();
    }
    assert!(files > 40, "{files}");
}
