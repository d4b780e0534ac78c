//! Paths as schemas, lessons and settings name them.

use xxhash_rust::xxh3::xxh3_64;

use super::{Link, SCHEMA_FOLDER};

/// How long a part of a schema's path may be; file systems end at 255 bytes.
const LONGEST: usize = 180;

/// Where the schema bound to a lesson lies, from the root.
///
/// Its characters are those that every editor takes literally, in settings and in comments: yaml-language-server knows
/// a relative path by its ASCII letters, digits, `.`, `-` and `_`. Any other byte is written as `_` and two digits.
pub(crate) fn schema_name(lesson: &str) -> String {
    let parts: Vec<String> = lesson.split('/').map(plain).collect();
    format!("{SCHEMA_FOLDER}/{}.schema.json", parts.join("/"))
}

fn plain(part: &str) -> String {
    let mut plain = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'_' => plain.push_str("__"),
            b'.' | b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => plain.push(char::from(byte)),
            other => plain.push_str(&format!("_{other:02x}")),
        }
    }
    if plain.len() > LONGEST {
        plain.truncate(LONGEST);
        plain.push_str(&format!("_{:016x}", xxh3_64(part.as_bytes())));
    }
    plain
}

/// The way to a file at the root from another one, both given from the root.
pub(crate) fn from_folder(file: &str, target: &str) -> String {
    let up = file.matches('/').count();
    if up == 0 { from_root(target) } else { "../".repeat(up) + target }
}

/// A path from the root as settings name it: Zed takes one for relative by its beginning.
pub(super) fn from_root(path: &str) -> String {
    format!("./{path}")
}

/// For each link, the patterns by which yaml-language-server finds its files.
///
/// A pattern holds for any file whose path ends with it, so that of `a.yaml` leaves out `b/a.yaml` where that has a
/// schema of its own: both together would ask it for the regimes of both.
pub(super) fn patterns(links: &[Link]) -> Vec<Vec<String>> {
    let all: Vec<&str> = links.iter().flat_map(|link| &link.files).map(String::as_str).collect();
    let of_link = |link: &Link| {
        let own = link.files.iter().map(|file| pattern(file));
        let below = |file: &str| {
            link.files
                .iter()
                .any(|own| file.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('/')))
        };
        let others = all.iter().filter(|file| !link.files.iter().any(|own| own == *file) && below(file));
        own.chain(others.map(|file| format!("!{}", pattern(file)))).collect()
    };
    links.iter().map(of_link).collect()
}

/// A file as a pattern. It is held against the file's address, in which each editor encodes other characters.
pub(super) fn pattern(file: &str) -> String {
    let mut pattern = String::with_capacity(file.len());
    for letter in file.chars() {
        if letter.is_ascii_alphanumeric() || "/._~-".contains(letter) {
            pattern.push(letter);
            continue;
        }
        let encoded: String = letter.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
        let mut ways = vec![encoded.to_lowercase()];
        // An address holds neither as it is.
        if !matches!(letter, '#' | '?') {
            ways.push(if letter.is_ascii() { format!("\\{letter}") } else { letter.to_string() });
        }
        if ways[0] != encoded {
            ways.push(encoded);
        }
        pattern.push_str(&format!("@({})", ways.join("|")));
    }
    pattern
}
