//! The rules, a file each, in a folder for each family. The lists in those folders are generated.

use std::sync::OnceLock;

use lesson_findings::RuleDescription;

use crate::Rule;

mod analogies;
mod field_guide;
mod figures;
mod lesson;
mod prose;
mod reading;
mod regimes;
mod suppressions;
mod terms;

pub(crate) use reading::missing_key;

/// What is said of every rule beside its findings, in the order of [`all`].
#[must_use]
pub fn descriptions() -> Vec<RuleDescription> {
    all().iter().map(|rule| rule.description()).collect()
}

/// Every rule, by code within its family.
#[must_use]
pub fn all() -> &'static [&'static Rule] {
    static ALL: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    ALL.get_or_init(|| {
        let families = [
            regimes::RULES,
            analogies::RULES,
            field_guide::RULES,
            figures::RULES,
            lesson::RULES,
            terms::RULES,
            prose::RULES,
            reading::RULES,
            suppressions::RULES,
        ];
        let mut rules: Vec<&Rule> = families.into_iter().flatten().copied().collect();
        rules.sort_by_key(|rule| (rule.family, rule.code));
        rules
    })
}

/// The rule with a code or name, in any case.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    all().iter().find(|rule| rule.answers_to(name)).copied()
}

/// The rule with a code that stands in the program.
pub(crate) fn by_code(code: &str) -> &'static Rule {
    find(code).unwrap_or(&reading::syntax::RULE)
}
