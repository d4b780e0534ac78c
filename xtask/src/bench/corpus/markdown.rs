//! A lesson as Markdown.

use std::fmt::Write;

use super::lesson::{Lesson, Regime};

const PARTS: [&str; 4] = ["What it is", "What it does", "Who's behind it", "What makes it distinct"];

/// The lesson's text.
pub(super) fn text(lesson: &Lesson) -> String {
    let mut out = front_matter(lesson);
    let mut paragraph = |text: &str| {
        let _ = writeln!(out, "\n{text}");
    };
    paragraph(&format!("# Lesson {} — {}", lesson.number, lesson.title));
    lesson.lead.iter().for_each(|text| paragraph(text));
    for regime in &lesson.regimes {
        paragraph(&format!("## {}", regime.name));
        for (label, part) in PARTS.iter().zip(&regime.parts) {
            paragraph(&format!("**{label}:** {part}"));
        }
        paragraph("### Workshop Concept Mapping");
        paragraph(&regime.holds);
        if let Some(breaks) = &regime.breaks {
            paragraph(&format!("**Where the analogy breaks:** {breaks}"));
        }
    }
    let count = ["three", "four"][lesson.regimes.len() - 3];
    paragraph(&format!("## Comparing the {count} regimes"));
    paragraph(&lesson.intro);
    paragraph(&comparison(lesson));
    lesson.notes.iter().for_each(|note| paragraph(note));
    paragraph("## How to Say This in the Field");
    paragraph(&format!(
        "The primary scenario: {}. Secondary scenarios: {}.",
        lesson.primary_scenario,
        lesson.secondary_scenarios.join(", ")
    ));
    paragraph(&field_guide(lesson));
    paragraph(&format!("Next: Lesson {} covers {}.", lesson.number + 1, lesson.teaser));
    out
}

fn front_matter(lesson: &Lesson) -> String {
    let mut out = format!("---\nid: lesson-{}\naudience: >-\n  {}\n", lesson.number, lesson.audience);
    let _ = writeln!(out, "analogy_domain: {}\nfigures:", lesson.domain);
    for figure in &lesson.figures {
        let (id, value, unit, source) = (&figure.id, &figure.value, figure.unit, &figure.source);
        let _ = writeln!(out, "  - id: {id}\n    value: {value}\n    unit: {unit}");
        let _ = writeln!(out, "    as_of: 2026-01-01\n    source: {source}");
    }
    out + "---\n"
}

fn comparison(lesson: &Lesson) -> String {
    let names: Vec<&str> = lesson.regimes.iter().map(|Regime { name, .. }| name.as_str()).collect();
    let mut rows = vec![row("Dimension", &names), row("---", &vec!["---"; names.len()])];
    for dimension in &lesson.dimensions {
        let cells: Vec<&str> =
            dimension.cells.iter().map(|cell| cell.as_deref().unwrap_or_default()).collect();
        rows.push(row(dimension.name, &cells));
    }
    rows.join("\n")
}

fn field_guide(lesson: &Lesson) -> String {
    let mut rows = vec![row("Don't say", &["Do say", "Why it matters"]), row("---", &["---", "---"])];
    for line in &lesson.lines {
        rows.push(row(&line.dont_say, &[&line.do_say, line.why.as_deref().unwrap_or_default()]));
    }
    rows.join("\n")
}

fn row(first: &str, others: &[&str]) -> String {
    format!("| {first} | {} |", others.join(" | "))
}
