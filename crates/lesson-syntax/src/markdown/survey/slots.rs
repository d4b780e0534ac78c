use lesson_text::Span;

use super::super::labels::Key;

/// A wording in a row of such, with its key where that is known.
pub(super) type Written = (Option<Key>, Span);

/// What an unknown wording labels, and whether that is clear; no key where nothing is due.
pub(super) type Filled = (Span, Option<Key>, bool);

/// Tells which of the keys `due`, in their order, the unknown wordings stand for.
///
/// Between two known ones, so many unknown as are missing there stand for these, in their order. Where
/// the known are in another order, one unknown stands for the one that is missing.
pub(super) fn fill(written: &[Written], due: &[Key]) -> Vec<Filled> {
    let slot = |key: Key| due.iter().position(|&other| other == key);
    let known: Vec<usize> = written.iter().filter_map(|&(key, _)| key.and_then(slot)).collect();
    let unknown = |written: &[Written]| -> Vec<Span> {
        written.iter().filter(|(key, _)| key.is_none()).map(|&(_, span)| span).collect()
    };
    let missing = |from: usize, to: usize| -> Vec<Key> {
        let slots = (from..to).filter(|slot| !known.contains(slot));
        slots.filter_map(|slot| due.get(slot).copied()).collect()
    };
    if !known.is_sorted_by(|first, second| first < second) {
        return assign(&unknown(written), &missing(0, due.len()), 1);
    }
    let mut filled = Vec::new();
    let (mut from, mut begin) = (0, 0);
    let anchors = written.iter().enumerate().filter_map(|(at, &(key, _))| Some((at, key.and_then(slot)?)));
    let end = std::iter::once((written.len(), due.len()));
    for (at, slot) in anchors.chain(end) {
        let between = unknown(written.get(begin..at).unwrap_or_default());
        filled.extend(assign(&between, &missing(from, slot), usize::MAX));
        (from, begin) = (slot + 1, at + 1);
    }
    filled
}

/// Wordings to as many missing keys; `most` says up to how many that is clear.
fn assign(wordings: &[Span], missing: &[Key], most: usize) -> Vec<Filled> {
    let clear = wordings.len() == missing.len() && wordings.len() <= most;
    let key = |at: usize| missing.get(at).or(missing.last()).copied();
    wordings.iter().enumerate().map(|(at, &wording)| (wording, key(at), clear)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Key = Key::WhatItIs;
    const B: Key = Key::WhatItDoes;
    const C: Key = Key::WhosBehindIt;
    const D: Key = Key::WhatMakesItDistinct;

    fn filled(written: &[Option<Key>]) -> Vec<(u32, Option<Key>, bool)> {
        let written: Vec<Written> =
            written.iter().enumerate().map(|(at, &key)| (key, Span::empty(at))).collect();
        let filled = fill(&written, &[A, B, C, D]);
        filled.into_iter().map(|(span, key, clear)| (span.start, key, clear)).collect()
    }

    #[test]
    fn as_many_as_are_missing_stand_for_these() {
        assert_eq!(filled(&[Some(A), None, Some(C), Some(D)]), [(1, Some(B), true)]);
        let all = [(0, Some(A), true), (1, Some(B), true), (2, Some(C), true), (3, Some(D), true)];
        assert_eq!(filled(&[None; 4]), all);
        assert_eq!(filled(&[None, Some(B), None, None])[0], (0, Some(A), true));
    }

    #[test]
    fn more_or_fewer_are_unclear_and_where_none_is_due_nothing_is() {
        assert_eq!(filled(&[Some(A), None, Some(D)]), [(1, Some(B), false)]);
        assert_eq!(
            filled(&[Some(A), None, None, Some(C), Some(D)]),
            [(1, Some(B), false), (2, Some(B), false)]
        );
        assert_eq!(filled(&[Some(A), Some(B), Some(C), Some(D), None]), [(4, None, false)]);
    }

    #[test]
    fn in_another_order_one_alone_is_clear() {
        assert_eq!(filled(&[Some(B), Some(A), None, Some(D)]), [(2, Some(C), true)]);
        assert_eq!(filled(&[Some(B), Some(A), None, None]), [(2, Some(C), false), (3, Some(D), false)]);
    }
}
