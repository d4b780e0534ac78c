//! Commands and what they print.

use std::path::Path;
use std::process::Command;

use similar::TextDiff;

use super::block::Wrong;

/// Runs each command of a session, and compares what is printed with what is shown.
pub fn check(session: &str, folder: &Path) -> Result<(), Wrong> {
    let first = session.lines().next().unwrap_or_default();
    if !first.starts_with("$ ") {
        Err(String::from("a session begins with `$ ` and a command"))?;
    }
    let mut printed = String::new();
    let mut same = true;
    for part in session.split_inclusive('\n').fold(Vec::new(), parts) {
        let (command, shown) = part.split_once('\n').unwrap_or((&part, ""));
        let output = run(command.trim_start_matches("$ "), folder);
        let as_shown = matches(&output, shown);
        same &= as_shown;
        printed += &format!("{command}\n{}", if as_shown { shown } else { &output });
    }
    if same {
        return Ok(());
    }
    let diff = TextDiff::from_lines(session, &printed).unified_diff().to_string();
    Err(Wrong { line: 0, message: format!("shown and printed differ:\n{diff}"), instead: Some(printed) })
}

/// A command's line begins a part, and what it prints belongs to it.
fn parts(mut parts: Vec<String>, line: &str) -> Vec<String> {
    match parts.last_mut() {
        Some(part) if !line.starts_with("$ ") => *part += line,
        _ => parts.push(line.to_owned()),
    }
    parts
}

/// What a command prints on both streams, as a terminal shows it, without colours.
fn run(command: &str, folder: &Path) -> String {
    let binary = crate::command();
    let programs = Path::new(binary.get_program()).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(programs.to_owned()).chain(std::env::split_paths(&path)));
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{{ {command}\n}} 2>&1")]).current_dir(folder).env("PATH", path.unwrap());
    shell.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("COLUMNS").env("TERM", "dumb");
    String::from_utf8(shell.output().expect("a shell").stdout).unwrap()
}

/// Whether an output is what is shown, where a line `…` stands for any lines.
fn matches(output: &str, shown: &str) -> bool {
    if !shown.lines().any(|line| line == "…") {
        return output == shown;
    }
    let is_gap = |line: &str| line == "…";
    let pieces = pieces(shown, is_gap);
    let open =
        (is_gap(shown.lines().next().unwrap_or_default()), is_gap(shown.lines().last().unwrap_or_default()));
    let mut rest = output;
    for (number, piece) in pieces.iter().enumerate() {
        let starts = number > 0 || open.0;
        let found = if starts { rest.find(piece) } else { rest.starts_with(piece).then_some(0) };
        let Some(found) = found else { return false };
        if number + 1 == pieces.len() && !open.1 {
            return rest.ends_with(piece);
        }
        rest = &rest[found + piece.len()..];
    }
    true
}

/// What stands between the gaps of a text, empty pieces left out.
pub fn pieces(text: &str, is_gap: impl Fn(&str) -> bool) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for line in text.split_inclusive('\n') {
        if is_gap(line.trim_end()) {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            *piece += line;
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
