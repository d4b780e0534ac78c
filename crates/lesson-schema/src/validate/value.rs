use lesson_syntax::{Kind, NodeId, Tree};
use serde_json::{Map, Number, Value};

use crate::places::{Merges, entries};

/// The plain value of a document; nothing where it holds none.
#[must_use]
pub fn to_value(tree: &Tree) -> Value {
    tree.root().map_or(Value::Null, |root| value_of(tree, root))
}

/// The plain value of one place.
pub(super) fn value_of(tree: &Tree, node: NodeId) -> Value {
    let text = tree.text(node);
    match tree.kind(node) {
        Kind::Null | Kind::Malformed => Value::Null,
        Kind::Bool => Value::Bool(text.eq_ignore_ascii_case("true")),
        Kind::Int | Kind::Float => Value::Number(number(tree, node)),
        Kind::String => Value::String(text.to_owned()),
        Kind::Sequence => tree.items(node).iter().map(|&item| value_of(tree, item)).collect(),
        Kind::Mapping => {
            let entries = entries(tree, node, Merges::On);
            let entries =
                entries.into_iter().map(|(key, value)| (tree.text(key).to_owned(), value_of(tree, value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

/// A number as serde_json reads it, where it is written as in JSON; YAML has further ways.
fn number(tree: &Tree, node: NodeId) -> Number {
    let text = tree.text(node);
    let as_json = || serde_json::from_str::<Number>(text).ok();
    // Past 64 bits, and of another base or with a sign.
    let as_whole = || tree.integer(node).map(Number::from);
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let radix = match unsigned.get(..2) {
        Some("0x") => 16,
        Some("0o") => 8,
        _ => 10,
    };
    let as_other = || match radix {
        10 => text.parse::<i64>().ok().map(Number::from).or_else(|| Number::from_f64(text.parse().ok()?)),
        // Digits of another base, too many for 64 bits.
        _ => unsigned.get(2..).and_then(|digits| {
            let add = |sum: f64, digit: char| {
                sum * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or(0))
            };
            Number::from_f64(digits.chars().fold(0.0, add))
        }),
    };
    as_json().or_else(as_whole).or_else(as_other).unwrap_or_else(|| {
        // JSON has neither infinities nor "not a number"; the largest number stands for them.
        let largest = if text.starts_with('-') { f64::MIN } else { f64::MAX };
        Number::from_f64(largest).unwrap_or_else(|| Number::from(0))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use lesson_syntax::Limits;
    use lesson_syntax::data::{Notation, documents};
    use lesson_text::SourceFile;
    use serde_json::json;

    use super::*;

    fn yaml(text: &str) -> Value {
        let source = Arc::new(SourceFile::new("x.yaml", text));
        to_value(&documents(&source, Notation::Yaml, Limits::default())[0].tree)
    }

    #[test]
    fn numbers_of_yaml_are_numbers_of_json() {
        let read = yaml(
            "[1, -1, +1, 012, 0x1F, 0o17, 1., .5, 1e3, 18446744073709551615, 18446744073709551616, -0.0, ~]",
        );
        assert_eq!(
            read,
            json!([1, -1, 1, 12, 31, 15, 1.0, 0.5, 1000.0, u64::MAX, 18446744073709551616.0, -0.0, null])
        );
        assert_eq!(yaml("[.inf, -.inf, .nan]"), json!([f64::MAX, f64::MIN, f64::MAX]));
    }

    #[test]
    fn what_a_mapping_takes_over_from_others_is_its_own() {
        let text =
            "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2, <<: *a}\nc: {z: 3, <<: [*b, *a]}\nd: {\"<<\": *a}\n";
        assert_eq!(yaml(text)["c"], json!({"z": 3, "y": 2, "x": 1}));
        assert_eq!(yaml(text)["d"], json!({"<<": {"x": 1, "y": 1}}), "in quotes it is a key like others");
    }
}
