//! What the tests of the Markdown front end share: one lesson in many layouts, and its tree as text.
#![allow(dead_code, unreachable_pub)]

use std::sync::Arc;

use lesson_syntax::markdown::Labels;
use lesson_syntax::{Form, Kind, NodeId, Parsed, ReadOptions, Tree};
use lesson_text::SourceFile;

/// How headings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    Bare,
    Hashes,
    /// A group heading over the regimes, which stand a level deeper.
    Grouped,
    Underlined,
    Bold,
}

/// How labels are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelsAs {
    Plain,
    /// `**Label:** text`
    Bold,
    /// `**Label**: text`
    BoldBeforeColon,
    /// `_Label:_ text`
    Italic,
    /// `- **Label:** text`
    Items,
    /// The label on a line of its own.
    OwnLine,
    /// `### Label`
    Headings,
}

/// Where an analogy's break stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    Inside,
    Paragraph,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    Outer,
    Aligned,
    NoOuter,
    NoSeparator,
    Tabs,
    BlankBetween,
}

/// A layout of the lesson.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub headings: Headings,
    pub labels: LabelsAs,
    pub breaks: Break,
    pub tables: Tables,
    /// Blank lines between paragraphs.
    pub spaced: bool,
    pub line_end: &'static str,
}

/// The layout of a lesson pasted from a word processor.
pub const PASTED: Layout = Layout {
    headings: Headings::Bare,
    labels: LabelsAs::Plain,
    breaks: Break::Inside,
    tables: Tables::Outer,
    spaced: false,
    line_end: "\n",
};

/// The layout of a lesson written as Markdown.
pub const MARKDOWN: Layout = Layout {
    headings: Headings::Hashes,
    labels: LabelsAs::Bold,
    breaks: Break::Paragraph,
    tables: Tables::Outer,
    spaced: true,
    line_end: "\n",
};

pub const PARTS: [(&str, &str); 4] = [
    ("what_it_is", "What it is"),
    ("what_it_does", "What it does"),
    ("whos_behind_it", "Who's behind it"),
    ("what_makes_it_distinct", "What makes it distinct"),
];

/// Name, the four parts, what holds, where it breaks.
pub const REGIMES: [[&str; 7]; 3] = [
    [
        "Straight Dough",
        "Flour, water, salt and all of the yeast, mixed at once.",
        "It rises in an afternoon: one knead, one proof, one bake. Nothing waits overnight.",
        "Bakeries with one shift; anyone who wants bread today.",
        "It is the only one where the yeast does all its work in the loaf itself.",
        "A straight dough is a sprint on a track bike: one gear, all in, over soon.",
        "a sprinter can't save strength for tomorrow, and a dough that rose too fast can be chilled and kept.",
    ],
    [
        "Pre-Ferment",
        "A part of the dough, mixed the evening before with little yeast.",
        "Overnight it makes acids and scent; in the morning it leavens the rest.",
        "Bakers with a cold room and a plan for the week.",
        "It parts the time of flavour from the time of rising. Both can be steered.",
        "A pre-ferment is base training: slow kilometres long before the race carry the race.",
        "base training lasts for weeks, and a pre-ferment collapses after a day. Nobody can store it.",
    ],
    [
        "Sourdough",
        "A culture of wild yeasts and bacteria, kept alive from bake to bake.",
        "It leavens without bought yeast and sours the crumb as it does.",
        "Whoever feeds it: the culture belongs to a person, not to a recipe.",
        "It is alive before the dough is, and it outlives every loaf.",
        "A sourdough is a club: members come and go, the club rides every Sunday.",
        "a club can rest all winter, and an unfed culture dies in three weeks.",
    ],
];

pub const LEAD: &str = "Every talk about bread ends at one of three ways to make dough rise: straight, with a \
     pre-ferment, or sour. They run on different clocks, and a baker who mixes them up promises what no oven keeps.";
pub const INTRO: &str =
    "I compare along the four dimensions that decide a bakery's day. Every regime appears on each.";
pub const DIMENSIONS: [[&str; 4]; 4] = [
    ["Time", "Three hours", "A night and three hours", "Two days, with feeding"],
    ["Cost", "Yeast; little else", "A cold room", "A person's care (all year)"],
    ["Who does it", "One shift", "Two shifts", "Whoever keeps the culture"],
    ["Your flour's role", "None — any flour will do", "It sets the scent", "It feeds the culture"],
];
pub const NOTES: [&str; 2] = [
    "Control means something else each time: the clock, the cold, the culture.",
    "A baker who wants more control may mean the hours or the taste. Ask which one it is.",
];
pub const SECONDARY: [&str; 3] =
    ["talks about price", "talks about \"natural, honest\" bread", "the question of shelf life"];
