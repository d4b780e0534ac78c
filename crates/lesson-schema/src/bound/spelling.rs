//! Names as patterns: what the linter takes for a regime's or dimension's name, said as a regular expression, in the
//! part of them that JavaScript, Java and Rust share. tests/end_to_end/bound_names.rs holds the one to the other.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use lesson_model::RegimeNames;
use lesson_text::{fold, slug};

/// Inside a class: what nobody sees, and counts for nothing.
const UNSEEN: &str = r"\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff";

/// Inside a class: what folds to an apostrophe, which is no part of a slug.
const APOSTROPHES: &str = "'`‘’‚‛ʼ′´";

/// How many `s` together are looked at for a `ß` among them.
const MOST_S: usize = 6;

/// The last character that has another case.
const LAST_CASED: char = '\u{1ffff}';

/// For each regime the pattern of its names, without anchors; empty for one that no name means.
pub(super) fn of_regimes(names: &RegimeNames, count: usize) -> Vec<String> {
    let all: BTreeMap<&str, usize> = names.compared().collect();
    let mut alternatives: Vec<Vec<String>> = vec![Vec::new(); count];
    let mut others: Vec<Vec<String>> = vec![Vec::new(); count];
    for (&name, &index) in &all {
        let slug = slug(name);
        let is_folded = fold(name) == name;
        let Some(own) = alternatives.get_mut(index) else { continue };
        if is_folded && (slug != name || folds_further(name)) {
            own.push(of_folded(name));
        }
        if slug == name {
            own.push(of_slug(name));
        }
        // A name is looked up as it folds before its slug is.
        let meant_by_slug = all.get(slug.as_str()).filter(|other| **other != index);
        if let Some(others) = meant_by_slug.and_then(|other| others.get_mut(*other)).filter(|_| is_folded) {
            others.push(of_folded(name));
        }
    }
    let pattern = |(own, others): (Vec<String>, Vec<String>)| match (own.is_empty(), others.is_empty()) {
        (true, _) => String::new(),
        (false, true) => format!("(?:{})", own.join("|")),
        (false, false) => format!("(?!(?:{})$)(?:{})", others.join("|"), own.join("|")),
    };
    alternatives.into_iter().zip(others).map(pattern).collect()
}

/// The pattern, without anchors, of every text that folds to this one.
fn of_folded(name: &str) -> String {
    let blanks = format!(r"[{UNSEEN}]*\s[\s{UNSEEN}]*");
    let mut pattern = format!(r"[\s{UNSEEN}]*");
    let mut after_blank = true;
    let mut characters = name.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ' ' {
            pattern.push_str(&blanks);
            after_blank = true;
            continue;
        }
        if !std::mem::take(&mut after_blank) {
            pattern.push_str(&format!("[{UNSEEN}]*"));
        }
        match character {
            's' => {
                let more = std::iter::from_fn(|| characters.next_if_eq(&'s')).take(MOST_S - 1).count();
                pattern.push_str(&of_many_s(more + 1));
            }
            'i' => pattern.push_str(&format!(r"[iIıİ](?:[{UNSEEN}]*\u0307)?")),
            'σ' => pattern.push_str("[σΣς]"),
            '-' => pattern.push_str(r"[\-‐‑‒–—―−﹘﹣－]"),
            '"' => pattern.push_str("[\"“”„‟″«»]"),
            '\'' => pattern.push_str(&format!("[{APOSTROPHES}]")),
            other => any_case(&mut pattern, other),
        }
    }
    pattern.push_str(&format!(r"[\s{UNSEEN}]*"));
    pattern
}

/// The pattern of so many `s`, two of which may be `ß`.
fn of_many_s(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "[sS]".to_owned(),
        _ => {
            let [one, two] = [count - 1, count - 2].map(|rest| match rest {
                0 => String::new(),
                rest => format!("[{UNSEEN}]*{}", of_many_s(rest)),
            });
            format!("(?:[sS]{one}|[ßẞ]{two})")
        }
    }
}

/// The pattern, without anchors, of every text whose slug is this one.
pub(super) fn of_slug(name: &str) -> String {
    let rest = r"(?:[^\p{L}\p{N}\p{M}]|[ʼ\ufe00-\ufe0f])*";
    let blank = format!("[{APOSTROPHES}_{UNSEEN}]*[^\\p{{L}}\\p{{N}}\\p{{M}}_{APOSTROPHES}{UNSEEN}]{rest}");
    let mut pattern = rest.to_owned();
    for (index, word) in name.split('-').enumerate() {
        if index > 0 {
            pattern.push_str(&blank);
        }
        for (index, character) in word.chars().enumerate() {
            if index > 0 {
                pattern.push_str(&format!("[{APOSTROPHES}{UNSEEN}]*"));
            }
            any_case(&mut pattern, character);
        }
    }
    pattern.push_str(rest);
    pattern
}

/// Whether letters of a text are also what others fold to that capitals tell apart.
fn folds_further(name: &str) -> bool {
    name.contains(['i', 'σ']) || name.contains("ss")
}

/// A character with every other whose small letter it is.
fn any_case(pattern: &mut String, character: char) {
    static CAPITALS: OnceLock<BTreeMap<char, String>> = OnceLock::new();
    let capitals = CAPITALS.get_or_init(|| {
        let mut capitals: BTreeMap<char, String> = BTreeMap::new();
        for capital in '\0'..=LAST_CASED {
            let mut lower = capital.to_lowercase();
            if let (Some(small), None) = (lower.next(), lower.next())
                && small != capital
            {
                capitals.entry(small).or_default().push(capital);
            }
        }
        capitals
    });
    match capitals.get(&character) {
        Some(capitals) => pattern.push_str(&format!("[{character}{capitals}]")),
        None => literal(pattern, character),
    }
}

fn literal(pattern: &mut String, character: char) {
    if character.is_control() {
        pattern.push_str(&format!(r"\u{:04x}", u32::from(character)));
        return;
    }
    if r"^$\.*+?()[]{}|/".contains(character) {
        pattern.push('\\');
    }
    pattern.push(character);
}
