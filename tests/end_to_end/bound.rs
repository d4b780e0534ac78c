//! Bound schemas: they refuse what the linter finds amiss with the regimes of their lesson and the dimensions of their
//! course, and nothing else.

use std::collections::BTreeSet;
use std::sync::Arc;

use jsonschema::Validator;
use lesson_lint::{Content, Expected, FileInput, Loaded, Settings, Surroundings, check, guided, load, rules};
use lesson_model::Words;
use lesson_schema::{Binding, Draft, bind};
use lessonlint_tests::generator::{CellKeys, Lesson, Random, yaml};
use lessonlint_tests::{Folder, Linted, root};
use serde_json::{Map, Value, json};

use crate::schemas::{DRAFTS, refused, validator, value, yaml_lessons};

pub(crate) fn bound(draft: Draft, lesson: Option<&Loaded>, course: Option<&Loaded>) -> Value {
    let rules = rules::descriptions();
    let lesson = lesson.map(|loaded| &loaded.lesson.as_ref().expect("a lesson").value);
    let course = course.map(|loaded| &loaded.course.as_ref().expect("a course").value);
    let schema = guided(lesson_schema::lesson(draft), draft, &Words::default());
    bind(schema, &Binding { lesson, course, rules: &rules })
}

/// The schemas of a text, bound to itself.
fn to_itself(text: &str) -> Vec<Validator> {
    let loaded = Linted::load("x.yaml", text);
    DRAFTS.iter().map(|draft| validator(&bound(*draft, Some(&loaded), None))).collect()
}

/// The rows whose cells a schema refuses, and the lines whose regimes.
fn refused_parts(validator: &Validator, value: &Value) -> BTreeSet<String> {
    parts(refused(validator, value).into_iter().map(|(pointer, _)| pointer))
}

/// The same of the linter.
fn found_parts(text: &str) -> BTreeSet<String> {
    let said = Linted::new("x.yaml", text).said().into_iter();
    parts(said.filter(|said| ["R001", "R002"].contains(&said.code)).filter_map(|said| said.pointer))
}

fn parts(pointers: impl Iterator<Item = String>) -> BTreeSet<String> {
    let part = |pointer: String| {
        let steps: Vec<&str> = pointer.split('/').collect();
        let ours = matches!(steps.as_slice(), [_, "comparison", "dimensions", _, "cells", ..])
            || matches!(steps.as_slice(), [_, "field_guide", "lines", _, "regimes", ..]);
        ours.then(|| steps[..5].join("/"))
    };
    pointers.filter_map(part).collect()
}

#[test]
fn the_example_course_is_accepted_by_schemas_bound_to_it() {
    let course = example_course();
    for lesson in yaml_lessons() {
        let loaded = Linted::load(&lesson.name, lesson.text.clone());
        for draft in DRAFTS {
            for (lesson_bound, course_bound) in [(true, false), (false, true), (true, true)] {
                let schema = bound(draft, lesson_bound.then_some(&loaded), course_bound.then_some(&course));
                assert_eq!(refused(&validator(&schema), &value(&lesson)), [], "{}", lesson.name);
            }
        }
    }
}

#[test]
fn a_lesson_without_any_one_cell_is_refused_by_name() {
    let mut removed = 0;
    for lesson in yaml_lessons() {
        let loaded = Linted::load(&lesson.name, lesson.text.clone());
        let value = value(&lesson);
        for draft in DRAFTS {
            let schema = bound(draft, Some(&loaded), None);
            let validator = validator(&schema);
            for (index, row) in value["comparison"]["dimensions"].as_array().unwrap().iter().enumerate() {
                let cells = format!("/comparison/dimensions/{index}/cells");
                for regime in row["cells"].as_object().unwrap().keys() {
                    let mut bad = value.clone();
                    bad.pointer_mut(&cells).unwrap().as_object_mut().unwrap().shift_remove(regime);
                    assert_eq!(refused(&validator, &bad), [(cells.clone(), "required".to_owned())]);
                    removed += 1;
                }
                let mut bad = value.clone();
                bad.pointer_mut(&cells).unwrap()["unheard-of"] = json!("a regime that nobody declared");
                assert_eq!(refused(&validator, &bad).len(), 1);
            }
            let mut bad = value.clone();
            bad["field_guide"]["lines"][0]["regimes"] = json!(["unheard-of"]);
            assert_eq!(refused_parts(&validator, &bad), ["/field_guide/lines/0/regimes".to_owned()].into());
        }
    }
    assert!(removed > 50, "only {removed} cells were removed");
}

