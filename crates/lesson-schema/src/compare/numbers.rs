//! Numbers compared by what they are: a whole one beyond what a float holds keeps its last digit.

use std::cmp::Ordering;

use serde_json::{Number, Value};

/// Up to here a float holds every whole number.
pub(super) const EXACT: f64 = 9_007_199_254_740_992.0;

/// How two numbers compare; `None` where that cannot be told.
pub(super) fn order(left: &Number, right: &Number) -> Option<Ordering> {
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        (Some(left), None) => beside_float(left, right.as_f64()?),
        (None, Some(right)) => beside_float(right, left.as_f64()?).map(Ordering::reverse),
        (None, None) => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}

fn beside_float(whole: i128, float: f64) -> Option<Ordering> {
    let floor = float.floor();
    if !floor.is_finite() {
        return None;
    }
    // A float beyond all whole numbers of JSON becomes the greatest one, which is still beyond them.
    #[allow(clippy::cast_possible_truncation)]
    let order = whole.cmp(&(floor as i128));
    Some(if order == Ordering::Equal && float > floor { Ordering::Less } else { order })
}

/// The number as a whole one, if it is.
pub(super) fn whole(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)).or_else(|| {
        let float = number.as_f64()?;
        #[allow(clippy::cast_possible_truncation)]
        (float.fract() == 0.0 && float.abs() <= EXACT).then_some(float as i128)
    })
}

/// Whether every multiple of `left` is one of `right`; `None` where that cannot be told.
pub(super) fn is_multiple(left: &Number, right: &Number) -> Option<bool> {
    if order(left, right) == Some(Ordering::Equal) {
        return Some(true);
    }
    match (whole(left), whole(right)) {
        (Some(left), Some(right)) if right != 0 => Some(left % right == 0),
        (Some(0), None) => Some(true),
        _ => {
            // A part of two is the same in decimals and in a float; others are not, and validators differ on them.
            let exact = |number: &Number| {
                number.as_f64().filter(|float| (float * 1024.0).fract() == 0.0 && float.abs() < 1e9)
            };
            let (left, right) = (exact(left)?, exact(right)?);
            (right != 0.0).then(|| left % right == 0.0)
        }
    }
}

/// Whether two values are the same to JSON Schema: `1` is `1.0`.
pub(super) fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => order(left, right) == Some(Ordering::Equal),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| right.get(key).is_some_and(|other| same(value, other)))
        }
        (left, right) => left == right,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn number(value: Value) -> Number {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn great_numbers_keep_their_last_digit() {
        let great = number(json!(9_007_199_254_740_993_u64));
        assert_eq!(order(&great, &number(json!(9_007_199_254_740_992_u64))), Some(Ordering::Greater));
        assert_eq!(order(&great, &number(json!(9_007_199_254_740_992.0))), Some(Ordering::Greater));
        assert_eq!(order(&great, &number(json!(1e300))), Some(Ordering::Less));
        assert_eq!(order(&number(json!(-1)), &number(json!(-1.5))), Some(Ordering::Greater));
        assert_eq!(order(&number(json!(1)), &number(json!(1.0))), Some(Ordering::Equal));
        assert_eq!(order(&number(json!(1.5)), &number(json!(1))), Some(Ordering::Greater));
    }

    #[test]
    fn a_multiple_is_told_where_floats_are_exact() {
        assert_eq!(is_multiple(&number(json!(6)), &number(json!(3))), Some(true));
        assert_eq!(is_multiple(&number(json!(6)), &number(json!(4))), Some(false));
        assert_eq!(is_multiple(&number(json!(0.5)), &number(json!(0.5))), Some(true));
        assert_eq!(is_multiple(&number(json!(1.5)), &number(json!(0.5))), Some(true));
        assert_eq!(is_multiple(&number(json!(0.25)), &number(json!(0.5))), Some(false));
        assert_eq!(is_multiple(&number(json!(0)), &number(json!(0.1))), Some(true));
        assert_eq!(is_multiple(&number(json!(0.3)), &number(json!(0.1))), None);
    }

    #[test]
    fn values_are_the_same_whatever_the_spelling() {
        assert!(same(&json!({ "a": [1, 2.0], "b": null }), &json!({ "b": null, "a": [1.0, 2] })));
        assert!(!same(&json!(1), &json!(true)));
        assert!(!same(&json!([1]), &json!([1, 1])));
    }
}
