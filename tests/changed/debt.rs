//! Debt that was made.

use crate::repository::{Repository, debt};
use crate::{LESSON, other};

/// The debt made by writing these files, over those of the first commit.
fn made(before: &[(&str, &str)], after: &[(&str, &str)]) -> Vec<String> {
    let files = [&[("one.yaml", LESSON)], before].concat();
    let repository = Repository::with(&files);
    for (path, text) in after {
        repository.write(path, text);
    }
    debt(&repository.since_main())
}

const SILENCE: &str = "# lessonlint-ignore-file thin-break, R018 -- short on purpose\n";

fn silenced(comment: &str) -> String {
    format!("{comment}{LESSON}")
}

#[test]
fn a_new_suppression_is_told_with_its_reason() {
    assert_eq!(
        made(&[], &[("one.yaml", &silenced(SILENCE))]),
        [
            "suppression one.yaml:1 `lopsided-cell` is suppressed in the whole file: short on purpose",
            "suppression one.yaml:1 `thin-break` is suppressed in the whole file: short on purpose",
        ]
    );
    let new = made(&[], &[("new.yaml", &silenced("# lessonlint-ignore A002 until=2030-01-31 -- for now\n"))]);
    assert_eq!(new, ["suppression new.yaml:1 `thin-break` is suppressed until 2030-01-31: for now"]);
    // It silences nothing, and a rule says so.
    for nothing in [
        "# lessonlint-ignore A002\n",
        "# lessonlint-ignore A902 -- x y\n",
        "# lessonlint-ignore A002 until=soon -- x y\n",
    ] {
        assert_eq!(made(&[], &[("one.yaml", &silenced(nothing))]), Vec::<String>::new());
    }
}

#[test]
fn a_suppression_that_was_there_is_not_new() {
    let before = silenced(SILENCE);
    let moved = format!("\n# A note.\n{LESSON}{SILENCE}");
    assert_eq!(made(&[("two.yaml", &before)], &[("two.yaml", &moved)]), Vec::<String>::new());
    let here = LESSON.replacen(
        "    - name: Effort\n",
        "    # lessonlint-ignore R001 -- nobody knows\n    - name: Effort\n",
        1,
    );
    let there = LESSON.replacen(
        "    - name: Taste\n",
        "    # lessonlint-ignore R001 -- nobody knows\n    - name: Taste\n",
        1,
    );
    assert_ne!(here, there);
    assert_eq!(made(&[("two.yaml", &here)], &[("two.yaml", &there)]), Vec::<String>::new());
    let twice = here.replacen(
        "    - name: Taste\n",
        "    # lessonlint-ignore R001 -- nobody knows\n    - name: Taste\n",
        1,
    );
    assert_eq!(made(&[("two.yaml", &here)], &[("two.yaml", &twice)]).len(), 1);
    let repository = Repository::with(&[("one.yaml", &before)]);
    repository.git(&["mv", "one.yaml", "two.yaml"]);
    assert_eq!(debt(&repository.since_main()), Vec::<String>::new());
}

#[test]
fn a_suppression_that_reaches_further_or_longer_is_told() {
    let with = |words: &str| silenced(&format!("# {words} -- short on purpose\n"));
    let day = with("lessonlint-ignore A002 until=2030-01-31");
    let made = |after: &str| made(&[("two.yaml", &day)], &[("two.yaml", after)]);
    assert_eq!(
        made(&with("lessonlint-ignore A002 until=2031-01-31")),
        [
            "suppression two.yaml:1 `thin-break` is suppressed until 2031-01-31, and was until 2030-01-31: short on purpose"
        ]
    );
    assert_eq!(
        made(&with("lessonlint-ignore A002")),
        [
            "suppression two.yaml:1 `thin-break` is suppressed without an end, and was until 2030-01-31: short on purpose"
        ]
    );
    assert_eq!(made(&with("lessonlint-ignore A002 until=2029-01-31")), Vec::<String>::new());
    assert_eq!(made(&with("lessonlint-ignore-file A002 until=2030-01-31")).len(), 1);
}

