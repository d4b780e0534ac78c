use std::ops::Range;

/// Whether a range is a part of something technical: an address, a link's target, a tag, a path, a name
/// of code. Nobody spells those as prose.
pub(crate) fn is_technical(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = around(text, range);
    let left = before.len() - before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = range.start - before.get(before.len() - left..).map_or(0, |token| token.trim_start().len());
    let blank = after.find(char::is_whitespace).unwrap_or(after.len());
    // What a link shows is prose, whatever it leads to.
    let end = range.end + after.find("](").map_or(blank, |shown| shown.min(blank));
    let token = text.get(start..end).unwrap_or_default();
    let in_target = before.rfind("](").is_some_and(|at| !before.get(at..).unwrap_or_default().contains(')'));
    let in_tag = token.starts_with('<')
        && token.chars().nth(1).is_some_and(|next| next.is_ascii_alphabetic() || next == '/');
    let address =
        token.contains("://") || token.contains("www.") || token.contains('@') || token.contains('\\');
    let joined = before.ends_with(['_', '#', '$', '=', '&', '~'])
        || after.starts_with(['_', '=', '(']) && !after.starts_with("(s)");
    let dotted = before.ends_with('.') && !before.ends_with("..") && start < range.start
        || after
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_alphanumeric()));
    let path = before.ends_with('/') && token.matches('/').count() > 1 || token.starts_with(['/', '~']);
    in_target || in_tag || address || joined || dotted || path
}

/// What stands before and after a range, as far as it can matter: a text may be of any size, and may be
/// looked at in any number of places.
pub(crate) fn around<'t>(text: &'t str, range: &Range<usize>) -> (&'t str, &'t str) {
    const REACH: usize = 400;
    let from = (range.start.saturating_sub(REACH)..=range.start).find(|&at| text.is_char_boundary(at));
    let to = (range.end..=range.end.saturating_add(REACH).min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at));
    let before = text.get(from.unwrap_or(range.start)..range.start).unwrap_or_default();
    (before, text.get(range.end..to.unwrap_or(range.end)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_technical_is_told_from_prose() {
        let technical = |text: &str| {
            let at = text.find("api").unwrap();
            is_technical(text, &(at..at + 3))
        };
        for text in [
            "https://example.org/api",
            "see [it](docs/api.md)",
            "me@api.org",
            "docs/v1/api",
            "<api>",
            "api.v2",
            "the_api",
            "api()",
        ] {
            assert!(technical(text), "{text}");
        }
        for text in [
            "the api.",
            "(api)",
            "[the api](x.md)",
            "api/sdk",
            "cost: api",
            "[it](x) and the api",
            "an api…",
            "api(s)",
            "[api](https://example.org/x)",
        ] {
            assert!(!technical(text), "{text}");
        }
    }
}
