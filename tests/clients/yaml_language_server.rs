//! Lessons in an editor with yaml-language-server, driven over its protocol, by what `schema install` wrote: what is
//! missing is named with its rule where it is missing, keys and regimes complete, hovers are Markdown, and every
//! snippet gives a piece that is accepted as it is.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use lessonlint_tests::{Folder, command, root};
use serde_json::{Value, json};

use crate::programs::script;

/// The lesson that is open in the editor.
const LESSON: &str = "lesson.yaml";

/// A good lesson, as `schema install` leaves it: with its first line, which names its schema.
fn installed() -> (Folder, String) {
    let path = root().join("crates/lesson-lint/src/examples/lesson.yaml");
    let folder = Folder::new().file(LESSON, std::fs::read(path).expect("a lesson"));
    let ran = folder.run(&["schema", "install"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let text = folder.read(LESSON);
    assert!(text.starts_with("# yaml-language-server: $schema="), "{text}");
    (folder, text)
}

/// What the server answers to each step; none where it is not installed.
fn answers(folder: &Folder, steps: &[Value]) -> Option<Vec<Value>> {
    let mut command = script("yaml_language_server.js")?;
    command.current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("node starts");
    let steps = serde_json::to_vec(steps).expect("steps");
    child.stdin.take().expect("a pipe").write_all(&steps).expect("the script reads its steps");
    let output = child.wait_with_output().expect("the script ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("answers in JSON"))
}

/// The line, counted from 1, and the beginning of the message of each diagnostic, in the order of the lines.
fn told(diagnostics: &Value) -> Vec<(u64, String)> {
    let one = |diagnostic: &Value| {
        let line = diagnostic["range"]["start"]["line"].as_u64().expect("a line") + 1;
        let message = diagnostic["message"].as_str().expect("a message");
        (line, message.split(':').next().unwrap_or_default().to_owned())
    };
    let mut all: Vec<_> = diagnostics.as_array().expect("diagnostics").iter().map(one).collect();
    all.sort();
    all
}

/// Where a part of a text begins: its line and character, counted from 0.
fn place(text: &str, part: &str) -> [usize; 2] {
    let at = text.find(part).unwrap_or_else(|| panic!("no {part:?} in {text}"));
    position(text, at)
}

fn position(text: &str, at: usize) -> [usize; 2] {
    let line = text[..at].matches('\n').count();
    [line, text[..at].chars().rev().take_while(|&character| character != '\n').count()]
}

/// A text without a line of it, which is found by how it begins.
fn without(text: &str, line: &str) -> String {
    let found = text.lines().find(|other| other.trim_start().starts_with(line));
    let found = found.unwrap_or_else(|| panic!("no line {line:?} in {text}"));
    text.replacen(&format!("{found}\n"), "", 1)
}

#[test]
fn what_is_missing_is_named_with_its_rule() {
    let (folder, good) = installed();
    let last_break = "where_it_breaks: A garden";
    let bad = without(&without(&without(&good, last_break), "yeast: One visit"), "why: ");
    let placeholders = good
        .replacen(
            "A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
            "None.",
            1,
        )
        .replacen("One visit to the shop", "TBD", 1)
        .replacen("Nobody in the shop can prove a claim about health, and the long day is true.", "\"…\"", 1);
    let unknown = good.replacen("yeast: One visit", "yest: One visit", 1);
    let steps = [&good, &bad, &placeholders, &unknown].map(|text| json!({ "open": LESSON, "text": text }));
    let Some(answers) = answers(&folder, &steps) else { return };
    let line = |text: &str, part: &str| place(text, part)[0] as u64 + 1;
    let named = |lines: [u64; 3]| {
        let rules =
            ["A001 analogy-without-break", "R001 regime-missing-from-dimension", "S001 dont-say-without-why"];
        lines.into_iter().zip(rules.map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(told(&answers[0]), []);
    let holders =
        [line(&bad, "- holds: Like a garden"), line(&bad, "- name: Effort") + 1, line(&bad, "- dont_say")];
    assert_eq!(told(&answers[1]), named(holders), "{bad}");
    let values = [line(&placeholders, "None."), line(&placeholders, "TBD"), line(&placeholders, "\"…\"")];
    assert_eq!(told(&answers[2]), named(values), "{placeholders}");
    let cell = line(&unknown, "yest:");
    let misspelled = [(cell - 1, "R001 regime-missing-from-dimension"), (cell, "R002 unknown-regime")];
    assert_eq!(told(&answers[3]), misspelled.map(|(line, rule)| (line, rule.to_owned())));
}

#[test]
fn a_new_regime_is_asked_for_once_watch_has_renewed_the_schema() {
    let (folder, good) = installed();
    let mut watch = command();
    watch.args(["schema", "watch"]).current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut watch = watch.spawn().expect("lessonlint starts");
    let said = BufReader::new(watch.stderr.take().expect("a pipe")).lines().next();
    let schema = ".lessonlint/schema/lesson.yaml.schema.json";
    let start = good.find("  - id: sourdough").expect("a regime");
    let end = good.find("comparison:").expect("a comparison");
    let another = good[start..end].replace("sourdough", "levain").replace("Sourdough", "Levain");
    let changed = format!("{}{another}{}", &good[..end], &good[end..]);
    let steps = [
        json!({ "open": LESSON }),
        json!({ "write": LESSON, "text": changed, "until": schema, "holds": "Levain" }),
        json!({ "changed": schema }),
        json!({ "open": LESSON }),
    ];
    let answers = answers(&folder, &steps);
    watch.kill().and_then(|()| watch.wait()).expect("watch can be ended");
    let Some(answers) = answers else { return };
    assert!(said.is_some_and(|line| line.is_ok_and(|line| line.starts_with("watching"))));
    assert_eq!(told(&answers[0]), []);
    let dimensions = changed.lines().enumerate().filter(|(_, line)| *line == "      cells:");
    let rule = "R001 regime-missing-from-dimension";
    let due: Vec<_> = dimensions.map(|(index, _)| (index as u64 + 1, rule.to_owned())).collect();
    assert_eq!(told(&answers[3]), due, "{:?}", answers[3]);
}

#[test]
fn a_hover_is_markdown_with_an_example_and_the_page_of_the_rule() {
    let (folder, good) = installed();
    let hover = |part: &str| json!({ "hover": LESSON, "at": place(&good, part) });
    let steps = [json!({ "open": LESSON }), hover("where_it_breaks:"), hover("regimes:"), hover("cells:")];
    let Some(answers) = answers(&folder, &steps) else { return };
    for (answer, expected) in answers[1..].iter().zip([
        ["What does not carry over", "```yaml\nwhere_it_breaks: ", "[A001 analogy-without-break](https://"],
        ["The regimes that the lesson compares", "", "[R010 too-few-regimes](https://"],
        ["What holds for each regime", "", "[R001 regime-missing-from-dimension](https://"],
    ]) {
        assert_eq!(answer["contents"]["kind"], "markdown");
        let text = answer["contents"]["value"].as_str().expect("a text");
        assert!(expected.iter().all(|part| text.contains(part)), "{text}");
    }
}

/// Lessons with the cursor at an `@`, and what must be offered there.
fn cursors(good: &str) -> Vec<(String, &'static [&'static str])> {
    let instead = |line: &str, with: &str| {
        let found = good.lines().find(|other| other.trim_start().starts_with(line)).expect("a line");
        good.replacen(found, with, 1)
    };
    vec![
        (instead("where_it_breaks: A garden", "        @"), &["title", "maps_to", "where_it_breaks"]),
        (instead("yeast: One visit", "        @"), &["yeast"]),
        (format!("{good}      regimes:\n        - @\n"), &["yeast", "sourdough"]),
        (format!("{good}next:\n  @\n"), &["lesson", "teaser"]),
        (format!("{good}@\n"), &["audience", "figures", "terms"]),
    ]
}

#[test]
fn keys_and_regimes_complete() {
    let (folder, good) = installed();
    let cursors = cursors(&good);
    let Some(offered) = offers(&folder, cursors.iter().map(|(text, _)| text.as_str())) else { return };
    for ((text, expected), items) in cursors.iter().zip(offered) {
        let labels: Vec<&str> = items.iter().filter_map(|item| item["label"].as_str()).collect();
        assert!(expected.iter().all(|label| labels.contains(label)), "{labels:?} in\n{text}");
    }
}

/// What the server offers at the `@` of each text.
fn offers<'t>(folder: &Folder, texts: impl Iterator<Item = &'t str>) -> Option<Vec<Vec<Value>>> {
    let asked = texts.enumerate().flat_map(|(index, text)| {
        let at = text.find('@').expect("a cursor");
        // Each in a file of its own beside the lesson: a change is looked at some time after it was made.
        let file = format!("{index}.yaml");
        let open = json!({ "open": file, "text": text.replacen('@', "", 1) });
        [open, json!({ "complete": file, "at": position(text, at) })]
    });
    let answers = answers(folder, &asked.collect::<Vec<_>>())?;
    let items =
        |answer: &Value| answer["items"].as_array().or(answer.as_array()).cloned().unwrap_or_default();
    Some(answers.chunks(2).map(|pair| items(&pair[1])).collect())
}

/// Where a snippet is asked for: behind a dash, on a line without one, in an empty list, in an empty file.
fn snippet_cursors(good: &str) -> Vec<(String, &'static str)> {
    let before = |line: &str, with: &str| {
        let found = good.lines().find(|other| other.starts_with(line)).expect("a line");
        good.replacen(found, &format!("{with}\n{found}"), 1)
    };
    let first_line = good.lines().next().expect("a line");
    let broken_off = |part: &str| good.find(part).map(|at| good[..at].to_owned()).expect("a part");
    vec![
        (format!("{first_line}\n@"), "lesson"),
        (before("comparison:", "  - @"), "regime"),
        (before("comparison:", "      - @"), "analogy"),
        (before("comparison:", "      @"), "analogy"),
        (before("field_guide:", "    - @"), "dimension"),
        (before("field_guide:", "    @"), "dimension"),
        (format!("{good}    - @\n"), "field-guide line"),
        (format!("{good}    @\n"), "field-guide line"),
        (format!("{}    @\n", broken_off("    - dont_say")), "field-guide line"),
        (format!("{good}figures:\n  - @\n"), "figure"),
        (format!("{good}figures:\n  @\n"), "figure"),
        (format!("{good}terms:\n  - @\n"), "term"),
    ]
}

#[test]
fn each_snippet_gives_a_piece_that_is_accepted() {
    let (folder, good) = installed();
    let cursors = snippet_cursors(&good);
    let Some(offered) = offers(&folder, cursors.iter().map(|(text, _)| text.as_str())) else { return };
    let mut steps = Vec::new();
    for (index, ((text, label), items)) in cursors.iter().zip(&offered).enumerate() {
        let inserted =
            |item: &&Value| item["textEdit"]["newText"].as_str().is_some_and(|text| text.contains("${1:"));
        let snippets: Vec<&Value> =
            items.iter().filter(|item| item["label"] == *label).filter(inserted).collect();
        assert_eq!(snippets.len(), 1, "{label} is offered once in\n{text}\n{items:#?}");
        let text = accepted(&text.replacen('@', "", 1), snippets[0]);
        steps.push(json!({ "open": format!("with-{index}.yaml"), "text": text }));
    }
    let answers = answers(&folder, &steps).expect("it is installed");
    for (step, answer) in steps.iter().zip(&answers) {
        assert_eq!(told(answer), [], "{}", step["text"].as_str().unwrap_or_default());
    }
}

/// A text after a completion was accepted as it is, as editors do that: further lines get the indentation of the first,
/// and each tab stop keeps its text.
fn accepted(text: &str, item: &Value) -> String {
    let edit = &item["textEdit"];
    let at = |end: &str| {
        let place = &edit["range"][end];
        let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("a place");
        let line: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        line + number("character")
    };
    let (start, end) = (at("start"), at("end"));
    let line = &text[text[..start].rfind('\n').map_or(0, |at| at + 1)..];
    let indentation: String = line.chars().take_while(|&character| character == ' ').collect();
    let new = without_stops(edit["newText"].as_str().expect("a text"));
    format!("{}{}{}", &text[..start], new.replace('\n', &format!("\n{indentation}")), &text[end..])
}

/// `${1:text}` as `text`.
fn without_stops(snippet: &str) -> String {
    let mut text = String::new();
    let mut characters = snippet.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            '$' if characters.next_if_eq(&'{').is_some() => {
                while characters.next().is_some_and(|character| character != ':') {}
            }
            '$' => while characters.next_if(char::is_ascii_digit).is_some() {},
            '}' => {}
            other => text.push(other),
        }
    }
    text
}
