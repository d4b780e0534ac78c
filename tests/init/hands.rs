//! The same wordings, however the rest is written: they are found by the layout in each.

use crate::folder;
use crate::loose::{Manner, TEAM, lesson};
use crate::subjects::SUBJECTS;
use crate::twenty::labels;

/// A change to every lesson.
type Hand = fn(&str) -> String;

const HANDS: [(&str, Hand); 12] = [
    ("as it is", str::to_owned),
    ("parts as a list", |text| {
        text.replace("\n**What", "\n- **What").replace("\n**Purpose", "\n- **Purpose")
    }),
    ("no blank lines between the parts", |text| text.replace(".\n\n**", ".\n**")),
    ("no colon", |text| text.replace(":** ", "** ")),
    ("the colon outside", |text| text.replace(":** ", "**: ")),
    ("labels on lines of their own", |text| text.replace(":** ", "**\n\n")),
    ("a level higher", |text| text.replace("\n## ", "\n# ").replace("\n### ", "\n## ")),
    ("all headings on one level", |text| text.replace("\n### ", "\n## ")),
    ("bold in the table's head", |text| {
        SUBJECTS.iter().flat_map(|subject| &subject.regimes).fold(text.to_owned(), |text, regime| {
            text.replace(&format!("| {} |", regime.name), &format!("| **{}** |", regime.name))
        })
    }),
    ("regimes with numbers", |text| {
        SUBJECTS.iter().flat_map(|subject| subject.regimes.iter().enumerate()).fold(
            text.to_owned(),
            |text, (at, regime)| {
                let heading = format!("## {}\n", regime.name);
                text.replace(&heading, &format!("## {}. {} (see below)\n", at + 1, regime.name))
            },
        )
    }),
    ("bold headings", |text| {
        let bold = |line: &str| match line.trim_start_matches('#') {
            heading if heading.len() < line.len() => format!("**{}**\n", heading.trim()),
            _ => format!("{line}\n"),
        };
        text.lines().map(bold).collect()
    }),
    ("other line ends", |text| text.replace('\n', "\r\n")),
];

#[test]
fn wordings_are_found_in_every_hand() {
    let manner = Manner { scenarios: ["Main case", "Other cases"], ..TEAM };
    let due = [
        r#"what_it_does = ["Purpose"]"#,
        r#"concept_mapping = ["The * view of it"]"#,
        r#"where_it_breaks = ["Not like it"]"#,
        r#"comparison = ["Side by side"]"#,
        r#"field_guide = ["Talk track"]"#,
        r#"primary_scenario = ["Main case"]"#,
        r#"secondary_scenarios = ["Other cases"]"#,
        r#"dont_say = ["Avoid"]"#,
        r#"do_say = ["Prefer"]"#,
        r#"why = ["Because"]"#,
    ];
    for (name, hand) in HANDS {
        let lessons = SUBJECTS.iter().enumerate();
        let lessons =
            lessons.map(|(at, subject)| (format!("{at}.md"), hand(&lesson(at + 1, subject, &manner))));
        assert_eq!(labels(&folder(lessons)), due, "{name}");
    }
}
