use std::collections::BTreeSet;
use std::ops::Range;

use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Slot, Spanned, Words};
use lesson_syntax::{Form, NodeId};
use lesson_text::{Edit, Span};
use memchr::memmem::Finder;

use crate::rules::regimes::regime_part_missing::PARTS;
use crate::text::{List, Mentions, Reading, Word, find_list, following, is_inside, quoted, sentences, words};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A count that the lesson does not keep.
pub(crate) static RULE: Rule = Rule {
    code: "R004",
    name: "count-not-kept",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "The lesson says how many regimes or dimensions there are, and there are not as many.",
    why: "A learner who was promised five looks for the fifth. They conclude that they missed something, or that nobody \
          read the lesson before them.",
    remedy: "Say how many there are, or leave the number out.",
    leaves_alone: "A number that is not directly before the word, one of which the text says that it is not all (\"at least \
                   three\", \"the other two\", \"two of the three\"), the number of those that the sentence names, what is \
                   quoted or not to be said, and what is said of other lessons.",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "Five dimensions, and three rows",
            Input::Yaml(&[Change {
                from: "intro: The two differ on three dimensions, which are time, effort and taste.",
                to: "intro: The two differ on five dimensions, and time is the first.",
            }]),
            &["24:28"],
        ),
        Example::good("As many as there are", Input::Yaml(&[])),
        Example::case(
            "In digits, after \"these\"",
            Input::Yaml(&[Change {
                from: "and the price tells you which.",
                to: "and the price tells you which of these 3 regimes it was.",
            }]),
            &["3:111"],
        ),
        Example::case(
            "In a heading",
            Input::Markdown(&[Change {
                from: "## Comparing the Two Regimes",
                to: "## Comparing the Three Regimes",
            }]),
            &["37:18"],
        ),
        Example::case(
            "One of as many as there are not",
            Input::Yaml(&[Change {
                from: "and the price tells you which.",
                to: "and belongs to one of four regimes.",
            }]),
            &["3:94"],
        ),
        Example::near_miss(
            "Counts of something else, and counts that are no counts",
            Input::Yaml(&[Change {
                from: "and the price tells you which.",
                to: "which are two of the three regimes that bakers know; there are at least four regimes in the trade, some say \"five \
                     regimes\", and the three other regimes have three things in common. Lesson 4 compares the five regimes of cheese. In 2024, \
                     regimes were renamed.",
            }]),
        ),
        Example::near_miss("Those that the sentence names", Input::File("lesson.yaml", THREE)),
        Example::near_miss(
            "A range",
            Input::Yaml(&[Change {
                from: "and the price tells you which.",
                to: "and other books list three or four regimes, or two to six regimes.",
            }]),
        ),
    ],
};

const THREE: &[u8] = b"lesson: 1\ntitle: How does a parcel travel?\nlead: Parcels go by air freight, road freight or sea freight. Air freight and road freight leave daily; these two regimes \
    share a hub.\nregimes:\n  - name: Air freight\n    what_it_is: Parcels in aeroplanes.\n    what_it_does: It flies them.\n    \
    whos_behind_it: Airlines.\n    what_makes_it_distinct: It is fast.\n    analogies: [{holds: It is like a phone call., \
    where_it_breaks: A call costs the same at any weight and a parcel does not.}]\n  - name: Road freight\n    what_it_is: Parcels in \
    lorries.\n    what_it_does: It drives them.\n    whos_behind_it: Hauliers.\n    what_makes_it_distinct: It goes to the door.\n    \
    analogies: [{holds: It is like a letter., where_it_breaks: A letter fits in a box and a pallet waits for hands.}]\n  - name: Sea \
    freight\n    what_it_is: Parcels in ships.\n    what_it_does: It sails them.\n    whos_behind_it: Shipping lines.\n    \
    what_makes_it_distinct: It is cheap.\n    analogies: [{holds: It is like a parcel left with a neighbour., where_it_breaks: The \
    neighbour lives next door and the port is far from anybody.}]\ncomparison:\n  dimensions:\n    - name: Time\n      cells: \
    {air-freight: A day, road-freight: A week, sea-freight: A month}\n    - name: Price\n      cells: {air-freight: High, road-freight: \
    Middling, sea-freight: Low}\n    - name: Weight\n      cells: {air-freight: Kilos, road-freight: Tonnes, sea-freight: \
    Shiploads}\nfield_guide:\n  primary_scenario: a client asks when it arrives\n  lines:\n    - dont_say: It is on its way\n      \
    do_say: It left on Monday.\n      why: A client hears that from every shop.\n";

/// What is counted, and how many there are.
#[derive(Clone, Copy)]
struct Counted {
    regimes: Option<Count>,
    dimensions: Option<Count>,
}

