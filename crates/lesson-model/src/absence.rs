use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use lesson_text::{ends_sentence, folded, is_fold_noise};

use crate::{WordList, Words};

/// In which way a value says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Void {
    /// The key is not there.
    Missing,
    /// Null, blank, or an empty list.
    Blank,
    /// A placeholder, or nothing but punctuation, and nothing else.
    Placeholder,
    /// A bare "none", where the whole point is to say something.
    Denial,
}

impl Words {
    /// In which way a text says nothing; `None` where it says something. `denial` tells whether a bare
    /// denial counts.
    #[must_use]
    pub fn void(&self, text: &str, denial: bool) -> Option<Void> {
        let bare = text.trim_matches(is_blank);
        if bare.is_empty() {
            return Some(Void::Blank);
        }
        if bare.chars().all(|character| is_punctuation(character) || is_blank(character)) {
            return Some(Void::Placeholder);
        }
        let unmarked = bare.trim_matches(is_wrapping).trim_matches(is_blank);
        if is_stand_in(unmarked) || self.is_marked(unmarked) {
            return Some(Void::Placeholder);
        }
        let said = unmarked.trim_end_matches(|character| ends_sentence(character) || is_blank(character));
        if self.starts_as_filler(said) || holds(&self.placeholders, said) {
            return Some(Void::Placeholder);
        }
        (denial && holds(&self.denials, said)).then_some(Void::Denial)
    }

    /// Whether a cell says only that there is none.
    #[must_use]
    pub fn says_none(&self, text: &str) -> bool {
        let bare = text.trim_matches(|character| is_blank(character) || is_wrapping(character));
        let bare = bare.trim_end_matches(ends_sentence);
        holds(&self.nones, bare)
    }

    /// Where the first sentence begins, past the first one, that turns from what is alike to what is not.
    #[must_use]
    pub fn turn(&self, text: &str) -> Option<usize> {
        let ends = text.match_indices(ends_sentence).map(|(at, mark)| at + mark.len());
        let starts = ends.filter_map(|end| {
            let rest = &text[end..];
            let sentence = rest.trim_start_matches(is_blank);
            (sentence.len() < rest.len()).then_some(text.len() - sentence.len())
        });
        let turns = |start: &usize| {
            let word = text[*start..].split(|character: char| !character.is_alphanumeric()).next();
            word.is_some_and(|word| self.turns.has(word))
        };
        starts.into_iter().find(turns)
    }

    /// Where a sentence that turns goes on behind the word that only joins it to what stands before ("But a taxi
    /// …"); its start where it has no such word, or one that cannot be left out ("But for the price, …").
    #[must_use]
    pub fn behind_opener(&self, text: &str, start: usize) -> usize {
        let sentence = text.get(start..).unwrap_or_default();
        let end = sentence.find(|character: char| !character.is_alphanumeric()).unwrap_or(sentence.len());
        let (word, rest) = sentence.split_at(end);
        let rest = rest.trim_start_matches(',');
        let next = rest.trim_start_matches(is_blank);
        let is_left_out = self.openers.has(word) && next.len() < rest.len() && !next.starts_with("for ");
        if is_left_out && next.starts_with(char::is_alphabetic) { text.len() - next.len() } else { start }
    }

    fn starts_as_filler(&self, text: &str) -> bool {
        self.filler.may_begin(text)
            && self.filler.folded().any(|filler| {
                let mut folded = folded(text);
                filler.chars().all(|character| folded.next() == Some(character))
            })
    }

    /// `TODO: ask legal`: a marker in capitals, then something that is no letter or digit.
    fn is_marked(&self, text: &str) -> bool {
        if !self.markers.may_begin(text) {
            return false;
        }
        let after = self.markers.written().find_map(|marker| text.strip_prefix(marker));
        let separator = after.and_then(|rest| rest.trim_start_matches(is_blank).chars().next());
        separator.is_some_and(|character| is_punctuation(character) && character != '\'' && character != '’')
    }
}

/// In bytes; the longest of the tables' values is far shorter.
const LONGEST_WHOLE_VALUE: usize = 64;

/// Whether a list holds a text as a whole value.
fn holds(list: &WordList, text: &str) -> bool {
    if text.len() > LONGEST_WHOLE_VALUE || !list.may_begin(text) {
        return false;
    }
    let mut rest = folded(text);
    let first = rest.next();
    list.folded().any(|value| {
        let mut value = value.chars();
        value.next() == first && rest.clone().eq(value)
    })
}

