use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use lesson_findings::{Finding, Location};
use lesson_text::{SourceFile, Span};

use crate::options::TextOptions;
use crate::visible;
use window::Window;

mod window;

/// Labels beyond this are left out; nobody reads them.
const MOST_LABELS: usize = 12;
/// More columns than this are no excerpt.
const WIDEST: usize = 200;
/// What a terminal shows beside a line: its number, a bar and the spaces around them.
const GUTTER: usize = 4;

/// The few lines of one or several files that a finding speaks of, as they are shown.
///
/// miette gets these lines and never a whole file, so a finding costs the same in every file.
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// The lines as they are shown, each with a line end.
    pub(crate) text: String,
    pub(crate) lines: Vec<Line>,
    /// The files, as they are shown.
    pub(crate) paths: Vec<String>,
    /// Apart from one another, in their order.
    pub(crate) places: Vec<Place>,
}

/// A line of the excerpt.
#[derive(Debug)]
pub(crate) struct Line {
    /// Where it begins in the excerpt's text.
    pub(crate) start: usize,
    /// Its file, an index of `paths`.
    pub(crate) file: usize,
    /// Its number in the file, from 1.
    pub(crate) number: usize,
}

/// A place that is underlined.
#[derive(Debug)]
pub(crate) struct Place {
    /// Offsets in the excerpt's text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The column in the file, from 1.
    pub(crate) column: usize,
    pub(crate) label: String,
    /// 0 for the finding's own place, then its labels in their order.
    pub(crate) rank: usize,
}

/// A line of one of the files: the file's index, and the line's number.
type LineKey = (usize, usize);

/// A place in its file, or the part of it on one line.
struct Target<'a> {
    file: usize,
    line: usize,
    column: usize,
    /// Offsets in the line.
    start: usize,
    end: usize,
    further_lines: usize,
    message: &'a str,
    /// 0 for the finding's own place, then its labels in their order.
    rank: usize,
}

impl Excerpt {
    /// The lines around a finding and its labels; `None` where it has no place. Of a place that goes over lines,
    /// so many at most are marked.
    pub(crate) fn new(finding: &Finding, lines: usize, options: TextOptions) -> Option<Self> {
        let labels = finding.labels.iter().map(|label| (&label.location, label.message.as_str()));
        Some(Self::around(finding.location.as_ref()?, labels, lines, options))
    }

    /// The lines around a place and further ones, each of these with what it says.
    pub(crate) fn around<'a>(
        location: &'a Location,
        labels: impl Iterator<Item = (&'a Location, &'a str)>,
        lines: usize,
        options: TextOptions,
    ) -> Self {
        let mut files: Vec<&Arc<SourceFile>> = Vec::new();
        let places = std::iter::once((location, "")).chain(labels.take(MOST_LABELS)).enumerate();
        let targets: Vec<Target<'_>> = places
            .flat_map(|(rank, (location, message))| Target::each(location, message, rank, lines, &mut files))
            .collect();
        let paths = files.iter().map(|file| visible::name(file.path(), options.unicode)).collect();
        let mut excerpt = Self { text: String::new(), lines: Vec::new(), paths, places: Vec::new() };
        excerpt.show(&files, &targets, options);
        excerpt.part_overlaps();
        excerpt
    }

    fn show(&mut self, files: &[&Arc<SourceFile>], targets: &[Target<'_>], options: TextOptions) {
        // Each line that is shown, with the targets on it; a long line is shown around the first.
        let mut shown: BTreeMap<LineKey, Vec<&Target<'_>>> = BTreeMap::new();
        for target in targets {
            for line in context(target.line, files.get(target.file)) {
                shown.entry((target.file, line)).or_default();
            }
            shown.entry((target.file, target.line)).or_default().push(target);
        }
        let highest = shown.keys().map(|&(_, line)| line).max().unwrap_or(1);
        let columns = options.columns().saturating_sub(highest.to_string().len() + GUTTER).min(WIDEST);
        for ((file, number), targets) in primary_first(shown) {
            let Some(source) = files.get(file) else { continue };
            let text = text_of(source, number);
            let focus = targets.first().map_or(0..0, |target| target.start..target.end);
            let window = Window::new(text, focus, columns, options);
            let start = self.text.len();
            self.places.extend(targets.iter().map(|target| target.place(start, &window, options)));
            self.lines.push(Line { start, file, number });
            self.text.push_str(&window.text);
            self.text.push('\n');
        }
    }

    /// Gives each byte to one place only: miette draws the underlines of a line side by side, and
    /// moves one that begins under another to where nothing is.
    fn part_overlaps(&mut self) {
        let mut apart: Vec<Place> = Vec::with_capacity(self.places.len());
        // The next place is the last one.
        let by_place = |place: &Place| Reverse((place.start, place.end, place.rank));
        self.places.sort_by_key(by_place);
        while let Some(mut place) = self.places.pop() {
            let left = match apart.last_mut() {
                Some(last) if (last.start, last.end) == (place.start, place.end) => {
                    last.take_in(&place);
                    continue;
                }
                Some(last) if last.start < place.start && place.start < last.end => last.cut(&place),
                // It begins with a shorter one, and comes again when what is inside it is drawn.
                Some(last) if place.start < last.end => {
                    place.start = last.end;
                    self.places.push(place);
                    self.places.sort_by_key(by_place);
                    continue;
                }
                _ => None,
            };
            self.places.extend(left);
            self.places.sort_by_key(by_place);
            apart.push(place);
        }
        self.places = apart;
    }

    /// The line of the excerpt that holds an offset of its text.
    pub(crate) fn line_at(&self, offset: usize) -> Option<usize> {
        self.lines.partition_point(|line| line.start <= offset).checked_sub(1)
    }

    /// Whether one line follows the other in one file.
    pub(crate) fn follows(&self, first: usize, second: usize) -> bool {
        match (self.lines.get(first), self.lines.get(second)) {
            (Some(first), Some(second)) => first.file == second.file && first.number + 1 == second.number,
            _ => false,
        }
    }
}

