//! Slips within quotes, and characters that may stand nowhere.

use granit_parser::ErrorKind as E;
use lesson_text::Edit;

use super::messages::syntax;
use super::outline;
use super::patch::{Mend, Role};
use super::recover::Repair;
use super::repairs::{Place, as_text, dropped, malformed};
use super::scan::{byte, is_blank, line_end, line_start, skip_while};
use super::slips::value_on_line;

pub(super) fn control_character(place: &Place<'_>) -> Option<Repair> {
    let at = place.failure.at;
    let is_control = |character: &char| {
        (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
            || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    // Within a text, the error stands where the text begins.
    let rest = place.text.get(at..)?;
    let (offset, character) = rest.char_indices().find(|(_, character)| is_control(character))?;
    if offset > 0
        && !matches!(place.failure.kind, E::UnexpectedCharacter { .. } | E::UnexpectedEndOfPlainScalar)
    {
        return None;
    }
    let span = place.span(at + offset, at + offset + character.len_utf8());
    let message = format!("an invisible character (U+{:04X}) stands here, and may not", u32::from(character));
    let problem = syntax(span, message)
        .help("delete it: it often comes along when text is pasted")
        .suggest("delete the character", vec![Edit::replace(span, "")]);
    let mend = Mend { span, text: String::new(), role: Role::Layout };
    Some(Repair { mends: vec![mend], problem, until: span.end as usize })
}

pub(super) fn unknown_escape(place: &Place<'_>) -> Option<Repair> {
    let surrogate = matches!(
        place.failure.kind,
        E::InvalidLowSurrogate
            | E::InvalidLowSurrogateHexEscape
            | E::MissingLowSurrogate
            | E::UnpairedLowSurrogate
    );
    let unknown = matches!(
        place.failure.kind,
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape
    );
    let text = place.text;
    let (open, close) =
        outline::last_quote(text, place.failure.read_to, place.failure.at, place.failure.bracket.is_some())
            .filter(|_| surrogate || unknown)?;
    let close = close.filter(|&close| close < line_end(text, open))?;
    let inside = text.get(open + 1..close)?;
    let at = open + 1 + wrong_escape(inside).or_else(|| inside.find('\\'))?;
    let span = place.span(at, (at + 2).min(close));
    if surrogate {
        let problem = syntax(span, "this escape is half of a character").help("write the character itself");
        return Some(malformed(place, open, close + 1, problem));
    }
    let problem =
        syntax(span, "a backslash in double quotes begins a special character, and there is none like this")
            .help("use single quotes, or write each backslash twice");
    Some(as_text(place, open, close + 1, problem))
}

/// The first backslash that YAML gives no meaning.
fn wrong_escape(inside: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = inside.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        let code = byte(inside, at + 1);
        let digits = match code {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            _ if b"0abt\tnvfre \"/\\N_LP".contains(&code) => 0,
            _ => return Some(at),
        };
        let hex = inside.get(at + 2..at + 2 + digits);
        if !hex.is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            return Some(at);
        }
        at += 2;
    }
    None
}

pub(super) fn quote_closes_early(place: &Place<'_>) -> Option<Repair> {
    let (level, start) = value_on_line(place)?;
    let quote = byte(place.text, start);
    let close = outline::closing_quote(place.text, start).filter(|_| matches!(quote, b'"' | b'\''))?;
    let after = skip_while(place.text, close + 1, is_blank);
    let goes_on =
        !outline::ends_word(place.text, after) && byte(place.text, after) != b'#' && after < place.text.len();
    let end = place.text_end(&level);
    if close >= end || !goes_on || !(close..=end).contains(&place.failure.at) {
        return None;
    }
    let problem = syntax(place.span(start, end), "the text goes on after its closing quote")
        .related(place.span(close, close + 1), "the quote that closes it")
        .help("put the whole text in quotes of the other kind");
    Some(as_text(place, start, end, problem))
}

pub(super) fn unclosed_quote(place: &Place<'_>) -> Option<Repair> {
    let failure = place.failure;
    let kind = matches!(
        failure.kind,
        E::UnclosedQuotedScalar
            | E::DocumentIndicatorInQuotedScalar
            | E::InvalidQuotedScalarIndent
            | E::InvalidTrailingDoubleQuotedScalar
            | E::InvalidTrailingSingleQuotedScalar
            | E::TabInIndentation
            | E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
    );
    let found = outline::last_quote(place.text, failure.read_to, failure.at, failure.bracket.is_some());
    let (open, close) = found.filter(|_| kind)?;
    if close
        .is_some_and(|close| close < failure.at && line_end(place.text, close) == line_end(place.text, open))
    {
        return None;
    }
    let there = place.on_line_of(open);
    let owner = there.levels.iter().rev().find(|level| level.value <= open).copied().or(there.holder);
    let end = owner.map_or(line_end(place.text, open), |level| outline::entry_end(place.text, &level));
    let problem = syntax(place.span(open, open + 1), "a quote opens here and is not closed")
        .help("put the same quote at the end of the text");
    let start = failure.bracket.filter(|&bracket| bracket < open).unwrap_or(open);
    let begins_line = outline::content(place.text, line_start(place.text, open)) == open;
    let holds_none =
        owner.is_none_or(|level| line_start(place.text, level.start) == line_start(place.text, open));
    if begins_line && (there.holder.is_none() || !holds_none) && looks_like_key(place.text, open) {
        return Some(dropped(place, open, place.trimmed_end(open), problem));
    }
    Some(malformed(place, start, end.max(open + 1), problem))
}

/// Whether the line goes on to a colon, so that the quote began a key.
fn looks_like_key(text: &str, open: usize) -> bool {
    let rest = text.get(open..line_end(text, open)).unwrap_or_default();
    rest.contains(": ") || rest.ends_with(':')
}
