use std::collections::HashMap;
use std::fmt;

use lesson_text::{Beginnings, fold, is_sentence};

use super::near;
use crate::did_you_mean;

/// How many characters a label or a bare heading may have: beyond that, it is a sentence.
pub(super) const LONGEST: usize = 80;

macro_rules! keys {
    ($($variant:ident $name:literal $about:literal [$($wording:literal),+ $(,)?])+) => {
        /// A section, paragraph, column or word that the layout knows by its wording.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Key { $(#[doc = $about] $variant),+ }

        const TABLE: &[Entry] = &[$(Entry {
            key: Key::$variant, name: $name, about: $about, wordings: &[$($wording),+],
        }),+];
    };
}

struct Entry {
    key: Key,
    name: &'static str,
    about: &'static str,
    wordings: &'static [&'static str],
}

keys! {
    Lesson "lesson" "The word before a lesson's number, in the title line and in what points on." ["Lesson"]
    Lead "lead" "The heading of the lead, for courses that give it one."
        ["Lead", "The lead", "Introduction", "Overview"]
    WhatItIs "what_it_is" "The label of a regime's first part."
        ["What it is", "What is it", "What this is"]
    WhatItDoes "what_it_does" "The label of a regime's second part."
        ["What it does", "What does it do", "What this does"]
    WhosBehindIt "whos_behind_it" "The label of a regime's third part."
        ["Who's behind it", "Who is behind it", "Whos behind it", "Who stands behind it"]
    WhatMakesItDistinct "what_makes_it_distinct" "The label of a regime's fourth part."
        ["What makes it distinct", "What makes it different", "What makes it distinctive", "What sets it apart"]
    ConceptMapping "concept_mapping" "The heading over a regime's analogies."
        ["Concept Mapping", "* Concept Mapping", "Concept Mappings", "* Concept Mappings"]
    Analogy "analogy" "The label of one analogy among several."
        ["Analogy", "The analogy", "Analogies"]
    MapsTo "maps_to" "The label of the thing in the learner's own domain."
        ["Maps to", "It maps to", "What it maps to"]
    Holds "holds" "The label of what carries over in an analogy."
        ["What holds", "Where the analogy holds", "Where it holds", "What carries over", "Holds"]
    WhereItBreaks "where_it_breaks" "The label of what no longer carries over in an analogy."
        ["Where the analogy breaks", "Where it breaks", "Where the analogy breaks down",
         "Where the analogy gets complicated", "How the analogy breaks", "What breaks"]
    Comparison "comparison" "The heading over the comparison."
        ["Comparing the Regimes", "Comparing the * Regimes", "Comparing * Regimes", "Comparison",
         "The comparison", "Comparison of the Regimes", "Comparison of the * Regimes"]
    Dimension "dimension" "The header of the comparison's first column." ["Dimension", "Dimensions"]
    FieldGuide "field_guide" "The heading over the field guide."
        ["How to Say This in the Field", "How to Say It in the Field", "Field Guide", "The field guide"]
    PrimaryScenario "primary_scenario" "The label of the field guide's main scenario."
        ["The primary scenario", "Primary scenario", "Primary scenarios"]
    SecondaryScenarios "secondary_scenarios" "The label of the field guide's other scenarios."
        ["Secondary scenarios", "The secondary scenarios", "Secondary scenario", "Other scenarios"]
    DontSay "dont_say" "The header of the column of phrases to avoid."
        ["Don't say", "Do not say", "Dont say", "Instead of", "Avoid"]
    DoSay "do_say" "The header of the column of phrases to use."
        ["Do say", "Say", "Say this", "Say instead"]
    Why "why" "The header of the column of reasons."
        ["Why it matters", "Why", "Why this matters", "Reason", "Because"]
    Regimes "regimes" "The header of the column of regimes that a field-guide line is about."
        ["Regimes", "Regime"]
    Scenario "scenario" "The header of the column of scenarios that a field-guide line serves."
        ["Scenario", "Scenarios"]
    Next "next" "The label of what points on to the next lesson."
        ["Next", "Next lesson", "Next up", "Up next", "The next lesson", "In the next lesson"]
    Covers "covers" "The words between the next lesson's number and what it is about."
        ["covers", "is about", "looks at", "turns to", "deals with", "explains", "introduces", "on"]
    And "and" "The word before the last of several scenarios." ["and"]
}

