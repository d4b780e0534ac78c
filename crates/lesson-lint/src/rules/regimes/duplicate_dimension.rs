use std::collections::HashMap;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Place, Spanned};
use lesson_text::fold;

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Two rows that are the same dimension.
pub(crate) static RULE: Rule = Rule {
    code: "R005",
    name: "duplicate-dimension",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "Two rows of the comparison are the same dimension, by id or by name.",
    why: "Two rows under one name answer one question twice, and sooner or later differently; the learner \
          remembers whichever they read last.",
    remedy: "Merge the two rows, or rename one after the question that it really answers.",
    leaves_alone: "Names that share a word, such as \"Cost to build\" and \"Cost to run\".",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Two rows about time",
            Input::Yaml(&[Change {
                from: "    - name: Effort\n      cells:\n",
                to: "    - name: time\n      cells:\n",
            }]),
            &["30:13"],
        ),
        Example::good(
            "Two rows about two times",
            Input::Yaml(&[
                Change { from: "time, effort and taste", to: "time, time at work and taste" },
                Change {
                    from: "    - name: Effort\n      cells:\n",
                    to: "    - name: Time at work\n      cells:\n",
                },
            ]),
        ),
        Example::case(
            "Two rows of a Markdown table",
            Input::Markdown(&[Change { from: "| Effort | One", to: "| Time | One" }]),
            &["44:3"],
        ),
        Example::near_miss(
            "Two rows whose names share their first word",
            Input::Markdown(&[
                Change { from: "time, effort and taste", to: "time, time to buy and taste" },
                Change { from: "| Effort | One", to: "| Time to buy | One" },
            ]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let rows = lesson.dimensions().map(|dimension| Named {
        id: dimension.slug(),
        name: dimension.name.present().map(|name| fold(name)),
        title: dimension.title(),
        place: dimension.id.present().map(|id| id.place).or(dimension.name.present().map(|name| name.place)),
    });
    for (first, second) in duplicates(&rows.collect::<Vec<_>>()) {
        let Some(place) = second.place else { continue };
        let draft = context.report(place, format!("the comparison has two rows for {}", second.title));
        draft.help("merge the two rows, or rename one after the question that it answers");
        if let Some(place) = first.place {
            draft.label(place.span, "the first of them");
        }
    }
}

/// Something with an id and a name.
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) name: Option<String>,
    pub(crate) title: String,
    pub(crate) place: Option<Place>,
}

/// Each that has the id or the name of an earlier one, with that one.
pub(crate) fn duplicates(all: &[Named]) -> Vec<(&Named, &Named)> {
    let mut seen: HashMap<(bool, &str), &Named> = HashMap::with_capacity(2 * all.len());
    let mut pairs = Vec::new();
    for named in all {
        let id = Some((true, named.id.as_str())).filter(|(_, id)| !id.is_empty());
        let keys = [id, named.name.as_deref().map(|name| (false, name))];
        let first = keys.iter().flatten().find_map(|key| seen.get(key)).copied();
        for key in keys.into_iter().flatten() {
            seen.entry(key).or_insert(named);
        }
        pairs.extend(first.map(|first| (first, named)));
    }
    pairs
}
