//! The comments that the guide shows silence what they say.

use lessonlint_tests::{Folder, root};

#[test]
fn comments_silence_what_they_say() {
    for (name, codes) in [("dough.yaml", &["A001"][..]), ("dough.md", &["A002", "A003", "R001"])] {
        let lesson = std::fs::read_to_string(root().join("tests/fixtures/suppressed").join(name)).unwrap();
        let (spoken, mut silenced) = crate::codes(&crate::check(&Folder::new().file(name, lesson), &[]));
        silenced.sort();
        assert_eq!((spoken, silenced), (vec![], codes.iter().map(ToString::to_string).collect()), "{name}");
    }
}
