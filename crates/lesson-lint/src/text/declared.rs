use std::ops::Range;

use lesson_model::{Course, Lesson, Spanned, Term};
use lesson_syntax::{NodeId, Tree};

use super::spelled::{MOST_SOUGHT, Spelled, Spellings};
use super::starts::{Reading, Texts};

/// The names that a lesson and its course declare, looked for in the lesson's texts once, for every rule
/// that asks.
#[derive(Debug)]
pub(crate) struct Declared<'a> {
    /// Of the regimes and of the terms, with every accepted spelling.
    pub(crate) names: Vec<String>,
    /// Where one of them is written with other hyphens or blanks.
    pub(crate) respelled: Vec<Respelled<'a>>,
    /// Where the names of the lesson's own terms are among all, two of each term.
    own: Range<usize>,
    /// For each name, whether a text has it, its own declaration aside.
    used: Vec<bool>,
}

/// A name in other hyphens or blanks than it is declared with.
#[derive(Debug)]
pub(crate) struct Respelled<'a> {
    pub(crate) node: NodeId,
    pub(crate) text: &'a str,
    pub(crate) spelled: Spelled,
}

/// Texts that hold names of their own.
const LEFT_ALONE: [&str; 6] = ["aka", "term", "short", "unit", "source", "regimes"];

impl<'a> Declared<'a> {
    pub(crate) fn of(
        lesson: &Lesson,
        course: Option<&Spanned<Course>>,
        texts: &'a Texts<'a>,
        tree: &Tree,
    ) -> Self {
        let mut names: Vec<String> = Vec::new();
        for regime in lesson.regimes() {
            let aka = regime.aka.present().into_iter().flat_map(|aka| aka.present());
            names.extend(regime.name.present().into_iter().chain(aka).map(|name| name.trim().to_owned()));
        }
        names.truncate(MOST_SOUGHT);
        let terms = lesson.terms.present().into_iter().flat_map(|terms| terms.present());
        let terms: Vec<&Spanned<Term>> = terms.take((MOST_SOUGHT - names.len()) / 2).collect();
        let first = names.len();
        names.extend(terms.iter().flat_map(|term| names_of(term)));
        let own = first..names.len();
        let of_course = course.and_then(|course| course.terms.present());
        let of_course = of_course.into_iter().flat_map(|terms| terms.present());
        names.extend(of_course.flat_map(|term| names_of(term)).take(MOST_SOUGHT - own.end));
        let used = vec![false; names.len()];
        let mut declared = Self { names, respelled: Vec::new(), own, used };
        declared.look_for(texts, &terms, tree);
        declared
    }

    fn look_for(&mut self, texts: &'a Texts<'a>, terms: &[&Spanned<Term>], tree: &Tree) {
        let spellings = Spellings::new(self.names.iter().map(String::as_str), true);
        for Reading { field, node, text, starts } in texts.iter() {
            let defines = matches!(field.key, "term" | "short");
            let left_alone = LEFT_ALONE.contains(&field.key);
            spellings.find(text, starts, |spelled| {
                let term = spelled.index.checked_sub(self.own.start).and_then(|index| terms.get(index / 2));
                let of_itself = || {
                    let start = tree.span(node).start;
                    term.is_some_and(|term| (term.place.span.start..term.place.span.end).contains(&start))
                };
                if let Some(used) = self.used.get_mut(spelled.index).filter(|used| !**used && !defines) {
                    *used = !of_itself();
                }
                if !spelled.same && !left_alone {
                    self.respelled.push(Respelled { node, text, spelled });
                }
            });
        }
    }

    /// Whether a text has a term of the lesson or its short form as they are spelled; none for a term that
    /// was not looked for.
    pub(crate) fn uses(&self, term: usize) -> Option<bool> {
        let names = self.own.start + 2 * term..self.own.start + 2 * term + 2;
        (names.end <= self.own.end).then(|| self.used.get(names).is_some_and(|used| used.contains(&true)))
    }
}

/// A term's name and its short form, blank where there is none.
fn names_of(term: &Term) -> [String; 2] {
    [term.term.present(), term.short.present()]
        .map(|name| name.map(|name| name.trim().to_owned()).unwrap_or_default())
}