/// `[fill in]` or `<insert>`, and nothing beside it.
fn is_stand_in(text: &str) -> bool {
    let inside = |open, close| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let square = inside('[', ']').is_some_and(|inner| !inner.contains(['[', ']']));
    let angle = inside('<', '>').is_some_and(|inner| !inner.contains(['<', '>', ':', '@', '=']));
    square || angle
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_fold_noise(character)
}

fn is_punctuation(character: char) -> bool {
    // Most texts begin with a letter, which is known sooner than its group.
    !character.is_alphanumeric()
        && (character.general_category_group() == GeneralCategoryGroup::Punctuation || character == '~')
}

/// Marks of emphasis and quotation around a whole value.
fn is_wrapping(character: char) -> bool {
    matches!(character, '*' | '_' | '`' | '"' | '\'' | '“' | '”' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn void(text: &str) -> Option<Void> {
        Words::default().void(text, false)
    }

    #[test]
    fn blank_is_absent() {
        for text in ["", " ", "\n\t", "\u{a0}\u{200b}"] {
            assert_eq!(void(text), Some(Void::Blank), "{text:?}");
        }
    }

    #[test]
    fn punctuation_and_placeholders_are_absent() {
        for text in [
            "-",
            "—",
            "…",
            "???",
            "- - -",
            "tbd",
            "TBD.",
            "Tba",
            "TBC",
            "todo",
            "FIXME",
            "xxx",
            "n/a",
            "N/A.",
            "Not applicable.",
            "Lorem ipsum dolor sit amet",
            "[fill in]",
            "<insert>",
            "TODO: ask legal",
            "TBD - when known",
            "TODO (ask)",
            "**TBD**",
            "`todo`",
            "[fill in].",
            "*",
            "TODO—later",
        ] {
            let expected = if text == "[fill in]." { None } else { Some(Void::Placeholder) };
            assert_eq!(void(text), expected, "{text:?}");
        }
        let long = format!("Lorem ipsum dolor sit amet, {}", "consectetur ".repeat(20));
        assert_eq!(void(&long), Some(Void::Placeholder));
    }

    #[test]
    fn what_only_looks_like_a_placeholder_is_there() {
        for text in [
            "✓",
            "5",
            "+",
            "$",
            "Todo lists are kept on paper",
            "TODO lists are kept on paper",
            "todo: in lower case",
            "not applicable to bread",
            "none",
            "None — it is frozen",
            "<https://example.org>",
            "[a] or [b]",
            "[text](https://example.org)",
            "TBDs are tracked",
            "xxx rated",
            "n/a for bread",
            "TODO's meaning",
        ] {
            assert_eq!(void(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_bare_denial_counts_only_where_asked() {
        for text in ["None", "nothing.", "Nowhere!", "It doesn’t.", "no reason"] {
            assert_eq!(Words::default().void(text, true), Some(Void::Denial), "{text:?}");
            assert_eq!(void(text), None, "{text:?}");
        }
        for text in
            ["None of this holds once the dough is frozen", "It doesn't rise", "Nothing rises without yeast"]
        {
            assert_eq!(Words::default().void(text, true), None, "{text:?}");
        }
    }

    #[test]
    fn behind_a_label_the_word_that_joins_is_left_out() {
        let words = Words::default();
        let behind = |text: &'static str| &text[words.behind_opener(text, 0)..];
        assert_eq!(behind("But a taxi waits."), "a taxi waits.");
        assert_eq!(behind("However, it dies."), "it dies.");
        for text in
            ["Unlike jam, it dies.", "But for the price, it holds.", "Butter melts.", "But", "But — no", ""]
        {
            assert_eq!(behind(text), text);
        }
    }

    #[test]
    fn a_text_turns_where_a_sentence_does() {
        let turn = |text: &'static str| Words::default().turn(text).map(|at| &text[at..]);
        assert_eq!(
            turn("It keeps. But unlike jam, it dies. Unlike it."),
            Some("But unlike jam, it dies. Unlike it.")
        );
        assert_eq!(turn("It keeps!\nHowever, it dies."), Some("However, it dies."));
        for text in
            ["But it keeps.", "It keeps, but it dies.", "It keeps. Butter does not.", "v1.but no", "…", ""]
        {
            assert_eq!(turn(text), None, "{text}");
        }
    }

    #[test]
    fn a_cell_may_say_none_and_no_more() {
        let words = Words::default();
        assert!(words.says_none("None.") && words.says_none("no one") && words.says_none("*Nothing*"));
        assert!(!words.says_none("None — the dough is frozen") && !words.says_none("No-one knows"));
    }
}
