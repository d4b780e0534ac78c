//! Markdown that a reader chokes on.

use super::Due::{Clean, Finding, Warning};
use super::{Shape, lesson, many, shape};

pub(crate) const SHAPES: &[Shape] = &[
    shape!("md", "one line", 1 << 20, 20 << 20, Clean, |n| lead(&"long ".repeat(n / 5))),
    shape!("md", "one word", 1 << 20, 20 << 20, Clean, |n| lead(&"x".repeat(n))),
    shape!("md", "suppressions on one line", 2_000, 100_000, Warning("X002"), |n| {
        lead(&"<!-- lessonlint-ignore placeholder -- a reason --> word ".repeat(n))
    }),
    shape!("md", "suppressions between lines", 2_000, 100_000, Warning("X002"), |n| {
        lead(&"word\n<!-- lessonlint-ignore placeholder -- a reason -->\n".repeat(n))
    }),
    shape!("md", "columns", 500, 20_000, Finding("R002"), |n| {
        table(&[row(n, |k| format!("c{k}")), row(n, |_| "-".into()), row(n, |_| "x".into())].concat())
    }),
    shape!("md", "columns of empty cells", 500, 20_000, Finding("R002"), |n| {
        table(&[row(n, |k| format!("c{k}")), row(n, |_| "-".into()), "| a |\n".repeat(100)].concat())
    }),
    shape!("md", "tables after a wide one", 200, 10_000, Finding("R002"), |n| {
        let wide = [row(n, |k| format!("c{k}")), row(n, |_| "-".into()), row(n, |_| "x".into())].concat();
        table(&[wide, "\n| A | B |\n|---|---|\n| c | d |\n".repeat(n)].concat())
    }),
    shape!("md", "rows", 2_000, 100_000, Finding("R005"), |n| comparison(
        &"| Time | Two hours | A day |\n".repeat(n)
    )),
    shape!("md", "rows of their own", 2_000, 100_000, Clean, |n| {
        comparison(&many(n, |k| format!("| Time {k} | {k} hours | {k} days |\n")))
    }),
    shape!("md", "short rows", 2_000, 100_000, Finding("E008"), |n| comparison(&many(n, |k| format!(
        "| Time {k} |\n"
    )))),
    shape!("md", "long rows", 2_000, 50_000, Finding("E008"), |n| {
        comparison(&many(n, |k| format!("| Time {k} | a | b | c | d |\n")))
    }),
    shape!("md", "rows of blank cells", 500, 50_000, Finding("R001"), |n| {
        comparison(&many(n, |k| format!("| Time {k} | | |\n")))
    }),
    shape!("md", "lines without a why", 500, 20_000, Finding("S001"), |n| {
        let lines = many(n, |k| format!("| Bread {k} is better | Bread {k} takes a day | |\n"));
        let head = "## How to Say This in the Field\n\n| Don't say | Do say | Why |\n|---|---|---|\n";
        lesson::markdown_with("guide", &format!("{head}{lines}\n"))
    }),
    shape!("md", "escaped bars", 1_000, 500_000, Warning("R018"), |n| {
        comparison(&format!("| Bars | {} | b |\n", "a \\| ".repeat(n)))
    }),
    shape!("md", "bars alone", 1_000, 200_000, Clean, |n| lead(&"|".repeat(n))),
    shape!("md", "quotations in one another", 1_000, 200_000, Clean, |n| lead(&format!(
        "{}deep",
        "> ".repeat(n)
    ))),
    shape!("md", "quotations in one another, line by line", 100, 3_000, Clean, |n| {
        lead(&many(n, |k| format!("{}deep\n", "> ".repeat(k))))
    }),
    shape!("md", "lists in one another", 1_000, 200_000, Clean, |n| lead(&format!("{}deep", "- ".repeat(n)))),
    shape!("md", "lists in one another, line by line", 100, 3_000, Clean, |n| {
        lead(&many(n, |k| format!("{}- deep\n", "  ".repeat(k))))
    }),
    shape!("md", "emphasis", 1_000, 500_000, Clean, |n| lead(&"*a **b ".repeat(n))),
    shape!("md", "stars", 1_000, 500_000, Clean, |n| lead(&format!("a{}", "*".repeat(n)))),
    shape!("md", "underscores", 1_000, 500_000, Clean, |n| lead(&"_a __b ".repeat(n))),
    shape!("md", "open brackets", 1_000, 500_000, Clean, |n| lead(&"[".repeat(n))),
    shape!("md", "links in one another", 1_000, 200_000, Clean, |n| lead(&"[a](".repeat(n))),
    shape!("md", "images in one another", 1_000, 200_000, Clean, |n| lead(&"![a".repeat(n))),
    shape!("md", "backticks of every length", 100, 2_000, Clean, |n| {
        lead(&many(n, |k| format!("{} a ", "`".repeat(k + 1))))
    }),
    shape!("md", "backticks before comments", 1_000, 200_000, Clean, |n| lead(&"` <!-- ".repeat(n))),
    shape!("md", "comments", 1_000, 200_000, Clean, |n| lead(&"<!-- a --> ".repeat(n))),
    shape!("md", "open comments", 1_000, 200_000, Clean, |n| lead(&"<!-- ".repeat(n))),
    shape!("md", "tags", 1_000, 500_000, Clean, |n| lead(&"<a b='".repeat(n))),
    shape!("md", "entities", 1_000, 500_000, Clean, |n| lead(&"&amp".repeat(n))),
    shape!("md", "fences", 1_000, 200_000, Clean, |n| lead(&"```\n".repeat(n * 2))),
    shape!("md", "headings", 1_000, 100_000, Clean, |n| lesson::markdown()
        + &many(n, |k| format!("\n## Heading {k}\n\nText.\n"))),
    shape!("md", "headings in one another", 1_000, 100_000, Clean, |n| {
        lesson::markdown() + &many(n, |k| format!("\n{} Heading {k}\n", "#".repeat(1 + k % 6)))
    }),
    shape!("md", "underlined headings", 1_000, 100_000, Clean, |n| {
        lesson::markdown() + &many(n, |k| format!("\nHeading {k}\n====\n\nText.\n"))
    }),
    shape!("md", "regimes", 200, 20_000, Finding("R012"), |n| {
        lesson::markdown_with("yeast", &many(n, |k| format!("## Regime {k}\n\n**What it is:** A thing.\n\n")))
    }),
    shape!("md", "breaks", 500, 50_000, Warning("P002"), |n| {
        let breaks = "Yeast is a motor. Where the analogy breaks: a motor can be switched off at will.\n\n";
        lesson::markdown().replacen(
            "Yeast is a motor that starts",
            &format!("{}Yeast is a motor that starts", breaks.repeat(n)),
            1,
        )
    }),
    shape!("md", "breaks in one paragraph", 500, 50_000, Clean, |n| {
        lesson::markdown().replacen(
            "and rising dough cannot.",
            &"Where it breaks: it is not so. ".repeat(n),
            1,
        )
    }),
    shape!("md", "scenarios", 500, 50_000, Clean, |n| {
        let scenarios = format!(
            "Secondary scenarios: {}and prices.\n\n| Don't say |",
            "talks (a; b), \"c, d\", ".repeat(n)
        );
        lesson::markdown().replacen("| Don't say |", &scenarios, 1)
    }),
    shape!("md", "a front matter of many keys", 1_000, 100_000, Clean, |n| {
        format!("---\n{}---\n\n{}", many(n, |k| format!("key{k}: v\n")), lesson::markdown())
    }),
    shape!("md", "an unclosed front matter", 1_000, 100_000, Finding("E001"), |n| {
        format!("---\n{}\n{}", many(n, |k| format!("key{k}: v\n")), lesson::markdown())
    }),
    shape!("md", "a front matter of brackets", 1_000, 200_000, Finding("E007"), |n| {
        format!("---\nmeta: {}\n---\n\n{}", "[".repeat(n), lesson::markdown())
    }),
    shape!("md", "a table of tabs", 1_000, 100_000, Clean, |n| {
        let rows = many(n, |k| format!("Time {k}\t{k} hours\t{k} days\n"));
        lesson::markdown_with(
            "comparison",
            &format!("## Comparing the Two Regimes\n\nDimension\tYeast\tSourdough\n{rows}\n"),
        )
    }),
];

fn lead(text: &str) -> String {
    lesson::markdown_with("lead", &format!("Dough rises in two ways.\n\n{text}\n\n"))
}

/// The lesson with more rows in its comparison.
fn comparison(rows: &str) -> String {
    lesson::markdown().replacen("| Time |", &format!("{rows}| Time |"), 1)
}

/// The lesson with another table for its comparison.
fn table(table: &str) -> String {
    lesson::markdown_with("comparison", &format!("## Comparing the Two Regimes\n\n{table}\n"))
}

fn row(cells: usize, cell: impl Fn(usize) -> String) -> String {
    format!("|{}\n", many(cells, |k| format!("{}|", cell(k))))
}
