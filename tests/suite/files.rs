//! Files as they come: several documents, front matter, byte order marks, what cannot be read, what is hostile.

use lessonlint_tests::{Folder, Ran};
use serde_json::{Value, json};

const SCHEMA: &str =
    r#"{"type": "object", "properties": {"port": {"type": "integer"}}, "required": ["port"]}"#;

fn checked(file: &str, content: impl AsRef<[u8]>) -> Ran {
    let place = Folder::new().file("s.json", SCHEMA).file(file, content);
    place.run(&["schema", "check", "--schema", "s.json", "--format", "json", file])
}

/// Document, line, column and message of each error.
fn errors(ran: &Ran) -> Vec<(u64, u64, u64, String)> {
    let report = ran.json();
    let error = |error: &Value| {
        let number = |value: &Value| value.as_u64().unwrap();
        let at = &error["start"];
        (
            number(&error["document"]),
            number(&at["line"]),
            number(&at["column"]),
            error["message"].as_str().unwrap().to_owned(),
        )
    };
    report["errors"].as_array().unwrap().iter().map(error).collect()
}

#[test]
fn every_document_is_checked_at_its_place_in_the_file() {
    let ran = checked(
        "x.yaml",
        "\u{feff}port: 1\r\n---\r\né: {port: x}\r\nport: y\r\n...\r\n---\r\n# nothing\r\n---\r\nport:\r\n",
    );
    assert_eq!(
        errors(&ran),
        [
            (2, 4, 7, "`port` must be a whole number, and is a text".to_owned()),
            (3, 9, 1, "`port` must be a whole number, and is nothing".to_owned()),
        ]
    );
    assert_eq!((ran.code, &ran.json()["summary"]["documents"]), (Some(1), &json!(3)));
}

#[test]
fn front_matter_alone_is_checked() {
    let ran = checked("x.md", "---\ntitle: é\nport: \"1\"\n---\n\n# Port\n\nport: x\n---\n");
    assert_eq!(errors(&ran), [(1, 3, 7, "`port` must be a whole number, and is a text".to_owned())]);
    let ran = checked("x.md", "# No front matter\n");
    assert_eq!(
        errors(&ran),
        [(1, 1, 1, "there is no front matter, so that nothing can be checked".to_owned())]
    );
}

#[test]
fn a_document_that_is_broken_is_told_and_the_others_are_checked() {
    let ran = checked("x.yaml", "port: [1\n---\nport: x\n");
    let found = errors(&ran);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1], (2, 3, 7, "`port` must be a whole number, and is a text".to_owned()));
    let ran = checked("x.json", "{\"port\": 1,}\n");
    assert_eq!(errors(&ran), [(1, 1, 11, "JSON has no comma after the last value".to_owned())]);
    let ran = checked("x.json", "{\"port\": 1, \"port\": 2}\n");
    assert_eq!(errors(&ran), [(1, 1, 13, "the key `port` stands here twice".to_owned())]);
}

#[test]
fn what_holds_nothing_is_no_object() {
    for (file, content) in
        [("x.yaml", ""), ("x.yaml", "# c\n"), ("x.yaml", "---\n"), ("x.json", ""), ("x.json", " \n")]
    {
        let ran = checked(file, content);
        assert_eq!((ran.code, errors(&ran).len()), (Some(1), 1), "{file} {content:?}: {}", ran.out);
    }
}

