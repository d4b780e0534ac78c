//! The schemas of lessons, by three validators that share no code: the same verdict on every lesson.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use lessonlint_tests::schemas::{OF_TOOLS, Subject, bound, clean, cover, good, subjects, with_holes};
use lessonlint_tests::{Folder, root};
use serde_json::{Value, json};

use crate::programs::{passes, python, script};

/// How many lessons are judged; about a half of them is bad.
const LESSONS: usize = 1000;

/// Texts on which readers of patterns may differ: blanks of all kinds, letters of all kinds, line ends.
const AWKWARD: &[&str] = &[
    "\u{feff}",
    "\u{85}",
    "\u{a0}",
    "\u{3000}",
    "\u{200b}",
    "\u{180e}",
    "\u{2028}",
    "\u{2060}",
    "\u{1c}",
    "\u{0}",
    "\u{b}",
    "\t\r\n",
    "𝕏",
    "👩‍🚀",
    "é",
    "É",
    "e\u{301}",
    "ß",
    "ſ",
    "事前学習",
    "ª",
    "²",
    "Ⅳ",
    "ǅ",
    "٣",
    "ᵃ",
    "a\n",
    "\na",
    "a-\u{301}",
    "a_b-c",
    "a.b",
    "ﬁ",
    "𞤢",
    "𐐨",
    "İ",
    "ı",
    "K",
    "k",
    "🄰",
    "ⓐ",
    "\u{10ffff}",
    "TBD",
    "TBD.",
    "ＴＢＤ",
    "tbd\u{a0}",
    "N/A",
    "n/a.",
    "…",
    "—",
    "???",
    "[fill in]",
    "<insert>",
    "TODO: ask",
    "TODO lists help",
    "N/A for bread",
];
/// Days, some of which there are not.
const DAYS: &[&str] = &[
    "2026-01-31",
    "2024-02-29",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "1900-02-29",
    "2000-02-29",
    "2026-1-1",
    "20260131",
    "2026-W05-6",
    "2026-031",
    "2026-01-31T00:00:00Z",
    " 2026-01-31",
    "2026-01-31\n",
    "٢٠٢٦-01-31",
    "9999-12-31",
    "0000-01-01",
    "0001-01-01",
    "10000-01-01",
    "",
];

/// Lessons with an awkward text, day or number in one place.
fn awkward() -> Vec<Value> {
    let full = good("lesson").remove(1);
    let set = |pointer: &str, value: Value| {
        let mut lesson = full.clone();
        *lesson.pointer_mut(pointer).unwrap() = value;
        lesson
    };
    let texts = AWKWARD.iter().flat_map(|text| {
        ["/id", "/title", "/field_guide/lines/0/why"].map(|pointer| set(pointer, json!(text)))
    });
    let days = DAYS.iter().map(|day| set("/figures/0/as_of", json!(day)));
    let numbers = ["1.0", "1e2", "-0", "0.5", "18446744073709551616", "1e300"];
    let numbers = numbers.iter().map(|number| set("/lesson", serde_json::from_str(number).unwrap()));
    texts.chain(days).chain(numbers).collect()
}

/// A thousand lessons: clean ones, those with a hole, those that break one demand of the schema, awkward ones.
fn lessons(drafts: &[Subject; 2]) -> Vec<Value> {
    let mut lessons = awkward();
    let good = good("lesson");
    let tried = drafts.iter().flat_map(|subject| cover(subject, &good).tried);
    let broken: Vec<Value> = tried.filter(|lesson| !drafts[0].validator.is_valid(lesson)).collect();
    lessons.extend(broken.into_iter().take(350));
    lessons.extend(with_holes().take(100));
    lessons.extend(clean().take(LESSONS - lessons.len()));
    lessons
}

/// Each lesson in a file of its own.
fn written(lessons: &[Value]) -> Folder {
    let named = lessons.iter().enumerate();
    named.fold(Folder::new(), |folder, (index, lesson)| folder.file(name(index), lesson.to_string()))
}

fn name(index: usize) -> String {
    format!("{index:04}.json")
}