pub const LINES: [[&str; 3]; 3] = [
    [
        "\"Sourdough has no yeast\"",
        "\"Its yeast is wild. It came with the flour, and nobody bought it.\"",
        "An allergic guest will act on it",
    ],
    [
        "\"Slow bread is always better\"",
        "\"Slow bread keeps longer. For rolls at seven, straight dough is right.\"",
        "Sends the buyer to the wrong regime",
    ],
    [
        "\"It rises by itself\"",
        "\"Somebody feeds it each day. Who is that here?\"",
        "Names the work before it is forgotten",
    ],
];
pub const TEASER: &str = "ovens — what heat does once the dough has risen.";

/// Writes the lesson in a layout.
pub struct Writer {
    layout: Layout,
    pub text: String,
}

impl Writer {
    pub fn new(layout: Layout) -> Self {
        Self { layout, text: String::new() }
    }

    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(self.layout.line_end);
    }

    pub fn paragraph(&mut self, text: &str) {
        self.line(text);
        if self.layout.spaced {
            self.line("");
        }
    }

    pub fn heading(&mut self, level: usize, text: &str) {
        match self.layout.headings {
            Headings::Bare => self.line(text),
            Headings::Hashes | Headings::Grouped => self.line(&format!("{} {text}", "#".repeat(level))),
            Headings::Underlined if level < 3 => {
                self.line(text);
                self.line(if level == 1 { "====" } else { "----" });
            }
            Headings::Underlined => self.line(&format!("### {text} ###")),
            Headings::Bold => self.line(&format!("**{text}**")),
        }
        if self.layout.spaced {
            self.line("");
        }
    }

    pub fn labelled(&mut self, label: &str, text: &str) {
        match self.layout.labels {
            LabelsAs::Plain => self.paragraph(&format!("{label}: {text}")),
            LabelsAs::Bold => self.paragraph(&format!("**{label}:** {text}")),
            LabelsAs::BoldBeforeColon => self.paragraph(&format!("**{label}**: {text}")),
            LabelsAs::Italic => self.paragraph(&format!("_{label}:_ {text}")),
            LabelsAs::Items => self.paragraph(&format!("- **{label}:** {text}")),
            LabelsAs::OwnLine => {
                self.paragraph(&format!("**{label}:**"));
                self.paragraph(text);
            }
            LabelsAs::Headings => {
                self.line(&format!("#### {label}"));
                self.paragraph(text);
            }
        }
    }

    pub fn row(&mut self, cells: &[&str]) {
        match self.layout.tables {
            Tables::NoOuter => self.line(&cells.join(" | ")),
            Tables::Tabs => self.line(&cells.join("\t")),
            _ => self.line(&format!("| {} |", cells.join(" | "))),
        }
        if self.layout.tables == Tables::BlankBetween {
            self.line("");
        }
    }

    pub fn header(&mut self, cells: &[&str]) {
        self.row(cells);
        let bars = |mark: &str| format!("|{}", format!("{mark}|").repeat(cells.len()));
        match self.layout.tables {
            Tables::Outer | Tables::BlankBetween => self.line(&bars("---")),
            Tables::Aligned => self.line(&bars(" :---: ")),
            Tables::NoOuter => self.line(&vec!["---"; cells.len()].join("|")),
            Tables::NoSeparator | Tables::Tabs => {}
        }
    }

    pub fn title(&mut self) {
        let separator = match self.layout.headings {
            Headings::Bare => " — ",
            Headings::Hashes => ": ",
            Headings::Grouped => " – ",
            Headings::Underlined => " - ",
            Headings::Bold => " – ",
        };
        self.heading(1, &format!("Lesson 7{separator}Three ways to rise"));
    }

    pub fn regime(&mut self, regime: &[&str; 7]) {
        let level = if self.layout.headings == Headings::Grouped { 3 } else { 2 };
        self.heading(level, regime[0]);
        for (&(_, label), text) in PARTS.iter().zip(&regime[1..]) {
            self.labelled(label, text);
        }
        self.heading(level + 1, "Cycling Concept Mapping");
        match self.layout.breaks {
            Break::Inside => {
                self.paragraph(&format!("{} Where the analogy breaks: {}", regime[5], regime[6]))
            }
            Break::Paragraph => {
                self.paragraph(regime[5]);
                self.labelled("Where the analogy breaks", regime[6]);
            }
        }
    }

    pub fn comparison(&mut self) {
        self.heading(2, "Comparing the Three Regimes");
        self.paragraph(INTRO);
        self.header(&["Dimension", REGIMES[0][0], REGIMES[1][0], REGIMES[2][0]]);
        for dimension in &DIMENSIONS {
            self.row(dimension);
        }
        if self.layout.spaced {
            self.line("");
        }
        for note in NOTES {
            self.paragraph(note);
        }
    }

    pub fn field_guide(&mut self) {
        self.heading(2, "How to Say This in the Field");
        let secondary = SECONDARY.join(", ").replace("the question", "and the question");
        let scenarios = format!(
            "The primary scenario: a guest asks for \"real\" bread. Secondary scenarios: {secondary}."
        );
        self.paragraph(&scenarios);
        self.header(&["Don't say", "Do say", "Why it matters"]);
        for line in &LINES {
            self.row(line);
        }
        if self.layout.spaced {
            self.line("");
        }
    }

    pub fn next(&mut self) {
        self.paragraph(&format!("Next: Lesson 8 covers {TEASER}"));
    }

    pub fn whole(mut self) -> String {
        self.title();
        self.paragraph(LEAD);
        if self.layout.headings == Headings::Grouped {
            self.heading(2, "The three regimes");
        }
        for regime in &REGIMES {
            self.regime(regime);
        }
        self.comparison();
        self.field_guide();
        self.next();
        self.text
    }
}

