//! `lessonlint explain`.

use std::io::Write as _;
use std::sync::Arc;

use lesson_findings::{FileEntry, Report};
use lesson_lint::{Content, Example, Expected, FileInput, Input, Settings, check, load, page, rules};
use lesson_report::TextOptions;
use owo_colors::OwoColorize;

use crate::arguments::{Color, ExplainOptions, PageFormat};
use crate::output::{Failure, Outcome, print, text_options};
use crate::project::nearest;

/// How wide the output under an example is; pages are the same on every machine.
const PAGE_WIDTH: usize = 100;

pub(crate) fn run(options: &ExplainOptions, color: Color) -> Result<Outcome, Failure> {
    let name = options.rule.as_str();
    let rule = rules::find(name).ok_or_else(|| format!("there is no rule `{name}`{}", nearest(name)))?;
    if let Some(number) = options.example {
        let example = number.checked_sub(1).and_then(|index| rule.examples.get(index));
        let example = example.ok_or_else(|| {
            format!("{} has {} examples, and none with the number {number}", rule.name, rule.examples.len())
        })?;
        let bytes = example.bytes().ok_or_else(|| "this example is a file that cannot be read".to_owned())?;
        print(|out| out.write_all(&bytes))?;
        return Ok(Outcome::Clean);
    }
    let settings = Settings::new()?;
    let text = match options.format {
        PageFormat::Markdown => {
            let plain = TextOptions { width: PAGE_WIDTH, ..TextOptions::default() };
            page(rule, &|example| output(example, &settings, plain))
        }
        PageFormat::Text => {
            let options = text_options(color);
            for_terminal(&page(rule, &|example| output(example, &settings, options)), options)
        }
    };
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

/// A page with its sentences wrapped at words, and its headings bold; code stays as it is.
fn for_terminal(page: &str, options: TextOptions) -> String {
    let layout = textwrap::Options::new(options.width.min(PAGE_WIDTH));
    let mut is_code = false;
    let line = |line: &str| {
        is_code ^= line.starts_with("```");
        match line {
            _ if is_code || line.starts_with("```") => line.to_owned(),
            heading if heading.starts_with('#') && options.color => heading.bold().to_string(),
            item if item.starts_with("- ") => textwrap::fill(item, layout.clone().subsequent_indent("  ")),
            sentences => textwrap::fill(sentences, &layout),
        }
    };
    page.lines().map(line).map(|line| line + "\n").collect()
}

/// What `check` prints on an example.
fn output(example: &Example, settings: &Settings, options: TextOptions) -> String {
    let content = match example.input {
        Input::Unreadable(_, why) => Content::Unreadable(why.to_owned()),
        _ => Content::Bytes(example.bytes().unwrap_or_default()),
    };
    let path = example.path().to_owned();
    // The tests hold that every example's configuration can be applied.
    let configured = example.settings(settings);
    let settings = configured.as_ref().unwrap_or(settings);
    let file = FileInput { path, form: None, content, expected: Expected::Named };
    let loaded = load(file, settings);
    let surroundings = example.surroundings(&loaded, settings);
    let linted = check(loaded, settings, &surroundings);
    let entry = FileEntry {
        path: linted.path,
        root: Arc::default(),
        outcome: linted.outcome,
        reason: linted.reason,
        is_course: linted.is_course,
        unshown: linted.unshown,
    };
    let report = Report {
        today: String::new(),
        version: env!("CARGO_PKG_VERSION"),
        files: vec![entry],
        findings: linted.findings,
        ..Report::default()
    };
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = lesson_report::text::render(&report, options, &mut text).and_then(|()| text.flush());
    String::from_utf8_lossy(&text).into_owned()
}
