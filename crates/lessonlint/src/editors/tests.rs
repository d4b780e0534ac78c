//! Texts, put in and taken out.

use proptest::prelude::*;

use super::*;

fn links() -> Vec<Link> {
    let link = |schema: &str, files: &[&str]| Link {
        schema: format!("{SCHEMA_FOLDER}/{schema}"),
        files: files.iter().map(ToString::to_string).collect(),
    };
    vec![
        link("a.yaml.schema.json", &["a.yaml"]),
        link("b/a.yaml.schema.json", &["b/a.yaml"]),
        link("odd.schema.json", &["c# ü/it's \"odd\" [1].yaml"]),
        link("course.schema.json", &["course.yaml", "b/course.yaml"]),
    ]
}

/// Settings as people have them: for each editor, with comments, other line ends, and next to nothing in them.
fn settings(editor: Editor) -> Vec<&'static str> {
    match editor {
        Editor::Vscode | Editor::Zed => vec![
            "",
            "\n\n",
            "// nothing yet\n",
            "{}",
            "{ }",
            "{\n}\n",
            "\u{feff}{\r\n\t// mine\r\n\t\"editor.tabSize\": 2,\r\n}\r\n",
            "{\"a\": 1}",
            "{ // why\n    \"a\": [1, 2,], /* b */\n}\n",
            "{\n  \"yaml.schemas\": {}\n}",
            "{\n  \"yaml.schemas\": {\n    // theirs\n    \"./x.json\": \"x.yaml\",\n  },\n}\n",
            "{\n  \"lsp\": {\"yaml-language-server\": {\"settings\": {\n    \"yaml\": {\"hover\": true}\n  }}}\n}\n",
            "{\n  \"lsp\": {\"yaml-language-server\": {\"settings\": {\"yaml\": {\"schemas\": { \"./x.json\": \"x\" }}}}}\n}\n",
        ],
        Editor::Neovim => vec![
            "",
            "-- mine\r\nvim.o.number = true\r\n",
            "return { a = 1 }",
            "vim.lsp.config('yamlls', {})\n",
        ],
        Editor::Helix => vec![
            "",
            "\u{feff}# mine\r\n[[language]]\r\nname = \"rust\" # why\r\n",
            "[editor]\nnumber = 1",
            "[language-server.yaml-language-server]\ncommand = \"x\"\n",
            "[language-server.yaml-language-server.config.yaml.schemas]\n\"./x.json\" = \"x\" # theirs\n\n[editor]\n",
            "[language-server.yaml-language-server.config.yaml.schemas]",
            "[language-server.yaml-language-server.config.yaml]\nhover = true\n",
        ],
        Editor::Intellij => vec![
            "",
            "\n",
            "<project version=\"4\">\r\n  <!-- mine -->\r\n  <component name=\"JsonSchemaMappingsProjectConfiguration\">\r\n    \
             <state>\r\n      <map>\r\n      </map>\r\n    </state>\r\n  </component>\r\n</project>",
            "<?xml version=\"1.0\"?>\n<project><component name=\"Other\"/><component \
             name=\"JsonSchemaMappingsProjectConfiguration\"><state><map><entry key=\"x\"><value><SchemaInfo><option \
             name=\"relativePathToSchema\" value=\"x.json\"/></SchemaInfo></value></entry></map></state></component></project>\n",
        ],
        Editor::Emacs => vec![
            "",
            ";; mine\n",
            "((nil . ((fill-column . 80))))",
            ";;; Directory Local Variables  -*- no-byte-compile: t -*-\r\n\r\n((yaml-mode . ((a . \"b(\")\r\n  (c . ?\\()))) ; why\r\n",
            "()",
        ],
    }
}

fn file(text: Result<String, Refused>) -> String {
    text.unwrap_or_else(|refused| panic!("{refused:?}"))
}

#[test]
fn what_is_put_in_comes_out_to_the_byte() {
    for editor in Editor::ALL {
        for text in settings(editor) {
            let installed = file(editor.install(Found::File(text), &links()));
            assert_ne!(installed, text, "{editor:?}");
            let again = file(editor.install(Found::File(&installed), &links()));
            assert_eq!(again, installed, "{editor:?}");
            assert_eq!(editor.remove(&installed), Ok(Rest::File(text.to_owned())), "{editor:?} {installed}");
            let fewer = file(editor.install(Found::File(&installed), &links()[..1]));
            assert_eq!(fewer, file(editor.install(Found::File(text), &links()[..1])), "{editor:?}");
            assert_eq!(editor.remove(text), Ok(Rest::Untouched), "{editor:?}");
        }
    }
}

#[test]
fn a_file_that_was_made_for_it_goes() {
    for editor in Editor::ALL {
        for (found, folder) in [(Found::Folder, false), (Found::Nothing, true)] {
            let made = file(editor.install(found, &links()));
            assert!(made.ends_with('\n'), "{editor:?} {made}");
            assert_eq!(file(editor.install(Found::File(&made), &links())), made, "{editor:?}");
            assert_eq!(editor.remove(&made), Ok(Rest::Nothing { folder }), "{editor:?} {made}");
        }
    }
}

