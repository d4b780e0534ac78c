//! The command line: what it prints, where, and how a run ends.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use lessonlint_tests::{Folder, command, content};

pub(crate) const YAML: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
pub(crate) const MARKDOWN: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.md");

/// The example lesson with a placeholder in a cell, and one in its lead.
fn with_hole() -> String {
    YAML.replacen("yeast: One visit to the shop", "yeast: TBD", 1)
}

fn with_warning() -> String {
    YAML.replacen("the price tells you which", "the price (TBD) tells you which", 1)
}

#[test]
fn exit_codes_say_how_the_run_ended() {
    let folder = Folder::new()
        .file("good.yaml", YAML)
        .file("bad.yaml", with_hole())
        .file("doubtful.yaml", with_warning())
        .file("notes.md", "# Shopping\n\n- flour\n");
    let code = |arguments: &[&str]| folder.run(&[&["check"], arguments].concat()).code;
    assert_eq!(code(&["good.yaml"]), Some(0));
    assert_eq!(code(&["bad.yaml"]), Some(1));
    assert_eq!(code(&["bad.yaml", "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["doubtful.yaml"]), Some(0));
    assert_eq!(code(&["doubtful.yaml", "--fail-on", "warning"]), Some(1));
    assert_eq!(code(&["doubtful.yaml", "--fail-on", "warning", "--ignore", "placeholder"]), Some(0));
    assert_eq!(code(&["good.yaml", "notes.md"]), Some(1));
    assert_eq!(code(&["good.yaml", "notes.md", "--lessons-only"]), Some(0));
    assert_eq!(code(&["bad.yaml", "gone.yaml"]), Some(2));
    assert_eq!(code(&["--fromat", "json"]), Some(2));
    assert_eq!(code(&["good.yaml", "--select", "no-such-rule"]), Some(2));
    assert_eq!(code(&["good.yaml", "--today", "yesterday"]), Some(2));
}

#[test]
fn no_lesson_at_all_is_said() {
    let folder = Folder::new().file("notes.md", "# Shopping\n").file("sub/data.yaml", "a: 1\n");
    let ran = folder.run(&["check"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("no lesson found in 2 files: 2 not a lesson"), "{}", ran.err);
    let named = folder.run(&["check", "notes.md", "--format", "json"]);
    assert_eq!((named.code, named.codes()), (Some(2), vec!["E009".to_owned()]));
    assert_eq!(named.json()["summary"]["lessons"], 0);
    let empty = Folder::new();
    assert_eq!(empty.run(&["check"]).code, Some(2));
    assert_eq!(empty.run(&["matrix"]).code, Some(2));
    for flag in ["--lessons-only", "--force-exclude"] {
        let ran = folder.run(&["check", flag]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{flag}");
    }
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_report_whole() {
    let folder = Folder::new().file("bad.yaml", with_hole());
    let ran = folder.run(&["check", "gone.yaml", "bad.yaml", "--format", "json"]);
    assert_eq!((ran.code, ran.codes()), (Some(2), vec!["R001".to_owned(), "E010".to_owned()]));
    let report = ran.json();
    assert_eq!(report["files"][1]["outcome"], "unreadable");
    assert!(report["findings"][1]["start"].is_null() && report["findings"][1]["pointer"].is_null());
}

#[test]
fn standard_input_is_read_in_either_form() {
    let folder = Folder::new();
    for lesson in [YAML, MARKDOWN] {
        let ran = folder.run_with(&["check", "-"], lesson.as_bytes());
        assert_eq!((ran.code, ran.out.as_str()), (Some(0), "1 lesson, no findings (1 file looked at)\n"));
    }
    let arguments = ["check", "-", "--stdin-filename", "lessons/new.yaml", "--format", "json"];
    let ran = folder.run_with(&arguments, with_hole().as_bytes());
    assert_eq!((ran.code, ran.codes()), (Some(1), vec!["R001".to_owned()]));
    assert_eq!(ran.json()["findings"][0]["path"], "lessons/new.yaml");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let lessons =
        (0..400).fold(Folder::new(), |folder, number| folder.file(format!("{number}.yaml"), with_hole()));
    let mut child = command();
    let child = child.args(["check", "."]).current_dir(lessons.path());
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_output_is_the_same_at_any_number_of_threads() {
    let lessons = content().into_iter().enumerate().fold(Folder::new(), |folder, (number, lesson)| {
        let text = lesson.text.replace("why: ", "wyh: ").replace("| Why", "| Wyh");
        folder.file(format!("{}/{}", number % 3, lesson.name), text)
    });
    for format in ["text", "json"] {
        let run = |threads: &str| {
            let mut command = command();
            command.args(["check", ".", "--format", format, "--today", "2026-01-31"]);
            command.env("RAYON_NUM_THREADS", threads).current_dir(lessons.path());
            command.output().unwrap().stdout
        };
        let one = run("1");
        assert!(one.len() > 1000);
        for threads in ["2", "3", "16"] {
            assert!(run(threads) == one, "{threads} threads give another {format}");
        }
    }
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = Folder::new().file("bad.yaml", with_hole());
    let escape = |arguments: &[&str]| folder.run(arguments).out.contains('\u{1b}');
    assert!(!escape(&["check"]));
    assert!(escape(&["check", "--color", "always"]));
    assert!(!escape(&["check", "--color", "never"]));
    assert!(!escape(&["check", "--color", "always", "--format", "json"]));
    let with = |variables: &[(&str, &str)]| {
        let mut command = command();
        command.arg("check").current_dir(folder.path()).envs(variables.iter().copied());
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(with(&[("CLICOLOR_FORCE", "1")]));
    assert!(!with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn results_are_on_standard_output_and_the_rest_is_not() {
    let folder =
        Folder::new().file("bad.yaml", with_hole()).file("lessonlint.toml", "[rules]\nR001 = \"off\"\n");
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!((ran.code, ran.codes()), (Some(1), vec!["R001".to_owned()]));
    assert!(ran.err.contains("lessonlint.toml:2:1: regime-missing-from-dimension is a law"), "{}", ran.err);
}

#[test]
fn laws_are_neither_deselected_nor_ignored() {
    let folder = Folder::new().file("bad.yaml", with_hole());
    for arguments in
        [["--ignore", "R001"], ["--select", "placeholder"], ["--ignore", "regime-missing-from-dimension"]]
    {
        let ran = folder.run(&[&["check", "--format", "json"], &arguments[..]].concat());
        assert_eq!((ran.code, ran.codes()), (Some(1), vec!["R001".to_owned()]), "{arguments:?}");
    }
}

#[test]
fn configuration_says_which_files_are_lessons() {
    let folder = Folder::new()
        .file(
            "lessonlint.toml",
            "include = [\"lessons/**/*.yaml\"]\nexclude = [\"lessons/old\"]\nfail_on = \"warning\"\n",
        )
        .file("lessons/one.yaml", YAML)
        .file("lessons/two.yaml", with_warning())
        .file("lessons/old/three.yaml", with_hole())
        .file("elsewhere/four.yaml", with_hole())
        .file("lessons/five.yaml", "a: lesson in name only\n");
    let report = folder.run(&["check", "--format", "json"]);
    let outcomes: Vec<String> = report.json()["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {}", file["path"].as_str().unwrap(), file["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(
        outcomes,
        [
            "elsewhere/four.yaml skipped",
            "lessons/five.yaml linted",
            "lessons/old/three.yaml skipped",
            "lessons/one.yaml linted",
            "lessons/two.yaml linted",
        ]
    );
    assert_eq!(report.code, Some(1));
    assert_eq!(folder.run(&["check", "lessons/old/three.yaml"]).code, Some(1));
    assert_eq!(folder.run(&["check", "lessons/old/three.yaml", "--force-exclude"]).code, Some(0));
    assert_eq!(folder.run(&["check", "lessons/two.yaml"]).code, Some(1));
    assert_eq!(folder.run(&["check", "lessons/two.yaml", "--fail-on", "error"]).code, Some(0));
}

#[test]
fn ignore_files_count() {
    let folder = Folder::new()
        .file(".gitignore", "built/\n")
        .file(".lessonlintignore", "drafts/*.yaml\n")
        .file("built/one.yaml", with_hole())
        .file("drafts/two.yaml", with_hole())
        .file("three.yaml", YAML);
    let ran = folder.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "1 lesson, no findings (1 file looked at)\n"));
    assert_eq!(folder.run(&["check", "drafts/two.yaml"]).code, Some(1));
    assert_eq!(folder.run(&["check", "drafts/two.yaml", "three.yaml", "--force-exclude"]).code, Some(0));
}

#[test]
fn paths_are_relative_to_the_nearest_configuration() {
    let folder =
        Folder::new().file("course/lessonlint.toml", "").file("course/lessons/bad.yaml", with_hole());
    let ran = folder.run(&["check", "course/lessons", "--format", "json"]);
    assert_eq!(ran.json()["findings"][0]["path"], "lessons/bad.yaml");
    let ran = folder.run(&[
        "check",
        "course/lessons/bad.yaml",
        "--config",
        "course/lessonlint.toml",
        "--format",
        "json",
    ]);
    assert_eq!(ran.json()["findings"][0]["path"], "lessons/bad.yaml");
}

#[test]
fn a_mistake_in_the_configuration_has_its_place() {
    for (text, place) in [
        ("includ = []\n", "lessonlint.toml:1:1: there is no key `includ`"),
        ("[rules]\nplaceholdr = \"off\"\n", "lessonlint.toml:2:1: there is no rule `placeholdr`"),
        ("[rules]\nplaceholder = \"of\"\n", "lessonlint.toml:2:15: "),
        (
            "[markdown.labels]\nwhere_it_brakes = []\n",
            "lessonlint.toml:2:1: there is no label `where_it_brakes`",
        ),
        ("include = [\"*.yaml\"\n", "lessonlint.toml:1:20: "),
        ("fail_on = 3\n", "lessonlint.toml:1:11: "),
        ("include = [\"[\"]\n", "lessonlint.toml:1:12: `[` is no pattern"),
    ] {
        let folder = Folder::new().file("lessonlint.toml", text).file("good.yaml", YAML);
        let ran = folder.run(&["check"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{text}");
        assert!(ran.err.contains(place), "{text}: {}", ran.err);
    }
}

#[test]
fn the_matrix_shows_the_state_of_each_cell() {
    let text = with_hole()
        .replacen("sourdough: A feeding every day, holidays included", "sourdough: None", 1)
        .replacen("        yeast: Mild\n", "", 1);
    let folder = Folder::new().file("lesson.yaml", text);
    let ran = folder.run(&["matrix", "--format", "json"]);
    let matrix = &ran.json()["lessons"][0];
    let cells: Vec<String> = matrix["cells"]
        .as_array()
        .unwrap()
        .iter()
        .map(|cell| format!("{}/{} {}", cell["dimension"], cell["regime"], cell["status"]).replace('"', ""))
        .collect();
    assert_eq!(ran.code, Some(0));
    assert!(cells.contains(&"effort/yeast placeholder".to_owned()), "{cells:?}");
    assert!(cells.contains(&"effort/sourdough none".to_owned()), "{cells:?}");
    assert!(cells.contains(&"time/yeast present".to_owned()), "{cells:?}");
    let text = folder.run(&["matrix"]).out;
    assert!(
        text.contains("Effort") && text.contains("Sourdough") && text.contains("of 6 cells present"),
        "{text}"
    );
}

#[test]
fn every_command_explains_itself() {
    let folder = Folder::new().file("lesson.yaml", YAML);
    for arguments in [
        &["--help"][..],
        &["--version"],
        &["check", "--help"],
        &["explain", "A001"],
        &["explain", "analogy-without-break", "--format", "markdown"],
        &["explain", "r001", "--example", "1"],
        &["rules"],
        &["rules", "--format", "json"],
        &["rules", "--format", "markdown"],
        &["schema"],
        &["schema", "course", "--draft", "draft-07"],
        &["schema", "--for", "lesson.yaml"],
        &["schema", "config", "--format", "markdown"],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["man"],
        &["man", "--format", "markdown"],
    ] {
        let ran = folder.run(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!ran.out.is_empty(), "{arguments:?}");
    }
    let unknown = folder.run(&["explain", "A01"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("did you mean `A001`?"), "{}", unknown.err);
}

#[test]
fn the_next_command_helps_on() {
    let stub = YAML.replacen(
        "      why: Nobody in the shop can prove a claim about health, and the long day is true.\n",
        "",
        1,
    );
    let suggested = stub.replacen("three dimensions", "four dimensions", 1);
    let folder =
        Folder::new().file("good.yaml", YAML).file("stub one.yaml", stub).file("suggested.yaml", suggested);
    let next = |arguments: &[&str]| {
        let out = folder.run(&[&["check"], arguments].concat()).out;
        out.lines()
            .find_map(|line| line.strip_prefix("Next: lessonlint check "))
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(next(&["good.yaml"]), "");
    assert_eq!(next(&["stub one.yaml"]), "'stub one.yaml' --fix-scaffold --diff");
    assert_eq!(next(&["suggested.yaml", "--fix"]), "suggested.yaml --fix-suggested --diff");
    assert_eq!(next(&["suggested.yaml", "--quiet"]), "");
    let hole = Folder::new().file("hole.yaml", with_hole());
    assert!(hole.run(&["check", "--statistics"]).out.ends_with("\nNext: lessonlint check\n"));
    assert!(!hole.run(&["check"]).out.contains("Next:"));
    // What it names does what it is named for.
    let diff = folder.run(&["check", "stub one.yaml", "--fix-scaffold", "--diff"]).out;
    assert!(diff.contains("+      why: \"TODO"), "{diff}");
    let many =
        (0..20).fold(Folder::new(), |folder, number| folder.file(format!("{number}.yaml"), with_hole()));
    let out = many.run(&["check"]).out;
    assert!(
        out.ends_with(
            "20 errors in all 20 lessons (20 files looked at)\nNext: lessonlint check --statistics\n"
        ),
        "{out}"
    );
}
