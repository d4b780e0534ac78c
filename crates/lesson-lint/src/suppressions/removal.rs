//! How a comment is taken out, or one of the rules that it names.

use lesson_text::{Edit, SourceFile, Span};

/// Takes out a comment: with its line where it stands alone there, else with the blanks before it.
pub(super) fn comment(source: &SourceFile, comment: Span) -> Edit {
    let text = source.text();
    let (before, after) = text.split_at(comment.start as usize);
    let after = after.get(comment.len()..).unwrap_or_default();
    let before_blanks = before.trim_end_matches([' ', '\t']);
    let after_blanks = after.trim_start_matches([' ', '\t']);
    let begins = before_blanks.len() <= source.text_start() || before_blanks.ends_with(['\n', '\r']);
    let ends = after_blanks.is_empty() || after_blanks.starts_with(['\n', '\r']);
    let end_of = |rest: &str| text.len() - rest.len();
    match (begins, ends) {
        (true, true) => {
            // Between two lines that say something it parts them, as a blank line does.
            let next = after_line_end(after_blanks);
            let parts = source.text().get(comment.range()).is_some_and(|comment| comment.starts_with('<'))
                && !is_blank_line(before_line(before_blanks))
                && !is_blank_line(next);
            let end = if parts { after_blanks } else { next };
            Edit::replace(Span::new(before_blanks.len(), end_of(end)), "")
        }
        (true, false) => Edit::replace(Span::new(comment.start as usize, end_of(after_blanks)), ""),
        (false, _) => Edit::replace(Span::new(before_blanks.len(), comment.end as usize), ""),
    }
}

/// Takes one name out of several, with the comma that parts it from the next or from the last.
pub(super) fn name(names: &[Span], index: usize) -> Option<Edit> {
    let own = names.get(index)?;
    let span = match (names.get(index + 1), index.checked_sub(1).and_then(|last| names.get(last))) {
        (Some(next), _) => Span { start: own.start, end: next.start },
        (None, Some(last)) => Span { start: last.end, end: own.end },
        (None, None) => return None,
    };
    Some(Edit::replace(span, ""))
}

fn after_line_end(rest: &str) -> &str {
    rest.strip_prefix("\r\n").or(rest.strip_prefix(['\n', '\r'])).unwrap_or(rest)
}

/// The line that ends where this text does.
fn before_line(text: &str) -> &str {
    let text = text.strip_suffix("\r\n").or(text.strip_suffix(['\n', '\r'])).unwrap_or(text);
    text.rfind(['\n', '\r']).map_or(text, |end| &text[end + 1..])
}

/// Whether a text begins with a line without a word; its end counts as one.
fn is_blank_line(text: &str) -> bool {
    text.split(['\n', '\r']).next().unwrap_or_default().trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(text: &str) -> String {
        let start = text.find(['#', '<']).unwrap();
        let end = text.find('>').map_or_else(
            || start + text[start..].find(['\n', '\r']).unwrap_or(text.len() - start),
            |at| at + 1,
        );
        let source = SourceFile::new("x", text);
        lesson_text::apply(text, &[comment(&source, Span::new(start, end))]).unwrap()
    }

    #[test]
    fn a_comment_goes_with_its_line_or_its_blanks() {
        assert_eq!(without("a: 1\r\n  # c\r\nb: 2\r\n"), "a: 1\r\nb: 2\r\n");
        assert_eq!(without("a: 1  # c\nb: 2\n"), "a: 1\nb: 2\n");
        assert_eq!(without("# c"), "");
        assert_eq!(without("\u{feff}# c\na: 1\n"), "\u{feff}a: 1\n");
        assert_eq!(without("| x | y <!-- c --> |\n"), "| x | y |\n");
        assert_eq!(without("<!-- c --> text\n"), "text\n");
        assert_eq!(without("one\n\n<!-- c -->\n## two\n"), "one\n\n## two\n");
        assert_eq!(without("one\n<!-- c -->\ntwo\n"), "one\n\ntwo\n");
    }
}
