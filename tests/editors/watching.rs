//! `schema watch`: the schemas are those of the lessons, whatever an author or an editor does to them.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

use lessonlint_tests::{Folder, command};

use crate::{LESSON, bound, project, regimes, schema};

struct Watching {
    child: Child,
    told: Lines<BufReader<ChildStdout>>,
}

impl Watching {
    /// Begins to watch; it does when this returns.
    fn begin(folder: &Folder) -> Self {
        let mut command = command();
        command.args(["schema", "watch"]).current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
        assert_eq!(told.next().unwrap().unwrap(), "watching .; interrupt it to end");
        // What else is told must not fill the pipe.
        std::thread::spawn(move || told.for_each(drop));
        let told = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, told }
    }

    /// Waits for the next thing that is told.
    fn next(&mut self) -> String {
        self.told.next().unwrap().unwrap()
    }

    /// Interrupts it; how it ended.
    fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Saves as many editors do: beside the file, and then in its place.
fn save(folder: &Folder, lesson: &str, text: &str) {
    let path = folder.path().join(lesson);
    let beside = path.with_extension("tmp");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

#[test]
fn regimes_that_change_are_asked_for() {
    let folder = project();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let mut watching = Watching::begin(&folder);
    save(&folder, "bread.yaml", &folder.read("bread.yaml").replace("sourdough", "starter"));
    assert_eq!(watching.next(), "wrote .lessonlint/schema/bread.yaml.schema.json");
    assert_eq!(regimes(&bound(&folder, "bread.yaml")), ["yeast", "starter"]);
    let begun = folder.read("rye/begun.yaml").lines().next().unwrap().to_owned() + "\n" + LESSON;
    fs::write(folder.path().join("rye/begun.yaml"), begun).unwrap();
    assert_eq!(watching.next(), "wrote .lessonlint/schema/rye/begun.yaml.schema.json");
    assert_eq!(regimes(&bound(&folder, "rye/begun.yaml")), ["yeast", "sourdough"]);
    assert_eq!(watching.end("-INT"), Some(0));
}

#[test]
fn lessons_come_go_and_are_called_otherwise() {
    let folder = project();
    assert_eq!(schema(&folder, &["install", "--editor", "vscode"]).code, Some(0));
    let settings = folder.path().join(".vscode/settings.json");
    let named = |name: &str| fs::read_to_string(&settings).unwrap().contains(&format!("\"{name}\""));
    let mut watching = Watching::begin(&folder);
    save(&folder, "new.yaml", LESSON);
    assert_eq!(watching.next(), "wrote .lessonlint/schema/new.yaml.schema.json");
    assert_eq!(watching.next(), "wrote .vscode/settings.json");
    assert!(named("new.yaml"));
    fs::rename(folder.path().join("rye"), folder.path().join("oats")).unwrap();
    let mut told: Vec<String> = (0..3).map(|_| watching.next()).collect();
    told.sort();
    let expected = [
        "deleted .lessonlint/schema/rye/begun.yaml.schema.json",
        "wrote .lessonlint/schema/oats/begun.yaml.schema.json",
        "wrote .vscode/settings.json",
    ];
    assert_eq!(told, expected);
    assert!(named("oats/begun.yaml") && !named("rye/begun.yaml"));
    fs::remove_file(folder.path().join("new.yaml")).unwrap();
    assert_eq!(watching.next(), "deleted .lessonlint/schema/new.yaml.schema.json");
    assert_eq!(watching.next(), "wrote .vscode/settings.json");
    assert_eq!(watching.end("-TERM"), Some(0));
    assert_eq!(schema(&folder, &["remove"]).code, Some(0));
    assert!(!settings.exists());
}

#[test]
fn a_lesson_that_is_half_typed_keeps_its_schema() {
    let folder = project();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let mut watching = Watching::begin(&folder);
    let lesson = folder.read("bread.yaml");
    save(&folder, "bread.yaml", &lesson.replace("lead:", "lead: \"never ended"));
    // The next change is told after the broken lesson was looked at, or together with it.
    save(&folder, "rye/begun.yaml", LESSON);
    assert_eq!(watching.next(), "wrote .lessonlint/schema/rye/begun.yaml.schema.json");
    assert_eq!(regimes(&bound(&folder, "bread.yaml")), ["yeast", "sourdough"]);
    fs::write(folder.path().join("lessonlint.toml"), "exclude = [").unwrap();
    fs::write(folder.path().join("lessonlint.toml"), "").unwrap();
    save(&folder, "bread.yaml", &lesson.replace("yeast", "baker"));
    assert_eq!(watching.next(), "wrote .lessonlint/schema/bread.yaml.schema.json");
    assert_eq!(regimes(&bound(&folder, "bread.yaml")), ["baker", "sourdough"]);
}

#[test]
fn it_ends_where_nobody_reads_on() {
    let folder = project();
    assert_eq!(schema(&folder, &["install"]).code, Some(0));
    let mut watching = Watching::begin(&folder);
    save(&folder, "bread.yaml", &folder.read("bread.yaml").replace("yeast", "baker"));
    assert_eq!(watching.next(), "wrote .lessonlint/schema/bread.yaml.schema.json");
    drop(std::mem::replace(&mut watching.told, none()));
    save(&folder, "bread.yaml", LESSON);
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
}

/// What a program prints that prints nothing.
fn none() -> Lines<BufReader<ChildStdout>> {
    let mut nothing = Command::new("true").stdout(Stdio::piped()).spawn().unwrap();
    let out = nothing.stdout.take().unwrap();
    nothing.wait().unwrap();
    BufReader::new(out).lines()
}
