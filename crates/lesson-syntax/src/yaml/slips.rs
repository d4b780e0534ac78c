//! The slips that authors make in YAML, each with its name in plain words and the way to read on.

use granit_parser::ErrorKind as E;
use lesson_text::{Edit, Span};

use super::layout;
use super::messages::{self, syntax};
use super::outline::{self, Level};
use super::patch::{Mend, Role};
use super::quotes;
use super::recover::Repair;
use super::repairs::{Place, as_text, dropped, malformed};
use super::scan::{byte, is_blank, is_break, line_end, line_start, skip_while};

/// Recognises a slip and says how to read on; `None` where it is not this one.
type Slip = fn(&Place<'_>) -> Option<Repair>;

/// The slips, the surer ones first.
pub(super) const SLIPS: &[Slip] = &[
    quotes::control_character,
    layout::tab_beside_sibling,
    layout::tab_below_key,
    layout::tab_in_line,
    quotes::unknown_escape,
    quotes::quote_closes_early,
    layout::quote_too_far_left,
    quotes::unclosed_quote,
    text_after_bracket,
    layout::bracket_too_far_left,
    unclosed_bracket,
    layout::text_too_far_left,
    no_space_before_comment,
    no_space_after_colon,
    no_colon_before_block,
    no_colon,
    layout::indented_unlike_nearest,
    layout::indented_unlike_next,
    layout::list_on_line_of_key,
    special_first_character,
    special_first_character_of_key,
    colon_in_text,
];

/// A text in quotes, so that YAML reads it as it stands: double ones where nothing in it needs care.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The value of the entry at fault, where it stands on the entry's own line.
pub(super) fn value_on_line(place: &Place<'_>) -> Option<(Level, usize)> {
    let level = place.owner?;
    (level.value < line_end(place.text, level.start)).then_some((level, level.value))
}

fn text_after_bracket(place: &Place<'_>) -> Option<Repair> {
    let (level, start) = value_on_line(place)?;
    let close = outline::closing_bracket(place.text, start)
        .filter(|_| matches!(byte(place.text, start), b'[' | b'{'))?;
    let end = place.text_end(&level);
    let after = skip_while(place.text, close + 1, is_blank);
    let goes_on = after < end && byte(place.text, after) != b'#';
    if !goes_on || !(close..=end).contains(&place.failure.at) {
        return None;
    }
    let bracket = char::from(byte(place.text, start));
    let problem = syntax(place.span(start, end), format!("a text that begins with `{bracket}` needs quotes"))
        .help("without quotes, brackets begin a list and braces a mapping, and nothing may follow them");
    Some(as_text(place, start, end, problem))
}

fn unclosed_bracket(place: &Place<'_>) -> Option<Repair> {
    let open_value = value_on_line(place).map(|(_, start)| start);
    let open =
        place.failure.bracket.or(open_value).filter(|&at| matches!(byte(place.text, at), b'[' | b'{'))?;
    let there = place.on_line_of(open);
    let owner = there.levels.iter().rev().find(|level| level.value <= open).copied().or(there.holder);
    let end = owner.map_or(line_end(place.text, open), |level| outline::entry_end(place.text, &level));
    if outline::matching_bracket(place.text, open, end).is_some() {
        return None;
    }
    let below = std::iter::successors(super::scan::next_line(place.text, end), |&line| {
        super::scan::next_line(place.text, line)
    });
    let below = below.map(|line| outline::content(place.text, line));
    let first = below.into_iter().find(|&at| !outline::is_idle(place.text, line_start(place.text, at)));
    if let Some(close) = first.filter(|&at| matches!(byte(place.text, at), b']' | b'}')) {
        let at = place.failure.at;
        let problem = messages::by_kind(&place.failure.kind, place.span(at, place.trimmed_end(at)));
        return Some(malformed(place, open, close + 1, problem));
    }
    let bracket = char::from(byte(place.text, open));
    let closing = if bracket == '[' { ']' } else { '}' };
    let problem = syntax(place.span(open, open + 1), format!("`{bracket}` opens here and is not closed"))
        .help(format!("put `{closing}` at the end, or put the text in quotes if the bracket belongs to it"));
    Some(malformed(place, open, end.max(open + 1), problem))
}

/// The text without a colon that stands where a key is due: on the line itself, or on the one above
/// that the parser took for the beginning of a longer text.
fn text_for_key(place: &Place<'_>) -> Option<(usize, usize)> {
    let text = place.text;
    if place.levels.is_empty() {
        let goes_on = |holder: &Level| holder.colon.is_some() && holder.value < line_end(text, holder.start);
        if place.holder.as_ref().is_some_and(goes_on) {
            return None;
        }
        let start = outline::content(text, place.line);
        return Some((start, place.trimmed_end(start)));
    }
    if !matches!(place.failure.kind, E::MappingValueNotAllowed) {
        return None;
    }
    let column = place.levels.first()?.column;
    let mut first = None;
    let mut line = place.line;
    while let Some(above) = outline::line_above(text, line) {
        let levels = outline::levels(text, above);
        let item = levels.last().filter(|level| level.colon.is_none()).map(|level| level.value);
        let start = item.unwrap_or_else(|| outline::content(text, above));
        if start - above != column || levels.last().is_some_and(|level| level.colon.is_some()) {
            break;
        }
        line = above;
        first = Some(start);
        if item.is_some() {
            break;
        }
    }
    first.map(|start| (start, place.trimmed_end(start)))
}

fn no_space_after_colon(place: &Place<'_>) -> Option<Repair> {
    let (start, end) = text_for_key(place)?;
    let line = place.text.get(start..end)?;
    let key_end =
        line.find(|character: char| !character.is_alphanumeric() && !matches!(character, '_' | '-'))?;
    let after = line.get(key_end + 1..).filter(|_| key_end > 0 && byte(line, key_end) == b':')?;
    if after.is_empty() || after.starts_with("//") {
        return None;
    }
    let colon = start + key_end;
    let span = place.span(colon, colon + 1);
    let at = span.end as usize;
    let problem = syntax(span, "a space is missing after the colon")
        .help("write `key: value`, with a space after the colon")
        .suggest("put a space after the colon", vec![Edit::insert(at, " ")]);
    let mend = Mend { span: Span::empty(at), text: " ".to_owned(), role: Role::Layout };
    Some(Repair { mends: vec![mend], problem, until: place.span(start, end).end as usize })
}

fn no_space_before_comment(place: &Place<'_>) -> Option<Repair> {
    let at = place.failure.at;
    let mark = (at..=at + 1).find(|&at| byte(place.text, at) == b'#')?;
    if !matches!(place.failure.kind, E::CommentNotSeparated) {
        return None;
    }
    let span = place.span(mark, mark + 1);
    let problem = syntax(span, "a comment needs a space before its `#`")
        .help("put a space before it, or quotes around the whole text if `#` belongs to it")
        .suggest("put a space before the comment", vec![Edit::insert(span.start as usize, " ")]);
    let mend = Mend { span: Span::empty(span.start as usize), text: " ".to_owned(), role: Role::Layout };
    Some(Repair { mends: vec![mend], problem, until: span.end as usize })
}

/// A word alone on its line, with lines below that belong to it: a key whose colon was forgotten.
fn no_colon_before_block(place: &Place<'_>) -> Option<Repair> {
    let text = place.text;
    let column = |line: usize| outline::content(text, line) - line;
    let word_alone = |line: usize| {
        let written = text.get(outline::content(text, line)..place.trimmed_end(line)).unwrap_or_default();
        let is_word = |character: char| character.is_alphanumeric() || matches!(character, '_' | '-');
        !written.is_empty() && written != "-" && written.chars().all(is_word)
    };
    let lines = std::iter::successors(Some(place.line), |&line| outline::line_above(text, line));
    let line = lines.take(2).find(|&line| word_alone(line))?;
    let below =
        std::iter::successors(super::scan::next_line(text, line), |&line| super::scan::next_line(text, line))
            .find(|&line| !outline::is_idle(text, line))?;
    let starts_block = outline::begins_entry(text, below) && column(below) > column(line);
    if !starts_block || !matches!(place.failure.kind, E::MappingValueNotAllowed | E::SimpleKeyExpected) {
        return None;
    }
    let end = place.trimmed_end(line);
    let span = place.span(outline::content(text, line), end);
    let at = span.end as usize;
    let problem = syntax(span, "a key needs a colon after it")
        .help("write a colon at the end of the line")
        .suggest("put a colon after the key", vec![Edit::insert(at, ":")]);
    let mend = Mend { span: Span::empty(at), text: ":".to_owned(), role: Role::Layout };
    Some(Repair { mends: vec![mend], problem, until: at })
}

fn no_colon(place: &Place<'_>) -> Option<Repair> {
    let (start, end) = text_for_key(place)?;
    let kind = matches!(
        place.failure.kind,
        E::SimpleKeyExpected | E::MappingValueNotAllowed | E::InvalidSimpleKey | E::ExpectedBlockMappingKey
    );
    let first = byte(place.text, start);
    if !kind || place.failure.bracket.is_some() || b"[{]}\"'".contains(&first) {
        return None;
    }
    let problem = syntax(place.span(start, end), "a key needs a colon and a value after it")
        .help("write `key: value`; if this belongs to the text above, indent it further than its key");
    Some(dropped(place, start, end, problem))
}

fn special_first_character(place: &Place<'_>) -> Option<Repair> {
    let (level, start) = value_on_line(place)?;
    let first = byte(place.text, start);
    let end = place.text_end(&level);
    if !(start..=end).contains(&place.failure.at) && place.failure.at != level.start {
        return None;
    }
    let due = match first {
        b'@' | b'`' | b'%' | b',' | b']' | b'}' | b'*' => true,
        b'-' | b'?' => outline::ends_word(place.text, start + 1),
        b'|' | b'>' => matches!(place.failure.kind, E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent),
        b'&' | b'!' => !matches!(place.failure.kind, E::MappingValueNotAllowed),
        _ => false,
    };
    if !due {
        return None;
    }
    let problem = syntax(
        place.span(start, end),
        format!("a text that begins with `{}` needs quotes", char::from(first)),
    );
    let problem = match first {
        b'-' => problem.help("put it in quotes; if it is a list, begin it on the next line"),
        b'*' => problem.help("without quotes, `*` means: repeat the value of that name"),
        _ => problem.help("this character has a meaning of its own in YAML"),
    };
    Some(as_text(place, start, end, problem))
}

fn special_first_character_of_key(place: &Place<'_>) -> Option<Repair> {
    let level = place.levels.last().filter(|level| level.start == place.failure.at)?;
    let first = byte(place.text, level.start);
    let end = level.colon.filter(|_| b"@`%".contains(&first))?;
    let problem = syntax(
        place.span(level.start, end),
        format!("a key that begins with `{}` needs quotes", char::from(first)),
    )
    .help("this character has a meaning of its own in YAML");
    Some(as_text(place, level.start, end, problem))
}

fn colon_in_text(place: &Place<'_>) -> Option<Repair> {
    let failure = place.failure;
    if !matches!(
        failure.kind,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace
    ) {
        return None;
    }
    // A line whose own first colon is at fault goes on with the text above.
    let own = place.owner.filter(|level| level.colon.is_none_or(|colon| colon < failure.at));
    let level = own.or(place.holder)?;
    let start = level.value;
    if start >= line_end(place.text, level.start) || failure.at <= start || is_break(byte(place.text, start))
    {
        return None;
    }
    let end = place.text_end(&level);
    if failure.at > end {
        return None;
    }
    let problem = syntax(place.span(start, end), "a text with a colon in it needs quotes")
        .help("without quotes, a colon and a space end a key");
    Some(as_text(place, start, end, problem))
}
