use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{FieldLine, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Law 3: every don't-say has a why.
pub(crate) static RULE: Rule = Rule {
    code: "S001",
    name: "dont-say-without-why",
    family: Family::FieldGuide,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A don't-say has no why.",
    why: "A forbidden line without its reason is learned as etiquette and dropped under pressure. Who knows what \
          goes wrong when it is said can find words of their own.",
    remedy: "Say what goes wrong when the line is said: what the listener then believes, or does.",
    leaves_alone: "How long or how good the why is, and a table row with too few cells, which is `malformed-table` alone.",
    fixes: &[Applicability::Scaffold],
    options: &[],
    check: Check::FieldLine(check),
    examples: &[
        Example::bad(
            "No why",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n      do_say: Ours takes a day instead of two hours, and \
                       you can taste it.\n      why: Nobody in the shop can prove a claim about health, and the long day is true.\n",
                to: "    - dont_say: Ours is the healthier bread\n      do_say: Ours takes a day instead of two hours, and \
                     you can taste it.\n",
            }]),
            &["41:7"],
        ),
        Example::good("The why says what goes wrong", Input::Yaml(&[])),
        Example::case(
            "The why only denies",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: "why: No reason",
            }]),
            &["43:12"],
        ),
        Example::case(
            "The cell is blank",
            Input::Markdown(&[Change {
                from: "| Nobody in the shop can prove a claim about health, and the long day is true. |",
                to: "| |",
            }]),
            &["53:95"],
        ),
        Example::near_miss(
            "A why that begins with a denial",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: "why: None of us can prove it",
            }]),
        ),
    ],
};

fn check(line: &Spanned<FieldLine>, context: &mut Context<'_>) {
    if let Some(absence) = line.why.absent() {
        context
            .report_absent(absence, format!("{} has no why", line.title()))
            .help("say what goes wrong when it is said: what the listener then believes, or does");
    }
}
