//! What a scalar is, by the core schema of YAML 1.2.

use granit_parser::Tag;

use crate::Kind;

/// What a plain text without a tag is.
pub(super) fn plain_kind(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Kind::Bool,
        // Most texts are prose, which the first character tells.
        _ if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) => Kind::String,
        _ if is_int(text) => Kind::Int,
        _ if is_float(text) => Kind::Float,
        _ => Kind::String,
    }
}

/// What a scalar is; a tag counts where the text fits it.
pub(super) fn kind(text: &str, plain: bool, tag: Option<&Tag>) -> Kind {
    let untagged = if plain { plain_kind(text) } else { Kind::String };
    let Some(tag) = tag else { return untagged };
    let written = plain_kind(text);
    match tag.core_suffix() {
        Some("str") => Kind::String,
        Some("null") if written == Kind::Null => Kind::Null,
        Some("bool") if written == Kind::Bool => Kind::Bool,
        Some("int") if written == Kind::Int => Kind::Int,
        Some("float") if matches!(written, Kind::Int | Kind::Float) => Kind::Float,
        // The tag `!` alone says: not to be resolved.
        None if tag.handle().is_empty() && tag.suffix() == "!" => Kind::String,
        None if tag.original() == "!" => Kind::String,
        _ => untagged,
    }
}

fn is_int(text: &str) -> bool {
    if let Some(digits) = text.strip_prefix("0o") {
        return all(digits, |byte| matches!(byte, b'0'..=b'7'));
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return all(digits, |byte| byte.is_ascii_hexdigit());
    }
    all(text.strip_prefix(['-', '+']).unwrap_or(text), |byte| byte.is_ascii_digit())
}

fn is_float(text: &str) -> bool {
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return true;
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return true;
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        all(exponent.strip_prefix(['-', '+']).unwrap_or(exponent), |byte| byte.is_ascii_digit())
    });
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => all(mantissa, |byte| byte.is_ascii_digit()),
    };
    mantissa_fits && exponent_fits
}

fn all(text: &str, test: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(test)
}

#[cfg(test)]
mod tests {
    use super::plain_kind;
    use crate::Kind;

    #[test]
    fn plain_texts_resolve_by_the_core_schema() {
        let cases = [
            (Kind::Null, &["", "~", "null", "Null"][..]),
            (Kind::Bool, &["true", "FALSE"]),
            (Kind::Int, &["0", "-12", "+3", "0o17", "0xBEEF", "012"]),
            (Kind::Float, &["1.", ".5", "-1.5e3", "1e3", ".inf", "-.INF", ".nan", "+12.3"]),
            (
                Kind::String,
                &["yes", "No", "nULL", "0o9", "0x", "1.2.3", ".", "-", "1_000", "e3", "2026-01-01", "+.nan"],
            ),
        ];
        for (kind, texts) in cases {
            for text in texts {
                assert_eq!(plain_kind(text), kind, "{text}");
            }
        }
    }
}
