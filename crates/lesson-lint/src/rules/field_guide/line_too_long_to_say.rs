use lesson_findings::{Family, Severity};
use lesson_model::{FieldLine, Spanned};

use crate::text::count;
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A line that nobody can say in one breath.
pub(crate) static RULE: Rule = Rule {
    code: "S014",
    name: "line-too-long-to-say",
    family: Family::FieldGuide,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A do-say is too long to be said in a conversation.",
    why: "What takes half a minute to say is read out or not said at all, and the listener has interrupted by then.",
    remedy: "Keep the sentence or two that answer, and give the rest to the lesson's text.",
    leaves_alone: "How long the don't-say and the why are. What a hyphen joins counts as one word.",
    fixes: &[],
    options: &[RuleOption {
        name: "max",
        about: "How many words a do-say has at the most.",
        default: OptionValue::Count(60),
    }],
    check: Check::FieldLine(check),
    examples: &[
        Example::bad(
            "Half a minute",
            Input::Yaml(&[Change {
                from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                to: LONG,
            }]),
            &["42:15"],
        ),
        Example::good("One breath", Input::Yaml(&[])),
        Example::case("More words than a team allows", Input::Markdown(&[]), &["53:33"])
            .under("[rules]\nline-too-long-to-say = { max = 12 }"),
        Example::near_miss("As many words as are allowed", Input::Markdown(&[]))
            .under("[rules]\nline-too-long-to-say = { max = 13 }"),
        Example::near_miss(
            "A why of many words",
            Input::Yaml(&[Change {
                from: "why: Nobody in the shop can prove a claim about health, and the long day is true.",
                to: LONG_WHY,
            }]),
        ),
    ],
};

macro_rules! long {
    ($key:literal) => {
        concat!(
            $key,
            ": The culture was begun in the year in which the shop opened, and it has been fed every day since then, on Sundays \
             and holidays too, with flour from the mill up the river and water that has stood overnight. The dough rests for a \
             day in wooden boxes under linen, gets two foldings by hand, and goes into the oven before the first customer has \
             had any coffee"
        )
    };
}

const LONG: &str = long!("do_say");
const LONG_WHY: &str = long!("why");

fn check(line: &Spanned<FieldLine>, context: &mut Context<'_>) {
    let Some(do_say) = line.do_say.present() else { return };
    let most = context.count("max");
    // A word and its blank take two bytes at the least, so that a short text need not be counted.
    if do_say.len() / 2 < most {
        return;
    }
    let found = count(do_say);
    if found > most {
        context
            .report(
                do_say.place,
                format!("the line to say has {found} words, and {most} are as many as can be said"),
            )
            .help("keep the sentence or two that answer, and give the rest to the lesson's text");
    }
}