/// Demands that all three give the same verdict; how many lessons they accept.
fn agree(subject: &Subject, lessons: &[Value], folder: &Folder) -> Option<usize> {
    let schema = Folder::new().file("schema.json", subject.schema.to_string());
    let schema = schema.path().join("schema.json");
    let ajv = ajv(&schema, Some(folder.path()))?;
    let python = check_jsonschema(&schema, folder.path())?;
    let mut accepted = 0;
    let mut differ = Vec::new();
    for (index, lesson) in lessons.iter().enumerate() {
        let name = name(index);
        let verdicts = [subject.validator.is_valid(lesson), ajv[&name], !python.contains_key(&name)];
        accepted += usize::from(verdicts[0]);
        if verdicts.iter().any(|verdict| *verdict != verdicts[0]) {
            let rust: Vec<_> = subject.validator.iter_errors(lesson).map(|error| error.to_string()).collect();
            differ.push(format!(
                "jsonschema, ajv, check-jsonschema: {verdicts:?} {rust:?} {:?}",
                python.get(&name)
            ));
        }
    }
    assert!(differ.is_empty(), "{}: {} verdicts differ:\n{}", subject.file, differ.len(), differ.join("\n"));
    Some(accepted)
}

/// Which files ajv accepts.
fn ajv(schema: &Path, folder: Option<&Path>) -> Option<BTreeMap<String, bool>> {
    let mut script = script("validators.js")?;
    script.arg(serde_json::to_string(OF_TOOLS).unwrap()).arg(schema).args(folder);
    Some(serde_json::from_str(&passes(&mut script)).unwrap())
}

/// Which files check-jsonschema refuses, and why.
fn check_jsonschema(schema: &Path, folder: &Path) -> Option<BTreeMap<String, String>> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    let mut program: Command = python("check-jsonschema")?;
    program.args(["--output-format", "json", "--no-cache", "--schemafile"]).arg(schema).args(names);
    let output = program.current_dir(folder).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    assert_eq!(report["parse_errors"].as_array().map_or(0, Vec::len), 0, "{}", report["parse_errors"]);
    let errors = report["errors"].as_array().unwrap().iter();
    let text = |error: &Value, key: &str| error[key].as_str().unwrap_or_default().to_owned();
    Some(errors.map(|error| (text(error, "filename"), text(error, "message"))).collect())
}

#[test]
fn three_validators_agree_on_a_thousand_lessons_in_both_drafts() {
    let drafts = subjects().into_iter().find(|drafts| drafts[0].kind == "lesson").unwrap();
    let lessons = lessons(&drafts);
    assert_eq!(lessons.len(), LESSONS);
    let folder = written(&lessons);
    for subject in &drafts {
        let Some(accepted) = agree(subject, &lessons, &folder) else { return };
        assert!((LESSONS * 2 / 5..LESSONS * 3 / 5).contains(&accepted), "{accepted} lessons are good");
    }
}

#[test]
fn three_validators_agree_on_schemas_that_are_bound_to_a_lesson() {
    let text = fs::read_to_string(root().join("tests/schemas/good/lesson/full.yaml")).unwrap();
    let drafts = bound(&text);
    let lessons: Vec<Value> = cover(&drafts[0], &good("lesson")).tried;
    let folder = written(&lessons);
    for subject in &drafts {
        let Some(accepted) = agree(subject, &lessons, &folder) else { return };
        assert!(accepted > 5 && lessons.len() - accepted > 100, "{accepted} of {}", lessons.len());
    }
}

#[test]
fn ajv_takes_every_schema_in_strict_mode() {
    for subject in subjects().iter().flatten() {
        let Some(accepted) = ajv(&root().join(&subject.file), None) else { return };
        assert!(accepted.is_empty());
    }
}

#[test]
fn lessons_in_yaml_with_days_as_yaml_knows_them_are_accepted() {
    let full = fs::read_to_string(root().join("tests/schemas/good/lesson/full.yaml")).unwrap();
    let unquoted = full.replace("\"2026-01-31\"", "2026-01-31");
    assert_ne!(full, unquoted);
    let folder = Folder::new().file("quoted.yaml", full).file("unquoted.yaml", unquoted);
    for file in ["schema/lesson.schema.json", "schema/editor/lesson.schema.json"] {
        let Some(refused) = check_jsonschema(&root().join(file), folder.path()) else { return };
        assert_eq!(refused, BTreeMap::new());
    }
}
