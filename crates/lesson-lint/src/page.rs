use std::fmt::Write;

use lesson_findings::{Applicability, Family};

use crate::{Example, Rule, Status, rules};

/// A rule's page in Markdown. `output` gives what lessonlint prints on an example.
#[must_use]
pub fn page(rule: &Rule, output: &dyn Fn(&Example) -> String) -> String {
    let mut page = format!("# {} {}\n\n{}\n\n", rule.code, rule.name, rule.summary);
    let level = rule.severity.map_or("off unless asked for", lesson_findings::Severity::name);
    let law = match (rule.is_law(), rule.is_fixed()) {
        (true, _) => "; one of the three laws, which no setting lowers",
        (false, true) => ", which no setting lowers: what cannot be read cannot be held to the laws",
        (false, false) => "",
    };
    let preview = if rule.status == Status::Preview { "; in preview" } else { "" };
    let _ = write!(
        page,
        "Level: {level}{law}{preview}. Family: {}. Since {}.\n\n",
        rule.family.name(),
        rule.since
    );
    section(&mut page, "Why it harms a learner", rule.why);
    let is_bad = |example: &&Example| !example.places.is_empty();
    for example in rule.examples.iter().filter(|example| example.shown && is_bad(example)) {
        show(&mut page, "Bad", example, &example.excerpt());
        let _ = write!(page, "lessonlint says:\n\n```text\n{}\n```\n\n", output(example).trim_end());
    }
    for example in rule.examples.iter().filter(|example| example.shown && !is_bad(example)) {
        // The example lesson itself is shown where the bad example changes it.
        let bad = rule.examples.first().map(Example::unchanged).unwrap_or_default();
        show(
            &mut page,
            "Good",
            example,
            &Some(example.excerpt()).filter(|text| !text.is_empty()).unwrap_or(bad),
        );
    }
    section(&mut page, "What to do", rule.remedy);
    section(&mut page, "Fix", &fix_words(rule.fixes));
    options(&mut page, rule);
    section(&mut page, "What it leaves alone", rule.leaves_alone);
    let near: Vec<&Example> =
        rule.examples.iter().filter(|example| !example.shown && !is_bad(example)).collect();
    if !near.is_empty() {
        page.push_str("The tests hold these cases silent:\n\n");
        for example in near {
            let _ = writeln!(page, "- {}", example.title);
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

/// All rules as a table in Markdown, by family.
#[must_use]
pub fn catalogue() -> String {
    let mut table = String::new();
    for family in Family::ALL {
        let mut rules = rules::all().iter().filter(|rule| rule.family == family).peekable();
        if rules.peek().is_none() {
            continue;
        }
        let _ = write!(
            table,
            "## {}\n\n| code | name | level | speaks when | fix |\n|---|---|---|---|---|\n",
            family.name()
        );
        for rule in rules {
            let level = rule.severity.map_or("off", lesson_findings::Severity::name);
            let level = if rule.is_law() { "error (law)" } else { level };
            let fixes: Vec<&str> = rule.fixes.iter().map(|fix| fix.name()).collect();
            let (code, name, summary) = (rule.code, rule.name, rule.summary);
            let _ = writeln!(
                table,
                "| {code} | [{name}]({name}.md) | {level} | {summary} | {} |",
                fixes.join(", ")
            );
        }
        table.push('\n');
    }
    table.truncate(table.trim_end().len());
    table.push('\n');
    table
}

fn section(page: &mut String, title: &str, text: &str) {
    if !text.is_empty() {
        let _ = write!(page, "## {title}\n\n{text}\n\n");
    }
}

/// What can be set, with an example of how.
fn options(page: &mut String, rule: &Rule) {
    let Some(first) = rule.options.first() else { return };
    page.push_str("## Options\n\n");
    for option in rule.options {
        let (kind, default) = (option.default.kind(), option.default.as_json());
        let _ =
            writeln!(page, "- `{}`: {} It is {kind}; the default is `{default}`.", option.name, option.about);
    }
    let (name, option, default) = (rule.name, first.name, first.default.as_json());
    let _ = write!(page, "\n```toml\n[rules]\n{name} = {{ {option} = {default} }}\n```\n\n");
}

fn show(page: &mut String, verdict: &str, example: &Example, excerpt: &str) {
    let _ = write!(page, "## {verdict}: {}\n\n", example.title);
    if !example.configuration.is_empty() {
        let _ = write!(
            page,
            "With this in `lessonlint.toml`:\n\n```toml\n{}\n```\n\n",
            example.configuration.trim_end()
        );
    }
    if let Some(course) = example.beside.course {
        let _ =
            write!(page, "In a course with this `course.yaml`:\n\n```yaml\n{}\n```\n\n", course.trim_end());
    }
    if !excerpt.is_empty() {
        let _ = write!(page, "```{}\n{}\n```\n\n", example.language(), excerpt.trim_end());
    }
}

fn fix_words(fixes: &[Applicability]) -> String {
    let words = |fix: &Applicability| match fix {
        Applicability::Safe => "Safe: `--fix` applies it; the meaning is kept.",
        Applicability::Suggested => "Suggested: `--fix-suggested` applies it; look at the result.",
        Applicability::Scaffold => {
            "Scaffold: `--fix-scaffold` adds a stub, which still fails until you fill it in, so that nothing is invented."
        }
    };
    fixes.iter().map(words).collect::<Vec<_>>().join("\n\n")
}
