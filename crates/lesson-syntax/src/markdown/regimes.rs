use std::collections::{BTreeSet, HashSet};

use lesson_text::{Span, fold};

use super::headings::{Mark, Role};
use super::labels::Key;
use super::lines::{LineKind, Lines};
use super::wording::{is_short, unwrap};

/// Tells which headings head a regime, also among lines that are not marked as headings.
///
/// `rows` are the lines of tables; `columns` the names that head the comparison's columns.
pub(super) fn assign(
    lines: &Lines<'_>,
    marks: &mut [Option<Mark>],
    rows: &[bool],
    columns: &HashSet<String>,
) {
    let owners = Ancestry::owners(lines, marks, columns);
    let marked = !owners.is_empty();
    for owner in &owners {
        set_role(marks, *owner);
    }
    stand_between(marks, &owners, &with_table(marks, rows));
    Bare { lines, rows, columns, marked }.assign(marks);
}

fn set_role(marks: &mut [Option<Mark>], index: usize) {
    if let Some(Some(Mark::Heading { role, .. })) = marks.get_mut(index) {
        *role = Role::Regime;
    }
}

/// The headings over a line, outermost first.
#[derive(Default)]
struct Ancestry {
    /// Level, line, and whether it may be a regime: a comparison and a field guide are none.
    open: Vec<(u8, usize, bool)>,
    owners: BTreeSet<usize>,
}

impl Ancestry {
    /// The marked headings that hold a regime's labels, or bear a name of the comparison's columns.
    fn owners(lines: &Lines<'_>, marks: &[Option<Mark>], columns: &HashSet<String>) -> Vec<usize> {
        let mut ancestry = Self::default();
        for (index, mark) in marks.iter().enumerate() {
            match *mark {
                Some(Mark::Heading { level, text, role: Role::Own }) => {
                    ancestry.close(level);
                    let free = ancestry.open.last().is_none_or(|&(.., free)| free);
                    ancestry.open.push((level, index, true));
                    if free && columns.contains(&fold(lines.slice(text))) {
                        ancestry.owners.insert(index);
                    }
                }
                Some(Mark::Heading { level, role: Role::Mapping(_), .. }) => ancestry.own(level),
                Some(Mark::Label { label, level, .. }) if label.key.is_part() => ancestry.own(level),
                Some(Mark::Heading { level, .. }) => {
                    ancestry.close(level);
                    ancestry.open.push((level, index, false));
                }
                _ => {}
            }
        }
        ancestry.owners.into_iter().collect()
    }

    /// Ends the sections that a heading of this level ends; a bare one ends all.
    fn close(&mut self, level: u8) {
        while self.open.last().is_some_and(|&(open, ..)| level == 0 || open >= level || open == 0) {
            self.open.pop();
        }
    }

    /// The section to which a label or mapping belongs is a regime: the one that is known as one, else
    /// the nearest above its own level, else the nearest.
    fn own(&mut self, level: u8) {
        // Marked headings have six levels at most, so there are never more than seven open.
        let free = || self.open.iter().rev().take_while(|(.., free)| *free);
        let known = || free().find(|(_, index, _)| self.owners.contains(index));
        let above = || free().find(|&&(open, ..)| level > 0 && open < level && open > 1);
        let owner = known().or_else(above).or_else(|| free().next()).map(|&(_, index, _)| index);
        self.owners.extend(owner);
    }
}

/// The headings that have a table right under them.
fn with_table(marks: &[Option<Mark>], rows: &[bool]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut heading = None;
    for (index, (mark, &row)) in marks.iter().zip(rows).enumerate() {
        if matches!(mark, Some(Mark::Heading { .. })) {
            heading = Some(index);
        } else if row {
            found.extend(heading);
        }
    }
    found
}

