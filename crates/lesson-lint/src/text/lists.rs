use std::ops::Range;

use lesson_model::Words;
use lesson_text::{is_comma, is_semicolon};

use super::sentences::sentences;
use super::words::{Word, following, words};

/// In words; longer items are no names of dimensions.
const LONGEST_ITEM: usize = 9;

/// A longer list is none of dimensions.
const MOST_ITEMS: usize = 40;

/// How many words for dimensions are looked at; each costs a reading of the text.
const MOST_NOUNS: usize = 8;

/// A list of dimensions in an intro.
pub(crate) struct List {
    /// The word for dimensions.
    pub(crate) noun: Range<usize>,
    pub(crate) items: Vec<Range<usize>>,
    /// Whether a sign or word introduces it, so that it is surely one.
    pub(crate) introduced: bool,
    /// Whether it says that it names only some.
    pub(crate) is_partial: bool,
    /// How many dimensions there are, by the number before the word.
    pub(crate) number: Option<u64>,
}

impl List {
    /// Its bytes, from the first item to the last.
    pub(crate) fn range(&self) -> Range<usize> {
        let (first, last) = (self.items.first(), self.items.last());
        first.zip(last).map_or(0..0, |(first, last)| first.start..last.end)
    }
}

/// The first list of dimensions that follows a word for them.
pub(crate) fn find_list(intro: &str, table: &Words) -> Option<List> {
    let all: Vec<Word<'_>> = words(intro).collect();
    let nouns = all.iter().enumerate().filter(|(_, word)| table.dimensions.has(word.text));
    nouns.take(MOST_NOUNS).find_map(|(index, _)| list_after(intro, &all, index, table))
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
    // "Of five dimensions, two (time and cost) …" lists as many as the number before the list says.
    let lead = all.iter().skip(noun + 1).take_while(|word| word.end() <= from).last();
    let of_some = lead.and_then(|word| table.number(word.text)).filter(|_| introduced);
    let noun = all.get(noun)?.range();
    let is_partial = partial > 0 || open || of_some.is_some_and(|some| Some(some) != number);
    Some(List { noun, items, introduced, is_partial, number })
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
    let pieces = pieces(text);
    let (last, sure) = last_piece(text, &pieces, table);
    let mut open = !sure || text.trim_end().ends_with('…') || text.trim_end().ends_with("...");
    let mut items = Vec::new();
    let final_items = pieces.get(last).map(|piece| split(text, piece, table)).unwrap_or_default();
    for piece in pieces.into_iter().take(last).chain(final_items) {
        let all: Vec<Word<'_>> = words(text.get(piece.clone()).unwrap_or_default()).collect();
        let joint = usize::from(!items.is_empty() && begins_with_joint(&all, table));
        let own = all.get(joint..).unwrap_or_default();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        if following(&table.more, own, 0) == own.len() {
            open = true;
            continue;
        }
        if own.len() > LONGEST_ITEM || items.len() > MOST_ITEMS {
            return None;
        }
        let start = range.start + piece.start;
        items.push(start + first.start..start + last.end());
    }
    (2..=MOST_ITEMS).contains(&items.len()).then_some((items, open))
}

/// What commas, semicolons and line ends part.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let parts = |mark: char| is_comma(mark) || is_semicolon(mark) || mark == '\n';
    for (at, mark) in text.char_indices().filter(|&(_, mark)| parts(mark)) {
        pieces.push(from..at);
        from = at + mark.len_utf8();
    }
    pieces.push(from..text.len());
    pieces
}

/// Which piece ends the list, for its sentence may go on, and whether that is sure: the first that begins
/// with "and", else the first past the first one that holds it, else the first one that does.
fn last_piece(text: &str, pieces: &[Range<usize>], table: &Words) -> (usize, bool) {
    let all = |piece: &Range<usize>| words(text.get(piece.clone()).unwrap_or_default()).collect::<Vec<_>>();
    let begins = |piece: &Range<usize>| begins_with_joint(&all(piece), table);
    let holds = |piece: &Range<usize>| all(piece).iter().skip(1).any(|word| table.joints.has(word.text));
    let past_first = |test: &dyn Fn(&Range<usize>) -> bool| {
        pieces.iter().enumerate().skip(1).find(|(_, piece)| test(piece)).map(|(index, _)| index)
    };
    if let Some(last) = past_first(&begins).or_else(|| past_first(&holds)) {
        return (last, true);
    }
    match pieces.first() {
        Some(first) if holds(first) => (0, pieces.len() == 1),
        _ => (pieces.len().saturating_sub(1), true),
    }
}

fn begins_with_joint(words: &[Word<'_>], table: &Words) -> bool {
    words.first().is_some_and(|word| table.joints.has(word.text))
}

/// "Effort and taste" as two items.
fn split(text: &str, piece: &Range<usize>, table: &Words) -> Vec<Range<usize>> {
    let all: Vec<Word<'_>> = words(text.get(piece.clone()).unwrap_or_default()).collect();
    let joint = all.iter().skip(1).find(|word| table.joints.has(word.text));
    match joint.filter(|_| !begins_with_joint(&all, table)) {
        Some(word) => vec![piece.start..piece.start + word.start, piece.start + word.start..piece.end],
        None => vec![piece.clone()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(intro: &str) -> Option<(Vec<&str>, bool)> {
        let list = find_list(intro, &Words::default())?;
        Some((list.items.iter().map(|item| &intro[item.clone()]).collect(), list.is_partial))
    }

    #[test]
    fn lists_are_found_however_they_are_introduced() {
        let three = Some((vec!["time", "cost", "taste"], false));
        for intro in [
            "Compared on three dimensions: time, cost, and taste.",
            "Compared on dimensions that matter — time, cost and taste — and no other.",
            "These dimensions (time, cost, taste) decide it.",
            "The dimensions are time, cost and taste.",
            "Along the dimensions of time, cost and taste, they differ.",
            "The dimensions, namely time, cost and taste, come back later, often.",
            "The dimensions:\n\n- time\n- cost\n- taste\n\nAll three matter.",
            "Three dimensions matter: time; cost; taste.",
        ] {
            assert_eq!(listed(intro), three, "{intro}");
        }
        assert_eq!(listed("Dimensions such as time and cost."), Some((vec!["time", "cost"], true)));
        assert_eq!(listed("Dimensions: time, cost, and so on."), Some((vec!["time", "cost"], true)));
        for intro in [
            "Of five dimensions, two (time and cost) matter.",
            "Of five dimensions we look at two: time and cost.",
        ] {
            assert_eq!(listed(intro), Some((vec!["time", "cost"], true)), "{intro}");
        }
        assert_eq!(
            listed("The dimensions are time and cost, which matter."),
            Some((vec!["time", "cost"], true))
        );
    }

    #[test]
    fn what_is_no_list_is_none() {
        for intro in [
            "The dimensions matter.",
            "Time and cost are the dimensions. Read on, and look.",
            "Three dimensions: they matter to whoever has to pay for a loaf, and they are easy.",
            "",
        ] {
            assert_eq!(listed(intro), None, "{intro}");
        }
    }
}
