//! What is demanded of every run on every input.

use std::fs;

use lessonlint_tests::{Folder, harmless};
use serde_json::Value;

use crate::measure::{Measured, measured};
use crate::shapes::{Due, Shape};

/// The commands that every input goes through.
pub(crate) const COMMANDS: [&[&str]; 6] = [
    &["check"],
    &["check", "--format", "json"],
    &["check", "--fix-scaffold", "--diff"],
    &["check", "--fix", "--fix-suggested", "--fix-scaffold", "--diff"],
    &["matrix"],
    &["matrix", "--format", "json"],
];

/// Files of 64 MiB are read, so that size itself is no way out.
const CONFIGURATION: &str = "[limits]\nbytes = 67108864\n";

/// Puts an input of a size through every command; gives what each run cost, or what does not hold.
pub(crate) fn holds(shape: &Shape, size: usize) -> Result<Vec<Measured>, String> {
    let name = format!("input.{}", shape.form);
    let input = (shape.make)(size);
    let folder = Folder::new().file(&name, &input).file("lessonlint.toml", CONFIGURATION);
    let run = |command: &&[&str]| {
        let run = measured(&folder, &[command, &[name.as_str()][..]].concat());
        let unchanged = fs::read(folder.path().join(&name)).is_ok_and(|after| after == input);
        let demanded =
            if unchanged { demand(shape, command, &run) } else { Err("the input was changed".into()) };
        demanded.map_err(|wrong| {
            let (out, err) = (beginning(&run.out), beginning(&run.err));
            format!("{}, {} ({size}), {}: {wrong}\n{out}\n{err}", shape.name, shape.form, command.join(" "))
        })?;
        Ok(run)
    };
    COMMANDS.iter().map(run).collect()
}

fn demand(shape: &Shape, command: &[&str], run: &Measured) -> Result<(), String> {
    harmless(&run.out)?;
    harmless(&run.err)?;
    if run.err.contains("panicked") || run.err.contains("a fault of lessonlint") {
        return Err("a panic".to_owned());
    }
    let expected = match (command[0], shape.due) {
        ("check", due) => vec![due.code()],
        (_, Due::Clean | Due::Warning(_)) => vec![0],
        (_, Due::Unreadable(_)) => vec![2],
        // Of what broke, a matrix may be left or not.
        (_, Due::Finding(_)) => vec![0, 2],
    };
    if run.code.is_none_or(|code| !expected.contains(&code)) {
        return Err(format!("exit code {:?}, not {expected:?}", run.code));
    }
    match command {
        ["check"] => in_text(shape.due, run),
        ["check", "--format", "json"] => in_json(shape.due, &json(run)?),
        ["matrix", "--format", "json"] => json(run).map(drop),
        _ => Ok(()),
    }
}

fn in_text(due: Due, run: &Measured) -> Result<(), String> {
    let said = match due {
        Due::Clean => run.out.contains("no findings"),
        Due::Warning(code) | Due::Finding(code) | Due::Unreadable(code) => {
            run.out.contains(&format!(" {code} "))
        }
    };
    if said { Ok(()) } else { Err(format!("{due:?} is not in the report")) }
}

fn in_json(due: Due, report: &Value) -> Result<(), String> {
    let findings = report["findings"].as_array().ok_or("no findings in the report")?;
    let placeless = |finding: &&Value| finding["start"]["line"].as_u64().is_none_or(|line| line == 0);
    if let Some(finding) = findings.iter().find(placeless) {
        return Err(format!("a finding without a place: {finding}"));
    }
    let found = match due {
        Due::Clean => findings.is_empty(),
        Due::Warning(code) | Due::Finding(code) | Due::Unreadable(code) => {
            findings.iter().any(|finding| finding["code"] == code)
        }
    };
    let codes = || findings.iter().take(5).map(|finding| finding["code"].to_string()).collect::<Vec<_>>();
    if found { Ok(()) } else { Err(format!("{due:?} is not in the report: {:?}", codes())) }
}

fn json(run: &Measured) -> Result<Value, String> {
    serde_json::from_str(&run.out).map_err(|error| error.to_string())
}

fn beginning(text: &str) -> String {
    text.chars().take(1500).collect()
}