#[test]
fn a_configuration_that_lets_more_pass_is_told_line_by_line() {
    let before = "include = [\"**/*.yaml\", \"**/*.md\"]\nfail_on = \"warning\"\nprotected = [\"A001\", \"R001\"]\n\
        [rules]\nterm-spelling = \"error\"\nplaceholder = \"advice\"\n";
    let after = "include = [\"**/*.yaml\"]\nexclude = [\"old\"]\nprotected = [\"regime-missing-from-dimension\"]\n\n[limits]\n\
        bytes = 999999999\n[rules]\nT003 = \"advice\"\nP001 = \"off\"\nthin-break = \"error\"\n\
        [[overrides]]\npaths = [\"drafts\"]\nrules = { R001 = \"warning\", A002 = \"error\" }\nreason = \"drafts have holes\"\n\
        [[overrides]]\npaths = [\"best\"]\nrules = { too-few-regimes = \"error\" }\nreason = \"the best are held to more\"\n\
        [[suppressions]]\npath = \"one.yaml\"\npointer = \"/regimes/0\"\nrule = \"A002\"\nreason = \"as it should be\"\n";
    let made = made(&[("lessonlint.toml", before)], &[("lessonlint.toml", after)]);
    assert_eq!(
        made,
        [
            "suppression lessonlint.toml:22 `thin-break` is suppressed in one.yaml at /regimes/0: as it should be",
            "override lessonlint.toml:12 in `drafts`: `regime-missing-from-dimension` is lowered to warning: drafts have holes",
            "level lessonlint.toml:8 `term-spelling` is lowered from error to advice",
            "level lessonlint.toml:9 `placeholder` is turned off, and was at advice",
            "gate lessonlint.toml `fail_on` lets more pass: it is error, and was warning",
            "gate lessonlint.toml:1 `include` does not name `**/*.md` any more",
            "gate lessonlint.toml:2 `exclude` grew by `old`",
            "gate lessonlint.toml:3 `analogy-without-break` is not `protected` any more",
            "gate lessonlint.toml:6 `limits.bytes` is raised from 16777216 to 999999999",
        ]
    );
}

#[test]
fn a_configuration_that_is_only_written_otherwise_makes_no_debt() {
    let before = "exclude = [\"a\", \"b\"]\n[rules]\nthin-break = \"advice\"\n[[overrides]]\npaths = [\"x\", \"y\"]\n\
        rules = { A002 = \"off\" }\nreason = \"as before\"\n";
    let after = "# New.\nexclude = [\"b\"]\nfail_on = \"advice\"\n[rules]\nA002 = { level = \"advice\", min = 9 }\nR018 = \"error\"\n\
        [[overrides]]\nreason = \"as ever\"\npaths = [\"y\", \"x\"]\nrules.thin-break = \"off\"\n";
    assert_eq!(made(&[("lessonlint.toml", before)], &[("lessonlint.toml", after)]), Vec::<String>::new());
}

#[test]
fn a_new_configuration_is_compared_with_the_one_that_held_there() {
    let strict = "protected = [\"A001\"]\n[rules]\nthin-break = \"error\"\n";
    let made_above =
        made(&[("lessonlint.toml", strict), ("a/b/two.yaml", LESSON)], &[("a/lessonlint.toml", "")]);
    let lowered = [
        "level lessonlint.toml `thin-break` is lowered from error to warning",
        "gate lessonlint.toml `analogy-without-break` is not `protected` any more",
    ];
    assert_eq!(made_above, lowered);
    let first = made(&[], &[("lessonlint.toml", "[rules]\nthin-break = \"off\"\n")]);
    assert_eq!(first, ["level lessonlint.toml:2 `thin-break` is turned off, and was at warning"]);
    // One that is gone leaves what held without it.
    let repository = Repository::with(&[("one.yaml", LESSON), ("lessonlint.toml", strict)]);
    repository.remove("lessonlint.toml");
    assert_eq!(debt(&repository.since_main()), lowered);
    let by_hand = ["--changed-since", "main", "--format", "json", "--config", "other.toml"];
    repository.write("other.toml", "");
    repository.git(&["add", "other.toml"]);
    assert_eq!(
        debt(&repository.check(&by_hand).json()),
        Vec::<String>::new(),
        "the one that is named is new, and lax as ever"
    );
    // One that moved with its lessons is the same.
    let repository = Repository::with(&[("a/one.yaml", LESSON), ("a/lessonlint.toml", strict)]);
    repository.git(&["mv", "a", "b"]);
    assert_eq!(debt(&repository.since_main()), Vec::<String>::new());
}