/// A heading among those of the regimes, at their level, heads one as well, though it holds nothing
/// that a regime holds; unless it holds a table, as a comparison under another title does.
fn stand_between(marks: &mut [Option<Mark>], owners: &[usize], with_table: &HashSet<usize>) {
    let (Some(&first), Some(&last)) = (owners.first(), owners.last()) else { return };
    let level_of = |mark: &Option<Mark>| match mark {
        Some(Mark::Heading { level, .. }) => Some(*level),
        _ => None,
    };
    let levels: HashSet<u8> =
        owners.iter().filter_map(|&owner| marks.get(owner).and_then(level_of)).collect();
    let comparison = marks.iter().skip(first).position(|mark| {
        matches!(mark, Some(Mark::Heading { role: Role::Comparison | Role::FieldGuide, .. }))
    });
    let end = comparison.map_or(last, |ahead| last.max(first + ahead));
    let mut inside = true;
    for (index, mark) in marks.iter_mut().enumerate().take(end).skip(first) {
        match mark {
            Some(Mark::Heading { role: Role::Comparison | Role::FieldGuide, .. }) => inside = false,
            Some(Mark::Heading { role: Role::Regime, .. }) => inside = true,
            Some(Mark::Heading { level, role: role @ Role::Own, .. })
                if inside && levels.contains(level) && !with_table.contains(&index) =>
            {
                *role = Role::Regime;
            }
            _ => {}
        }
    }
}

/// Finds the regimes whose names stand on bare lines.
struct Bare<'a> {
    lines: &'a Lines<'a>,
    rows: &'a [bool],
    columns: &'a HashSet<String>,
    /// Whether other regimes have marked headings: then a bare line needs a known name.
    marked: bool,
}

impl Bare<'_> {
    fn assign(&self, marks: &mut [Option<Mark>]) {
        // The labels met since the last regime began; `None` outside of regimes.
        let mut open: Option<HashSet<Key>> = None;
        let mut names: HashSet<String> = HashSet::new();
        for index in 0..marks.len() {
            match marks.get(index).copied().flatten() {
                Some(Mark::Heading { role: Role::Regime, text, .. }) => {
                    open = Some(HashSet::new());
                    names.insert(fold(self.lines.slice(text)));
                }
                Some(Mark::Heading { role: Role::Mapping(_), .. }) => {
                    open.get_or_insert_default().insert(Key::ConceptMapping);
                }
                Some(Mark::Heading { role: Role::Comparison | Role::FieldGuide, .. }) => open = None,
                Some(Mark::Label { label, .. }) if label.key.is_part() => {
                    open.get_or_insert_default().insert(label.key);
                }
                Some(_) => {}
                None => {
                    let next =
                        self.lines.next_filled(index).and_then(|next| marks.get(next).copied().flatten());
                    if let Some(text) = self.name(index, next, open.as_ref(), &names) {
                        names.insert(fold(self.lines.slice(text)));
                        open = Some(HashSet::new());
                        if let Some(mark) = marks.get_mut(index) {
                            *mark = Some(Mark::Heading { level: 0, text, role: Role::Regime });
                        }
                    }
                }
            }
        }
    }

    /// The name of a regime that this line bears.
    fn name(
        &self,
        index: usize,
        next: Option<Mark>,
        open: Option<&HashSet<Key>>,
        names: &HashSet<String>,
    ) -> Option<Span> {
        let line = self.lines.get(index)?;
        if line.kind != LineKind::Text || line.item || self.rows.get(index).copied().unwrap_or(true) {
            return None;
        }
        let text = unwrap(self.lines, self.lines.inner(line));
        let written = self.lines.slice(text).trim_end_matches([':', '：', ' ']);
        if !is_short(written.trim_end_matches('?')) {
            return None;
        }
        let leads_on = match next {
            Some(Mark::Label { label, .. }) if label.key.is_part() => Some(label.key),
            Some(Mark::Heading { role: Role::Mapping(_), .. }) => Some(Key::ConceptMapping),
            _ => None,
        };
        let text = Span::new(text.start as usize, text.start as usize + written.len());
        let folded = fold(written);
        if self.columns.contains(&folded) {
            return (leads_on.is_some() || !names.contains(&folded)).then_some(text);
        }
        // Inside a regime, a short line may be what a label above it labels. It is the next regime's
        // name only where that begins again with what this one has already.
        let begins_again = |key| match open {
            Some(seen) => key != Key::ConceptMapping && seen.contains(&key),
            None => true,
        };
        (!self.marked && leads_on.is_some_and(begins_again)).then_some(text)
    }
}
