//! The licences of what the binary holds beside our own code: most ask that their text goes along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::build;
use super::platforms::Platform;

/// How the files begin that hold a licence.
const BEGINNINGS: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"];

/// The list of every dependency with its licence, and each text once.
pub(crate) fn of_dependencies(platform: &Platform) -> Result<String, String> {
    let metadata = build::metadata(Some(platform))?;
    let mut list = String::from("lessonlint holds these packages, each under its own licence.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in dependencies(&metadata) {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        let name = format!("{} {}", text("name"), text("version"));
        list += &format!("{name}: {}, {}\n", text("license"), text("repository"));
        let folder = Path::new(text("manifest_path")).parent().unwrap_or(Path::new("."));
        for file in licence_files(folder, text("license"))? {
            let text = String::from_utf8_lossy(&build::read(&file)?).replace("\r\n", "\n");
            texts.entry(text.trim().to_owned()).or_default().push(name.clone());
        }
    }
    for (text, packages) in texts {
        list += &format!("\n{}\n{}\n\n{text}\n", "=".repeat(80), packages.join(", "));
    }
    Ok(list)
}

/// What is linked into the binary, by name.
fn dependencies(metadata: &Value) -> Vec<&Value> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes: BTreeMap<String, Vec<String>> = list(&metadata["resolve"]["nodes"])
        .iter()
        .map(|node| {
            let needed = list(&node["deps"]).into_iter();
            let needed = needed.filter(|dependency| {
                list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null())
            });
            let needed = needed.filter_map(|dependency| dependency["pkg"].as_str().map(ToOwned::to_owned));
            (node["id"].as_str().unwrap_or_default().to_owned(), needed.collect())
        })
        .collect();
    let packages: Vec<&Value> =
        metadata["packages"].as_array().map(|all| all.iter().collect()).unwrap_or_default();
    let program = packages.iter().find(|package| package["name"] == "lessonlint");
    let mut open: Vec<String> =
        program.and_then(|package| package["id"].as_str()).map(ToOwned::to_owned).into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(package) = open.pop() {
        let needed = nodes.get(&package).cloned().unwrap_or_default();
        if reached.insert(package) {
            open.extend(needed);
        }
    }
    let is_foreign = |package: &&&Value| {
        !package["source"].is_null() && package["id"].as_str().is_some_and(|id| reached.contains(id))
    };
    packages.iter().filter(is_foreign).copied().collect()
}

/// Of licences to choose from, MIT is the one that is taken.
fn licence_files(folder: &Path, expression: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let upper = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    files.retain(|path| {
        path.is_file() && BEGINNINGS.iter().any(|beginning| upper(path).starts_with(beginning))
    });
    files.sort();
    let choice = !expression.contains(" AND ") && (expression.contains(" OR ") || expression.contains('/'));
    if choice && let Some(mit) = files.iter().find(|path| upper(path).contains("MIT")) {
        return Ok(vec![mit.clone()]);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::platforms::PLATFORMS;

    #[test]
    fn every_dependency_is_listed_with_its_licence() {
        let text = of_dependencies(&PLATFORMS[0]).unwrap();
        let (list, texts) = text.split_once("=====").unwrap();
        assert!(list.contains("\ngranit-parser "), "{list}");
        assert!(!list.contains("lesson-text") && !list.contains("proptest"), "{list}");
        assert!(list.lines().skip(2).all(|line| !line.contains(": ,")), "{list}");
        assert!(texts.contains("Permission is hereby granted"));
    }
}
