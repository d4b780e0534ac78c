use std::path::{Component, Path, PathBuf};

use jsonschema::{Draft, Uri, uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_json::json;

/// What stays as it is in the path of an address.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');

/// Where a schema is to be found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// A file.
    File(PathBuf),
    /// What stands under a name: one of our own schemas, a version of JSON Schema, or what is mapped to a file.
    Url(String),
}

impl Address {
    /// Reads what a file says of its schema: a path from the file's folder, or a URL.
    #[must_use]
    pub fn of_reference(reference: &str, folder: &Path) -> Self {
        match reference.split_once(':') {
            Some(("file", _)) => {
                path_of(reference).map_or_else(|| Self::Url(reference.to_owned()), Self::File)
            }
            // A single letter is a drive.
            Some((scheme, _)) if is_scheme(scheme) => Self::Url(reference.trim_end_matches('#').to_owned()),
            _ => {
                let decoded = percent_decode_str(reference).decode_utf8_lossy();
                let path = reference.split('#').next().unwrap_or_default();
                let path = if reference.contains('%') {
                    decoded.split('#').next().unwrap_or_default()
                } else {
                    path
                };
                Self::File(plain(&folder.join(path)))
            }
        }
    }

    /// A file's address.
    #[must_use]
    pub fn of_path(path: &Path, folder: &Path) -> Self {
        Self::File(plain(&folder.join(path)))
    }

    /// The address as a URL.
    pub(super) fn url(&self) -> String {
        match self {
            Self::File(path) => url_of(path),
            Self::Url(url) => url.clone(),
        }
    }
}

fn is_scheme(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

/// The URL of a file.
pub(super) fn url_of(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let root = if text.starts_with('/') { "" } else { "/" };
    format!("file://{root}{}", utf8_percent_encode(&text, PATH))
}

/// The file of a URL, fragments aside; `None` for a URL of another kind.
pub(super) fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("file:")?;
    let rest = rest.strip_prefix("//localhost").or_else(|| rest.strip_prefix("//")).unwrap_or(rest);
    let rest = rest.split(['#', '?']).next().unwrap_or_default();
    let path = percent_decode_str(rest).decode_utf8().ok()?;
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    let path = if is_drive { path.get(1..).unwrap_or_default() } else { &path };
    Some(plain(Path::new(path)))
}

/// A path without steps up and down.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                if !plain.pop() {
                    plain.push("..");
                }
            }
            other => plain.push(other),
        }
    }
    plain
}

/// Where a file lies beside another one, when their names do: `file` lies where `name` says.
pub(super) fn beside(name: &str, file: &Path, wanted: &str) -> Option<PathBuf> {
    let (name, wanted) = (uri::from_str(name).ok()?, uri::from_str(wanted).ok()?);
    if name.scheme() != wanted.scheme()
        || name.authority().map(|a| a.as_str()) != wanted.authority().map(|a| a.as_str())
    {
        return None;
    }
    let from: Vec<&str> = name.path().as_str().split('/').collect();
    let to: Vec<&str> = wanted.path().as_str().split('/').collect();
    let common = from.iter().take(from.len() - 1).zip(&to).take_while(|(one, other)| one == other).count();
    let mut folder = file.parent()?.to_owned();
    for _ in common..from.len() - 1 {
        folder = folder.parent()?.to_owned();
    }
    for step in to.get(common..)? {
        folder.push(percent_decode_str(step).decode_utf8().ok()?.as_ref());
    }
    Some(plain(&folder))
}

/// Resolves a reference against a base; `None` where it is none.
pub(super) fn resolve(base: &str, reference: &str) -> Option<String> {
    let base: Uri<String> = uri::from_str(base).ok()?;
    Some(uri::resolve_against(&base.borrow(), reference).ok()?.as_str().to_owned())
}

/// Whether a URL names a version of JSON Schema that is known here.
pub(super) fn is_known_draft(url: &str) -> bool {
    Draft::default().detect(&json!({ "$schema": url })) != Draft::Unknown
}

/// A URL without its fragment.
pub(super) fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_names_is_a_path_or_a_url() {
        let folder = Path::new("/home/é/a b");
        let file = |path: &str| Address::File(PathBuf::from(path));
        assert_eq!(Address::of_reference("../x.json", folder), file("/home/é/x.json"));
        assert_eq!(Address::of_reference("./x%20y.json", folder), file("/home/é/a b/x y.json"));
        assert_eq!(Address::of_reference("file:///x.json", folder), file("/x.json"));
        let url = "https://example.com/x.json";
        assert_eq!(Address::of_reference(url, folder), Address::Url(url.to_owned()));
        let path = folder.join("100%.json");
        assert_eq!(path_of(&url_of(&path)), Some(path));
    }

    #[test]
    fn names_beside_one_another_are_files_beside_one_another() {
        let at = |wanted: &str| {
            let file = Path::new("/s/a/main.json");
            beside("https://example.com/v1/a/main.json", file, wanted)
                .map(|path| path.to_string_lossy().into_owned())
        };
        assert_eq!(at("https://example.com/v1/a/x%20y.json").as_deref(), Some("/s/a/x y.json"));
        assert_eq!(at("https://example.com/v1/b/x.json").as_deref(), Some("/s/b/x.json"));
        assert_eq!(at("https://example.com/v2/x.json").as_deref(), Some("/v2/x.json"));
        assert_eq!(at("https://other.example/v1/a/x.json"), None);
        assert_eq!(at("http://example.com/v1/a/x.json"), None);
    }

    #[test]
    fn the_versions_of_json_schema_are_known() {
        for url in ["http://json-schema.org/draft-04/schema#", "https://json-schema.org/draft/2020-12/schema"]
        {
            assert!(is_known_draft(url), "{url}");
        }
        assert!(!is_known_draft("https://example.com/schema"));
    }
}