impl Key {
    /// The four parts of a regime, in canonical order.
    pub(super) const PARTS: [Self; 4] =
        [Self::WhatItIs, Self::WhatItDoes, Self::WhosBehindIt, Self::WhatMakesItDistinct];

    /// The key by the name that configuration and tree use.
    pub(super) fn of(name: &str) -> Option<Self> {
        TABLE.iter().find(|entry| entry.name == name).map(|entry| entry.key)
    }

    /// The name that configuration and tree use.
    pub(super) fn name(self) -> &'static str {
        TABLE.iter().find(|entry| entry.key == self).map_or("", |entry| entry.name)
    }

    /// Whether it labels one of the four parts of a regime.
    pub(super) fn is_part(self) -> bool {
        Self::PARTS.contains(&self)
    }

    /// Whether it labels something inside an analogy.
    pub(super) fn is_in_analogy(self) -> bool {
        matches!(self, Self::Analogy | Self::MapsTo | Self::Holds | Self::WhereItBreaks)
    }

    /// Whether it may begin a paragraph, with a colon before the text.
    pub(super) fn is_label(self) -> bool {
        self.is_part()
            || self.is_in_analogy()
            || matches!(
                self,
                Self::ConceptMapping | Self::PrimaryScenario | Self::SecondaryScenarios | Self::Next
            )
    }

    /// Whether it may be a heading, or stand on a line of its own.
    pub(super) fn is_heading(self) -> bool {
        self.is_label() || matches!(self, Self::Comparison | Self::FieldGuide | Self::Lead)
    }

    /// Whether it may head a column of the field guide's table.
    pub(super) fn is_column(self) -> bool {
        matches!(self, Self::DontSay | Self::DoSay | Self::Why | Self::Regimes | Self::Scenario)
    }
}

/// By which words Markdown names its sections, paragraphs and columns.
///
/// Each key has a canonical wording, the first, which fixes write, and others that are accepted as
/// well. Wordings match after folding case, quotes, hyphens and blanks; `*` in one stands for any
/// words. The default is English.
#[derive(Clone, Debug)]
pub struct Labels {
    wordings: HashMap<Key, Vec<String>>,
    exact: HashMap<String, Vec<Key>>,
    patterns: Vec<(Vec<String>, Key)>,
    /// How wordings begin, those apart that begin with a `*`,
    beginnings: Beginnings,
    /// of which these are the last characters.
    endings: Vec<char>,
    /// How the last words begin of the headings that are recognised though they are misspelled.
    pub(super) last_words: Vec<char>,
}

/// A key of [`Labels`] that there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel {
    /// What was asked for.
    pub key: String,
    /// The key that was probably meant.
    pub did_you_mean: Option<&'static str>,
}

