use std::collections::BTreeMap;

use lesson_text::{fold, slug};

use crate::Lesson;

/// Which regime a name means: by id, by name or by another spelling, folded.
#[derive(Debug, Default)]
pub struct RegimeNames {
    by_name: BTreeMap<String, usize>,
    spellings: Vec<String>,
}

impl RegimeNames {
    /// The names of a lesson's regimes; where two regimes share one, it means the first.
    #[must_use]
    pub fn of(lesson: &Lesson) -> Self {
        let mut names = Self::default();
        for (index, regime) in lesson.regimes().enumerate() {
            names.learn(index, &regime.slug());
        }
        // An id beats a name, wherever it stands: cells refer to regimes by their ids.
        for (index, regime) in lesson.regimes().enumerate() {
            if let Some(name) = regime.name.present() {
                names.learn(index, name);
            }
            for spelling in regime.aka.present().into_iter().flat_map(|aka| aka.present()) {
                names.learn(index, spelling);
            }
        }
        names
    }

    /// The regime, counted from 0 among those that are there, that a name means.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        // An id folds to itself.
        let found = self.by_name.get(name).or_else(|| self.by_name.get(&fold(name)));
        found.or_else(|| self.by_name.get(&slug(name))).copied()
    }

    /// Every id, name and spelling, as written.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings.iter().map(String::as_str)
    }

    /// What a name is compared with, folded or as a slug, and the regime that it then means.
    pub fn compared(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_name.iter().map(|(name, index)| (name.as_str(), *index))
    }

    fn learn(&mut self, index: usize, name: &str) {
        if name.trim().is_empty() {
            return;
        }
        self.by_name.entry(fold(name)).or_insert(index);
        let slug = slug(name);
        // A name of nothing but signs has no slug; two of those are not the same for it.
        if !slug.is_empty() {
            self.by_name.entry(slug).or_insert(index);
        }
        self.spellings.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use lesson_syntax::{Form, ReadOptions, read};
    use lesson_text::SourceFile;

    use super::*;
    use crate::{Reader, Reported};

    #[test]
    fn names_of_nothing_but_signs_are_told_apart() {
        let text = "regimes:\n- name: 🙂\n- name: ✓\n  aka: [good]\n- name: Fine‑Tuning\n";
        let tree = read(&Arc::new(SourceFile::new("x.yaml", text)), Form::Yaml, &ReadOptions::default()).tree;
        let lesson = Reader::new(&Arc::new(tree), &Arc::default(), Reported::default());
        let lesson = lesson.document::<Lesson>().unwrap();
        let names = RegimeNames::of(&lesson);
        let found = ["🙂", "✓", "Good", "fine-tuning", "fine tuning", "☹", ""].map(|name| names.find(name));
        assert_eq!(found, [Some(0), Some(1), Some(1), Some(2), Some(2), None, None]);
    }
}