#[test]
fn a_bound_schema_refuses_the_rows_and_lines_that_the_linter_does() {
    let (mut holes, mut spellings) = (0, 0);
    for seed in 0..40 {
        let random = &mut Random::new(seed);
        let lesson = Lesson::new(seed);
        let text = yaml::write(&lesson, seed, CellKeys::Any, None).text;
        let loaded = Linted::load("x.yaml", text.clone());
        let plain = without_nulls(serde_json::to_value(&loaded.lesson.unwrap().value).unwrap());
        let validators = to_itself(&text);
        for _ in 0..12 {
            let mut changed = plain.clone();
            for _ in 0..random.within(1..=3) {
                disturb(&mut changed, random);
            }
            let text = serde_yaml::to_string(&changed).unwrap();
            let found = found_parts(&text);
            holes += found.len();
            spellings += usize::from(found.is_empty());
            for validator in &validators {
                assert_eq!(refused_parts(validator, &changed), found, "seed {seed}:\n{text}");
            }
        }
    }
    assert!(holes > 200 && spellings > 40, "{holes} parts were amiss, {spellings} lessons in order");
}

/// What the model writes, without what is absent.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let there = entries.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(there.map(|(key, value)| (key, without_nulls(value))).collect())
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// Changes the cells of a row or the regimes of a line.
fn disturb(lesson: &mut Value, random: &mut Random) {
    let names: Vec<String> = lesson["regimes"].as_array().unwrap().iter().flat_map(names_of).collect();
    let lines = lesson["field_guide"]["lines"].as_array_mut().unwrap();
    if random.chance(25) {
        let name = respelled(&random.pick(&names), random);
        let line = random.within(0..=lines.len() - 1);
        lines[line]["regimes"] = json!([name]);
        return;
    }
    let rows = lesson["comparison"]["dimensions"].as_array_mut().unwrap();
    let row = random.within(0..=rows.len() - 1);
    let cells = rows[row]["cells"].as_object_mut().unwrap();
    let keys: Vec<String> = cells.keys().cloned().collect();
    let Some(key) = (!keys.is_empty()).then(|| random.pick(&keys)) else { return };
    match random.within(0..=4) {
        0 => drop(cells.shift_remove(&key)),
        1 => drop(cells.insert(key, random.pick(&[json!(""), json!(" "), Value::Null]))),
        2 => {
            let text = cells.shift_remove(&key).unwrap();
            cells.insert(random.pick(&names), text);
        }
        _ => {
            let text = cells.shift_remove(&key).unwrap();
            cells.insert(respelled(&key, random), text);
        }
    }
}

fn names_of(regime: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let aka = regime["aka"].as_array().into_iter().flatten();
    [&regime["id"], &regime["name"]].into_iter().chain(aka).filter_map(text).collect()
}

/// A name as somebody might write it, rightly or not.
fn respelled(name: &str, random: &mut Random) -> String {
    match random.within(0..=8) {
        0 => name.to_uppercase(),
        1 => name.replace('-', " "),
        2 => name.replace(' ', "-"),
        3 => name.replace(['-', ' '], "\u{2011}"),
        4 => name.replace(['-', ' '], " \u{ad}· "),
        5 => format!("{name}s"),
        6 => name.replace(['-', ' '], ""),
        7 => format!("{name} \u{200b}."),
        _ => name.replace('e', "e\u{ad}"),
    }
}

