use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use serde_json::Value;

use super::pointer::{child, parent, resolve};

/// For what a document was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Blame {
    /// Each of these would be the only reason, where a choice is read as the branch that was meant.
    pub(super) alone: BTreeSet<String>,
    /// These are reasons only together: keywords of one schema about one value.
    pub(super) together: BTreeSet<String>,
}

/// For what a document was refused with these errors.
pub(super) fn blame(schema: &Value, errors: &[ValidationError<'_>]) -> Blame {
    let mut each = errors.iter().map(|error| of_error(schema, error));
    let Some(first) = each.next() else { return Blame::default() };
    let mut whole = each.fold(first, |all, next| Blame {
        alone: all.alone.intersection(&next.alone).cloned().collect(),
        together: all.together.intersection(&next.together).cloned().collect(),
    });
    let leaves: Vec<_> = errors.iter().map(|error| (resolve(schema, &way(error)).0, error)).collect();
    let place = |(location, error): &(String, &ValidationError<'_>)| {
        (parent(location).map(|(owner, _)| owner.to_owned()), error.instance_path().to_string())
    };
    if leaves.windows(2).all(|pair| place(&pair[0]) == place(&pair[1])) {
        whole.together.extend(leaves.into_iter().map(|(location, _)| location));
    }
    whole
}

fn of_error(schema: &Value, error: &ValidationError<'_>) -> Blame {
    let (location, references) = resolve(schema, &way(error));
    let mut found = Blame::default();
    match error.kind() {
        ValidationErrorKind::Required { property: Value::String(key) } => {
            found.alone.insert(child(&location, key));
        }
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            for branch in context.iter().map(|branch| blame(schema, branch)) {
                found.alone.extend(branch.alone);
                found.together.extend(branch.together);
            }
            found.alone.insert(location);
        }
        ValidationErrorKind::PropertyNames { error } => found = of_error(schema, error),
        _ => {
            found.alone.insert(location);
        }
    }
    found.alone.extend(references);
    found
}

fn way(error: &ValidationError<'_>) -> String {
    error.evaluation_path().to_string()
}
