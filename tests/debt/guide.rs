//! The pages of the guide about debt and configuration: what they show is what happens.

use lessonlint_tests::{Folder, Page, Shown, root};

fn folder() -> Folder {
    let dough = std::fs::read_to_string(root().join("tests/fixtures/readme/dough.yaml")).unwrap();
    Folder::new().file("dough.yaml", dough)
}

#[test]
fn configurations_are_sound() {
    for name in ["suppressions-and-baseline.md", "configuration.md"] {
        for block in Page::new(name).blocks("toml") {
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
        Shown::run_all(&Page::new(name).commands(), &folder);
    }
}

#[test]
fn comments_silence_what_they_say() {
    let yaml = Page::new("suppressions-and-baseline.md").blocks("yaml").concat();
    let comment = yaml.lines().find(|line| line.contains("lessonlint-ignore")).unwrap();
    let dough = folder().read("dough.yaml");
    let holed = "      - holds: Like a garden";
    let folder = Folder::new().file("dough.yaml", crate::with(&dough, holed, &format!("{comment}\n{holed}")));
    let (_, silenced) = crate::codes(&crate::check(&folder, &[]));
    assert_eq!(silenced, ["A001"]);
}