impl fmt::Display for UnknownLabel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no label `{}`", self.key)?;
        match self.did_you_mean {
            Some(meant) => write!(formatter, "; did you mean `{meant}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownLabel {}

impl Default for Labels {
    fn default() -> Self {
        let mut labels = Self {
            wordings: HashMap::new(),
            exact: HashMap::new(),
            patterns: Vec::new(),
            beginnings: Beginnings::default(),
            endings: Vec::new(),
            last_words: Vec::new(),
        };
        labels.beginnings.add(TURN);
        for entry in TABLE {
            labels.put_in_front(entry.key, entry.wordings.iter().map(ToString::to_string).collect());
        }
        labels
    }
}

impl Labels {
    /// Puts a team's wordings in front of those known so far, which stay accepted; the first becomes
    /// canonical. Blank wordings are passed over.
    ///
    /// # Errors
    ///
    /// A key that is none of [`Labels::keys`].
    pub fn extend(&mut self, key: &str, wordings: Vec<String>) -> Result<(), UnknownLabel> {
        let known = Key::of(key).ok_or_else(|| UnknownLabel {
            key: key.to_owned(),
            did_you_mean: did_you_mean(key, TABLE.iter().map(|entry| entry.name))
                .and_then(|meant| TABLE.iter().find(|entry| entry.name == meant))
                .map(|entry| entry.name),
        })?;
        self.put_in_front(known, wordings);
        Ok(())
    }

    /// Every key, each with what it labels.
    pub fn keys() -> impl Iterator<Item = (&'static str, &'static str)> {
        TABLE.iter().map(|entry| (entry.name, entry.about))
    }

    /// The wording that fixes write; empty for an unknown key. A `*` in it is left out.
    #[must_use]
    pub fn canonical(&self, key: &str) -> &str {
        Key::of(key).map_or("", |key| self.canonical_of(key))
    }

    /// The wordings accepted for a key, the canonical one first.
    #[must_use]
    pub fn wordings(&self, key: &str) -> &[String] {
        Key::of(key).and_then(|key| self.wordings.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// Whether a wording is accepted for a key.
    #[must_use]
    pub fn accepts(&self, key: &str, wording: &str) -> bool {
        Key::of(key).is_some_and(|key| self.find(wording, |other| other == key).is_some())
    }

    pub(super) fn canonical_of(&self, key: Key) -> &str {
        let wordings = self.wordings.get(&key).map_or(&[][..], Vec::as_slice);
        let plain = wordings.iter().find(|wording| !wording.contains('*'));
        plain.or(wordings.first()).map_or("", |wording| wording.trim_matches(['*', ' ']))
    }

    /// The key of a wording, among those that `fits` lets through.
    pub(super) fn find(&self, wording: &str, fits: impl Fn(Key) -> bool) -> Option<Key> {
        if !self.may_be(wording) {
            return None;
        }
        let folded = normal(wording);
        if folded.is_empty() {
            return None;
        }
        let exact = self.exact.get(&folded).and_then(|keys| keys.iter().find(|&&key| fits(key)));
        if let Some(&key) = exact {
            return Some(key);
        }
        let pattern = self.patterns.iter().find(|(pattern, key)| fits(*key) && matches(pattern, &folded));
        if let Some(&(_, key)) = pattern {
            return Some(key);
        }
        (fits(Key::WhereItBreaks) && turns(&folded)).then_some(Key::WhereItBreaks)
    }

    /// Whether a text may be a wording, by its first letters and its last one: hardly any that is asked
    /// about is.
    fn may_be(&self, text: &str) -> bool {
        let closes = |last: char| last.is_whitespace() || CLOSING.contains(&last);
        let is_ending = |last: char| !last.is_ascii() || self.endings.contains(&last.to_ascii_lowercase());
        self.beginnings.may_have(text.trim_start())
            || self.endings.contains(&'*')
            || text.trim_end_matches(closes).ends_with(is_ending)
    }

    fn put_in_front(&mut self, key: Key, wordings: Vec<String>) {
        let mut wordings: Vec<String> =
            wordings.into_iter().filter(|wording| wording.chars().any(char::is_alphanumeric)).collect();
        for wording in wordings.iter().rev() {
            let folded = normal(wording);
            if folded.starts_with('*') {
                self.endings.extend(folded.chars().next_back());
            } else {
                self.beginnings.add(&folded);
            }
            if near::SECTIONS.contains(&key) {
                self.last_words.extend(near::last_word(wording));
            }
            if folded.contains('*') {
                let words = folded.replace('*', " * ").split_whitespace().map(str::to_owned).collect();
                self.patterns.insert(0, (words, key));
            } else {
                self.exact.entry(folded).or_default().insert(0, key);
            }
        }
        let known = self.wordings.entry(key).or_default();
        wordings.append(known);
        *known = wordings;
    }
}

/// What may close a wording, and does not count.
const CLOSING: [char; 4] = [':', '：', '?', ' '];

/// A wording as it is compared: folded, without the colon or question mark that may close it.
pub(super) fn normal(wording: &str) -> String {
    let mut folded = fold(wording);
    let kept = folded.trim_end_matches(CLOSING).len();
    folded.truncate(kept);
    folded
}

/// Whether a folded wording fits a pattern in which `*` stands for any number of words.
fn matches(pattern: &[String], wording: &str) -> bool {
    let is_fixed = |word: &&String| *word != "*";
    let (first, last) = (pattern.first().filter(is_fixed), pattern.last().filter(is_fixed));
    // What is asked about is hardly ever a label, which its first and last letters tell.
    if first.is_some_and(|first| !wording.starts_with(first.as_str()))
        || last.is_some_and(|last| !wording.ends_with(last.as_str()))
    {
        return false;
    }
    let words: Vec<&str> = wording.split(' ').collect();
    let (mut at, mut word) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while let Some(&written) = words.get(word) {
        match pattern.get(at) {
            Some(star) if star == "*" => {
                retry = Some((at + 1, word));
                at += 1;
                continue;
            }
            Some(due) if due == written => {
                at += 1;
                word += 1;
                continue;
            }
            _ => {}
        }
        let Some((after_star, from)) = retry else { return false };
        retry = Some((after_star, from + 1));
        at = after_star;
        word = from + 1;
    }
    pattern.iter().skip(at).all(|rest| rest == "*")
}

/// The word that labels of breaks begin with.
const TURN: &str = "where";

/// Whether a folded wording labels a break in any of the ways that authors find: "Where the analogy
/// stops holding".
fn turns(wording: &str) -> bool {
    const STEMS: [&str; 5] = ["break", "complicat", "fall", "fail", "stop"];
    let mut words = wording.split(' ');
    // What holds the end of a sentence is no label.
    words.next() == Some(TURN)
        && !words.clone().any(is_sentence)
        && words.any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_match_folded_and_with_any_words_for_a_star() {
        let labels = Labels::default();
        let find = |wording| labels.find(wording, Key::is_heading);
        assert_eq!(find("Who’s behind it:"), Some(Key::WhosBehindIt));
        assert_eq!(find("COMPARING THE 12 REGIMES"), Some(Key::Comparison));
        assert_eq!(find("Comparing the regimes"), Some(Key::Comparison));
        assert_eq!(find("Bakery concept mapping"), Some(Key::ConceptMapping));
        assert_eq!(find("Concept mapping of sorts"), None);
        assert_eq!(find("Where this stops being true"), Some(Key::WhereItBreaks));
        assert_eq!(find("Where to go"), None);
        assert_eq!(find("Where does it fail? In the oven"), None);
        assert_eq!(find("Don't say"), None);
        assert_eq!(find(""), None);
    }

    #[test]
    fn a_teams_wording_becomes_canonical_and_the_built_in_ones_stay() {
        let mut labels = Labels::default();
        labels.extend("what_it_is", vec!["Was es ist".into(), " ".into()]).unwrap();
        assert_eq!(labels.canonical("what_it_is"), "Was es ist");
        assert_eq!(labels.find("was es ist", Key::is_label), Some(Key::WhatItIs));
        assert_eq!(labels.find("What it is", Key::is_label), Some(Key::WhatItIs));
        let unknown = labels.extend("what_it_si", Vec::new()).unwrap_err();
        assert_eq!(unknown.did_you_mean, Some("what_it_is"));
        assert_eq!(unknown.to_string(), "there is no label `what_it_si`; did you mean `what_it_is`?");
    }

    #[test]
    fn a_star_alone_is_no_wording() {
        let mut labels = Labels::default();
        labels.extend("comparison", vec!["*".into(), "* gegen *".into()]).unwrap();
        assert_eq!(labels.find("anything", Key::is_heading), None);
        assert_eq!(labels.find("Brot gegen Kuchen", Key::is_heading), Some(Key::Comparison));
        assert_eq!(labels.canonical("comparison"), "Comparing the Regimes");
    }

    #[test]
    fn every_key_has_a_name_and_a_canonical_wording() {
        let labels = Labels::default();
        for (key, about) in Labels::keys() {
            assert!(!labels.canonical(key).is_empty() && about.ends_with('.'), "{key}");
            assert_eq!(Key::of(key).map(Key::name), Some(key));
        }
    }
}
