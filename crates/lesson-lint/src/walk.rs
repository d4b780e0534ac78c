use std::collections::HashSet;

use lesson_model::{Absence, Field, Lesson, Model, Spanned, Text, Visitor};
use lesson_syntax::NodeId;

/// Calls `each` for every text of a lesson that a learner reads, in order; for what aliases repeat, once.
pub(crate) fn each_text(lesson: &Lesson, each: impl FnMut(&'static Field, &Text)) {
    struct Walk<F> {
        each: F,
        met: HashSet<NodeId>,
    }

    impl<F: FnMut(&'static Field, &Text)> Visitor for Walk<F> {
        fn text(&mut self, field: &'static Field, text: &Text) {
            if text.origin().is_none_or(|origin| self.met.insert(origin)) {
                (self.each)(field, text);
            }
        }
    }

    Model::visit(lesson, &mut Walk { each, met: HashSet::new() });
}

/// Calls `each` for every absent slot of a lesson or course, in order, with whether it is required.
pub(crate) fn each_absence<M: Model>(model: &Spanned<M>, each: impl FnMut(&Absence, bool)) {
    struct Walk<F>(F);

    impl<F: FnMut(&Absence, bool)> Visitor for Walk<F> {
        fn absent(&mut self, absence: &Absence, required: bool) {
            self.0(absence, required);
        }
    }

    Model::visit(&model.value, &mut Walk(each));
}
