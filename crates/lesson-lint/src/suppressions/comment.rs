//! What a comment says: `lessonlint-ignore RULE, RULE until=DATE -- reason`.

use lesson_syntax::did_you_mean;
use lesson_text::Span;

use crate::rules;

/// How every such comment begins, and how those that may be meant as one do.
pub(super) const MARK: &str = "lessonlint-";
const HERE: &str = "lessonlint-ignore";
const FILE: &str = "lessonlint-ignore-file";
/// How other tools call it.
const OTHER_NAMES: [&str; 5] = ["disable", "suppress", "allow", "noqa", "ignore-"];
/// What parts the reason from the rest; word processors make dashes of hyphens.
const SEPARATORS: [&str; 3] = ["--", "—", "–"];
const UNTIL: &str = "until=";

/// A comment that speaks to lessonlint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Comment {
    /// It silences rules.
    Ignore(Ignore),
    /// It begins with a word that is nearly right.
    Misspelled {
        /// The word.
        word: Span,
        /// What was probably meant.
        meant: &'static str,
    },
}

/// A comment that silences rules, each part as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ignore {
    /// Whether it is about the whole file.
    pub(super) whole_file: bool,
    /// The rules.
    pub(super) names: Vec<Span>,
    /// The day after `until=`.
    pub(super) until: Option<Span>,
    /// What follows the separator.
    pub(super) reason: Option<Span>,
    /// Text that follows the rules without a separator.
    pub(super) unparted: bool,
}

/// Reads a comment of a file; `None` where it speaks to people alone.
pub(super) fn read(text: &str, comment: Span) -> Option<Comment> {
    let inside = inside(text, comment);
    let written = text.get(inside.range())?;
    if !written.starts_with(MARK) {
        return None;
    }
    let length = written.find(|character: char| !character.is_ascii_alphabetic() && character != '-');
    let word = written.get(..length.unwrap_or(written.len()))?;
    let rest = Span::new(inside.start as usize + word.len(), inside.end as usize);
    match word {
        HERE | FILE => Some(Comment::Ignore(ignore(text, rest, word == FILE))),
        _ => {
            let meant = meant(word)?;
            let word = Span::new(inside.start as usize, rest.start as usize);
            Some(Comment::Misspelled { word, meant })
        }
    }
}

/// A comment without its marks and the blanks inside them.
fn inside(text: &str, comment: Span) -> Span {
    let written = text.get(comment.range()).unwrap_or_default();
    let inner =
        written.strip_prefix("<!--").map_or(written, |inner| inner.strip_suffix("-->").unwrap_or(inner));
    let opened = inner.trim_start_matches(['#', '!', ' ', '\t', '\r', '\n']);
    let start = written.find(inner).unwrap_or(0) + inner.len() - opened.len();
    let length = opened.trim_end().len();
    Span::new(start, start + length).shifted(comment.start as usize)
}

fn meant(word: &str) -> Option<&'static str> {
    let tail = word.strip_prefix(MARK)?;
    let other = OTHER_NAMES.iter().any(|name| tail.starts_with(name));
    // No misspelled word is much longer than the right one.
    let near = word.len() <= 2 * FILE.len() && did_you_mean(word, [HERE, FILE]).is_some();
    (other || near).then_some(if tail.contains("file") { FILE } else { HERE })
}

fn ignore(text: &str, rest: Span, whole_file: bool) -> Ignore {
    let written = text.get(rest.range()).unwrap_or_default();
    let mut ignore = Ignore { whole_file, ..Ignore::default() };
    let mut before = written.len();
    if let Some((at, separator)) = separator(written) {
        before = at;
        let reason = written.get(at + separator.len()..).unwrap_or_default();
        let start = written.len() - reason.trim_start().len();
        ignore.reason = Some(Span::new(start, written.len()).shifted(rest.start as usize));
    }
    let mut joined = true;
    for word in words(written.get(..before).unwrap_or_default()) {
        let written = word.text;
        let span = Span::new(word.at, word.at + written.len()).shifted(rest.start as usize);
        if let Some(day) = written.strip_prefix(UNTIL) {
            ignore.until = Some(Span::new(span.end as usize - day.len(), span.end as usize));
            joined = true;
            continue;
        }
        if ignore.reason.is_none() && !joined && rules::find(written).is_none() {
            ignore.unparted = true;
            break;
        }
        ignore.names.push(span);
        joined = word.comma;
    }
    ignore
}

