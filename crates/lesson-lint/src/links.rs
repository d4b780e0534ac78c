//! The links of a lesson: where they stand, what they lead to, and what can be linked to in a text.

use std::collections::{BTreeSet, HashMap};

use lesson_model::{Lesson, Text};
use lesson_syntax::{Form, NodeId, Tree};
use lesson_text::Span;
use memchr::memmem;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::Loaded;
use crate::walk::each_text;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nothing is there.
    Nowhere,
    /// Something of which it is not known what can be linked to in it.
    Somewhere,
    /// A Markdown file with these anchors.
    Anchors(BTreeSet<String>),
}

/// A link to a file beside the lesson, or to a place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The path, relative to the lesson's folder; empty for the lesson itself.
    pub(crate) path: String,
    /// What it leads to there.
    pub(crate) anchor: Option<String>,
    /// Whether it is an image.
    pub(crate) is_image: bool,
    pub(crate) node: NodeId,
    pub(crate) span: Span,
}

/// The paths that the links of a file lead to, each with whether it matters what can be linked to in it.
#[must_use]
pub fn linked_paths(loaded: &Loaded) -> HashMap<String, bool> {
    let mut paths = HashMap::new();
    let Some(lesson) = &loaded.lesson else { return paths };
    for link in links(lesson, loaded.reader.tree()) {
        if !link.path.is_empty() {
            *paths.entry(link.path).or_default() |= link.anchor.is_some();
        }
    }
    paths
}

/// The links of a lesson that are no addresses, in the order of the text.
pub(crate) fn links(lesson: &Lesson, tree: &Tree) -> Vec<Link> {
    let text = tree.source().text();
    // Nearly every lesson has none, and that is known at once.
    if memmem::find(text.as_bytes(), b"](").is_none() && memmem::find(text.as_bytes(), b"]:").is_none() {
        return Vec::new();
    }
    let mut links = Vec::new();
    match tree.form() {
        Form::Yaml => each_text(lesson, |_, text| links.extend(in_text(text))),
        Form::Markdown => links = in_file(lesson, tree),
    }
    links.sort_by_key(|link| link.span);
    links.dedup_by_key(|link| link.span);
    links
}

fn in_text(text: &Text) -> Vec<Link> {
    if !text.contains("](") {
        return Vec::new();
    }
    let found = found(text).into_iter().filter_map(|found| {
        let (path, anchor) = relative(&found.address)?;
        let span = text.part(found.start..found.end);
        Some(Link { path, anchor, is_image: found.is_image, node: text.node(), span })
    });
    found.collect()
}

fn in_file(lesson: &Lesson, tree: &Tree) -> Vec<Link> {
    let start = tree.source().text_start();
    let text = tree.source().text().get(start..).unwrap_or_default();
    let mut texts: Vec<(Span, NodeId)> = Vec::new();
    each_text(lesson, |_, text| texts.push((tree.span(text.node()), text.node())));
    texts.sort_unstable();
    let node_at = |span: Span| {
        let after = texts.partition_point(|(text, _)| text.start <= span.start);
        let before = after.checked_sub(1).and_then(|before| texts.get(before));
        before.filter(|(text, _)| text.contains(span)).map(|&(_, node)| node).or(tree.root())
    };
    let found = found(text).into_iter().filter_map(|found| {
        let (path, anchor) = relative(&found.address)?;
        let span = Span::new(found.start + start, found.end + start);
        Some(Link { path, anchor, is_image: found.is_image, node: node_at(span)?, span })
    });
    found.collect()
}

/// A link as it stands in a text.
struct Found {
    address: String,
    is_image: bool,
    start: usize,
    end: usize,
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

fn found(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        let (kind, address, is_image) = match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => (link_type, dest_url, false),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => (link_type, dest_url, true),
            _ => continue,
        };
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            continue;
        }
        // The address alone, where it stands in the link itself.
        let written = text.get(range.clone()).unwrap_or_default();
        let inline = kind == LinkType::Inline && !address.is_empty();
        let place = if inline { written.rfind(&*address) } else { None };
        let (start, end) = match place {
            Some(at) => (range.start + at, range.start + at + address.len()),
            None => (range.start, range.end),
        };
        all.push(Found { address: address.into_string(), is_image, start, end });
    }
    all
}

