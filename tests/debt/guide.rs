//! The pages of the guide about debt and configuration: what they show is what happens.

use lessonlint_tests::{Folder, root};

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// The fenced blocks of a page in a language, in their order.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("\n```{language}\n");
    let blocks: Vec<&str> = page.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(!blocks.is_empty(), "{language}");
    blocks
}

fn folder() -> Folder {
    let dough = std::fs::read_to_string(root().join("tests/fixtures/readme/dough.yaml")).unwrap();
    Folder::new().file("dough.yaml", dough)
}

#[test]
fn configurations_are_sound() {
    for name in ["suppressions-and-baseline.md", "configuration.md"] {
        for block in blocks(&page(name), "toml") {
            let folder = folder().file("lessonlint.toml", block);
            let folder = folder.file("lessonlint-baseline.json", "{\"version\": 1, \"findings\": []}");
            let ran = folder.run(&["config", "validate"]);
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{block}");
        }
    }
}

#[test]
fn commands_print_what_is_shown() {
    for name in ["suppressions-and-baseline.md", "configuration.md"] {
        let folder = folder();
        if name == "configuration.md" {
            std::fs::write(folder.path().join("lessonlint.toml"), "").unwrap();
        }
        for block in blocks(&page(name), "console") {
            let (command, shown) = block.split_once('\n').unwrap();
            let arguments: Vec<&str> = command.strip_prefix("$ lessonlint ").unwrap().split(' ').collect();
            let ran = folder.run(&arguments);
            assert_eq!(ran.err, "", "{command}");
            assert!(shown.is_empty() || shown == ran.out, "{command} prints {}", ran.out);
        }
    }
}

#[test]
fn comments_silence_what_they_say() {
    let page = page("suppressions-and-baseline.md");
    let yaml = blocks(&page, "yaml").concat();
    let comment = yaml.lines().find(|line| line.contains("lessonlint-ignore")).unwrap();
    let dough = folder().read("dough.yaml");
    let holed = "      - holds: Like a garden";
    let folder = Folder::new().file("dough.yaml", crate::with(&dough, holed, &format!("{comment}\n{holed}")));
    let (_, silenced) = crate::codes(&crate::check(&folder, &[]));
    assert_eq!(silenced, ["A001"]);
}
