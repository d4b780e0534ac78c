use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned, Void};
use lesson_syntax::Kind;

use crate::walk::each_absence;
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A required value that no other rule owns.
pub(crate) static RULE: Rule = Rule {
    code: "E011",
    name: "missing-key",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A required value is absent of which no other rule speaks: a number, a name, a don't-say, a figure's value.",
    why: "What has no name cannot be compared, and what has no number cannot be found in its course.",
    remedy: "Add the key with its value.",
    leaves_alone: "Values that a law or the rule of their part watches over, and keys of a mapping that could not be \
                   read to its end.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A dimension without a name",
            Input::Yaml(&[Change {
                from: "    - name: Effort\n      cells:\n        yeast: One visit to the shop\n",
                to: "    - cells:\n        yeast: One visit to the shop\n",
            }]),
            &["30:7"],
        ),
        Example::good("Every dimension has its name", Input::Yaml(&[])),
        Example::case("No number", Input::Yaml(&[Change { from: "lesson: 1\n", to: "" }]), &["1:1"]),
        Example::case(
            "A line that says only what to say",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n      do_say:",
                to: "    - do_say:",
            }]),
            &["41:7"],
        ),
        Example::case(
            "An item of a list that was begun and left",
            Input::Yaml(&[Change {
                from: "and the long day is true.\n",
                to: "and the long day is true.\n    -\n",
            }]),
            &["44:6"],
        ),
        Example::near_miss(
            "Keys that may be left out",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\naudience:\nmeta: {}\n" }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let mut absences = Vec::new();
    each_absence(lesson, |absence, required| {
        if required {
            absences.push(*absence);
        }
    });
    for absence in absences {
        let key = absence.field.key;
        if context.tree().kind(absence.owner.node) == Kind::Sequence {
            if absence.void == Void::Blank {
                context
                    .report(absence.place, format!("an item of `{key}` is empty"))
                    .help("write the item, or take its hyphen out");
            }
        } else if absence.field.rule.is_none() {
            context
                .report_absent(&absence, format!("`{key}` is missing"))
                .help(format!("add `{key}` with its value"));
        }
    }
}
