//! The generated schemas: valid themselves, right about lessons, and bound to a lesson's regimes.

use jsonschema::Validator;
use lesson_lint::config_schema;
use lesson_schema::Draft;
use lessonlint_tests::{Folder, LessonFile, content, root};
use serde_json::{Value, json};

pub(crate) const DRAFTS: [Draft; 2] = [Draft::Draft202012, Draft::Draft07];

pub(crate) fn yaml_lessons() -> impl Iterator<Item = LessonFile> {
    content().into_iter().filter(|lesson| lesson.name.ends_with(".yaml"))
}

/// A lesson as any YAML library reads it.
pub(crate) fn value(lesson: &LessonFile) -> Value {
    serde_yaml::from_str(&lesson.text).unwrap_or_else(|error| panic!("{}: {error}", lesson.name))
}

pub(crate) fn validator(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).unwrap_or_else(|error| panic!("no valid schema: {error}"));
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

/// Where a value is refused, and by which keyword.
pub(crate) fn refused(validator: &Validator, value: &Value) -> Vec<(String, String)> {
    let keyword = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let errors = validator.iter_errors(value);
    errors.map(|error| (error.instance_path().to_string(), keyword(error.schema_path().as_str()))).collect()
}

#[test]
fn committed_schemas_are_valid() {
    for folder in ["schema", "schema/editor"] {
        for kind in ["lesson", "course", "report", "config", "baseline"] {
            let path = root().join(folder).join(format!("{kind}.schema.json"));
            let text = std::fs::read_to_string(&path).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            validator(&schema);
            let draft = if folder == "schema" { "2020-12/schema" } else { "draft-07/schema#" };
            assert!(schema["$schema"].as_str().unwrap().ends_with(draft), "{}", path.display());
        }
    }
}

#[test]
fn the_example_course_is_accepted() {
    for draft in DRAFTS {
        let lesson_schema = validator(&lesson_schema::lesson(draft));
        for lesson in yaml_lessons() {
            assert_eq!(refused(&lesson_schema, &value(&lesson)), [], "{}", lesson.name);
        }
        let course = std::fs::read_to_string(root().join("content/ai-foundations/course.yaml")).unwrap();
        let course: Value = serde_yaml::from_str(&course).unwrap();
        assert_eq!(refused(&validator(&lesson_schema::course(draft)), &course), []);
    }
}

#[test]
fn bad_lessons_are_refused_for_the_right_reason() {
    let lesson = value(&yaml_lessons().next().unwrap());
    let changed = |pointer: &str, change: &dyn Fn(&mut Value)| {
        let mut lesson = lesson.clone();
        change(lesson.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")));
        lesson
    };
    let without = |owner: &str, key: &str| {
        changed(owner, &|value| drop(value.as_object_mut().unwrap().shift_remove(key).unwrap()))
    };
    let set = |pointer: &str, to: Value| changed(pointer, &|value| *value = to.clone());
    let cases = [
        (without("", "title"), "", "required"),
        (without("", "comparison"), "", "required"),
        (without("/regimes/0", "what_it_is"), "/regimes/0", "required"),
        (without("/regimes/1/analogies/0", "where_it_breaks"), "/regimes/1/analogies/0", "required"),
        (without("/regimes/1/analogies/0", "holds"), "/regimes/1/analogies/0", "required"),
        (without("/comparison/dimensions/0", "cells"), "/comparison/dimensions/0", "required"),
        (without("/field_guide/lines/0", "why"), "/field_guide/lines/0", "required"),
        (set("/field_guide/lines/0/why", json!("  ")), "/field_guide/lines/0/why", "pattern"),
        (
            set("/regimes/0/analogies/0/where_it_breaks", json!("")),
            "/regimes/0/analogies/0/where_it_breaks",
            "pattern",
        ),
        (set("/lesson", json!("four")), "/lesson", "type"),
        (set("/lesson", json!(0)), "/lesson", "minimum"),
        (set("/title", json!(["a", "list"])), "/title", "type"),
        (set("/regimes", json!([])), "/regimes", "minItems"),
        (set("/field_guide/lines", json!([])), "/field_guide/lines", "minItems"),
        (set("/regimes/0/id", json!("No Slug")), "/regimes/0/id", "pattern"),
        (set("/comparison/intro", json!(7)), "/comparison/intro", "type"),
        (changed("", &|value| value["lessons"] = json!(1)), "", "additionalProperties"),
        (changed("/regimes/0", &|value| value["nmae"] = json!("x")), "/regimes/0", "additionalProperties"),
    ];
    for draft in DRAFTS {
        let validator = validator(&lesson_schema::lesson(draft));
        for (bad, pointer, keyword) in &cases {
            let due = [((*pointer).to_owned(), (*keyword).to_owned())];
            assert_eq!(refused(&validator, bad), due, "{pointer} {keyword}");
        }
    }
}

#[test]
fn other_tools_may_add_keys_of_their_own() {
    let mut lesson = value(&yaml_lessons().next().unwrap());
    lesson["x-owner"] = json!("team");
    lesson["$schema"] = json!("../lesson.schema.json");
    lesson["regimes"][0]["x-note"] = json!({ "any": ["thing"] });
    lesson["meta"] = json!({ "reviewed": true });
    for draft in DRAFTS {
        assert_eq!(refused(&validator(&lesson_schema::lesson(draft)), &lesson), []);
    }
}

#[test]
fn reports_and_configurations_keep_to_their_schemas() {
    let read = |kind: &str| {
        let path = root().join("schema").join(format!("{kind}.schema.json"));
        serde_json::from_str::<Value>(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let report = validator(&read("report"));
    let yaml = yaml_lessons().next().unwrap().text;
    let bad = yaml.replacen("where_it_breaks:", "where_it_brakes:", 1);
    let folder = Folder::new().file("good.yaml", yaml).file("bad.yaml", bad).file("not.md", "# Notes\n");
    for arguments in
        [&["check", "--format", "json"][..], &["check", "--format", "json", "bad.yaml", "gone.md"]]
    {
        assert_eq!(refused(&report, &folder.run(arguments).json()), [], "{arguments:?}");
    }
    let config = validator(&config_schema(Draft::Draft202012));
    let good =
        json!({ "fail_on": "warning", "rules": { "placeholder": "off", "R012": { "level": "advice" } } });
    assert_eq!(refused(&config, &good), []);
    for bad in [
        json!({ "rules": { "placeholdr": "off" } }),
        json!({ "includ": [] }),
        json!({ "rules": { "P001": "of" } }),
    ] {
        assert!(!refused(&config, &bad).is_empty(), "{bad}");
    }
}
