use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Dimension, Lesson, MapKey, Spanned, Text, is_for_other_tools};
use lesson_syntax::{Form, did_you_mean};
use lesson_text::{Edit, Span};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A cell, column or `regimes:` entry that names no declared regime.
pub(crate) static RULE: Rule = Rule {
    code: "R002",
    name: "unknown-regime",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A cell, a table column or an entry of `regimes:` names no declared regime.",
    why: "The learner meets a regime in the comparison that the lesson never taught, or misses one that it did: \
          the cell under a misspelled name belongs to nobody.",
    remedy: "Use the regime's id or name, or declare the regime. Other spellings can be listed under `aka`.",
    leaves_alone: "Names that differ from a regime's id, name or `aka` only by case, quotes or hyphens, and every \
                   name while a regime could not be read.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The cell's regime is misspelled",
            Input::Yaml(&[Change {
                from: "        sourdough: A feeding every day, holidays included\n",
                to: "        sourdoh: A feeding every day, holidays included\n",
            }]),
            &["33:9"],
        ),
        Example::good(
            "The cell uses another spelling that the regime lists",
            Input::Yaml(&[
                Change { from: "    name: Sourdough\n", to: "    name: Sourdough\n    aka: [leaven]\n" },
                Change {
                    from: "        sourdough: A feeding every day, holidays included\n",
                    to: "        leaven: A feeding every day, holidays included\n",
                },
            ]),
        ),
        Example::case(
            "A third column",
            Input::Yaml(&[Change {
                from: "        sourdough: A day, most of it waiting\n",
                to: "        sourdough: A day, most of it waiting\n        baking-powder: Minutes\n",
            }]),
            &["30:9"],
        ),
        Example::case(
            "A line about a regime that there is not",
            Input::Yaml(&[Change {
                from: "    - dont_say: Ours is the healthier bread\n",
                to: "    - dont_say: Ours is the healthier bread\n      regimes: [sourdough, rye]\n",
            }]),
            &["42:28"],
        ),
        Example::case(
            "A misspelled column of a Markdown table is one finding",
            Input::Markdown(&[Change {
                from: "| Dimension | Yeast | Sourdough |",
                to: "| Dimension | Yeast | Sourdogh |",
            }]),
            &["41:23"],
        ),
        Example::case(
            "A column of another name, whatever it begins with",
            Input::Markdown(&[
                Change { from: "| Yeast | Sourdough |", to: "| Yeast | Sourdough | X-ray |" },
                Change { from: "most of it waiting |", to: "most of it waiting | A second |" },
                Change { from: "holidays included |", to: "holidays included | None |" },
                Change { from: "on the second day |", to: "on the second day | None |" },
            ]),
            &["41:35"],
        ),
        Example::near_miss(
            "Keys of other tools beside the cells",
            Input::Yaml(&[Change {
                from: "        sourdough: A feeding every day, holidays included\n",
                to: "        sourdough: A feeding every day, holidays included\n        x-seen: [5]\n        $schema: none\n",
            }]),
        ),
        Example::near_miss(
            "Case, quotes and hyphens do not matter",
            Input::Yaml(&[Change {
                from: "        sourdough: A feeding every day, holidays included\n",
                to: "        \"SOURDOUGH\": A feeding every day, holidays included\n",
            }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    if !regimes_are_known(lesson) {
        return;
    }
    for dimension in lesson.dimensions() {
        let unknown: Vec<&MapKey> = unknown_keys(dimension, context).collect();
        for key in unknown {
            report(context, &key.name, key.span);
        }
    }
    for line in lesson.field_lines() {
        for name in line.regimes.present().into_iter().flat_map(|regimes| regimes.present()) {
            if context.names.find(name).is_none() {
                report(context, name, name.place.span);
            }
        }
    }
}

/// Whether every regime could be read, so that a name that is none of theirs is nobody's.
fn regimes_are_known(lesson: &Lesson) -> bool {
    let regimes = lesson.regimes.present();
    let named =
        |regime: &Spanned<lesson_model::Regime>| !regime.name.is_malformed() && !regime.id.is_malformed();
    regimes.is_some_and(|regimes| regimes.is_whole() && regimes.present().next().is_some())
        && lesson.regimes().all(named)
}

fn unknown_keys<'d>(dimension: &'d Dimension, context: &Context<'_>) -> impl Iterator<Item = &'d MapKey> {
    let keys =
        dimension.cells.present().into_iter().flat_map(|cells| cells.entries.iter().map(|(key, _)| key));
    // A column of Markdown is the author's, whatever its name.
    let free = |key: &MapKey| context.tree().form() == Form::Yaml && is_for_other_tools(&key.name);
    keys.filter(move |key| context.names.find(&key.name).is_none() && !free(key))
}

/// The regimes, counted from 0, that misspelled keys of a dimension probably mean. This rule speaks of
/// them; that their cells are missing is the same fault.
pub(crate) fn meant_regimes(lesson: &Lesson, dimension: &Dimension, context: &Context<'_>) -> Vec<usize> {
    if !regimes_are_known(lesson) {
        return Vec::new();
    }
    let meant = |key: &MapKey| context.names.find(did_you_mean(&key.name, context.names.spellings())?);
    unknown_keys(dimension, context).filter_map(meant).collect()
}

fn report(context: &mut Context<'_>, name: &Text, span: Span) {
    // In Markdown the text of a column's key is made; what the author wrote stands at its place.
    let form = context.tree().form();
    let written = match form {
        Form::Yaml => name.trim().to_owned(),
        Form::Markdown => context.tree().source().slice(span).trim().to_owned(),
    };
    let names = context.names;
    let meant = did_you_mean(name, names.spellings()).and_then(|meant| names.find(meant));
    let meant = meant.and_then(|index| context.lesson.regimes().nth(index)).map(|regime| match form {
        Form::Yaml => regime.slug(),
        Form::Markdown => regime.title(),
    });
    let known: Vec<String> = context.lesson.regimes().map(|regime| regime.title()).collect();
    let draft = context.report_span(name.node(), span, format!("`{written}` is no regime of this lesson"));
    match meant {
        Some(meant) => draft.help(format!("did you mean `{meant}`?")).fix(
            format!("write `{meant}`"),
            Applicability::Suggested,
            vec![Edit::replace(span, meant)],
        ),
        None => draft.help(format!("the regimes are {}", known.join(", "))),
    };
}
