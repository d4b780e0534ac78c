//! `lessonlint config`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use lesson_lint::{ConfigError, ConfigValue, Origin, Settings};
use lesson_report::visible;
use serde_json::{Value, json};

use crate::arguments::{ConfigCommand, ConfigShowOptions, ConfigValidateOptions, PlainFormat};
use crate::baseline;
use crate::output::{Failure, Outcome, from_here, print, warn};
use crate::project::{CONFIG_NAME, ConfigFile, Project, Projects, RuleChoice, read_config};

/// Where the notes begin in text, if the value leaves room.
const NOTE_COLUMN: usize = 44;

pub(crate) fn run(command: &ConfigCommand) -> Result<Outcome, Failure> {
    match command {
        ConfigCommand::Show(options) => show(options),
        ConfigCommand::Validate(options) => validate(options),
    }
}

fn show(options: &ConfigShowOptions) -> Result<Outcome, Failure> {
    let choice = RuleChoice {
        select: options.select.clone(),
        ignore: options.ignore.clone(),
        preview: options.preview,
        baseline: options.baseline.clone(),
        recording: false,
    };
    let mut projects = Projects::new(options.config.as_deref(), choice)?;
    let here = projects.working_folder().to_owned();
    let path = options.path.as_ref().map(|path| here.join(path));
    let folder = match &path {
        Some(path) if path.is_dir() => path.as_path(),
        Some(path) => path.parent().unwrap_or(path),
        None => &here,
    };
    let project = projects.of_folder(folder)?;
    let path = path.filter(|path| !path.is_dir()).map(|path| project.shown(&path));
    let mut values = project.config.values(&project.settings, path.as_deref());
    let by_command_line = [
        (
            "fail_on",
            options.fail_on.and_then(|level| level.to_possible_value()).map(|level| level.get_name().into()),
        ),
        ("baseline", options.baseline.as_ref().map(|path| path.to_string_lossy().into())),
    ];
    for (key, given) in by_command_line {
        let value = values.iter_mut().find(|value| value.key == key);
        if let Some((value, given)) = value.zip(given) {
            (value.value, value.origin) = (given, Origin::CommandLine);
        }
    }
    let text = match options.format {
        PlainFormat::Text => as_text(&project, path.as_deref(), &values),
        PlainFormat::Json => format!("{:#}\n", as_json(&project, path.as_deref(), &values)),
    };
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

fn file_of(project: &Project) -> Option<String> {
    project.config_path.as_deref().map(from_here)
}

fn as_json(project: &Project, path: Option<&str>, values: &[ConfigValue]) -> Value {
    let entry = |value: &ConfigValue| {
        let origin = match &value.origin {
            Origin::Default => json!({ "from": "default" }),
            Origin::CommandLine => json!({ "from": "command-line" }),
            Origin::File { line, reason } => json!({ "from": "file", "line": line, "reason": reason }),
        };
        json!({ "key": value.key, "value": value.value, "origin": origin })
    };
    let values: Vec<Value> = values.iter().map(entry).collect();
    json!({ "version": 1, "file": file_of(project), "path": path, "values": values })
}

/// As a configuration that says everything, each value with a comment where it came from.
fn as_text(project: &Project, path: Option<&str>, values: &[ConfigValue]) -> String {
    let file = file_of(project);
    let mut text = match (&file, path) {
        (Some(file), Some(path)) => format!("# {file}, for {}\n", visible::name(path, true)),
        (Some(file), None) => format!("# {file}\n"),
        (None, _) => format!("# there is no {CONFIG_NAME} here or above: everything is as it comes\n"),
    };
    let mut last = "";
    for ConfigValue { key, value, origin } in values {
        let (table, name) = table_of(key);
        if table.starts_with("[[") || table != last {
            let _ = write!(text, "\n{table}\n");
            last = table;
        }
        let note = match origin {
            Origin::Default => "default".to_owned(),
            Origin::CommandLine => "command line".to_owned(),
            Origin::File { line, reason } => {
                let place = format!("{}:{line}", file.as_deref().unwrap_or(CONFIG_NAME));
                reason.as_ref().map_or_else(|| place.clone(), |reason| format!("{place}, override: {reason}"))
            }
        };
        let line = match value {
            Value::Null => format!("# {name} is not set"),
            Value::Object(entries) if table.starts_with("[[") => {
                let lines = entries.iter().map(|(key, value)| format!("{key} = {}", as_toml(value)));
                lines.collect::<Vec<_>>().join("\n")
            }
            value => format!("{name} = {}", as_toml(value)),
        };
        let width = line.lines().last().map_or(0, |line| line.chars().count());
        let blanks = " ".repeat(NOTE_COLUMN.saturating_sub(width).max(2));
        let _ = writeln!(text, "{line}{blanks}# {}", visible::name(&note, true));
    }
    text
}

/// The table in which a value stands, and its key there.
fn table_of(key: &str) -> (&'static str, &str) {
    const TABLES: [(&str, &str); 6] = [
        ("rules.", "[rules]"),
        ("overrides.", "[[overrides]]"),
        ("suppressions.", "[[suppressions]]"),
        ("words.", "[words]"),
        ("markdown.labels.", "[markdown.labels]"),
        ("limits.", "[limits]"),
    ];
    let found = TABLES.iter().find_map(|(prefix, table)| Some((*table, key.strip_prefix(prefix)?)));
    found.unwrap_or(("", key))
}

fn as_toml(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries =
                entries.iter().map(|(key, value)| format!("{} = {}", toml_key(key), as_toml(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(as_toml).collect::<Vec<_>>().join(", ")),
        other => other.to_string(),
    }
}

fn toml_key(key: &str) -> String {
    let bare = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { Value::from(key).to_string() }
}

fn validate(options: &ConfigValidateOptions) -> Result<Outcome, Failure> {
    let files = if options.files.is_empty() { vec![nearest_config()?] } else { options.files.clone() };
    let mut faulty = false;
    let mut said = String::new();
    for path in files {
        match faults(&path) {
            Ok(()) => {
                let _ = writeln!(said, "{}: nothing is wrong", from_here(&path));
            }
            Err(Failure::Message(message)) => {
                faulty = true;
                warn(&format!("error: {message}"));
            }
            Err(closed) => return Err(closed),
        }
    }
    print(|out| out.write_all(said.as_bytes()))?;
    Ok(if faulty { Outcome::Incomplete } else { Outcome::Clean })
}

fn nearest_config() -> Result<PathBuf, Failure> {
    let here =
        std::env::current_dir().map_err(|error| format!("the working folder cannot be found: {error}"))?;
    let found = here.ancestors().map(|folder| folder.join(CONFIG_NAME)).find(|path| path.is_file());
    found.ok_or_else(|| {
        format!("there is no {CONFIG_NAME} here or above\n  help: name the file, or write one; nothing has to be configured").into()
    })
}

/// Everything that is wrong with a configuration, and with what it names.
fn faults(path: &Path) -> Result<(), Failure> {
    let mut settings = Settings::new()?;
    let file = read_config(path, &mut settings)?;
    let root = path.parent().unwrap_or(path);
    let errors = dangling(&file, root);
    if errors.is_empty() { Ok(()) } else { Err(file.explain(&errors, "error: ").into()) }
}

/// Files that a configuration names and that are not there, or are not what they should be.
fn dangling(file: &ConfigFile, root: &Path) -> Vec<ConfigError> {
    let suppressions =
        file.config.suppressions.iter().filter(|given| !root.join(given.path.get_ref()).is_file());
    let mut errors: Vec<ConfigError> = suppressions
        .map(|given| ConfigError {
            range: given.path.span(),
            message: format!("there is no file `{}`", given.path.get_ref()),
            help: Some(
                "take the suppression out, or name the file where it lies now; patterns are for overrides"
                    .to_owned(),
            ),
        })
        .collect();
    if let Some(given) = &file.config.baseline
        && let Err(Failure::Message(message)) = baseline::read(&root.join(given.get_ref()))
    {
        errors.push(ConfigError { range: given.span(), message, help: None });
    }
    errors
}
