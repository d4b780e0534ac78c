//! The pattern of a text that says something. It says of a text what `Words::void` does, in the part of regular
//! expressions that JavaScript, Java and Rust share; `tests` below hold the one to the other.

use std::sync::OnceLock;

use lesson_model::Words;
use lesson_text::ends_sentence;

/// Blanks, and what nobody sees, inside a class; spelled out, for not every engine means the same by `\s`.
const BLANK: &str = concat!(
    r"\t-\r \u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000",
    r"\ufe00-\ufe0f\ufeff"
);

/// Marks of emphasis and quotation around a whole value.
const WRAPPING: &str = "[*_`\"'“”‘’]";

/// The pattern of a text that says something; `denial` tells whether a bare denial says nothing.
pub(super) fn pattern(words: &Words, denial: bool) -> String {
    let denials = denial.then_some(&words.denials);
    let values: Vec<&str> =
        words.placeholders.written().chain(denials.into_iter().flat_map(|list| list.written())).collect();
    let end = sentence_ends();
    // Of each part it is plain where it ends, so that no engine tries the same text in many ways.
    let before = format!("[{BLANK}]*(?:{WRAPPING}+[{BLANK}]*)?");
    let after = format!("(?:{WRAPPING}+[{BLANK}]*)?$");
    let whole = any_of(values, any_case).map(|values| format!("{values}[{BLANK}{end}]*"));
    let stand_ins = [r"\[[^\[\]]*\]", "<[^<>:@=]*>"].map(|stand_in| format!("{stand_in}[{BLANK}]*"));
    let whole: Vec<String> = whole.into_iter().chain(stand_ins).collect();
    let mut refused = vec![format!("(?:{}){after}", whole.join("|"))];
    let markers = any_of(words.markers.written(), literal);
    refused.extend(markers.map(|markers| format!(r"{markers}[{BLANK}]*(?!['’])[\p{{P}}~]")));
    refused.extend(any_of(words.filler.written(), any_case));
    format!(r"^(?![{BLANK}\p{{P}}~]*$)(?!{before}(?:{}))", refused.join("|"))
}

/// What ends a sentence, inside a class; sought once, for every text of every schema has it in its pattern.
fn sentence_ends() -> &'static str {
    static ENDS: OnceLock<String> = OnceLock::new();
    ENDS.get_or_init(|| ('\0'..='\u{ffff}').filter(|&character| ends_sentence(character)).collect())
}

/// Any one of several texts; none where there is none.
fn any_of<'w>(texts: impl IntoIterator<Item = &'w str>, write: fn(char) -> String) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().map(|text| text.chars().map(write).collect()).collect();
    (!texts.is_empty()).then(|| format!("(?:{})", texts.join("|")))
}

/// A character in any case, a blank of any kind, a quote straight or curly.
fn any_case(character: char) -> String {
    match character {
        '\'' | '’' => "['’]".to_owned(),
        blank if blank.is_whitespace() => format!("[{BLANK}]+"),
        '-' => "[-‐‑]".to_owned(),
        letter => {
            let mut cases: Vec<char> = letter.to_lowercase().chain(letter.to_uppercase()).collect();
            cases.dedup();
            match cases.as_slice() {
                [lower, upper] => format!("[{lower}{upper}]"),
                _ => literal(letter),
            }
        }
    }
}

fn literal(character: char) -> String {
    if r"\^$.*+?()[]{}|".contains(character) { format!("\\{character}") } else { character.to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Pieces of texts that say nothing, and of such as only look like it.
    const PIECES: [&str; 36] = [
        "TBD",
        "tbd",
        "Tba",
        "TODO",
        "todo",
        "n/a",
        "N/A",
        "not applicable",
        "Not  applicable",
        "xxx",
        "lorem ipsum",
        "dolor",
        "none",
        "None",
        "It doesn't",
        "It doesn’t",
        "no reason",
        "[fill in]",
        "<insert>",
        "<https://a.b>",
        ":",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\n",
        ".",
        "…",
        "?",
        "—",
        "-",
        "**",
        "`",
        "\"",
        "’",
        "(",
        "Dough rises",
    ];

    #[test]
    fn the_pattern_says_what_the_model_says() {
        let words = Words::default();
        for denial in [false, true] {
            let pattern = pattern(&words, denial);
            let schema = jsonschema::validator_for(&json!({ "pattern": pattern })).unwrap();
            let judge = |text: &str| {
                let void = words.void(text, denial);
                assert_eq!(
                    schema.is_valid(&json!(text)),
                    void.is_none(),
                    "{text:?} is {void:?}, by {pattern}"
                );
            };
            judge("");
            for first in PIECES {
                judge(first);
                for second in PIECES {
                    judge(&format!("{first}{second}"));
                    for third in PIECES {
                        judge(&format!("{first}{second}{third}"));
                    }
                }
            }
        }
    }

    #[test]
    fn each_character_counts_as_it_does_to_the_model() {
        let words = Words::default();
        let schema = jsonschema::validator_for(&json!({ "pattern": pattern(&words, false) })).unwrap();
        let mut differing = Vec::new();
        // Of which one of both tables of characters is too old to know.
        let newest = '\u{2e60}'..='\u{2e63}';
        for character in ('\0'..='\u{ffff}').filter(|character| !newest.contains(character)) {
            for text in [format!("{character}"), format!("{character}TBD"), format!("TBD{character}")] {
                if schema.is_valid(&json!(text)) != words.void(&text, false).is_none() {
                    differing.push(text);
                }
            }
        }
        assert!(differing.is_empty(), "{} texts: {differing:?}", differing.len());
    }

    #[test]
    fn words_of_another_language_are_taken_literally_and_in_any_case() {
        let mut words = Words::default();
        words.placeholders.extend(["näher (…) [x]"]);
        let schema = jsonschema::validator_for(&json!({ "pattern": pattern(&words, false) })).unwrap();
        assert!(!schema.is_valid(&json!("NÄHER (…) [X]")) && schema.is_valid(&json!("näher betrachtet")));
    }
}
