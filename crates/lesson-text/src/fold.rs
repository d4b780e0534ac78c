use std::cmp::Ordering;
use std::str::Chars;

/// Whether a character counts for nothing when two names are compared: soft hyphens, zero-width
/// characters, the byte order mark, variation selectors.
#[must_use]
pub fn is_fold_noise(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A name or label as it is compared: lower case, straight quotes, plain hyphens, single spaces,
/// without the characters that nobody sees. `Fine‑Tuning` and `fine-tuning` fold to the same.
#[must_use]
pub fn fold(text: &str) -> String {
    // What nearly every name is made of folds byte by byte.
    let plain = |byte: u8| byte == b' ' || (byte.is_ascii_graphic() && byte != b'`');
    if text.bytes().all(plain) && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ") {
        return text.to_ascii_lowercase();
    }
    folded(text).collect()
}

/// Two texts in the order of what they fold to.
#[must_use]
pub fn compare_folded(first: &str, second: &str) -> Ordering {
    let alike = |(one, other): &(u8, u8)| one.is_ascii_alphanumeric() && one.eq_ignore_ascii_case(other);
    let at = first.bytes().zip(second.bytes()).take_while(alike).count();
    match (first.as_bytes().get(at), second.as_bytes().get(at)) {
        (None, None) => Ordering::Equal,
        (Some(one), Some(other)) if one.is_ascii_alphanumeric() && other.is_ascii_alphanumeric() => {
            one.to_ascii_lowercase().cmp(&other.to_ascii_lowercase())
        }
        _ => folded(first).cmp(folded(second)),
    }
}

/// What [`fold`] gives, character by character: two texts can be compared without a copy of either,
/// only as far as they are alike.
#[must_use]
pub fn folded(text: &str) -> Folded<'_> {
    Folded { rest: text.chars(), begun: false, held: None, next: None, alike: true, after_i: false }
}

/// See [`folded`].
#[derive(Clone, Debug)]
pub struct Folded<'a> {
    rest: Chars<'a>,
    begun: bool,
    /// The character whose turn comes after the space before it.
    held: Option<char>,
    /// The second of the characters that one folds to.
    next: Option<char>,
    /// Whether letters fold alike that capitals do not tell apart: ΟΡΟΣ is όρος, GRÖSSE is Größe, IŞIK
    /// is ışık.
    alike: bool,
    /// Whether an `i` came last, whose dot may follow by itself.
    after_i: bool,
}

impl Iterator for Folded<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(next) = self.next.take() {
            return Some(next);
        }
        if let Some(held) = self.held.take() {
            return self.fold(held);
        }
        let mut space = false;
        let character = loop {
            match self.rest.next()? {
                plain if plain.is_ascii_graphic() => break plain,
                noise if is_fold_noise(noise) => {}
                blank if blank.is_whitespace() => space = self.begun,
                character => break character,
            }
        };
        self.begun = true;
        if space {
            self.held = Some(character);
            return Some(' ');
        }
        self.fold(character)
    }
}

impl Folded<'_> {
    fn fold(&mut self, character: char) -> Option<char> {
        let after_i = std::mem::replace(&mut self.after_i, matches!(character, 'i' | 'I' | 'ı' | 'İ'));
        match character {
            '`' => Some('\''),
            _ if character.is_ascii() => Some(character.to_ascii_lowercase()),
            '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '´' => Some('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Some('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => Some('-'),
            'ς' if self.alike => Some('σ'),
            'ı' | 'İ' if self.alike => Some('i'),
            '\u{307}' if self.alike && after_i => self.next(),
            'ß' | 'ẞ' if self.alike => {
                self.next = Some('s');
                Some('s')
            }
            _ => {
                let mut lower = character.to_lowercase();
                let first = lower.next();
                self.next = lower.next();
                first
            }
        }
    }
}

/// A name as an id: its letters and digits in lower case, a hyphen for whatever stands between.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-')) {
        for word in text.split([' ', '-']).filter(|word| !word.is_empty()) {
            slug.push_str(if slug.is_empty() { "" } else { "-" });
            slug.push_str(word);
        }
        slug.make_ascii_lowercase();
        return slug;
    }
    let plain: String = Folded { alike: false, ..folded(text) }.collect();
    for word in plain.split(|character: char| !is_slug_character(character)) {
        let word = word.trim_matches(['_', '\'']);
        if !word.is_empty() {
            slug.push_str(if slug.is_empty() { "" } else { "-" });
            slug.extend(word.split('\''));
        }
    }
    slug
}

fn is_slug_character(character: char) -> bool {
    // An apostrophe belongs to its word ("who's" is `whos`), an underscore to its id.
    character.is_alphanumeric() || matches!(character, '\'' | '_') || is_combining_mark(character)
}

fn is_combining_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{e31}'..='\u{e4e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_fold_alike() {
        assert_eq!(fold("Fine\u{2011}Tuning"), fold("fine-tuning"));
        assert_eq!(fold("Who’s\u{a0}behind  it"), fold("who's behind it"));
        assert_eq!(fold(" In\u{ad}fer\u{200b}ence "), "inference");
        assert_ne!(fold("fine tuning"), fold("fine-tuning"));
        assert_eq!(fold(" \u{feff} İ\u{ad} Ä"), "i ä");
        for plain in ["", " ", "A", " A b", "A b ", "a  B", "it`s", "Yes/No? \"(10 %)\" ~", "a\tB"] {
            assert_eq!(fold(plain), folded(plain).collect::<String>(), "{plain:?}");
        }
        for name in ["Ώρες", "Größe", "ışık", "İş"] {
            assert_eq!(fold(name), fold(&name.to_uppercase()), "{name}");
        }
    }

    #[test]
    fn texts_are_compared_as_they_fold() {
        let names = [
            "", " ", "a", "A ", " b", "a-b", "a b", "A‑b", "a\u{307}", "i\u{307}", "I", "İ", "ß", "ss",
            "it’s", "IT'S", "z", "7",
        ];
        for (first, second) in names.iter().flat_map(|first| names.iter().map(move |second| (first, second)))
        {
            assert_eq!(compare_folded(first, second), fold(first).cmp(&fold(second)), "{first:?} {second:?}");
        }
    }

    #[test]
    fn slugs_hold_letters_and_digits_of_any_script() {
        assert_eq!(slug("Your data's role"), "your-datas-role");
        assert_eq!(slug("Pre-Training"), "pre-training");
        assert_eq!(slug(" - The  2nd-pass -"), "the-2nd-pass");
        assert_eq!(slug("Rock 'n' roll ' _again_"), "rock-n-roll-again");
        assert_eq!(slug("  Kosten (2026) — geschätzt "), "kosten-2026-geschätzt");
        assert_eq!(slug("事前学習"), "事前学習");
        assert_eq!(slug("—"), "");
    }
}
