use std::ops::Range;

/// In bytes: what is longer than that is no quotation, and the search for its end would cost too much.
const LONGEST: usize = 2_000;

/// What stands in quotation marks or is code, its marks included, in order. A quotation that is not
/// closed within its paragraph is none.
pub(crate) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, open)) = next_opening(text, at) {
        let inside = start + open.len_utf8();
        match closing(text, inside, open) {
            Some(end) => {
                found.push(start..end);
                at = end;
            }
            None => at = inside,
        }
    }
    found
}

/// Whether a range lies in one of those that are given in order.
pub(crate) fn is_inside(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let after = ranges.partition_point(|other| other.start <= range.start);
    let before = after.checked_sub(1).and_then(|before| ranges.get(before));
    before.is_some_and(|other| range.end <= other.end)
}

fn next_opening(text: &str, from: usize) -> Option<(usize, char)> {
    let rest = text.get(from..)?;
    rest.char_indices().map(|(at, mark)| (from + at, mark)).find(|&(at, mark)| opens(text, at, mark))
}

fn opens(text: &str, at: usize, mark: char) -> bool {
    match mark {
        '"' | '`' | '“' | '„' | '«' | '「' | '『' => true,
        // An apostrophe opens nothing inside a word or at its end.
        '\'' | '‘' | '‚' | '‹' => {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + mark.len_utf8()..).and_then(|after| after.chars().next());
            before.is_none_or(|before| !before.is_alphanumeric()) && after.is_some_and(char::is_alphanumeric)
        }
        _ => false,
    }
}

/// Where the quotation ends that a mark opened.
fn closing(text: &str, from: usize, open: char) -> Option<usize> {
    let mut limit = text.len().min(from + LONGEST);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let paragraph = text.get(from..limit)?;
    let paragraph = paragraph.find("\n\n").and_then(|end| paragraph.get(..end)).unwrap_or(paragraph);
    let closes: &[char] = match open {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '«' => &['»'],
        '‹' => &['›'],
        '「' => &['」'],
        '『' => &['』'],
        '‘' | '‚' => &['’', '‘'],
        '"' => &['"', '”'],
        '\'' => &['\''],
        _ => &['`'],
    };
    let single = matches!(open, '\'' | '‘' | '‚');
    let is_end = |&(at, mark): &(usize, char)| {
        let after = paragraph.get(at + mark.len_utf8()..).and_then(|after| after.chars().next());
        closes.contains(&mark) && !(single && after.is_some_and(char::is_alphanumeric))
    };
    paragraph.char_indices().find(is_end).map(|(at, mark)| from + at + mark.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_any_kind_are_found_and_apostrophes_are_none() {
        let inside = |text: &'static str| -> Vec<&str> {
            quoted(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(inside("say \"so\", “so”, „so“, «so», `so`"), ["\"so\"", "“so”", "„so“", "«so»", "`so`"]);
        assert_eq!(inside("the baker's 'it's done' and the bakers' shop"), ["'it's done'"]);
        assert_eq!(inside("a \" alone\n\nand another \" alone"), Vec::<&str>::new());
        let ranges = quoted("a \"b c\" d");
        assert!(is_inside(&ranges, &(3..4)) && !is_inside(&ranges, &(0..1)) && !is_inside(&ranges, &(5..9)));
    }
}
