use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, List, Regime, Slot, Spanned};

use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A lesson with nothing to compare.
pub(crate) static RULE: Rule = Rule {
    code: "R010",
    name: "too-few-regimes",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "There are fewer regimes than a comparison takes.",
    why: "A lesson of this kind teaches by telling things apart. With one regime there is nothing to tell it from, \
          and the learner takes what is said of it for what is true of the whole field.",
    remedy: "Add the regime that learners confuse it with.",
    leaves_alone: "A list of regimes of which a part could not be read.",
    fixes: &[],
    options: &[RuleOption {
        name: "min",
        about: "How many regimes there are at the least.",
        default: OptionValue::Count(2),
    }],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "One regime",
            Input::Yaml(&[
                Change { from: SOURDOUGH, to: "" },
                Change { from: "        sourdough: A day, most of it waiting\n", to: "" },
                Change { from: "        sourdough: A feeding every day, holidays included\n", to: "" },
                Change { from: "        sourdough: Sharp, and better on the second day\n", to: "" },
            ]),
            &["4:1"],
        ),
        Example::good("Two regimes", Input::Yaml(&[])),
        Example::case(
            "No regime",
            Input::File("lesson.yaml", b"lesson: 1\ntitle: Bread\nlead: How dough rises.\nregimes: []\ncomparison:\n  dimensions:\n    - name: Time\n      cells: {}\n    - name: Price\n      cells: {}\n    - name: Taste\n      cells: {}\nfield_guide:\n  primary_scenario: a guest asks\n  lines:\n    - dont_say: It is healthy\n      do_say: It takes a day.\n      why: Nobody can prove the first.\n"),
            &["4:10"],
        ),
        Example::case("Two regimes, where three are asked for", Input::Yaml(&[]), &["4:1"])
            .under("[rules]\ntoo-few-regimes = { min = 3 }"),
        Example::near_miss(
            "Two regimes without ids",
            Input::Yaml(&[
                Change { from: "  - id: yeast\n    name: Yeast\n", to: "  - name: Yeast\n" },
                Change { from: "  - id: sourdough\n    name: Sourdough\n", to: "  - name: Sourdough\n" },
            ]),
        ),
    ],
};

const SOURDOUGH: &str = "  - id: sourdough\n    name: Sourdough\n    what_it_is: Dough raised by a culture that the baker \
    keeps alive.\n    what_it_does: Wild cells and bacteria work together for a day and make acid as well as gas.\n    \
    whos_behind_it: The baker alone, who feeds the culture every day.\n    what_makes_it_distinct: It is slow, and no two \
    bakeries have the same.\n    analogies:\n      - holds: Like a garden, it belongs to whoever looks after it.\n        \
    where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let help = "add the regime that learners confuse it with";
    match &lesson.regimes {
        Slot::Absent(absence) => {
            context
                .report_absent(absence, "the lesson has no regime")
                .help("add the regimes that it compares");
        }
        Slot::Present(regimes) if regimes.is_whole() && regimes.present().count() < context.count("min") => {
            let span = regimes.key.unwrap_or(regimes.place.span);
            context.report_span(regimes.place.node, span, too_few(regimes, context.count("min"))).help(help);
        }
        Slot::Present(_) | Slot::Malformed(_) => {}
    }
}

fn too_few(regimes: &List<Regime>, least: usize) -> String {
    let mut all = regimes.present();
    match (all.next(), all.count() + 1) {
        (Some(only), 1) => format!("the lesson has only one regime, {}", only.title()),
        (_, count) => format!("the lesson has {count} regimes, and {least} are asked for"),
    }
}
