use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::{Form, Stub, did_you_mean};
use lesson_text::slug;

use crate::context::DraftFix;
use crate::{Change, Check, Context, Example, Input, Rule, Status, stubs};

/// A dimension that the course asks of every lesson, and that is not there.
pub(crate) static RULE: Rule = Rule {
    code: "R017",
    name: "course-dimension-missing",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A dimension that the course asks of every lesson is not in the comparison.",
    why: "The learner compares across lessons, too: where one lesson leaves out the price, the question comes up in \
          the field, and the course has no answer.",
    remedy: "Add the dimension with a cell for each regime, or give a row that is this dimension the course's id for it.",
    leaves_alone: "Lessons without a comparison, of which another rule speaks, comparisons that could not be read to \
                   their end, and names that differ only by case, blanks or hyphens.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad("The course asks for the price", Input::Yaml(&[]), &["25:3"])
            .in_course("id: bread\ntitle: Bread\ndimensions: [time, price]\n"),
        Example::good("Every dimension of the course is there", Input::Yaml(&[]))
            .in_course("id: bread\ntitle: Bread\ndimensions: [time, taste]\n"),
        Example::case("Two are missing from a table", Input::Markdown(&[]), &["37:4", "37:4"])
            .in_course("id: bread\ntitle: Bread\ndimensions: [price, shelf-life]\n"),
        Example::case(
            "A row that is nearly it, by its name",
            Input::Yaml(&[
                Change { from: "- name: Effort", to: "- name: Costs" },
                Change { from: "time, effort and taste", to: "time, cost and taste" },
            ]),
            &["25:3"],
        )
        .in_course("id: bread\ntitle: Bread\ndimensions: [cost]\n"),
        Example::near_miss(
            "The row has another name, and the course's id",
            Input::Yaml(&[Change { from: "- name: Effort", to: "- id: work\n      name: Effort" }]),
        )
        .in_course("id: bread\ntitle: Bread\ndimensions: [work]\n"),
        Example::near_miss(
            "A row whose name makes the id",
            Input::Markdown(&[
                Change { from: "| Effort |", to: "| Who does the work |" },
                Change { from: "time, effort and taste", to: "time, who does the work, and taste" },
            ]),
        )
        .in_course("id: bread\ntitle: Bread\ndimensions: [who-does-the-work]\n"),
        Example::near_miss("A course that asks for none", Input::Yaml(&[]))
            .in_course("id: bread\ntitle: Bread\n"),
        Example::near_miss(
            "A lesson that names a course which is not there",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\ncourse: pastry\n" }]),
        )
        .in_course("id: bread\ntitle: Bread\ndimensions: [price]\n"),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let asked = context.course.and_then(|course| course.dimensions.present());
    let comparison = lesson.comparison.present();
    let Some((asked, list)) = asked.zip(comparison.and_then(|comparison| comparison.dimensions.present()))
    else {
        return;
    };
    let named =
        |dimension: &lesson_model::Dimension| !dimension.id.is_malformed() && !dimension.name.is_malformed();
    if !list.is_whole()
        || list.present().next().is_none()
        || !list.present().all(|dimension| named(dimension))
    {
        return;
    }
    let ids: Vec<String> = list.present().map(|dimension| dimension.slug()).collect();
    let names: Vec<String> =
        list.present().filter_map(|dimension| dimension.name.present()).map(|name| slug(name)).collect();
    let place = match context.tree().form() {
        Form::Yaml => list.key,
        Form::Markdown => comparison.and_then(|comparison| comparison.key),
    };
    let node = list.place.node;
    let place = place.unwrap_or(list.place.span);
    let mut first = true;
    for id in asked.present().map(|id| &**id) {
        if ids.iter().chain(&names).any(|known| *known == **id) {
            continue;
        }
        // Rows are inserted at one place: one at a time.
        let fix = scaffold(context, node, id).filter(|_| first);
        first = false;
        let near = did_you_mean(id, ids.iter().map(String::as_str));
        let near = near.and_then(|near| list.present().find(|dimension| dimension.slug() == near));
        let help = match near {
            Some(row) => format!("if {} is this dimension, give it the id `{}`", row.title(), &**id),
            None => "add it with a cell for each regime".to_owned(),
        };
        let message = format!("the course asks for the dimension `{}`, which is not compared", &**id);
        context.report_span(node, place, message).help(help).about(&**id).fixes(fix);
    }
}

/// A row of stubs.
fn scaffold(context: &Context<'_>, dimensions: lesson_syntax::NodeId, id: &str) -> Option<DraftFix> {
    let name = title(id);
    let cells = context
        .matrix
        .regimes
        .iter()
        .map(|regime| (regime.id.clone().into(), stubs::cell(&regime.name, &name)));
    let mut row =
        vec![("name".into(), Stub::text(name.clone())), ("cells".into(), Stub::Map(cells.collect()))];
    if slug(&name) != id {
        row.insert(0, ("id".into(), Stub::text(id)));
    }
    context.append(dimensions, &Stub::Map(row), &format!("the dimension {name}"))
}

/// An id as a name: `who-does-the-work` is "Who does the work".
fn title(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut characters = words.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