impl<'a> Target<'a> {
    /// The parts of a place on its first lines, so many at most; what is said of it stands at the last.
    fn each(
        location: &'a Location,
        message: &'a str,
        rank: usize,
        lines: usize,
        files: &mut Vec<&'a Arc<SourceFile>>,
    ) -> Vec<Self> {
        let Location { source, span } = location;
        let known = files.iter().position(|file| Arc::ptr_eq(file, source) || file.path() == source.path());
        let file = known.unwrap_or_else(|| {
            files.push(source);
            files.len() - 1
        });
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        // What ends right after a line's end ends on that line.
        let last = if end.column == 1 && end.byte > start.byte { end.line - 1 } else { end.line };
        let last = last.max(start.line);
        let further = (start.line + 1..=last).take(lines.saturating_sub(1));
        let mut numbers: Vec<usize> = std::iter::once(start.line).chain(further).collect();
        let further_lines = last + 1 - start.line - numbers.len();
        numbers.retain(|&line| line == start.line || !text_of(source, line).trim().is_empty());
        let part = |&number: &usize| {
            let line = source.line_span(number).unwrap_or_else(|| Span::empty(start.byte)).range();
            let indent = text_of(source, number).len() - text_of(source, number).trim_start().len();
            let from = if number == start.line { start.byte } else { line.start + indent };
            let clipped = from.clamp(line.start, line.end);
            let (start, end) = (clipped - line.start, end.byte.clamp(clipped, line.end) - line.start);
            Self {
                file,
                line: number,
                column: source.position(from).column,
                start,
                end,
                further_lines: 0,
                message: "",
                rank,
            }
        };
        let mut parts: Vec<Self> = numbers.iter().map(part).collect();
        if let Some(last) = parts.last_mut() {
            (last.further_lines, last.message) = (further_lines, message);
        }
        parts
    }

    /// The place in an excerpt that shows its line, from `start` on, through a window.
    fn place(&self, start: usize, window: &Window, options: TextOptions) -> Place {
        let shown_start = window.at(self.start);
        // An empty place stays empty: it is shown by an arrow, not by a line.
        let shown_end =
            if self.end > self.start { window.before(self.end).max(shown_start) } else { shown_start };
        Place {
            start: start + shown_start,
            end: start + shown_end,
            column: self.column,
            label: self.label(window.shows(self.start), options),
            rank: self.rank,
        }
    }

    fn label(&self, is_shown: bool, options: TextOptions) -> String {
        let mut label = visible::prose(self.message, options.unicode);
        let mut add = |text: String| {
            let between = if label.is_empty() { "" } else { ", " };
            label.push_str(between);
            label.push_str(&text);
        };
        match self.further_lines {
            0 => {}
            1 => add("goes on for 1 more line".to_owned()),
            lines => add(format!("goes on for {lines} more lines")),
        }
        if !is_shown {
            add(format!("at column {}", self.column));
        }
        label
    }
}

impl Place {
    /// Two places on the same bytes are drawn as one.
    fn take_in(&mut self, other: &Self) {
        let between = if self.label.is_empty() || other.label.is_empty() { "" } else { "; " };
        self.label = format!("{}{between}{}", self.label, other.label);
        self.rank = self.rank.min(other.rank);
    }

    /// Ends where another place begins; what is left of it after that one is a place without a label.
    fn cut(&mut self, other: &Self) -> Option<Self> {
        let end = std::mem::replace(&mut self.end, other.start);
        let rest = Self { start: other.end, end, column: self.column, label: String::new(), rank: self.rank };
        (rest.start < rest.end).then_some(rest)
    }
}

/// Puts the passage of the finding's own place before the others: its line is the first that is read,
/// and the one that a terminal lets its user open.
fn primary_first<'a, 'b>(
    shown: BTreeMap<LineKey, Vec<&'a Target<'b>>>,
) -> impl Iterator<Item = (LineKey, Vec<&'a Target<'b>>)> {
    let is_primary = |targets: &[&Target<'_>]| targets.iter().any(|target| target.rank == 0);
    let mut passages: Vec<Vec<(LineKey, Vec<&Target<'_>>)>> = Vec::new();
    for (key, targets) in shown {
        let follows = |passage: &&mut Vec<(LineKey, _)>| {
            passage.last().is_some_and(|&((file, line), _)| (file, line + 1) == key)
        };
        match passages.last_mut().filter(follows) {
            Some(passage) => passage.push((key, targets)),
            None => passages.push(vec![(key, targets)]),
        }
    }
    passages.sort_by_key(|passage| !passage.iter().any(|(_, targets)| is_primary(targets)));
    passages.into_iter().flatten()
}

fn text_of(source: &SourceFile, line: usize) -> &str {
    source.line_span(line).map(|span| source.slice(span)).unwrap_or_default()
}

/// The lines before and after a line, an empty last one left out.
fn context(line: usize, source: Option<&&Arc<SourceFile>>) -> impl Iterator<Item = usize> {
    let count = source.map_or(0, |source| source.line_count());
    let is_there = move |line: &usize| {
        let is_empty = || source.and_then(|source| source.line_span(*line)).is_none_or(Span::is_empty);
        (1..count).contains(line) || (*line == count && !is_empty())
    };
    [line.saturating_sub(1), line + 1].into_iter().filter(is_there)
}
