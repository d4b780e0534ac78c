use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::pointer::child;
use crate::{Folder, root};

/// A lesson that every rule is content with.
const LESSON: &str = include_str!("../../../crates/lesson-lint/src/examples/lesson.yaml");

/// The documents that every schema of a kind must accept, few keys and all: those that are written by
/// hand, and those that lessonlint writes.
///
/// # Panics
///
/// Where there is none, or one that cannot be read.
#[must_use]
pub fn good(kind: &str) -> Vec<Value> {
    match kind {
        "report" => reports(),
        "baseline" => baselines(),
        _ => by_hand(&root().join("tests/schemas/good").join(kind)),
    }
}

fn by_hand(folder: &Path) -> Vec<Value> {
    let files = fs::read_dir(folder);
    let files = files.unwrap_or_else(|error| panic!("no good documents in {}: {error}", folder.display()));
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let refused = |error: String| -> Value { panic!("{}: {error}", path.display()) };
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("toml") => toml::from_str::<toml::Table>(&text)
            .map_or_else(|error| refused(error.to_string()), |table| plain(&toml::Value::Table(table))),
        Some("yaml") => serde_yaml::from_str(&text).unwrap_or_else(|error| refused(error.to_string())),
        _ => refused("the good documents are YAML and TOML".to_owned()),
    }
}

/// A value of TOML as an editor's schema sees it: a date is its text.
fn plain(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(items) => items.iter().map(plain).collect(),
        toml::Value::Table(entries) => entries
            .iter()
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        toml::Value::String(text) => text.clone().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(yes) => (*yes).into(),
    }
}

/// Reports that lessonlint writes of good lessons and bad ones, silenced findings, files that it cannot
/// read, and a branch on which lessons and debt changed.
///
/// # Panics
///
/// Where lessonlint or git do not run.
#[must_use]
pub fn reports() -> Vec<Value> {
    let folder = repository();
    let plain = report(&folder, &["--show-suppressed", ".", "gone.md", "notes.md"]);
    let skipped = report(&folder, &["--lessons-only", "one.yaml", "notes.md"]);
    let changed = report(&folder, &["--changed-since", "main"]);
    let all = [plain, skipped, changed];
    // What no finding has any more is no longer tried here.
    for key in ["/findings/0/suppression", "/changes", "/files/0/unshown"] {
        assert!(all.iter().any(|report| somewhere(report, key)), "no report has {key}: {all:#?}");
    }
    all.into()
}

/// Whether any of the entries that a pointer's `0` stands for holds something.
fn somewhere(value: &Value, pointer: &str) -> bool {
    let Some((segment, rest)) = pointer.strip_prefix('/').map(|way| way.split_once('/').unwrap_or((way, "")))
    else {
        return !value.is_null();
    };
    let rest = if rest.is_empty() { String::new() } else { format!("/{rest}") };
    match value {
        Value::Array(items) => items.iter().any(|item| somewhere(item, &rest)),
        other => other.pointer(&child("", segment)).is_some_and(|value| somewhere(value, &rest)),
    }
}

/// The baselines that lessonlint writes over those lessons, and over none that is wrong.
///
/// # Panics
///
/// Where lessonlint does not run.
#[must_use]
pub fn baselines() -> Vec<Value> {
    let clean = Folder::new().file("one.yaml", LESSON).file("lessonlint.toml", "");
    let none = baseline(&clean, &["create"]);
    let late = clean.file("late.yaml", LESSON.replacen("yeast: One visit to the shop", "yeast: TBD", 1));
    vec![none, baseline(&late, &["update", "--accept", "--reason", "the shop is not yet known"])]
}

fn baseline(folder: &Folder, arguments: &[&str]) -> Value {
    let ran = folder.run(&[&["baseline"], arguments].concat());
    let text = fs::read_to_string(folder.path().join("lessonlint-baseline.json"));
    let text = text.unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    serde_json::from_str(&text).expect("a baseline in JSON")
}

fn report(folder: &Folder, arguments: &[&str]) -> Value {
    let ran = folder.run(&[&["check", "--format", "json"], arguments].concat());
    ran.json()
}

/// A repository on whose branch lessons came, changed, moved and went, and debt was made.
fn repository() -> Folder {
    let hole = LESSON.replacen("        sourdough: A feeding every day, holidays included\n", "", 1);
    let many: String = (0..4).map(|index| format!("unheard_of_{index}: 1\n")).collect();
    let silenced = format!("# lessonlint-ignore-file thin-break, R018 -- short on purpose\n{hole}");
    let until = hole.replacen(
        "    - name: Effort\n",
        "    # lessonlint-ignore R001 until=2090-01-31 -- nobody knows yet\n    - name: Effort\n",
        1,
    );
    let broken = LESSON
        .replacen("where_it_breaks: A garden", "where_it_brakes: A garden", 1)
        .replacen("yeast: One visit to the shop", "yeast: TBD", 1)
        .replacen("title: What", "title: What: which", 1);
    let twice = LESSON.replacen("- name: Effort", "- name: Time", 1);
    let column = hole
        .replacen("  - id: sourdough\n    name: Sourdough", "  - id: levain\n    name: Levain", 1)
        .replace("        sourdough:", "        levain:")
        .replacen("- name: Taste", "- name: Price", 1);
    let folder = Folder::new()
        .file("one.yaml", LESSON)
        .file("two.yaml", &hole)
        .file("moved.yaml", LESSON.replacen("lesson: 1", "lesson: 7", 1))
        .file("gone.yaml", LESSON)
        .file("notes.md", "# Notes\n")
        .file("lessonlint.toml", "");
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder);
    git(&folder, &["switch", "--quiet", "--create", "topic"]);
    git(&folder, &["mv", "moved.yaml", "elsewhere.yaml"]);
    git(&folder, &["rm", "--quiet", "gone.yaml"]);
    let folder = folder
        .file("one.yaml", &column)
        .file("two.yaml", LESSON)
        .file("broken.yaml", broken)
        .file("twice.yaml", twice)
        .file("many.yaml", format!("{LESSON}{many}"))
        .file("silenced.yaml", silenced)
        .file("until.yaml", until)
        .file("entry.yaml", hole)
        .file("binary.yaml", b"lesson: 1\ntitle: \xff\xfe\n")
        .file("lessonlint.toml", CONFIG);
    commit(&folder);
    folder
}

const CONFIG: &str = r#"fail_on = "never"

[rules]
placeholder = "off"

[[suppressions]]
path = "entry.yaml"
rule = "R001"
reason = "the shop is not yet known"

[limits]
findings = 2
"#;

fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    let who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"];
    git(folder, &[&who[..], &["commit", "--quiet", "--message", "a step"]].concat());
}

fn git(folder: &Folder, arguments: &[&str]) {
    let mut git = Command::new("git");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        git.env_remove(name);
    }
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = git.args(arguments).current_dir(folder.path()).output().expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
}
