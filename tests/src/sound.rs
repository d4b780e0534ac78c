//! What holds of every tree, whatever the text it was read from.

use std::collections::HashSet;

use lesson_syntax::{Form, Kind, NodeId, Parsed, ProblemKind, Style, Tree};
use lesson_text::{Span, apply};

/// The longest text of which every character is looked up: each look-up decodes the text once more.
const LONGEST_MAPPED: usize = 2000;

/// Demands of a file that was read: every place inside the text on character bounds, values properly
/// nested, every character of a text mapped to the bytes it comes from, suggestions that can be applied.
///
/// # Panics
///
/// Where one of them does not hold.
pub fn sound(parsed: &Parsed) {
    let tree = &parsed.tree;
    let text = tree.source().text();
    let inside = |span: Span| text.get(span.range()).is_some();
    for id in tree.ids() {
        assert!(inside(tree.span(id)), "{:?} of {text:?}", tree.span(id));
    }
    for problem in &parsed.problems {
        let related = problem.related.iter().map(|&(span, _)| span);
        assert!(related.chain([problem.span]).all(inside), "{problem:?} of {text:?}");
        if let Some(suggestion) = &problem.suggestion {
            assert!(apply(text, &suggestion.edits).is_ok(), "{problem:?} of {text:?}");
        }
    }
    for &comment in tree.comments() {
        let mark = if tree.source().slice(comment).starts_with('#') { "#" } else { "<!--" };
        assert!(tree.source().slice(comment).starts_with(mark), "{comment:?} of {text:?}");
    }
    assert!(tree.comments().is_sorted(), "{:?} of {text:?}", tree.comments());
    nested(tree);
    // What was mended is not read as it stands.
    if parsed.problems.iter().all(|problem| problem.kind != ProblemKind::Syntax) {
        tree.ids().for_each(|id| mapped(tree, id));
    }
}

/// Values lie within what holds them, one after the other, keys before their values. What an alias
/// repeats stands further up; in a table, keys and ids stand at its head.
fn nested(tree: &Tree) {
    let text = tree.source().text();
    let mut seen: HashSet<NodeId> = tree.root().into_iter().collect();
    let mut open: Vec<NodeId> = tree.root().into_iter().collect();
    while let Some(parent) = open.pop() {
        let span = tree.span(parent);
        let entries = tree.entries(parent).flat_map(|(key, value)| [(key, true), (value, false)]);
        let children: Vec<(NodeId, bool)> =
            tree.items(parent).iter().map(|&item| (item, false)).chain(entries).collect();
        let mut done = span.start;
        for &(child, is_key) in &children {
            let own = tree.span(child);
            let repeated = !seen.insert(child) || (text.contains('*') && own.end <= done);
            let headed = tree.form() == Form::Markdown && (is_key || tree.style(parent) == Style::Prose);
            if repeated {
                continue;
            }
            if !headed {
                assert!(span.contains(own), "{own:?} outside {span:?} of {text:?}");
                assert!(own.start >= done, "{own:?} before byte {done} of {text:?}");
                done = own.end;
            }
            open.push(child);
        }
    }
}

/// Each character of a text leads to the bytes that it was written as.
fn mapped(tree: &Tree, id: NodeId) {
    let (decoded, whole) = (tree.text(id), tree.span(id));
    // What an alias repeats is written where the anchor is.
    let is_repeated = tree.origin(id).is_some_and(|origin| origin != id);
    if is_repeated
        || matches!(tree.kind(id), Kind::Mapping | Kind::Sequence | Kind::Malformed)
        || decoded.len() > LONGEST_MAPPED
    {
        return;
    }
    let source = tree.source();
    let context = || format!("{decoded:?} from {:?} in {:?}", source.slice(whole), source.text());
    let mut before = 0;
    for (at, character) in decoded.char_indices() {
        let span = tree.source_span(id, at..at + character.len_utf8());
        let bytes = source.text().get(span.range());
        let bytes = bytes.unwrap_or_else(|| panic!("{span:?} for {character:?} of {}", context()));
        assert!(span.start >= before, "{character:?} at {at} goes back in {}", context());
        assert!(span.start >= whole.start, "{character:?} at {at} stands before {}", context());
        assert!(
            stands_for(tree.style(id), bytes, character) || (is_name(tree, id) && span == whole),
            "{character:?} at {at} comes from {bytes:?} in {}",
            context()
        );
        before = span.start;
    }
}

/// A key that a Markdown layout implies: a name that stands for a label or heading as a whole.
fn is_name(tree: &Tree, id: NodeId) -> bool {
    tree.form() == Form::Markdown
        && tree.style(id) == Style::Prose
        && tree.source().slice(tree.span(id)) != tree.text(id)
}

/// Whether a character of decoded text may come from these bytes.
fn stands_for(style: Style, bytes: &str, character: char) -> bool {
    let mut buffer = [0; 4];
    if bytes == &*character.encode_utf8(&mut buffer) {
        return true;
    }
    let folded =
        |bytes: &str| bytes.contains(['\n', '\r']) && bytes.trim_matches([' ', '\t', '\n', '\r']).is_empty();
    let line_end = matches!(character, ' ' | '\n') && folded(bytes);
    match style {
        Style::Plain => line_end,
        // The last line's end, which the file's end may stand for.
        Style::Literal | Style::Folded => line_end || (bytes.is_empty() && character == '\n'),
        Style::SingleQuoted => line_end || (bytes == "''" && character == '\''),
        Style::DoubleQuoted => {
            line_end
                || bytes
                    .strip_prefix('\\')
                    .is_some_and(|escape| folded(escape) || is_escape(escape, character))
        }
        Style::Prose => line_end || (bytes == "\\|" && character == '|'),
        Style::Block | Style::Flow => false,
    }
}

/// Whether an escape of YAML, without its backslash, stands for a character.
fn is_escape(escape: &str, character: char) -> bool {
    const NAMED: &str =
        "0\0a\u{7}b\u{8}t\t\t\tn\nv\u{b}f\u{c}r\re\u{1b}  \"\"//\\\\N\u{85}_\u{a0}L\u{2028}P\u{2029}";
    let named: Vec<char> = NAMED.chars().collect();
    if named.chunks(2).any(|pair| escape.chars().eq([pair[0]]) && character == pair[1]) {
        return true;
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok();
    let code = match escape.split_once("\\u").filter(|_| escape.len() == 11) {
        Some((high, low)) => hex(&high[1..])
            .zip(hex(low))
            .map(|(high, low)| 0x1_0000 + ((high.wrapping_sub(0xd800)) << 10) + low.wrapping_sub(0xdc00)),
        None => escape.get(1..).filter(|_| escape.starts_with(['x', 'u', 'U'])).and_then(hex),
    };
    code.and_then(char::from_u32) == Some(character)
}
