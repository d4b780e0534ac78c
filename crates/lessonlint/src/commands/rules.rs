//! `lessonlint rules`.

use lesson_findings::Severity;
use lesson_lint::{Rule, Status, catalogue, rules};
use serde_json::{Value, json};

use crate::arguments::{CatalogueFormat, RulesOptions};
use crate::output::{Failure, Outcome, print, terminal_width};

pub(crate) fn run(options: &RulesOptions) -> Result<Outcome, Failure> {
    let text = match options.format {
        CatalogueFormat::Text => {
            let width = terminal_width();
            rules::all().iter().map(|rule| line(rule, width)).collect()
        }
        CatalogueFormat::Markdown => catalogue(),
        CatalogueFormat::Json => {
            let list: Vec<Value> = rules::all().iter().map(|rule| entry(rule)).collect();
            format!("{:#}\n", json!({ "version": 1, "rules": list }))
        }
    };
    print(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

/// A rule on one line; in a terminal, what does not fit goes on under its own column.
fn line(rule: &Rule, width: Option<usize>) -> String {
    let level = if rule.is_law() { "law" } else { level(rule) };
    let head = format!("{} {:<8} {:<30} ", rule.code, level, rule.name);
    let Some(width) = width else { return format!("{head}{}\n", rule.summary) };
    let further = " ".repeat(head.len().min(width * 3 / 5));
    textwrap::fill(&(head + rule.summary), textwrap::Options::new(width).subsequent_indent(&further)) + "\n"
}

fn entry(rule: &Rule) -> Value {
    let fixes: Vec<&str> = rule.fixes.iter().map(|fix| fix.name()).collect();
    let options = rule.options.iter().map(|option| {
        json!({
            "name": option.name,
            "about": option.about,
            "type": option.default.kind(),
            "default": option.default.as_json(),
        })
    });
    json!({
        "code": rule.code,
        "name": rule.name,
        "family": rule.family.name(),
        "law": rule.is_law(),
        "severity": level(rule),
        "status": if rule.status == Status::Stable { "stable" } else { "preview" },
        "since": rule.since,
        "summary": rule.summary,
        "why": rule.why,
        "remedy": rule.remedy,
        "leaves_alone": rule.leaves_alone,
        "fixes": fixes,
        "options": options.collect::<Vec<_>>(),
        "url": rule.url(),
    })
}

fn level(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", Severity::name)
}