impl Counted {
    /// What a field's text may count: not what is said to others or in a cell; and dimensions only where the
    /// comparison is spoken of, for boxes and rooms have some as well.
    fn in_field(self, key: &str) -> Option<Self> {
        match key {
            "title" | "lead" | "intro" | "notes" | "x-prose" | "text" => Some(self),
            "holds" | "where_it_breaks" => Some(Self { dimensions: None, ..self }),
            part if PARTS.contains(&part) => Some(Self { dimensions: None, ..self }),
            _ => None,
        }
    }
}

/// How many there are; what is there twice is one to a reader, and another rule's finding.
#[derive(Clone, Copy)]
struct Count {
    all: u64,
    different: u64,
}

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let counted = counted(lesson, context);
    let nouns = noun_ends(context.words());
    let may_count = |text: &str| nouns.iter().any(|end| end.find(text.as_bytes()).is_some());
    let mut wrong: Vec<Wrong> = Vec::new();
    for Reading { field, node, text, .. } in context.texts().iter() {
        if let Some(counted) = counted.in_field(field.key).filter(|_| may_count(text)) {
            let places = miscounts(text, field.key == "intro" && context.speaks("R003"), counted, context);
            wrong.extend(places.into_iter().map(|miscount| Wrong { node, heading: None, miscount }));
        }
    }
    if let Some((node, key, heading)) = heading(lesson, context) {
        let places = miscounts(heading, false, counted, context);
        wrong.extend(places.into_iter().map(|miscount| Wrong { node, heading: Some(key), miscount }));
    }
    for Wrong { node, heading, miscount } in wrong {
        let span = match heading {
            Some(key) => Span::new(miscount.range.start, miscount.range.end).shifted(key.start as usize),
            None => context.part(node, miscount.range.clone()),
        };
        let Miscount { said, there, noun, .. } = &miscount;
        let title = miscount.instead.as_ref().map(|instead| (format!("write `{instead}`"), instead.clone()));
        let draft = context
            .report_span(node, span, format!("the lesson says {said} {noun}, and there are {there}"))
            .help("say how many there are, or leave the number out");
        if let Some((title, instead)) = title {
            draft.fix(title, Applicability::Suggested, vec![Edit::replace(span, instead)]);
        }
    }
}

struct Wrong {
    node: NodeId,
    /// The heading that it stands in, which is no value.
    heading: Option<Span>,
    miscount: Miscount,
}

/// A number that is not that of what it counts.
struct Miscount {
    range: Range<usize>,
    said: String,
    noun: String,
    there: u64,
    instead: Option<String>,
}

fn counted(lesson: &Lesson, context: &Context<'_>) -> Counted {
    let regimes = lesson.regimes.present().filter(|regimes| regimes.is_whole());
    let dimensions = match &lesson.comparison {
        Slot::Present(comparison) => {
            comparison.dimensions.present().filter(|dimensions| dimensions.is_whole())
        }
        Slot::Absent(_) | Slot::Malformed(_) => None,
    };
    let rows: BTreeSet<&str> = context.matrix.rows.iter().map(|row| row.id.as_str()).collect();
    let count = |all: usize, different: usize| {
        let number = |count: usize| u64::try_from(count).ok().filter(|&count| count > 0);
        Some(Count { all: number(all)?, different: number(different)? })
    };
    Counted {
        regimes: regimes.and_then(|regimes| count(regimes.present().count(), context.matrix.regimes.len())),
        dimensions: dimensions.and_then(|dimensions| count(dimensions.present().count(), rows.len())),
    }
}

/// The comparison's heading in a Markdown lesson.
fn heading<'a>(lesson: &Lesson, context: &Context<'a>) -> Option<(NodeId, Span, &'a str)> {
    let comparison = lesson.comparison.present()?;
    let key = comparison.key.filter(|_| context.tree().form() == Form::Markdown)?;
    Some((comparison.place.node, key, context.tree().source().slice(key)))
}

/// Finds the ends of the words that are counted: hardly any text has one.
fn noun_ends(table: &Words) -> Vec<Finder<'_>> {
    let end = |noun: &str| noun.char_indices().nth(1).map_or(0, |(second, _)| second);
    let nouns = table.regimes.folded().chain(table.dimensions.folded());
    nouns.map(|noun| Finder::new(noun.get(end(noun)..).unwrap_or_default().as_bytes())).collect()
}

/// In words: in what is longer, nobody counts, and to look around each number would cost too much.
const LONGEST_SENTENCE: usize = 200;

/// A list of as many dimensions as the number before it says: that is not wrong, but what the list
/// promises beyond the rows is, of which another rule speaks.
fn kept_list(text: &str, table: &Words) -> Option<List> {
    let keeps = |list: &List| list.introduced && list.number == u64::try_from(list.items.len()).ok();
    find_list(text, table).filter(keeps)
}

