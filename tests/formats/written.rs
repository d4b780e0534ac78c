//! A run with every format as a file, and what each says, read back.

use std::collections::BTreeMap;

use lessonlint_tests::Folder;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// The formats that are written to files, and the names of those.
pub(crate) const FORMATS: [&str; 10] =
    ["text", "json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html"];

/// How many findings of each rule; what is silenced apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// By code, of those that are not silenced.
    pub(crate) spoken: BTreeMap<String, usize>,
    /// How many are silenced, where the format tells.
    pub(crate) silenced: Option<usize>,
}

/// Checks a folder, every format written beside it.
pub(crate) fn check(folder: &Folder) {
    let mut arguments = vec!["check".to_owned(), ".".to_owned(), "--show-suppressed".to_owned()];
    for format in FORMATS {
        arguments.extend(["--output".to_owned(), format!("{format}=report.{format}.out")]);
    }
    let ran = folder.run(&arguments);
    assert!(ran.code.is_some_and(|code| code == 1 || code == 2), "{ran:?}");
}

/// What a format says.
pub(crate) fn written(folder: &Folder, format: &str) -> String {
    folder.read(format!("report.{format}.out"))
}

/// The findings that a format holds.
pub(crate) fn counts(format: &str, written: &str) -> Counts {
    let json = || serde_json::from_str::<Value>(written).unwrap_or_else(|error| panic!("{format}: {error}"));
    match format {
        "text" => text(written),
        "json" => of_findings(json()["findings"].as_array().unwrap()),
        "json-lines" => {
            let lines: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            of_findings(&lines)
        }
        "sarif" => sarif(&json()["runs"][0]["results"]),
        "github" => github(written),
        "gitlab" => by(json().as_array().unwrap(), |issue| code_before(&issue["description"], ": ")),
        "junit" => junit(written),
        "rdjson" => by(json()["diagnostics"].as_array().unwrap(), |found| found["code"]["value"].to_string()),
        "markdown" => markdown(written),
        "html" => html(written),
        _ => panic!("nobody reads {format}"),
    }
}

fn code_before(text: &Value, end: &str) -> String {
    text.as_str().unwrap().split(end).next().unwrap().to_owned()
}

fn by(list: &[Value], code: impl Fn(&Value) -> String) -> Counts {
    let mut counts = Counts::default();
    list.iter().for_each(|value| counts.add(code(value).trim_matches('"')));
    counts
}

impl Counts {
    fn add(&mut self, code: &str) {
        *self.spoken.entry(code.to_owned()).or_default() += 1;
    }

    fn add_or_silence(&mut self, code: &str, silenced: bool) {
        let so_far = self.silenced.get_or_insert(0);
        if silenced { *so_far += 1 } else { self.add(code) }
    }
}

fn of_findings(findings: &[Value]) -> Counts {
    let mut counts = Counts { silenced: Some(0), ..Counts::default() };
    for finding in findings {
        counts.add_or_silence(finding["code"].as_str().unwrap(), !finding["suppression"].is_null());
    }
    counts
}

fn sarif(results: &Value) -> Counts {
    let mut counts = Counts { silenced: Some(0), ..Counts::default() };
    for result in results.as_array().unwrap() {
        let silenced = !result["suppressions"].as_array().unwrap().is_empty();
        counts.add_or_silence(result["ruleId"].as_str().unwrap(), silenced);
    }
    counts
}

/// `error A001 analogy-without-break`, at the beginning of a line.
fn text(written: &str) -> Counts {
    let mut counts = Counts::default();
    for line in written.lines() {
        let mut words = line.split(' ');
        let (level, code) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if ["error", "warning", "advice"].contains(&level) {
            counts.add(code);
        }
    }
    counts
}

fn github(written: &str) -> Counts {
    let mut counts = Counts::default();
    for line in written.lines() {
        if let Some((_, title)) = line.split_once(" title=").filter(|_| line.starts_with("::")) {
            counts.add(title.split(' ').next().unwrap());
        } else if ["error ", "warning ", "advice "].iter().any(|level| line.starts_with(level)) {
            counts.add(line.split(' ').nth(1).unwrap());
        }
    }
    counts
}

fn markdown(written: &str) -> Counts {
    let mut counts = Counts::default();
    for line in written.lines().filter(|line| line.starts_with("- ")) {
        counts.add(line.split_once('[').unwrap().1.split(']').next().unwrap());
    }
    counts
}

/// The silenced ones stand in a part of their own, behind the others.
fn html(written: &str) -> Counts {
    let mut counts = Counts { silenced: Some(0), ..Counts::default() };
    let (spoken, silenced) = written.split_once(r#"id="silenced""#).unwrap_or((written, ""));
    for (part, silenced) in [(spoken, false), (silenced, true)] {
        for finding in part.split(r#"<article class="finding""#).skip(1) {
            let code = finding.split_once(r#"data-rule=""#).unwrap().1.split('"').next().unwrap();
            counts.add_or_silence(code, silenced);
        }
    }
    counts
}

fn junit(written: &str) -> Counts {
    let mut counts = Counts { silenced: Some(0), ..Counts::default() };
    let mut reader = Reader::from_str(written);
    let mut test = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == "testcase" => {
                let name = element.try_get_attribute("name").unwrap().unwrap();
                test = name.value.split(' ').next().unwrap().to_owned();
            }
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "failure" | "error" => counts.add_or_silence(&test, false),
                "skipped" => counts.add_or_silence(&test, true),
                _ => {}
            },
            Event::Eof => return counts,
            _ => {}
        }
    }
}
