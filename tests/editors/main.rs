//! `schema install`, `remove` and `watch`: what they write, what they leave alone, and that nothing of it stays.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod refused;
mod round_trip;
mod watching;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use lessonlint_tests::{Folder, Ran};

const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");

/// A lesson that declares no regime yet.
const BEGUN: &str = "lesson: 2\ntitle: Rye\nregimes: []\nlead: Soon\n";

const COURSE: &str = "id: bread\ntitle: Bread\n";

/// Every file and folder below a folder, each with what it holds.
fn tree(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    fn walk(folder: &Path, top: &Path, tree: &mut BTreeMap<String, Option<Vec<u8>>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(top).unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !path.is_symlink() {
                tree.insert(name, None);
                walk(&path, top, tree);
            } else {
                tree.insert(name, Some(fs::read(&path).unwrap_or_default()));
            }
        }
    }
    let mut tree = BTreeMap::new();
    walk(folder, folder, &mut tree);
    tree
}

/// A project with two lessons, a course and a configuration.
fn project() -> Folder {
    Folder::new()
        .file("lessonlint.toml", "# ours\nfail_on = \"error\"\n")
        .file("course.yaml", COURSE)
        .file("rye/begun.yaml", BEGUN)
        .file("bread.yaml", LESSON.replace('\n', "\r\n"))
        .file("notes.yaml", "a: 1\n")
        .file("spoken.md", "# Lesson 3 \u{2014} Oats\n\nWhat it is: oats\n")
}

fn schema(folder: &Folder, arguments: &[&str]) -> Ran {
    folder.run(&[&["schema"], arguments].concat())
}

/// The schema that is bound to a lesson.
fn bound(folder: &Folder, lesson: &str) -> serde_json::Value {
    serde_json::from_str(&folder.read(format!(".lessonlint/schema/{lesson}.schema.json"))).unwrap()
}

/// The regimes that it asks for.
fn regimes(schema: &serde_json::Value) -> Vec<String> {
    let cells = schema.pointer("/definitions/Dimension/properties/cells/properties");
    let cells = cells.and_then(serde_json::Value::as_object);
    cells.into_iter().flat_map(|cells| cells.keys().cloned()).collect()
}
