//! Courses: which `course.yaml` is read, how it is itself checked, and how it counts.

use lessonlint_tests::{Folder, Ran};

const LESSON: &str = include_str!("../../crates/lesson-lint/src/examples/lesson.yaml");
const COURSE: &str = "id: bread\ntitle: Bread for beginners\n";

/// The findings on courses, as `path:line code`.
fn on_courses(ran: &Ran) -> Vec<String> {
    let report = ran.json();
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let findings = findings.iter().map(|finding| {
        let (path, code) = (finding["path"].as_str().unwrap(), finding["code"].as_str().unwrap());
        format!("{path}:{} {code}", finding["start"]["line"])
    });
    findings.filter(|finding| finding.contains("course.yaml")).collect()
}

fn json(folder: &Folder, paths: &[&str]) -> Ran {
    folder.run(&[&["check", "--format", "json"], paths].concat())
}

#[test]
fn a_course_is_checked_and_is_no_lesson() {
    let folder = Folder::new().file("bread/course.yaml", COURSE).file("bread/01.yaml", LESSON);
    let ran = json(&folder, &[]);
    let summary = &ran.json()["summary"];
    let counts = ["files", "lessons", "courses", "skipped"].map(|key| summary[key].as_u64().unwrap());
    assert_eq!((ran.code, counts), (Some(0), [2, 1, 1, 0]), "{ran:?}");
    let text = folder.run(&["check"]).out;
    assert!(text.contains("1 lesson, no findings (2 files looked at, 1 course)"), "{text}");
    // Named by hand, it is checked, too; by itself it is nothing to lint.
    assert_eq!(json(&folder, &["bread/course.yaml"]).code, Some(0));
    let alone = Folder::new().file("course.yaml", COURSE).run(&["check"]);
    assert_eq!(alone.code, Some(2));
    assert!(alone.err.contains("no lesson found in 1 file: 1 a course"), "{}", alone.err);
}

#[test]
fn a_course_has_the_faults_that_a_lesson_can_have() {
    for (course, faults) in [
        ("id: bread\ntitle: Bread: for beginners\n", vec!["course.yaml:2 E001"]),
        ("id: bread\ntitle: Bread\nlesons: [dough]\n", vec!["course.yaml:3 E002"]),
        ("id: bread\ntitle: Bread\nlessons: dough\n", vec!["course.yaml:3 E003"]),
        ("id: bread\ntitle: Bread\ntitle: Rolls\n", vec!["course.yaml:3 E004"]),
        ("id: Bread & rolls\ntitle: Bread\n", vec!["course.yaml:1 E005"]),
        ("lessons: [dough]\n", vec!["course.yaml:1 E011", "course.yaml:1 E011"]),
        ("id: bread\ntitle: Bread\nterms:\n  - term: dough\n", vec!["course.yaml:4 E011"]),
        ("- bread\n", vec!["course.yaml:1 E003"]),
        ("", vec![]),
    ] {
        let folder = Folder::new().file("course.yaml", course).file("01.yaml", LESSON);
        let ran = json(&folder, &[]);
        assert_eq!(on_courses(&ran), faults, "{course}");
        assert_eq!(ran.code, Some(i32::from(!faults.is_empty())));
    }
}

#[test]
fn what_a_course_lacks_is_added_as_stubs_that_still_fail() {
    let folder = Folder::new()
        .file("course.yaml", "lessons: [dough]\nterms:\n  - term: dough\n")
        .file("01.yaml", LESSON);
    let ran = folder.run(&["check", "--fix-scaffold", "--format", "json"]);
    let course = folder.read("course.yaml");
    assert_eq!((ran.code, on_courses(&ran).len()), (Some(1), 3), "{course}");
    assert!(course.contains("title: \"TODO: the course's title\"\n"), "{course}");
    assert_eq!(course.matches("TODO: ").count(), 3, "{course}");
    // A stub is not written twice.
    assert_eq!(folder.run(&["check", "--fix-scaffold"]).code, Some(1));
    assert_eq!(folder.read("course.yaml"), course);
}

