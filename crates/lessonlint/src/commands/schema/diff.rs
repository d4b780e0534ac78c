//! `lessonlint schema diff`: what a change of a schema breaks for the documents that are there.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::ValueEnum;
use lesson_model::Words;
use lesson_report::visible;
use lesson_schema::compare::{Change, Direction, Level, Side, compare};
use owo_colors::{OwoColorize, Style};
use serde_json::{Value, json};

use super::kinds::of_kind;
use crate::arguments::{Color, PlainFormat, SchemaDiffOptions, SchemaDirection, SchemaFailOn, SchemaKind};
use crate::output::{Failure, Outcome, counted, print, shown, text_options};

/// How large a schema may be.
const LIMIT: u64 = 16 << 20;

/// How many places of one change are shown to people.
const PLACES: usize = 3;

/// The version of what `--format json` prints; additions keep it.
const VERSION: u32 = 1;

pub(crate) fn run(options: &SchemaDiffOptions, color: Color) -> Result<Outcome, Failure> {
    if options.old == "-" && options.new == "-" {
        let both = "standard input can be one of the two schemas only; give the other one as a file";
        return Err(both.to_owned().into());
    }
    let (old, new) = (schema(&options.old)?, schema(&options.new)?);
    let direction = match options.direction {
        SchemaDirection::Input => Direction::Input,
        SchemaDirection::Output => Direction::Output,
    };
    let changes = compare(&old, &new, direction).map_err(|error| {
        let name = if error.side() == Side::Old { &options.old } else { &options.new };
        format!("{} cannot be compared: {}", named(name), error.reason())
    })?;
    match options.format {
        PlainFormat::Json => {
            let report = as_json(options, &changes);
            print(|out| writeln!(out, "{report:#}"))?;
        }
        PlainFormat::Text => {
            let text = as_text(&changes, direction, text_options(color).color);
            print(|out| out.write_all(text.as_bytes()))?;
        }
    }
    let fails = changes.iter().any(|change| match options.fail_on {
        SchemaFailOn::PossibleBreak => change.level <= Level::PossibleBreak,
        SchemaFailOn::Break => change.level == Level::Break,
        SchemaFailOn::Never => false,
    });
    Ok(if fails { Outcome::Findings } else { Outcome::Clean })
}

