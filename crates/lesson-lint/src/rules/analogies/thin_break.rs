use lesson_findings::{Family, Severity};
use lesson_model::{Analogy, Spanned};

use crate::text::{count, has_at_least};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A break that is too short to say anything.
pub(crate) static RULE: Rule = Rule {
    code: "A002",
    name: "thin-break",
    family: Family::Analogies,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "What is said of where an analogy breaks is too short to say what no longer holds.",
    why: "\"It is different\" tells the learner that there is a limit and not where. They meet it in front of a customer.",
    remedy: "Say what does not carry over, and what follows from that.",
    leaves_alone: "A break that is absent: of that law 2 speaks. What a hyphen joins counts as one word.",
    fixes: &[],
    options: &[RuleOption {
        name: "min",
        about: "How many words a break has at the least.",
        default: OptionValue::Count(8),
    }],
    check: Check::Analogy(check),
    examples: &[
        Example::bad(
            "A limit without its place",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: A culture is not a garden.",
            }]),
            &["22:26"],
        ),
        Example::good("What does not carry over", Input::Yaml(&[])),
        Example::case(
            "In Markdown",
            Input::Markdown(&[Change {
                from: "**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "**Where the analogy breaks:** Only in winter, as everybody knows.",
            }]),
            &["35:31"],
        ),
        Example::case(
            "Fewer words than are asked for",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: A garden sleeps through the winter, but a culture dies.",
            }]),
            &["22:26"],
        )
        .under("[rules]\nthin-break = { min = 12 }"),
        Example::near_miss(
            "Eight words",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: Gardens sleep in winter; an unfed culture dies.",
            }]),
        ),
        Example::near_miss(
            "Eight signs of a script without blanks",
            Input::Yaml(&[Change {
                from: "where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
                to: "where_it_breaks: 花园冬天休眠而酵母不喂就死",
            }]),
        ),
    ],
};

fn check(analogy: &Spanned<Analogy>, context: &mut Context<'_>) {
    let Some(breaks) = analogy.where_it_breaks.present() else { return };
    let least = context.count("min");
    if !has_at_least(breaks, least) {
        let words = count(breaks);
        let title = analogy.title();
        let number = if words == 1 { "one word".to_owned() } else { format!("{words} words") };
        context
            .report(breaks.place, format!("{title} breaks in {number}, too few to say where"))
            .help("say what does not carry over, and what follows from that");
    }
}
