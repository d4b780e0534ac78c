use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lesson without a title.
pub(crate) static RULE: Rule = Rule {
    code: "L001",
    name: "title-missing",
    family: Family::Lesson,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The lesson has no title.",
    why: "The title is what a learner searches for, and the promise by which they judge whether to read on.",
    remedy: "Give the lesson a title; the question that it answers makes a good one.",
    leaves_alone: "What the title says.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The title is a placeholder",
            Input::Yaml(&[Change { from: "title: What makes the dough rise?\n", to: "title: TBD\n" }]),
            &["2:8"],
        ),
        Example::good("A question as title", Input::Yaml(&[])),
        Example::case(
            "No title",
            Input::Yaml(&[Change { from: "title: What makes the dough rise?\n", to: "" }]),
            &["1:1"],
        ),
        Example::case(
            "A title line with nothing after the number",
            Input::Markdown(&[Change {
                from: "# Lesson 1 — What makes the dough rise?",
                to: "# Lesson 1 —",
            }]),
            &["1:13"],
        ),
        Example::near_miss(
            "The title is a number in quotes",
            Input::Yaml(&[Change { from: "title: What makes the dough rise?\n", to: "title: \"1984\"\n" }]),
        ),
        Example::near_miss(
            "The title stands in the front matter",
            Input::Markdown(&[Change {
                from: "# Lesson 1 — What makes the dough rise?",
                to: "---\ntitle: What makes the dough rise?\n---\n\n# Lesson 1",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    if let Some(absence) = lesson.title.absent() {
        context
            .report_absent(absence, "the lesson has no title")
            .help("give it a title; the question that it answers makes a good one");
    }
}
