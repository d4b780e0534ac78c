//! The report as a page, in a browser: nothing is asked of a network, nothing of a lesson is obeyed, all can be
//! reached by keyboard and read without a script, and ten thousand findings open at once.

use std::path::Path;

use lessonlint_tests::{Folder, root};

use crate::programs::{passes, script, system};

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");
/// What would be markup, code or a command if anybody obeyed it.
const HOSTILE: &str = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)> ]]> --> ' 𝕏";

#[test]
fn a_browser_shows_the_page() {
    let (Some(mut script), Some(browser)) = (script("html.js"), system("chromium")) else { return };
    let folder = Folder::new();
    let pages = [
        ("holes", holes(folder.path())),
        ("hostile", hostile(folder.path())),
        ("clean", clean(folder.path())),
        ("many", many(folder.path())),
    ];
    for (name, below) in pages {
        let below = folder.path().join(below);
        let ran = lessonlint_tests::command()
            .args(["check", ".", "--quiet", "--today", "2026-11-23"])
            .args([format!("--output=html=../{name}.html"), format!("--output=json=../{name}.json")])
            .current_dir(below)
            .output()
            .expect("lessonlint runs");
        assert!(ran.status.code().is_some_and(|code| code < 3), "{name}: {ran:?}");
    }
    passes(script.arg(folder.path()).arg(browser.get_program()));
}

/// Everything that a page can hold: findings of each level, silenced ones, files that are skipped or cannot be read.
fn holes(folder: &Path) -> &'static str {
    copied(&root().join("tests/fixtures/suppressed"), &folder.join("holes/suppressed"));
    copied(&root().join("content/ai-foundations"), &folder.join("holes/course"));
    written(folder, "holes/dough.yaml", DOUGH);
    let none = DOUGH.replace("yeast: TBD", "yeast: none").replace("sourdough: A day, most of it waiting", "");
    written(folder, "holes/none.yaml", none.replace("costs twice as much", "costs TODO"));
    written(folder, "holes/latin.md", b"# Lesson 9 \x97 Caf\xe9\n");
    written(folder, "holes/README.md", "# No lesson\n");
    "holes"
}

/// Lessons that say in every place what no browser should obey, in files of such names.
fn hostile(folder: &Path) -> &'static str {
    let quoted = HOSTILE.replace('\'', "''");
    let text = DOUGH
        .replace("What makes the dough rise?", &format!("'{quoted}'"))
        .replace("name: Yeast", r#"name: "<script>alert(1)</script> \u202ey \e[31m \0 \u2028 𝕏""#)
        .replace("name: Effort", r#"name: "\"onmouseover=alert(1) x=\" <b>E</b>\nnew""#)
        .replace(
            "Ours is the healthier bread",
            "'[x](javascript:alert(1)) </pre></main></body> <!-- \u{202e} 𝕏'",
        );
    written(folder, "hostile/<img src=x onerror=alert(1)>.yaml", &text);
    written(folder, "hostile/new\nline \"q\" '&amp;.yaml", &text);
    "hostile"
}

fn clean(folder: &Path) -> &'static str {
    copied(&root().join("content/ai-foundations"), &folder.join("clean"));
    "clean"
}

/// A thousand lessons with ten holes each.
fn many(folder: &Path) -> &'static str {
    let line = "    - dont_say: Ours is the healthier bread\n      do_say: Ours takes a day instead of two hours, and you can taste it.\n";
    assert!(DOUGH.contains(line));
    for number in 1..=1000 {
        let lines = (1..=8).map(|at| line.replace("healthier", &format!("healthiest of {at}")));
        let text = DOUGH.replace(line, &lines.collect::<String>());
        written(
            folder,
            &format!("many/{number:04}.yaml"),
            text.replace("lesson: 1\n", &format!("lesson: {number}\n")),
        );
    }
    "many"
}

fn written(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    std::fs::write(path, text).expect("a file can be written");
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("a folder").flatten().filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a file can be copied");
    }
}