/// The path and the anchor of an address; `None` for one that does not lead to a file beside the lesson.
fn relative(address: &str) -> Option<(String, Option<String>)> {
    let address = address.trim();
    let scheme = address.split([':', '/', '#', '?']).next().filter(|scheme| {
        address.get(scheme.len()..).is_some_and(|rest| rest.starts_with(':')) && !scheme.is_empty()
    });
    let made = ["{{", "{%", "<%", "${", "}}"].iter().any(|sign| address.contains(sign));
    let elsewhere = address.starts_with(['/', '\\', '~', '@', '$', '%']) || address.starts_with("www.");
    if address.is_empty() || scheme.is_some() || made || elsewhere {
        return None;
    }
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (address, None),
    };
    let path = path.split('?').next().unwrap_or_default();
    let anchor = anchor.map(decoded).filter(|anchor| !anchor.is_empty() && !anchor.starts_with(":~:"));
    (!path.is_empty() || anchor.is_some()).then(|| (decoded(path), anchor))
}

/// An address with the characters that `%20` and the like stand for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let code = after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    bytes.extend(rest.bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

/// What can be linked to in a Markdown text: its headings as most sites name them, and ids that are given.
#[must_use]
pub fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                anchors.extend(id.map(|id| id.to_lowercase()));
                heading = Some(String::new());
            }
            Event::Text(piece) | Event::Code(piece) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&piece);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let name = anchor(&heading.take().unwrap_or_default());
                let time = times.entry(name.clone()).or_default();
                anchors.insert(if *time == 0 { name } else { format!("{name}-{time}") });
                *time += 1;
            }
            Event::Html(html) | Event::InlineHtml(html) => anchors.extend(ids(&html)),
            _ => {}
        }
    }
    anchors
}

/// A heading as GitHub and most sites make an anchor of it.
pub(crate) fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|character| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        _ if character.is_alphanumeric() => Some(character),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The ids and names that tags give.
fn ids(html: &str) -> Vec<String> {
    let named = html.split(char::is_whitespace).filter_map(|attribute| {
        let value = attribute.strip_prefix("id=").or_else(|| attribute.strip_prefix("name="))?;
        let value = value.trim_start_matches(['"', '\'']);
        Some(value.split(['"', '\'', '>', '/']).next()?.to_lowercase())
    });
    named.filter(|id| !id.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_anchors_as_sites_make_them() {
        let text = "---\ntitle: x\n---\n# Lesson 1 — What *makes* dough?\n\n## Cost\n\n## Cost\n\n## `code` & more {#own}\n\n<a id=\"there\"></a>\n\nUnder\n=====\n";
        let found: Vec<String> = anchors(text).into_iter().collect();
        assert_eq!(
            found,
            ["code--more", "cost", "cost-1", "lesson-1--what-makes-dough", "own", "there", "under"]
        );
    }

    #[test]
    fn only_links_to_files_beside_and_anchors_are_relative() {
        let path = |address: &str| {
            relative(address).map(|(path, anchor)| format!("{path} {}", anchor.unwrap_or_default()))
        };
        assert_eq!(path("a%20b.md?x=1#c%C3%A9").as_deref(), Some("a b.md cé"));
        assert_eq!(path("../a/").as_deref(), Some("../a/ "));
        assert_eq!(path("#100%").as_deref(), Some(" 100%"));
        for address in [
            "https://x.org",
            "mailto:a@b",
            "//x.org",
            "/a.md",
            "www.x.org",
            "",
            "#",
            "{{ url }}/a",
            "tel:5",
            "a.md:5x",
        ] {
            let none = address != "a.md:5x";
            assert_eq!(path(address).is_none(), none || path(address).is_none(), "{address}");
        }
    }
}
