//! What is put into a settings file, between two marks.

use super::{Fresh, Refused, Rest};

const BEGIN: &str = "lessonlint:begin";
const END: &str = "lessonlint:end";

/// How a format writes the marks, and which line ends around them came with them.
pub(super) struct Marks {
    /// What begins a comment.
    pub(super) open: &'static str,
    /// What ends it before the line does.
    pub(super) close: &'static str,
    /// Whether the line end before the first mark, where there is one, was put there.
    pub(super) line_before: bool,
    /// Whether the line end behind the last one was.
    pub(super) line_after: bool,
    /// What a file holds in which nothing is said; empty where that is an empty file.
    pub(super) shell: &'static str,
}

impl Marks {
    /// The first mark; it says what taking out the rest means, to whoever reads it and to `cut`.
    pub(super) fn begin(&self, fresh: Fresh) -> String {
        let does = match fresh {
            Fresh::No => "takes this out",
            Fresh::Shell => "takes this out, and what encloses it",
            Fresh::File => "deletes this file",
            Fresh::Folder => "deletes this file and its folder",
        };
        format!("{}{BEGIN} (`lessonlint schema remove` {does}){}", self.open, self.close)
    }

    /// The last mark.
    pub(super) fn end(&self) -> String {
        format!("{}{END}{}", self.open, self.close)
    }

    /// The text without the marks and what stands between them.
    pub(super) fn cut(&self, text: &str) -> Result<Rest, Refused> {
        let Some(begin) = text.find(&format!("{}{BEGIN}", self.open)) else { return Ok(Rest::Untouched) };
        let last = self.end();
        let Some(end) = text[begin..].find(&last).map(|at| begin + at + last.len()) else {
            let message = format!("nothing ends what begins here with `{BEGIN}`");
            return Err(Refused {
                at: Some(begin),
                message,
                help: format!("write `{last}` behind it, or delete it by hand"),
            });
        };
        let first = text[begin..].lines().next().unwrap_or_default();
        let mut before = text[..begin].trim_end_matches([' ', '\t']);
        let mut after = &text[end..];
        if self.line_before {
            before = without_line_end(before);
        }
        if self.line_after {
            after = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n')).unwrap_or(after);
            // What was written around it since then must not run together.
            let meets = !before.is_empty() && !before.ends_with(['\n', '(', '\u{feff}']);
            if meets && !after.is_empty() && !after.starts_with(['\r', '\n']) {
                after = &text[end..];
            }
        }
        let rest = format!("{before}{after}");
        Ok(match first {
            first if first.contains("encloses it") => Rest::File(self.without_shell(rest)),
            first if first.contains("deletes this file") && self.is_hollow(&rest) => {
                Rest::Nothing { folder: first.contains("and its folder") }
            }
            _ => Rest::File(rest),
        })
    }

    /// Whether nothing is said in a text.
    fn is_hollow(&self, text: &str) -> bool {
        let said =
            |text: &str| text.replace(|letter: char| letter.is_whitespace() || letter == '\u{feff}', "");
        let text = said(text);
        text.is_empty() || text == said(self.shell)
    }

    /// A text without the shell that was written behind it, where that is still hollow.
    fn without_shell(&self, text: String) -> String {
        let with = |line_end| text.strip_suffix(self.shell.replace('\n', line_end).as_str());
        match with("\n").or_else(|| with("\r\n")) {
            Some(before) => without_line_end(before).to_owned(),
            None => text,
        }
    }
}

fn without_line_end(text: &str) -> &str {
    text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text))
}