/// Where the reason's separator stands, between blanks.
fn separator(text: &str) -> Option<(usize, &'static str)> {
    let parted = |at: usize, separator: &str| {
        let (before, after) = (&text[..at], &text[at + separator.len()..]);
        before.chars().next_back().is_none_or(char::is_whitespace)
            && after.chars().next().is_none_or(char::is_whitespace)
    };
    let found = SEPARATORS.into_iter().filter_map(|separator| {
        let mut places = text.match_indices(separator);
        places.find(|&(at, _)| parted(at, separator)).map(|(at, _)| (at, separator))
    });
    found.min()
}

struct Word<'a> {
    at: usize,
    text: &'a str,
    /// Whether a comma follows.
    comma: bool,
}

/// What stands between blanks and commas, but a colon right after the directive.
fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let parts = |character: char| character.is_whitespace() || character == ',';
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let begun =
            rest.trim_start_matches(|character: char| parts(character) || (at == 0 && character == ':'));
        if begun.is_empty() {
            return None;
        }
        let start = at + rest.len() - begun.len();
        let length = begun.find(parts).unwrap_or(begun.len());
        at = start + length;
        let comma = text.get(at..).unwrap_or_default().trim_start().starts_with(',');
        Some(Word { at: start, text: &begun[..length], comma })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(comment: &str) -> (Vec<&str>, Option<&str>, Option<&str>) {
        let Some(Comment::Ignore(ignore)) = read(comment, Span::new(0, comment.len())) else {
            panic!("{comment:?} is not read")
        };
        let slice = |span: Span| &comment[span.range()];
        (ignore.names.into_iter().map(slice).collect(), ignore.until.map(slice), ignore.reason.map(slice))
    }

    #[test]
    fn a_comment_names_rules_a_day_and_a_reason() {
        let whole = "# lessonlint-ignore thin-break, A003 until=2027-01-01 -- the break is the whole point";
        let expected = (vec!["thin-break", "A003"], Some("2027-01-01"), Some("the break is the whole point"));
        assert_eq!(said(whole), expected);
        assert_eq!(said("<!-- lessonlint-ignore R001 — a dash -->"), (vec!["R001"], None, Some("a dash")));
        assert_eq!(said("<!--lessonlint-ignore R001 --x-->").0, ["R001"]);
        assert_eq!(said("## lessonlint-ignore: R001 A003 -- x").0, ["R001", "A003"]);
        assert_eq!(
            said("<!--\nlessonlint-ignore-file\n R001,\n A003\n -- two\n lines\n-->").2,
            Some("two\n lines")
        );
        assert_eq!(said("# lessonlint-ignore -- a reason alone"), (vec![], None, Some("a reason alone")));
        assert_eq!(said("# lessonlint-ignore"), (vec![], None, None));
    }

    #[test]
    fn words_that_follow_without_a_separator_are_no_rules() {
        assert_eq!(said("# lessonlint-ignore thin-brake this is fine"), (vec!["thin-brake"], None, None));
        assert_eq!(said("# lessonlint-ignore R001, thin-brake A001 no").0, ["R001", "thin-brake", "A001"]);
    }

    #[test]
    fn what_is_nearly_a_directive_is_told_and_the_rest_is_left_alone() {
        let read = |comment: &'static str| read(comment, Span::new(0, comment.len()));
        let meant = |comment| match read(comment) {
            Some(Comment::Misspelled { meant, .. }) => Some(meant),
            _ => None,
        };
        assert_eq!(meant("# lessonlint-ingore R001 -- x"), Some(HERE));
        assert_eq!(meant("# lessonlint-ignored R001 -- x"), Some(HERE));
        assert_eq!(meant("# lessonlint-disable-file R001 -- x"), Some(FILE));
        assert_eq!(read("# lessonlint-baseline.json holds what is old"), None);
        assert_eq!(read("# see lessonlint-ignore in the guide"), None);
        assert_eq!(read("# lessonlint"), None);
    }
}
