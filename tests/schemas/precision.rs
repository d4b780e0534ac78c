//! What a schema refuses as a text that says nothing, the linter reads as absent, and no near miss is refused.

use lesson_model::Words;
use lessonlint_tests::schemas::{TEXTS, child, clean, good, subjects};
use serde_json::Value;

/// Texts that say something, though they begin or sound like those that say nothing.
const NEAR_MISSES: &[&str] = &[
    "TODO lists",
    "Todo lists are kept on the wall.",
    "A list of TODO: one and two",
    "TBD is what the plan says.",
    "N/A for bread",
    "Not applicable to bread that is bought.",
    "XXX marks the spot",
    "fixme comments are left in the code",
    "None of the loaves rise without it.",
    "Nothing but flour and water",
    "Nowhere is it as slow as here.",
    "No reason is ever given.",
    "It doesn't wait.",
    "A printer sets lorem ipsum.",
    "[fill in] the form first",
    "<insert> is a key",
    "[sic] as it was said",
    "-5 degrees",
    "- 5",
    "… and so on",
    "?!x",
    "C",
    "0",
    "事前学習",
    "é",
    "🍞",
    "𝕏",
    "to do",
    "Tbdx",
    "ATBD",
    "a\nTBD",
    "TBD\nfor the baker",
];

/// Fields in which a bare denial says nothing.
const DENIALS: [&str; 2] = ["/where_it_breaks", "/why"];

/// Every text in a document, by its pointer.
fn texts(value: &Value, pointer: &str) -> Vec<String> {
    match value {
        Value::String(_) => vec![pointer.to_owned()],
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.flat_map(|(index, item)| texts(item, &child(pointer, &index.to_string()))).collect()
        }
        Value::Object(entries) => {
            entries.iter().flat_map(|(key, value)| texts(value, &child(pointer, key))).collect()
        }
        _ => Vec::new(),
    }
}

/// Every place of a good lesson or course that takes any words, with the verdict of each draft on a text there.
fn each_place(mut judge: impl FnMut(&str, &dyn Fn(&str) -> bool)) {
    let mut places = 0;
    for subject in subjects()
        .iter()
        .flatten()
        .filter(|subject| ["lesson", "course", "front-matter"].contains(&&*subject.kind))
    {
        for document in good(&subject.kind) {
            for place in texts(&document, "") {
                let accepts = |text: &str| {
                    let mut document = document.clone();
                    *document.pointer_mut(&place).unwrap() = text.into();
                    subject.validator.is_valid(&document)
                };
                if accepts("Some words, in a row.") {
                    places += 1;
                    judge(&format!("{}{place}", subject.file), &accepts);
                }
            }
        }
    }
    assert!(places > 100, "only {places} places take words");
}

#[test]
fn clean_lessons_are_accepted() {
    for subject in subjects().iter().flatten().filter(|subject| subject.kind == "lesson") {
        for lesson in clean().take(200) {
            let errors = subject.validator.iter_errors(&lesson);
            let errors: Vec<_> = errors.map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", subject.file);
        }
    }
}

#[test]
fn near_misses_are_accepted() {
    let words = Words::default();
    for text in NEAR_MISSES {
        assert_eq!(words.void(text, true), None, "{text:?} says nothing");
    }
    let mut refused = Vec::new();
    each_place(|place, accepts| {
        let wrong = NEAR_MISSES.iter().filter(|text| !accepts(text));
        refused.extend(wrong.map(|text| format!("{place} refuses {text:?}")));
    });
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn what_is_refused_says_nothing_to_the_linter_either() {
    let words = Words::default();
    let (mut wrong, mut blanks) = (Vec::new(), 0);
    each_place(|place, accepts| {
        let denial = DENIALS.iter().any(|field| place.ends_with(field));
        for text in TEXTS.iter().filter(|text| !accepts(text)) {
            blanks += usize::from(text.trim().is_empty());
            if words.void(text, denial).is_none() {
                wrong.push(format!("{place} refuses {text:?}, which the linter takes"));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(blanks > 100, "blank texts are refused at {blanks} places only");
}

#[test]
fn where_one_placeholder_is_refused_all_are() {
    let words = Words::default();
    let all = TEXTS.iter().filter(|text| words.void(text, false).is_some());
    let all: Vec<&&str> = all.collect();
    let mut wrong = Vec::new();
    each_place(|place, accepts| {
        let taken = all.iter().filter(|text| accepts(text)).count();
        let not_blank = all.iter().filter(|text| !text.trim().is_empty()).count();
        // All of them, blank ones alone, or, under keys of other tools, none.
        if ![0, not_blank, all.len()].contains(&taken) {
            let taken: Vec<_> = all.iter().filter(|text| accepts(text)).collect();
            wrong.push(format!("{place} takes {taken:?}, though not all that says nothing"));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
