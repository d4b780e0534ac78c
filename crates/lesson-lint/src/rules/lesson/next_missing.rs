use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Void};

use crate::course::position;
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lesson that does not point on to the one that follows.
pub(crate) static RULE: Rule = Rule {
    code: "L003",
    name: "next-missing",
    family: Family::Lesson,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The course has a later lesson, and this one does not point on to it.",
    why: "The learner finishes with a question in mind that the next lesson answers, and is not told so: many stop here.",
    remedy: "Add `next` with the lesson's number and a teaser; in Markdown, a last line `Next: Lesson 2 covers …`.",
    leaves_alone: "The last lesson of a course, lessons that the course does not list, and lessons without a course.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The first of two lessons",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: dough\n" }]),
            &["1:1"],
        )
        .in_course(COURSE),
        Example::good(
            "It points on",
            Input::Yaml(&[
                Change { from: "lesson: 1\n", to: "lesson: 1\nid: dough\n" },
                Change {
                    from: "field_guide:\n",
                    to: "next: {lesson: 2, teaser: how the oven sets what the dough began}\nfield_guide:\n",
                },
            ]),
        )
        .in_course(COURSE),
        Example::case("In Markdown, by the name of its file", Input::Markdown(&[]), &["1:1"])
            .in_course(COURSE)
            .named("01-dough.md"),
        Example::near_miss(
            "A Markdown lesson that points on without a number",
            Input::Markdown(&[Change {
                from: "and the long day is true. |\n",
                to: "and the long day is true. |\n\nNext: Lesson 2 covers the oven.\n",
            }]),
        )
        .in_course(COURSE)
        .named("dough.md"),
        Example::near_miss(
            "The last lesson",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 2\nid: oven\n" }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "A lesson that the course does not list",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: crumbs\n" }]),
        )
        .in_course(COURSE),
        Example::near_miss("No course", Input::Yaml(&[])),
    ],
};

const COURSE: &str = "id: bread\ntitle: Bread\nlessons: [dough, oven]\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(absence) = lesson.next.absent().filter(|absence| absence.void != Void::Placeholder) else {
        return;
    };
    let Some(course) = context.course else { return };
    let path = context.tree().source().path();
    let Some(next) = position(course, lesson, path).and_then(|(lessons, at)| lessons.into_iter().nth(at + 1))
    else {
        return;
    };
    context
        .report(absence.place, format!("the lesson does not point on to the next one, `{next}`"))
        .help("add `next` with that lesson's number and a teaser that makes the learner want it")
        .about("next");
}
