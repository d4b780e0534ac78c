use lesson_model::{Course, Slug};
use lesson_text::slug;
use serde_json::{Value, json};

use super::{Binding, Choices, and, first_sentence, keywords, of_root, spelling};

/// Binds a schema to a course: to the dimensions that it asks of every lesson, and to the names that it knows.
pub(super) fn bind(schema: &mut Value, course: &Course, binding: &Binding<'_>) {
    if let (Some(id), Some(keywords)) = (course.id.present(), of_root(schema, "course")) {
        let title = course.title.present().map(|title| first_sentence(title)).unwrap_or_default();
        let mut own = Choices::default();
        own.add(id, &title);
        let message =
            format!("This schema is bound to the course `{}`, by whose id its lessons name it", &***id);
        keywords.extend(own.only().as_object().cloned().unwrap_or_default());
        keywords.insert("errorMessage".into(), message.into());
    }
    ids(course.lessons.present().into_iter().flat_map(|ids| ids.present())).offer(of_root(schema, "id"));
    let domain = course.analogy_domain.present().and_then(|domain| domain.name.present());
    let mut domains = Choices::default();
    domains.add(domain.map(|name| name.trim()).unwrap_or_default(), "");
    domains.offer(of_root(schema, "analogy_domain"));
    glossary(course).offer(keywords(schema, "/Term/properties/term"));
    let asked = ids(course.dimensions.present().into_iter().flat_map(|ids| ids.present()));
    asked.offer(keywords(schema, "/Dimension/properties/id"));
    let comparison = of_root(schema, "comparison").filter(|_| binding.speaks("R017"));
    if let Some(comparison) = comparison {
        for id in &asked.values {
            let sentence = format!(
                "The course asks for the dimension `{id}`, which is not compared. Add it with a cell for each regime, \
                 or give the row that is this dimension the id `{id}`"
            );
            and(comparison, asks_for(id, &binding.message("R017", &sentence)));
        }
    }
}

fn ids<'c>(ids: impl Iterator<Item = &'c lesson_model::Spanned<Slug>>) -> Choices {
    let mut choices = Choices::default();
    ids.for_each(|id| choices.add(id, ""));
    choices
}

fn glossary(course: &Course) -> Choices {
    let mut choices = Choices::default();
    for term in course.terms.present().into_iter().flat_map(|terms| terms.present()) {
        let means = term.means.present().map(|means| first_sentence(means)).unwrap_or_default();
        choices.add(term.term.present().map(|term| term.trim()).unwrap_or_default(), &means);
    }
    choices
}

/// Refuses a comparison without the dimension, by its id or its name. Editors show where `false` stands at the key,
/// as the linter does, and a `contains` that fails at the whole list.
fn asks_for(id: &str, message: &str) -> Value {
    let mut named =
        vec![json!({ "type": "object", "required": ["id"], "properties": { "id": { "const": id } } })];
    if slug(id) == id {
        let pattern = format!("^{}$", spelling::of_slug(id));
        let name = json!({ "type": "string", "pattern": pattern });
        named.push(json!({ "type": "object", "required": ["name"], "properties": { "name": name } }));
    }
    let without = json!({ "type": "array", "minItems": 1, "not": { "contains": { "anyOf": named } } });
    json!({
        "if": { "required": ["dimensions"], "properties": { "dimensions": without } },
        "then": { "properties": { "dimensions": false }, "errorMessage": message },
    })
}
