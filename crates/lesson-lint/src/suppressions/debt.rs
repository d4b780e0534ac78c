//! Suppressions that a lesson did not have before.

use jiff::civil::Date;
use lesson_findings::{Debt, DebtKind, SuppressionKind};
use lesson_text::Span;

use super::in_comments;
use crate::debt::{debt, paired, prolonged, silenced};
use crate::{Loaded, Rule};

/// The suppressions in a file's comments that were not there before, and those that hold for longer;
/// `before` is the file as it was, under whatever name. One that stands elsewhere in the file is not new. What
/// silences nothing, for it gives no reason or names no rule, is a finding and no debt.
#[must_use]
pub fn new_suppressions(before: Option<&Loaded>, after: &Loaded) -> Vec<Debt> {
    let said = |item: &Silenced| (item.rule.code, item.kind, item.reason.clone());
    let before = before.map(silenced_in).unwrap_or_default();
    // First those that cover what they covered: what is left then was moved, if it was there.
    let exact = paired(before, silenced_in(after), |item| (said(item), item.way.clone()));
    let moved = paired(exact.gone, exact.new, said);
    let source = after.reader.tree().source();
    let new = moved
        .new
        .into_iter()
        .map(|item| (item.span, silenced(item.rule, item.place(), item.until, &item.reason)));
    let longer = exact.both.into_iter().chain(moved.both).filter_map(|(was, item)| {
        let message = prolonged(item.rule, item.place(), (was.until, item.until), &item.reason)?;
        Some((item.span, message))
    });
    let found = new.chain(longer);
    found.map(|(span, message)| debt(DebtKind::Suppression, source, Some(span), message)).collect()
}

/// A rule that a comment silences.
struct Silenced {
    rule: &'static Rule,
    reason: String,
    kind: SuppressionKind,
    /// The last day on which it holds.
    until: Option<Date>,
    /// The way to what it covers, by ids.
    way: String,
    span: Span,
}

impl Silenced {
    fn place(&self) -> &'static str {
        if self.kind == SuppressionKind::File { " in the whole file" } else { "" }
    }
}

fn silenced_in(file: &Loaded) -> Vec<Silenced> {
    let mut silenced = Vec::new();
    for stated in in_comments(file.reader.tree(), file.reader.words()) {
        let until = stated.until.as_ref().map(|until| until.day);
        let Some(reason) = stated.reason.filter(|_| until != Some(None)) else { continue };
        silenced.extend(stated.names.iter().filter_map(|name| name.rule).map(|rule| Silenced {
            rule,
            reason: reason.clone(),
            kind: stated.kind,
            until: until.flatten(),
            way: stated.way.clone(),
            span: stated.span,
        }));
    }
    silenced
}
