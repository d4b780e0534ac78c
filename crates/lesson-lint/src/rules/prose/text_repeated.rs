use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::NodeId;

use crate::rules::regimes::regime_part_missing::PARTS;
use crate::text::{Reading, Repeats, has_at_least, sentences};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// A sentence that stands in the lesson twice.
pub(crate) static RULE: Rule = Rule {
    code: "P002",
    name: "text-repeated",
    family: Family::Prose,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The same sentence stands in the lesson's text twice.",
    why: "A learner who reads a sentence again looks for what is new in it. Mostly it was copied and one of the two places \
          was meant to say something else.",
    remedy: "Keep it where it is needed, and say there what the other place was to say.",
    leaves_alone: "Short sentences, cells and lines to say, which may echo the text, and a part that is the same for two \
                   regimes, of which `copied-part` speaks. Case, punctuation and blanks make no difference.",
    fixes: &[],
    options: &[RuleOption {
        name: "words",
        about: "How many words the sentence has at the least.",
        default: OptionValue::Count(8),
    }],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "In the lead and in a note",
            Input::Yaml(&[Change {
                from: "field_guide:\n",
                to: "  notes: The second day decides. Every loaf on the shelf was raised with yeast or with sourdough, and the price \
                     tells you which.\nfield_guide:\n",
            }]),
            &["38:34"],
        ),
        Example::good("Each says something of its own", Input::Yaml(&[])),
        Example::case(
            "In two parts, wrapped at another place",
            Input::Markdown(&[Change {
                from: "**What makes it distinct:** It is slow, and no two bakeries have the same.",
                to: "**What makes it distinct:** It is slow. Wild cells and bacteria work together for a day and make\nacid as well as gas!",
            }]),
            &["29:41"],
        ),
        Example::near_miss(
            "A cell and a line to say that echo the text",
            Input::Yaml(&[
                Change {
                    from: "sourdough: A day, most of it waiting",
                    to: "sourdough: It is slow, and no two bakeries have the same.",
                },
                Change {
                    from: "do_say: Ours takes a day instead of two hours, and you can taste it.",
                    to: "do_say: It is slow, and no two bakeries have the same.",
                },
            ]),
        ),
        Example::near_miss(
            "A short sentence",
            Input::Yaml(&[
                Change {
                    from: "what_makes_it_distinct: It is fast, and",
                    to: "what_makes_it_distinct: It takes what it takes. It is fast, and",
                },
                Change {
                    from: "what_makes_it_distinct: It is slow, and",
                    to: "what_makes_it_distinct: It takes what it takes. It is slow, and",
                },
            ]),
        ),
        Example::near_miss(
            "Two sentences that begin alike",
            Input::Yaml(&[
                Change {
                    from: "what_makes_it_distinct: It is fast, and",
                    to: "what_makes_it_distinct: Nobody who has tasted both of them confuses it with sourdough. It is fast, and",
                },
                Change {
                    from: "what_makes_it_distinct: It is slow, and",
                    to: "what_makes_it_distinct: Nobody who has tasted both of them confuses it with yeast. It is slow, and",
                },
            ]),
        ),
    ],
};

/// The fields that hold the lesson's own text.
const BODY: [&str; 8] = ["lead", "holds", "where_it_breaks", "intro", "notes", "x-prose", "text", "why"];

fn check(_: &Spanned<Lesson>, context: &mut Context<'_>) {
    let table = context.words();
    let least = context.count("words").max(1);
    let copied = context.speaks("R019");
    let tree = context.tree();
    let mut seen: Repeats<(NodeId, Range<usize>)> = Repeats::default();
    let mut parts: [Repeats<NodeId>; 4] = Default::default();
    let mut again: Vec<[(NodeId, Range<usize>); 2]> = Vec::new();
    for Reading { field, node, text, .. } in context.texts().iter() {
        let part = PARTS.iter().position(|&part| part == field.key);
        if part.is_none() && !BODY.contains(&field.key) {
            continue;
        }
        let parts = part.and_then(|part| parts.get_mut(part)).filter(|_| copied);
        if parts.and_then(|parts| parts.meet(text, node, |&first| tree.text(first))).is_some() {
            continue;
        }
        let fenced = memchr::memchr(b'`', text.as_bytes()).is_some();
        let (mut fences, mut seen_to) = (0, 0);
        for range in sentences(text, table) {
            if fenced {
                fences += text.get(seen_to..range.start).unwrap_or_default().matches("```").count();
                seen_to = range.start;
            }
            // A word and the blank after it have two bytes at the least.
            let sentence = text.get(range.clone()).unwrap_or_default();
            let is_code = fences % 2 == 1;
            if is_code || sentence.len() + 1 < 2 * least || sentence.starts_with('|') {
                continue;
            }
            let name = (node, range.clone());
            let first = seen.meet(sentence, name, |(node, range)| {
                tree.text(*node).get(range.clone()).unwrap_or_default()
            });
            if let Some(first) = first.filter(|_| has_at_least(sentence, least)) {
                again.push([first, (node, range)]);
            }
        }
    }
    for [(first, place), (node, range)] in again {
        let (here, there) = (context.part(node, range), context.part(first, place));
        context
            .report_span(node, here, "this sentence stands in the lesson already")
            .help("keep it where it is needed, and say here what this place is for")
            .label(there, "the first time");
    }
}