/// The numbers of a text that are wrong; `listed` tells whether another rule sees to its list.
fn miscounts(text: &str, listed: bool, counted: Counted, context: &Context<'_>) -> Vec<Miscount> {
    let table = context.words();
    let mut found = Vec::new();
    let quotations = quoted(text);
    let list = listed.then(|| kept_list(text, table)).flatten();
    let mut before: Range<usize> = 0..0;
    for sentence in sentences(text, table) {
        let within = text.get(sentence.clone()).unwrap_or_default();
        let all: Vec<Word<'_>> = words(within).collect();
        if all.len() > LONGEST_SENTENCE {
            continue;
        }
        for (index, noun) in all.iter().enumerate() {
            let there = if table.regimes.has(noun.text) { counted.regimes } else { counted.dimensions };
            let counts = table.regimes.has(noun.text) || table.dimensions.has(noun.text);
            let Some((there, number)) =
                there.filter(|_| counts).zip(index.checked_sub(1).and_then(|at| all.get(at)))
            else {
                continue;
            };
            // "In 2024, regimes …": what a comma parts is no count.
            let between = within.get(number.end()..noun.start).unwrap_or_default();
            if between.contains([',', ';', ':', '.', '–', '—']) {
                continue;
            }
            let wrong = |&said: &u64| said != there.all && said != there.different;
            let Some(said) = table.number(number.text).filter(wrong) else { continue };
            let there = there.different;
            let range = sentence.start + number.start..sentence.start + number.end();
            let are_named = |at: &Range<usize>| {
                named(text.get(at.clone()).unwrap_or_default(), noun, context) == Some(said)
            };
            let listed = list.as_ref().is_some_and(|list| list.noun.start == sentence.start + noun.start);
            if listed
                || is_no_count(&all, index - 1, table)
                || is_inside(&quotations, &range)
                || (said < there && (are_named(&sentence) || are_named(&before)))
            {
                continue;
            }
            let instead = table.in_words(there, number.text).map(|word| like(word, number.text));
            let digits = number.text.bytes().all(|byte| byte.is_ascii_digit());
            let instead = if digits { Some(there.to_string()) } else { instead };
            found.push(Miscount {
                range,
                said: number.text.to_owned(),
                noun: noun.text.to_owned(),
                there,
                instead,
            });
        }
        before = sentence;
    }
    found
}

/// Whether what stands around a number keeps it from being a count of all that this lesson has.
fn is_no_count(all: &[Word<'_>], number: usize, table: &Words) -> bool {
    let word = |index: usize| all.get(index).map(|word| word.text);
    let is_number =
        |index: Option<usize>| index.and_then(word).is_some_and(|word| table.number(word).is_some());
    // The article between "other" and a number, or between "of" and one, says nothing.
    let mut before = number;
    while before > 0 && word(before - 1).is_some_and(|word| table.articles.has(word)) {
        before -= 1;
    }
    let estimated = (before.saturating_sub(2)..before).any(|from| {
        let length = following(&table.estimates, all, from);
        length > 0 && from + length == before
    });
    let after = following(&table.hedges, all, number + 2) > 0;
    // "Two of the three", "two to three", "two or three"; "one of three" counts them all.
    let part = before.checked_sub(1).and_then(word).is_some_and(|word| table.ranges.has(word));
    let part = part
        && is_number(before.checked_sub(2))
        && before.checked_sub(2).and_then(word).and_then(|word| table.number(word)) != Some(1);
    estimated
        || after
        || part
        || all.iter().enumerate().any(|(index, word)| is_elsewhere(all, index, word, table))
}

/// Whether a word speaks of another lesson: with a number, or as the next or last one.
fn is_elsewhere(all: &[Word<'_>], index: usize, word: &Word<'_>, table: &Words) -> bool {
    if !table.lessons.has(word.text) {
        return false;
    }
    let before = index.checked_sub(1).and_then(|at| all.get(at));
    let numbered = all.get(index + 1).is_some_and(|next| table.number(next.text).is_some());
    numbered || before.is_some_and(|word| table.elsewhere.has(word.text))
}

/// How many different regimes or dimensions a passage names.
fn named(passage: &str, noun: &Word<'_>, context: &Context<'_>) -> Option<u64> {
    let table = context.words();
    let count = if table.regimes.has(noun.text) {
        let found = Mentions::new(context.names, table).find(passage);
        found.into_iter().map(|(index, _)| index).collect::<BTreeSet<_>>().len()
    } else {
        let said = crate::text::stems(passage, table);
        let is_named = |name: &str| {
            let stems = crate::text::stems(name, table);
            !stems.is_empty() && stems.iter().all(|stem| said.contains(stem))
        };
        context.matrix.rows.iter().filter(|row| is_named(&row.name)).count()
    };
    u64::try_from(count).ok()
}

/// A word with the capitals of another.
fn like(word: &str, other: &str) -> String {
    let mut letters = other.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let all = first && letters.clone().next().is_some() && letters.all(char::is_uppercase);
    let mut rest = word.chars();
    match rest.next() {
        _ if all => word.to_uppercase(),
        Some(begin) if first => begin.to_uppercase().chain(rest).collect(),
        _ => word.to_owned(),
    }
}