/// The lesson in a layout.
pub fn lesson(layout: Layout) -> String {
    Writer::new(layout).whole()
}

pub fn source(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::new("lesson.md", text))
}

pub fn read(text: &str) -> Parsed {
    lesson_syntax::read(&source(text), Form::Markdown, &ReadOptions::default())
}

pub fn read_with(text: &str, labels: Labels) -> Parsed {
    let options = ReadOptions { labels, ..ReadOptions::default() };
    lesson_syntax::read(&source(text), Form::Markdown, &options)
}

/// Every value as `pointer = text`, in the order of the tree.
pub fn dump(tree: &Tree) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open: Vec<(NodeId, String)> = tree.root().into_iter().map(|root| (root, String::new())).collect();
    while let Some((node, pointer)) = open.pop() {
        match tree.kind(node) {
            Kind::Mapping => open.extend(
                tree.entries(node).rev().map(|(key, value)| (value, format!("{pointer}/{}", tree.text(key)))),
            ),
            Kind::Sequence if tree.items(node).is_empty() => lines.push(format!("{pointer} = []")),
            Kind::Sequence => {
                let items = tree.items(node).iter().enumerate().rev();
                open.extend(items.map(|(index, &item)| (item, format!("{pointer}/{index}"))));
            }
            Kind::Null => lines.push(format!("{pointer} = null")),
            Kind::Malformed => lines.push(format!("{pointer} = malformed")),
            Kind::Int => lines.push(format!("{pointer} = int {}", tree.text(node))),
            _ => lines.push(format!("{pointer} = {}", tree.text(node))),
        }
    }
    lines
}

/// The dump without the wordings that are kept beside the model, sorted.
pub fn model(parsed: &Parsed) -> Vec<String> {
    let mut lines = dump(&parsed.tree);
    lines.retain(|line| {
        !line.contains("/x-heading = ") && !line.starts_with("/x-sections/0/title = The three")
    });
    lines.sort();
    lines.extend(parsed.problems.iter().map(|problem| format!("{:?}: {}", problem.kind, problem.message)));
    lines
}

/// The model that every layout of the lesson gives.
pub fn expected() -> Vec<String> {
    let mut lines = vec![
        "/lesson = int 7".to_owned(),
        "/title = Three ways to rise".to_owned(),
        format!("/lead = {LEAD}"),
        format!("/comparison/intro = {INTRO}"),
        "/field_guide/primary_scenario = a guest asks for \"real\" bread.".to_owned(),
        "/next/lesson = int 8".to_owned(),
        format!("/next/teaser = {TEASER}"),
    ];
    for (index, regime) in REGIMES.iter().enumerate() {
        lines.push(format!("/regimes/{index}/name = {}", regime[0]));
        for ((key, _), text) in PARTS.iter().zip(&regime[1..]) {
            lines.push(format!("/regimes/{index}/{key} = {text}"));
        }
        lines.push(format!("/regimes/{index}/analogies/0/holds = {}", regime[5]));
        lines.push(format!("/regimes/{index}/analogies/0/where_it_breaks = {}", regime[6]));
    }
    for (index, [name, cells @ ..]) in DIMENSIONS.iter().enumerate() {
        lines.push(format!("/comparison/dimensions/{index}/name = {name}"));
        for (regime, cell) in ["straight-dough", "pre-ferment", "sourdough"].iter().zip(cells) {
            lines.push(format!("/comparison/dimensions/{index}/cells/{regime} = {cell}"));
        }
    }
    for (name, texts) in
        [("comparison/notes", &NOTES[..]), ("field_guide/secondary_scenarios", &SECONDARY[..])]
    {
        lines.extend(texts.iter().enumerate().map(|(index, text)| format!("/{name}/{index} = {text}")));
    }
    for (index, line) in LINES.iter().enumerate() {
        for (key, text) in ["dont_say", "do_say", "why"].iter().zip(line) {
            lines.push(format!("/field_guide/lines/{index}/{key} = {text}"));
        }
    }
    lines.sort();
    lines
}

/// Fails with what differs, and nothing else.
#[track_caller]
pub fn assert_same(found: &[String], due: &[String], what: &str) {
    let missing: Vec<_> = due.iter().filter(|line| !found.contains(line)).collect();
    let surplus: Vec<_> = found.iter().filter(|line| !due.contains(line)).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "{what}\nmissing: {missing:#?}\nsurplus: {surplus:#?}");
}
