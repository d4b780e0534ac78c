//! Each stage from a file's text to its findings, on a lesson of the example course in both forms.
#![allow(missing_docs, clippy::unwrap_used)]

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use lesson_lint::{Content, Expected, FileInput, Settings, lint};
use lesson_model::{Lesson, Matrix, Reader, Reported};
use lesson_syntax::{Form, read};
use lesson_text::SourceFile;

/// A lesson without its extension; both forms are there.
const LESSON: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../content/ai-foundations/04-where-the-model-runs");

fn stages(criterion: &mut Criterion) {
    let settings = Settings::new().unwrap();
    for (extension, form) in [("yaml", Form::Yaml), ("md", Form::Markdown)] {
        let path = Path::new(LESSON).with_extension(extension);
        let bytes = fs::read(&path).unwrap();
        let source = Arc::new(SourceFile::from_bytes(path.to_string_lossy(), bytes.clone()).unwrap());
        let reader = || {
            let tree = read(&source, form, &settings.read).tree;
            Reader::new(&Arc::new(tree), &settings.words, Reported::default())
        };
        let read_once = reader();
        let lesson = read_once.document::<Lesson>().unwrap();
        let mut group = criterion.benchmark_group(extension);
        group.bench_function("text to source", |bencher| {
            bencher.iter(|| SourceFile::from_bytes("x", black_box(bytes.clone())).unwrap());
        });
        group.bench_function("front end", |bencher| {
            bencher.iter(|| read(black_box(&source), form, &settings.read))
        });
        group.bench_function("shape check", |bencher| {
            bencher.iter(|| settings.shape.check(black_box(&read_once)))
        });
        group.bench_function("model", |bencher| bencher.iter(|| black_box(&read_once).document::<Lesson>()));
        group.bench_function("matrix", |bencher| {
            bencher.iter(|| Matrix::of(black_box(&lesson), &settings.words))
        });
        group.bench_function("all, with the rules", |bencher| {
            bencher.iter(|| {
                let content = Content::Bytes(bytes.clone());
                let path = format!("lesson.{extension}");
                lint(FileInput { path, form: None, content, expected: Expected::Lesson }, &settings)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
