//! `lessonlint schema diff`: files, streams, exit codes, and the schemas of lessonlint itself.

use lessonlint_tests::{Folder, root};
use serde_json::{Value, json};

const OLD: &str = r#"{ "type": "object", "properties": { "why": { "type": "string" } } }"#;
const NEW: &str = r#"{ "type": "object", "properties": { "why": { "type": "string", "pattern": "\\S" } } }"#;
const BROKEN: &str =
    r#"{ "type": "object", "properties": { "why": { "type": "string" } }, "required": ["why"] }"#;

#[test]
fn the_exit_code_says_whether_something_breaks() {
    let folder = Folder::new().file("old.json", OLD).file("new.json", NEW).file("broken.json", BROKEN);
    for (arguments, code) in [
        (&["old.json", "old.json"][..], 0),
        (&["broken.json", "old.json"], 0),
        (&["old.json", "broken.json"], 1),
        (&["old.json", "broken.json", "--direction", "output"], 0),
        (&["broken.json", "old.json", "--direction", "output"], 1),
        (&["old.json", "new.json"], 1),
        (&["old.json", "new.json", "--fail-on", "break"], 0),
        (&["old.json", "broken.json", "--fail-on", "break"], 1),
        (&["old.json", "broken.json", "--fail-on", "never"], 0),
        (&["old.json", "gone.json"], 2),
        (&["-", "-"], 2),
    ] {
        let ran = folder.run(&[&["schema", "diff"], arguments].concat());
        assert_eq!(ran.code, Some(code), "{arguments:?} {ran:?}");
        assert_eq!(ran.out.is_empty(), code == 2, "{arguments:?} {ran:?}");
        assert_eq!(ran.err.is_empty(), code != 2, "{arguments:?} {ran:?}");
    }
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let folder = Folder::new()
        .file("good.json", OLD)
        .file("half.json", "{\"type\": \"str")
        .file("empty.json", "")
        .file("list.json", "[1]")
        .file("bytes.json", [0xff, 0xfe, b'{'])
        .file("wrong.json", "{\"type\": \"strung\"}")
        .file("refers.json", "{\"$ref\": \"other.json\"}")
        .file("four.json", "{\"$schema\": \"http://json-schema.org/draft-04/schema#\"}");
    for (name, said) in [
        ("half.json", "half.json is no JSON"),
        ("empty.json", "empty.json is empty"),
        ("list.json", "list.json is no schema"),
        ("bytes.json", "bytes.json is no UTF-8 from byte 0 on"),
        ("wrong.json", "wrong.json cannot be compared: it is no JSON Schema, at /type"),
        ("refers.json", "put what it refers to under `$defs`"),
        ("four.json", "draft-04"),
        (".", ". cannot be read"),
        (
            "gone",
            "gone cannot be read: No such file or directory (os error 2); give a file, `-`, or one of lesson",
        ),
    ] {
        for arguments in [["schema", "diff", name, "good.json"], ["schema", "diff", "good.json", name]] {
            let ran = folder.run(&arguments);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
            assert!(ran.err.contains(said), "{ran:?}");
        }
    }
}

#[test]
fn yaml_standard_input_and_own_kinds_are_schemas_too() {
    let folder =
        Folder::new().file("new.yaml", "\u{feff}type: object\r\nproperties:\r\n  why: {type: string}\r\n");
    let ran = folder.run_with(&["schema", "diff", "-", "new.yaml"], OLD.as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "The schemas say the same\n"), "{ran:?}");
    // In the form for editors each schema stands otherwise, with other keywords for them, and demands the same.
    for kind in ["lesson", "course", "front-matter", "config", "report", "baseline"] {
        let editors = root().join(format!("schema/editor/{kind}.schema.json"));
        let ran = folder.run(&["schema", "diff", kind, &editors.to_string_lossy()]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.lines().all(|line| line.is_empty() || line.contains("words")), "{ran:?}");
    }
}

/// Each kind of our own, changed at one place, is told at that place in the lesson.
#[test]
fn a_change_of_the_lesson_is_told_at_its_place() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).unwrap();
    let mut schema: Value = serde_json::from_str(&read("schema/lesson.schema.json")).unwrap();
    schema["$defs"]["Analogy"]["properties"]["where_it_breaks"]["minLength"] = json!(20);
    let folder = Folder::new().file("new.json", schema.to_string());
    let report = folder.run(&["schema", "diff", "lesson", "new.json", "--format", "json"]).json();
    assert_eq!(report["version"], 1);
    assert_eq!(
        report["summary"],
        json!({ "breaks": 1, "possible_breaks": 0, "compatible": 0, "annotations": 0 })
    );
    let change = &report["changes"][0];
    assert_eq!(change["places"], json!(["/regimes/*/analogies/*/where_it_breaks"]));
    assert_eq!((&change["level"], &change["kind"]), (&json!("break"), &json!("min-length")));
    assert_eq!((&change["was"], &change["now"]), (&Value::Null, &json!(20)));
    assert_eq!(change["new_pointer"], "/$defs/Analogy/properties/where_it_breaks/minLength");
}

#[test]
fn what_a_terminal_would_obey_is_shown() {
    let folder =
        Folder::new().file("old.json", "{}").file("new.json", r#"{ "required": ["a\u001b[31m\nb"] }"#);
    let ran = folder.run(&["schema", "diff", "old.json", "new.json"]);
    assert!(!ran.out.contains('\u{1b}') && ran.out.contains("a␛[31m␊b"), "{ran:?}");
}
