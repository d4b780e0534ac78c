//! Findings that a baseline did not hold before.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use lesson_findings::{Debt, DebtKind};
use lesson_text::{SourceFile, Span};
use memchr::memmem;

use super::{Baseline, Recorded};
use crate::debt::debt;

impl Baseline {
    /// What it holds back and did not before, counted by rule and reason, each at the first of its findings in
    /// the file. `renamed` leads from the paths of lessons that were renamed to those that they have now: what
    /// was recorded under the old one is not new under the new one.
    #[must_use]
    pub fn growth_since(
        &self,
        before: &Self,
        renamed: &HashMap<String, String>,
        source: &Arc<SourceFile>,
    ) -> Vec<Debt> {
        let mut moved: HashMap<(&str, &str), usize> = HashMap::new();
        for entry in before.recorded().into_iter().filter(|entry| !self.names(entry)) {
            if let Some(path) = renamed.get(&entry.path) {
                *moved.entry((&entry.code, path)).or_default() += 1;
            }
        }
        let mut new: BTreeMap<(&str, Option<&str>), Vec<&Recorded>> = BTreeMap::new();
        for entry in self.recorded().into_iter().filter(|entry| !before.names(entry)) {
            match moved.get_mut(&(entry.code.as_str(), entry.path.as_str())) {
                Some(left) if *left > 0 => *left -= 1,
                _ => new.entry((&entry.code, entry.reason.as_deref())).or_default().push(entry),
            }
        }
        let grown = |((_, reason), entries): ((&str, Option<&str>), Vec<&Recorded>)| {
            let first = entries.first()?;
            let count = if entries.len() == 1 {
                "1 finding more is".to_owned()
            } else {
                format!("{} findings more are", entries.len())
            };
            let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
            let message = format!("{count} held back of `{}`{reason}", first.name);
            Some(debt(DebtKind::Baseline, source, place_of(first, source), message))
        };
        new.into_iter().filter_map(grown).collect()
    }

    fn names(&self, entry: &Recorded) -> bool {
        self.by_fingerprint.contains_key(&entry.fingerprint)
    }
}

/// Where an entry stands: its fingerprint is in the file once.
fn place_of(entry: &Recorded, source: &SourceFile) -> Option<Span> {
    let quoted = format!("\"{}\"", entry.fingerprint);
    let start = memmem::find(source.text().as_bytes(), quoted.as_bytes())?;
    Some(Span::new(start, start + quoted.len()))
}
