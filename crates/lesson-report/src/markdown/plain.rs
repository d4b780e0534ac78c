//! Texts of others, as Markdown that says them and does nothing else.

use crate::visible;

/// Text within a line: every sign that could be markup is escaped, and a mention or a reference leads nowhere.
pub(super) fn inline(text: &str) -> String {
    let text = visible::name(&text.replace(['\r', '\n', '\t'], " "), true);
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            // Services link what follows these even where they are escaped.
            '@' | '#' => plain.extend(['\\', character, '\u{200b}']),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '!' | '|' | '~'
            | '&' | '$' | '+' | '=' => plain.extend(['\\', character]),
            _ => plain.push(character),
        }
    }
    // A line that begins so is a list or a heading.
    match plain.chars().next() {
        Some('-' | '.') => format!("\\{plain}"),
        Some('0'..='9') => format!("\u{200b}{plain}"),
        _ => plain,
    }
}

/// A message within a line: what it quotes between backticks is code, the rest is text.
pub(super) fn message(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return inline(text);
    }
    let quoted = |(index, part): (usize, &&str)| match (index % 2, part.is_empty()) {
        (1, false) => code(part),
        (1, true) => inline("``"),
        _ => inline(part),
    };
    parts.iter().enumerate().map(quoted).collect()
}

/// A path or a name as code, on one line.
pub(super) fn code(text: &str) -> String {
    let text = visible::name(&text.replace(['\r', '\n', '\t'], " "), true);
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Lines as a block of code.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat((longest_run(text) + 1).max(3));
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(inline("a *b* <b>c</b> | `d`"), r"a \*b\* \<b\>c\</b\> \| \`d\`");
        assert_eq!(inline("@team #12"), "\\@\u{200b}team \\#\u{200b}12");
        assert_eq!(inline("![x](http://a)\nb"), r"\!\[x\]\(http://a\) b");
        assert_eq!(inline("- a"), r"\- a");
        assert_eq!(inline("4. a"), "\u{200b}4. a");
    }

    #[test]
    fn what_a_message_quotes_is_code() {
        assert_eq!(message("there is no key `a*b`; <b>"), r"there is no key `a*b`; \<b\>");
        assert_eq!(message("one ` alone"), r"one \` alone");
        assert_eq!(message("`a` and ``"), r"`a` and \`\`");
    }

    #[test]
    fn code_is_never_left() {
        assert_eq!(code("a`b``c.yaml"), "```a`b``c.yaml```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(fenced("sh", "a ```` b"), "`````sh\na ```` b\n`````\n");
    }
}
