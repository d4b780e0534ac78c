//! Where a lesson stands in its course.

use lesson_model::{Course, Lesson};
use lesson_text::slug;

/// The ids of a course's lessons, and which of them a lesson is; `None` where the course does not list it.
pub(crate) fn position<'c>(course: &'c Course, lesson: &Lesson, path: &str) -> Option<(Vec<&'c str>, usize)> {
    let listed = course.lessons.present().filter(|lessons| lessons.is_whole())?;
    let ids: Vec<&str> = listed.present().map(|id| &***id).collect();
    let at = match lesson.id.present() {
        Some(id) => ids.iter().position(|listed| *listed == &***id),
        None => {
            let stem = slug(stem(path));
            let is_stem = |id: &&str| *id == stem;
            ids.iter().position(is_stem).or_else(|| ids.iter().position(|id| *id == without_number(&stem)))
        }
    }?;
    Some((ids, at))
}

/// A file's name without folders and extension; empty for what has no name.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem == "-" { "" } else { stem }
}

/// A slug without the number that leads it, a word for a lesson before it.
pub(crate) fn without_number(slug: &str) -> &str {
    let rest = slug.strip_prefix("lesson-").unwrap_or(slug);
    let unnumbered = rest.trim_start_matches(|character: char| character.is_ascii_digit());
    match unnumbered.strip_prefix(['-', '_']) {
        Some(name) if unnumbered.len() < rest.len() => name,
        _ => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_number_is_no_part_of_a_name() {
        for (slug, name) in [
            ("04-clocks", "clocks"),
            ("lesson-4-clocks", "clocks"),
            ("4_clocks", "clocks"),
            ("4clocks", "4clocks"),
            ("lesson-clocks", "lesson-clocks"),
            ("04", "04"),
        ] {
            assert_eq!(without_number(slug), name);
        }
        assert_eq!([stem("a/b.c/04.yaml"), stem("-"), stem(".yaml")], ["04", "", ""]);
    }
}
