use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Dimension, Lesson, Place, Spanned, Text, Words};
use lesson_text::fold;

use crate::text::{find_list, is_alike, stems, words};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// Dimensions that are announced by other names than the rows have.
pub(crate) static RULE: Rule = Rule {
    code: "R003",
    name: "promised-dimension-missing",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The comparison's intro lists its dimensions, and the list and the rows do not agree.",
    why: "The learner reads the list as the table of contents of the table. A dimension that is announced and not found, \
          or found under another name, costs them the trust that the rows are the ones that matter.",
    remedy: "Call each dimension the same in the list and in its row, and list them all.",
    leaves_alone: "Other endings of the same words, a list that says that it names only some (\"such as\"), and an intro that \
                   lists nothing. A row and a promise that are left over are one finding.",
    fixes: &[],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "A dimension under another name",
            Input::Yaml(&[Change {
                from: "which are time, effort and taste.",
                to: "which are time, effort and flavour.",
            }]),
            &["24:73"],
        ),
        Example::good("The names of the rows", Input::Yaml(&[])),
        Example::case(
            "A row that the list leaves out",
            Input::Markdown(&[Change {
                from: "three dimensions, which are time, effort and taste.",
                to: "these dimensions: time and taste.",
            }]),
            &["44:3"],
        ),
        Example::case(
            "A dimension that no row has",
            Input::Yaml(&[Change {
                from: "three dimensions, which are time, effort and taste.",
                to: "their dimensions (time, effort, cost, and taste).",
            }]),
            &["24:60"],
        ),
        Example::case(
            "Items of a list",
            Input::Markdown(&[Change {
                from: "The two differ on three dimensions, which are time, effort and taste.",
                to: "The two differ on three dimensions:\n\n- Time\n- Effort\n- Price",
            }]),
            &["43:3"],
        ),
        Example::near_miss(
            "Other endings and small words",
            Input::Yaml(&[Change {
                from: "The two differ on three dimensions, which are time, effort and taste.",
                to: "\"Three dimensions that bakers care about: the timing, the efforts, and what it tastes of.\"",
            }]),
        ),
        Example::near_miss(
            "Another form of the word, which keeps its ending",
            Input::Yaml(&[
                Change { from: "    - name: Taste\n", to: "    - name: Accuracy\n" },
                Change {
                    from: "which are time, effort and taste.",
                    to: "which are time, effort and how accurate it is.",
                },
            ]),
        ),
        Example::near_miss(
            "Only some of them",
            Input::Yaml(&[Change {
                from: "three dimensions, which are time, effort and taste.",
                to: "dimensions such as time and taste.",
            }]),
        ),
        Example::near_miss(
            "No list after the word",
            Input::Yaml(&[Change {
                from: "three dimensions, which are time, effort and taste.",
                to: "dimensions that map to what a customer asks, weighs and pays for. Time comes first, then effort, then the mouth.",
            }]),
        ),
        Example::near_miss(
            "A sentence after a colon",
            Input::Yaml(&[Change {
                from: "The two differ on three dimensions, which are time, effort and taste.",
                to: "\"They differ on several dimensions: a customer sees the price, and the baker sees the clock.\"",
            }]),
        ),
        Example::near_miss(
            "The question of a row",
            Input::Yaml(&[
                Change {
                    from: "which are time, effort and taste.",
                    to: "which are time, effort and flavour.",
                },
                Change {
                    from: "    - name: Taste\n",
                    to: "    - name: Taste\n      question: Which flavour has it?\n",
                },
            ]),
        ),
    ],
};

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let Some(comparison) = lesson.comparison.present() else { return };
    let (Some(intro), Some(dimensions)) = (comparison.intro.present(), comparison.dimensions.present())
    else {
        return;
    };
    // Which of two rows under one name was meant, or what a row without one is called, nobody knows.
    let named = dimensions.present().all(|row| row.name.present().is_some());
    let ids: BTreeSet<&str> = context.matrix.rows.iter().map(|row| row.id.as_str()).collect();
    if !dimensions.is_whole() || !named || ids.is_empty() || ids.len() < dimensions.present().count() {
        return;
    }
    let table = context.words();
    let Some(list) = find_list(intro, table) else { return };
    let rows: Vec<Row<'_>> = dimensions.present().map(|dimension| Row::new(dimension, table)).collect();
    let promised: Vec<Names<'_>> =
        list.items.iter().filter_map(|item| Some(Names::new(intro.get(item.clone())?, table))).collect();
    let mut kept = vec![false; rows.len()];
    let mut broken: Vec<usize> = Vec::new();
    for (item, names) in promised.iter().enumerate() {
        let keeping: Vec<usize> =
            (0..rows.len()).filter(|&row| rows.get(row).is_some_and(|row| row.is(names))).collect();
        if keeping.is_empty() {
            broken.push(item);
        }
        keeping.into_iter().filter_map(|row| kept.get_mut(row).map(|kept| *kept = true)).for_each(drop);
    }
    // What hardly any row answers to is no list of dimensions, unless it has as many items as there are.
    let mostly = 2 * broken.len() <= promised.len();
    let counted = promised.len() == rows.len() || list.number == u64::try_from(promised.len()).ok();
    if !(mostly || list.introduced && counted) {
        return;
    }
    let mut free: Vec<usize> = (0..rows.len()).filter(|&row| kept.get(row) == Some(&false)).collect();
    for item in broken {
        // The row at the same place in the order is the likely one, else the first that is left over.
        let likely = free.iter().position(|&row| row == item).or((!free.is_empty()).then_some(0));
        let likely = likely.map(|at| free.remove(at)).and_then(|row| rows.get(row));
        if let (Some(range), Some(names)) = (list.items.get(item), promised.get(item)) {
            report_promise(intro, range.clone(), names.text, likely, context);
        }
    }
    let left_out = if list.is_partial { Vec::new() } else { free };
    for row in left_out.into_iter().filter_map(|row| rows.get(row)) {
        context
            .report(
                row.place(),
                format!("the intro lists the dimensions and leaves out {}", row.dimension.title()),
            )
            .help("add it to the list, or call both the same")
            .label(intro.part(list.range()), "the list");
    }
}

