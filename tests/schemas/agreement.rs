//! What the schemas accept, lessonlint reads: the documents written by hand are good to both.

use std::fs;

use lesson_lint::{Config, Settings};
use lessonlint_tests::{Linted, root};

fn by_hand(kind: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(root().join("tests/schemas/good").join(kind)).unwrap();
    let read = |file: std::io::Result<fs::DirEntry>| {
        let path = file.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
    };
    files.map(read).collect()
}

#[test]
fn lessonlint_finds_no_error_in_the_lessons_and_courses_that_the_schemas_accept() {
    for (name, text) in by_hand("lesson") {
        assert_eq!(Linted::new(&name, text).errors(), [], "{name}");
    }
    for (name, text) in by_hand("course") {
        assert_eq!(Linted::new("course.yaml", text).errors(), [], "{name}");
    }
}

#[test]
fn lessonlint_reads_the_configurations_that_the_schema_accepts() {
    for (name, text) in by_hand("config") {
        let config = Config::parse(&text).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        let warnings = config.apply(&mut Settings::new().unwrap());
        assert_eq!(
            warnings.map(|warnings| warnings.len()).map_err(|errors| format!("{errors:?}")),
            Ok(0),
            "{name}"
        );
    }
}
