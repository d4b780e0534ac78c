use std::collections::HashSet;

use lesson_text::{Span, fold};

use super::grid::cell_text;
use super::labels::{Key, Labels};
use super::lines::{LineKind, Lines};
use super::table::Table;
use super::wording::{Label, Reader, is_short, numbered, unwrap, without_separator};

/// What a heading heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The author's own section.
    Own,
    Regime,
    /// Analogies, with the title that the heading may give the first.
    Mapping(Option<Span>),
    Comparison,
    FieldGuide,
    Lead,
}

/// What a line begins, beside a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Title,
    /// A heading of this level, 0 for a bare one, and its text without marks.
    Heading {
        level: u8,
        text: Span,
        role: Role,
    },
    /// A label; as a heading of its own where the level is not 0.
    Label {
        label: Label,
        level: u8,
        /// Where the text of a heading ends; a paragraph's is where the paragraph does.
        end: Option<usize>,
    },
}

impl Mark {
    /// Whether it is one that lessons have, and other texts hardly.
    pub(super) fn is_known(&self) -> bool {
        match self {
            Self::Label { .. } => true,
            Self::Heading { role, .. } => !matches!(role, Role::Own),
            Self::Title => false,
        }
    }
}

/// The title line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Title {
    pub(super) line: Span,
    pub(super) number: Option<Span>,
    pub(super) title: Option<Span>,
    /// Where a title would stand, where there is a number alone.
    pub(super) after: usize,
}

/// Reads what each line begins, as far as the line and its neighbours tell.
pub(super) fn read(lines: &Lines<'_>, labels: &Labels) -> Vec<Option<Mark>> {
    let reader = LineReader { lines, labels };
    let mut marks: Vec<Option<Mark>> = (0..lines.all.len()).map(|index| reader.mark(index)).collect();
    recognise(&reader, &mut marks);
    marks
}

/// Takes headings for those of a section that are nearly that, where the section has none that is right.
fn recognise(reader: &LineReader<'_>, marks: &mut [Option<Mark>]) {
    let is = |mark: &Mark, due: Role| matches!(mark, Mark::Heading { role, .. } if *role == due);
    let known = |due: Role| marks.iter().flatten().any(|mark| is(mark, due));
    let mut missing = [!known(Role::Comparison), !known(Role::FieldGuide)];
    for (index, mark) in marks.iter_mut().enumerate() {
        let (level, text) = match mark {
            Some(Mark::Heading { level, text, role: Role::Own }) => (*level, *text),
            None => match reader.short(index) {
                Some(text) => (0, text),
                None => continue,
            },
            Some(_) => continue,
        };
        let role = match reader.labels.near(reader.lines.slice(text)) {
            Some(Key::Comparison) if std::mem::take(&mut missing[0]) => Role::Comparison,
            Some(Key::FieldGuide) if std::mem::take(&mut missing[1]) => Role::FieldGuide,
            Some(Key::ConceptMapping) => Role::Mapping(None),
            _ => continue,
        };
        *mark = Some(Mark::Heading { level, text, role });
    }
}

/// The first line, if it is the lesson's title.
pub(super) fn title(lines: &Lines<'_>, labels: &Labels, marks: &mut [Option<Mark>]) -> Option<Title> {
    let first = lines.all.iter().position(|line| !matches!(line.kind, LineKind::Blank | LineKind::Rule))?;
    let line = lines.get(first)?;
    let reader = LineReader { lines, labels };
    let heading = reader.heading(first);
    let text = match heading {
        Some((_, text)) => without_colon(lines, unwrap(lines, text)),
        None if line.kind == LineKind::Text => unwrap(lines, lines.inner(line)),
        None => return None,
    };
    let found = numbered(lines, labels, text).filter(|found| found.named);
    let title = match found {
        Some(found) => {
            let rest = Span::new(found.number.end as usize, text.end as usize);
            let (title, parted) = without_separator(lines, rest);
            if !parted && heading.is_none() && !title.is_empty() && !is_short(lines.slice(title)) {
                return None;
            }
            let after = if parted { title.start } else { found.number.end } as usize;
            let title = (!title.is_empty()).then_some(title);
            Title { line: line.text, number: Some(found.number), title, after }
        }
        None => {
            let own = matches!(marks.get(first), Some(Some(Mark::Heading { level: 1, role: Role::Own, .. })));
            own.then_some(Title {
                line: line.text,
                number: None,
                title: Some(text),
                after: text.end as usize,
            })?
        }
    };
    if let Some(mark) = marks.get_mut(first) {
        *mark = Some(Mark::Title);
    }
    Some(title)
}

