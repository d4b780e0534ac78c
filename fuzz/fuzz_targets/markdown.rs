//! Any text as Markdown gives a sound tree.
#![no_main]

use std::sync::Arc;

use lesson_syntax::markdown::{Labels, looks_like_lesson};
use lesson_syntax::{Form, ReadOptions, read};
use lesson_text::SourceFile;
use lessonlint_tests::sound;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let source = Arc::new(SourceFile::new("fuzzed.md", text));
    let _ = looks_like_lesson(&source, &Labels::default());
    sound(&read(&source, Form::Markdown, &ReadOptions::default()));
});
