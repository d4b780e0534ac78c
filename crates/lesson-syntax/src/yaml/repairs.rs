//! The ways to read on after a fault, the narrowest first: the known slips, then leaving out the
//! value, the entry, and what holds it, outwards.

use lesson_text::Span;

use super::compose::Failure;
use super::outline::{self, Level};
use super::patch::{Mend, PLACEHOLDER, Patched, Reading, Role};
use super::recover::Repair;
use super::scan::{byte, is_break, line_end, line_start, next_line, trim_blanks};
use super::{messages, slips};
use crate::{Problem, Style};

/// A fault, with the text around it.
pub(super) struct Place<'a> {
    pub(super) patched: &'a Patched<'a>,
    pub(super) text: &'a str,
    pub(super) failure: &'a Failure,
    /// The start of the line that is at fault.
    pub(super) line: usize,
    /// The entries that begin on the line, outermost first.
    pub(super) levels: Vec<Level>,
    /// The entry whose value is at fault: the last that begins on the line, else the one that holds it.
    pub(super) owner: Option<Level>,
    /// The entry that holds the line.
    pub(super) holder: Option<Level>,
}

/// The ways to read on, the best first.
pub(super) fn find(patched: &Patched<'_>, failure: &Failure) -> Vec<Repair> {
    let place = Place::new(patched, failure);
    let mut found: Vec<Repair> = slips::SLIPS.iter().filter_map(|slip| slip(&place)).collect();
    found.extend(general(&place));
    found
}

impl<'a> Place<'a> {
    fn new(patched: &'a Patched<'a>, failure: &'a Failure) -> Self {
        let text = patched.text();
        let mut line = line_start(text, failure.at);
        if outline::is_idle(text, line) {
            line = outline::line_above(text, line).unwrap_or(line);
        }
        if let Some(bracket) = failure.bracket.filter(|&bracket| bracket < line) {
            line = line_start(text, bracket);
        }
        Self::at(patched, failure, line)
    }

    /// The same fault, with another line as the one to blame.
    pub(super) fn on_line_of(&self, at: usize) -> Place<'a> {
        Self::at(self.patched, self.failure, line_start(self.text, at))
    }

    fn at(patched: &'a Patched<'a>, failure: &'a Failure, line: usize) -> Self {
        let text = patched.text();
        let levels = outline::levels(text, line);
        let holder = outline::holder(text, line, outline::content(text, line) - line);
        let owner = levels.last().copied().or(holder);
        Self { patched, text, failure, line, levels, owner, holder }
    }

    /// The bytes of the file of a range of the parsed text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let text = self.text;
        let start = (0..=start.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let end = (end.max(start)..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        self.patched.span(start, end)
    }

    /// Where a line ends, its last spaces left out.
    pub(super) fn trimmed_end(&self, at: usize) -> usize {
        trim_blanks(self.text, at, line_end(self.text, at)).max(at)
    }

    /// Where a text that begins on an entry's own line ends: with its line, a comment left out, or
    /// with the last of the lines that go on with it.
    pub(super) fn text_end(&self, level: &Level) -> usize {
        let mut end = self.trimmed_end(level.value);
        let entry_end = outline::entry_end(self.text, level);
        let mut line = level.value;
        let mut lines = 0;
        while let Some(next) = next_line(self.text, line).filter(|&next| next < entry_end) {
            line = next;
            let goes_on = outline::is_idle(self.text, line) || !outline::begins_entry(self.text, line);
            if !goes_on && !(line..line_end(self.text, line)).contains(&self.failure.at) {
                break;
            }
            if !outline::is_idle(self.text, line) {
                end = self.trimmed_end(line);
                lines += 1;
            }
        }
        if lines == 0 { self.without_comment(level.value, end) } else { end }
    }

    fn without_comment(&self, start: usize, end: usize) -> usize {
        let text = self.text.get(start..end).unwrap_or_default();
        let comment = text.find(" #").or_else(|| text.find("\t#"));
        comment.map_or(end, |found| trim_blanks(self.text, start, start + found))
    }
}

/// A value that is a text, but needs quotes.
pub(super) fn as_text(place: &Place<'_>, start: usize, end: usize, problem: Problem) -> Repair {
    let span = place.span(start, end);
    let written = place.patched.source().get(span.range()).unwrap_or_default();
    let reading = text_reading(span, written);
    let text = match &reading.decoded {
        Some(_) => written,
        None => place.patched.source().get(reading.text.range()).unwrap_or_default(),
    };
    let edit = lesson_text::Edit::replace(span, slips::quote(text));
    let mend = Mend { span, text: PLACEHOLDER.to_owned(), role: Role::Text(reading) };
    // Lines that are in quotes already are wrong in another way, which more quotes would not mend.
    let quoted = written.starts_with(['"', '\'']) && written.contains(['\n', '\r']);
    let problem = if quoted { problem } else { problem.suggest("put the value in quotes", vec![edit]) };
    Repair { mends: vec![mend], problem, until: span.end as usize }
}

