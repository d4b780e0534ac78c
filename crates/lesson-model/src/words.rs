use std::cmp::Ordering;
use std::collections::BTreeMap;

use lesson_text::{Beginnings, fold, folded};

use crate::Stemming;

/// Words and phrases of one meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordList {
    written: Vec<String>,
    folded: Vec<String>,
    /// Single words of at most eight bytes, each as one number, in order: nearly all.
    short: Vec<u64>,
    /// The other single words, folded and in order.
    long: Vec<String>,
    /// Phrases of several words, folded, the longest first, each with its first word as a number.
    phrases: Vec<(Option<u64>, Vec<String>)>,
    /// By which letters the single words begin: most words are known by theirs to be in no list.
    beginnings: Beginnings,
    /// By which the phrases do.
    phrase_beginnings: Beginnings,
    /// By which texts do that begin with an entry.
    text_beginnings: Beginnings,
}

impl WordList {
    /// Adds words and phrases; blank ones are passed over.
    pub fn extend<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        for word in words {
            let folded = fold(word);
            let parts: Vec<String> =
                folded.split([' ', '-']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
            match parts.as_slice() {
                [] => continue,
                [single] => {
                    self.beginnings.add(single);
                    match packed(single) {
                        Some(number) => self.short.push(number),
                        None => self.long.push(single.clone()),
                    }
                }
                [first, ..] => {
                    self.phrase_beginnings.add(first);
                    self.phrases.push((packed(first), parts));
                }
            }
            self.text_beginnings.add_all_with(&folded);
            self.written.push(word.trim().to_owned());
            self.folded.push(folded);
        }
        self.short.sort_unstable();
        self.long.sort_unstable();
        self.phrases.sort_by_key(|(_, phrase)| usize::MAX - phrase.len());
    }

    /// Every entry as it is written in the list.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(String::as_str)
    }

    /// Every entry, folded.
    pub fn folded(&self) -> impl Iterator<Item = &str> {
        self.folded.iter().map(String::as_str)
    }

    /// Whether a text, without the blanks before it, may begin with an entry; most are known not to by
    /// their first letters.
    #[must_use]
    pub fn may_begin(&self, text: &str) -> bool {
        self.text_beginnings.may_have(text)
    }

    /// Whether a single word is in the list, in any case.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.beginnings.may_have(word)
            && if word.is_ascii() { self.has_plain(word) } else { self.has_plain(&fold(word)) }
    }

    fn has_plain(&self, word: &str) -> bool {
        match packed(word) {
            Some(number) => self.short.binary_search(&number).is_ok(),
            None => self.long.binary_search_by(|entry| compare(entry, word)).is_ok(),
        }
    }

    /// How many of the words that come next make up an entry of the list: the longest one counts, and
    /// none is 0.
    #[must_use]
    pub fn leads<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> usize {
        let Some(first) = words.clone().next() else { return 0 };
        if self.phrase_beginnings.may_have(first)
            && let Some(length) = self.leading_phrase(first, &words)
        {
            return length;
        }
        usize::from(self.has(first))
    }

    fn leading_phrase<'w>(
        &self,
        first: &str,
        words: &(impl Iterator<Item = &'w str> + Clone),
    ) -> Option<usize> {
        let (number, is_plain) = (packed(first), first.is_ascii());
        let is_next = |(due, phrase): &&(Option<u64>, Vec<String>)| {
            let mut next = words.clone();
            (*due == number || !is_plain)
                && phrase.iter().all(|due| next.next().is_some_and(|word| compare(due, word).is_eq()))
        };
        self.phrases.iter().find(is_next).map(|(_, phrase)| phrase.len())
    }
}

/// A word of at most eight ASCII bytes as a number, in lower case.
fn packed(word: &str) -> Option<u64> {
    let add = |number: u64, byte: &u8| number << 8 | u64::from(byte.to_ascii_lowercase());
    let number = Some(word.as_bytes()).filter(|bytes| bytes.len() <= 8)?.iter().fold(0, add);
    (number & 0x8080_8080_8080_8080 == 0).then_some(number)
}

/// A folded entry beside a word as it is written.
fn compare(entry: &str, word: &str) -> Ordering {
    // Bytes are in the order of the characters that they make up.
    if word.is_ascii() {
        return entry.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    entry.chars().cmp(folded(word))
}

/// Declares [`Words`], a list a line, and what each of them is for.
macro_rules! lists {
    ($($name:ident $about:literal [$($word:literal),* $(,)?])+) => {
        /// The words of a language by which lessons are judged: English, and what configuration adds.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Words {
            $(#[doc = $about] pub $name: WordList,)+
            /// Numbers in words.
            pub numbers: BTreeMap<String, u64>,
            /// By whose endings words are compared.
            pub stemming: Stemming,
        }

        impl Words {
            /// The name of each list, and what it holds.
            pub const LISTS: &'static [(&'static str, &'static str)] = &[$((stringify!($name), $about)),+];

            /// The list of a name.
            #[must_use]
            pub fn list(&self, name: &str) -> Option<&WordList> {
                match name {
                    $(stringify!($name) => Some(&self.$name),)+
                    _ => None,
                }
            }

            /// The list of a name, to be extended.
            pub fn list_mut(&mut self, name: &str) -> Option<&mut WordList> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }
        }

        impl Default for Words {
            fn default() -> Self {
                let list = |words: &[&str]| {
                    let mut list = WordList::default();
                    list.extend(words.iter().copied());
                    list
                };
                let numbers = NUMBERS.iter().map(|&(word, number)| (word.to_owned(), number));
                Self {
                    $($name: list(&[$($word),*]),)+
                    numbers: numbers.collect(),
                    stemming: Stemming::default(),
                }
            }
        }
    };
}

