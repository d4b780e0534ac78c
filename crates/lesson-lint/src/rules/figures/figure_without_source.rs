use lesson_findings::{Family, Severity};
use lesson_model::{Absence, Figure, Lesson, Spanned, Void};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A declared figure without source or date.
pub(crate) static RULE: Rule = Rule {
    code: "C002",
    name: "figure-without-source",
    family: Family::Figures,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A declared figure has no source, or no date.",
    why: "A learner who is asked where the number comes from, or how old it is, has no answer, and nobody who keeps \
          the course can look it up again.",
    remedy: "Add `source` and `as_of`: where the number stands, and the day on which it stood there.",
    leaves_alone: "Numbers in the prose that `figures` does not declare, and figures of which a part could not be read.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A price from nowhere",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - id: loaf-price\n    value: 4.50\n    unit: EUR\n    as_of: 2026-01-05\n",
            }]),
            &["3:5"],
        ),
        Example::good(
            "The same price with its source",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - id: loaf-price\n    value: 4.50\n    unit: EUR\n    as_of: 2026-01-05\n    \
                     source: The price list of the bakers' guild\n",
            }]),
        ),
        Example::case(
            "Neither source nor date is one finding",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - {id: loaf-price, value: 4.50}\n",
            }]),
            &["3:5"],
        ),
        Example::case(
            "A source that is still to be found",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - {id: loaf-price, value: 4.50, as_of: 2026-01-05, source: TBD}\n",
            }]),
            &["3:62"],
        ),
        Example::case(
            "A date that was left open, in front matter",
            Input::Markdown(&[Change {
                from: "# Lesson 1",
                to: "---\nfigures:\n  - id: rise\n    value: 2\n    unit: hours\n    source: The yeast packet\n    as_of:\n---\n\n# Lesson 1",
            }]),
            &["7:11"],
        ),
        Example::near_miss(
            "A number in the prose that nobody declared",
            Input::Yaml(&[Change {
                from: "the price tells you which",
                to: "the price, from 4.50 upwards, tells you which",
            }]),
        ),
        Example::near_miss(
            "A source that is a person",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - {id: rise, value: 2, unit: hours, as_of: 2026-01-05, source: Our own baker}\n",
            }]),
        ),
        Example::near_miss(
            "A date that could not be read was reported already",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: "lesson: 1\nfigures: []\n" }]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let figures = lesson.figures.present().into_iter().flat_map(|figures| figures.present());
    for figure in figures {
        let (source, date) = (figure.source.absent(), figure.as_of.absent());
        let (what, help) = match (source, date) {
            (Some(_), Some(_)) => ("neither source nor date", "add `source` and `as_of`"),
            (Some(_), None) => ("no source", "add `source`: where a reader can look it up"),
            (None, Some(_)) => ("no date", "add `as_of`: the day on which the number was right"),
            (None, None) => continue,
        };
        let missing = [source, date].into_iter().flatten();
        let written = missing.clone().find(|absence: &&Absence| absence.void != Void::Missing);
        let Some(absence) = written.or(missing.into_iter().next()) else { continue };
        context
            .report(absence.place, format!("{} has {what}", title(figure)))
            .help(help)
            .about(absence.field.key);
    }
}

fn title(figure: &Figure) -> String {
    figure.id.present().map_or_else(|| "a figure".to_owned(), |id| format!("the figure `{}`", &***id))
}
