use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Absence, Course, Lesson, Model, Reader, Spanned, Void};
use lesson_syntax::{Kind, Tree};

use crate::context::{SCAFFOLD_WORK, scaffold, spend};
use crate::walk::each_absence;
use crate::{Change, Check, Context, Draft, Example, Input, Rule, Settings, Status, stubs};

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
    for absence in absences(lesson, context.tree()) {
        match message(&absence, context.tree()) {
            (message, help, true) => context.report(absence.place, message).help(help),
            (message, help, false) => context.report_absent(&absence, message).help(help),
        };
    }
}

/// What is missing from a course, and how many findings more there are than are given.
pub(crate) fn of_course(
    course: &Spanned<Course>,
    reader: &Reader,
    settings: &Settings,
) -> (Vec<Draft>, usize) {
    let tree = reader.tree();
    let absences = absences(course, tree);
    let mut work = SCAFFOLD_WORK;
    let shown = absences.len().min(settings.most_findings);
    let drafts = absences[..shown].iter().map(|absence| {
        let (message, help, is_item) = message(absence, tree);
        let mut draft = Draft::new(Some(absence.place.node), absence.place.span, message);
        draft.help(help);
        if !is_item {
            let key = absence.field.key;
            draft.about(key);
            // A placeholder is a stub already.
            if matches!(absence.void, Void::Missing | Void::Blank) {
                let place = (absence.owner.node, key, absence.field.preceding);
                let labels = &settings.read.labels;
                let spend = |bytes| spend(&mut work, bytes);
                draft.fixes(scaffold(tree, labels, spend, place, &stubs::of_course(key), stubs::name(key)));
            }
        }
        draft
    });
    (drafts.collect(), absences.len() - shown)
}

/// The absences of which no other rule speaks.
fn absences<M: Model>(model: &Spanned<M>, tree: &Tree) -> Vec<Absence> {
    let mut absences = Vec::new();
    each_absence(model, |absence, required| {
        let speaks =
            if is_item(absence, tree) { absence.void == Void::Blank } else { absence.field.rule.is_none() };
        if required && speaks {
            absences.push(*absence);
        }
    });
    absences
}

/// What to say of an absence, what to do about it, and whether it is an item of a list.
fn message(absence: &Absence, tree: &Tree) -> (String, String, bool) {
    let key = absence.field.key;
    if is_item(absence, tree) {
        let help = "write the item, or take its hyphen out".to_owned();
        return (format!("an item of `{key}` is empty"), help, true);
    }
    (format!("`{key}` is missing"), format!("add `{key}` with its value"), false)
}

fn is_item(absence: &Absence, tree: &Tree) -> bool {
    tree.kind(absence.owner.node) == Kind::Sequence
}
