use std::ops::Range;

use lesson_model::Words;
use lesson_text::ends_sentence;

use super::starts::Start;
use super::technical::around;
use super::words::{Word, words};

/// Longer words in capitals are shouted.
const LONGEST: usize = 6;

/// Units and currencies, and words that are printed in capitals.
const NO_ACRONYMS: &[&str] = &[
    "KB", "MB", "GB", "TB", "PB", "EB", "KW", "MW", "GW", "TW", "KWH", "MWH", "GWH", "TWH", "KV", "MV",
    "KHZ", "MHZ", "GHZ", "RPM", "BPM", "MPH", "KPH", "PSI", "DPI", "PPI", "PPM", "PPB", "FPS", "BTU", "CFM",
    "GPM", "IU", "ML", "CM", "MM", "KM", "KG", "MG", "LB", "OZ", "DB", "KJ", "MJ", "KN", "MPA", "GPA", "USD",
    "EUR", "GBP", "JPY", "CHF", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
    "RON", "BGN", "TRY", "BRL", "MXN", "ARS", "CLP", "COP", "ZAR", "KRW", "SGD", "HKD", "TWD", "THB", "IDR",
    "MYR", "VND", "ILS", "AED", "SAR", "EGP", "NGN", "KES", "RUB", "UAH", "BTC", "ETH", "NOTE", "STOP",
    "TIP", "YES", "NEW", "TRUE", "FALSE", "NULL", "MUST", "SHALL", "MAY", "NOT", "NO", "NEVER", "ALWAYS",
    "ONLY", "ALL", "DONT", "WARN", "END", "START", "OPEN", "BUY", "SELL", "HOLD", "FREE", "HOT", "COLD",
    "LESS", "MORE", "MOST", "NOW",
];

/// An acronym in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Acronym<'t> {
    text: &'t str,
    /// Its bytes, the ending of a plural left out.
    pub(crate) range: Range<usize>,
}

impl<'t> Acronym<'t> {
    pub(crate) fn at(text: &'t str, range: Range<usize>) -> Self {
        Self { text, range }
    }

    /// As it is written, without the ending of a plural.
    pub(crate) fn bare(&self) -> &'t str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }
}

/// What looks like an acronym in prose: two or more capitals, and not a unit, a numeral, a part of a name,
/// or a word in capitals.
pub(crate) fn acronyms<'t>(
    text: &'t str,
    starts: &'t [Start],
    table: &'t Words,
) -> impl Iterator<Item = Acronym<'t>> + 't {
    let bytes = text.as_bytes();
    // Two capitals side by side, or with a letter or two between them, are rare: nearly all are words that
    // begin a sentence.
    let begins_sentence = |at: usize| {
        bytes.get(at + 1..at + 4).is_some_and(|next| {
            next.first().is_some_and(u8::is_ascii_lowercase)
                && !next.iter().skip(1).any(u8::is_ascii_uppercase)
        })
    };
    let is_after_word = |at: usize| at > 0 && bytes.get(at - 1).is_some_and(is_word_byte);
    let capitals = starts.iter().filter(|start| start.first.is_ascii_uppercase()).map(|start| start.at());
    capitals.filter(move |&at| !begins_sentence(at) && !is_after_word(at)).filter_map(move |start| {
        let range = start..start + acronym_of(token(text, start))?;
        is_acronym(text, range.clone(), table).then_some(Acronym { text, range })
    })
}

fn is_word_byte(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | 0x80..)
}

/// The letters and digits that begin here.
fn token(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    rest.get(..length).unwrap_or_default()
}

/// How much of a token is an acronym: all of it, or all but the ending of a plural.
fn acronym_of(token: &str) -> Option<usize> {
    let bare = token.strip_suffix('s').filter(|bare| bare.len() > 1).unwrap_or(token);
    let capitals = bare.bytes().filter(u8::is_ascii_uppercase).count();
    let all = capitals == bare.len();
    // `SaaS`, `IoT`, `QoS`: small letters in the middle.
    let mixed = capitals >= 2
        && bare.len() <= 5
        && bare.len() - capitals <= 2
        && bare.bytes().all(|byte| byte.is_ascii_alphabetic())
        && bare.bytes().next_back().is_some_and(|last| last.is_ascii_uppercase())
        && (bare.len() <= 4 && !bare.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
            || bare.ends_with("aaS"));
    (capitals >= 2 && bare.len() <= LONGEST && (all || mixed)).then_some(bare.len())
}

