/// Whether a character ends a sentence, in any script that has such a mark.
#[must_use]
pub fn ends_sentence(character: char) -> bool {
    matches!(
        character,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '\u{37e}'
            | '។'
            | '៕'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

/// Whether a text ends as a sentence does, what closes quotations and brackets aside.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(closes);
    // A Greek question ends with what is a semicolon elsewhere.
    let asks = || text.strip_suffix(';').is_some_and(|asked| asked.ends_with(is_greek));
    text.ends_with(ends_sentence) || asks()
}

fn is_greek(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// Whether a character is a comma, or parts less than one does, in any script that has one.
#[must_use]
pub fn is_comma(character: char) -> bool {
    matches!(character, ',' | '，' | '、' | '､' | '،' | '፣')
}

/// Whether a character is a semicolon, in any script that has one.
#[must_use]
pub fn is_semicolon(character: char) -> bool {
    matches!(character, ';' | '；' | '؛' | '፤')
}

/// Whether a character may stand between a sentence's last mark and what follows: what closes
/// quotations, brackets and emphasis. What opens a quotation in one language closes it in another.
#[must_use]
pub fn closes(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '‹' | '›' | '*' | '_' | '`')
        || matches!(character, ')' | ']' | '}' | '」' | '』' | '】' | '〉' | '》' | '）' | '］' | '｝' | '｣')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_alike_in_every_script() {
        for sentence in [
            "Bread.",
            "ψωμί;»",
            "„Brot!“",
            "«Pain ?»",
            "面包。",
            "「パン！」",
            "（빵？）",
            "خبز؟",
            "روٹی۔",
            "रोटी।",
            "Հաց։",
            "*bread…*",
        ] {
            assert!(is_sentence(sentence), "{sentence}");
        }
        for phrase in ["bread", "bread,", "面包，", "bread;", "(bread)", "«bread»"] {
            assert!(!is_sentence(phrase), "{phrase}");
        }
    }
}
