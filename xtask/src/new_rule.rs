//! The beginning of a rule: one file, which its author fills in.

use std::fs;

use crate::{codegen, rules_folder};

/// Words in capitals are what the author replaces.
const TEMPLATE: &str = include_str!("new_rule.txt");

pub(crate) fn run(family: &str, name: &str) -> Result<(), String> {
    let family = family.replace('-', "_");
    let folder = rules_folder().join(&family);
    if !folder.is_dir() {
        return Err(format!("there is no family `{family}` in {}", rules_folder().display()));
    }
    let name = name.replace('_', "-");
    let is_name = |character: char| character.is_ascii_lowercase() || matches!(character, '0'..='9' | '-');
    if name.is_empty() || !name.chars().all(is_name) {
        return Err(format!("`{name}` is no name for a rule: small letters, digits and hyphens are"));
    }
    let path = folder.join(format!("{}.rs", name.replace('-', "_")));
    if path.exists() {
        return Err(format!("{} is there already", path.display()));
    }
    let text = TEMPLATE.replace("NAME", &name).replace("FAMILY", &camel_case(&family));
    let text = text.replace("VERSION", env!("CARGO_PKG_VERSION"));
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    println!("wrote {}\nfill it in, then run `cargo xtask codegen` and `cargo test`", path.display());
    codegen::write_rule_lists()
}

fn camel_case(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('_').filter(|word| !word.is_empty()).map(capital).collect()
}
