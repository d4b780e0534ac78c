//! Any text as configuration is applied, or refused at places inside it; what it allows can be linted.
#![no_main]

use std::sync::OnceLock;

use lesson_lint::{Config, Settings};
use lessonlint_tests::{content, settled};

libfuzzer_sys::fuzz_target!(|text: &str| {
    static LESSON: OnceLock<String> = OnceLock::new();
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    let lesson = LESSON.get_or_init(|| {
        let mut lessons = content().into_iter();
        lessons.find(|lesson| lesson.name.ends_with(".md")).expect("a lesson in Markdown").text
    });
    let mut settings = SETTINGS.get_or_init(|| Settings::new().expect("settings")).clone();
    let errors = match Config::parse(text) {
        Ok(config) => match config.apply(&mut settings) {
            Ok(refused) => {
                settled("fuzzed.md", lesson, &settings);
                refused
            }
            Err(errors) => errors,
        },
        Err(errors) => errors,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for error in errors {
        assert!(text.get(error.range.clone()).is_some(), "{error:?} of {text:?}");
    }
});
