//! Whatever a lesson says: it is linted and its report drawn, and its fixes settle.
#![no_main]

use std::sync::OnceLock;

use lesson_lint::Settings;
use lesson_syntax::markdown::looks_like_lesson;
use lesson_text::SourceFile;
use lessonlint_tests::settled;

libfuzzer_sys::fuzz_target!(|text: &str| {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    let settings = SETTINGS.get_or_init(|| Settings::new().expect("settings"));
    settled("fuzzed.md", text, settings);
    // What is a lesson in Markdown says little as YAML.
    if !looks_like_lesson(&SourceFile::new("fuzzed.md", text), &settings.read.labels) {
        settled("fuzzed.yaml", text, settings);
    }
});
