//! Where another rule speaks in a law's place, it is the only one; where it is lowered, the law speaks.

use lessonlint_tests::Folder;

const YAML: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
const MARKDOWN: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.md");

/// A fault: what stands in the lesson, what stands there instead, the rule that speaks of it, and the
/// law in whose place it does.
struct Fault(&'static str, &'static str, &'static str, &'static str);

const IN_YAML: &[Fault] = &[
    Fault("        yeast: One visit", "        yest: One visit", "R002", "R001"),
    Fault("yeast: One visit to the shop", "yeast: [a, b]", "E003", "R001"),
    Fault("where_it_breaks: A garden", "where_it_brakes: A garden", "E002", "A001"),
    Fault("      why: Nobody", "      wyh: Nobody", "E002", "S001"),
    Fault(
        "why: Nobody in the shop can prove a claim about health, and the long day is true.",
        "why: 7",
        "E003",
        "S001",
    ),
];

const IN_MARKDOWN: &[Fault] = &[
    Fault(
        "| Time | Two hours from bowl to oven | A day, most of it waiting |",
        "| Time | Two hours |",
        "E008",
        "R001",
    ),
    Fault(
        " | Nobody in the shop can prove a claim about health, and the long day is true. |",
        " |",
        "E008",
        "S001",
    ),
    Fault("| Dimension | Yeast | Sourdough |", "| Dimension | Yeast | Sourdogh |", "R002", "R001"),
];

#[test]
fn one_of_them_speaks_and_never_none() {
    for (name, lesson, faults) in [("lesson.yaml", YAML, IN_YAML), ("lesson.md", MARKDOWN, IN_MARKDOWN)] {
        for Fault(from, to, rule, law) in faults {
            assert!(lesson.contains(from), "{from}");
            let folder = Folder::new().file(name, lesson.replacen(from, to, 1));
            let codes = |arguments: &[&str]| {
                let ran = folder.run(&[&["check", "--format", "json"], arguments].concat());
                let mut codes = ran.codes();
                codes.dedup();
                (ran.code, codes)
            };
            assert_eq!(codes(&[]), (Some(1), vec![(*rule).to_owned()]), "{to}");
            assert_eq!(codes(&["--ignore", rule]), (Some(1), vec![(*law).to_owned()]), "{to}");
            assert_eq!(codes(&["--select", "placeholder"]), (Some(1), vec![(*law).to_owned()]), "{to}");
            std::fs::write(folder.path().join("lessonlint.toml"), format!("[rules]\n{rule} = \"advice\"\n"))
                .unwrap();
            let (code, both) = codes(&[]);
            assert!(code == Some(1) && both.contains(&(*law).to_owned()), "{to}: {both:?}");
        }
    }
}

/// Where a whole piece of a lesson is a text, no law is kept in it, whether or not its type is reported.
#[test]
fn a_text_in_place_of_what_a_law_is_over_breaks_it() {
    let analogy = YAML.split_once("    analogies:\n").unwrap().1;
    let analogy =
        analogy.split_inclusive('\n').take_while(|line| line.starts_with("      ")).collect::<String>();
    for (from, to, law) in [
        (format!("    analogies:\n{analogy}"), "    analogies: [A garden]\n", "A001"),
        (format!("    analogies:\n{analogy}"), "    analogies: A garden\n", "A001"),
        ("field_guide:\n".to_owned(), "field_guide: Say it well.\nx-guide:\n", "S009"),
        ("  lines:\n".to_owned(), "  lines: [Say it well.]\n  x-lines:\n", "S001"),
        ("      cells:\n".to_owned(), "      cells: All the same\n      x-cells:\n", "R001"),
    ] {
        assert!(YAML.contains(&from), "{from}");
        let folder = Folder::new().file("lesson.yaml", YAML.replacen(&from, to, 1));
        let ran = folder.run(&["check", "--format", "json", "--ignore", "E003"]);
        assert!(ran.code == Some(1) && ran.codes().contains(&law.to_owned()), "{to}: {:?}", ran.codes());
        assert_eq!(folder.run(&["check", "--ignore", "E003", "--fix-scaffold"]).code, Some(1), "{to}");
        assert_eq!(folder.run(&["check"]).code, Some(1), "{to}");
    }
}

#[test]
fn what_cannot_be_read_stays_an_error() {
    let folder = Folder::new()
        .file("open.yaml", YAML.replacen("yeast: One visit", "yeast: \"One visit", 1))
        .file("latin.yaml", b"lesson: 1\ntitle: Caf\xe9\n")
        .file("lessonlint.toml", "[rules]\nsyntax = \"off\"\nE006 = \"advice\"\nunreadable = \"warning\"\n");
    let ran = folder.run(&[
        "check",
        "--ignore",
        "E001,E006,E010",
        "gone.md",
        "open.yaml",
        "latin.yaml",
        "--format",
        "json",
    ]);
    assert_eq!((ran.code, ran.codes()), (Some(2), ["E010", "E006", "E001"].map(str::to_owned).to_vec()));
    assert_eq!(ran.err.matches("stays an error").count(), 3, "{}", ran.err);
}
