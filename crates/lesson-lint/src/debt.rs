//! What comparing what is held back with what was held back has in common, wherever it is written.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use jiff::civil::Date;
use lesson_findings::{Debt, DebtKind, Location};
use lesson_text::{SourceFile, Span};

use crate::Rule;

/// Two lists, item by item.
pub(crate) struct Paired<T> {
    /// What is in both, as it was and as it is.
    pub(crate) both: Vec<(T, T)>,
    /// What is in the first alone.
    pub(crate) gone: Vec<T>,
    /// What is in the second alone.
    pub(crate) new: Vec<T>,
}

/// Pairs the items of two lists by a key, each once, in their order.
pub(crate) fn paired<T, K: Eq + Hash>(before: Vec<T>, after: Vec<T>, key: impl Fn(&T) -> K) -> Paired<T> {
    let mut before: Vec<Option<T>> = before.into_iter().map(Some).collect();
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for (place, item) in before.iter().enumerate().rev() {
        if let Some(item) = item {
            places.entry(key(item)).or_default().push(place);
        }
    }
    let (mut both, mut new) = (Vec::new(), Vec::new());
    for item in after {
        let place = places.get_mut(&key(&item)).and_then(Vec::pop);
        match place.and_then(|place| before.get_mut(place)?.take()) {
            Some(was) => both.push((was, item)),
            None => new.push(item),
        }
    }
    Paired { both, gone: before.into_iter().flatten().collect(), new }
}

/// Debt at a place in a file.
pub(crate) fn debt(kind: DebtKind, source: &Arc<SourceFile>, span: Option<Span>, message: String) -> Debt {
    Debt {
        kind,
        path: source.path().to_owned(),
        root: Arc::default(),
        location: span.map(|span| Location { source: Arc::clone(source), span }),
        message,
    }
}

/// What a suppression silences, in words; `place` begins with a blank, where it is not empty.
pub(crate) fn silenced(rule: &Rule, place: &str, until: Option<Date>, reason: &str) -> String {
    let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
    format!("`{}` is suppressed{place}{until}: {reason}", rule.name)
}

/// That a suppression holds for longer than it did, in words; `None` where it does not.
pub(crate) fn prolonged(
    rule: &Rule,
    place: &str,
    (before, after): (Option<Date>, Option<Date>),
    reason: &str,
) -> Option<String> {
    let ended = before?;
    let until = match after {
        Some(day) if day <= ended => return None,
        Some(day) => format!("until {day}"),
        None => "without an end".to_owned(),
    };
    Some(format!("`{}` is suppressed{place} {until}, and was until {ended}: {reason}", rule.name))
}
