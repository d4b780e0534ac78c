//! What is wrong with a file before anything in it is read.

use lesson_syntax::{Problem, ProblemKind, Tree};
use lesson_text::{Encoding, NotUtf8, Span};

/// The system does not give the file.
pub(crate) fn unreadable(reason: &str) -> Problem {
    Problem::new(ProblemKind::Unreadable, Span::empty(0), format!("the file cannot be read: {reason}"))
        .help("check that it is there, that it is a file, and that you may read it")
}

/// The bytes are no text in UTF-8.
pub(crate) fn not_utf8(why: NotUtf8) -> Problem {
    let (what, help) = match why.likely {
        Encoding::Utf16 => (
            "the file is UTF-16, which Windows programs call \"Unicode\"".to_owned(),
            "save it again as UTF-8: in the editor's \"Save as\" dialog, under \"Encoding\"",
        ),
        Encoding::WordProcessor => (
            "this is a word processor's file, not plain text".to_owned(),
            "save it as \"Plain text\" with the encoding UTF-8, or copy its text into a .txt file",
        ),
        Encoding::Windows1252 => (
            format!("byte {} is not UTF-8; the file is probably Windows-1252 or Latin-1", why.offset),
            "save it again as UTF-8: in the editor's \"Save as\" dialog, under \"Encoding\"",
        ),
        Encoding::Binary => (
            format!("byte {} is not UTF-8; this does not look like text", why.offset),
            "a lesson is YAML, Markdown or plain text in UTF-8",
        ),
    };
    Problem::new(ProblemKind::NotUtf8, Span::empty(why.offset), what).help(help)
}

/// A file named by hand is neither YAML nor Markdown by its name.
pub(crate) fn unknown_extension() -> Problem {
    Problem::new(
        ProblemKind::NotALesson,
        Span::empty(0),
        "a lesson's file name ends in .yaml, .yml, .md, .markdown or .txt",
    )
    .help("rename the file, or leave it out of the command")
}

/// A file named by hand holds no lesson.
pub(crate) fn not_a_lesson(tree: &Tree) -> Problem {
    let source = tree.source();
    let start = source.text_start();
    let line = source.text().get(start..).and_then(|text| text.lines().next()).unwrap_or_default();
    let span = Span::new(start, start + line.len());
    let (message, help) = match tree.form() {
        lesson_syntax::Form::Yaml => (
            "this file holds no lesson",
            "a lesson in YAML has at least two of the keys `lesson`, `regimes`, `comparison` and `field_guide` at the top",
        ),
        lesson_syntax::Form::Markdown => (
            "this file holds no lesson",
            "a lesson in Markdown begins with a line `Lesson N — Title`, or has `lesson` in its front matter, and has \
             at least one section that lessonlint knows",
        ),
    };
    Problem::new(ProblemKind::NotALesson, span, message).help(help)
}