#[test]
fn what_cannot_be_read_or_is_no_schema_ends_in_2_and_the_rest_is_checked() {
    let place = Folder::new()
        .file("s.json", SCHEMA)
        .file("bad.yaml", "port: x\n")
        .file("binary.yaml", b"\xff\xfe\0\0")
        .file("folder/x", "")
        .file("x.toml", "port = 1\n")
        .file("none.yaml", "port: 1\n")
        .file("named.yaml", "# $schema: gone.json\nport: 1\n")
        .file("loop.json", r#"{"$ref": "loop.json"}"#)
        .file("wrong.json", r#"{"type": "objekt"}"#)
        .file("net.json", r#"{"properties": {"a": {"$ref": "https://example.com/a.json"}}}"#);
    let ran = place.run(&[
        "schema",
        "check",
        "--schema",
        "s.json",
        "bad.yaml",
        "binary.yaml",
        "folder",
        "gone.yaml",
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.out.contains("bad.yaml:1:7") && ran.out.contains("3 files could not be checked"),
        "{}",
        ran.out
    );
    for named in ["binary.yaml is no text", "folder cannot be read", "gone.yaml cannot be read"] {
        assert!(ran.err.contains(named), "{}", ran.err);
    }
    for (arguments, said) in [
        (&["--schema", "s.json", "x.toml"][..], "x.toml is TOML"),
        (&["none.yaml"], "no schema is named for this file"),
        (&["named.yaml"], "there is no schema at gone.json"),
        (&["--schema", "wrong.json", "none.yaml"], "`type` cannot be `objekt`"),
        (&["--schema", "net.json", "none.yaml"], "https://example.com/a.json is not on this machine"),
        (
            &["--schema", "https://example.com/b.json", "none.yaml"],
            "https://example.com/b.json is not on this machine",
        ),
        (&["--schema", "folder", "none.yaml"], "folder cannot be read"),
        (&["--schema", "bad.yaml", "none.yaml", "--map", "x=y"], "write URL=PATH"),
    ] {
        let ran = place.run(&[&["schema", "check"], arguments].concat());
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    let ran = place.run(&["schema", "check", "--schema", "net.json", "none.yaml", "bad.yaml"]);
    assert_eq!(ran.err.matches("is not on this machine").count(), 1, "said once: {}", ran.err);
    assert!(ran.err.contains("net.json:1:31"), "{}", ran.err);
    assert_eq!(place.run(&["schema", "check", "--schema", "loop.json", "none.yaml"]).code, Some(0));
}

#[test]
fn schemas_are_found_by_their_names_beside_one_another_and_within_the_program() {
    let ids = r#"{"$id": "https://example.com/v1/a/main.json", "properties": {
        "port": {"$ref": "part.yaml"}, "name": {"$ref": "../b/name.json#/$defs/name"}}}"#;
    let place = Folder::new()
        .file("a/main.json", ids)
        .file("a/part.yaml", "type: integer\n")
        .file("b/name.json", r#"{"$defs": {"name": {"type": "string"}}}"#)
        .file("x.yaml", "port: x\nname: 1\n");
    let ran = place.run(&["schema", "check", "--schema", "a/main.json", "--format", "json", "x.yaml"]);
    let report = ran.json();
    let schemas: Vec<&str> =
        report["errors"].as_array().unwrap().iter().filter_map(|error| error["schema"].as_str()).collect();
    assert_eq!(schemas, ["a/part.yaml#/type", "b/name.json#/$defs/name/type"], "{ran:?}");
    for (folder, draft) in [("", "2020-12"), ("editor/", "draft-07")] {
        let id =
            place.run(&["schema", "course", "--draft", draft]).json()["$id"].as_str().unwrap().to_owned();
        assert!(id.ends_with(&format!("schema/{folder}course.schema.json")));
        let place =
            Folder::new().file("x.yaml", format!("# yaml-language-server: $schema={id}\nid: x\ntitel: X\n"));
        let ran = place.run(&["schema", "check", "--format", "short", "x.yaml"]);
        assert_eq!(
            ran.out, "x.yaml:3:1: `titel` is no key that is known here (did you mean `title`?)\n",
            "{ran:?}"
        );
    }
    let schema = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "objekt"}"#;
    let ran = Folder::new().file("x.json", schema).run(&["schema", "check", "--format", "short", "x.json"]);
    assert_eq!(ran.out, "x.json:1:69: `type` cannot be `objekt` (did you mean `object`?)\n", "{ran:?}");
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let place = Folder::new().file("a/s.json", SCHEMA);
    let run = |arguments: &[&str], input: &str| {
        place.run_with(&[&["schema", "check", "--format", "short"], arguments].concat(), input.as_bytes())
    };
    let ran = run(&["--schema", "a/s.json", "-"], "{\"port\": true}");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (
            Some(1),
            "-:1:10: `port` must be a whole number, and is true or false (write a whole number here)\n"
        )
    );
    let ran = run(&["--stdin-filename", "a/x.md", "-"], "---\n# $schema: s.json\nport: x\n---\n# Text\n");
    assert!(ran.out.starts_with("a/x.md:3:7: "), "{ran:?}");
}

#[test]
fn hostile_files_are_refused_and_nothing_breaks() {
    let laughs = {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = level - 1;
            text += &format!(
                "a{level}: &a{level} [*a{below}, *a{below}, *a{below}, *a{below}, *a{below}, *a{below}, *a{below}, *a{below}]\n"
            );
        }
        text
    };
    let chain: String = (0..2000)
        .map(|level| match level {
            0 => "a0: &a0 {x: 1}\n".to_owned(),
            _ => format!("a{level}: &a{level} {{<<: *a{}, y{level}: *a{}}}\n", level - 1, level - 1),
        })
        .collect();
    for (file, content) in [
        ("x.json", "[".repeat(1_000_000)),
        ("x.json", "{\"a\":".repeat(1_000_000)),
        ("x.yaml", "[".repeat(1_000_000)),
        ("x.yaml", "- ".repeat(100_000)),
        ("x.yaml", laughs),
        ("x.yaml", chain),
        ("x.yaml", "&a [*a]\n".to_owned()),
        ("x.yaml", "<<: 3\n? [a]\n: b\n".to_owned()),
        ("x.json", "\u{0}".repeat(100)),
        ("x.yaml", "---\n".repeat(100_000)),
        ("x.json", format!("[{}]", "\"é\",".repeat(100_000))),
    ] {
        let ran = checked(file, &content);
        assert_eq!(ran.code, Some(1), "{file} {}: {}", content.chars().take(60).collect::<String>(), ran.err);
        assert!(!errors(&ran).is_empty());
    }
    let place = Folder::new().file("x.yaml", "port: 1\n");
    for (schema, code) in [
        (r##"{"$ref": "#"}"##.to_owned(), 0),
        (r##"{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}, {"$ref": "#"}]}}}"##.to_owned(), 1),
        (format!("{}{{}}{}", "{\"not\": ".repeat(99), "}".repeat(99)), 1),
        (format!("{}{{}}{}", "{\"not\": ".repeat(200), "}".repeat(200)), 2),
        (r#"{"properties": {"port": {"pattern": "^(a+)+$", "type": ["integer", "string"]}}}"#.to_owned(), 0),
        ("5".to_owned(), 2),
        (String::new(), 2),
        ("\u{0}".to_owned(), 2),
        (r#"{"$id": "::", "$ref": "%%%"}"#.to_owned(), 2),
    ] {
        let place = place.path().join("s.json");
        std::fs::write(&place, &schema).unwrap();
        let ran = run_in(place.parent().unwrap());
        assert!(ran.0 == Some(code) || (ran.0 == Some(0) && code == 1), "{schema:.80}: {ran:?}");
    }
}

fn run_in(folder: &std::path::Path) -> (Option<i32>, String) {
    let mut command = lessonlint_tests::command();
    let ran = command
        .args(["schema", "check", "--schema", "s.json", "x.yaml"])
        .current_dir(folder)
        .output()
        .unwrap();
    (ran.status.code(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

#[test]
fn ten_thousand_errors_are_all_told_to_programs_and_a_hundred_to_people() {
    let items: String = (0..10_000).map(|item| format!("- port: x{item}\n")).collect();
    let place = Folder::new().file("s.json", format!("{{\"items\": {SCHEMA}}}")).file("x.yaml", items);
    let ran = place.run(&["schema", "check", "--schema", "s.json", "--format", "json", "x.yaml"]);
    assert_eq!(errors(&ran).len(), 10_000);
    assert_eq!(
        errors(&ran)[9_999],
        (1, 10_000, 9, "`port` must be a whole number, and is a text".to_owned())
    );
    let ran = place.run(&["schema", "check", "--schema", "s.json", "x.yaml"]);
    assert_eq!(ran.out.matches("error: ").count(), 100);
    assert!(
        ran.out.contains("x.yaml: 9900 more errors are not shown"),
        "{}",
        &ran.out[ran.out.len() - 300..]
    );
}
