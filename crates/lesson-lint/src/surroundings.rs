use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use lesson_model::{Course, Lesson, Spanned};

use crate::{Loaded, Target};

/// What a lesson stands among. A rule looks for nothing itself, so whoever runs the rules says it here;
/// of what is not said, rules are silent.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Today's date.
    pub today: Option<Date>,
    /// The courses in the folders above the lesson, the nearest first.
    pub above: Vec<Arc<Loaded>>,
    /// The other courses that are known.
    pub others: Arc<[Arc<Loaded>]>,
    /// What the links of the lesson lead to, by the paths of `linked_paths`.
    pub links: HashMap<String, Target>,
}

impl Surroundings {
    /// The course of a lesson: the one that it names, else the nearest one above it. A name without its
    /// course is none.
    #[must_use]
    pub fn course_of(&self, lesson: &Lesson) -> Option<&Spanned<Course>> {
        if lesson.course.is_malformed() {
            return None;
        }
        let Some(name) = lesson.course.present() else {
            return self.above.first().and_then(|course| course.course.as_ref());
        };
        let mut known = self.above.iter().chain(&*self.others).filter_map(|course| course.course.as_ref());
        known.find(|course| course.id.present().is_some_and(|id| ***id == ***name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Content, Expected, FileInput, Settings, load};

    fn loaded(path: &str, text: &str) -> Arc<Loaded> {
        let content = Content::Bytes(text.as_bytes().to_vec());
        let file = FileInput { path: path.to_owned(), form: None, content, expected: Expected::Named };
        Arc::new(load(file, &Settings::new().unwrap()))
    }

    #[test]
    fn a_lesson_belongs_to_the_course_it_names_else_to_the_nearest() {
        let course = |id: &str| loaded("x/course.yaml", &format!("id: {id}\ntitle: A course\n"));
        let surroundings = Surroundings {
            above: vec![course("near"), course("far")],
            others: Arc::from([course("other")]),
            ..Surroundings::default()
        };
        let found = |lesson: &str| {
            let lesson = loaded("x/lesson.yaml", &format!("lesson: 1\nregimes: []\n{lesson}"));
            let course = surroundings.course_of(lesson.lesson.as_ref()?)?;
            course.id.present().map(|id| id.to_string())
        };
        assert_eq!(found("").as_deref(), Some("near"));
        assert_eq!(found("course: far\n").as_deref(), Some("far"));
        assert_eq!(found("course: other\n").as_deref(), Some("other"));
        assert_eq!(found("course: unknown\n"), None);
        assert_eq!(found("course: {far: near}\n"), None);
    }

    #[test]
    fn a_lesson_may_be_called_course_yaml() {
        let lesson = loaded("course.yaml", "lesson: 1\nregimes: []\n");
        assert!(lesson.is_lesson && !lesson.is_course);
        let broken = loaded("course.yaml", "- id: a list\n");
        assert!(broken.is_course && broken.course.is_none());
    }
}
