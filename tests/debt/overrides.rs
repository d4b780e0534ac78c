//! Other levels for some files.

use lessonlint_tests::Folder;

use crate::{LESSON, check, codes, with};

#[test]
fn an_override_lowers_a_law_for_its_files_alone() {
    let hole = with(LESSON, "        yeast: One visit to the shop\n", "        yeast: TBD\n");
    let configuration = "[[overrides]]\npaths = [\"drafts/**\"]\nrules = { R001 = \"warning\", lead-missing = \"off\" }\n\
        reason = \"drafts are allowed to have holes\"\n";
    let folder = Folder::new()
        .file("drafts/a.yaml", &hole)
        .file("done/b.yaml", &hole)
        .file("lessonlint.toml", configuration);
    let ran = check(&folder, &[]);
    let report = ran.json();
    let levels: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (&found["path"], &found["severity"]))
        .collect();
    assert_eq!(
        levels,
        [(&"done/b.yaml".into(), &"error".into()), (&"drafts/a.yaml".into(), &"warning".into())]
    );
    assert_eq!((ran.code, check(&folder, &["drafts"]).code), (Some(1), Some(0)));
    // The command line has the last word on what may be turned off, and no override saves a rule from it.
    assert_eq!(codes(&check(&folder, &["drafts", "--ignore", "R001"])).0, ["R001"]);
}

#[test]
fn a_law_stays_without_a_reason_and_without_an_override() {
    let folder = Folder::new().file("a.yaml", LESSON);
    for (configuration, said) in [
        ("[[overrides]]\npaths = [\"**\"]\nrules = { R001 = \"off\" }\n", "a key is missing: `reason`"),
        (
            "[[overrides]]\npaths = [\"**\"]\nrules = { R001 = \"off\" }\nreason = \" - \"\n",
            "gives no reason",
        ),
        ("[[overrides]]\npaths = [\"[\"]\nrules = { R001 = \"off\" }\nreason = \"known\"\n", "is no pattern"),
        (
            "[[overrides]]\npaths = [\"**\"]\nrules = { R01 = \"off\" }\nreason = \"known\"\n",
            "did you mean `R001`?",
        ),
        ("[[suppressions]]\npath = \"a\"\nrule = \"R001\"\n", "a key is missing: `reason`"),
    ] {
        let folder = Folder::new().file("a.yaml", LESSON).file("lessonlint.toml", configuration);
        let ran = check(&folder, &[]);
        assert_eq!((ran.code, ran.err.contains(said)), (Some(2), true), "{}", ran.err);
    }
    assert_eq!(check(&folder, &[]).code, Some(0));
}

#[test]
fn patterns_are_read_from_the_nearest_configuration() {
    let hole = with(LESSON, "        yeast: One visit to the shop\n", "        yeast: TBD\n");
    let configuration = |pattern: &str| {
        format!(
            "[[overrides]]\npaths = [\"{pattern}\"]\nrules = {{ R001 = \"off\" }}\nreason = \"a sketch\"\n"
        )
    };
    let folder = Folder::new()
        .file("course/drafts/a.yaml", &hole)
        .file("course/lessonlint.toml", configuration("drafts"))
        .file("drafts/b.yaml", &hole)
        .file("other/drafts/c.yaml", &hole)
        .file("lessonlint.toml", configuration("drafts/*"));
    let report = check(&folder, &[]).json();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.iter().map(|found| &found["path"]).collect::<Vec<_>>(), ["other/drafts/c.yaml"]);
}