fn is_acronym(text: &str, range: Range<usize>, table: &Words) -> bool {
    let name = text.get(range.clone()).unwrap_or_default();
    let upper = name.to_ascii_uppercase();
    let same = name.bytes().all(|byte| Some(&byte) == name.as_bytes().first());
    let small = table.stop.has(name) || table.absolutes.has(name) || table.negations.has(name);
    if same || small || NO_ACRONYMS.contains(&&*upper) || is_roman(name) {
        return false;
    }
    let (before, after) = around(text, &range);
    let after = after.strip_prefix('s').unwrap_or(after);
    !is_designation(before, after) && !is_shouted(before, after) && !is_in_name(before, after)
}

/// `GPT-4`, `ISO 9001`, `R&D`, `U.S.`, `A/B`: a model, a standard, letters that stand for themselves.
fn is_designation(before: &str, after: &str) -> bool {
    let digit = |text: &str| text.starts_with(|next: char| next.is_ascii_digit());
    let numbered = after.strip_prefix(['-', ' ', '\u{2011}', '\u{a0}']).is_some_and(digit);
    let joined = after.starts_with('&') || before.ends_with('&') || after.starts_with('+');
    let single = |text: &str| {
        text.chars().next().is_some_and(char::is_uppercase)
            && !text.chars().nth(1).is_some_and(char::is_alphanumeric)
    };
    let parted = after.strip_prefix(['-', '/']).is_some_and(single);
    numbered || joined || parted
}

/// Whether the words beside it are in capitals, too, so that it is shouted; acronyms hardly ever stand
/// three in a row.
fn is_shouted(before: &str, after: &str) -> bool {
    let is_capital = |word: &&str| {
        let letters = word.chars().filter(|character| character.is_alphabetic());
        let (count, capitals) = letters.fold((0, 0), |(count, capitals), letter| {
            (count + 1, capitals + usize::from(letter.is_uppercase()))
        });
        count > 0 && count == capitals
    };
    let line_before = before.rsplit('\n').next().unwrap_or_default();
    let line_after = after.split('\n').next().unwrap_or_default();
    let left = line_before.split_whitespace().rev().take_while(is_capital).count();
    let right = line_after.split_whitespace().take_while(is_capital).count();
    left + right >= 2
}

/// Whether a capitalised word stands right beside it inside a sentence: `Vertex AI`, `SAP Concur`.
fn is_in_name(before: &str, after: &str) -> bool {
    let is_name = |word: &str| {
        let mut characters = word.chars();
        let capital = characters.next().is_some_and(char::is_uppercase);
        capital && characters.clone().count() > 1 && characters.any(char::is_lowercase)
    };
    let next = after
        .strip_prefix(' ')
        .map(|next| next.split(|next: char| !next.is_alphanumeric()).next().unwrap_or_default());
    let led = before.strip_suffix(' ').filter(|before| before.ends_with(char::is_alphanumeric));
    let last = led.map(|led| led.rsplit(|last: char| !last.is_alphanumeric()).next().unwrap_or_default());
    let begins = |word: &str| {
        let rest = led.and_then(|led| led.strip_suffix(word)).unwrap_or_default().trim_end();
        rest.is_empty()
            || rest.ends_with(|last: char| {
                ends_sentence(last) || matches!(last, ':' | '"' | '“' | '(' | '|' | '*' | '—' | '#')
            })
    };
    next.is_some_and(is_name) || last.is_some_and(|last| is_name(last) && !begins(last))
}

