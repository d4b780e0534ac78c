//! Entries of a mapping change places, and nothing else does.

use std::sync::Arc;

use lesson_syntax::{Form, ReadOptions, read, reorder};
use lesson_text::{SourceFile, apply};

fn reordered(text: &str, form: Form, pointer: &str, order: &[usize]) -> Option<String> {
    let options = ReadOptions::default();
    let tree = read(&Arc::new(SourceFile::new("x", text)), form, &options).tree;
    let edits = reorder(&tree, &options.labels, tree.at_pointer(pointer)?, order)?;
    apply(text, &edits).ok()
}

#[test]
fn entries_of_yaml_move_with_their_comments() {
    let text = "a:\n  # about b\n  b: one # here\n\n  # about c\n  c: |\n    two\n\n    three\n  d: {x: 1}\n# end\ne: f";
    let moved = reordered(text, Form::Yaml, "/a", &[1, 2, 0]);
    let expected = "a:\n\n  # about c\n  c: |\n    two\n\n    three\n  d: {x: 1}\n  # about b\n  b: one # here\n# end\ne: f";
    assert_eq!(moved.as_deref(), Some(expected));
    assert_eq!(
        reordered("{b: one, a: \"two\"}", Form::Yaml, "", &[1, 0]).as_deref(),
        Some("{a: \"two\", b: one}")
    );
    assert_eq!(
        reordered("a:\r\n  # on b\r\n  b: one\r\n  c: two", Form::Yaml, "/a", &[1, 0]).as_deref(),
        Some("a:\r\n  c: two\r\n  # on b\r\n  b: one")
    );
}

#[test]
fn entries_of_yaml_stay_where_moving_them_says_something_else() {
    for (text, pointer) in [
        ("- b: one\n  c: two\n", "/0"),
        ("a:\n  b: &x one\n  c: *x\n", "/a"),
        ("a: {b: one, # first\n  c: two}\n", "/a"),
        ("a:\n  b: one\n  c: |+\n    two\n\nd: e\n", "/a"),
        ("a:\n  ? b\n  : one\n  c: two\n", "/a"),
    ] {
        assert_eq!(reordered(text, Form::Yaml, pointer, &[1, 0]), None, "{text}");
    }
}

const MARKDOWN: &str = "# Lesson 1 — Dough\n\n## Yeast\n\nWhat it is: Fast.\n\n## Sourdough\n\nWhat it is: Slow.\n\n\
    ## Comparing the Regimes\n\n";

#[test]
fn columns_of_a_table_change_places() {
    let pointer = "/comparison/dimensions/0/cells";
    let moved = |table: &str| reordered(&format!("{MARKDOWN}{table}"), Form::Markdown, pointer, &[1, 0]);
    let after = |table: &str| Some(format!("{MARKDOWN}{table}"));
    assert_eq!(
        moved(
            "| Dimension | Sourdough | Yeast |\n|---|:--|--:|\n| Time | A day | Hours |\n| Cost | a \\| b | c |\n"
        ),
        after(
            "| Dimension | Yeast | Sourdough |\n|---|--:|:--|\n| Time | Hours | A day |\n| Cost | c | a \\| b |\n"
        )
    );
    assert_eq!(
        moved("Dimension | Sourdough | Yeast\n---|---|---\nTime | A day | Hours\n"),
        after("Dimension | Yeast | Sourdough\n---|---|---\nTime | Hours | A day\n")
    );
    assert_eq!(
        moved("Dimension\tSourdough\tYeast\nTime\tA day\tHours\n"),
        after("Dimension\tYeast\tSourdough\nTime\tHours\tA day\n")
    );
    for kept in [
        "| Dimension | Sourdough | Yeast |\n|---|---|---|\n| Time | A day | Hours <!-- so --> |\n",
        "| Dimension | Sourdough | Yeast |\n|---|---|---|\n| Time | A day |\n",
    ] {
        assert_eq!(moved(kept), None, "{kept}");
    }
}