/// How a text was meant: quotes at both its ends are quotes, whatever stands between them.
fn text_reading(span: Span, written: &str) -> Reading {
    let plain = Reading { span, text: span, decoded: None, style: Style::Plain };
    if written.contains(['\n', '\r']) {
        return Reading { decoded: Some(fold_lines(written)), ..plain };
    }
    let inside = Span::new(span.start as usize + 1, (span.end as usize).saturating_sub(1));
    match (written.chars().next(), written.chars().last()) {
        (Some('"'), Some('"')) if written.len() > 1 => {
            Reading { text: inside, style: Style::DoubleQuoted, ..plain }
        }
        (Some('\''), Some('\'')) if written.len() > 1 => {
            Reading { text: inside, style: Style::SingleQuoted, ..plain }
        }
        _ => plain,
    }
}

/// The lines of a plain text as one: a break becomes a space, and a blank line a break.
pub(super) fn fold_lines(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut folded = String::with_capacity(text.len());
    let mut blank = 0;
    for (index, line) in unified.split('\n').map(|line| line.trim_matches([' ', '\t'])).enumerate() {
        if line.is_empty() && index > 0 {
            blank += 1;
            continue;
        }
        if index > 0 {
            folded.push_str(&if blank == 0 { " ".to_owned() } else { "\n".repeat(blank) });
        }
        blank = 0;
        folded.push_str(line);
    }
    folded
}

/// A value that cannot be understood.
pub(super) fn malformed(place: &Place<'_>, start: usize, end: usize, problem: Problem) -> Repair {
    let span = place.span(start, end);
    let mend = Mend { span, text: PLACEHOLDER.to_owned(), role: Role::Malformed };
    Repair { mends: vec![mend], problem, until: span.end as usize }
}

/// Lines that are left out whole. A closing bracket alone leaves nothing unknown.
pub(super) fn dropped(place: &Place<'_>, start: usize, end: usize, problem: Problem) -> Repair {
    let span = place.span(start, end);
    let written = place.text.get(start..end).unwrap_or_default();
    let role =
        if written.trim_matches(['}', ']', ',', ' ']).is_empty() { Role::Layout } else { Role::Dropped };
    let mend = Mend { span, text: String::new(), role };
    Repair { mends: vec![mend], problem, until: span.end as usize }
}

/// What to do where no slip is recognised: the value, the line, then what holds it, outwards.
fn general(place: &Place<'_>) -> Vec<Repair> {
    let text = place.text;
    let problem = match byte(text, place.failure.at) {
        b',' => messages::nothing_before_comma(place.span(place.failure.at, place.failure.at + 1)),
        _ => messages::by_kind(&place.failure.kind, fault_span(place)),
    };
    let mut found = Vec::new();
    let mut leave_out = |level: &Level| {
        let end = outline::entry_end(text, level);
        if let Some(start) = outline::value_start(text, level, end) {
            found.push(malformed(place, start, end.max(start), problem.clone()));
        }
        if level.colon.is_some() {
            found.push(dropped(place, level.start, end, problem.clone()));
        }
    };
    place.levels.iter().rev().for_each(&mut leave_out);
    let start = outline::content(text, place.line);
    let alone = dropped(place, start, place.trimmed_end(start), problem.clone());
    let outer = holders(place);
    let mut leave_outer = Vec::new();
    for level in &outer {
        let end = outline::entry_end(text, level);
        if let Some(start) = outline::value_start(text, level, end) {
            leave_outer.push(malformed(place, start, end.max(start), problem.clone()));
        }
    }
    let goes_on = |holder: &Level| holder.colon.is_some() && holder.value < line_end(text, holder.start);
    let in_text = place.levels.is_empty() && place.holder.as_ref().is_some_and(goes_on);
    // A line that goes on with a text is a part of that value; any other is an entry of its own.
    if in_text {
        leave_outer.insert(leave_outer.len().min(1), alone)
    } else {
        found.push(alone)
    }
    found.extend(leave_outer);
    let top = outer.last().map_or(start, |level| level.start);
    found.push(dropped(place, top, trim_blanks(text, top, text.len()), problem.clone()));
    // At last, all that comes after the last value that could be read.
    let unread = next_line(text, place.failure.read_to).unwrap_or(text.len());
    found.push(dropped(place, unread, text.len(), problem));
    found
}

/// The entries that hold the line at fault, outwards: the nearest ones, and the outermost.
fn holders(place: &Place<'_>) -> Vec<Level> {
    let text = place.text;
    let mut found = Vec::new();
    let mut next = place.holder;
    while let Some(level) = next {
        // An entry may begin on the line of the item that holds it.
        let line = line_start(text, level.start);
        let same = outline::levels(text, line).into_iter().rev().find(|other| other.column < level.column);
        if found.len() == outline::MOST_LEVELS {
            found.pop();
        }
        found.push(level);
        next = same.or_else(|| outline::holder(text, line, level.column));
    }
    found
}

/// From the place of a fault to the end of its line, so far as it holds anything.
fn fault_span(place: &Place<'_>) -> Span {
    let at = place.failure.at;
    if at < place.text.len() && !is_break(byte(place.text, at)) && line_start(place.text, at) >= place.line {
        return place.span(at, place.trimmed_end(at));
    }
    let start = outline::content(place.text, place.line);
    place.span(start, place.trimmed_end(start))
}