struct LineReader<'a> {
    lines: &'a Lines<'a>,
    labels: &'a Labels,
}

impl LineReader<'_> {
    fn mark(&self, index: usize) -> Option<Mark> {
        let line = self.lines.get(index)?;
        if let Some((level, text)) = self.heading(index) {
            return Some(self.headed(level, text));
        }
        if line.kind != LineKind::Text || self.lines.slice(line.text).starts_with('|') {
            return None;
        }
        let text = self.lines.inner(line);
        let label = Reader { lines: self.lines, labels: self.labels, fits: Key::is_label }.leading(text);
        match label {
            Some(label) if matches!(label.key, Key::ConceptMapping | Key::Analogy) => {
                self.mapping(label, text, line.item)
            }
            Some(label) => Some(Mark::Label { label, level: 0, end: None }),
            None if line.item => None,
            None => self.bare(text),
        }
    }

    /// The level and text of a heading that is marked as one.
    fn heading(&self, index: usize) -> Option<(u8, Span)> {
        let line = self.lines.get(index)?;
        let inner = self.lines.inner(line);
        let (level, text) = match line.kind {
            LineKind::Hashes(level) => {
                let text = Span::new(line.inner + usize::from(level), line.text.end as usize);
                (level, without_closing_hashes(self.lines, text))
            }
            LineKind::Text if !line.item => (self.underlined(index)?, inner),
            _ => return None,
        };
        let text = self.lines.trim(without_anchor(self.lines, text));
        (!without_colon(self.lines, unwrap(self.lines, text)).is_empty()).then_some((level, text))
    }

    /// The level that a line below gives. Where paragraphs stand close, a line of dashes below a
    /// sentence is a rule.
    fn underlined(&self, index: usize) -> Option<u8> {
        let level = match self.lines.get(index + 1)?.kind {
            LineKind::Underline => 1,
            LineKind::Rule
                if self.lines.slice(self.lines.get(index + 1)?.text).bytes().all(|byte| byte == b'-') =>
            {
                2
            }
            _ => return None,
        };
        let before = index.checked_sub(1).and_then(|before| self.lines.get(before));
        let free = before.is_none_or(|before| before.kind != LineKind::Text);
        let text = self.lines.slice(self.lines.get(index)?.text);
        (free && is_short(text.trim_end_matches('?')) && !text.contains('|')).then_some(level)
    }

    fn headed(&self, level: u8, written: Span) -> Mark {
        let text = unwrap(self.lines, written);
        let found = Reader { lines: self.lines, labels: self.labels, fits: Key::is_heading }.leading(text);
        let role = match found {
            Some(label) => match label.key {
                Key::ConceptMapping | Key::Analogy => Role::Mapping(self.rest(&label, text)),
                Key::Comparison => Role::Comparison,
                Key::FieldGuide => Role::FieldGuide,
                Key::Lead => Role::Lead,
                _ => return Mark::Label { label, level, end: Some(text.end as usize) },
            },
            None => Role::Own,
        };
        Mark::Heading { level, text: without_colon(self.lines, text), role }
    }

    /// `Concept Mapping` alone or with a title is a heading; with a sentence, it is a label.
    fn mapping(&self, label: Label, text: Span, item: bool) -> Option<Mark> {
        let whole = unwrap(self.lines, text);
        let rest = self.rest(&label, whole);
        let short = rest.is_none_or(|rest| is_short(self.lines.slice(rest)));
        let heads = label.key == Key::ConceptMapping || rest.is_none();
        if heads && short && !item {
            let text = self.lines.slice(whole).trim_end_matches([':', '：', ' ', '*', '_']).len();
            let text = Span::new(whole.start as usize, whole.start as usize + text);
            return Some(Mark::Heading { level: 0, text, role: Role::Mapping(rest) });
        }
        let label = Label { key: Key::Analogy, ..label };
        label.closed.then_some(Mark::Label { label, level: 0, end: None })
    }

    fn rest(&self, label: &Label, text: Span) -> Option<Span> {
        let rest = self.lines.trim(Span::new(label.after, text.end as usize));
        (!rest.is_empty()).then_some(rest)
    }

    /// A line that is short enough for a heading without its marks.
    fn short(&self, index: usize) -> Option<Span> {
        let line = self.lines.get(index).filter(|line| line.kind == LineKind::Text && !line.item)?;
        let text = unwrap(self.lines, self.lines.inner(line));
        let written = self.lines.slice(text).trim_end_matches([':', '：', ' ']);
        let table = written.contains(['|', '\t']);
        let text = Span::new(text.start as usize, text.start as usize + written.len());
        (!table && is_short(written)).then_some(text)
    }

    fn bare(&self, text: Span) -> Option<Mark> {
        let text = unwrap(self.lines, text);
        let written = self.lines.slice(text).trim_end_matches([':', '：', ' ']);
        if !is_short(written) {
            return None;
        }
        let text = Span::new(text.start as usize, text.start as usize + written.len());
        let role = match self.labels.find(written, Key::is_heading)? {
            Key::Comparison => Role::Comparison,
            Key::FieldGuide => Role::FieldGuide,
            Key::Lead => Role::Lead,
            _ => return None,
        };
        Some(Mark::Heading { level: 0, text, role })
    }
}

