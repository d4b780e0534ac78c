use lesson_text::SourceFile;

use super::front_matter;
use super::headings::{self, Mark};
use super::labels::Labels;
use super::lines::{Lines, line_spans};

/// How many lines are looked at in one go, so that a long file that is a lesson is known early.
const AT_ONCE: usize = 200;

/// Whether a Markdown or text file is a lesson, without reading all of it: `lesson` in its front
/// matter or a first line `Lesson N …`, and one known section or label besides.
#[must_use]
pub fn looks_like_lesson(source: &SourceFile, labels: &Labels) -> bool {
    let text = source.text();
    let region = front_matter::find(source);
    let start = region.map_or(source.text_start(), |region| region.end);
    let declared = region.is_some_and(|region| region.declares_lesson(source));
    let ends: Vec<usize> = line_spans(text, start).map(|line| line.end as usize).collect();
    let mut from = start;
    for (count, lines) in ends.chunks(AT_ONCE).enumerate() {
        let Some(part) = lines.last().and_then(|&end| text.get(..end)) else { return false };
        let lines = Lines::new(part, from);
        let mut marks = headings::read(&lines, labels);
        if count == 0 {
            let title = headings::title(&lines, labels, &mut marks);
            if !declared && title.is_none_or(|title| title.number.is_none()) {
                return false;
            }
        }
        if marks.iter().flatten().any(Mark::is_known) {
            return true;
        }
        from = part.len();
    }
    false
}
