//! The command itself, over the required part of the suite.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use lessonlint_tests::{Folder, Ran};
use serde_json::Value;

use crate::cases::{Case, REMOTES, all, folder};
use crate::library::plainly;

/// The required cases by the suite's file.
fn by_file() -> BTreeMap<String, Vec<Case>> {
    let mut files: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in all().into_iter().filter(|case| !case.name.contains("/optional/")) {
        let (file, _) = case.name.split_once(": ").unwrap();
        files.entry(file.to_owned()).or_default().push(case);
    }
    files
}

fn run(folder_of_files: &Folder, schema: Option<&str>, names: &[String]) -> Ran {
    let map = format!("{REMOTES}={}", folder().join("remotes").display());
    let mut arguments = vec!["schema", "check", "--format", "json", "--map", map.as_str()];
    arguments.extend(schema.iter().flat_map(|schema| ["--schema", schema]));
    arguments.extend(names.iter().map(String::as_str));
    folder_of_files.run(&arguments)
}

/// Whether each file is valid, by the report, which the exit code fits.
fn verdicts(ran: &Ran) -> HashMap<String, bool> {
    let report = ran.json();
    assert_eq!(report["failures"], Value::Array(Vec::new()), "{}", ran.err);
    let files = report["files"].as_array().unwrap();
    let verdict = |file: &Value| (file["path"].as_str().unwrap().to_owned(), file["errors"] == 0);
    let verdicts: HashMap<String, bool> = files.iter().map(verdict).collect();
    let code = i32::from(verdicts.values().any(|valid| !valid));
    assert_eq!(ran.code, Some(code));
    verdicts
}

#[test]
fn yaml_files_that_name_their_schemas_get_the_verdicts_of_the_suite() {
    for (file, cases) in by_file() {
        let place = Folder::new();
        let mut expected = HashMap::new();
        for (case, number) in cases.iter().zip(1..) {
            let schema = serde_yaml::to_string(&case.schema).unwrap();
            fs::write(place.path().join(format!("{number}.schema.yaml")), schema).unwrap();
            for (index, valid) in plainly(case).unwrap().into_iter().enumerate() {
                let name = format!("{number}-{index}.yaml");
                let data = serde_yaml::to_string(&case.tests[index].data).unwrap();
                fs::write(place.path().join(&name), format!("# $schema: {number}.schema.yaml\n{data}"))
                    .unwrap();
                expected.insert(name, valid);
            }
        }
        let names: Vec<String> = expected.keys().cloned().collect();
        assert_eq!(verdicts(&run(&place, None, &names)), expected, "{file}");
    }
}

#[test]
fn json_files_get_the_verdicts_of_the_suite() {
    for (file, cases) in by_file().into_iter().filter(|(file, _)| file.starts_with("draft2020-12/")) {
        let place = Folder::new();
        for (case, number) in cases.iter().zip(1..) {
            let schema = format!("{number}.schema.json");
            fs::write(place.path().join(&schema), case.schema.to_string()).unwrap();
            let mut expected = HashMap::new();
            for (index, valid) in plainly(case).unwrap().into_iter().enumerate() {
                let name = format!("{number}-{index}.json");
                fs::write(place.path().join(&name), case.tests[index].data.to_string()).unwrap();
                expected.insert(name, valid);
            }
            let names: Vec<String> = expected.keys().cloned().collect();
            assert_eq!(verdicts(&run(&place, Some(&schema), &names)), expected, "{file}: {}", case.name);
        }
    }
}