/// I to XXXIX: longer ones are rare, and look like acronyms.
fn is_roman(name: &str) -> bool {
    let ones = name.trim_start_matches('X');
    name.len() - ones.len() <= 3
        && matches!(ones, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

/// Whether the text spells an acronym out where it stands: before or after it in brackets, or in the same
/// sentence word by word.
pub(crate) fn is_spelled_out(text: &str, range: &Range<usize>, table: &Words) -> bool {
    let name = Acronym::at(text, range.clone()).bare().to_lowercase();
    let (before, after) = around(text, range);
    let near = text.get(range.start - before.len()..range.end + after.len()).unwrap_or_default();
    let after = after.strip_prefix('s').unwrap_or(after);
    if let Some(led) = before.trim_end_matches(['"', '“', '*', '_', '\'']).strip_suffix('(') {
        return spells(&window_before(led, &name), &name);
    }
    let opened = after.trim_start_matches(['"', '”', '*', '_', '\'']).trim_start().strip_prefix('(');
    let bracketed = opened.and_then(|inside| inside.split(')').next());
    if bracketed.is_some_and(|inside| spells(inside, &name)) {
        return true;
    }
    // Two letters stand side by side anywhere; for those, something must say what they are.
    let short = name.chars().count() < 3;
    (!short || is_announced(before, after)) && initials(&words(near).collect::<Vec<_>>(), &name, table)
}

/// As many words before a bracket as the acronym may stand for.
fn window_before(before: &str, name: &str) -> String {
    let most = name.chars().count() * 2 + 1;
    let last: Vec<&str> = before.split_whitespace().rev().take(most).collect();
    last.into_iter().rev().collect::<Vec<_>>().join(" ")
}

/// Whether the letters of an acronym stand in a text in their order, the first one at or right after the
/// beginning of a word: what is put in brackets beside a phrase hardly ever is anything else.
fn spells(phrase: &str, name: &str) -> bool {
    let phrase = phrase.to_lowercase();
    let mut letters = name.chars();
    let Some(first) = letters.next() else { return false };
    let starts = words(&phrase).flat_map(|word| {
        let begin = word.start;
        word.text
            .char_indices()
            .take(2)
            .filter(move |&(_, letter)| letter == first)
            .map(move |(at, _)| begin + at + first.len_utf8())
            .collect::<Vec<_>>()
    });
    starts.into_iter().any(|start| {
        let mut rest = phrase.get(start..).unwrap_or_default().chars();
        letters.clone().all(|letter| rest.any(|other| other == letter))
    })
}

/// Whether words stand in a row whose first letters are those of the acronym; small words may be left out.
fn initials(all: &[Word<'_>], name: &str, table: &Words) -> bool {
    let starts = |word: &Word<'_>, letter: char| {
        word.text.chars().next().is_some_and(|first| first.to_lowercase().eq([letter]))
    };
    (0..all.len()).any(|from| {
        let mut letters = name.chars().peekable();
        for (index, word) in all.get(from..).unwrap_or_default().iter().enumerate() {
            let Some(&letter) = letters.peek() else { break };
            let itself = word.text.chars().skip(1).any(char::is_uppercase);
            if !itself && starts(word, letter) {
                letters.next();
            } else if index == 0 || itself || !table.stop.has(word.text) {
                return false;
            }
        }
        letters.peek().is_none()
    })
}

/// Whether what stands beside an acronym says that it is short for something.
fn is_announced(before: &str, after: &str) -> bool {
    const SIGNS: [&str; 9] =
        ["or", "short", "stands", "abbreviated", "called", "means", "meaning", "aka", "known"];
    let near = |word: Word<'_>| SIGNS.iter().any(|sign| word.text.eq_ignore_ascii_case(sign));
    let sentence_end = |character: char| ends_sentence(character);
    let last = before.rsplit(sentence_end).next().unwrap_or_default();
    let next = after.split(sentence_end).next().unwrap_or_default();
    words(last).collect::<Vec<_>>().into_iter().rev().take(3).any(near) || words(next).take(3).any(near)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::starts;

    fn found(text: &str) -> Vec<String> {
        acronyms(text, &starts(text), &Words::default()).map(|acronym| acronym.bare().to_owned()).collect()
    }

    #[test]
    fn acronyms_are_told_from_other_capitals() {
        assert_eq!(
            found("An SLA, two APIs, the IdP's SaaS and IoT; TCP/IP, non-EU, AI-driven"),
            ["SLA", "API", "IdP", "SaaS", "IoT", "TCP", "IP", "EU", "AI"]
        );
        for text in [
            "World War II, Part XIV",
            "80 GB and 80GB at 5 MW for 20 EUR",
            "GPT-4, H100, ISO 9001, R&D, U.S. law",
            "DO NOT OPEN THE LID",
            "you must NEVER do it, and do NOT",
            "GitHub, OpenAI, iPhone, MySQL, YouTube",
            "use Vertex AI here",
            "A B C, I am, Mr T",
            "AAA rating",
            "CO2 and H2O",
            "WARNING: hot",
            "an A/B test",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn acronyms_are_spelled_out_in_either_order() {
        let spelled = |text: &str| {
            let table = Words::default();
            let starts = starts(text);
            let all: Vec<_> = acronyms(text, &starts, &table).collect();
            !all.is_empty() && all.iter().any(|acronym| is_spelled_out(text, &acronym.range, &table))
        };
        for text in [
            "a large language model (LLM)",
            "large language models (LLMs) are",
            "an LLM (large language model)",
            "LLM, short for large language model",
            "LLM stands for large language model",
            "a large language model, or LLM, is",
            "the graphics processing units (GPUs)",
            "cross-origin resource sharing (CORS)",
            "an identity provider (IdP)",
            "hazard analysis and critical control points, HACCP for short",
            "extensible stylesheet language (XSL)",
            "a statement of work, or SOW,",
            "sales engineer, SE for short",
            "mean time between failures (\"MTBF\")",
            "Multi-factor authentication helps. With MFA, a stolen password is not enough.",
        ] {
            assert!(spelled(text), "{text}");
        }
        for text in [
            "an LLM",
            "the vendor (SLA)",
            "an SLA (see below)",
            "so everyone asks an SE",
            "our LLM makes mistakes (often)",
        ] {
            assert!(!spelled(text), "{text}");
        }
    }
}
