use std::collections::HashMap;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Words};

use crate::text::{content, hash};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// One thing that two regimes are likened to.
pub(crate) static RULE: Rule = Rule {
    code: "A009",
    name: "analogy-reused",
    family: Family::Analogies,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Two regimes map to the same thing in the learner's domain.",
    why: "An analogy is the handle by which the learner takes hold of a regime. Two regimes on one handle are soon one and \
          the same to them.",
    remedy: "Liken one of them to something else, or say which side of the thing each of them is like.",
    leaves_alone: "Two analogies of one regime, what holds in the same words, and case, punctuation and articles.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Two regimes like a kettle",
            Input::Yaml(&[
                Change {
                    from: "      - holds: Like an electric",
                    to: "      - maps_to: An electric kettle\n        holds: Like an electric",
                },
                Change {
                    from: "      - holds: Like a garden",
                    to: "      - maps_to: the Electric Kettle\n        holds: Like a garden",
                },
            ]),
            &["22:18"],
        ),
        Example::good(
            "A thing for each",
            Input::Yaml(&[
                Change {
                    from: "      - holds: Like an electric",
                    to: "      - maps_to: An electric kettle\n        holds: Like an electric",
                },
                Change {
                    from: "      - holds: Like a garden",
                    to: "      - maps_to: A kitchen garden\n        holds: Like a garden",
                },
            ]),
        ),
        Example::case(
            "In Markdown",
            Input::Markdown(&[
                Change {
                    from: "Like an electric kettle, it",
                    to: "**Maps to:** A garden\n\n**What holds:** Like an electric kettle, it",
                },
                Change {
                    from: "Like a garden, it",
                    to: "**Maps to:** A garden.\n\n**What holds:** Like a garden, it",
                },
            ]),
            &["35:14"],
        ),
        Example::near_miss(
            "Two sides of one thing",
            Input::Yaml(&[
                Change {
                    from: "      - holds: Like an electric",
                    to: "      - maps_to: The lid of a kettle\n        holds: Like an electric",
                },
                Change {
                    from: "      - holds: Like a garden",
                    to: "      - maps_to: The spout of a kettle\n        holds: Like a garden",
                },
            ]),
        ),
        Example::near_miss(
            "Two analogies of one regime",
            Input::Yaml(&[Change {
                from: "      - holds: Like a garden, it belongs to whoever looks after it.\n",
                to: "      - maps_to: A garden\n        holds: It wants water.\n        where_it_breaks: A garden takes rain, and a \
                     culture drowns in what it did not ask for.\n      - maps_to: A garden\n        holds: It belongs to whoever looks after it.\n",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let mut seen = HashMap::new();
    for regime in lesson.regimes() {
        for maps_to in regime.analogies().filter_map(|analogy| analogy.maps_to.present()) {
            let key = without_small_words(maps_to, context.words());
            let (first, span) = *seen.entry(key).or_insert((regime.place.node, maps_to.place.span));
            if first != regime.place.node {
                context
                    .report(
                        maps_to.place,
                        format!("{} maps to the same thing as another regime", regime.title()),
                    )
                    .help("liken it to something else, or say which side of the thing it is like")
                    .label(span, "the first to map to it");
            }
        }
    }
}

/// Equal for texts that differ only in articles and the like; of those alone, every word counts.
fn without_small_words(text: &str, table: &Words) -> u64 {
    let mut carried = content(text, table).map(|(word, _)| word.text).peekable();
    if carried.peek().is_none() {
        return hash(text);
    }
    hash(&carried.collect::<Vec<_>>().join(" "))
}
