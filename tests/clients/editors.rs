//! Editors, with yaml-language-server, on lessons for which `schema install` was run: what a lesson lacks is marked where
//! it lacks it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use lessonlint_tests::{command, root};
use serde_json::{Value, json};

use crate::programs::{node, passes, system};

const LESSON: &str = "04-where-the-model-runs.yaml";

/// A copy of the example course. Its folder is no hidden one, into which the server's patterns do not lead.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::Builder::new().prefix("lessonlint-").tempdir().unwrap());
        for entry in fs::read_dir(root().join("content/ai-foundations")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, project.path(path.file_name().unwrap().to_str().unwrap())).unwrap();
        }
        project
    }

    /// With a lesson that lacks a cell, a break and a why.
    fn with_holes() -> Self {
        let project = Self::new();
        fs::write(project.path(LESSON), with_holes()).unwrap();
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn lessonlint(&self, arguments: &[&str]) {
        passes(command().args(arguments).current_dir(self.0.path()));
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The server, and Neovim, ready to open a lesson.
    fn neovim(&self, lesson: &str, expected: usize) -> Option<Command> {
        let server = node("yaml-language-server")?;
        let mut neovim = system("nvim")?;
        let script = format!("luafile {}", root().join("tests/clients/neovim.lua").display());
        neovim.args(["--headless", "-u", "NONE", "-c", &script]).current_dir(self.0.path());
        neovim.env("SERVER", server.get_program()).env("PROJECT", self.0.path());
        neovim.env("LESSON", self.path(lesson)).env("EXPECTED", expected.to_string());
        Some(neovim)
    }
}

fn with_holes() -> String {
    let mut lesson = fs::read_to_string(root().join("content/ai-foundations").join(LESSON)).unwrap();
    for (from, to) in [
        ("        own-hardware: Need not leave", "    - id: cost\n"),
        ("      why: Moving the machines indoors", "    - dont_say: Regulation"),
    ] {
        lesson = without(&lesson, from, to);
    }
    let third = lesson.rfind("        where_it_breaks:").unwrap();
    let end = lesson.find("\ncomparison:").unwrap();
    lesson.replace_range(third..end, "");
    lesson
}

fn without(text: &str, from: &str, to: &str) -> String {
    let start = text.find(from).unwrap();
    let end = start + text[start..].find(to).unwrap();
    format!("{}{}", &text[..start], &text[end..])
}

/// The line of a lesson that begins so, behind another one.
fn line(text: &str, behind: &str, begins: &str) -> usize {
    let from = text.lines().position(|line| line.trim_start().starts_with(behind)).unwrap();
    let at = text.lines().skip(from).position(|line| line.trim_start().starts_with(begins)).unwrap();
    from + at + 1
}

/// Where each hole of the lesson is marked: at the beginning of what should hold it.
fn holes(text: &str) -> Vec<(usize, &'static str)> {
    vec![
        (line(text, "- id: own-hardware", "analogies:") + 1, "A001 analogy-without-break: "),
        (line(text, "- id: your-data", "cells:"), "R001 regime-missing-from-dimension: Own hardware "),
        (line(text, "- dont_say: On our own servers", "- dont_say"), "S001 dont-say-without-why: "),
    ]
}

fn marks(neovim: &mut Command) -> Vec<(usize, String)> {
    let printed = passes(neovim);
    let marks: Value =
        serde_json::from_str(printed.lines().find(|line| line.starts_with('[')).unwrap()).unwrap();
    let mark = |mark: &Value| {
        let line = usize::try_from(mark["line"].as_u64().unwrap()).unwrap();
        (line, mark["message"].as_str().unwrap().to_owned())
    };
    let mut marks: Vec<_> = marks.as_array().unwrap().iter().map(mark).collect();
    marks.sort();
    marks
}

/// Demands that exactly these places are marked, each with the name of the rule and of what is missing.
fn assert_marked(marks: &[(usize, String)], holes: &[(usize, &str)]) {
    let is_same = |((at, told), (line, missing)): (&(usize, String), &(usize, &str))| {
        at == line && told.starts_with(missing)
    };
    assert!(marks.len() == holes.len() && marks.iter().zip(holes).all(is_same), "{marks:?}, not {holes:?}");
}

#[test]
fn neovim_asks_for_what_is_missing_by_the_first_line() {
    let project = Project::with_holes();
    project.lessonlint(&["schema", "install"]);
    let Some(mut neovim) = project.neovim(LESSON, 3) else { return };
    assert_marked(&marks(&mut neovim), &holes(&project.read(LESSON)));
    project.lessonlint(&["schema", "remove"]);
    assert_eq!(project.read(LESSON), with_holes());
}

#[test]
fn neovim_asks_for_what_is_missing_by_its_settings() {
    let project = Project::with_holes();
    project.lessonlint(&["schema", "install", "--editor", "neovim"]);
    assert_eq!(project.read(LESSON), with_holes());
    let Some(mut neovim) = project.neovim(LESSON, 3) else { return };
    assert_marked(&marks(neovim.env("EXRC", "1")), &holes(&with_holes()));
}

/// The settings of the other editors, given to the server as those editors give them.
#[test]
fn the_server_takes_the_settings_of_every_editor() {
    let project = Project::with_holes();
    let editors = ["--editor", "vscode", "--editor", "zed", "--editor", "helix"];
    project.lessonlint(&[&["schema", "install"], editors.as_slice()].concat());
    let json = |name: &str| -> Value {
        let text = project.read(name);
        let plain: String = text.lines().filter(|line| !line.trim_start().starts_with("/*")).collect();
        serde_json::from_str(&plain).unwrap()
    };
    let zed = json(".zed/settings.json")["lsp"]["yaml-language-server"]["settings"].clone();
    let helix: Value = toml(&project.read(".helix/languages.toml"));
    for settings in [
        json!({"yaml": {"schemas": json(".vscode/settings.json")["yaml.schemas"]}}),
        zed,
        helix["language-server"]["yaml-language-server"]["config"].clone(),
    ] {
        let Some(mut neovim) = project.neovim(LESSON, 3) else { return };
        let marks = marks(neovim.env("SETTINGS", settings.to_string()));
        assert_marked(&marks, &holes(&with_holes()));
    }
}

/// What a settings file in TOML holds, told by the parser that reads our own.
fn toml(text: &str) -> Value {
    toml::from_str(text).unwrap()
}

#[test]
fn any_name_of_a_file_leads_to_its_schema() {
    let project = Project::new();
    for name in [
        "c# & ü/lektion 1 (neu) [a].yaml",
        "50%/b@c!.yaml",
        "04-where-the-model-runs.yml",
        "x/04-where-the-model-runs.yml",
    ] {
        let path = project.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Another name of a regime than the lesson has that is found by the end of this one's path.
        fs::write(path, with_holes().replace("own-hardware", "own-stove")).unwrap();
        project.lessonlint(&["schema", "install"]);
        let expected: Vec<(usize, &str)> =
            holes(&with_holes()).into_iter().map(|(line, missing)| (line + 1, missing)).collect();
        let Some(mut neovim) = project.neovim(name, 3) else { return };
        assert_marked(&marks(&mut neovim), &expected);
        project.lessonlint(&["schema", "remove"]);
        for editor in ["vscode", "neovim"] {
            project.lessonlint(&["schema", "install", "--editor", editor]);
            let Some(mut neovim) = project.neovim(name, 3) else { return };
            if editor == "neovim" {
                neovim.env("EXRC", "1");
            } else {
                let text: String = project
                    .read(".vscode/settings.json")
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("/*"))
                    .collect();
                let settings: Value = serde_json::from_str(&text).unwrap();
                neovim.env("SETTINGS", json!({"yaml": {"schemas": settings["yaml.schemas"]}}).to_string());
            }
            let expected: Vec<(usize, &str)> =
                expected.iter().map(|(line, missing)| (line - 1, *missing)).collect();
            assert_marked(&marks(&mut neovim), &expected);
            project.lessonlint(&["schema", "remove"]);
        }
    }
}

