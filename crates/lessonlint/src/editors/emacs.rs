//! `.dir-locals.el`: what Eglot gives yaml-language-server as its settings.

use serde_json::Value as Json;

use super::block::Marks;
use super::paths::{from_root, patterns};
use super::{Fresh, Link, Refused, line_end};

const VARIABLE: &str = "eglot-workspace-configuration";

pub(super) const MARKS: Marks =
    Marks { open: ";; ", close: "", line_before: true, line_after: true, shell: "()" };

/// Puts the links into the list that the file is, behind its parenthesis.
pub(super) fn install(text: &str, links: &[Link], fresh: Fresh) -> Result<String, Refused> {
    let line_end = line_end(text);
    let entry = entry(links);
    let Some((start, close)) = list(text)? else {
        let gap = if text.is_empty() { "" } else { line_end };
        let (fresh, last) = if fresh == Fresh::No { (Fresh::Shell, "") } else { (fresh, line_end) };
        return install(&format!("{text}{gap}{}{last}", MARKS.shell), links, fresh);
    };
    if text[start..close].contains(VARIABLE) {
        return Err(Refused::taken(format!("`{VARIABLE}` is set already"), &entry));
    }
    let (begin, end) = (MARKS.begin(fresh), MARKS.end());
    let (before, after) = text.split_at(start + 1);
    let body = entry.replace('\n', line_end);
    Ok(format!("{before}{line_end}{begin}{line_end}{body}{line_end}{end}{line_end}{after}"))
}

/// What is put in. The names of schemas are keywords of Lisp, for their characters are plain.
fn entry(links: &[Link]) -> String {
    let mut lines = format!(" (nil . (({VARIABLE}\n          . (:yaml (:schemas (");
    for (index, (link, files)) in links.iter().zip(patterns(links)).enumerate() {
        // Lisp escapes quotes and backslashes as JSON does, and takes every other character as it is.
        let files: Vec<String> = files.into_iter().map(|file| Json::from(file).to_string()).collect();
        let indent = if index == 0 { String::new() } else { format!("\n{}", " ".repeat(30)) };
        lines.push_str(&format!("{indent}:{} [{}]", from_root(&link.schema), files.join(" ")));
    }
    lines + "))))))"
}

/// From the parenthesis of the first list to the one that closes it; none where there is no list.
fn list(text: &str) -> Result<Option<(usize, usize)>, Refused> {
    let mut open: Vec<usize> = Vec::new();
    let mut first = None;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let begins = text[..at].ends_with([' ', '\t', '\n', '\r', '(', '[', '\'']);
        match letter {
            ';' => drop(letters.by_ref().find(|(_, letter)| *letter == '\n')),
            // A character, as in `?(`.
            '?' if begins => {
                let is_escaped = letters.next().is_some_and(|(_, letter)| letter == '\\');
                if is_escaped {
                    letters.next();
                }
            }
            '\\' => drop(letters.next()),
            '"' => string(&mut letters).then_some(()).ok_or_else(|| unclosed(at, "string"))?,
            '(' | '[' => open.push(at),
            ')' | ']' => match open.pop() {
                Some(start) if open.is_empty() => first = first.or(Some((start, at))),
                Some(_) => {}
                None => return Err(Refused::unreadable(at, "nothing is open that this closes")),
            },
            letter if !letter.is_whitespace() && open.is_empty() => {
                return Err(Refused::unreadable(at, "this is no list, which a .dir-locals.el is"));
            }
            _ => {}
        }
    }
    match open.first() {
        Some(at) => Err(unclosed(*at, "list")),
        None => Ok(first),
    }
}

fn string(letters: &mut std::str::CharIndices<'_>) -> bool {
    while let Some((_, letter)) = letters.next() {
        match letter {
            '"' => return true,
            '\\' => drop(letters.next()),
            _ => {}
        }
    }
    false
}

fn unclosed(at: usize, what: &str) -> Refused {
    Refused::unreadable(at, format!("the {what} that begins here is not closed"))
}