#[test]
fn what_could_not_be_read_of_the_regimes_is_left_open() {
    let lesson = |regimes: &str| {
        format!(
            "lesson: 1\ntitle: T\nregimes:\n{regimes}comparison:\n  dimensions:\n  - name: Time\n    cells:\n      one: \
             A day\n      two: An hour\n"
        )
    };
    for (regimes, keys) in [
        ("- name: One\n- {id: [2], name: Two}\n", json!({ "one": "A day", "second": "An hour" })),
        ("- name: One\n- name: {}\n", json!({ "one": "A day", "anything": "An hour" })),
        ("- name: One\n- text\n", json!({ "one": "A day", "anything": "An hour" })),
        ("- name: One\n- name: \"Two\n", json!({ "one": "A day", "anything": "An hour" })),
    ] {
        let loaded = Linted::load("x.yaml", lesson(regimes));
        for draft in DRAFTS {
            let schema = bound(draft, Some(&loaded), None);
            let cells = |cells: Value| json!({ "comparison": { "dimensions": [{ "name": "Time", "cells": cells }] } });
            let validator = validator(&schema);
            assert_eq!(refused_parts(&validator, &cells(keys.clone())), BTreeSet::new(), "{regimes}");
            let missing = refused_parts(&validator, &cells(json!({ "anything": "An hour" })));
            assert_eq!(missing.len(), 1, "{regimes}: the regime that is known may not be missing");
        }
    }
}

#[test]
fn hostile_names_make_valid_schemas_that_agree_with_the_linter() {
    let hostile = [
        "a\"b",
        "${1:x}",
        "a/b~c",
        "\\d+",
        "{}",
        "x-ray",
        "$schema",
        "^.*$",
        "🙂",
        "名前",
        "Ünï çödé",
        "a: b",
        "a\nb",
        "__proto__",
        "constructor",
        "true",
        "1",
        "-",
        "  ",
        "a#b",
        "%00",
        "<script>",
    ];
    let mut texts: Vec<String> = Vec::new();
    for pair in hostile.windows(2) {
        texts.push(lesson_of(pair));
        texts.push(lesson_of(&[pair[0], pair[0]]));
    }
    texts.push(lesson_of(&hostile));
    for text in texts {
        let plain: Value = serde_yaml::from_str(&text).unwrap();
        for validator in to_itself(&text) {
            assert_eq!(refused_parts(&validator, &plain), found_parts(&text), "{text}");
        }
    }
}

/// A lesson of these regimes, with a row in which each has its cell, and one without any.
pub(crate) fn lesson_of(names: &[&str]) -> String {
    let regimes: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    let cells: Map<String, Value> =
        names.iter().map(|name| ((*name).to_owned(), json!(format!("What {} does", names.len())))).collect();
    let dimensions =
        json!([{ "name": "All", "cells": cells }, { "name": "None", "cells": { "x-seen": [5] } }]);
    let lesson =
        json!({ "lesson": 1, "title": "T", "regimes": regimes, "comparison": { "dimensions": dimensions } });
    serde_yaml::to_string(&lesson).unwrap()
}

pub(crate) fn course(text: &str) -> Loaded {
    let content = Content::Bytes(text.as_bytes().to_vec());
    let file = FileInput { path: "course.yaml".to_owned(), form: None, content, expected: Expected::Named };
    load(file, &Settings::new().unwrap())
}

fn example_course() -> Loaded {
    course(&std::fs::read_to_string(root().join("content/ai-foundations/course.yaml")).unwrap())
}

#[test]
fn a_schema_bound_to_a_course_asks_for_the_dimensions_that_the_linter_does() {
    let settings = Settings::new().unwrap();
    let text = "id: bread\ntitle: Bread\ndimensions: [time, who-does-the-work, Größe]\n";
    let schemas = DRAFTS.map(|draft| validator(&bound(draft, None, Some(&course(text)))));
    let around = Surroundings { above: vec![Arc::new(course(text))], ..Surroundings::default() };
    let mut counts = BTreeSet::new();
    for rows in [
        json!([{ "name": "Time" }, { "name": "Who does the work?" }, { "name": "x", "id": "Größe" }]),
        json!([{ "name": "TIME" }, { "name": "Work", "id": "who-does-the-work" }]),
        json!([{ "name": "The time", "id": "time" }, { "name": "Size" }]),
        json!([{ "name": "Time", "id": "hours" }]),
        json!([{ "name": "Times" }]),
        json!([]),
        Value::Null,
        json!([{ "id": "time" }, { "id": "TBD", "name": "Who – does the work" }]),
    ] {
        let value = json!({ "lesson": 1, "title": "T", "regimes": [], "comparison": { "dimensions": rows } });
        let text = serde_yaml::to_string(&value).unwrap();
        let loaded = Linted::load("x.yaml", text.clone());
        let report = check(loaded, &settings, &around);
        let found = report.findings.iter().filter(|finding| finding.rule.code == "R017").count();
        counts.insert(found);
        for schema in &schemas {
            let errors = refused(schema, &value);
            let asked = errors
                .iter()
                .filter(|(pointer, keyword)| pointer == "/comparison/dimensions" && keyword == "dimensions");
            assert_eq!(asked.count(), found, "{text}{errors:?}");
        }
    }
    assert_eq!(counts, [0, 1, 2, 3].into());
}

