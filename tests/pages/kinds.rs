//! What each kind of block is held to.

use std::path::Path;

use lessonlint_tests::pages::{Block, Page, Wrong, session};
use lessonlint_tests::{Folder, root};

use crate::{known, pull_request, services};

/// Everything that is wrong with a page's blocks, in their order.
pub(crate) fn check(page: &Page) -> Vec<Wrong> {
    let folder = Folder::new();
    if let Some(source) = &page.folder {
        copy(source, folder.path());
    }
    let wrong = |block: &Block| {
        let wrong = check_block(block, &folder).err()?;
        Some(Wrong { line: block.line, ..wrong })
    };
    page.blocks.iter().filter_map(wrong).collect()
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            std::fs::create_dir(&copied).unwrap();
            copy(&path, &copied);
        } else {
            std::fs::copy(&path, &copied).unwrap();
        }
    }
}

fn check_block(block: &Block, folder: &Folder) -> Result<(), Wrong> {
    if let ("sh", Some(breaks)) = (block.language.as_str(), block.value("breaks")) {
        return Ok(pull_request::check(&block.text, breaks)?);
    }
    match (block.language.as_str(), block.value("file"), block.value("in")) {
        ("console", None, None) => session::check(&block.text, folder.path()),
        ("sh", None, None) => Ok(known::check(&block.text)?),
        ("yaml" | "toml" | "markdown" | "json" | "text", Some(name), None) => {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, &block.text).unwrap();
            match (sound(block, name, folder), block.words.ends_with(" faulty")) {
                (Ok(()), true) => Err(format!("{name} is called faulty, and nothing is wrong with it"))?,
                (Err(_), true) => Ok(()),
                (sound, false) => Ok(sound?),
            }
        }
        ("yaml" | "toml" | "markdown" | "json" | "text", None, Some(name)) => {
            Ok(stands_in(block, name, folder)?)
        }
        ("toml", None, None) => {
            let alone = Folder::new().file("lessonlint.toml", &block.text);
            // What a configuration names has to be there.
            let alone = alone.file("lessonlint-baseline.json", "{\"version\": 1, \"findings\": []}");
            copy_missing(folder.path(), alone.path());
            Ok(configuration(&alone)?)
        }
        ("yaml" | "json", None, None) => Ok(readable(block)?),
        ("markdown", None, None) => Err(String::from("a piece of Markdown needs file=NAME or in=NAME"))?,
        ("text", None, None) if block.words.starts_with("because=\"") => Ok(()),
        ("text", None, None) => Err(String::from("a text that no program reads says why: because=\"…\""))?,
        ("", _, _) => Err(String::from("the block has no language"))?,
        (language, _, _) => Err(format!("`{language}` is no kind of block that is tested"))?,
    }
}

fn copy_missing(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_file() && !copied.exists() {
            std::fs::copy(path, copied).unwrap();
        }
    }
}

/// A lesson or a course may have holes that the page speaks of; but all of it can be read.
fn sound(block: &Block, name: &str, folder: &Folder) -> Result<(), String> {
    if name.ends_with("lessonlint.toml") {
        return configuration(folder);
    }
    if block.language != "toml" && block.language != "json" {
        let ran = folder.run(&["check", "--format", "json", "--lessons-only", name]);
        let codes: Vec<String> = ran.codes().into_iter().filter(|code| code.starts_with('E')).collect();
        if !codes.is_empty() {
            return Err(format!("{name} has {}", codes.join(", ")));
        }
    }
    readable(block)?;
    services::check(name, folder.path())
}

fn configuration(folder: &Folder) -> Result<(), String> {
    let ran = folder.run(&["config", "validate"]);
    if (ran.code, ran.err.as_str()) == (Some(0), "") { Ok(()) } else { Err(ran.err + &ran.out) }
}

fn readable(block: &Block) -> Result<(), String> {
    let read = match block.language.as_str() {
        "yaml" => serde_yaml::from_str::<serde_yaml::Value>(&block.text)
            .map(drop)
            .map_err(|error| format!("is no YAML: {error}")),
        "json" => serde_json::from_str::<serde_json::Value>(&block.text)
            .map(drop)
            .map_err(|error| format!("is no JSON: {error}")),
        _ => Ok(()),
    };
    read.map_err(|error| format!("the block {error}"))
}

/// The pieces between the lines of `…` stand in the file, in their order, wherever they begin.
fn stands_in(block: &Block, name: &str, folder: &Folder) -> Result<(), String> {
    let file = std::fs::read_to_string(folder.path().join(name));
    let file = file.or_else(|_| std::fs::read_to_string(root().join(name)));
    let file = file.map_err(|_| format!("there is no {name}, in the page's folder or from the top"))?;
    let mut rest = file.as_str();
    for piece in session::pieces(&block.text, |line| matches!(line.trim(), "…" | "# …")) {
        let found =
            rest.find(&piece).ok_or_else(|| format!("{name} does not hold, in this order:\n{piece}"))?;
        rest = &rest[found + piece.len()..];
    }
    Ok(())
}
