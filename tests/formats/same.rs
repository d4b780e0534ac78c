//! The same findings, count for count.

use lessonlint_tests::Folder;

use crate::written::{Counts, FORMATS, check, counts, written};

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");

#[test]
fn every_format_says_the_same() {
    let silenced =
        DOUGH.replace("yeast: TBD", "yeast: Tests  # lessonlint-ignore R001 -- nothing to silence");
    let silenced = silenced.replace(
        "      - holds: Like a garden",
        "      # lessonlint-ignore A001 -- the garden is the point\n      - holds: Like a garden",
    );
    let folder = Folder::new()
        .file("dough.yaml", DOUGH)
        .file("silenced.yaml", silenced)
        .file("broken.yaml", format!("{DOUGH}\nlead: [\n"))
        .file("latin.yaml", b"lesson: 1\nregimes: caf\xe9\ncomparison: x\n")
        .file(
            "many.yaml",
            DOUGH.to_owned()
                + "a: 1
b: 1
c: 1
d: 1
e: 1
f: 1
g: 1
h: 1
i: 1
j: 1
k: 1
l: 1
m: 1
",
        );
    check(&folder);
    let of = |format: &str| counts(format, &written(&folder, format));
    let all: Counts = of("json");
    assert!(all.silenced.unwrap() > 0 && all.spoken.len() > 5, "{all:?}");
    for format in FORMATS {
        let found = of(format);
        // What is printed for people shows what is silenced only where it is asked for.
        assert_eq!(found.spoken, all.spoken, "{format}");
        assert!(found.silenced.is_none_or(|silenced| Some(silenced) == all.silenced), "{format}: {found:?}");
    }
}