/// A heading without the colons at its end.
fn without_colon(lines: &Lines<'_>, span: Span) -> Span {
    let kept = lines.slice(span).trim_end_matches([':', '：', ' ']).len();
    Span::new(span.start as usize, span.start as usize + kept)
}

fn without_closing_hashes(lines: &Lines<'_>, span: Span) -> Span {
    let text = lines.slice(span).trim_end();
    let kept = text.trim_end_matches('#');
    let closed = kept.len() < text.len() && (kept.is_empty() || kept.ends_with([' ', '\t']));
    let length = if closed { kept.len() } else { text.len() };
    lines.trim(Span::new(span.start as usize, span.start as usize + length))
}

/// A heading without the `{#anchor}` that site generators read.
fn without_anchor(lines: &Lines<'_>, span: Span) -> Span {
    let text = lines.slice(span);
    let anchor = text.strip_suffix('}').and_then(|text| text.rfind(" {#").filter(|&at| at > 0));
    anchor.map_or(span, |at| Span::new(span.start as usize, span.start as usize + at))
}

/// The names at the head of comparison tables, folded.
pub(super) fn columns(lines: &Lines<'_>, labels: &Labels, tables: &[Table]) -> HashSet<String> {
    let mut names = HashSet::new();
    for table in tables {
        let guide = |&column: &Span| {
            let name = unwrap(lines, lines.trim(column));
            labels
                .find(lines.slice(name), |key| matches!(key, Key::DontSay | Key::DoSay | Key::Why))
                .is_some()
        };
        if table.columns.iter().any(guide) {
            continue;
        }
        for &column in table.columns.iter().skip(1) {
            names.insert(fold(&cell_text(lines, unwrap(lines, lines.trim(column)))));
        }
    }
    names.remove("");
    names
}
