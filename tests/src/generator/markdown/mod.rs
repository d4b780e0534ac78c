//! A lesson as Markdown and as pasted text, in every layout that is accepted.

mod analogies;
mod layout;
mod sections;
mod tables;
mod wordings;
mod writer;

use std::collections::HashMap;

use lesson_text::fold;

use super::fault::Planted;
use super::lesson::Lesson;
use super::out::Out;
use super::random::Random;
use super::written::Written;
use super::yaml;
use layout::{Layout, Tables};

pub(super) use sections::{GROUP, OWN_SECTION};
use writer::Writer;

/// Writes a lesson as Markdown, perhaps with a fault.
#[must_use]
pub fn write(lesson: &Lesson, seed: u64, planted: Planted) -> Written {
    let random = &mut Random::new(seed);
    let layout = Layout::markdown(random);
    let mut out = Out::new(random);
    let (front, titled) = (random.chance(40), random.chance(70));
    if front {
        let title = (!titled).then_some((lesson.number, lesson.title.as_str()));
        out = yaml::front_matter(out, random, &lesson.head, title);
    }
    let text = Text { layout, out, name: "lesson.md", front, titled: titled || !front };
    text.write(lesson, random, planted)
}

/// Writes a lesson as text pasted from a word processor, perhaps with a fault.
#[must_use]
pub fn paste(lesson: &Lesson, seed: u64, planted: Planted) -> Written {
    let random = &mut Random::new(seed);
    let layout = Layout::pasted(random);
    let out = Out::new(random);
    Text { layout, out, name: "lesson.txt", front: false, titled: true }.write(lesson, random, planted)
}

struct Text {
    layout: Layout,
    out: Out,
    name: &'static str,
    front: bool,
    titled: bool,
}

impl Text {
    fn write(self, lesson: &Lesson, random: &mut Random, planted: Planted) -> Written {
        let Self { mut layout, mut out, name, front, titled } = self;
        // Below a table that tabs part, a line with a tab is a row, wherever the tab stands.
        out.tabs = layout.tables != Tables::Tabs;
        // Which way a table lies is told by where the regimes' names stand.
        let named = |name: &String| lesson.regimes.iter().any(|regime| fold(&regime.name) == fold(name));
        layout.transposed &= !lesson.dimensions.iter().any(|dimension| named(&dimension.name));
        let mut writer =
            Writer { out, random, layout, planted, spots: HashMap::new(), holds: true, indent: "" };
        writer.lesson(lesson, titled);
        let Writer { out, spots, holds, .. } = writer;
        Written { name, text: out.finish(random), spots, front, holds }
    }
}
