//! Twenty lessons that follow the layout loosely.

use lessonlint_tests::Folder;
use lessonlint_tests::generator::{Lesson, markdown};

use crate::folder;
use crate::loose::{CANONICAL, Form, GERMAN, Manner, TEAM, lesson, twenty};
use crate::subjects::SUBJECTS;

fn shown(folder: &Folder) -> String {
    let ran = folder.run(&["init", "--dry-run", "--today", "2026-01-31"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    ran.out
}

/// Lessons in one manner, one for each subject.
fn in_manner(manner: &Manner) -> Folder {
    let lessons = SUBJECTS.iter().enumerate();
    let lessons = lessons.map(|(at, subject)| (format!("{at}.md"), lesson(at + 1, subject, manner)));
    folder(lessons)
}

/// The wordings that are proposed, by key.
pub(crate) fn labels(folder: &Folder) -> Vec<String> {
    let shown = shown(folder);
    let lines = shown.lines().map(str::trim).filter(|line| line.contains(" = [\""));
    lines.map(str::to_owned).collect()
}

#[test]
fn what_is_shown() {
    insta::assert_snapshot!(shown(&folder(twenty())));
}

#[test]
fn after_it_the_gate_is_green() {
    let folder = folder(twenty());
    let ran = folder.run(&["init", "--yes", "--today", "2026-01-31"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(ran.out.contains("lessonlint.toml: written\nlessonlint-baseline.json: written\n"), "{}", ran.out);
    let ran = folder.run(&["check", "--today", "2026-01-31"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("20 lessons, no findings (20 files looked at, "), "{}", ran.out);
    assert_eq!(folder.run(&["config", "validate"]).code, Some(0));
}

#[test]
fn another_language_is_found_by_the_layout_alone() {
    for form in [Form::Marked, Form::Headings] {
        let folder = in_manner(&Manner { form, ..GERMAN });
        let due = [
            r#"lesson = ["Lektion"]"#,
            r#"what_it_is = ["Was es ist"]"#,
            r#"what_it_does = ["Was es tut"]"#,
            r#"whos_behind_it = ["Wer dahinter steht"]"#,
            r#"what_makes_it_distinct = ["Was es ausmacht"]"#,
            r#"concept_mapping = ["Vergleich mit Bekanntem"]"#,
            r#"where_it_breaks = ["Wo der Vergleich hinkt"]"#,
            r#"comparison = ["Gegenüberstellung"]"#,
            r#"dimension = ["Aspekt"]"#,
            r#"field_guide = ["So sagt man es"]"#,
            r#"primary_scenario = ["Der wichtigste Fall"]"#,
            r#"secondary_scenarios = ["Weitere Fälle"]"#,
            r#"dont_say = ["Nicht sagen"]"#,
            r#"do_say = ["Sagen"]"#,
            r#"why = ["Warum"]"#,
            r#"next = ["Weiter"]"#,
        ];
        assert_eq!(labels(&folder), due);
        assert_eq!(folder.run(&["init", "--yes"]).code, Some(0));
        let report = folder.run(&["check", "--format", "json"]).json();
        assert_eq!((&report["summary"]["lessons"], &report["summary"]["errors"]), (&5.into(), &0.into()));
    }
}

#[test]
fn lessons_that_keep_to_the_layout_need_no_wordings() {
    assert_eq!(labels(&in_manner(&CANONICAL)), Vec::<String>::new());
    let pasted = Manner { form: Form::Pasted, ..CANONICAL };
    assert_eq!(labels(&in_manner(&pasted)), Vec::<String>::new());
    let known = Manner { breaks: "Where it breaks", ..CANONICAL };
    assert_eq!(labels(&in_manner(&known)), [r#"where_it_breaks = ["Where it breaks"]"#]);
}

#[test]
fn lessons_as_the_layout_allows_them_need_none_either() {
    let files = (0..60).flat_map(|seed| {
        let lesson = Lesson::new(seed);
        let (marked, pasted) = (markdown::write(&lesson, seed, None), markdown::paste(&lesson, seed, None));
        [(format!("{seed}.md"), marked.text), (format!("{seed}.txt"), pasted.text)]
    });
    assert_eq!(labels(&folder(files)), Vec::<String>::new());
}

#[test]
fn what_stands_in_a_hole_is_not_taken_for_what_is_missing() {
    // A few have no break and an example in its place, and no why and a source.
    let lessons = || {
        (0..12).map(|at| {
            let columns = if at < 4 { ["Don't say", "Do say", "Source"] } else { CANONICAL.columns };
            let breaks = if at < 4 { "For example" } else { CANONICAL.breaks };
            let text =
                lesson(at + 1, &SUBJECTS[at % SUBJECTS.len()], &Manner { breaks, columns, ..CANONICAL });
            (format!("{at:02}.md"), text)
        })
    };
    let mixed = folder(lessons());
    assert_eq!(labels(&mixed), Vec::<String>::new());
    let shown = shown(&mixed);
    for open in ["# where_it_breaks: \"For example\": 4 of 12", "# why: \"Source\": 4 of 12"] {
        assert!(shown.contains(open), "{shown}");
    }
    // Others stand there and elsewhere.
    let history = "**History:** It is older than one thinks.";
    let more = lessons().enumerate().map(|(at, (path, text))| match at {
        0..4 => (path, text.replace("**Who's behind it:**", "**History:**")),
        _ => (path, text.replace("### ", &format!("{history}\n\n### "))),
    });
    assert_eq!(labels(&folder(more)), Vec::<String>::new());
}

#[test]
fn what_most_lessons_say_stays_in_front() {
    let lessons = (0..12).map(|at| {
        let manner = if at < 4 { TEAM } else { CANONICAL };
        (format!("{at:02}.md"), lesson(at + 1, &SUBJECTS[at % SUBJECTS.len()], &manner))
    });
    let due = [
        r#"what_it_does = ["What it does", "Purpose"]"#,
        r#"concept_mapping = ["Concept Mapping", "The * view of it"]"#,
        r#"comparison = ["Comparing the Regimes", "Side by side"]"#,
        r#"field_guide = ["How to Say This in the Field", "Talk track"]"#,
        r#"do_say = ["Do say", "Prefer"]"#,
    ];
    assert_eq!(labels(&folder(lessons)), due);
}

#[test]
fn a_scenario_by_itself_is_the_primary_one() {
    let lessons = SUBJECTS.iter().enumerate().map(|(at, subject)| {
        let manner = Manner { scenarios: ["Main case", "Also heard"], ..CANONICAL };
        let text = lesson(at + 1, subject, &manner);
        let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.starts_with("**Also heard"));
        (format!("{at}.md"), paragraphs.collect::<Vec<_>>().join("\n\n"))
    });
    assert_eq!(labels(&folder(lessons)), [r#"primary_scenario = ["Main case"]"#]);
}

#[test]
fn what_the_author_adds_is_no_label() {
    // A label of one's own beside all four parts, in every lesson.
    let added = |text: String| text.replace("### ", "**History:** It is older than one thinks.\n\n### ");
    let lessons = |manner: Manner| {
        let lessons = SUBJECTS.iter().enumerate();
        folder(
            lessons.map(move |(at, subject)| (format!("{at}.md"), added(lesson(at + 1, subject, &manner)))),
        )
    };
    let open = lessons(CANONICAL);
    assert_eq!(labels(&open), Vec::<String>::new());
    // Nor does it stand in the way of those that are.
    let clear = lessons(Manner {
        parts: TEAM.parts.map(|part| if part == "Who's behind it" { "Owner" } else { part }),
        ..CANONICAL
    });
    assert_eq!(labels(&clear), [r#"what_it_does = ["Purpose"]"#, r#"whos_behind_it = ["Owner"]"#]);
    // Which of two unknown ones is the fourth part, the layout does not tell.
    let last = lessons(Manner {
        parts: ["What it is", "What it does", "Who's behind it", "Signature"],
        ..CANONICAL
    });
    assert_eq!(labels(&last), Vec::<String>::new());
    let shown = shown(&last);
    assert!(shown.contains("# what_makes_it_distinct: \"Signature\": 5 of 5 lessons"), "{shown}");
}
