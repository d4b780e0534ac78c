//! What parts of a lesson are called in messages, and by which ids they are referred to.

use crate::{Analogy, Dimension, FieldLine, Regime};

impl Regime {
    /// What to call the regime in a message: its name, else its id, else that it has none.
    #[must_use]
    pub fn title(&self) -> String {
        title_of(self.name.present().map(|name| &***name), self.id.present().map(|id| &***id), "this regime")
    }

    /// Its id, made from its name when absent; empty where neither is there.
    #[must_use]
    pub fn slug(&self) -> String {
        slug_of(self.id.present().map(|id| &***id), self.name.present().map(|name| &***name))
    }
}

impl Dimension {
    /// What to call the dimension in a message: its name, else its id, else that it has none.
    #[must_use]
    pub fn title(&self) -> String {
        title_of(
            self.name.present().map(|name| &***name),
            self.id.present().map(|id| &***id),
            "this dimension",
        )
    }

    /// Its id, made from its name when absent; empty where neither is there.
    #[must_use]
    pub fn slug(&self) -> String {
        slug_of(self.id.present().map(|id| &***id), self.name.present().map(|name| &***name))
    }
}

fn title_of(name: Option<&str>, id: Option<&str>, neither: &str) -> String {
    let Some(text) = name.or(id) else { return neither.to_owned() };
    let mut title = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    title
}

fn slug_of(id: Option<&str>, name: Option<&str>) -> String {
    id.map(ToOwned::to_owned).or_else(|| name.map(lesson_text::slug)).unwrap_or_default()
}

impl Analogy {
    /// What to call the analogy in a message: by what it maps to, else by its title.
    #[must_use]
    pub fn title(&self) -> String {
        let name = self.maps_to.present().or(self.title.present());
        name.map_or_else(|| "the analogy".to_owned(), |name| format!("the analogy {}", quoted(name)))
    }
}

impl FieldLine {
    /// What to call the line in a message: its don't-say in quotes, shortened.
    #[must_use]
    pub fn title(&self) -> String {
        self.dont_say.present().map_or_else(|| "this line".to_owned(), |dont_say| quoted(dont_say))
    }
}

/// A text in quotes on one line, shortened.
fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut characters = text.split_whitespace().flat_map(|word| std::iter::once(' ').chain(word.chars()));
    let line: String = characters.by_ref().skip(1).take(LONGEST).collect();
    let more = if characters.next().is_some() { "…" } else { "" };
    format!("\"{}{more}\"", line.trim_matches(['"', '“', '”']))
}
