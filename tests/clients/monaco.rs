//! A lesson in Monaco, the editor of many websites, with the schema that is bound to it: marks name the rule, hovers
//! explain, what can stand somewhere is offered, and a snippet that is taken is in order.

use lessonlint_tests::{Folder, Linted};
use serde_json::json;

use crate::programs::{passes, script, system};

const DOUGH: &str = include_str!("../fixtures/dough/dough.yaml");

/// The lesson with its holes, and what would fill them.
const HOLES: [(&str, &str); 4] = [
    ("yeast: TBD\n", "yeast: One visit to the shop\n"),
    (
        "it belongs to whoever looks after it.\n",
        "it belongs to whoever looks after it.\n        where_it_breaks: A garden sleeps through the winter, but a culture \
         left unfed for weeks is dead.\n",
    ),
    (
        "        yeast: Two hours from bowl to oven\n",
        "        yeast: Two hours from bowl to oven\n        sourdough: A day, most of it waiting\n",
    ),
    (
        "and you can taste it.\n",
        "and you can taste it.\n      why: Nobody in the shop can prove a claim about health, and the long day is true.\n",
    ),
];

#[test]
fn a_web_editor_helps_with_a_lesson() {
    let (Some(mut script), Some(browser)) = (script("monaco.js"), system("chromium")) else { return };
    let lesson = DOUGH.replace("        sourdough: A day, most of it waiting\n", "");
    let mut filled = lesson.clone();
    for (hole, filling) in HOLES {
        assert!(filled.contains(hole), "{hole}");
        filled = filled.replace(hole, filling);
    }
    assert_eq!(Linted::new("filled.yaml", filled.clone()).errors(), []);
    let due = json!([
        [21, "A001 analogy-without-break: "],
        [26, "R001 regime-missing-from-dimension: Sourdough has no cell on this dimension. "],
        [30, "R001 regime-missing-from-dimension: The cell of Yeast says nothing. "],
        [39, "S001 dont-say-without-why: "],
    ]);
    let folder = Folder::new().file("lesson.yaml", lesson).file("filled.yaml", filled);
    let bound = folder.run(&["schema", "--draft", "draft-07", "--for", "lesson.yaml"]);
    assert_eq!(bound.code, Some(0), "{bound:?}");
    let folder = folder.file("schema.json", bound.out).file("due.json", due.to_string());
    passes(script.arg(folder.path()).arg(browser.get_program()));
}
