//! What is said of a change.

use serde_json::Value;

use super::facts::Counted;
use super::narrow::Aspect;
use super::{Direction, Level};

/// Which way a change goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Narrows,
    Widens,
    Both,
}

/// The name of a kind of change, for programs.
pub(super) fn kind(aspect: &Aspect) -> &'static str {
    match aspect {
        Aspect::Key(_) => "key",
        Aspect::Claimed(_) => "open-key",
        Aspect::OtherKeys => "other-keys",
        Aspect::Required(_) => "required",
        Aspect::Dependent(..) => "dependent-required",
        Aspect::DependentSchema(_) => "dependent-schema",
        Aspect::Names => "key-names",
        Aspect::Type => "type",
        Aspect::Values => "values",
        Aspect::Lower => "minimum",
        Aspect::Upper => "maximum",
        Aspect::Multiple => "multiple-of",
        Aspect::Least(Counted::Characters) => "min-length",
        Aspect::Least(Counted::Items) => "min-items",
        Aspect::Least(Counted::Keys) => "min-properties",
        Aspect::Most(Counted::Characters) => "max-length",
        Aspect::Most(Counted::Items) => "max-items",
        Aspect::Most(Counted::Keys) => "max-properties",
        Aspect::Pattern => "pattern",
        Aspect::Format => "format",
        Aspect::Unique => "unique-items",
        Aspect::Contains => "contains",
        Aspect::Form => "forms",
        Aspect::OneForm => "one-form",
        Aspect::Not => "not",
        Aspect::Condition => "condition",
        Aspect::Keyword(_) => "keyword",
        Aspect::Depth => "too-deep",
    }
}

/// What changed.
pub(super) fn message(aspect: &Aspect, way: Way, was: &Value, now: &Value) -> String {
    let narrows = way != Way::Widens;
    let more = |narrower: String, wider: String| if narrows { narrower } else { wider };
    match aspect {
        Aspect::Key(name) => {
            more(format!("the key `{name}` is no longer allowed"), format!("the key `{name}` is allowed now"))
        }
        Aspect::Claimed(name) => more(
            format!("the key `{name}` was open to any value and now has a schema"),
            format!("the key `{name}` is open to any value now"),
        ),
        Aspect::OtherKeys => {
            let which = match if narrows { now } else { was } {
                Value::Array(patterns) => format!("keys that fit {}", listed(patterns, " and ")),
                _ => "keys that the schema does not name".to_owned(),
            };
            more(format!("{which} are no longer allowed"), format!("{which} are allowed now"))
        }
        Aspect::Required(name) => {
            more(format!("`{name}` is now required"), format!("`{name}` is no longer required"))
        }
        Aspect::Dependent(name, other) => more(
            format!("`{other}` is now required where `{name}` stands"),
            format!("`{other}` is no longer required where `{name}` stands"),
        ),
        Aspect::DependentSchema(name) => format!("what is asked where `{name}` stands changed"),
        Aspect::Names => "which names keys may have changed".to_owned(),
        Aspect::Unique => more(
            "no two items may be the same any more".to_owned(),
            "two items may be the same now".to_owned(),
        ),
        Aspect::Contains => "what the list has to contain changed".to_owned(),
        Aspect::Form => "none of the forms that are left surely fits".to_owned(),
        Aspect::OneForm => "exactly one form has to fit, and now several may".to_owned(),
        Aspect::Not => "what is ruled out by `not` changed".to_owned(),
        Aspect::Condition => "what is asked under a condition (`if`) changed".to_owned(),
        Aspect::Keyword(keyword) => {
            format!("`{keyword}` changed, or what it hangs on; what that means is not worked out")
        }
        Aspect::Depth => "the schemas go on deeper than they are compared".to_owned(),
        Aspect::Type
        | Aspect::Values
        | Aspect::Lower
        | Aspect::Upper
        | Aspect::Multiple
        | Aspect::Least(_)
        | Aspect::Most(_)
        | Aspect::Pattern
        | Aspect::Format => replaced(aspect, was, now),
    }
}

fn replaced(aspect: &Aspect, was: &Value, now: &Value) -> String {
    let (one, many) = match aspect {
        Aspect::Type => ("the type", false),
        Aspect::Values => ("what may stand here", false),
        Aspect::Lower => ("the least number", false),
        Aspect::Upper => ("the greatest number", false),
        Aspect::Multiple => ("the step between numbers", false),
        Aspect::Least(Counted::Characters) => ("the least number of characters", false),
        Aspect::Least(Counted::Items) => ("the least number of items", false),
        Aspect::Least(Counted::Keys) => ("the least number of keys", false),
        Aspect::Most(Counted::Characters) => ("the greatest number of characters", false),
        Aspect::Most(Counted::Items) => ("the greatest number of items", false),
        Aspect::Most(Counted::Keys) => ("the greatest number of keys", false),
        Aspect::Pattern => ("the pattern", true),
        _ => ("the format", true),
    };
    let unset = |value: &Value| {
        if !value.is_null() {
            return plain(value);
        }
        if *aspect == Aspect::Values { "anything of the type".to_owned() } else { "not set".to_owned() }
    };
    match (was.is_null(), now.is_null()) {
        (true, false) if many => format!("{one} {} is new", plain(now)),
        (false, true) if many => format!("{one} {} is gone", plain(was)),
        _ => format!("{one} was {} and is {}", unset(was), unset(now)),
    }
}

