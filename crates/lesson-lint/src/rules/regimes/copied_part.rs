use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::NodeId;

use crate::text::{Repeats, has_at_least};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status, stubs};

/// A part that was copied from another regime and never changed.
pub(crate) static RULE: Rule = Rule {
    code: "R019",
    name: "copied-part",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Two regimes have the same text in the same part.",
    why: "The parts are there to be held against each other. Two that are equal teach that the regimes do not differ \
          there; mostly one was copied as a start and never rewritten.",
    remedy: "Say what holds for this regime. Where it is truly the same, say so: \"The baker, as for yeast\".",
    leaves_alone: "Equal texts of fewer than four words: two regimes may well have \"The bank\" behind them.",
    fixes: &[],
    options: &[RuleOption {
        name: "words",
        about: "How many words two equal parts have at the least.",
        default: OptionValue::Count(4),
    }],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "One text for both",
            Input::Yaml(&[Change {
                from: "what_it_is: Dough raised by a culture that the baker keeps alive.",
                to: "what_it_is: Dough raised by yeast from a packet",
            }]),
            &["16:17"],
        ),
        Example::good("A text for each", Input::Yaml(&[])),
        Example::case(
            "In Markdown",
            Input::Markdown(&[Change {
                from: "**Who's behind it:** The baker alone, who feeds the culture every day.",
                to: "**Who's behind it:** Factories that grow one strain, and any baker with a shop nearby.",
            }]),
            &["27:22"],
        ),
        Example::near_miss(
            "The same text in another part",
            Input::Yaml(&[Change {
                from: "what_makes_it_distinct: It is slow, and no two bakeries have the same.",
                to: "what_makes_it_distinct: It is fast, unlike the other, and tastes of flour.",
            }]),
        ),
        Example::near_miss(
            "The same people",
            Input::Yaml(&[
                Change {
                    from: "whos_behind_it: Factories that grow one strain, and any baker with a shop nearby.",
                    to: "whos_behind_it: The baker.",
                },
                Change {
                    from: "whos_behind_it: The baker alone, who feeds the culture every day.",
                    to: "whos_behind_it: The baker",
                },
            ]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let least = context.count("words");
    let tree = context.tree();
    let mut seen: [Repeats<NodeId>; 4] = Default::default();
    for regime in lesson.regimes() {
        let parts = [
            &regime.what_it_is,
            &regime.what_it_does,
            &regime.whos_behind_it,
            &regime.what_makes_it_distinct,
        ];
        for (part, seen) in parts.into_iter().zip(&mut seen) {
            let Some(text) = part.present() else { continue };
            let first = seen.meet(text, text.node(), |&first| tree.text(first));
            let Some(first) = first.filter(|_| has_at_least(text, least)) else { continue };
            let part = tree.key_of(text.node()).map(stubs::name).unwrap_or_default();
            context
                .report(text.place, format!("{} says {part} in the words of another regime", regime.title()))
                .help("say what holds for this regime, or that it is the same and why")
                .label(tree.span(first), "the same text");
        }
    }
}
