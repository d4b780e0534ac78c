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
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for character in text.chars().filter(|&character| !is_fold_noise(character)) {
        if character.is_whitespace() {
            space = true;
            continue;
        }
        if space && !folded.is_empty() {
            folded.push(' ');
        }
        space = false;
        match character {
            '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '`' | '´' => folded.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => folded.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => folded.push('-'),
            _ => folded.extend(character.to_lowercase()),
        }
    }
    folded
}

/// A name as an id: its letters and digits in lower case, a hyphen for whatever stands between.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|character: char| !is_slug_character(character));
    let words: Vec<&str> = words.map(|word| word.trim_matches('_')).filter(|word| !word.is_empty()).collect();
    words.join("-").replace('\'', "")
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
    }

    #[test]
    fn slugs_hold_letters_and_digits_of_any_script() {
        assert_eq!(slug("Your data's role"), "your-datas-role");
        assert_eq!(slug("Pre-Training"), "pre-training");
        assert_eq!(slug("  Kosten (2026) — geschätzt "), "kosten-2026-geschätzt");
        assert_eq!(slug("事前学習"), "事前学習");
        assert_eq!(slug("—"), "");
    }
}
