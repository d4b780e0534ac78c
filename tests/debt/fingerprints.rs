//! What names a finding survives edits elsewhere.

use std::collections::BTreeSet;

use lessonlint_tests::Linted;

use crate::{LESSON, MARKDOWN, with};

fn fingerprints(name: &str, text: &str) -> BTreeSet<(&'static str, String)> {
    let linted = Linted::new(name, text);
    linted.report.findings.iter().map(|finding| (finding.rule.code, finding.fingerprint.clone())).collect()
}

/// Edits of a lesson, each as pieces that give way to others.
fn survives(name: &str, holes: &str, edits: &[&[(&str, &str)]]) {
    let before = fingerprints(name, holes);
    assert!(before.len() >= 3, "{before:?}");
    for edit in edits {
        let edited = edit.iter().fold(holes.to_owned(), |text, (from, to)| with(&text, from, to));
        let after = fingerprints(name, &edited);
        assert!(before.is_subset(&after), "{edit:?}: {:?}", before.difference(&after).collect::<Vec<_>>());
    }
}

#[test]
fn in_yaml() {
    let holes = with(LESSON, "yeast: One visit to the shop", "yeast: TBD");
    let holes = with(
        &holes,
        "        where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n",
        "",
    );
    let holes = with(
        &holes,
        "      why: Nobody in the shop can prove a claim about health, and the long day is true.\n",
        "",
    );
    let time = "    - name: Time\n      cells:\n        yeast: Two hours from bowl to oven\n        sourdough: A day, most of it waiting\n";
    let regime = "  - name: Baking soda\n    what_it_is: A powder.\n    analogies:\n      - holds: Like a match, it works once.\n";
    survives(
        "lesson.yaml",
        &holes,
        &[
            &[("lesson: 1\n", "# a note\n\nlesson: 7\naudience: bakers\n")],
            &[("title: What makes", "title: So what makes"), ("three dimensions", "a few dimensions")],
            &[("regimes:\n", &format!("regimes:\n{regime}"))],
            &[(time, ""), ("field_guide:\n", &format!("{time}field_guide:\n"))],
            &[(
                "  lines:\n",
                "  lines:\n    - dont_say: It is quicker\n      do_say: It takes two hours.\n      why: Time is money.\n",
            )],
            &[("      do_say: Ours takes a day", "      do_say: Ours takes the whole day")],
            &[
                ("        yeast: TBD\n", ""),
                (
                    "    - name: Effort\n      cells:\n",
                    "    - name: Effort\n      question: Who works?\n      cells:\n",
                ),
            ],
        ],
    );
}

#[test]
fn in_markdown() {
    let holes = with(MARKDOWN, "One visit to the shop", "TBD");
    let holes = with(
        &holes,
        "**Where the analogy breaks:** A garden sleeps through the winter, but a culture left unfed for weeks is dead.",
        "",
    );
    let holes =
        with(&holes, "Nobody in the shop can prove a claim about health, and the long day is true.", "");
    let row = "| Time | Two hours from bowl to oven | A day, most of it waiting |\n";
    let regime = "## Baking soda\n\n**What it is:** A powder.\n\n### Concept Mapping\n\nLike a match, it works once.\n\n";
    survives(
        "lesson.md",
        &holes,
        &[
            &[("# Lesson 1", "<!-- a note -->\n\n# Lesson 7")],
            &[("## Yeast\n", &format!("{regime}## Yeast\n"))],
            &[(row, ""), ("| Taste |", &format!("{row}| Taste |"))],
            &[(
                "| Ours is the healthier",
                "| It is quicker | It takes two hours. | Time is money. |\n| Ours is the healthier",
            )],
            &[("and the price tells you which.", "and the price\ntells you which.\n\nOr does it?")],
        ],
    );
}

#[test]
fn equal_findings_are_told_apart_by_their_number() {
    let hole = with(
        LESSON,
        "        where_it_breaks: A garden sleeps through the winter, but a culture left unfed for weeks is dead.\n",
        "",
    );
    let one = fingerprints("lesson.yaml", &hole);
    let more = with(
        &hole,
        "      - holds: Like a garden",
        "      - holds: Like a pet, it must be fed.\n      - holds: Like a garden",
    );
    let two = fingerprints("lesson.yaml", &more);
    assert_eq!((one.len(), two.len()), (1, 2));
    assert!(one.is_subset(&two));
    assert_ne!(one, fingerprints("other.yaml", &hole));
}
