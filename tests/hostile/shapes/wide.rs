//! YAML of an ordinary kind and of no ordinary size.

use super::Due::{Clean, Finding, Warning};
use super::{Shape, lesson, many, shape};

const MEGA: usize = 1 << 20;

pub(crate) const SHAPES: &[Shape] = &[
    shape!("yaml", "one plain scalar", MEGA, 30 * MEGA, Clean, |n| {
        lesson::yaml_with("lead", &format!("lead: {}\n", "long ".repeat(n / 5).trim()))
    }),
    shape!("yaml", "one scalar of one word", MEGA, 30 * MEGA, Clean, |n| {
        lesson::yaml_with("lead", &format!("lead: {}\n", "x".repeat(n)))
    }),
    shape!("yaml", "one plain scalar of many lines", MEGA / 4, 30 * MEGA, Clean, |n| {
        lesson::yaml_with("lead", &format!("lead: a\n{}", "  long lines\n".repeat(n / 13)))
    }),
    shape!("yaml", "one literal scalar", MEGA / 4, 30 * MEGA, Clean, |n| {
        lesson::yaml_with("lead", &format!("lead: |\n{}", "  long lines\n".repeat(n / 13)))
    }),
    shape!("yaml", "one folded scalar", MEGA / 4, 30 * MEGA, Clean, |n| {
        lesson::yaml_with("lead", &format!("lead: >-\n{}", "  long lines\n\n".repeat(n / 14)))
    }),
    shape!("yaml", "one quoted scalar of escapes", MEGA / 4, 30 * MEGA, Clean, |n| {
        lesson::yaml_with("lead", &format!("lead: \"{}\"\n", "\\u00e9 ".repeat(n / 7)))
    }),
    shape!("yaml", "placeholders in one folded scalar", 20_000, 8 * MEGA, Warning("P001"), |n| {
        lesson::yaml_with("lead", &format!("lead: >-\n{}", "  Words and TODO: more words\n".repeat(n / 29)))
            .replacen("title: Two ways", "title: TODO", 1)
    }),
    shape!("yaml", "suppressions above one another", 2_000, 100_000, Warning("X002"), |n| {
        let comment = "# lessonlint-ignore placeholder, R001 -- a reason\n";
        lesson::yaml_with("lead", &format!("{}lead: a text\n", comment.repeat(n)))
    }),
    shape!("yaml", "suppressions of every value", 2_000, 50_000, Warning("X002"), |n| {
        let key = |k| format!("  key{k}: {{a: [b, c]}} # lessonlint-ignore placeholder -- a reason\n");
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, key)))
    }),
    shape!("yaml", "rules in one suppression", 2_000, 100_000, Warning("X004"), |n| {
        lesson::yaml_with(
            "lead",
            &format!("# lessonlint-ignore {}-- a reason\nlead: a text\n", "placeholde, ".repeat(n)),
        )
    }),
    shape!("yaml", "one line of a list", MEGA / 8, 20 * MEGA, Clean, |n| {
        lesson::yaml_with(
            "meta",
            &format!("meta: {{a: [{}]}}\n", "ab, some words that are longer, ".repeat(n / 32)),
        )
    }),
    shape!("yaml", "keys", 2_000, 100_000, Finding("E002"), |n| lesson::yaml_with(
        "x",
        &many(n, |k| format!("key{k}: v\n"))
    )),
    shape!("yaml", "keys of other tools", 2_000, 100_000, Clean, |n| {
        lesson::yaml_with("meta", &format!("meta:\n{}", many(n, |k| format!("  key{k}: v\n"))))
    }),
    shape!("yaml", "duplicate keys", 2_000, 50_000, Finding("E004"), |n| lesson::yaml()
        + &"title: again\n".repeat(n)),
    shape!("yaml", "cells of unknown regimes", 500, 50_000, Finding("R002"), |n| {
        let cells = many(n, |k| format!("        sourdoug{k}: x\n"));
        lesson::yaml_with(
            "comparison",
            &format!("comparison:\n  dimensions:\n    - name: Time\n      cells:\n{cells}"),
        )
    }),
    shape!("yaml", "lines without a why", 500, 20_000, Finding("S001"), |n| {
        let lines = many(n, |k| {
            format!("    - dont_say: Bread {k} is better\n      do_say: Bread {k} takes a day\n")
        });
        lesson::yaml_with("field_guide", &format!("field_guide:\n  lines:\n{lines}"))
    }),
    shape!("yaml", "empty lines of the field guide", 500, 20_000, Finding("S009"), |n| {
        lesson::yaml_with("field_guide", &format!("field_guide:\n  lines:\n{}", "    -\n".repeat(n)))
    }),
    shape!("yaml", "lines that are texts", 500, 20_000, Finding("E003"), |n| {
        lesson::yaml_with("field_guide", &format!("field_guide:\n  lines:\n{}", "    - a text\n".repeat(n)))
    }),
    shape!("yaml", "regimes without anything", 200, 10_000, Finding("R012"), |n| {
        lesson::yaml_with("regimes", &format!("regimes:\n{}", many(n, |k| format!("  - name: Regime {k}\n"))))
    }),
    shape!("yaml", "regimes of one name", 200, 10_000, Finding("R006"), |n| {
        lesson::yaml_with("regimes", &format!("regimes:\n{}", "  - name: Yeast\n".repeat(n)))
    }),
    shape!("yaml", "dimensions of one name", 200, 10_000, Finding("R005"), |n| {
        lesson::yaml_with(
            "comparison",
            &format!("comparison:\n  dimensions:\n{}", "    - name: Time\n".repeat(n)),
        )
    }),
    shape!("yaml", "regimes by a tenth as many dimensions with no cell", 60, 3_000, Finding("R001"), |n| {
        let regimes = many(n, |k| format!("  - name: Regime {k}\n"));
        let dimensions = many(n / 10, |k| format!("    - name: Dimension {k}\n"));
        lesson::yaml_with("regimes", &format!("regimes:\n{regimes}")).replacen(
            "  dimensions:\n",
            &format!("  dimensions:\n{dimensions}"),
            1,
        )
    }),
    shape!("yaml", "regimes by a tenth as many dimensions with one cell", 60, 3_000, Finding("R001"), |n| {
        let regimes = many(n, |k| format!("  - name: Regime {k}\n"));
        let dimensions =
            many(n / 10, |k| format!("    - name: Dimension {k}\n      cells:\n        regime-7: x\n"));
        lesson::yaml_with("regimes", &format!("regimes:\n{regimes}")).replacen(
            "  dimensions:\n",
            &format!("  dimensions:\n{dimensions}"),
            1,
        )
    }),
    shape!("yaml", "one dimension of many cells", 500, 50_000, Finding("R012"), |n| {
        let regimes = many(n, |k| format!("  - name: Regime {k}\n"));
        let cells = many(n, |k| format!("        regime-{k}: x\n"));
        lesson::yaml_with("regimes", &format!("regimes:\n{regimes}")).replacen(
            "  dimensions:\n",
            &format!("  dimensions:\n    - name: One\n      cells:\n{cells}"),
            1,
        )
    }),
    shape!("yaml", "figures without a value", 500, 20_000, Finding("E011"), |n| {
        lesson::yaml_with("figures", &format!("figures:\n{}", "  - {id: a}\n".repeat(n)))
    }),
];
