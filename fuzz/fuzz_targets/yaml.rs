//! Any text as YAML gives a sound tree.
#![no_main]

use std::sync::Arc;

use lesson_syntax::{Form, ReadOptions, read};
use lesson_text::SourceFile;
use lessonlint_tests::sound;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let source = Arc::new(SourceFile::new("fuzzed.yaml", text));
    sound(&read(&source, Form::Yaml, &ReadOptions::default()));
});
