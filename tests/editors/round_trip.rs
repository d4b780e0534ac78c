//! What is installed is removed to the byte.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use lessonlint_tests::Folder;

use crate::{BEGUN, bound, project, regimes, schema, tree};

const EDITORS: [(&str, &str, &str); 6] = [
    ("vscode", ".vscode/settings.json", "\u{feff}{\r\n  // mine\r\n  \"a\": [1,],\r\n}\r\n"),
    ("neovim", ".nvim.lua", "-- mine\nreturn {}\n"),
    ("helix", ".helix/languages.toml", "# mine\n[[language]]\nname = \"rust\"   # why"),
    ("zed", ".zed/settings.json", "{}"),
    (
        "intellij",
        ".idea/jsonSchemas.xml",
        "<project>\n<!-- mine --><component name=\"JsonSchemaMappingsProjectConfiguration\"><state><map></map></state></component></project>",
    ),
    ("emacs", ".dir-locals.el", ";; mine\n((nil . ((fill-column . 80))))"),
];

#[test]
fn first_lines_come_and_go() {
    let folder = project();
    let before = tree(folder.path());
    let ran = schema(&folder, &["install"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.starts_with("Wrote 5 schemas into .lessonlint/schema\nLinked "), "{}", ran.out);
    let first = |name: &str| folder.read(name).lines().next().unwrap().to_owned();
    assert_eq!(
        first("bread.yaml"),
        "# yaml-language-server: $schema=./.lessonlint/schema/bread.yaml.schema.json"
    );
    assert!(folder.read("bread.yaml").split_inclusive('\n').all(|line| line.ends_with("\r\n")));
    let begun = "# yaml-language-server: $schema=../.lessonlint/schema/rye/begun.yaml.schema.json";
    assert_eq!(first("rye/begun.yaml"), begun);
    assert_eq!(
        first("course.yaml"),
        "# yaml-language-server: $schema=./.lessonlint/schema/course.schema.json"
    );
    assert_eq!(first("lessonlint.toml"), "#:schema ./.lessonlint/schema/config.schema.json");
    assert_eq!(folder.read("notes.yaml"), "a: 1\n");
    assert_eq!(regimes(&bound(&folder, "bread.yaml")), ["yeast", "sourdough"]);
    assert!(regimes(&bound(&folder, "rye/begun.yaml")).is_empty());

    let installed = tree(folder.path());
    let ran = schema(&folder, &["install"]);
    assert_eq!((ran.code, tree(folder.path()) == installed), (Some(0), true), "{ran:?}");
    assert!(ran.out.contains("are as they should be"), "{}", ran.out);
    assert_eq!(folder.run(&["check", "bread.yaml"]).code, Some(0));

    let ran = schema(&folder, &["remove"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert_eq!(tree(folder.path()), before);
    assert!(schema(&folder, &["remove"]).out.starts_with("Nothing that"));
}

#[test]
fn the_settings_of_every_editor_come_and_go() {
    for (editor, path, text) in EDITORS {
        for there in [Some(text), Some(""), None] {
            let folder = there.into_iter().fold(project(), |folder, text| folder.file(path, text));
            let before = tree(folder.path());
            let ran = schema(&folder, &["install", "--editor", editor]);
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{editor} {ran:?}");
            assert!(folder.read(path).contains(".lessonlint/schema/rye/begun.yaml.schema.json"));
            assert_eq!(folder.read("rye/begun.yaml"), BEGUN, "{editor}");
            let installed = tree(folder.path());
            assert_eq!(schema(&folder, &["install", "rye", "--editor", editor]).code, Some(0));
            assert_eq!(tree(folder.path()), installed, "{editor}");
            let ran = schema(&folder, &["remove"]);
            assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{editor} {ran:?}");
            assert_eq!(tree(folder.path()), before, "{editor}");
        }
    }
}

#[test]
fn all_at_once_beside_first_lines_come_and_go() {
    let folder = project();
    let before = tree(folder.path());
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let editors: Vec<&str> = EDITORS.iter().flat_map(|(editor, ..)| ["--editor", editor]).collect();
    assert_eq!(schema(&folder, &[&["install"], editors.as_slice()].concat()).code, Some(0));
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn a_folder_that_was_there_stays_and_so_does_what_was_put_into_a_new_one() {
    let folder = project();
    fs::create_dir(folder.path().join(".vscode")).unwrap();
    let before = tree(folder.path());
    assert_eq!(schema(&folder, &["install", "--editor", "vscode", "--editor", "zed"]).code, Some(0));
    fs::write(folder.path().join(".zed/tasks.json"), "[]").unwrap();
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    fs::remove_file(folder.path().join(".zed/tasks.json")).unwrap();
    fs::remove_dir(folder.path().join(".zed")).unwrap();
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn one_lesson_is_taken_out_and_the_others_stay() {
    let folder = project();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    assert_eq!(schema(&folder, &["install", "--editor", "vscode"]).code, Some(0));
    assert_eq!(schema(&folder, &["remove", "rye"]).code, Some(0));
    assert_eq!(folder.read("rye/begun.yaml"), BEGUN);
    let settings = folder.read(".vscode/settings.json");
    assert!(
        settings.contains("bread.yaml")
            && settings.contains("course.yaml")
            && !settings.contains("begun.yaml"),
        "{settings}"
    );
    assert!(!folder.path().join(".lessonlint/schema/rye").exists());
    assert!(folder.read("bread.yaml").starts_with("# yaml-language-server"));
}

#[test]
fn a_dry_run_shows_the_change_and_makes_none() {
    let folder = project().file(".nvim.lua", "-- mine\n");
    let before = tree(folder.path());
    let ran = schema(&folder, &["install", "--dry-run"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("would write .lessonlint/schema/bread.yaml.schema.json\n"), "{}", ran.out);
    assert!(
        ran.out
            .contains("--- a/rye/begun.yaml\n+++ b/rye/begun.yaml\n@@ -1,3 +1,4 @@\n+# yaml-language-server")
    );
    let ran = schema(&folder, &["install", "--dry-run", "--editor", "neovim"]);
    assert!(ran.out.contains("+++ b/.nvim.lua") && !ran.out.contains("b/rye/begun.yaml"), "{}", ran.out);
    assert_eq!(tree(folder.path()), before);
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let installed = tree(folder.path());
    let ran = schema(&folder, &["remove", "--dry-run"]);
    assert!(ran.out.contains("would delete .lessonlint/schema/bread.yaml.schema.json\n"), "{}", ran.out);
    assert_eq!(tree(folder.path()), installed);
}

#[test]
fn permissions_stay_and_files_are_for_everybody_to_read() {
    let folder = project();
    let lesson = folder.path().join("bread.yaml");
    fs::set_permissions(&lesson, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("bread.yaml"), 0o640);
    assert_eq!(mode(".lessonlint/schema/lesson.schema.json"), 0o644);
}

#[test]
fn each_project_has_its_own_folder() {
    let folder = project().file("other/lessonlint.toml", "").file("other/lesson.yaml", crate::LESSON);
    let before = tree(folder.path());
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let first = folder.read("other/lesson.yaml").lines().next().unwrap().to_owned();
    assert_eq!(first, "# yaml-language-server: $schema=./.lessonlint/schema/lesson.yaml.schema.json");
    assert!(folder.path().join("other/.lessonlint/schema/lesson.yaml.schema.json").exists());
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn what_is_left_of_lessons_that_are_gone_goes() {
    let folder = project();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    fs::remove_file(folder.path().join("rye/begun.yaml")).unwrap();
    let ran = schema(&folder, &["install"]);
    assert!(ran.out.contains("Deleted 1 schema of lessons that are gone"), "{}", ran.out);
    assert!(!folder.path().join(".lessonlint/schema/rye").exists());
    fs::remove_file(folder.path().join("bread.yaml")).unwrap();
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert!(!folder.path().join(".lessonlint").exists());
    let empty = Folder::new();
    assert_eq!(schema(&empty, &["remove"]).code, Some(0));
}
