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
}

impl Marks {
    /// The first mark; it says what taking out the rest means, to whoever reads it and to `cut`.
    pub(super) fn begin(&self, fresh: Fresh) -> String {
        let does = match fresh {
            Fresh::No => "takes this out",
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
        let is_blank = rest.trim_start_matches('\u{feff}').trim().is_empty();
        Ok(match first {
            _ if !is_blank => Rest::File(rest),
            first if first.contains("and its folder") => Rest::Nothing { folder: true },
            first if first.contains("deletes this file") => Rest::Nothing { folder: false },
            _ => Rest::File(rest),
        })
    }
}

fn without_line_end(text: &str) -> &str {
    text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text))
}