#[test]
fn the_command_line_binds_to_a_lesson_its_course_or_both() {
    let folder = Folder::new()
        .file("course.yaml", "id: bread\ntitle: Bread\ndimensions: [price]\nlessons: [rise]\n")
        .file("lessons/one.yaml", lesson_of(&["Yeast", "Sourdough"]))
        .file("lessons/two.md", "# Notes\n")
        .file("lessons/three.md", include_str!("../../crates/lesson-lint/src/examples/lesson.md"))
        .file("apart/course.yaml", "- no course\n");
    let schema = |arguments: &[&str]| {
        let ran = folder.run(&[&["schema", "--draft", "draft-07", "--for"], arguments].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        ran.json()
    };
    let messages = |schema: &Value| {
        let text = schema.to_string();
        ["R001 regime-missing-from-dimension: Sourdough", "R017 course-dimension-missing", "\"rise\""]
            .map(|part| text.contains(part))
    };
    assert_eq!(messages(&schema(&["lessons/one.yaml"])), [true; 3]);
    assert_eq!(messages(&schema(&["course.yaml"])), [false, true, true]);
    let piped = folder.run_with(&["schema", "--for", "-"], lesson_of(&["Yeast", "Sourdough"]).as_bytes());
    assert_eq!(messages(&piped.json()), [true; 3]);
    let markdown = folder.run(&["schema", "--for", "lessons/three.md"]);
    assert_eq!((markdown.code, messages(&markdown.json())), (Some(0), [true; 3]));
    assert!(markdown.err.starts_with("note: lessons/three.md is Markdown"), "{markdown:?}");
    for path in ["apart/course.yaml", "lessons/gone.yaml", "lessons", "lessons/two.md"] {
        let ran = folder.run(&["schema", "--for", path]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        assert!(ran.err.starts_with(&format!("error: {path}")), "{ran:?}");
    }
}

#[test]
fn what_a_rule_that_is_off_asks_for_an_editor_does_not() {
    let lesson = std::fs::read_to_string(root().join("crates/lesson-lint/src/examples/lesson.yaml")).unwrap();
    let without = lesson.replacen(
        "    what_it_does: The cells eat sugar and fill the dough with gas within two hours.\n",
        "",
        1,
    );
    let loose = without.replacen(
        "        yeast: One visit",
        "        rye: No yeast at all\n        yeast: One visit",
        1,
    );
    assert_eq!(loose.lines().count(), lesson.lines().count(), "one line went and one came");
    let off = "[rules]\nregime-part-missing = \"off\"\nunknown-regime = \"off\"\n";
    let fewer = "[rules]\nregime-part-missing = { required = [\"what_it_is\"] }\nunknown-regime = \"off\"\n";
    for (configuration, code) in [("", 1), (off, 0), (fewer, 0)] {
        let folder = Folder::new().file("lessonlint.toml", configuration).file("lesson.yaml", &loose);
        let schema = folder.run(&["schema", "--draft", "draft-07", "--for", "lesson.yaml"]).out;
        let folder = folder.file("bound.json", schema);
        let ran = folder.run(&["schema", "check", "--schema", "bound.json", "lesson.yaml"]);
        assert_eq!(
            (ran.code, folder.run(&["check"]).code),
            (Some(code), Some(code)),
            "{configuration}\n{ran:?}"
        );
    }
}
