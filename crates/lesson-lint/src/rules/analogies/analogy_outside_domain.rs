use lesson_findings::{Family, Severity};
use lesson_model::{Analogy, AnalogyDomain, Lesson, Spanned};
use lesson_syntax::Form;

use crate::text::{MOST_SOUGHT, Phrases, content, starts};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// An analogy that uses no word of the field that the course draws its analogies from.
pub(crate) static RULE: Rule = Rule {
    code: "A004",
    name: "analogy-outside-domain",
    family: Family::Analogies,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The course declares terms of its analogies' field, and an analogy uses neither one of them nor the \
              field's name.",
    why: "The course promised to explain everything by one field that its learners know. An analogy from elsewhere \
          may be from a field that they do not know, and it no longer fits the others.",
    remedy: "Draw the analogy from the course's field, or add the word that it uses to `analogy_domain.terms`.",
    leaves_alone: "Courses that declare no terms, endings of words (`cooks`, `cooking`), and analogies that say nothing.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad("A garden in a course about the household", Input::Yaml(&[]), &["21:9"])
            .in_course(HOUSEHOLD),
        Example::good(
            "A pet, which belongs to a household",
            Input::Yaml(&[Change { from: "Like a garden, it belongs", to: "Like a pet, it belongs" }]),
        )
        .in_course(HOUSEHOLD),
        Example::case("In Markdown", Input::Markdown(&[]), &["33:1"]).in_course(HOUSEHOLD),
        Example::near_miss(
            "Only the break uses a term, in the plural",
            Input::Yaml(&[Change {
                from: "A garden sleeps through the winter",
                to: "Kettles keep through the winter",
            }]),
        )
        .in_course(HOUSEHOLD),
        Example::near_miss(
            "What it maps to is a term",
            Input::Yaml(&[Change {
                from: "      - holds: Like a garden",
                to: "      - maps_to: The pet\n        holds: Like a garden",
            }]),
        )
        .in_course(HOUSEHOLD),
        Example::near_miss(
            "The field itself is named",
            Input::Markdown(&[Change { from: "Like a garden, it", to: "Like the rest of a household, it" }]),
        )
        .in_course(HOUSEHOLD),
        Example::near_miss("A course that declares no terms", Input::Yaml(&[]))
            .in_course("id: bread\ntitle: Bread\nanalogy_domain: {name: The household}\n"),
        Example::near_miss("No course", Input::Yaml(&[])),
    ],
};

const HOUSEHOLD: &str = "id: bread\ntitle: Bread\nanalogy_domain:\n  name: The household\n  terms: [kettle, pet, washing machine]\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let domain = context.course.and_then(|course| course.analogy_domain.present());
    let Some(domain) = domain.filter(|domain| declares_terms(domain)) else { return };
    let words = context.words();
    let terms = domain.terms.present().into_iter().flat_map(|terms| terms.present()).map(|term| &***term);
    let terms: Vec<&str> = terms.take(MOST_SOUGHT).collect();
    let name = domain.name.present().map(|name| &***name).unwrap_or_default();
    // "Identity and access management (IDAM)" has two names; each counts where all its words stand.
    let names: Vec<Vec<&str>> = name
        .split(['(', ')', ','])
        .map(|name| content(name, words).map(|(word, _)| word.text).collect::<Vec<_>>())
        .filter(|name| !name.is_empty())
        .collect();
    let phrases = Phrases::new(terms.iter().copied().chain(names.iter().flatten().copied()), words);
    let mut outside = Vec::new();
    for analogy in lesson.regimes().flat_map(|regime| regime.analogies()) {
        let texts = texts(analogy, context);
        let mut found = vec![false; terms.len() + names.iter().map(Vec::len).sum::<usize>()];
        for text in &texts {
            phrases.find(text, &starts(text), |index| found[index] = true);
        }
        let (of_terms, mut of_names) = found.split_at(terms.len());
        let is_named = names.iter().any(|name| {
            let (own, rest) = of_names.split_at(name.len());
            of_names = rest;
            own.iter().all(|found| *found)
        });
        if !texts.is_empty() && !of_terms.contains(&true) && !is_named {
            outside.push(analogy);
        }
    }
    for analogy in outside {
        let place = analogy.holds.present().or(analogy.where_it_breaks.present());
        let place = match context.tree().form() {
            Form::Yaml => analogy.place,
            Form::Markdown => place.map_or(analogy.place, |text| text.place),
        };
        let about = if name.trim().is_empty() { "the course's field" } else { name.trim() };
        context.report(place, format!("{} uses no word of {about}", analogy.title())).help(
            "draw it from the course's field, or add its word to `analogy_domain.terms` in course.yaml",
        );
    }
}

fn declares_terms(domain: &AnalogyDomain) -> bool {
    domain.terms.present().is_some_and(|terms| terms.is_whole() && terms.present().next().is_some())
}

/// The analogy's own texts; in Markdown with what stands in it under no label.
fn texts<'t>(analogy: &'t Spanned<Analogy>, context: &'t Context<'_>) -> Vec<&'t str> {
    let slots = [&analogy.holds, &analogy.where_it_breaks];
    let optional = [&analogy.title, &analogy.maps_to];
    let present = slots.into_iter().filter_map(|slot| slot.present());
    let mut texts: Vec<&str> =
        present.chain(optional.into_iter().filter_map(|slot| slot.present())).map(|text| &***text).collect();
    if context.tree().form() == Form::Markdown && !texts.is_empty() {
        texts.push(context.tree().source().slice(analogy.place.span));
    }
    texts
}
