use jiff::ToSpan;
use jiff::civil::Date;
use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};

use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A figure that is older than its course allows.
pub(crate) static RULE: Rule = Rule {
    code: "C003",
    name: "figure-stale",
    family: Family::Figures,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A figure is older than the course's `figures.max_age_months` allows, by the day of the run.",
    why: "Prices and times move. A learner quotes last year's number with this year's confidence, and is corrected by \
          the customer.",
    remedy: "Look the number up again, then renew `as_of`, and the value where it has changed.",
    leaves_alone: "Figures without a date, of which another rule speaks, and every figure where the course sets no \
                   age. `--today` sets the day.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A price from two years ago",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: OLD }]),
            &["3:39"],
        )
        .in_course(COURSE),
        Example::good(
            "A price that was looked up last summer",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: RECENT }]),
        )
        .in_course(COURSE),
        Example::case(
            "One day too old, in front matter",
            Input::Markdown(&[Change {
                from: "# Lesson 1",
                to: "---\nfigures:\n  - id: loaf-price\n    value: 4.50\n    as_of: '2025-01-30'\n    source: The price list\n---\n\n# Lesson 1",
            }]),
            &["5:12"],
        )
        .in_course(COURSE),
        Example::near_miss(
            "To the day as old as is allowed",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\nfigures:\n  - {id: loaf-price, value: 4.50, as_of: 2025-01-31, source: The price list}\n",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss("No course", Input::Yaml(&[Change { from: "lesson: 1\n", to: OLD }])),
        Example::near_miss(
            "A course that sets no age",
            Input::Yaml(&[Change { from: "lesson: 1\n", to: OLD }]),
        )
        .in_course("id: bread\ntitle: Bread\n"),
        Example::near_miss(
            "A lesson of another course",
            Input::Yaml(&[Change {
                from: "lesson: 1\n",
                to: "lesson: 1\ncourse: pastry\nfigures:\n  - {id: loaf-price, value: 4.50, as_of: 2024-01-15, source: The list}\n",
            }]),
        )
        .in_course(COURSE),
    ],
};

const COURSE: &str = "id: bread\ntitle: Bread\nfigures:\n  max_age_months: 12\n";
const OLD: &str =
    "lesson: 1\nfigures:\n  - {id: loaf-price, value: 4, as_of: 2024-01-15, source: The price list}\n";
const RECENT: &str =
    "lesson: 1\nfigures:\n  - {id: loaf-price, value: 4, as_of: 2025-07-15, source: The price list}\n";

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(today) = context.surroundings.today else { return };
    let rules = context.course.and_then(|course| course.figures.present());
    let Some(most) = rules.and_then(|rules| rules.max_age_months.present()).map(|most| most.0) else {
        return;
    };
    let Ok(months) = i32::try_from(most) else { return };
    let figures = lesson.figures.present().into_iter().flat_map(|figures| figures.present());
    for as_of in figures.filter_map(|figure| figure.as_of.present()) {
        let Ok(day) = as_of.trim().parse::<Date>() else { continue };
        // A day so late that no calendar holds it is never reached.
        if day.checked_add(months.months()).is_ok_and(|last| last < today) {
            context
                .report(as_of.place, format!("the figure is of {day}, more than {} old", in_months(most)))
                .help("look it up again, and renew `as_of`, and the value where it has changed");
        }
    }
}

fn in_months(count: u64) -> String {
    if count == 1 { "a month".to_owned() } else { format!("{count} months") }
}
