//! Lessons that follow the layout loosely, as several authors wrote them over the years.

use std::fmt::Write as _;

use crate::subjects::{Regime, SUBJECTS, Subject};

/// How an author writes: the words of labels and headings, and the form.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) lesson: &'static str,
    pub(crate) separator: &'static str,
    pub(crate) parts: [&'static str; 4],
    /// Over the analogy; `@` is the domain.
    pub(crate) mapping: &'static str,
    pub(crate) breaks: &'static str,
    /// Whether the break stands inside the paragraph.
    pub(crate) inline: bool,
    pub(crate) comparison: &'static str,
    pub(crate) dimension: &'static str,
    pub(crate) guide: &'static str,
    pub(crate) scenarios: [&'static str; 2],
    pub(crate) columns: [&'static str; 3],
    pub(crate) next: &'static str,
    pub(crate) form: Form,
    /// The order of the parts.
    pub(crate) order: [usize; 4],
    /// Whether the comparison stands before the regimes.
    pub(crate) compares_first: bool,
    /// Headings that are nobody's but the author's.
    pub(crate) own: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// `#` for headings, bold labels.
    Marked,
    /// Labels are headings, too.
    Headings,
    /// Pasted from a word processor: nothing is marked, nothing is spaced.
    Pasted,
}

/// As the layout wants it.
pub(crate) const CANONICAL: Manner = Manner {
    lesson: "Lesson",
    separator: " — ",
    parts: ["What it is", "What it does", "Who's behind it", "What makes it distinct"],
    mapping: "@ Concept Mapping",
    breaks: "Where the analogy breaks",
    inline: false,
    comparison: "Comparing the Two Regimes",
    dimension: "Dimension",
    guide: "How to Say This in the Field",
    scenarios: ["The primary scenario", "Secondary scenarios"],
    columns: ["Don't say", "Do say", "Why it matters"],
    next: "Next",
    form: Form::Marked,
    order: [0, 1, 2, 3],
    compares_first: false,
    own: false,
};

/// The manner of most of the team.
pub(crate) const TEAM: Manner = Manner {
    parts: ["What it is", "Purpose", "Who's behind it", "What makes it distinct"],
    mapping: "The @ view of it",
    breaks: "Not like it",
    comparison: "Side by side",
    guide: "Talk track",
    columns: ["Avoid", "Prefer", "Because"],
    ..CANONICAL
};

/// In another language.
pub(crate) const GERMAN: Manner = Manner {
    lesson: "Lektion",
    separator: ": ",
    parts: ["Was es ist", "Was es tut", "Wer dahinter steht", "Was es ausmacht"],
    mapping: "Vergleich mit Bekanntem",
    breaks: "Wo der Vergleich hinkt",
    comparison: "Gegenüberstellung",
    dimension: "Aspekt",
    guide: "So sagt man es",
    scenarios: ["Der wichtigste Fall", "Weitere Fälle"],
    columns: ["Nicht sagen", "Sagen", "Warum"],
    next: "Weiter",
    ..CANONICAL
};

/// The twenty lessons: which manner each has, and what is missing from it.
pub(crate) fn twenty() -> Vec<(String, String)> {
    let owner = Manner { parts: ["What it is", "Purpose", "Owner", "What makes it distinct"], ..TEAM };
    let unit = Manner { lesson: "Unit", separator: ": ", ..TEAM };
    let pasted = Manner { form: Form::Pasted, ..TEAM };
    let inline = Manner { inline: true, ..TEAM };
    let headings = Manner { form: Form::Headings, ..TEAM };
    let shuffled = Manner { order: [0, 2, 1, 3], ..TEAM };
    let early = Manner { compares_first: true, ..TEAM };
    let own = Manner { own: true, ..TEAM };
    let known = Manner { breaks: "Where it breaks", columns: CANONICAL.columns, ..TEAM };
    let main = Manner { scenarios: ["Main situation", "Also heard"], ..owner };
    let rare = Manner { parts: ["In short", "Purpose", "Owner", "Signature"], ..TEAM };
    let manners = [
        TEAM, owner, CANONICAL, pasted, unit, inline, own, main, shuffled, headings, TEAM, unit, rare, early,
        known, main, CANONICAL, unit, rare, main,
    ];
    let lesson = |(index, manner): (usize, &Manner)| {
        let number = index + 1;
        let extension = if manner.form == Form::Pasted { "txt" } else { "md" };
        let text = lesson(number, &SUBJECTS[index % SUBJECTS.len()], manner);
        (format!("lessons/{number:02}.{extension}"), holed(number, &text))
    };
    manners.iter().enumerate().map(lesson).collect()
}

/// What old lessons lack.
fn holed(number: usize, text: &str) -> String {
    let (from, to) = match number {
        1 => ("One visit to the shop", "TBD"),
        4 => ("An afternoon in spring", ""),
        6 => ("Nobody in the shop can prove a claim about health.", ""),
        8 => (
            "**Not like it:** a cloakroom closes at night, and a bucket keeps charging for every day.\n\n",
            "",
        ),
        13 => ("**Owner:** The computing centre, which owns the robot and the shelf.\n\n", ""),
        15 => ("Pulse and oxygen |", "— |"),
        _ => return text.to_owned(),
    };
    assert!(text.contains(from), "{from} is not in lesson {number}");
    text.replacen(from, to, 1)
}

/// A lesson about a subject in somebody's manner.
pub(crate) fn lesson(number: usize, subject: &Subject, manner: &Manner) -> String {
    let mut writer = Writer { text: String::new(), manner };
    let title = format!("{} {number}{}{}", manner.lesson, manner.separator, subject.title);
    writer.heading(1, &title);
    writer.paragraph(subject.lead);
    if manner.own {
        writer.heading(2, "Goals");
        writer.paragraph("You can tell the two apart, and say so to whoever asks.");
    }
    if manner.compares_first {
        writer.comparison(subject);
    }
    subject.regimes.iter().for_each(|regime| writer.regime(subject, regime));
    if !manner.compares_first {
        writer.comparison(subject);
    }
    writer.heading(2, manner.guide);
    writer.label(3, manner.scenarios[0], &format!("{}.", subject.scenario));
    writer.label(3, manner.scenarios[1], &format!("{}.", subject.others));
    writer.row(&manner.columns, true);
    subject.lines.iter().for_each(|line| writer.row(line, false));
    writer.end_of_table();
    if manner.own {
        writer.heading(2, "Further reading");
        writer.paragraph("The binder in the office has the long version.");
    }
    let next = format!("{} {} covers what comes after.", manner.lesson, number + 1);
    writer.label(0, manner.next, &next);
    writer.text
}

struct Writer<'a> {
    text: String,
    manner: &'a Manner,
}

impl Writer<'_> {
    fn heading(&mut self, level: usize, text: &str) {
        let _ = match self.manner.form {
            Form::Pasted => writeln!(self.text, "{text}"),
            _ => writeln!(self.text, "{} {text}\n", "#".repeat(level)),
        };
    }

    fn paragraph(&mut self, text: &str) {
        self.text += text;
        self.text += if self.manner.form == Form::Pasted { "\n" } else { "\n\n" };
    }

    /// A labelled paragraph; as a heading of this level where labels are headings.
    fn label(&mut self, level: usize, label: &str, text: &str) {
        match self.manner.form {
            Form::Headings if level > 0 => {
                self.heading(level, label);
                self.paragraph(text);
            }
            Form::Pasted => self.paragraph(&format!("{label}: {text}")),
            _ => self.paragraph(&format!("**{label}:** {text}")),
        }
    }

    fn regime(&mut self, subject: &Subject, regime: &Regime) {
        self.heading(2, regime.name);
        for index in self.manner.order {
            self.label(3, self.manner.parts[index], regime.parts[index]);
        }
        self.heading(3, &self.manner.mapping.replace('@', subject.domain));
        if self.manner.inline {
            self.paragraph(&format!("{} {}: {}", regime.holds, self.manner.breaks, regime.breaks));
        } else {
            self.paragraph(regime.holds);
            self.label(0, self.manner.breaks, regime.breaks);
        }
    }

    fn comparison(&mut self, subject: &Subject) {
        self.heading(2, self.manner.comparison);
        self.paragraph("The two differ in three things that a listener asks about.");
        let [first, second] = &subject.regimes;
        self.row(&[self.manner.dimension, first.name, second.name], true);
        for (name, cells) in &subject.dimensions {
            self.row(&[name, cells[0], cells[1]], false);
        }
        self.end_of_table();
    }

    fn row(&mut self, cells: &[&str], header: bool) {
        if self.manner.form == Form::Pasted {
            let _ = writeln!(self.text, "{}", cells.join("\t"));
            return;
        }
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
        if header {
            let _ = writeln!(self.text, "|{}", "---|".repeat(cells.len()));
        }
    }

    fn end_of_table(&mut self) {
        if self.manner.form != Form::Pasted {
            self.text.push('\n');
        }
    }
}
