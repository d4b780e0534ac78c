use std::collections::BTreeSet;
use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Dimension, Lesson, Spanned, Text, Words};

use crate::text::{Word, following, is_alike, sentences, stems, words};
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

/// In words; longer items are no names of dimensions.
const LONGEST_ITEM: usize = 9;

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
    let rows: Vec<&Spanned<Dimension>> = dimensions.present().collect();
    let promised: Vec<&str> = list.items.iter().filter_map(|item| intro.get(item.clone())).collect();
    let kept: Vec<Vec<bool>> =
        promised.iter().map(|item| rows.iter().map(|row| is_named(row, item, table)).collect()).collect();
    let broken: Vec<usize> = (0..promised.len())
        .filter(|&item| kept.get(item).is_some_and(|rows| !rows.contains(&true)))
        .collect();
    // What hardly any row answers to is no list of dimensions, unless it has as many items as there are.
    let mostly = 2 * broken.len() <= promised.len();
    let counted = list.introduced
        && (promised.len() == rows.len() || list.number == u64::try_from(promised.len()).ok());
    if !(mostly || counted) {
        return;
    }
    let unkept = |row: usize| !kept.iter().any(|rows| rows.get(row) == Some(&true));
    let mut free: Vec<usize> = (0..rows.len()).filter(|&row| unkept(row)).collect();
    for item in broken {
        let (Some(range), Some(name)) = (list.items.get(item), promised.get(item)) else { continue };
        // The row at the same place in the order is the likely one, else the first that is left over.
        let likely =
            free.iter().position(|&row| row == item).or(if free.is_empty() { None } else { Some(0) });
        let likely = likely.map(|at| free.remove(at)).and_then(|row| rows.get(row));
        let draft = context.report_span(
            intro.node(),
            intro.part(range.clone()),
            format!("the intro promises the dimension \"{name}\", and no row is called that"),
        );
        match likely {
            Some(row) => {
                let place = row.name.present().map_or(row.place, |name| name.place);
                draft
                    .help(format!("if the row {} is meant, call both the same", row.title()))
                    .label(place.span, "perhaps this row is meant");
            }
            None => {
                draft.help("add the row, or take it out of the list");
            }
        }
    }
    if list.is_partial {
        return;
    }
    for row in free.into_iter().filter_map(|row| rows.get(row)) {
        let place = row.name.present().map_or(row.place, |name| name.place);
        context
            .report(place, format!("the intro lists the dimensions and leaves out {}", row.title()))
            .help("add it to the list, or call both the same")
            .label(list.span(intro), "the list");
    }
}

/// Whether a row is what an item of the list names: by a word that carries meaning, in its name or question.
fn is_named(row: &Dimension, item: &str, table: &Words) -> bool {
    let mut names = [
        row.name.present().map(|name| &***name),
        row.id.present().map(|id| &***id),
        row.question.present().map(|question| &***question),
    ]
    .into_iter()
    .flatten();
    let of_item = stems(item, table);
    names.any(|name| {
        let of_name = stems(name, table);
        let all = |text: &str| -> BTreeSet<String> {
            words(text).map(|word| lesson_text::fold(word.text)).collect()
        };
        // Names of nothing but small words are compared by those.
        let both_small = of_name.is_empty() && of_item.is_empty() && !all(name).is_disjoint(&all(item));
        is_alike(name, item) || !of_name.is_disjoint(&of_item) || both_small
    })
}

/// A list of dimensions in an intro.
struct List {
    items: Vec<Range<usize>>,
    /// Whether a sign or word introduces it, so that it is surely one.
    introduced: bool,
    /// Whether it says that it names only some.
    is_partial: bool,
    /// How many dimensions there are, by the number before the word.
    number: Option<u64>,
}

impl List {
    fn span(&self, intro: &Text) -> lesson_text::Span {
        let (first, last) = (self.items.first(), self.items.last());
        let range = first.zip(last).map(|(first, last)| first.start..last.end);
        range.map_or_else(Default::default, |range| intro.part(range))
    }
}

fn find_list(intro: &str, table: &Words) -> Option<List> {
    let all: Vec<Word<'_>> = words(intro).collect();
    let nouns = all.iter().enumerate().filter(|(_, word)| table.dimensions.has(word.text));
    nouns.filter_map(|(index, _)| list_after(intro, &all, index, table)).next()
}

