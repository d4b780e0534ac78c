use std::ops::Range;

use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Lesson, Spanned, Words};
use lesson_syntax::NodeId;
use lesson_text::{Edit, fold};

use crate::text::{Respelled, Spelled, ends_word, is_inside, is_technical, quoted};
use crate::{Change, Check, Context, Example, Input, Rule, Status};

/// A name or term whose spelling differs from the declared ones by a hyphen or a blank.
pub(crate) static RULE: Rule = Rule {
    code: "T003",
    name: "term-spelling",
    family: Family::Terms,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A regime's name or a term is spelled otherwise than declared, by a hyphen or a blank.",
    why: "A learner who is new to the field cannot know that `fine tuning` and `fine-tuning` are one thing, looks for \
          the difference, and searches for the spelling that finds nothing.",
    remedy: "Write it as it is declared, or declare the other spelling: under `aka` for a regime.",
    leaves_alone: "Code, addresses and quotations; an open compound with a hyphen before the noun that it belongs to \
                   (`machine-learning tools`); and a hyphenated one without it where it is no compound (`in real time`, \
                   `you log in`).",
    fixes: &[Applicability::Suggested],
    options: &[],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "The hyphen is left out",
            Input::Yaml(&[
                Change { from: "name: Sourdough\n", to: "name: Wild-yeast\n" },
                Change { from: "A day, most of it waiting", to: "A day, for wild yeast is slow" },
            ]),
            &["29:31"],
        ),
        Example::good(
            "As it is declared",
            Input::Yaml(&[
                Change { from: "name: Sourdough\n", to: "name: Wild-yeast\n" },
                Change { from: "A day, most of it waiting", to: "A day, for wild-yeast is slow" },
            ]),
        ),
        Example::case(
            "Parted and joined, in Markdown",
            Input::Markdown(&[
                Change { from: "It is slow, and no two", to: "Sour-dough is slow, and no two" },
                Change { from: "| Mild, and gone by evening |", to: "| Milder than sour dough, and gone |" },
            ]),
            &["29:29", "45:23"],
        ),
        Example::case(
            "A term of the course, in the plural and at a sentence's beginning",
            Input::Yaml(&[Change {
                from: "Two hours from bowl to oven",
                to: "Two hours. Preferments take longer",
            }]),
            &["28:27"],
        )
        .in_course(COURSE),
        Example::near_miss(
            "Another spelling that the regime lists",
            Input::Yaml(&[
                Change { from: "name: Sourdough\n", to: "name: Sourdough\n    aka: [sour dough]\n" },
                Change { from: "A day, most of it waiting", to: "A day, for sour dough is slow" },
            ]),
        ),
        Example::near_miss(
            "A hyphen that joins an open compound to its noun",
            Input::Yaml(&[Change {
                from: "Two hours from bowl to oven",
                to: "Two hours at a bulk-rise temperature",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "Verbs and other words that are no compound",
            Input::Yaml(&[Change {
                from: "Two hours from bowl to oven",
                to: "In real time two hours, as you build up gas; and a bulk. Rise early",
            }]),
        )
        .in_course(COURSE),
        Example::near_miss(
            "Quotations, code and addresses",
            Input::Markdown(&[Change {
                from: "| Mild, and gone by evening |",
                to: "| No \"sour dough\", no `sour-dough`, see [this](https://example.org/sour-dough) |",
            }]),
        ),
        Example::near_miss(
            "A longer compound",
            Input::Yaml(&[Change {
                from: "A day, most of it waiting",
                to: "A day, like every not-sour dough-maker",
            }]),
        ),
    ],
};

const COURSE: &str = "id: bread\ntitle: Bread\nterms:\n  - {term: pre-ferment, means: Dough that was begun a day before.}\n  - \
    {term: bulk rise, means: The first rise of all the dough.}\n  - {term: real-time, means: While it happens.}\n  - {term: \
    build-up, means: What gathers.}\n";

/// Adjectives that form a compound before a noun only: `a third party`, but `third-party tools`.
const ADJECTIVES: [&str; 24] = [
    "real", "long", "short", "high", "low", "full", "part", "large", "small", "first", "second", "third",
    "early", "late", "open", "free", "hard", "top", "single", "same", "next", "last", "old", "new",
];

/// Words that end a compound before a noun only: `the day ahead`, but `day-ahead prices`.
const ADVERBS: [&str; 8] = ["ahead", "away", "back", "together", "apart", "forward", "around", "along"];

/// Words after which an adjective stands by itself: `in real time`.
const PREPOSITIONS: [&str; 7] = ["in", "at", "by", "as", "over", "of", "on"];

fn check(_: &Spanned<Lesson>, context: &mut Context<'_>) {
    let declared = context.declared();
    // Letters that happen to stand side by side are no short word.
    let is_long = |name: &&str| name.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
    let names: Vec<&str> = declared.names.iter().map(String::as_str).filter(is_long).collect();
    let mut found: Vec<(&Respelled<'_>, &str)> = Vec::new();
    let mut apart: Option<(NodeId, Vec<Range<usize>>)> = None;
    for respelled in &declared.respelled {
        let Respelled { node, text, spelled } = respelled;
        let Some(name) = declared.names.get(spelled.index).map(String::as_str).filter(is_long) else {
            continue;
        };
        let overlaps = found
            .last()
            .is_some_and(|(last, _)| last.node == *node && spelled.range.start < last.spelled.range.end);
        if overlaps || !differs(text, spelled, name, &names, context.words()) {
            continue;
        }
        if apart.as_ref().is_none_or(|(last, _)| last != node) {
            apart = Some((*node, quoted(text)));
        }
        let is_quoted = apart.as_ref().is_some_and(|(_, apart)| is_inside(apart, &spelled.range));
        if !is_quoted && !is_technical(text, &spelled.range) {
            found.push((respelled, name));
        }
    }
    for (respelled, name) in found {
        report(name, respelled, context);
    }
}

/// Whether what is found is the declared word in another spelling, and nothing else that is right.
fn differs(text: &str, spelled: &Spelled, declaration: &str, declared: &[&str], words: &Words) -> bool {
    let Range { start, end } = spelled.range;
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let written = text.get(start..end).unwrap_or_default();
    let plural = after.strip_prefix('s').is_some_and(|_| ends_word(text, end + 1));
    let joined = before.ends_with(is_hyphen) || after.starts_with(is_hyphen);
    if joined
        || !(ends_word(text, end) || plural)
        || declared.iter().any(|other| plain(other) == plain(written))
    {
        return false;
    }
    let next = after.strip_prefix(' ').filter(|next| next.starts_with(char::is_alphabetic));
    let next = next.and_then(|next| next.split(|next: char| !next.is_alphanumeric()).next());
    let before_noun = next.is_some_and(|next| !words.stop.has(next));
    let parts: Vec<String> = plain(written).split([' ', '-']).map(str::to_owned).collect();
    let hyphens = written.chars().filter(|&character| is_hyphen(character)).count();
    let open = written.contains([' ', '\n', '\u{a0}']);
    if !open && hyphens > 0 && declaration.contains(' ') {
        return !before_noun;
    }
    // "You log in", "in real time": open, the same words are no compound.
    let led = before.trim_end().rsplit(|character: char| !character.is_alphanumeric()).next();
    let led = led.is_some_and(|word| PREPOSITIONS.contains(&&*fold(word)));
    let small = |part: &String| words.stop.has(part);
    let adjective = parts.first().is_some_and(|first| ADJECTIVES.contains(&first.as_str()))
        || parts.last().is_some_and(|last| ADVERBS.contains(&last.as_str()));
    !open || !(parts.iter().any(small) || adjective && (led || !before_noun))
}

fn report(declaration: &str, respelled: &Respelled<'_>, context: &mut Context<'_>) {
    let Respelled { node, text, spelled: Spelled { range, .. } } = respelled;
    let written = text.get(range.clone()).unwrap_or_default().to_owned();
    let span = context.part(*node, range.clone());
    let literal = context.tree().source().slice(span) == written;
    let better = spelled_as(&written, declaration);
    let one_line = written.replace('\n', " ");
    let draft = context.report_span(*node, span, format!("`{one_line}` is declared as `{declaration}`"));
    draft.help(format!("write `{better}`, or declare the other spelling as well"));
    if literal {
        draft.fix(format!("write `{better}`"), Applicability::Suggested, vec![Edit::replace(span, better)]);
    }
}

/// The written letters with the hyphens and blanks of the declaration.
fn spelled_as(written: &str, declaration: &str) -> String {
    let is_joint = |character: &char| is_hyphen(*character) || character.is_whitespace();
    let mut letters = written.chars().filter(|character| !is_joint(character));
    let mut better = String::with_capacity(declaration.len());
    for declared in declaration.chars() {
        if is_joint(&declared) { better.push(declared) } else { better.extend(letters.next()) }
    }
    better.extend(letters);
    better
}

/// A spelling as it is compared.
fn plain(spelling: &str) -> String {
    fold(spelling)
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}
