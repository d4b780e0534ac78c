use lesson_findings::{Family, Severity};
use lesson_model::{Dimension, Spanned, Text};

use crate::text::count;
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A cell that outgrows its row.
pub(crate) static RULE: Rule = Rule {
    code: "R018",
    name: "lopsided-cell",
    family: Family::Regimes,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A cell is very long, or many times as long as the others of its row.",
    why: "A table is read across. A cell that tells a story stops the eye, and makes its regime look like the one that \
          matters.",
    remedy: "Keep in the cell what answers the row's question, and move the rest below the table.",
    leaves_alone: "A cell of fewer than ten words, however short its neighbours are.",
    fixes: &[],
    options: &[
        RuleOption {
            name: "words",
            about: "How many words a cell may have, whatever the others have.",
            default: OptionValue::Count(40),
        },
        RuleOption {
            name: "times",
            about: "How many times as long as its row's median a cell may be.",
            default: OptionValue::Count(6),
        },
    ],
    check: Check::Dimension(check),
    examples: &[
        Example::bad(
            "A story in a cell",
            Input::Yaml(&[Change { from: "sourdough: A feeding every day, holidays included", to: STORY }]),
            &["33:20"],
        ),
        Example::good("What answers the question", Input::Yaml(&[])),
        Example::case(
            "Longer than is asked for",
            Input::Markdown(&[Change {
                from: "| One visit to the shop |",
                to: "| One visit to the shop at the corner |",
            }]),
            &["44:12"],
        )
        .under("[rules]\nlopsided-cell = { words = 7 }"),
        Example::case(
            "Many times as long as the others",
            Input::Yaml(&[
                Change { from: "yeast: One visit to the shop", to: "yeast: Little" },
                Change {
                    from: "sourdough: A feeding every day, holidays included",
                    to: "sourdough: A feeding every day, on holidays and Sundays too, by hand",
                },
            ]),
            &["33:20"],
        )
        .under("[rules]\nlopsided-cell = { times = 1 }"),
        Example::near_miss(
            "A cell of a few words beside one of a word",
            Input::Yaml(&[Change { from: "yeast: One visit to the shop", to: "yeast: Hardly" }]),
        ),
    ],
};

const STORY: &str = "sourdough: A feeding every day, holidays included, with flour of the same kind and water of the same \
    warmth, by somebody who knows how it should smell, looks at it in the morning and again at night, and writes down \
    what was done to it and when";

/// In words; below that, a cell is no story.
const SHORTEST: usize = 10;

fn check(dimension: &Spanned<Dimension>, context: &mut Context<'_>) {
    let Some(cells) = dimension.cells.present() else { return };
    let texts = context.cells(cells).filter_map(|slot| slot.present());
    let lengths: Vec<(&Spanned<Text>, usize)> = texts.map(|text| (text, count(text))).collect();
    let median = twice_the_median(lengths.iter().map(|&(_, length)| length).collect());
    let (most, times) = (context.count("words"), context.count("times"));
    for (text, length) in lengths {
        let outgrows = length >= SHORTEST && 2 * length > median.saturating_mul(times);
        if length <= most && !outgrows {
            continue;
        }
        let message = if length > most {
            format!("this cell has {length} words")
        } else {
            format!("this cell has {length} words, over {times} times the median of its row")
        };
        context
            .report(text.place, message)
            .help("keep what answers the row's question, and move the rest below the table");
    }
}

fn twice_the_median(mut lengths: Vec<usize>) -> usize {
    lengths.sort_unstable();
    let middle = lengths.len() / 2;
    let at = |index: usize| lengths.get(index).copied().unwrap_or(0);
    if lengths.len() % 2 == 1 { 2 * at(middle) } else { at(middle) + at(middle.wrapping_sub(1)) }
}