lists! {
    placeholders "Whole values that stand for what is not known yet."
        ["tbd", "tba", "tbc", "todo", "fixme", "xxx", "n/a", "not applicable"]
    filler "Beginnings of texts that only fill the page." ["lorem ipsum"]
    stand_ins "Beginnings of what stands in brackets for something that is still to be written."
        ["fill in", "insert", "add", "your", "placeholder"]
    markers "Words that make a placeholder of what follows them after a separator; they count as written."
        ["TODO", "TBD"]
    denials "Whole values that deny, where a reason or a break is due."
        ["none", "nothing", "nowhere", "no", "never", "no reason", "no break", "it doesn't", "it does not",
         "it never does", "it doesn't break", "it does not break", "doesn't break", "does not break",
         "it never breaks", "just because"]
    nones "Whole cells that say only that there is none."
        ["none", "nothing", "no one", "nobody", "no", "nil", "zero", "none at all", "nothing at all", "no one at all",
         "nobody at all", "none whatsoever", "nothing whatsoever"]
    turns "Words that begin a sentence which turns from what is alike to what is not."
        ["but", "unlike", "however"]
    openers "Those that only join it to what stands before; behind a label they are left out."
        ["but", "however"]
    contrasts "Words that set one thing against another."
        ["but", "unlike", "however", "whereas", "while", "although", "though", "yet", "instead", "rather",
         "only", "except", "contrary", "contrast", "conversely", "otherwise", "differs", "differ", "different",
         "difference", "opposite", "nevertheless", "nonetheless", "still", "despite", "in spite of", "by contrast",
         "on the other hand", "as opposed to", "without", "lacks", "lack", "unless", "until", "no longer"]
    negations "Words that deny."
        ["not", "no", "never", "none", "nothing", "nobody", "no one", "nowhere", "neither", "nor", "cannot",
         "can't", "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "won't", "wouldn't",
         "shouldn't", "couldn't", "hasn't", "haven't", "hadn't", "mustn't", "needn't", "ain't", "hardly",
         "scarcely", "rarely", "without", "nope", "false", "wrong", "untrue", "myth", "mistake"]
    hedges "Words that make a statement less sure."
        ["about", "around", "roughly", "approximately", "some", "typically", "usually", "often", "generally",
         "normally", "mostly", "nearly", "almost", "perhaps", "maybe", "probably", "likely", "possibly",
         "estimated", "estimate", "estimates", "may", "might", "could", "circa", "ca", "in the range of",
         "in the order of", "on the order of", "in general", "as a rule", "more or less", "or so", "or more",
         "or less", "ballpark", "expected", "appears", "seems", "tends"]
    absolutes "Words that leave no exception."
        ["always", "never", "guaranteed", "guarantee", "guarantees", "completely", "impossible", "absolutely",
         "entirely", "totally", "perfectly", "in every case", "no matter what", "under no circumstances",
         "risk-free", "foolproof"]
    risks "Things about which a promise may turn out to be a liability."
        ["data", "secret", "secrets", "leak", "leaks", "security", "secure", "privacy", "private", "compliance",
         "compliant", "cost", "costs"]
    limits "Words that limit a statement."
        ["unless", "except", "if", "as long as", "provided", "provided that", "so long as", "only when", "only if",
         "until", "subject to", "depending on", "depends on", "apart from", "other than", "when", "within", "where",
         "assuming", "in most cases", "impossible to guarantee", "impossible to promise", "impossible to rule out"]
    stop "Words that only hold a sentence together: articles, prepositions, pronouns, auxiliaries."
        ["a", "an", "the", "this", "that", "these", "those", "such", "some", "any", "each", "every", "all", "both",
         "either", "another", "other", "others", "same", "own", "of", "in", "on", "at", "by", "to", "from", "for",
         "with", "into", "onto", "over", "under", "about", "above", "below", "between", "among", "through", "during",
         "before", "after", "against", "across", "along", "around", "behind", "beside", "besides", "beyond", "near",
         "off", "out", "up", "down", "upon", "within", "via", "per", "as", "like", "than", "toward", "towards",
         "and", "or", "so", "if", "then", "because", "since", "when", "whenever", "where", "wherever", "which",
         "who", "whom", "whose", "what", "whatever", "why", "how", "i", "me", "my", "mine", "myself", "we", "us",
         "our", "ours", "ourselves", "you", "your", "yours", "yourself", "yourselves", "he", "him", "his", "himself",
         "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their", "theirs", "themselves",
         "one", "ones", "someone", "somebody", "something", "anyone", "anybody", "anything", "everyone", "everybody",
         "everything", "there", "here", "be", "am", "is", "are", "was", "were", "been", "being", "do", "does", "did",
         "doing", "done", "have", "has", "had", "having", "will", "would", "shall", "should", "can", "could", "may",
         "might", "must", "ought", "i'm", "i've", "i'd", "i'll", "you're", "you've", "you'd", "you'll", "he's",
         "she's", "it's", "we're", "we've", "we'd", "we'll", "they're", "they've", "they'd", "they'll", "that's",
         "there's", "here's", "what's", "who's", "where's", "let's", "also", "too", "very", "just", "even", "s",
         "t", "re", "ve", "ll", "d", "m"]
    conjunctions "Words that begin another clause."
        ["but", "because", "whereas", "although", "though", "while", "so", "since", "yet", "which"]
    joints "Words that begin another clause where a pronoun follows." ["and", "or", "then"]
    pronouns "Pronouns by which a clause begins."
        ["i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "those", "there", "everyone", "nobody",
         "it's", "we're", "you're", "they're", "that's", "there's", "i'm", "we'll", "you'll", "they'll", "i'll",
         "it'll"]
    claims "Words after which somebody else's words are given."
        ["say", "says", "said", "saying", "claim", "claims", "claimed", "claiming", "assume", "assumes", "assumed",
         "assuming", "think", "thinks", "thought", "thinking", "believe", "believes", "believed", "hear", "hears",
         "heard", "argue", "argues", "tell", "tells", "told", "promise", "promises", "promised"]
    estimates "Words before a number that keep it from being a count."
        ["least", "most", "more than", "less than", "fewer than", "up to", "over", "under", "about", "around",
         "nearly", "almost", "roughly", "approximately", "some", "other", "first", "last", "next", "another", "any",
         "every", "each", "only", "just", "further", "more", "remaining", "latter", "former", "previous",
         "following", "between", "where", "when", "whenever", "if", "suppose", "minimum of", "maximum of", "no", "both", "main", "key", "new", "additional", "extra"]
    dimensions "What a lesson calls its dimensions." ["dimensions"]
    regimes "What a lesson calls its regimes." ["regimes"]
    lessons "What a course calls its lessons." ["lesson", "lessons", "chapter", "module"]
    elsewhere "Words that make a lesson another one."
        ["next", "previous", "last", "earlier", "later", "other", "another", "coming", "following", "former", "second",
         "future"]
    articles "Words that may stand between a count and what is said of it." ["the", "these", "those", "all", "our", "its"]
    ranges "Words between two numbers of which the second is no count." ["of", "to", "or", "and", "through"]
    listing "Words between the dimensions and a list of them."
        ["which are", "that is", "these are", "they are", "namely", "are", "of", "being", "i.e", "viz"]
    partial "Words between the dimensions and a list of some of them."
        ["such as", "including", "among them", "like", "for example", "for instance", "e.g", "say", "notably",
         "especially", "above all"]
    more "What ends a list that names only some."
        ["more", "others", "other things", "so on", "so forth", "the rest", "the like", "etc", "et cetera"]
    abbreviations "What ends with a full stop that ends no sentence, without that stop."
        ["e.g", "i.e", "cf", "vs", "etc", "approx", "ca", "resp", "incl", "excl", "no", "nos", "fig", "figs", "eq",
         "sec", "ch", "vol", "pp", "p", "ed", "eds", "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "inc",
         "ltd", "co", "corp", "dept", "est", "min", "max", "art", "para", "al", "u.s", "u.k", "e.u", "a.m", "p.m"]
}

const NUMBERS: &[(&str, u64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
];

impl Words {
    /// A number in words: in the language that configuration adds, where the word that it is to replace
    /// comes from there.
    #[must_use]
    pub fn in_words(&self, number: u64, like: &str) -> Option<&str> {
        let is_english = |word: &str| NUMBERS.iter().any(|&(english, _)| english == word);
        let english = is_english(&fold(like));
        let mut all =
            self.numbers.iter().filter(|&(word, &value)| value == number && is_english(word) == english);
        all.next().map(|(word, _)| word.as_str())
    }

    /// The number that a word stands for, or its digits.
    #[must_use]
    pub fn number(&self, word: &str) -> Option<u64> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return word.parse().ok();
        }
        // Longer than any number in words.
        if word.len() > 40 {
            return None;
        }
        self.numbers.get(&*fold(word)).copied()
    }
}