/// A program that ends when the test does.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// `schema watch`, ready.
fn watch(project: &Project) -> Running {
    let mut command = command();
    command.args(["schema", "watch"]).current_dir(project.0.path());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let told = BufReader::new(child.stderr.take().unwrap()).lines().next().unwrap().unwrap();
    let running = Running(child);
    assert!(told.starts_with("watching"), "{told}");
    running
}

/// The lesson with a fourth regime, which no dimension has a cell for.
fn with_another_regime(lesson: &str) -> String {
    let start = lesson.find("  - id: hosted-api").unwrap();
    let end = lesson.find("  - id: private-cloud").unwrap();
    let regime = lesson[start..end].replace("hosted-api", "on-a-phone").replace("Hosted API", "On a phone");
    lesson.replacen("\ncomparison:", &format!("\n{regime}comparison:"), 1)
}

const MISSING: &str = "R001 regime-missing-from-dimension: On a phone ";

#[test]
fn a_new_regime_is_asked_for_on_every_dimension_while_the_schemas_are_watched() {
    for by_settings in [true, false] {
        let project = Project::new();
        let how: &[&str] =
            if by_settings { &["schema", "install", "--editor", "neovim"] } else { &["schema", "install"] };
        project.lessonlint(how);
        let changed = with_another_regime(&project.read(LESSON));
        fs::write(project.path("changed.txt"), &changed).unwrap();
        let dimensions = changed.matches("      cells:\n").count();
        let Some(mut neovim) = project.neovim(LESSON, dimensions) else { return };
        let _watching = watch(&project);
        neovim.env("CHANGED", project.path("changed.txt"));
        if by_settings {
            neovim.env("EXRC", "1");
        } else {
            neovim.env("SCHEMA", project.path(&format!(".lessonlint/schema/{LESSON}.schema.json")));
        }
        let lines = changed.lines().enumerate().filter(|(_, line)| *line == "      cells:");
        let expected: Vec<(usize, &str)> = lines.map(|(index, _)| (index + 1, MISSING)).collect();
        assert_marked(&marks(&mut neovim), &expected);
    }
}