#[test]
fn a_faulty_course_above_is_reported_and_a_sound_one_is_not_spoken_of() {
    let faulty = Folder::new().file("course.yaml", "id: bread\n").file("deep/down/01.yaml", LESSON);
    assert_eq!(on_courses(&json(&faulty, &["deep"])), ["course.yaml:1 E011"]);
    let sound = Folder::new().file("course.yaml", COURSE).file("deep/down/01.yaml", LESSON);
    assert_eq!(json(&sound, &["deep"]).json()["summary"]["files"], 1);
}

#[test]
fn what_is_included_are_lessons_and_a_course_is_checked_beside_them() {
    let folder = Folder::new()
        .file("lessonlint.toml", "include = [\"*.yaml\"]\nexclude = [\"old\"]\n")
        .file("course.yaml", "id: bread\n")
        .file("01.yaml", LESSON)
        .file("sub/course.yaml", "id: rolls\n")
        .file("old/course.yaml", "id: rye\n");
    assert_eq!(on_courses(&json(&folder, &[])), ["course.yaml:1 E011", "sub/course.yaml:1 E011"]);
}

#[test]
fn a_lesson_is_held_to_the_course_it_names_else_to_the_nearest() {
    let asks = |id: &str, dimension: &str| format!("id: {id}\ntitle: Bread\ndimensions: [{dimension}]\n");
    let named = LESSON.replacen("lesson: 1\n", "lesson: 1\ncourse: rolls\n", 1);
    let unknown = LESSON.replacen("lesson: 1\n", "lesson: 1\ncourse: cake\n", 1);
    let folder = Folder::new()
        .file("course.yaml", asks("bread", "price"))
        .file("near/course.yaml", asks("near", "time"))
        .file("near/nearest.yaml", LESSON)
        .file("near/deeper/far.yaml", LESSON.replacen("lesson: 1\n", "lesson: 1\ncourse: bread\n", 1))
        .file("far.yaml", LESSON)
        .file("elsewhere/course.yaml", asks("rolls", "crust"))
        .file("named.yaml", named)
        .file("unknown.yaml", unknown);
    let report = json(&folder, &[]).json();
    let findings = report["findings"].as_array().unwrap();
    let said: Vec<&str> = findings.iter().map(|finding| finding["message"].as_str().unwrap()).collect();
    let paths: Vec<&str> = findings.iter().map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["far.yaml", "named.yaml", "near/deeper/far.yaml"], "{said:?}");
    assert!(
        said[0].contains("`price`") && said[1].contains("`crust`") && said[2].contains("`price`"),
        "{said:?}"
    );
}

#[test]
fn links_are_looked_up_from_the_folder_of_the_lesson() {
    let linking = |links: &str| LESSON.replacen("Mild, and gone by evening", &format!("Mild; {links}"), 1);
    let folder = Folder::new()
        .file("notes/oven.md", "# The oven\n\n## How heat moves\n")
        .file(
            "good/01.yaml",
            linking("[a](../notes/oven.md), [b](../notes/oven#how-heat-moves), [c](../notes/)"),
        )
        .file("bad/01.yaml", linking("[a](notes/oven.md), [b](../notes/oven.md#how-it-moves)"));
    let report = json(&folder, &["good", "bad"]).json();
    let findings = report["findings"].as_array().unwrap();
    let said: Vec<&str> = findings.iter().map(|finding| finding["message"].as_str().unwrap()).collect();
    assert_eq!(
        said,
        [
            "the link leads to `notes/oven.md`, which is not there",
            "`../notes/oven.md` has no heading `#how-it-moves`"
        ]
    );
    // What comes without a name comes from nowhere: what is beside it is not known.
    let lesson = folder.read("bad/01.yaml");
    let ran = folder.run_with(&["check", "-", "--format", "json"], lesson.as_bytes());
    assert_eq!(ran.codes(), Vec::<String>::new());
    let named = ["check", "-", "--format", "json", "--stdin-filename", "bad/01.yaml"];
    assert_eq!(folder.run_with(&named, lesson.as_bytes()).codes(), ["L011", "L011"]);
}
