use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{FieldLine, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A forbidden line with nothing to say instead.
pub(crate) static RULE: Rule = Rule {
    code: "S002",
    name: "dont-say-without-do-say",
    family: Family::FieldGuide,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A don't-say has no do-say.",
    why: "The customer's question comes all the same. A learner who only knows what not to say falls silent, or says it.",
    remedy: "Write the line to say instead, in words that can be spoken.",
    leaves_alone: "How the line is worded, and a table row with too few cells, which is `malformed-table` alone.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::FieldLine(check),
    examples: &[
        Example::bad(
            "Nothing to say instead",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n      do_say: Ours takes a day instead of two hours, and \
                       you can taste it.\n",
                to: "    - dont_say: Ours is the healthier bread\n      do_say: ???\n",
            }]),
            &["42:15"],
        ),
        Example::good("A line to say instead", Input::Yaml(&[])),
        Example::case(
            "The cell is blank",
            Input::Markdown(&[Change {
                from: "| Ours takes a day instead of two hours, and you can taste it. |",
                to: "| |",
            }]),
            &["53:32"],
        ),
        Example::near_miss(
            "A single word",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: "do_say: Nothing",
            }]),
        ),
    ],
};

fn check(line: &Spanned<FieldLine>, context: &mut Context<'_>) {
    if let Some(absence) = line.do_say.absent() {
        context
            .report_absent(absence, format!("{} has no line to say instead", line.title()))
            .help("write what to say instead, in words that can be spoken");
    }
}
