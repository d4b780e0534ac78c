//! The words of labels and headings, each in the ways that authors write it.

use crate::generator::random::Random;

/// Labels of the four parts.
pub(super) const PARTS: [&[&str]; 4] = [
    &["What it is", "What this is", "What is it"],
    &["What it does", "What does it do", "What this does"],
    &["Who's behind it", "Who is behind it", "Who stands behind it"],
    &["What makes it distinct", "What makes it different", "What sets it apart"],
];
pub(super) const LEAD: &[&str] = &["Introduction", "The lead", "Overview"];
pub(super) const MAPS_TO: &[&str] = &["Maps to", "It maps to", "What it maps to"];
pub(super) const HOLDS: &[&str] =
    &["What holds", "Where the analogy holds", "Where it holds", "What carries over"];
/// What begins an analogy, and so cannot stand below the label of what it maps to.
pub(super) const ANALOGY: &[&str] = &["Analogy", "The analogy"];
pub(super) const BREAKS: &[&str] = &[
    "Where the analogy breaks",
    "Where it breaks",
    "Where the analogy breaks down",
    "Where the analogy gets complicated",
    "How the analogy breaks",
    "What breaks",
    "Where this stops being true",
    "Where the likeness falls short",
    "Where it fails",
];
pub(super) const MAPPING: &[&str] =
    &["Kitchen Concept Mapping", "Concept Mapping", "The Bäcker’s Concept Mapping", "Oven Concept Mappings"];
pub(super) const COMPARISON: &[&str] = &[
    "Comparing the Regimes",
    "Comparing the Count Regimes",
    "Comparing All Regimes",
    "Comparison",
    "The comparison",
    "Comparison of the Count Regimes",
];
pub(super) const FIELD_GUIDE: &[&str] =
    &["How to Say This in the Field", "How to Say It in the Field", "Field Guide", "The field guide"];
pub(super) const PRIMARY: &[&str] = &["The primary scenario", "Primary scenario"];
pub(super) const SECONDARY: &[&str] =
    &["Secondary scenarios", "The secondary scenarios", "Secondary scenario", "Other scenarios"];
pub(super) const DONT_SAY: &[&str] = &["Don't say", "Do not say", "Instead of", "Avoid"];
pub(super) const DO_SAY: &[&str] = &["Do say", "Say", "Say this", "Say instead"];
pub(super) const WHY: &[&str] = &["Why it matters", "Why", "Why this matters", "Reason", "Because"];
pub(super) const REGIMES: &[&str] = &["Regimes", "Regime"];
pub(super) const SCENARIO: &[&str] = &["Scenario", "Scenarios"];
pub(super) const NEXT: &[&str] = &["Next", "Next lesson", "Next up", "Up next"];
pub(super) const COVERS: &[&str] =
    &[" covers ", " is about ", " looks at ", " — ", ": ", " – ", " introduces "];

/// One of several wordings, as word processors and hasty hands write it.
pub(super) fn wording(random: &mut Random, wordings: &[&str]) -> String {
    let common = if random.chance(60) { wordings[0] } else { random.pick(wordings) };
    spelled(random, common)
}

/// A name in another spelling that counts as the same.
pub(super) fn spelled(random: &mut Random, name: &str) -> String {
    match random.within(0..=19) {
        0 => name.replace('\'', "’"),
        1 => name.replace('-', "\u{2011}"),
        2 => name.replacen(' ', "\u{a0}", 1),
        3 => name.to_uppercase(),
        4 => name.to_lowercase(),
        5 => name.char_indices().nth(2).map_or(name.to_owned(), |(at, _)| {
            let (before, after) = name.split_at(at);
            format!("{before}\u{ad}{after}")
        }),
        6 => name.replacen(' ', " \u{200b}", 1),
        _ => name.to_owned(),
    }
}
