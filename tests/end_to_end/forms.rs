//! A lesson in YAML and the same lesson in Markdown are one lesson: equal models, equal findings.

use lesson_lint::Loaded;
use lesson_syntax::{Kind, NodeId, Tree};
use lessonlint_tests::{LessonFile, Linted, Said, content};
use serde_json::Value;

/// The lessons of the example course that are there in both forms.
fn twins() -> Vec<(LessonFile, LessonFile)> {
    let lessons = content();
    let stem = |lesson: &LessonFile| lesson.name.rsplit_once('.').unwrap().0.to_owned();
    let is_twin = |first: &LessonFile, second: &LessonFile| {
        first.name.ends_with(".yaml") && second.name.ends_with(".md") && stem(first) == stem(second)
    };
    let pair =
        |yaml: &LessonFile| Some((yaml.clone(), lessons.iter().find(|other| is_twin(yaml, other))?.clone()));
    let twins: Vec<_> = lessons.iter().filter_map(pair).collect();
    assert!(!twins.is_empty());
    twins
}

/// What one form gives and the other need not: a heading's wording, ids that follow from names, keys
/// that the layout of Markdown has no words for.
const BY_FORM: [&str; 5] = ["x-heading", "id", "aka", "format", "meta"];

/// The model without what belongs to one form.
fn model(loaded: &Loaded) -> Value {
    let mut model = serde_json::to_value(&loaded.lesson.as_ref().unwrap().value).unwrap();
    strip(&mut model);
    model
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(keys) => {
            keys.retain(|key, value| !value.is_null() && !BY_FORM.contains(&key.as_str()));
            keys.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        // Where a line was broken is the form's matter, and so is the full stop after a phrase that
        // ends a sentence of Markdown.
        Value::String(text) => {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            *text = words.trim_end_matches('.').to_owned();
        }
        _ => {}
    }
}

/// Every text of a tree, by its pointer.
fn texts(tree: &Tree) -> Vec<(String, NodeId)> {
    let texts =
        tree.ids().filter(|&id| tree.kind(id) == Kind::String && tree.key_of(id) != Some(tree.text(id)));
    texts.map(|id| (tree.pointer(id), id)).filter(|(pointer, _)| !pointer.is_empty()).collect()
}

fn with(loaded: &Loaded, node: NodeId, value: &str) -> String {
    let tree = loaded.reader.tree();
    let (text, span) = (tree.source().text(), tree.span(node));
    format!("{}{value}{}", &text[..span.start as usize], &text[span.end as usize..])
}

fn without_place(said: Vec<Said>) -> Vec<Said> {
    said.into_iter().map(|said| Said { line: 0, column: 0, ..said }).collect()
}

#[test]
fn twins_have_one_model() {
    for (yaml, markdown) in twins() {
        let (first, second) =
            (Linted::load(&yaml.name, yaml.text), Linted::load(&markdown.name, markdown.text));
        let (first, second) = (model(&first), model(&second));
        for (key, value) in first.as_object().unwrap() {
            assert_eq!(Some(value), second.get(key), "{} {key}", yaml.name);
        }
        assert_eq!(first.as_object().unwrap().len(), second.as_object().unwrap().len(), "{}", yaml.name);
    }
}

#[test]
fn twins_with_the_same_hole_give_the_same_findings() {
    let mut tried = 0;
    for (yaml, markdown) in twins() {
        let first = Linted::load(&yaml.name, yaml.text.clone());
        let second = Linted::load(&markdown.name, markdown.text.clone());
        let others = texts(second.reader.tree());
        for (pointer, node) in texts(first.reader.tree()) {
            let Some(&(_, other)) = others.iter().find(|(other, _)| *other == pointer) else { continue };
            // A name that is gone is another lesson in Markdown, where the name is the heading.
            if ["/name", "/id"].iter().any(|end| pointer.ends_with(end)) || pointer.starts_with("/meta") {
                continue;
            }
            let in_yaml = Linted::new(&yaml.name, with(&first, node, "TBD")).said();
            let sentence = second.reader.tree().text(other).ends_with('.');
            let value = if sentence { "TBD." } else { "TBD" };
            let in_markdown = Linted::new(&markdown.name, with(&second, other, value)).said();
            assert_eq!(in_yaml.len(), 1, "{pointer}: {in_yaml:?}");
            assert_eq!(without_place(in_yaml), without_place(in_markdown), "{} {pointer}", yaml.name);
            tried += 1;
        }
    }
    assert!(tried > 100, "only {tried} texts are in both forms");
}
