use lesson_findings::Family;
use lesson_model::{Lesson, Spanned};
use lesson_text::slug;

use crate::course::{stem, without_number};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lesson whose id is another than its file's name.
pub(crate) static RULE: Rule = Rule {
    code: "L008",
    name: "id-differs-from-file",
    family: Family::Lesson,
    severity: None,
    status: Status::Stable,
    since: "0.1.0",
    summary: "The lesson's id is another than its file's name.",
    why: "Whoever follows a reference to the lesson looks for a file of that name, and finds none, or another lesson.",
    remedy: "Rename the file, or change the id where nothing refers to it yet.",
    leaves_alone: "A leading number in the file's name, as in `04-three-clocks.yaml`, and lessons without an id, for \
                   which the file's name is the id.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A file that kept its old name",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: what-makes-dough-rise\n" }]),
            &["2:5"],
        )
        .under(ON)
        .named("01-yeast.yaml"),
        Example::good(
            "The name is the id, after a number",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: what-makes-dough-rise\n" }]),
        )
        .under(ON)
        .named("bread/01-what-makes-dough-rise.yaml"),
        Example::case(
            "In front matter",
            Input::Markdown(&[Change { from: "# Lesson 1", to: "---\nid: rolls\n---\n\n# Lesson 1" }]),
            &["2:5"],
        )
        .under(ON),
        Example::near_miss("No id", Input::Yaml(&[])).under(ON),
        Example::near_miss(
            "Blanks and capitals in the file's name",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: rising-dough\n" }]),
        )
        .under(ON)
        .named("Lesson 1 - Rising Dough.yaml"),
        Example::near_miss(
            "Off unless asked for",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nid: rolls\n" }]),
        ),
    ],
};

const ON: &str = "[rules]\nid-differs-from-file = \"warning\"";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(id) = lesson.id.present() else { return };
    let file = slug(stem(context.tree().source().path()));
    if file.is_empty() || file == ***id || without_number(&file) == &***id {
        return;
    }
    context
        .report(id.place, format!("the id is `{}`, and the file is called `{file}`", &***id))
        .help("rename the file, or change the id where nothing refers to it yet");
}
