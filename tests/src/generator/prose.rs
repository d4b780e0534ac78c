use std::collections::HashSet;
use std::sync::OnceLock;

use lesson_syntax::markdown::Labels;
use lesson_text::fold;

use super::random::Random;
use super::words::{AWKWARD, FIRST, NAMES, SCRIPTS, SIGNS, Script};

/// Several paragraphs, each of whole sentences, or a list below one. A line of its own can hold them.
pub(super) fn paragraphs(random: &mut Random) -> String {
    let count = random.pick(&[1, 1, 1, 2, 3]);
    let mut text: Vec<String> = (0..count).map(|_| paragraph(random)).collect();
    if random.chance(8) {
        let marks = random.pick(&[["- ", "- "], ["* ", "* "], ["1. ", "2. "]]);
        text.extend([marks.map(|mark| format!("{mark}{}", sentence(random))).join("\n")]);
    }
    text.join("\n\n")
}

/// Like [`paragraphs`], but it may begin in a way that only a label's line or quotes can hold.
pub(super) fn labelled(random: &mut Random) -> String {
    let text = paragraphs(random);
    if random.chance(25) { format!("{} {text}", random.pick(FIRST)) } else { text }
}

/// One paragraph of whole sentences.
pub(super) fn paragraph(random: &mut Random) -> String {
    let script = script(random);
    let count = random.within(1..=3);
    let sentences: Vec<String> = (0..count).map(|_| sentence_in(random, script)).collect();
    limit_bars(&sentences.join(" "))
}

/// A sentence, with the mark that ends it.
pub(super) fn sentence(random: &mut Random) -> String {
    let script = script(random);
    limit_bars(&sentence_in(random, script))
}

/// What stands in a cell: a sentence, some words, or a single sign.
pub(super) fn cell(random: &mut Random) -> String {
    match random.within(0..=9) {
        0 => random.pick(SIGNS).to_owned(),
        1..=3 => sentence(random),
        4 => format!("{} {}", random.pick(FIRST), phrase(random)),
        _ => phrase(random),
    }
}

/// What is said in the field, and why: never a single sign.
pub(super) fn said(random: &mut Random) -> String {
    match random.within(0..=9) {
        0..=3 => sentence(random),
        4 => format!("{} {}", random.pick(FIRST), phrase(random)),
        _ => phrase(random),
    }
}

/// A sentence of words enough, that sets something apart.
pub(super) fn contrast(random: &mut Random) -> String {
    format!("Unlike {}, {}.", made_up(random), words(random, &SCRIPTS[0], 8, 0))
}

/// Words enough for a reason, which stand nowhere else.
pub(super) fn reason(random: &mut Random) -> String {
    format!("because the {} of {} differs", made_up(random), made_up(random))
}

/// A word that hardly stands anywhere else.
pub(super) fn made_up(random: &mut Random) -> String {
    (0..4).map(|_| random.pick(&["ba", "ke", "lo", "mu", "ri", "so", "ta", "ve", "zu"])).collect()
}

/// Some words in a row, without an end.
pub(super) fn phrase(random: &mut Random) -> String {
    no_label(random, |random| {
        let script = script(random);
        let count = random.within(2..=7);
        words(random, script, count, 20)
    })
}

/// Some plain words in a row: no mark at all.
pub(super) fn plain(random: &mut Random) -> String {
    no_label(random, |random| {
        let script = script(random);
        let count = random.within(2..=4);
        words(random, script, count, 0)
    })
}

/// Words that are no label: on a line of their own, those are that label.
fn no_label(random: &mut Random, make: impl Fn(&mut Random) -> String) -> String {
    loop {
        let text = make(random);
        if !label_wordings().contains(&fold(&text)) {
            return text;
        }
    }
}

/// The wordings of all labels, folded.
fn label_wordings() -> &'static HashSet<String> {
    static WORDINGS: OnceLock<HashSet<String>> = OnceLock::new();
    WORDINGS.get_or_init(|| {
        let labels = Labels::default();
        let wordings = Labels::keys().flat_map(|(key, _)| labels.wordings(key));
        wordings.map(|wording| fold(wording)).collect()
    })
}

/// A name that fits a heading and a column.
pub(super) fn name(random: &mut Random) -> String {
    let name = no_label(random, |random| {
        let script = script(random);
        let count = random.within(1..=3);
        words(random, script, count, 0)
    });
    if random.chance(35) { format!("{} {name}", random.pick(NAMES)) } else { name }
}

/// A title: a phrase, or a question.
pub(super) fn title(random: &mut Random) -> String {
    let phrase = match random.within(0..=2) {
        0 => format!("{}: {}", plain(random), phrase_of_words(random)),
        _ => phrase_of_words(random),
    };
    if random.chance(30) { format!("{phrase}?") } else { phrase }
}

/// Words with a comma or a quotation between them at most, for the places that part at other marks.
fn phrase_of_words(random: &mut Random) -> String {
    let words = plain(random);
    match random.within(0..=4) {
        0 => format!("“{words}” {}", plain(random)),
        1 => format!("{words}, {}", plain(random)),
        2 => format!("{words} — {}", plain(random)),
        _ => words,
    }
}

fn script(random: &mut Random) -> &'static Script {
    if random.chance(50) { &SCRIPTS[0] } else { &SCRIPTS[random.within(0..=SCRIPTS.len() - 1)] }
}

fn sentence_in(random: &mut Random, script: &Script) -> String {
    let count = random.within(3..=12);
    let words = words(random, script, count, 12);
    let end = random.pick(script.ends);
    match random.within(0..=19) {
        0 => format!("“{words}{end}”"),
        1 => format!("({words}{end})"),
        2 => format!("\"{words}{end}\""),
        3 => format!("„{words}{end}“"),
        4 => format!("*{words}{end}*"),
        5 => format!("「{words}{end}」"),
        _ => format!("{words}{end}"),
    }
}

/// Words, among them awkward ones in so many cases of a hundred; the first is never awkward.
fn words(random: &mut Random, script: &Script, count: usize, awkward: usize) -> String {
    let mut text = String::new();
    for index in 0..count {
        let before = if index == 0 { "" } else { script.blank };
        if index > 0 && random.chance(awkward) {
            text.push_str(&format!(" {} ", random.pick(AWKWARD)));
            text.push_str(random.pick(script.words));
        } else {
            if index > 0 && awkward > 0 && random.chance(8) {
                text.push_str(script.comma);
            }
            text.push_str(before);
            text.push_str(random.pick(script.words));
        }
    }
    text
}

/// At most one bar: two lines in a row with two bars each are a table to Markdown, with or without a
/// line of dashes, so no paragraph can hold them.
fn limit_bars(text: &str) -> String {
    let mut bars = 0;
    text.chars()
        .map(|character| {
            bars += usize::from(character == '|');
            if character == '|' && bars > 1 { '/' } else { character }
        })
        .collect()
}