/// The list that follows the word for dimensions.
fn list_after(intro: &str, all: &[Word<'_>], noun: usize, table: &Words) -> Option<List> {
    let after = all.get(noun)?.end();
    let end = block_end(intro, after, table);
    let rest = intro.get(after..end)?;
    let number = noun.checked_sub(1).and_then(|at| all.get(at)).and_then(|word| table.number(word.text));
    let partial = following(&table.partial, all, noun + 1);
    let listing = following(&table.listing, all, noun + 1);
    let lead = partial.max(listing);
    let first = rest.trim_start();
    // A colon, a dash or a bracket introduces it, right after the word or after a clause about it.
    let mark = rest.char_indices().find(|&(at, mark)| introduces(rest, at, mark));
    let (from, introduced) = match mark {
        Some((at, mark)) => (after + at + mark.len_utf8(), true),
        None if lead > 0 => {
            (all.get(noun + lead)?.end(), listing > 0 && !first.starts_with(char::is_alphanumeric))
        }
        None if first.starts_with(char::is_alphanumeric) => (after, false),
        None => return None,
    };
    // What a bracket or dash opens, the next one closes.
    let closes: &[char] = match mark {
        Some((_, '(' | '（')) => &[')', '）'],
        Some((_, '—')) => &['—'],
        Some((_, '–')) => &['–'],
        _ => &[],
    };
    let close = intro.get(from..end)?.find(closes);
    let end = close.map_or(end, |close| from + close);
    let (items, open) = items(intro, from..end, table)?;
    Some(List { items, introduced, is_partial: partial > 0 || open, number })
}

fn introduces(text: &str, at: usize, mark: char) -> bool {
    let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
    match mark {
        '(' | '（' | '：' | '—' => true,
        ':' | '–' | '-' => {
            after.starts_with(char::is_whitespace)
                && !(mark == '-' && at > 0 && !text.get(..at).unwrap_or_default().ends_with(' '))
        }
        _ => false,
    }
}

/// Where the list's sentence ends; one after a colon that ends its paragraph goes on with the items below.
fn block_end(intro: &str, after: usize, table: &Words) -> usize {
    let mut ends = sentences(intro, table).filter(|sentence| sentence.end > after);
    let Some(first) = ends.next() else { return intro.len() };
    let mut end = first.end;
    if intro.get(..end).is_some_and(|said| said.ends_with([':', '：'])) {
        for item in ends.take_while(|item| is_item(intro.get(item.clone()).unwrap_or_default())) {
            end = item.end;
        }
    }
    end
}

fn is_item(line: &str) -> bool {
    let number = line.trim_start_matches(|character: char| character.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    numbered || line.starts_with(['-', '*', '+', '•'])
}

/// The items of a list, and whether it goes on without naming them; `None` where it is no list.
fn items(intro: &str, range: Range<usize>, table: &Words) -> Option<(Vec<Range<usize>>, bool)> {
    let text = intro.get(range.clone())?;
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for (at, mark) in
        text.char_indices().filter(|&(_, mark)| lesson_text::is_comma(mark) || matches!(mark, ';' | '\n'))
    {
        pieces.push(from..at);
        from = at + mark.len_utf8();
    }
    pieces.push(from..text.len());
    let last = pieces.pop()?;
    pieces.extend(split_last(text, last, table));
    let mut open = text.trim_end().ends_with('…') || text.trim_end().ends_with("...");
    let mut items = Vec::new();
    for piece in pieces {
        let within = text.get(piece.clone()).unwrap_or_default();
        let all: Vec<Word<'_>> = words(within).collect();
        let joint =
            usize::from(all.first().is_some_and(|word| table.joints.has(word.text)) && !items.is_empty());
        let own = all.get(joint..).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        if following(&table.more, own, 0) == own.len() {
            open = true;
            continue;
        }
        if own.len() > LONGEST_ITEM {
            return None;
        }
        let start = range.start + piece.start;
        items.push(start + first.start..start + last.end());
    }
    (items.len() >= 2).then_some((items, open))
}

/// "Effort and taste" as two items.
fn split_last(text: &str, last: Range<usize>, table: &Words) -> Vec<Range<usize>> {
    let within = text.get(last.clone()).unwrap_or_default();
    let all: Vec<Word<'_>> = words(within).collect();
    let joint = all.iter().skip(1).rfind(|word| table.joints.has(word.text));
    match joint {
        Some(word) => vec![last.start..last.start + word.start, last.start + word.start..last.end],
        None => vec![last],
    }
}