#[test]
fn what_was_written_into_such_a_file_since_then_stays() {
    for (editor, end, more) in [
        (Editor::Vscode, "\n}\n", ",\n  \"a\": 1\n}\n"),
        (Editor::Helix, "", "[editor]\n"),
        (Editor::Neovim, "", "print(1)\n"),
        (Editor::Emacs, ")\n", "(a . ((b . 1))))\n"),
    ] {
        let made = file(editor.install(Found::Nothing, &links()));
        let written = made.strip_suffix(end).unwrap().to_owned() + more;
        let Ok(Rest::File(rest)) = editor.remove(&written) else {
            panic!("{editor:?} lost what was written")
        };
        assert!(rest.ends_with(more), "{editor:?} {rest}");
    }
}

#[test]
fn the_settings_are_what_their_format_wants() {
    for text in settings(Editor::Vscode) {
        let installed = file(Editor::Vscode.install(Found::File(text), &links()));
        let read = jsonc(&installed);
        let schemas = read["yaml.schemas"].as_object().unwrap();
        assert_eq!(
            schemas["./.lessonlint/schema/a.yaml.schema.json"],
            serde_json::json!(["a.yaml", "!b/a.yaml"])
        );
        let odd = schemas["./.lessonlint/schema/odd.schema.json"][0].as_str().unwrap();
        assert!(odd.starts_with("c@(%23)@(%20|\\ )@(%c3%bc|ü|%C3%BC)/it@(%27|\\')s"), "{odd}");
        let installed = file(Editor::Zed.install(Found::File(text), &links()));
        let yaml = jsonc(&installed)["lsp"]["yaml-language-server"]["settings"]["yaml"].clone();
        assert!(yaml["schemas"]["./.lessonlint/schema/course.schema.json"].is_array(), "{installed}");
    }
    for text in settings(Editor::Helix) {
        let installed = file(Editor::Helix.install(Found::File(text), &links()));
        let read: toml_edit::DocumentMut = installed.trim_start_matches('\u{feff}').parse().unwrap();
        let schemas = &read["language-server"]["yaml-language-server"]["config"]["yaml"]["schemas"];
        assert_eq!(schemas["./.lessonlint/schema/b/a.yaml.schema.json"][0].as_str(), Some("b/a.yaml"));
    }
}

/// JSON with comments, read by the parser that knows them.
fn jsonc(text: &str) -> serde_json::Value {
    use jsonc_parser::ast::Value;
    fn plain(value: &Value<'_>) -> serde_json::Value {
        match value {
            Value::Object(object) => {
                let inside = object.properties.iter();
                inside.map(|property| (property.name.as_str().to_owned(), plain(&property.value))).collect()
            }
            Value::Array(array) => array.elements.iter().map(plain).collect(),
            Value::StringLit(text) => text.value.as_ref().into(),
            Value::NumberLit(_) | Value::BooleanLit(_) | Value::NullKeyword(_) => serde_json::Value::Null,
        }
    }
    let text = text.trim_start_matches('\u{feff}');
    let parsed = jsonc_parser::parse_to_ast(text, &Default::default(), &Default::default());
    plain(&parsed.unwrap_or_else(|error| panic!("{error} in {text}")).value.unwrap())
}