/// For whom a change breaks.
pub(super) fn consequence(
    aspect: &Aspect,
    level: Level,
    direction: Direction,
    held: &Value,
    asked: &Value,
) -> String {
    let which = match aspect {
        Aspect::Key(name) | Aspect::DependentSchema(name) => format!("with `{name}`"),
        Aspect::Claimed(name) => format!("that used `{name}` for something of its own"),
        Aspect::OtherKeys => "with another key".to_owned(),
        Aspect::Required(name) => format!("without `{name}`"),
        Aspect::Dependent(name, other) => format!("with `{name}` and without `{other}`"),
        Aspect::Type | Aspect::Values => match lost(held, asked) {
            Some(lost) => format!("with {lost} here"),
            None => "with another value here".to_owned(),
        },
        Aspect::Lower => "with a smaller number here".to_owned(),
        Aspect::Upper => "with a greater number here".to_owned(),
        Aspect::Multiple => "with a number between the steps".to_owned(),
        Aspect::Least(Counted::Characters) => "with a shorter text here".to_owned(),
        Aspect::Most(Counted::Characters) => "with a longer text here".to_owned(),
        Aspect::Least(Counted::Items) => "with a shorter list here".to_owned(),
        Aspect::Most(Counted::Items) => "with a longer list here".to_owned(),
        Aspect::Least(Counted::Keys) => "with fewer keys here".to_owned(),
        Aspect::Most(Counted::Keys) => "with more keys here".to_owned(),
        Aspect::Pattern => "with a text here that does not fit".to_owned(),
        Aspect::Format => "with a text here of another format".to_owned(),
        Aspect::Unique => "with the same item twice".to_owned(),
        _ => String::new(),
    };
    let which = if which.is_empty() { "some document".to_owned() } else { format!("a document {which}") };
    match (direction, level) {
        (Direction::Input, Level::Break) => format!("{which} was accepted and is refused now"),
        (Direction::Input, _) => format!("{which} was accepted and may be refused now"),
        (Direction::Output, Level::Break) => {
            format!("{which} can be written now, which the old schema promised its readers not to get")
        }
        (Direction::Output, _) => {
            format!("{which} may be written now, which the old schema promised its readers not to get")
        }
    }
}

/// What to do about a break.
pub(super) fn help(aspect: &Aspect, direction: Direction) -> String {
    let keep = match (aspect, direction) {
        (Aspect::Required(name), Direction::Input) => format!("leave `{name}` optional"),
        (Aspect::Required(name), Direction::Output) => format!("go on writing `{name}` always"),
        (Aspect::Key(name), Direction::Input) => format!("go on accepting `{name}`, marked as `deprecated`"),
        (Aspect::Claimed(name), Direction::Input) => {
            format!("make sure that no document has a `{name}` of its own")
        }
        (Aspect::Values, Direction::Input) => "go on accepting the values that were".to_owned(),
        (Aspect::Type, Direction::Input) => "go on accepting the type that was, as one of several".to_owned(),
        (Aspect::Pattern | Aspect::Format, Direction::Input) => {
            "make sure that all that was accepted still fits".to_owned()
        }
        (_, Direction::Input) => "go on accepting what was accepted".to_owned(),
        (_, Direction::Output) => "go on writing only what the old schema says".to_owned(),
    };
    format!("{keep}, or raise the version of the format")
}

fn lost(held: &Value, asked: &Value) -> Option<String> {
    let (held, asked) = (held.as_array()?, asked.as_array()?);
    let lost: Vec<Value> =
        held.iter().filter(|value| !super::scalars::holds(asked, value)).cloned().collect();
    (!lost.is_empty()).then(|| listed(&lost, " or "))
}

/// A value as it stands in a sentence.
fn plain(value: &Value) -> String {
    match value {
        Value::Array(values) => listed(values, " or "),
        Value::Object(map) => match map.get("exclusive") {
            Some(bound) => format!("`{bound}`, exclusive,"),
            None => quoted(value),
        },
        value => quoted(value),
    }
}

/// How many characters of a value a sentence shows.
const LONGEST: usize = 80;

fn quoted(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

/// How many values a sentence lists.
const LISTED: usize = 12;

fn listed(values: &[Value], last: &str) -> String {
    let mut texts: Vec<String> = values.iter().take(LISTED).map(quoted).collect();
    if values.len() > LISTED {
        texts.push(format!("{} more", values.len() - LISTED));
    }
    match texts.split_last() {
        None => "nothing".to_owned(),
        Some((only, [])) => only.clone(),
        Some((end, first)) => format!("{}{last}{end}", first.join(", ")),
    }
}
