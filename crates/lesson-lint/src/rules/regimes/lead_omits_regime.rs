use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, RegimeNames, Spanned, Words};

use crate::text::{Beginnings, MOST_NAMES, Mentions, stems};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A lead that announces only some of what follows.
pub(crate) static RULE: Rule = Rule {
    code: "R015",
    name: "lead-omits-regime",
    family: Family::Regimes,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The lead names some of the regimes and not others.",
    why: "The lead tells the learner what to tell apart. A regime that it leaves out looks like an afterthought, or like \
          a part of one that it names.",
    remedy: "Name every regime in the lead, or none.",
    leaves_alone: "A lead that names no regime, and one that names them by a word of their own: \"fixed or variable\" names \
                   both kinds of mortgage.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "One of two regimes",
            Input::Yaml(&[Change {
                from: "was raised with yeast or with sourdough, and the price",
                to: "was raised with yeast or in another way, and the price",
            }]),
            &["3:47"],
        ),
        Example::good("Both regimes", Input::Yaml(&[])),
        Example::near_miss(
            "No regime",
            Input::Markdown(&[Change {
                from: "was raised with yeast or with sourdough, and the price",
                to: "was raised in one way or another, and the price",
            }]),
        ),
        Example::near_miss(
            "Only what somebody does or is, and no name",
            Input::Yaml(&[
                Change { from: "    name: Yeast\n", to: "    name: Fermentation\n" },
                Change {
                    from: "was raised with yeast or with sourdough, and the price",
                    to: "was fermented by somebody, and the price",
                },
            ]),
        ),
        Example::near_miss(
            "Regimes in other forms of their names",
            Input::Yaml(&[Change {
                from: "was raised with yeast or with sourdough, and the price",
                to: "was raised with yeasts or as SOURDOUGHS, and the price",
            }]),
        ),
        Example::near_miss(
            "Regimes by the words that tell them apart",
            Input::Yaml(&[
                Change { from: "    name: Yeast\n", to: "    name: Yeast dough\n" },
                Change { from: "    name: Sourdough\n", to: "    name: Wild dough\n" },
                Change {
                    from: "was raised with yeast or with sourdough, and the price",
                    to: "was raised as a yeast dough or a wild one, and the price",
                },
            ]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(lead) = lesson.lead.present() else { return };
    let whole = lesson.regimes.present().is_some_and(|regimes| regimes.is_whole());
    // Of more names than anybody teaches, not all are looked for.
    if !whole || context.names.spellings().count() > MOST_NAMES {
        return;
    }
    let words = context.words();
    let written = Beginnings::of([&***lead], words);
    let may_be_named = |name: &str| crate::text::words(name).all(|word| written.may_have(word.text));
    if !context.names.spellings().any(may_be_named) {
        return;
    }
    let found = Mentions::new(context.names, words).find(lead);
    // "A mediator" is no mediation: of a lead in which no name stands, nothing is said.
    let is_name = |(index, range): &&(usize, Range<usize>)| {
        let written = lead.get(range.clone()).unwrap_or_default();
        [written, written.trim_end_matches('s')].iter().any(|name| context.names.find(name) == Some(*index))
    };
    let Some((_, first)) = found.iter().find(is_name) else { return };
    let named: BTreeSet<usize> = found.iter().map(|&(index, _)| index).collect();
    if context.matrix.regimes.iter().all(|regime| named.contains(&regime.index)) {
        return;
    }
    let said = stems(lead, words);
    let joined: String = lesson_text::slug(lead).replace('-', "");
    let own = own_stems(context.names, words);
    let hinted = |index: usize| {
        let by_word = own.get(&index).is_some_and(|own| own.iter().any(|stem| said.contains(&**stem)));
        let spelled = |name: &str| {
            let one = lesson_text::slug(name).replace('-', "");
            context.names.find(name) == Some(index) && one.len() >= SHORTEST_JOINED && joined.contains(&one)
        };
        by_word || context.names.spellings().any(spelled)
    };
    let omitted = |index: &usize| !named.contains(index) && !hinted(*index);
    let titles: Vec<String> = lesson.regimes().map(|regime| regime.title()).collect();
    let title = |index: &usize| titles.get(*index).map(String::as_str).filter(|title| !title.is_empty());
    let missing: Vec<usize> =
        context.matrix.regimes.iter().map(|regime| regime.index).filter(omitted).collect();
    if missing.is_empty() {
        return;
    }
    let list = |all: Vec<&str>| all.join(", ");
    let message = format!(
        "the lead names {} and leaves out {}",
        list(named.iter().filter_map(title).collect()),
        list(missing.iter().filter_map(title).collect())
    );
    context
        .report_span(lead.node(), lead.part(first.clone()), message)
        .help("name every regime in the lead, or none");
}

/// In bytes; a shorter name may well stand inside of other words.
const SHORTEST_JOINED: usize = 5;

/// For each regime the stems in its names that no other regime's names hold.
fn own_stems(names: &RegimeNames, words: &Words) -> BTreeMap<usize, BTreeSet<String>> {
    let mut owners: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for name in names.spellings() {
        let Some(index) = names.find(name) else { continue };
        for stem in stems(name, words) {
            owners.entry(stem.into_owned()).or_default().insert(index);
        }
    }
    let mut own: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (stem, indices) in owners {
        if let (Some(&index), 1) = (indices.first(), indices.len()) {
            own.entry(index).or_default().insert(stem);
        }
    }
    own
}
