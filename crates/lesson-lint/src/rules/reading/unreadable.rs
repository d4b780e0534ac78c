use lesson_findings::{Family, Severity};

use crate::{Change, Check, Example, Input, Rule, Status};

/// A file that the system does not give.
pub(crate) static RULE: Rule = Rule {
    code: "E010",
    name: "unreadable",
    family: Family::Reading,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The system does not give the file.",
    why: "A lesson that is not looked at is a lesson with holes that nobody knows of.",
    remedy: "Check that the file is there, that it is a file, and that you may read it.",
    leaves_alone: "Files that are excluded.",
    fixes: &[],
    options: &[],
    check: Check::Reading,
    examples: &[
        Example::bad(
            "No permission",
            Input::Unreadable("lesson.yaml", "Permission denied (os error 13)"),
            &["-"],
        ),
        Example::good("A file that can be read", Input::Yaml(&[])),
        Example::near_miss(
            "A file that is read, and holds the system's words",
            Input::Yaml(&[Change {
                from: "yeast: One visit to the shop",
                to: "yeast: Permission denied on Sundays, for the shop is shut",
            }]),
        ),
    ],
};
