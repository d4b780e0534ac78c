use data_encoding::BASE64;

/// What the page may do, for a browser to hold it to: show its own style and run its own script, each known by its
/// hash, and nothing else. Nothing is loaded; the one image is the empty icon that keeps a browser from asking for one.
pub(super) fn policy(style: &str, script: &str) -> String {
    let (style, script) = (hash(style), hash(script));
    format!(
        "default-src 'none'; style-src {style}; script-src {script}; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&hmac_sha256::Hash::hash(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_text_is_known_by_its_hash() {
        // The example of the specification of Content Security Policy, level 3.
        let known = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert_eq!(super::hash("alert('Hello, world.');"), known);
    }
}