/// A schema by the name of one of ours, from standard input, or from a file.
fn schema(name: &str) -> Result<Value, Failure> {
    if let Ok(kind) = SchemaKind::from_str(name, false) {
        return Ok(of_kind(kind, lesson_schema::Draft::Draft202012, &Words::default()));
    }
    let failed = |reason: String| Failure::from(format!("{} {reason}", named(name)));
    let read = || {
        let mut bytes = Vec::new();
        let from: Box<dyn Read> =
            if name == "-" { Box::new(io::stdin()) } else { Box::new(File::open(name)?) };
        from.take(LIMIT + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = read().map_err(|error: io::Error| {
        let kinds = SchemaKind::value_variants().iter().filter_map(SchemaKind::to_possible_value);
        let kinds: Vec<String> = kinds.map(|kind| kind.get_name().to_owned()).collect();
        let or = if error.kind() == io::ErrorKind::NotFound {
            format!("; give a file, `-`, or one of {}", kinds.join(", "))
        } else {
            String::new()
        };
        failed(format!("cannot be read: {error}{or}"))
    })?;
    if bytes.len() as u64 > LIMIT {
        return Err(failed(format!(
            "has more than {} MiB, which no schema has; look at what it is",
            LIMIT >> 20
        )));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        failed(format!("is no UTF-8 from byte {} on; save it as UTF-8", error.utf8_error().valid_up_to()))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let value = parsed(name, text).map_err(failed)?;
    if value.is_object() || value.is_boolean() {
        return Ok(value);
    }
    Err(failed(
        "is no schema: a schema is an object, or true or false; look whether it is the right file".to_owned(),
    ))
}

fn parsed(name: &str, text: &str) -> Result<Value, String> {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let is_json = match extension.to_ascii_lowercase().as_str() {
        "json" => true,
        "yaml" | "yml" => false,
        _ => text.trim_start().starts_with('{'),
    };
    if text.trim().is_empty() {
        return Err("is empty; give a schema in JSON or YAML".to_owned());
    }
    if is_json {
        serde_json::from_str(text).map_err(|error| format!("is no JSON: {error}; mend it first"))
    } else {
        serde_yaml::from_str(text)
            .map_err(|error| format!("is no YAML that JSON could hold: {error}; mend it first"))
    }
}

fn named(name: &str) -> String {
    if name == "-" { "standard input".to_owned() } else { shown(Path::new(name)) }
}

fn count(changes: &[Change], level: Level) -> usize {
    changes.iter().filter(|change| change.level == level).count()
}

fn as_json(options: &SchemaDiffOptions, changes: &[Change]) -> Value {
    let each: Vec<Value> = changes
        .iter()
        .map(|change| {
            json!({
                "level": change.level.name(),
                "kind": change.kind,
                "places": change.places,
                "message": change.message,
                "consequence": change.consequence,
                "help": change.help,
                "old_pointer": change.old_pointer,
                "new_pointer": change.new_pointer,
                "was": change.was,
                "now": change.now,
            })
        })
        .collect();
    json!({
        "version": VERSION,
        "tool": { "name": "lessonlint", "version": env!("CARGO_PKG_VERSION") },
        "old": options.old,
        "new": options.new,
        "direction": if options.direction == SchemaDirection::Input { "input" } else { "output" },
        "summary": {
            "breaks": count(changes, Level::Break),
            "possible_breaks": count(changes, Level::PossibleBreak),
            "compatible": count(changes, Level::Compatible),
            "annotations": count(changes, Level::Annotation),
        },
        "changes": each,
    })
}

/// The changes for people: what breaks first, and what changes words only in a line each.
fn as_text(changes: &[Change], direction: Direction, color: bool) -> String {
    let mut text = String::new();
    let paint =
        |what: &str, style: Style| if color { what.style(style).to_string() } else { what.to_owned() };
    let bold = Style::new().bold();
    for change in &grouped(changes) {
        let (label, style) = match change.level {
            Level::Break => ("break", Style::new().red().bold()),
            Level::PossibleBreak => ("possible break", Style::new().yellow().bold()),
            Level::Compatible => ("compatible", Style::new().green()),
            Level::Annotation => ("words only", Style::new().dimmed()),
        };
        let (label, places) = (paint(label, style), paint(&places(change), bold));
        let message = visible::name(&change.message, true);
        if change.level > Level::PossibleBreak {
            text += &format!("{label} {places}: {message}\n");
            continue;
        }
        text += &format!("{label} {places}\n  {message}\n");
        let schemas = [
            format!("old schema: {}", at(&change.old_pointer)),
            format!("new schema: {}", at(&change.new_pointer)),
        ];
        let help = change.help.iter().map(|help| format!("help: {help}"));
        for line in change.consequence.iter().cloned().chain(schemas).chain(help) {
            text += &format!("  {}\n", visible::name(&line, true));
        }
        text.push('\n');
    }
    if changes.last().is_some_and(|change| change.level > Level::PossibleBreak) {
        text.push('\n');
    }
    text + &summary(changes, direction) + "\n"
}

/// The same change of words at many places is one to the reader.
fn grouped(changes: &[Change]) -> Vec<Change> {
    let mut grouped: Vec<Change> = Vec::new();
    let mut by_message: HashMap<&str, usize> = HashMap::new();
    for change in changes {
        if change.level == Level::Annotation {
            if let Some(&index) = by_message.get(change.message.as_str()) {
                grouped[index].places.extend(change.places.iter().cloned());
                continue;
            }
            by_message.insert(&change.message, grouped.len());
        }
        grouped.push(change.clone());
    }
    grouped
}

fn at(pointer: &str) -> String {
    if pointer.is_empty() { "the whole".to_owned() } else { pointer.to_owned() }
}

fn places(change: &Change) -> String {
    let shown = change.places.iter().take(PLACES);
    let mut places: Vec<String> = shown
        .map(|place| if place.is_empty() { "/".to_owned() } else { visible::name(place, true) })
        .collect();
    if change.places.len() > PLACES {
        places.push(counted(change.places.len() - PLACES, "more place", "more places"));
    }
    places.join(", ")
}

fn summary(changes: &[Change], direction: Direction) -> String {
    if changes.is_empty() {
        return "The schemas say the same".to_owned();
    }
    let (breaks, possible) = (count(changes, Level::Break), count(changes, Level::PossibleBreak));
    let counts = [
        (breaks, "break", "breaks"),
        (possible, "possible break", "possible breaks"),
        (count(changes, Level::Compatible), "compatible change", "compatible changes"),
        (count(changes, Level::Annotation), "change of words", "changes of words"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(*count, one, many))
        .collect();
    let verdict = match (breaks, possible, direction) {
        (1.., _, Direction::Input) => "documents that were accepted are refused now",
        (0, 1.., Direction::Input) => "documents that were accepted may be refused now",
        (0, 0, Direction::Input) => "every document that was accepted still is",
        (1.., _, Direction::Output) => "readers get what the old schema ruled out",
        (0, 1.., Direction::Output) => "readers may get what the old schema ruled out",
        (0, 0, Direction::Output) => "readers get nothing that the old schema ruled out",
    };
    format!("{}: {verdict}", counts.join(", "))
}
