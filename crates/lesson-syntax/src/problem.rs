use lesson_text::{Edit, Span};

use crate::NodeId;

/// What kind of fault a front end or the shape check met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemKind {
    /// Text that is no YAML.
    Syntax,
    /// A key that the format does not know.
    UnknownKey,
    /// A value of another type than is due.
    WrongType,
    /// A key that its mapping holds already.
    DuplicateKey,
    /// A value of the right type that cannot be: out of range, not a slug, not a date.
    InvalidValue,
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// More than a limit allows.
    TooLarge,
    /// A table row with more or fewer cells than its header.
    MalformedTable,
    /// A file that was named and is no lesson.
    NotALesson,
    /// A file that the system does not give.
    Unreadable,
    /// A second document in one YAML file.
    SeveralDocuments,
}

impl ProblemKind {
    /// The code of the rule whose page explains it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Syntax => "E001",
            Self::UnknownKey => "E002",
            Self::WrongType => "E003",
            Self::DuplicateKey => "E004",
            Self::InvalidValue => "E005",
            Self::NotUtf8 => "E006",
            Self::TooLarge => "E007",
            Self::MalformedTable => "E008",
            Self::NotALesson => "E009",
            Self::Unreadable => "E010",
            Self::SeveralDocuments => "E012",
        }
    }
}

/// A change that would mend a problem; a person should look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it does, as an order: `put the value in quotes`.
    pub title: String,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// Something that could not be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which fault.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
    /// What is wrong, in a plain sentence without its full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
    /// A change that would mend it.
    pub suggestion: Option<Suggestion>,
    /// The value it is about, where there is one.
    pub node: Option<NodeId>,
}

impl Problem {
    /// A problem at a place, with nothing but its message.
    #[must_use]
    pub fn new(kind: ProblemKind, span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { kind, span, message, help: None, related: Vec::new(), suggestion: None, node: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, what: impl Into<String>) -> Self {
        self.related.push((span, what.into()));
        self
    }

    /// With a change that would mend it.
    #[must_use]
    pub fn suggest(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.suggestion = Some(Suggestion { title: title.into(), edits });
        self
    }

    /// With the value it is about.
    #[must_use]
    pub fn at(mut self, node: NodeId) -> Self {
        self.node = Some(node);
        self
    }

    /// A file of more bytes than the limit.
    #[must_use]
    pub fn too_large_file(limit: usize) -> Self {
        Self::new(
            ProblemKind::TooLarge,
            Span::empty(0),
            format!("the file has more than {limit} bytes, the most that is read"),
        )
        .help("split the lesson, or raise `limits.bytes` in lessonlint.toml")
    }
}

/// The candidate that was probably meant: the nearest by spelling, if it is near enough to ask.
#[must_use]
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// In bytes. What is longer is no misspelled name, and comparing costs its square.
    const LONGEST_NAME: usize = 400;
    let short = |text: &str| text.len() <= LONGEST_NAME;
    if !short(written) {
        return None;
    }
    let written = lesson_text::fold(written).replace(['-', '_'], " ");
    let near = candidates.into_iter().filter(|candidate| short(candidate)).filter_map(|candidate| {
        let known = lesson_text::fold(candidate).replace(['-', '_'], " ");
        let distance = strsim::damerau_levenshtein(&written, &known);
        let longest = written.chars().count().max(known.chars().count());
        (distance * 3 <= longest).then_some((distance, candidate))
    });
    near.min_by_key(|&(distance, _)| distance).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn near_spellings_are_offered_and_far_ones_are_not() {
        let keys = ["regimes", "comparison", "field_guide", "where_it_breaks"];
        assert_eq!(did_you_mean("regime", keys), Some("regimes"));
        assert_eq!(did_you_mean("Field Guide", keys), Some("field_guide"));
        assert_eq!(did_you_mean("where-it-brakes", keys), Some("where_it_breaks"));
        assert_eq!(did_you_mean("colour", keys), None);
        assert_eq!(did_you_mean("", keys), None);
    }
}
