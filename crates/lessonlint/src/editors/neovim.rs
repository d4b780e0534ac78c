//! `.nvim.lua`: what Neovim reads in a project with `exrc` set.

use serde_json::Value as Json;

use super::block::Marks;
use super::paths::pattern;
use super::{Fresh, Link, line_end};

pub(super) const MARKS: Marks =
    Marks { open: "-- ", close: "", line_before: false, line_after: true, shell: "" };

/// Puts the links at the beginning: a script may end with `return`, behind which nothing may stand.
pub(super) fn install(text: &str, links: &[Link], fresh: Fresh) -> String {
    let (begin, end) = (MARKS.begin(fresh), MARKS.end());
    let mut schemas = String::new();
    for link in links {
        let files: Vec<String> = link.files.iter().map(|file| quoted(&pattern(file))).collect();
        schemas.push_str(&format!("    [{}] = {{ {} }},\n", quoted(&link.schema), files.join(", ")));
    }
    let lua = include_str!("neovim.lua").replace("    -- schemas\n", &schemas);
    format!("{begin}\n{lua}{end}\n").replace('\n', line_end(text)) + text
}

/// As a string of Lua, which escapes as JSON does but for code points.
fn quoted(text: &str) -> String {
    let json = Json::from(text).to_string();
    json.replace("\\u00", "\\x").replace("\\/", "/")
}
