//! What reading a lesson must give, and what it gave, in one shape that can be compared.

use lesson_model::is_for_other_tools;
use lesson_text::{fold, slug};
use serde_json::{Map, Value, json};

use super::lesson::{Analogy, Dimension, Figure, Lesson, Line, Regime};
use super::markdown::{GROUP, OWN_SECTION};
use super::written::Written;
use super::yaml::PARTS;

/// What reading one of a lesson's forms must give: all that the form can hold.
#[must_use]
pub fn expected(lesson: &Lesson, written: &Written) -> Value {
    let yaml = written.is_yaml();
    let mut model = json!({
        "lesson": lesson.number,
        "title": text(&lesson.title),
        "lead": text(&lesson.lead),
        "regimes": lesson.regimes.iter().map(|entry| regime(entry, yaml)).collect::<Vec<_>>(),
        "comparison": {
            "intro": optional(lesson.intro.as_ref()),
            "dimensions": lesson.dimensions.iter().map(|entry| dimension(entry, yaml)).collect::<Vec<_>>(),
            "notes": texts(&lesson.notes),
        },
        "field_guide": {
            "primary_scenario": optional(lesson.primary.as_ref()),
            "secondary_scenarios": texts(&lesson.secondary),
            "lines": lesson.lines.iter().map(line).collect::<Vec<_>>(),
        },
        "next": lesson.next.as_ref().map(|next| json!({
            "lesson": next.lesson,
            "teaser": optional(next.teaser.as_ref()),
        })),
    });
    if written.front {
        let head = &lesson.head;
        model["id"] = optional(head.id.as_ref());
        model["course"] = optional(head.course.as_ref());
        model["audience"] = optional(head.audience.as_ref());
        model["analogy_domain"] = optional(head.analogy_domain.as_ref());
        model["figures"] = head.figures.iter().map(figure).collect();
        let term = |[term, means]: &[String; 2]| json!({ "term": text(term), "means": text(means) });
        model["terms"] = head.terms.iter().map(term).collect();
    }
    without_nothing(model)
}

/// What reading gave, in the shape of [`expected`]: cells and lines name their regimes by index, texts
/// have single blanks, for Markdown breaks lines where it likes, and what only helps reading is left out.
#[must_use]
pub fn normal(lesson: &Lesson, mut model: Value) -> Value {
    for key in ["format", "meta"] {
        model[key] = Value::Null;
    }
    // What stands under headings of the author's own only Markdown holds.
    if let Some(sections) = model["x-sections"].as_array_mut() {
        let known = [(GROUP, Value::Null), (OWN_SECTION, json!("Nobody reads on."))];
        sections.retain(|section| {
            !known.iter().any(|(title, text)| section["title"] == *title && section["text"] == *text)
        });
    }
    let index = |name: &str| {
        let means = |regime: &Regime| {
            let own = slug(&regime.name);
            regime.spellings().iter().chain([&own]).any(|spelling| fold(spelling) == fold(name))
        };
        lesson.regimes.iter().position(means).map_or_else(|| json!(name), |index| json!(index))
    };
    for regime in items(&mut model["regimes"]) {
        for analogy in items(&mut regime["analogies"]) {
            analogy["x-heading"] = Value::Null;
        }
    }
    for dimension in items(&mut model["comparison"]["dimensions"]) {
        let cells = dimension["cells"].as_object().cloned().unwrap_or_default();
        let own = |key: &Value| key.as_str().is_some_and(is_for_other_tools);
        let cells = cells.into_iter().map(|(key, cell)| (index(&key), cell)).filter(|(key, _)| !own(key));
        let mut cells: Vec<_> = cells.map(|(key, cell)| json!([key, cell])).collect();
        cells.sort_by_key(|cell| cell[0].as_u64());
        dimension["cells"] = cells.into();
    }
    for line in items(&mut model["field_guide"]["lines"]) {
        for name in items(&mut line["regimes"]) {
            *name = index(name.as_str().unwrap_or_default());
        }
    }
    without_nothing(model)
}

fn items(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}

fn regime(regime: &Regime, yaml: bool) -> Value {
    let analogies: Vec<_> = regime.analogies.iter().map(analogy).collect();
    let mut model = json!({ "name": text(&regime.name), "analogies": analogies });
    for (key, part) in PARTS.iter().zip(&regime.parts) {
        model[key] = text(part);
    }
    if yaml {
        model["id"] = optional(regime.id.as_ref());
        model["aka"] = texts(&regime.aka);
    }
    model
}

fn analogy(analogy: &Analogy) -> Value {
    json!({
        "title": optional(analogy.title.as_ref()),
        "maps_to": optional(analogy.maps_to.as_ref()),
        "holds": text(&analogy.holds),
        "where_it_breaks": text(&analogy.breaks),
    })
}

fn dimension(dimension: &Dimension, yaml: bool) -> Value {
    let cells = dimension.cells.iter().enumerate().map(|(index, cell)| json!([index, text(cell)]));
    let mut model = json!({ "name": text(&dimension.name), "cells": cells.collect::<Vec<_>>() });
    if yaml {
        model["id"] = optional(dimension.id.as_ref());
        model["question"] = optional(dimension.question.as_ref());
    }
    model
}

fn line(line: &Line) -> Value {
    json!({
        "dont_say": text(&line.dont_say),
        "do_say": text(&line.do_say),
        "why": text(&line.why),
        "regimes": line.regimes,
        "scenario": optional(line.scenario.as_ref()),
    })
}

fn figure(figure: &Figure) -> Value {
    let value = figure.value.parse::<f64>().map_or_else(|_| text(&figure.value), |number| json!(number));
    json!({
        "id": text(&figure.id),
        "value": value,
        "unit": optional(figure.unit.as_ref()),
        "as_of": optional(figure.as_of.as_ref()),
        "source": optional(figure.source.as_ref()),
    })
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn texts(texts: &[String]) -> Value {
    texts.iter().map(|entry| text(entry)).collect()
}

fn optional(entry: Option<&String>) -> Value {
    entry.map_or(Value::Null, |entry| text(entry))
}

/// A value without what is null or holds nothing; its texts with single blanks.
fn without_nothing(value: Value) -> Value {
    let nothing = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    };
    match value {
        Value::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        Value::Array(items) => items.into_iter().map(without_nothing).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (key, without_nothing(value)));
            let mut entries: Vec<_> = entries.filter(|(_, value)| !nothing(value)).collect();
            entries.sort_by(|(first, _), (second, _)| first.cmp(second));
            Value::Object(entries.into_iter().collect::<Map<_, _>>())
        }
        other => other,
    }
}