fn report_promise(
    intro: &Text,
    range: Range<usize>,
    name: &str,
    likely: Option<&Row<'_>>,
    context: &mut Context<'_>,
) {
    let message = format!("the intro promises the dimension \"{name}\", and no row is called that");
    let draft = context.report_span(intro.node(), intro.part(range), message);
    match likely {
        Some(row) => draft
            .help(format!("if the row {} is meant, call both the same", row.dimension.title()))
            .label(row.place().span, "perhaps this row is meant"),
        None => draft.help("add the row, or take it out of the list"),
    };
}

/// A name with what it is compared by.
struct Names<'a> {
    text: &'a str,
    stems: BTreeSet<Cow<'a, str>>,
    /// All its words, where none of them carries meaning.
    small: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn new(text: &'a str, table: &'a Words) -> Self {
        let stems = stems(text, table);
        let small = if stems.is_empty() {
            words(text).map(|word| fold(word.text)).collect()
        } else {
            BTreeSet::new()
        };
        Self { text, stems, small }
    }

    /// By a word that carries meaning; names of nothing but small words by one of those.
    fn is(&self, other: &Names<'_>) -> bool {
        is_alike(self.text, other.text)
            || self.stems.iter().any(|own| other.stems.iter().any(|stem| is_one_word(own, stem)))
            || !self.small.is_disjoint(&other.small)
    }
}

/// Whether two stems are of one word: "accurate" and "accuracy" keep different endings.
fn is_one_word(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    one == other || same >= SAME_WORD
}

/// So many letters at their beginning do different words rarely share.
const SAME_WORD: usize = 5;

/// A row by its name, id and question.
struct Row<'a> {
    dimension: &'a Spanned<Dimension>,
    names: Vec<Names<'a>>,
}

impl<'a> Row<'a> {
    fn new(dimension: &'a Spanned<Dimension>, table: &'a Words) -> Self {
        let name = dimension.name.present().map(|name| &***name);
        let id = dimension.id.present().map(|id| &***id);
        let question = dimension.question.present().map(|question| &***question);
        let names = [name, id, question].into_iter().flatten();
        Self { dimension, names: names.map(|name| Names::new(name, table)).collect() }
    }

    fn is(&self, names: &Names<'_>) -> bool {
        self.names.iter().any(|own| own.is(names))
    }

    fn place(&self) -> Place {
        self.dimension.name.present().map_or(self.dimension.place, |name| name.place)
    }
}
