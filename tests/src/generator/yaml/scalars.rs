//! Texts of YAML in every style, and what stands where nothing does.

use super::node::{Map, Node};
use super::printer::{Place, Printer};
use crate::generator::fault::Fault;

/// How a text may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Plain,
    Single,
    Double,
    Literal,
    Folded,
}

impl Printer<'_> {
    /// Some of a lesson's texts under anchors, to be used again by their aliases.
    pub(super) fn shared_texts(&mut self, map: &Map) -> Node {
        let mut texts = Vec::new();
        collect(&Node::Map(map.clone()), &mut texts);
        self.random.shuffle(&mut texts);
        texts.truncate(3);
        for text in &texts {
            self.anchors += 1;
            self.shared.insert(text.clone(), (format!("shared-{}", self.anchors), false));
        }
        Node::List(texts.into_iter().map(Node::Text).collect())
    }

    /// Writes a key, and gives its place.
    pub(super) fn key(&mut self, key: &str, quoted: bool) -> usize {
        let at = self.out.at();
        let quoted = quoted || !is_plain(key, true) || !self.simple && self.random.chance(3);
        match quoted {
            false => self.out.push(key),
            true if self.random.chance(50) && !key.contains('\n') => self.single(key, None),
            true => self.double(key, None),
        }
        at
    }

    /// An anchor or none, with a blank after it.
    pub(super) fn anchor(&mut self) {
        if self.random.chance(4) {
            self.anchors += 1;
            self.out.push(&format!("&a{} ", self.anchors));
        }
    }

    /// The anchor and the tag of a text, if it has any.
    fn properties(&mut self, text: &str) {
        match self.shared.get_mut(text).filter(|(_, written)| !written) {
            Some((name, written)) => {
                self.out.push(&format!("&{name} "));
                *written = true;
            }
            None => self.anchor(),
        }
        if self.random.chance(4) {
            let tag = self.random.pick(&["!!str ", "! ", "!<tag:yaml.org,2002:str> ", "!!str  "]);
            self.out.push(tag);
        }
    }

    /// Writes an alias, where the text has an anchor already.
    fn alias(&mut self, text: &str) -> Option<Place> {
        let (name, written) = self.shared.get(text)?;
        if !written || self.random.chance(20) {
            return None;
        }
        let at = self.out.at();
        self.out.push(&format!("*{name}"));
        Some(Place { at, written: true })
    }

    /// A text after a colon or dash; in a block style only where it may get a line end.
    pub(super) fn block_text(&mut self, text: &str, indent: usize, open: bool) -> Place {
        self.gap();
        if let Some(place) = if open { self.alias(text) } else { None } {
            self.end();
            return place;
        }
        self.properties(text);
        let style = self.style(text, !open, false);
        if !matches!(style, Style::Literal | Style::Folded) && self.random.chance(8) {
            self.end();
            let blanks = self.deeper(indent);
            self.out.spaces(blanks);
        }
        let at = self.out.at();
        let wrapped = self.random.chance(40).then_some(indent);
        match style {
            Style::Plain => self.plain(text, wrapped),
            Style::Single => self.single(text, wrapped.or(text.contains('\n').then_some(indent))),
            Style::Double => self.double(text, wrapped),
            Style::Literal => self.literal(text, indent),
            Style::Folded => self.folded(text, indent),
        }
        if !matches!(style, Style::Literal | Style::Folded) {
            self.end();
        }
        Place { at, written: true }
    }

    pub(super) fn flow_text(&mut self, text: &str, indent: usize, open: bool) -> Place {
        if let Some(place) = if open { self.alias(text) } else { None } {
            return place;
        }
        self.properties(text);
        let at = self.out.at();
        let wrapped = self.random.chance(20).then_some(indent);
        match self.style(text, true, true) {
            Style::Plain => self.plain(text, wrapped),
            Style::Single => self.single(text, wrapped.or(text.contains('\n').then_some(indent))),
            _ => self.double(text, wrapped),
        }
        Place { at, written: true }
    }

    fn style(&mut self, text: &str, inline: bool, flow: bool) -> Style {
        let mut styles = vec![Style::Single, Style::Double];
        if is_plain(text, flow) {
            styles.extend([Style::Plain; 4]);
        }
        if !inline && !text.trim().is_empty() {
            styles.extend([Style::Literal, Style::Folded, Style::Folded]);
        }
        self.random.pick(&styles)
    }

    fn deeper(&mut self, indent: usize) -> usize {
        indent + self.random.within(1..=4)
    }

    /// Breaks the line inside a text that folds.
    fn fold(&mut self, indent: usize) {
        self.out.end_line_loosely(self.random);
        let blanks = self.deeper(indent);
        self.out.spaces(blanks);
    }

    fn plain(&mut self, text: &str, wrapped: Option<usize>) {
        for (index, word) in text.split(' ').enumerate() {
            match wrapped.filter(|_| index > 0 && !word.starts_with('#') && self.random.chance(20)) {
                Some(indent) => self.fold(indent),
                None => self.out.push(if index > 0 { " " } else { "" }),
            }
            self.out.push(word);
        }
    }

    /// A text in single quotes; over several lines where an indent is given.
    fn single(&mut self, text: &str, wrapped: Option<usize>) {
        self.out.push("'");
        self.quoted(text, wrapped, false);
        self.out.push("'");
    }

    fn double(&mut self, text: &str, wrapped: Option<usize>) {
        self.out.push("\"");
        let breaks = wrapped.filter(|_| self.random.chance(70));
        if text.contains('\n') && breaks.is_none() {
            for (index, line) in text.split('\n').enumerate() {
                self.out.push(if index > 0 { "\\n" } else { "" });
                self.quoted(line, wrapped, true);
            }
        } else {
            self.quoted(text, breaks, true);
        }
        self.out.push("\"");
    }

    /// The words and lines of a text in quotes.
    fn quoted(&mut self, text: &str, wrapped: Option<usize>, double: bool) {
        for (number, line) in text.split('\n').enumerate() {
            if let (true, Some(indent)) = (number > 0, wrapped) {
                // A line end of the text is an empty line; of a run of them, the last takes one more.
                self.out.end_line();
                if !line.is_empty() {
                    self.fold(indent);
                }
            }
            let folds = wrapped.filter(|_| !line.contains("  "));
            for (index, part) in line.split(' ').enumerate() {
                match folds.filter(|_| index > 0 && !part.is_empty() && self.random.chance(15)) {
                    Some(indent) if double && self.random.chance(20) => {
                        // The line end is escaped, and so the blank before it stays.
                        self.out.push(" \\");
                        self.out.end_line();
                        let blanks = self.deeper(indent);
                        self.out.spaces(blanks);
                    }
                    Some(indent) => self.fold(indent),
                    None => self.out.push(if index > 0 { " " } else { "" }),
                }
                if double {
                    self.escaped(part);
                } else {
                    self.out.push(&part.replace('\'', "''"));
                }
            }
        }
    }

    /// Characters as they are or as escapes, of which double quotes have many.
    fn escaped(&mut self, word: &str) {
        for character in word.chars() {
            let code = u32::from(character);
            let escape = match character {
                '"' => "\\\"".to_owned(),
                '\\' => "\\\\".to_owned(),
                '\t' => "\\t".to_owned(),
                '\u{a0}' if self.random.chance(50) => "\\_".to_owned(),
                '/' if self.random.chance(20) => "\\/".to_owned(),
                _ if !self.random.chance(3) => character.to_string(),
                _ if code < 0x100 => format!("\\x{code:02x}"),
                _ if code < 0x1_0000 => format!("\\u{code:04X}"),
                _ => format!("\\U{code:08x}"),
            };
            self.out.push(&escape);
        }
    }

    fn literal(&mut self, text: &str, indent: usize) {
        let content = self.header("|", indent);
        self.head(content);
        for line in text.split('\n') {
            self.content(line, content);
        }
        self.tail(content);
    }

    fn folded(&mut self, text: &str, indent: usize) {
        let content = self.header(">", indent);
        self.head(content);
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.content("", content);
            }
            if !line.is_empty() {
                self.folded_line(line, content);
            }
        }
        self.tail(content);
    }

    fn folded_line(&mut self, line: &str, content: usize) {
        let mut row = String::new();
        for word in line.split(' ') {
            if !row.is_empty() && !word.is_empty() && !row.ends_with(' ') && self.random.chance(20) {
                self.content(&std::mem::take(&mut row), content);
            } else if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
        self.content(&row, content);
    }

    /// The line that begins a block scalar; gives the indent of its content.
    fn header(&mut self, mark: &str, indent: usize) -> usize {
        let step = self.random.within(1..=4);
        let number = if self.random.chance(15) { step.to_string() } else { String::new() };
        let chomp = self.random.pick(&["", "", "-", "+"]);
        self.out.push(mark);
        if self.random.chance(50) {
            self.out.push(&format!("{number}{chomp}"));
        } else {
            self.out.push(&format!("{chomp}{number}"));
        }
        self.end();
        indent + step
    }

    fn content(&mut self, line: &str, indent: usize) {
        let blanks = if line.is_empty() { self.random.within(0..=indent) } else { indent };
        self.out.spaces(blanks);
        self.out.push(line);
        self.out.end_line();
    }

    /// An empty line before a text, which is no part of what it says.
    fn head(&mut self, content: usize) {
        if self.random.chance(4) {
            self.content("", content);
        }
    }

    fn tail(&mut self, content: usize) {
        if self.random.chance(10) {
            self.content("", content);
        }
    }

    /// What stands where nothing does, after a colon in a block.
    pub(super) fn hole(&mut self, fault: Fault, indent: usize) -> Place {
        if fault == Fault::Blank && self.random.chance(30) {
            self.gap();
            let at = self.out.at();
            self.header("|", indent);
            self.tail(0);
            return Place { at, written: true };
        }
        self.gap();
        let place = self.flow_hole(fault);
        self.end();
        place
    }

    pub(super) fn flow_hole(&mut self, fault: Fault) -> Place {
        let blanks = ["\"\"", "''", "\"  \"", "'   '", "\"\\t\"", "\"\\n\"", "\"\\u00a0\"", "!!str ''"];
        let text = match fault {
            Fault::Null(text) | Fault::Brackets(text) => text,
            _ => self.random.pick(&blanks),
        };
        let (tag, value) = match text.split_once(' ') {
            Some((tag, value)) if tag.starts_with('!') => (format!("{tag} "), value),
            None if text.starts_with('!') => (text.to_owned(), ""),
            _ => (String::new(), text),
        };
        self.out.push(&tag);
        let at = self.out.at();
        self.out.push(value);
        Place { at, written: !value.is_empty() }
    }
}

/// Whether a text may stand without quotes and is a text then.
fn is_plain(text: &str, flow: bool) -> bool {
    let first = text.chars().next();
    let begins = first.is_some_and(|first| {
        first.is_alphabetic() || matches!(first, '«' | '“' | '„' | '(' | '$' | '<' | '/')
    });
    let words = ["true", "false", "null", "yes", "no"];
    begins
        && !words.contains(&text.to_lowercase().as_str())
        && text.trim() == text
        && !text.contains(" #")
        && !text.contains(": ")
        && !text.ends_with(':')
        && !text.contains(['\n', '\t'])
        && !(flow && text.contains([',', '[', ']', '{', '}', ':', '?']))
}

fn collect(node: &Node, texts: &mut Vec<String>) {
    match node {
        Node::Text(text) => texts.push(text.clone()),
        Node::List(items) => items.iter().for_each(|item| collect(item, texts)),
        Node::Map(map) => map.entries.iter().for_each(|entry| collect(&entry.value, texts)),
        Node::Id(_) | Node::Bare(_) | Node::Hole(_) => {}
    }
}
