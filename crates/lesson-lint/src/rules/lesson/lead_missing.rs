use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lesson without a lead.
pub(crate) static RULE: Rule = Rule {
    code: "L002",
    name: "lead-missing",
    family: Family::Lesson,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The lesson has no lead.",
    why: "The lead tells the learner which question is answered and what they can do afterwards. Without it they \
          read the regimes as facts to be memorised.",
    remedy: "Open with a paragraph that names the regimes and says when the difference matters.",
    leaves_alone: "How long the lead is, and what it says.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The lead is left empty",
            Input::Yaml(&[Change {
                from: "lead: Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.\n",
                to: "lead: |\n\n",
            }]),
            &["3:7"],
        ),
        Example::good("A lead that names the regimes", Input::Yaml(&[])),
        Example::case(
            "The regimes follow the title",
            Input::Markdown(&[Change {
                from: "Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.\n\n",
                to: "",
            }]),
            &["1:1"],
        ),
        Example::near_miss(
            "The lead is a single word",
            Input::Yaml(&[Change {
                from: "lead: Every loaf on the shelf was raised with yeast or with sourdough, and the price tells you which.\n",
                to: "lead: >-\n  Bread!\n",
            }]),
        ),
        Example::near_miss(
            "The lead has a heading of its own",
            Input::Markdown(&[Change {
                from: "Every loaf on the shelf",
                to: "## Introduction\n\nEvery loaf on the shelf",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    if let Some(absence) = lesson.lead.absent() {
        context
            .report_absent(absence, "the lesson has no lead")
            .help("open with a paragraph that names the regimes and says when the difference matters");
    }
}
