//! A clean lesson in both forms, any part of which can be replaced.

const YAML: [(&str, &str); 6] = [
    ("lesson", "lesson: 2\n"),
    ("title", "title: Two ways to leaven\n"),
    ("lead", "lead: |\n  Dough rises in two ways, and each runs on a clock of its own.\n"),
    (
        "regimes",
        "regimes:
  - name: Yeast
    what_it_is: A packet from the shop, the same every time.
    what_it_does: It lifts the dough in two hours and leaves little behind.
    whos_behind_it: A factory that grows one strain in tanks.
    what_makes_it_distinct: It does one thing, and does it at once.
    analogies:
      - holds: Yeast is a motor that starts when it is switched on.
        where_it_breaks: A motor can be switched off, and rising dough cannot.
  - name: Sourdough
    what_it_is: A culture that somebody keeps and feeds.
    what_it_does: It leavens the dough and sours it over a day.
    whos_behind_it: Whoever feeds it, on holidays too.
    what_makes_it_distinct: It is alive before the dough is mixed.
    analogies:
      - holds: Sourdough is a club whose members come and go.
        where_it_breaks: A club can rest all winter, and a culture starves in three weeks.
",
    ),
    (
        "comparison",
        "comparison:
  dimensions:
    - name: Time
      cells: {yeast: Two hours, sourdough: A day and a night}
    - name: Cost
      cells: {yeast: A packet for each loaf, sourdough: Flour for every feeding}
    - name: Effort
      cells: {yeast: One visit to the shop, sourdough: A feeding on every single day}
",
    ),
    (
        "field_guide",
        "field_guide:
  primary_scenario: A guest asks which bread is the better one.
  lines:
    - dont_say: Ours is the healthier bread
      do_say: Ours takes a day, and you can taste it.
      why: Nobody in the shop can prove a claim about health.
",
    ),
];

const MARKDOWN: [(&str, &str); 7] = [
    ("title", "# Lesson 2: Two ways to leaven\n\n"),
    ("lead", "Dough rises in two ways, and each runs on a clock of its own.\n\n"),
    (
        "yeast",
        "## Yeast

**What it is:** A packet from the shop, the same every time.

**What it does:** It lifts the dough in two hours and leaves little behind.

**Who's behind it:** A factory that grows one strain in tanks.

**What makes it distinct:** It does one thing, and does it at once.

### Kitchen Concept Mapping

Yeast is a motor that starts when it is switched on.

**Where the analogy breaks:** A motor can be switched off, and rising dough cannot.

",
    ),
    (
        "sourdough",
        "## Sourdough

**What it is:** A culture that somebody keeps and feeds.

**What it does:** It leavens the dough and sours it over a day.

**Who's behind it:** Whoever feeds it, on holidays too.

**What makes it distinct:** It is alive before the dough is mixed.

### Kitchen Concept Mapping

Sourdough is a club whose members come and go.

**Where the analogy breaks:** A club can rest all winter, and a culture starves in three weeks.

",
    ),
    (
        "comparison",
        "## Comparing the Two Regimes

| Dimension | Yeast | Sourdough |
|---|---|---|
| Time | Two hours | A day and a night |
| Cost | A packet for each loaf | Flour for every feeding |
| Effort | One visit to the shop | A feeding on every single day |

",
    ),
    (
        "guide",
        "## How to Say This in the Field

The primary scenario: a guest asks which bread is the better one.

| Don't say | Do say | Why it matters |
|---|---|---|
| Ours is the healthier bread | Ours takes a day, and you can taste it. | Nobody in the shop can prove a claim about health. |

",
    ),
    ("next", "Next: Lesson 3 covers ovens.\n"),
];

/// The lesson in YAML.
pub(crate) fn yaml() -> String {
    yaml_with("", "")
}

/// The lesson in YAML with one part replaced; one that it does not have goes to its end.
pub(crate) fn yaml_with(part: &str, text: &str) -> String {
    with(&YAML, part, text)
}

/// The lesson in Markdown.
pub(crate) fn markdown() -> String {
    markdown_with("", "")
}

/// The lesson in Markdown with one part replaced; one that it does not have goes to its end.
pub(crate) fn markdown_with(part: &str, text: &str) -> String {
    with(&MARKDOWN, part, text)
}

fn with(parts: &[(&str, &str)], part: &str, text: &str) -> String {
    let mut lesson = String::with_capacity(text.len() + 4000);
    for &(name, own) in parts {
        lesson.push_str(if name == part { text } else { own });
    }
    if parts.iter().all(|&(name, _)| name != part) {
        lesson.push_str(text);
    }
    lesson
}
