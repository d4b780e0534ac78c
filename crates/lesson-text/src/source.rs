use std::sync::OnceLock;

use crate::Span;
use crate::line_index::LineIndex;

/// The byte order mark as a character; it stands before the first column and is no part of it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// One file's text, owned once and shared by all that point into it.
#[derive(Debug, Default)]
pub struct SourceFile {
    path: String,
    text: String,
    lines: OnceLock<Box<LineIndex>>,
}

/// A place in a file as people and other tools count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode code points; a byte order mark is not counted.
    pub column: usize,
    /// The byte, from 0, in the file as it lies on disk.
    pub byte: usize,
}

/// What other tools count columns in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Bytes of UTF-8.
    Bytes,
    /// Units of UTF-16: a character outside of the basic plane counts as two.
    Utf16,
}

/// Why bytes are no UTF-8 text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The first byte that cannot be read.
    pub offset: usize,
    /// What the bytes probably are.
    pub likely: Encoding,
}

/// What bytes that are no UTF-8 look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16, with its byte order mark or with zeros in every second byte.
    Utf16,
    /// A ZIP archive: a word processor's `.docx` or `.odt`.
    WordProcessor,
    /// Text in a one-byte encoding of the Windows-1252 and Latin-1 family.
    Windows1252,
    /// No text at all.
    Binary,
}

impl SourceFile {
    /// A file's text under the path by which people know it.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Reads bytes as UTF-8, a byte order mark kept.
    ///
    /// # Errors
    ///
    /// Bytes that are no UTF-8, or that are UTF-16 or a word processor's file by their first bytes.
    /// The file returned beside the reason holds the text up to the bad byte, so that a place in it
    /// can be shown.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, (Self, NotUtf8)> {
        let path = path.into();
        if let Some(likely) = recognise(&bytes) {
            return Err((Self::new(path, ""), NotUtf8 { offset: 0, likely }));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let likely = guess(error.as_bytes());
                let readable = String::from_utf8_lossy(&error.as_bytes()[..offset]).into_owned();
                Err((Self::new(path, readable), NotUtf8 { offset, likely }))
            }
        }
    }

    /// The path, relative to the root, with `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, a byte order mark included, so that offsets are those of the file on disk.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset at which the text begins: 3 after a byte order mark, else 0.
    #[must_use]
    pub fn text_start(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
    }

    /// The text of a span; empty where the span does not lie in the text on character bounds.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte; an offset past the end counts as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let lines = self.lines();
        let line = lines.line(offset);
        let start = self.line_start(line);
        let before = lines.characters_before(&self.text, offset.max(start));
        let column = before - lines.characters_before(&self.text, start) + 1;
        Position { line: line + 1, column, byte: offset }
    }

    /// The column of a byte, from 1, as tools count it that do not count code points; a byte order mark is
    /// not counted. An offset past the end counts as the end.
    #[must_use]
    pub fn column(&self, offset: usize, unit: ColumnUnit) -> usize {
        let Position { line, column, byte } = self.position(offset);
        let start = self.line_start(line - 1);
        let byte = byte.max(start);
        match unit {
            ColumnUnit::Bytes => byte - start + 1,
            ColumnUnit::Utf16 => column + self.lines().pairs_before(byte) - self.lines().pairs_before(start),
        }
    }

    /// The bytes of a line, counted from 1, without its end; `None` where there is no such line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Option<Span> {
        let index = line.checked_sub(1)?;
        let lines = self.lines();
        lines.start(index)?;
        let start = self.line_start(index);
        let end = lines.start(index + 1).unwrap_or(self.text.len());
        let text = self.text.get(start..end)?;
        Some(Span::new(start, start + text.trim_end_matches(['\r', '\n']).len()))
    }

    /// How many lines there are; a last line end begins one more, empty line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines().len()
    }

    /// The file's own line end: that of its first line, `\n` where there is none.
    #[must_use]
    pub fn line_end(&self) -> &'static str {
        match self.text.find(['\r', '\n']).map(|at| &self.text.as_bytes()[at..]) {
            Some([b'\r', b'\n', ..]) => "\r\n",
            Some([b'\r', ..]) => "\r",
            _ => "\n",
        }
    }

    fn line_start(&self, index: usize) -> usize {
        let start = self.lines().start(index).unwrap_or(self.text.len());
        if index == 0 { self.text_start() } else { start }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| Box::new(LineIndex::new(&self.text)))
    }
}