#[test]
fn what_cannot_be_added_to_is_refused_with_what_to_add() {
    let url = ".lessonlint/schema/a.yaml.schema.json";
    for (editor, text, told, help) in [
        (Editor::Vscode, "[1]", "this is no JSON object", url),
        (Editor::Vscode, "{\"yaml.schemas\": []}", "`yaml.schemas` is there already", url),
        (Editor::Zed, "{\"lsp\": 1}", "`lsp` is there already", url),
        (
            Editor::Vscode,
            "{\"yaml.schemas\": {\".lessonlint/schema/a.yaml.schema.json\": 1}}",
            "is there already",
            url,
        ),
        (
            Editor::Helix,
            "[language-server]\nyaml-language-server = {config = {yaml = {}}}\n",
            "is set already",
            url,
        ),
        (Editor::Emacs, "((nil . ((eglot-workspace-configuration . 1))))", "is set already", url),
        (
            Editor::Intellij,
            "<project><component name=\"A\"><state><map></map></state></component></project>",
            "no `<map>`",
            url,
        ),
    ] {
        let refused = editor.install(Found::File(text), &links()).unwrap_err();
        assert!(refused.message.contains(told) && refused.help.contains(help), "{editor:?} {refused:?}");
        assert_eq!(editor.remove(text), Ok(Rest::Untouched), "{editor:?}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    for (editor, text, place) in [
        (Editor::Vscode, "{\n  \"a\" 1\n}", "f:2:"),
        (Editor::Vscode, "\u{feff}{\n  \"ü\": x\n}", "f:2:8"),
        (Editor::Zed, "{", "f:1:1"),
        (Editor::Helix, "a = 1\nb = = 2\n", "f:2:5"),
        (Editor::Intellij, "<project>\n  <a></b>\n</project>", "f:2:"),
        (Editor::Intellij, "<project>\n", "f:2:1"),
        (Editor::Emacs, "((a . \"b)))", "f:1:7"),
        (Editor::Emacs, "(setq a 1))", "f:1:11"),
        (Editor::Emacs, "setq", "f:1:1"),
    ] {
        let refused = editor.install(Found::File(text), &links()).unwrap_err();
        let told = refused.explain("f", text);
        assert!(told.starts_with(place) && told.contains("\n  help: "), "{editor:?} {told}");
    }
    for editor in [Editor::Vscode, Editor::Helix, Editor::Emacs] {
        let installed = file(editor.install(Found::Nothing, &links()));
        let cut = installed.split("lessonlint:end").next().unwrap();
        let told = editor.install(Found::File(cut), &links()).unwrap_err().explain("f", cut);
        assert!(told.contains("nothing ends what begins here"), "{told}");
    }
    // What stands before the mistake of ours counts.
    let installed = file(Editor::Vscode.install(Found::File("{\n}\n"), &links()));
    let broken = installed.replace("*/\n}\n", "*/\n  \"a\" 1\n}\n");
    let line = broken.lines().count() - 1;
    let told = Editor::Vscode.install(Found::File(&broken), &links()).unwrap_err().explain("f", &broken);
    assert!(told.starts_with(&format!("f:{line}:")), "{told}\n{broken}");
}

#[test]
fn the_first_line_names_the_schema_and_goes_again() {
    let schema = "../.lessonlint/schema/a.yaml.schema.json";
    for text in [
        "lesson: 1\n",
        "",
        "{lesson: 1}",
        "\u{feff}lesson: 1\r\n",
        "%YAML 1.2\n---\nlesson: 1\n",
        "# why\n---\n# yaml-language-server is a program\nlesson: 1\n# yaml-language-server: $schema=x\n",
        "a: |\n  # yaml-language-server: $schema=x\n",
    ] {
        let Written::Text(installed) = YAML.install(text, schema) else { panic!("{text}") };
        let first = installed.trim_start_matches('\u{feff}').lines().next().unwrap();
        assert_eq!(first, format!("# yaml-language-server: $schema={schema}"));
        assert_eq!(installed.contains('\r'), text.contains('\r') && installed.contains("json\r\n"));
        assert_eq!(YAML.install(&installed, schema), Written::Text(installed.clone()));
        let Written::Text(moved) = YAML.install(&installed, "../.lessonlint/schema/b.json") else {
            panic!("{text}")
        };
        assert_eq!(YAML.remove(&moved).as_deref(), Some(text));
        assert_eq!(YAML.remove(text), None);
    }
    for (text, theirs) in [
        ("# yaml-language-server: $schema=https://x/y.json\na: 1\n", "https://x/y.json"),
        ("%YAML 1.2\n---\n\n# yaml-language-server : a $schema: y.json b\na: 1\n", "y.json"),
        ("# $schema: y.json\na: 1\n", "y.json"),
    ] {
        assert_eq!(YAML.install(text, schema), Written::Foreign(theirs.to_owned()));
        assert_eq!(YAML.remove(text), None);
    }
    let Written::Text(toml) = TOML.install("a = 1\n", "./.lessonlint/schema/config.schema.json") else {
        panic!()
    };
    assert_eq!(toml, "#:schema ./.lessonlint/schema/config.schema.json\na = 1\n");
    assert_eq!(TOML.remove(&toml).as_deref(), Some("a = 1\n"));
}

#[test]
fn schemas_have_plain_names_each_its_own() {
    assert_eq!(schema_name("b/a 1.yaml"), ".lessonlint/schema/b/a_201.yaml.schema.json");
    let long = "ü".repeat(120);
    let names =
        ["a_b", "a__b", "a b", "a%20b", "a#b", "A_b", "ü", &long, &(long.clone() + "x"), "a.yaml", "a.yml"];
    let mut schemas: Vec<String> = names.iter().map(|name| schema_name(name)).collect();
    assert!(
        schemas
            .iter()
            .all(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte)))
    );
    assert!(schemas.iter().all(|name| name.len() < 255));
    schemas.sort();
    schemas.dedup();
    assert_eq!(schemas.len(), names.len());
}

proptest! {
    #[test]
    fn any_text_is_refused_or_comes_back(text in "(\u{feff})?[-{}()\\[\\]<>/\":,;*#= \r\na1?\\\\ü]{0,40}", index in 0..6usize) {
        let editor = Editor::ALL[index];
        if let Ok(installed) = editor.install(Found::File(&text), &links()) {
            prop_assert_eq!(editor.remove(&installed), Ok(Rest::File(text)), "{}", installed);
        }
    }

    #[test]
    fn any_text_with_a_first_line_comes_back(text in "(\u{feff})?[-#%$:a =\r\nü]{0,40}") {
        if let Written::Text(installed) = YAML.install(&text, "./.lessonlint/schema/a.json") {
            prop_assert_eq!(YAML.remove(&installed), Some(text));
        }
    }
}
