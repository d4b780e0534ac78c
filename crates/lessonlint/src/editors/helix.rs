//! `.helix/languages.toml`: what Helix gives yaml-language-server as its settings.

use toml_edit::{Document, Item, Value};

use super::block::Marks;
use super::paths::{from_root, patterns};
use super::{Fresh, Link, Refused, line_end};

const TABLE: [&str; 5] = ["language-server", "yaml-language-server", "config", "yaml", "schemas"];

pub(super) const MARKS: Marks =
    Marks { open: "# ", close: "", line_before: true, line_after: true, shell: "" };

/// Puts the links into their table: a new one at the end, or the one that is there, behind its header.
pub(super) fn install(text: &str, links: &[Link], fresh: Fresh) -> Result<String, Refused> {
    let document = Document::parse(text).map_err(|error| {
        Refused::unreadable(
            error.span().map_or(0, |span| span.start),
            format!("this is no TOML: {}", error.message()),
        )
    })?;
    let line_end = line_end(text);
    let entries = entries(links);
    let with_header = format!("[{}]\n{entries}", TABLE.join("."));
    let (at, body) = match header(&document, text) {
        Some(at) => (at, &entries),
        None => (text.len(), &with_header),
    };
    let (before, after) = text.split_at(at);
    let gap = if before.is_empty() { "" } else { line_end };
    let (begin, end) = (MARKS.begin(fresh), MARKS.end());
    let body = body.replace('\n', line_end);
    let installed = format!("{before}{gap}{begin}{line_end}{body}{end}{line_end}{after}");
    // An inline table, dotted keys, or one of our schemas by hand: TOML has a place for each thing once.
    match Document::parse(installed.as_str()) {
        Ok(_) => Ok(installed),
        Err(_) => {
            let taken = format!("`{}` is set already, in a form that cannot be added to", TABLE.join("."));
            Err(Refused::taken(taken, &with_header))
        }
    }
}

fn entries(links: &[Link]) -> String {
    let mut lines = String::new();
    for (link, files) in links.iter().zip(patterns(links)) {
        let files: Value = files.into_iter().collect();
        let schema = Value::from(from_root(&link.schema));
        lines.push_str(&format!("{} = {}\n", schema.to_string().trim(), files.to_string().trim()));
    }
    lines
}

/// Where the line of the table's own header ends.
fn header(document: &Document<&str>, text: &str) -> Option<usize> {
    let mut item: &Item = document.as_item();
    for key in TABLE {
        item = item.get(key)?;
    }
    let table = item.as_table().filter(|table| !table.is_implicit() && !table.is_dotted())?;
    let start = table.span()?.start;
    let line = text.get(start..)?.find('\n').map_or(text.len(), |length| start + length);
    Some(line - usize::from(text[..line].ends_with('\r')))
}