/// What the first bytes alone tell, also of bytes that happen to be valid UTF-8.
fn recognise(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(Encoding::Utf16),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(Encoding::WordProcessor),
        _ if zeros_in_every_second_byte(bytes) => Some(Encoding::Utf16),
        _ => None,
    }
}

fn zeros_in_every_second_byte(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|&&byte| byte == 0).count();
    let half = head.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    half >= 4 && even.max(odd) * 10 >= half * 8 && even.min(odd) * 10 <= half
}

fn guess(bytes: &[u8]) -> Encoding {
    let control = |byte: &&u8| **byte < 32 && !b"\t\n\r\x0c".contains(byte);
    let controls = bytes.iter().filter(control).count();
    if controls * 50 > bytes.len() { Encoding::Binary } else { Encoding::Windows1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let position = SourceFile::new("lesson.yaml", text).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn lines_end_at_every_kind_of_line_end() {
        let text = "a\nb\r\nc\rd";
        assert_eq!(at(text, 0), (1, 1));
        assert_eq!(at(text, 2), (2, 1));
        assert_eq!(at(text, 5), (3, 1));
        assert_eq!(at(text, 7), (4, 1));
        let source = SourceFile::new("x", text);
        let lines: Vec<_> = (1..=4).filter_map(|line| source.line_span(line)).collect();
        assert_eq!(lines.iter().map(|&line| source.slice(line)).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
        assert_eq!(source.line_span(5), None);
        assert_eq!(source.line_span(0), None);
    }

    #[test]
    fn columns_are_counted_as_other_tools_count() {
        let source = SourceFile::new("x", "\u{feff}é😀é\n😀x");
        let column = |words, unit| source.column(source.text().find(words).unwrap_or_default(), unit);
        assert_eq!(source.column(3, ColumnUnit::Utf16), 1);
        assert_eq!(column("😀", ColumnUnit::Utf16), 2);
        assert_eq!(column("é\n", ColumnUnit::Utf16), 4);
        assert_eq!(column("x", ColumnUnit::Utf16), 3);
        assert_eq!(column("é\n", ColumnUnit::Bytes), 7);
        assert_eq!(column("x", ColumnUnit::Bytes), 5);
        assert_eq!(source.column(usize::MAX, ColumnUnit::Utf16), 4);
    }

    #[test]
    fn columns_are_code_points_and_leave_out_the_byte_order_mark() {
        assert_eq!(at("é日𝄞x", 9), (1, 4));
        assert_eq!(at("\u{feff}ab", 4), (1, 2));
        assert_eq!(at("\u{feff}ab", 0), (1, 1));
        assert_eq!(at("ab", 99), (1, 3));
    }

    #[test]
    fn columns_on_a_long_line_agree_with_counting() {
        let text = "日x".repeat(2000);
        let source = SourceFile::new("x", text.clone());
        for (column, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(source.position(offset).column, column + 1);
        }
        assert_eq!(source.position(text.len()).column, 4001);
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        let likely = |bytes: &[u8]| SourceFile::from_bytes("x", bytes.to_vec()).map_err(|error| error.1);
        assert_eq!(likely(b"\xff\xfea\0").unwrap_err().likely, Encoding::Utf16);
        assert_eq!(likely(b"t\0i\0t\0l\0e\0:\0").unwrap_err().likely, Encoding::Utf16);
        assert_eq!(likely(b"PK\x03\x04rest").unwrap_err().likely, Encoding::WordProcessor);
        let error = likely(b"caf\xe9 au lait").unwrap_err();
        assert_eq!(error, NotUtf8 { offset: 3, likely: Encoding::Windows1252 });
        assert_eq!(likely(b"\x01\x02\x03\xff\x00\x05").unwrap_err().likely, Encoding::Binary);
        assert!(likely("\u{feff}title: é".as_bytes()).is_ok());
    }

    #[test]
    fn the_line_end_is_the_first_ones() {
        assert_eq!(SourceFile::new("x", "a\r\nb\n").line_end(), "\r\n");
        assert_eq!(SourceFile::new("x", "a\rb").line_end(), "\r");
        assert_eq!(SourceFile::new("x", "a").line_end(), "\n");
    }
}
