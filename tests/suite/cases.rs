//! The cases of the suite.

use std::path::{Path, PathBuf};

use jsonschema::{Draft, Retrieve, Uri};
use lessonlint_tests::root;
use serde_json::Value;

/// The URL below which the suite's remotes are thought to lie.
pub(crate) const REMOTES: &str = "http://localhost:1234/";

/// A schema with the instances that are tried on it.
pub(crate) struct Case {
    /// The file below the folder of its draft, and its description, as in `optional/id.json: …`.
    pub(crate) name: String,
    pub(crate) draft: Draft,
    /// Whether formats are asserted.
    pub(crate) formats: Option<bool>,
    /// With the draft named where the suite leaves that to the folder.
    pub(crate) schema: Value,
    pub(crate) tests: Vec<Test>,
}

/// An instance.
pub(crate) struct Test {
    pub(crate) description: String,
    pub(crate) data: Value,
    pub(crate) valid: bool,
}

pub(crate) fn folder() -> PathBuf {
    root().join("tests/fixtures/json-schema-test-suite")
}

/// Every case of both drafts that are kept here.
pub(crate) fn all() -> Vec<Case> {
    let of = |folder_name: &str, draft: Draft, named: &str| {
        let folder = folder().join("tests").join(folder_name);
        files(&folder).into_iter().flat_map(|path| read(&path, &folder, draft, named)).collect::<Vec<Case>>()
    };
    let mut cases = of("draft7", Draft::Draft7, "http://json-schema.org/draft-07/schema#");
    cases.extend(of("draft2020-12", Draft::Draft202012, "https://json-schema.org/draft/2020-12/schema"));
    cases
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn read(path: &Path, folder: &Path, draft: Draft, named: &str) -> Vec<Case> {
    let file = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    let draft_name = folder.file_name().unwrap().to_string_lossy();
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let case = |case: &Value| {
        let mut schema = case["schema"].clone();
        if let Some(keywords) = schema.as_object_mut()
            && !keywords.contains_key("$schema")
        {
            keywords.insert("$schema".into(), named.into());
        }
        let test = |test: &Value| Test {
            description: test["description"].as_str().unwrap().to_owned(),
            data: test["data"].clone(),
            valid: test["valid"].as_bool().unwrap(),
        };
        Case {
            name: format!("{draft_name}/{file}: {}", case["description"].as_str().unwrap()),
            draft,
            formats: file.starts_with("optional/format/").then_some(true),
            schema,
            tests: case["tests"].as_array().unwrap().iter().map(test).collect(),
        }
    };
    cases.iter().map(case).collect()
}

/// The crate's own way to the remotes.
pub(crate) struct Remotes;

impl Retrieve for Remotes {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let path = uri.as_str().strip_prefix(REMOTES).ok_or("nothing else is there")?;
        Ok(serde_json::from_str(&std::fs::read_to_string(folder().join("remotes").join(path))?)?)
    }
}