#[test]
fn taplo_checks_the_configuration_by_its_first_line() {
    let project = Project::new();
    fs::write(project.path("lessonlint.toml"), "include = [\"*.yaml\"]\n").unwrap();
    project.lessonlint(&["schema", "install"]);
    let Some(mut taplo) = node("taplo") else { return };
    passes(taplo.args(["lint", "lessonlint.toml"]).current_dir(project.0.path()));
    let misspelled = project.read("lessonlint.toml").replace("include", "includes");
    fs::write(project.path("lessonlint.toml"), misspelled).unwrap();
    let output = taplo.output().unwrap();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && printed.contains("'includes' was unexpected"), "{printed}");
}

#[test]
fn emacs_asks_for_what_is_missing_by_its_settings() {
    let project = Project::with_holes();
    project.lessonlint(&["schema", "install", "--editor", "emacs"]);
    let Some(server) = node("yaml-language-server") else { return };
    let Some(mut emacs) = system("emacs") else { return };
    // To Emacs, what git keeps is a project.
    passes(Command::new("git").args(["init", "--quiet"]).current_dir(project.0.path()));
    emacs
        .arg("--batch")
        .arg("-l")
        .arg(root().join("tests/clients/emacs.el"))
        .env("SERVER", server.get_program());
    let printed = passes(emacs.env("LESSON", project.path(LESSON)).env("EXPECTED", "3"));
    for (line, missing) in holes(&with_holes()) {
        let told =
            printed.lines().any(|told| told.starts_with(&format!("{line} ")) && told.contains(missing));
        assert!(told, "{missing} is not asked for at {line}:\n{printed}");
    }
}
