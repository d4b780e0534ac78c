//! A lesson as YAML, its scalars in every style that the language has.

use std::fmt::Write;

use super::lesson::{Dimension, Lesson, Regime};
use super::prose::Chooser;

/// Where long lines are broken.
const WIDTH: usize = 96;

const PARTS: [&str; 4] = ["what_it_is", "what_it_does", "whos_behind_it", "what_makes_it_distinct"];

/// The lesson's text.
pub(super) fn text(lesson: &Lesson) -> String {
    let mut writer = Writer { out: String::new(), styles: Chooser::new(lesson.number as u64) };
    writer.lesson(lesson);
    writer.out
}

struct Writer {
    out: String,
    styles: Chooser,
}

impl Writer {
    fn lesson(&mut self, lesson: &Lesson) {
        self.line(0, "format: 1");
        self.line(0, &format!("lesson: {}", lesson.number));
        self.line(0, &format!("id: lesson-{}", lesson.number));
        self.scalar(0, "title", &lesson.title);
        self.scalar(0, "audience", &lesson.audience);
        self.scalar(0, "analogy_domain", &lesson.domain);
        self.line(0, "lead: |");
        for (index, paragraph) in lesson.lead.iter().enumerate() {
            self.out.push_str(if index > 0 { "\n" } else { "" });
            self.wrapped(2, paragraph);
        }
        self.line(0, "\n# What is compared.\nregimes:");
        for regime in &lesson.regimes {
            self.regime(regime);
        }
        self.line(0, "\ncomparison:");
        self.scalar(2, "intro", &lesson.intro);
        self.line(2, "dimensions:");
        for dimension in &lesson.dimensions {
            self.dimension(dimension, &lesson.regimes);
        }
        self.list(2, "notes", &lesson.notes);
        self.field_guide(lesson);
        self.tail(lesson);
    }

    fn regime(&mut self, regime: &Regime) {
        self.line(2, &format!("- id: {}", id(&regime.name)));
        self.scalar(4, "name", &regime.name);
        for (key, part) in PARTS.iter().zip(&regime.parts) {
            self.scalar(4, key, part);
        }
        self.line(4, "analogies:");
        self.scalar(6, "- holds", &regime.holds);
        if let Some(breaks) = &regime.breaks {
            self.scalar(8, "where_it_breaks", breaks);
        }
    }

    fn dimension(&mut self, dimension: &Dimension, regimes: &[Regime]) {
        self.scalar(4, "- name", dimension.name);
        self.line(6, "cells:  # one for each regime");
        for (regime, cell) in regimes.iter().zip(&dimension.cells) {
            if let Some(cell) = cell {
                self.scalar(8, &id(&regime.name), cell);
            }
        }
    }

    fn field_guide(&mut self, lesson: &Lesson) {
        self.line(0, "\nfield_guide:");
        self.scalar(2, "primary_scenario", &lesson.primary_scenario);
        self.list(2, "secondary_scenarios", &lesson.secondary_scenarios);
        self.line(2, "lines:");
        for line in &lesson.lines {
            self.scalar(4, "- dont_say", &line.dont_say);
            self.scalar(6, "do_say", &line.do_say);
            if let Some(why) = &line.why {
                self.scalar(6, "why", why);
            }
        }
    }

    fn tail(&mut self, lesson: &Lesson) {
        self.line(0, "\nfigures:");
        for figure in &lesson.figures {
            let (id, value, unit) = (&figure.id, &figure.value, figure.unit);
            let source = double_quoted(&figure.source);
            self.line(
                2,
                &format!("- {{id: {id}, value: {value}, unit: {unit}, as_of: 2026-01-01, source: {source}}}"),
            );
        }
        self.line(0, "terms:");
        for (term, means) in &lesson.terms {
            self.scalar(2, "- term", term);
            self.scalar(4, "means", means);
        }
        self.line(0, &format!("next:\n  lesson: {}", lesson.number + 1));
        self.scalar(2, "teaser", &lesson.teaser);
    }

    fn list(&mut self, indent: usize, key: &str, items: &[String]) {
        self.line(indent, &format!("{key}:"));
        for item in items {
            self.line(indent + 2, "- >-");
            self.wrapped(indent + 4, item);
        }
    }

    /// A key with a text in one of the styles.
    fn scalar(&mut self, indent: usize, key: &str, text: &str) {
        let inside = indent + 2 + if key.starts_with("- ") { 2 } else { 0 };
        let is_short = text.len() + indent + key.len() < WIDTH;
        let is_plain = !text.contains([':', '#']);
        match (self.styles.below(10), is_short) {
            (0..6, true) if is_plain => self.line(indent, &format!("{key}: {text}")),
            (0..3, false) if is_plain => {
                self.line(indent, &format!("{key}:"));
                self.wrapped(inside, text);
            }
            (4, _) => self.line(indent, &format!("{key}: {}", single_quoted(text))),
            (5 | 6, _) => self.line(indent, &format!("{key}: {}", double_quoted(text))),
            (style, _) => {
                let header = ["|", "|-", ">", ">-"][style % 4];
                self.line(indent, &format!("{key}: {header}"));
                self.wrapped(inside, text);
            }
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    /// A text broken into lines.
    fn wrapped(&mut self, indent: usize, text: &str) {
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && indent + line.len() + word.len() >= WIDTH {
                self.line(indent, &line);
                line.clear();
            }
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        self.line(indent, &line);
    }
}

fn id(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('—', "\\u2014"))
}
