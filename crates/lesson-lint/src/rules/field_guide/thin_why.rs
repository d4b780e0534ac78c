use lesson_findings::{Family, Severity};
use lesson_model::{FieldLine, Spanned};

use crate::text::{Beginnings, count, has_at_least, stems};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A reason that gives none.
pub(crate) static RULE: Rule = Rule {
    code: "S007",
    name: "thin-why",
    family: Family::FieldGuide,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A why is too short to be a reason, or has no word that the don't-say has not.",
    why: "\"It's wrong\" forbids a line once more. A learner who knows what the listener then believes, or does, can find \
          words of their own when the line to say doesn't fit.",
    remedy: "Say what goes wrong when the line is said.",
    leaves_alone: "A why that is absent: of that law 3 speaks. Whether the reason is a good one.",
    fixes: &[],
    options: &[RuleOption {
        name: "min",
        about: "How many words a why has at the least.",
        default: OptionValue::Count(4),
    }],
    check: Check::FieldLine(check),
    examples: &[
        Example::bad(
            "Three words",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: "why: It is misleading.",
            }]),
            &["43:12"],
        ),
        Example::good("What goes wrong", Input::Yaml(&[])),
        Example::case(
            "The words of the don't-say",
            Input::Markdown(&[Change {
                from: "| Nobody in the shop can prove a claim about health, and the long day is true. |",
                to: "| Because it is about healthier bread |",
            }]),
            &["53:96"],
        ),
        Example::near_miss(
            "Four words",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: "why: No doctor says so.",
            }]),
        ),
        Example::near_miss(
            "The words of the don't-say, denied",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: "why: This bread is not the healthier one",
            }]),
        ),
        Example::near_miss(
            "A short reason, where a team accepts it",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: "why: Nobody knows.",
            }]),
        )
        .under("[rules]\nthin-why = { min = 2 }"),
    ],
};

fn check(line: &Spanned<FieldLine>, context: &mut Context<'_>) {
    let Some(why) = line.why.present() else { return };
    let message = if !has_at_least(why, context.count("min")) {
        let found = count(why);
        let number = if found == 1 { "one word".to_owned() } else { format!("{found} words") };
        format!("the why of {} has {number}, too few for a reason", line.title())
    } else if let Some(dont_say) = line.dont_say.present() {
        let table = context.words();
        if Beginnings::of([&***dont_say], table).are_exceeded(why, 0, table) {
            return;
        }
        let reason = stems(why, table);
        if reason.is_empty() || !reason.is_subset(&stems(dont_say, table)) {
            return;
        }
        format!("the why of {} only repeats its words", line.title())
    } else {
        return;
    };
    context
        .report(why.place, message)
        .help("say what goes wrong when it is said: what the listener then believes, or does");
}
