use lesson_findings::Severity;
use lessonlint_tests::Linted;
use lessonlint_tests::generator::{CellKeys, Lesson, Written, markdown, yaml};

use crate::soak::{each_seed, failure};

/// A lesson in its three forms.
fn forms(seed: u64) -> [Written; 3] {
    let lesson = Lesson::new(seed);
    [
        yaml::write(&lesson, seed, CellKeys::Any, None),
        markdown::write(&lesson, seed, None),
        markdown::paste(&lesson, seed, None),
    ]
}

#[test]
fn a_clean_lesson_gives_no_error_and_no_warning() {
    each_seed(100, |seed| {
        for written in forms(seed) {
            let linted = Linted::new(written.name, written.text.clone());
            let told = linted.report.findings.iter().filter(|finding| finding.severity != Severity::Advice);
            let told: Vec<_> = told.collect();
            if !told.is_empty() {
                return Err(failure(&written, &format!("{:#?}", linted.said())));
            }
        }
        Ok(())
    });
}
