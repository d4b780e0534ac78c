use lesson_findings::{Family, Severity};
use lesson_model::{Comparison, Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A comparison along hardly any dimension.
pub(crate) static RULE: Rule = Rule {
    code: "R011",
    name: "too-few-dimensions",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "There are fewer dimensions than a comparison takes.",
    why: "Along one or two dimensions nearly everything looks alike or opposite. The learner needs enough of them to \
          recognise a regime from whichever side a conversation comes at it.",
    remedy: "Add the questions that people ask of every regime: how long, at what price, by whom, with what result.",
    leaves_alone: "A comparison without any row, of which `comparison-missing` speaks, and one of which a part could not be \
                   read.",
    fixes: &[],
    options: &[RuleOption {
        name: "min",
        about: "How many dimensions there are at the least.",
        default: OptionValue::Count(3),
    }],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Two dimensions",
            Input::Yaml(&[
                Change {
                    from: "  intro: The two differ on three dimensions, which are time, effort and taste.\n",
                    to: "",
                },
                Change { from: TASTE, to: "" },
            ]),
            &["24:3"],
        ),
        Example::good("Three dimensions", Input::Yaml(&[])),
        Example::case(
            "A Markdown table of two rows",
            Input::Markdown(&[
                Change {
                    from: "The two differ on three dimensions, which are time, effort and taste.\n",
                    to: "",
                },
                Change {
                    from: "| Taste | Mild, and gone by evening | Sharp, and better on the second day |\n",
                    to: "",
                },
            ]),
            &["40:1"],
        ),
        Example::case("Three, where four are asked for", Input::Yaml(&[]), &["25:3"])
            .under("[rules]\ntoo-few-dimensions = { min = 4 }"),
        Example::near_miss(
            "Two, where two are enough",
            Input::Yaml(&[
                Change {
                    from: "  intro: The two differ on three dimensions, which are time, effort and taste.\n",
                    to: "",
                },
                Change { from: TASTE, to: "" },
            ]),
        )
        .under("[rules]\ntoo-few-dimensions = { min = 2 }"),
    ],
};

const TASTE: &str = "    - name: Taste\n      cells:\n        yeast: Mild, and gone by evening\n        sourdough: Sharp, and \
    better on the second day\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let rows = |comparison: &Spanned<Comparison>| {
        let dimensions = comparison.dimensions.present().filter(|dimensions| dimensions.is_whole())?;
        let span = dimensions.key.filter(|key| !key.is_empty()).unwrap_or(dimensions.place.span);
        Some((dimensions.place.node, span, dimensions.present().count()))
    };
    let Some((node, span, found)) = lesson.comparison.present().and_then(rows) else { return };
    let least = context.count("min");
    if found == 0 || found >= least {
        return;
    }
    let dimensions = if found == 1 { "dimension" } else { "dimensions" };
    context
        .report_span(
            node,
            span,
            format!("the comparison has {found} {dimensions}, and {least} are asked for"),
        )
        .help("add the questions that people ask of every regime");
}
