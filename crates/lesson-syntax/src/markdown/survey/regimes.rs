use lesson_text::Span;

use super::super::headings::Role;
use super::super::labels::Key;
use super::super::wording::{Reader, inside_like_labels};
use super::entries::{Entry, What};
use super::slots::Written;
use super::tables::name_of;
use super::{Evidence, Surveyor};

/// The parts of a regime and what follows them, where no heading is over its analogies.
const LABELS: [Key; 6] = [
    Key::WhatItIs,
    Key::WhatItDoes,
    Key::WhosBehindIt,
    Key::WhatMakesItDistinct,
    Key::Analogy,
    Key::WhereItBreaks,
];

impl Surveyor<'_> {
    /// Whether a heading is that of a regime: its name is in the comparison, or there is none and it was
    /// read as one.
    pub(super) fn is_regime(&self, at: usize) -> bool {
        let Some(Entry { what: What::Heading { role, .. }, wording, .. }) = self.entries.get(at) else {
            return false;
        };
        let regimes = &self.tables.regimes;
        if regimes.is_empty() {
            *role == Role::Regime
        } else {
            regimes.contains(&name_of(self.lines, *wording))
        }
    }

    /// The labels and headings of every regime.
    pub(super) fn regimes(&mut self) {
        for at in 0..self.entries.len() {
            if self.is_regime(at) {
                let end = self.end_of_regime(at);
                self.regime(at + 1, end);
            }
        }
    }

    fn end_of_regime(&self, start: usize) -> usize {
        let level_of = |at: usize| match self.entries.get(at).map(|entry| entry.what) {
            Some(What::Heading { level, role }) => Some((level, role)),
            _ => None,
        };
        let outer = level_of(start).map_or(0, |(level, _)| level);
        let ends = |at: &usize| match level_of(*at) {
            Some((_, Role::Comparison | Role::FieldGuide)) => true,
            Some((_, Role::Mapping(_))) => false,
            // Between regimes at their level, a heading that is none of them is over an analogy.
            Some((_, Role::Regime)) => self.tables.regimes.is_empty() || self.is_regime(*at),
            Some((level, _)) => self.is_regime(*at) || self.tables.heads(*at) || level > 0 && level <= outer,
            None => false,
        };
        (start + 1..self.entries.len()).find(ends).unwrap_or(self.entries.len())
    }

    fn regime(&mut self, from: usize, to: usize) {
        let entries = self.entries.get(from..to).unwrap_or_default();
        let Some(mapping) = self.mapping(entries) else {
            let written: Vec<Written> = entries.iter().filter_map(|entry| written(entry, false)).collect();
            self.fill(&written, &LABELS);
            return;
        };
        let (parts, [heading, analogies @ ..]) = entries.split_at(mapping) else { return };
        let as_headings = as_headings(parts);
        let written: Vec<Written> = parts.iter().filter_map(|entry| written(entry, as_headings)).collect();
        self.fill(&written, &Key::PARTS);
        let known = matches!(heading.what, What::Heading { role: Role::Mapping(_), .. });
        let evidence = if known { Evidence::Known } else { Evidence::Clear };
        self.sight(Some(Key::ConceptMapping), heading.wording, evidence);
        self.analogies(analogies);
    }

    /// The heading over the analogies: the one that is known, else the only one that no part can be.
    fn mapping(&self, entries: &[Entry]) -> Option<usize> {
        let is = |entry: &Entry, wanted: fn(Role) -> bool| match entry.what {
            What::Heading { role, .. } => wanted(role),
            _ => false,
        };
        if let Some(known) =
            entries.iter().position(|entry| is(entry, |role| matches!(role, Role::Mapping(_))))
        {
            return Some(known);
        }
        let heading = |&(_, entry): &(usize, &Entry)| is(entry, |_| true);
        let headings: Vec<usize> = entries.iter().enumerate().filter(heading).map(|(at, _)| at).collect();
        match *headings {
            [only] if !as_headings(entries) => {
                let before = entries.get(..only).unwrap_or_default();
                before.iter().any(|entry| written(entry, false).is_some()).then_some(only)
            }
            // Every part is a heading of its own, and so is this one.
            [.., last] if headings.len() > Key::PARTS.len() || as_headings(entries) => {
                let parts = entries
                    .iter()
                    .filter(|entry| matches!(entry.what, What::Known { key, .. } if key.is_part()));
                (headings.len() + parts.count() > Key::PARTS.len()).then_some(last)
            }
            _ => None,
        }
    }

    /// What stands over a break; text before it says what holds.
    fn analogies(&mut self, entries: &[Entry]) {
        let labels: Vec<Written> = entries.iter().filter_map(|entry| written(entry, true)).collect();
        self.known(&labels);
        let unknown: Vec<Span> =
            labels.iter().filter(|(key, _)| key.is_none()).map(|label| label.1).collect();
        let leads = entries.first().is_some_and(|first| matches!(first.what, What::Label));
        let breaks = Some(Key::WhereItBreaks);
        let broken = labels.iter().any(|&(key, _)| key == breaks) || self.is_broken_inside(entries);
        match (unknown.as_slice(), leads, broken) {
            (&[first], true, true) => self.sight(Some(Key::Analogy), first, Evidence::Clear),
            (many, _, true) => many.iter().for_each(|&span| self.sight(None, span, Evidence::Unclear)),
            ([], _, false) => {
                let inside: Vec<Span> =
                    entries.iter().flat_map(|entry| inside_like_labels(self.lines, entry.span)).collect();
                let evidence = if inside.len() == 1 { Evidence::Clear } else { Evidence::Unclear };
                inside.iter().for_each(|&span| self.sight(breaks, span, evidence));
            }
            (&[only], false, false) => self.sight(breaks, only, Evidence::Clear),
            (&[first, second], true, false) => {
                self.sight(Some(Key::Analogy), first, Evidence::Clear);
                self.sight(breaks, second, Evidence::Clear);
            }
            (many, _, false) => many.iter().for_each(|&span| self.sight(breaks, span, Evidence::Unclear)),
        }
    }

    fn known(&mut self, labels: &[Written]) {
        for &(key, span) in labels.iter().filter(|(key, _)| key.is_some()) {
            self.sight(key, span, Evidence::Known);
        }
    }

    /// Whether known labels of a break stand inside paragraphs; they are sighted.
    fn is_broken_inside(&mut self, entries: &[Entry]) -> bool {
        let reader = Reader { lines: self.lines, labels: self.labels, fits: |key| key == Key::WhereItBreaks };
        let inside = entries.iter().filter_map(|entry| match entry.what {
            What::Known { .. } | What::Label | What::Text => Some(reader.inside(entry.span)?.1.wording),
            _ => None,
        });
        let inside: Vec<Span> = inside.collect();
        inside.iter().for_each(|&span| self.sight(Some(Key::WhereItBreaks), span, Evidence::Known));
        !inside.is_empty()
    }
}

/// An entry as a wording, where it is a label, or a heading and these count.
fn written(entry: &Entry, headings: bool) -> Option<Written> {
    match entry.what {
        What::Known { key, .. } => Some((Some(key), entry.wording)),
        What::Label => Some((None, entry.wording)),
        What::Heading { .. } if headings => Some((None, entry.wording)),
        _ => None,
    }
}

/// Whether the parts have headings of their own: a known one has, or nothing is labelled otherwise.
fn as_headings(entries: &[Entry]) -> bool {
    let mut parts = entries.iter().filter_map(|entry| match entry.what {
        What::Known { key, level } if key.is_part() => Some(level > 0),
        What::Label => Some(false),
        _ => None,
    });
    parts.next().unwrap_or(true)
}
