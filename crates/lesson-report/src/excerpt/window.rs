use std::ops::Range;

use crate::options::TextOptions;
use crate::visible::{stand_in, width};

/// The columns from one tab stop to the next.
const TAB: usize = 4;

/// The part of a line that is shown, with the way from the line's bytes to the shown ones.
///
/// Its cost depends on the columns shown, never on the line's length.
#[derive(Debug)]
pub(crate) struct Window {
    pub(crate) text: String,
    /// The line's offsets, each with the offset in `text` that shows it; the last is the end.
    places: Vec<(usize, usize)>,
}

impl Window {
    /// Shows `line` around `focus` in so many columns, an ellipsis where it goes on.
    pub(crate) fn new(line: &str, focus: Range<usize>, columns: usize, options: TextOptions) -> Self {
        let view = View { line, columns, options };
        let begin = view.begin(&focus);
        let mut text = if begin > 0 { options.ellipsis().to_owned() } else { String::new() };
        let mut column = if begin > 0 { options.ellipsis().chars().count() } else { 0 };
        let fits = view.columns_of(begin..line.len(), columns.saturating_sub(column)).is_some();
        let room = if fits { columns } else { columns.saturating_sub(options.ellipsis().chars().count()) };
        let mut places = Vec::new();
        let mut end = begin;
        for (offset, character) in view.characters(begin) {
            let taken =
                if character == '\t' { TAB - column % TAB } else { width(character, options.unicode) };
            end = offset;
            places.push((offset, text.len()));
            if column + taken > room {
                break;
            }
            end = offset + character.len_utf8();
            column += taken;
            push_shown(&mut text, character, taken, options);
        }
        places.push((end, text.len()));
        if end < line.len() {
            text.push_str(options.ellipsis());
        }
        Self { text, places }
    }

    /// Where the character at an offset of the line is shown; what is not shown is at the ellipsis.
    pub(crate) fn at(&self, offset: usize) -> usize {
        let index = self.places.partition_point(|place| place.0 <= offset).checked_sub(1);
        index.and_then(|index| self.places.get(index)).map_or(0, |place| place.1)
    }

    /// Where the characters before an offset of the line end.
    pub(crate) fn before(&self, offset: usize) -> usize {
        let index = self.places.partition_point(|place| place.0 < offset);
        self.places.get(index).map_or(self.text.len(), |place| place.1)
    }

    /// Whether an offset of the line is shown.
    pub(crate) fn shows(&self, offset: usize) -> bool {
        let first = self.places.first().is_some_and(|place| place.0 <= offset);
        first && self.places.last().is_some_and(|place| offset <= place.0)
    }
}

fn push_shown(text: &mut String, character: char, columns: usize, options: TextOptions) {
    if character == '\t' {
        text.extend(std::iter::repeat_n(' ', columns));
        return;
    }
    match stand_in(character, options.unicode) {
        Some(shown) => text.push_str(&shown),
        None => text.push(character),
    }
}

/// A line and how much of it can be shown.
struct View<'a> {
    line: &'a str,
    columns: usize,
    options: TextOptions,
}

impl View<'_> {
    /// The offset at which the window begins: the line's own beginning where the focus then still
    /// shows, else so that the focus stands in the middle.
    fn begin(&self, focus: &Range<usize>) -> usize {
        let focus_start = floor(self.line, focus.start);
        let focus_end = floor(self.line, focus.end).max(focus_start);
        let half = self.columns / 2;
        let needed = self.columns_of(focus_start..focus_end, half).unwrap_or(half);
        let ellipses = 2 * self.options.ellipsis().chars().count();
        let room = self.columns.saturating_sub(needed + ellipses);
        let is_whole = self.columns_of(0..self.line.len(), self.columns).is_some();
        if is_whole || self.columns_of(0..focus_start, room).is_some() {
            return 0;
        }
        let after = self.columns_of(focus_end..self.line.len(), room / 2).unwrap_or(room / 2);
        let before = self.line.get(..focus_start).unwrap_or_default();
        let mut begin = focus_start;
        let mut taken = 0;
        for (offset, character) in before.char_indices().rev().take(self.most_characters()) {
            taken += self.width(character);
            if taken > room - after {
                break;
            }
            begin = offset;
        }
        // A mark would combine with the ellipsis.
        let bare = self.characters(begin).find(|&(offset, c)| offset >= focus_start || self.width(c) > 0);
        bare.map_or(begin, |(offset, _)| offset)
    }

    /// How many columns a part of the line takes; `None` where it takes more than `most`.
    fn columns_of(&self, part: Range<usize>, most: usize) -> Option<usize> {
        let text = self.line.get(part).unwrap_or_default();
        let mut columns = 0;
        for (count, character) in text.chars().enumerate() {
            columns += self.width(character);
            if columns > most || count > self.most_characters() {
                return None;
            }
        }
        Some(columns)
    }

    fn width(&self, character: char) -> usize {
        if character == '\t' { TAB } else { width(character, self.options.unicode) }
    }

    fn characters(&self, from: usize) -> impl Iterator<Item = (usize, char)> {
        let rest = self.line.get(from..).unwrap_or_default();
        rest.char_indices()
            .map(move |(offset, character)| (from + offset, character))
            .take(self.most_characters())
    }

    /// Characters without width can follow one another without end.
    fn most_characters(&self) -> usize {
        4 * self.columns
    }
}

/// The last character bound up to an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(line: &str, focus: Range<usize>, columns: usize) -> Window {
        Window::new(line, focus, columns, TextOptions::default())
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let shown = window("title: x", 7..8, 8);
        assert_eq!(shown.text, "title: x");
        assert_eq!((shown.at(7), shown.before(8)), (7, 8));
    }

    #[test]
    fn a_long_line_is_shown_around_its_focus() {
        let line = format!("{}HERE{}", "a".repeat(5000), "b".repeat(5000));
        let shown = window(&line, 5000..5004, 20);
        assert_eq!(shown.text, "…aaaaaaaHEREbbbbbbb…");
        assert_eq!(&shown.text[shown.at(5000)..shown.before(5004)], "HERE");
        assert!(!shown.shows(3) && shown.shows(5001) && !shown.shows(9000));
        assert_eq!(window(&line, 0..2, 10).text, "aaaaaaaaa…");
        assert_eq!(window(&line, 0..9000, 10).text, "aaaaaaaaa…");
    }

    #[test]
    fn the_end_of_a_long_line_is_shown_with_no_ellipsis_after_it() {
        let line = format!("{}end", "a".repeat(500));
        let shown = window(&line, 503..503, 12);
        assert_eq!(shown.text, "…aaaaaaaend");
        assert_eq!(shown.at(503), shown.text.len());
    }

    #[test]
    fn wide_characters_tabs_and_controls_take_their_columns() {
        assert_eq!(window("\ta\tb", 0..0, 20).text, "    a   b");
        assert_eq!(window("日本語の文", 0..0, 7).text, "日本語…");
        assert_eq!(window("a\u{1b}b\u{202e}c", 0..0, 20).text, r"a␛b\u{202e}c");
    }

    #[test]
    fn marks_without_width_are_cut_too() {
        let line = format!("e{}x", "\u{301}".repeat(100_000));
        assert!(window(&line, 0..1, 20).text.chars().count() < 100);
        assert!(window(&line, line.len() - 1..line.len(), 20).text.chars().count() < 100);
    }

    #[test]
    fn offsets_inside_a_character_or_past_the_end_show_the_nearest() {
        let shown = window("é日", 1..9, 20);
        assert_eq!((shown.at(1), shown.before(1), shown.at(99), shown.before(99)), (0, 2, 5, 5));
    }
}