#[test]
fn a_configuration_that_was_faulty_is_said() {
    let repository = Repository::with(&[("one.yaml", LESSON), ("lessonlint.toml", "ruls = 1\n")]);
    repository.write("lessonlint.toml", "fail_on = \"never\"\n");
    let ran = repository.check(&["--changed-since", "main"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.err.contains("debt made in lessonlint.toml is not told"), "{}", ran.err);
    assert!(ran.err.contains("there is no key `ruls`"), "{}", ran.err);
}

#[test]
fn what_did_not_change_is_said_to_be_unchecked_where_its_measure_changed() {
    let repository = Repository::with(&[
        ("a/one.yaml", LESSON),
        ("a/course.yaml", "id: bread\ntitle: Bread\n"),
        ("b/course.yaml", "id: b\n"),
    ]);
    repository.write("a/course.yaml", "id: bread\ntitle: Good bread\n");
    repository.write("lessonlint.toml", "fail_on = \"warning\"\n");
    let ran = repository.check(&["a", "--changed-since", "main", "--format", "json"]);
    let said = "a/course.yaml, lessonlint.toml changed since main; lessons that did not change were not checked against them";
    assert!(ran.err.contains(said), "{}", ran.err);
    assert_eq!(ran.json()["changes"]["unchecked"], serde_json::json!(["a/course.yaml", "lessonlint.toml"]));
    repository.commit("more");
    let ran = repository.check(&["--changed-since", "HEAD"]);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
}

#[test]
fn a_longer_list_of_what_is_ignored_is_told() {
    let made = made(
        &[("lessons/.lessonlintignore", "a.yaml\n")],
        &[("lessons/.lessonlintignore", "# old\na.yaml\nb.yaml\n!c.yaml\n")],
    );
    assert_eq!(made, ["gate lessons/.lessonlintignore:3 `.lessonlintignore` leaves out `b.yaml`, too"]);
}

/// A repository whose lessons have holes, which a baseline holds back.
fn with_baseline() -> Repository {
    let repository = Repository::empty();
    repository.write("one.yaml", crate::with_hole());
    repository.write("two.yaml", other("Two").replacen("        yeast:", "        yeast: TBD # ", 1));
    repository.write("lessonlint.toml", "baseline = \"lessonlint-baseline.json\"\n");
    let created = repository.baseline(&["create"]);
    assert_eq!(created, 0);
    repository.commit("base");
    repository.git(&["switch", "--quiet", "--create", "topic"]);
    repository
}

#[test]
fn a_baseline_that_grew_is_counted_by_rule_and_reason() {
    let repository = with_baseline();
    assert_eq!(debt(&repository.since_main()), Vec::<String>::new());
    repository.write("three.yaml", crate::with_hole());
    repository.write("four.yaml", crate::with_hole());
    assert_eq!(repository.baseline(&["update", "--accept", "--reason", "until the summer"]), 0);
    let grown = debt(&repository.since_main());
    assert_eq!(grown.len(), 1, "{grown:?}");
    assert!(grown[0].starts_with("baseline lessonlint-baseline.json:"), "{grown:?}");
    let said = "2 findings more are held back of `regime-missing-from-dimension`: until the summer";
    assert!(grown[0].ends_with(said), "{grown:?}");
}

#[test]
fn a_lesson_that_was_renamed_is_no_growth_of_the_baseline() {
    let repository = with_baseline();
    repository.git(&["mv", "one.yaml", "uno.yaml"]);
    assert_eq!(repository.baseline(&["update", "--accept", "--reason", "renamed"]), 0);
    assert_eq!(debt(&repository.since_main()), Vec::<String>::new());
}

#[test]
fn a_first_baseline_is_growth_and_a_moved_one_is_none() {
    let repository = Repository::with(&[("one.yaml", &crate::with_hole())]);
    repository.write("lessonlint.toml", "baseline = \"lessonlint-baseline.json\"\n");
    assert_eq!(repository.baseline(&["create"]), 0);
    let grown = debt(&repository.since_main());
    assert!(grown.len() == 1 && grown[0].contains("1 finding more is held back"), "{grown:?}");
    repository.commit("more");
    repository.git(&["branch", "--force", "main"]);
    std::fs::create_dir(repository.path().join("held")).unwrap();
    repository.git(&["mv", "lessonlint-baseline.json", "held/back.json"]);
    repository.write("lessonlint.toml", "baseline = \"held/back.json\"\n");
    assert_eq!(debt(&repository.since_main()), Vec::<String>::new());
}
