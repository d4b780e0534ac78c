/// How many bytes lie between two marks of the character count.
const MARK_EVERY: usize = 1024;

/// The least byte that begins a character of four bytes, which is what UTF-16 writes as a pair.
const FIRST_OF_FOUR: u8 = 0xf0;

/// Where the lines of a text begin, and how many characters stand before any byte.
///
/// A line ends at `\n`, `\r\n` or a lone `\r`, as YAML and the editors count. Characters are counted
/// from marks, so that a column costs the same on a line of 20 bytes and on one of 20 megabytes.
#[derive(Debug)]
pub(crate) struct LineIndex {
    /// The offset of each line's first byte; the first is 0.
    starts: Vec<u32>,
    /// `marks[k]` is the number of characters that begin before byte `k * MARK_EVERY`.
    marks: Vec<u32>,
    /// The offsets of characters that take two units in UTF-16.
    pairs: Vec<u32>,
}

impl LineIndex {
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut marks = Vec::with_capacity(bytes.len() / MARK_EVERY + 1);
        let mut pairs = Vec::new();
        let mut characters = 0;
        for (offset, &byte) in bytes.iter().enumerate() {
            if offset.is_multiple_of(MARK_EVERY) {
                marks.push(characters);
            }
            characters += u32::from(begins_character(byte));
            if byte >= FIRST_OF_FOUR {
                pairs.push(u32::try_from(offset).unwrap_or(u32::MAX));
            }
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(offset + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(u32::try_from(offset + 1).unwrap_or(u32::MAX));
            }
        }
        if bytes.len().is_multiple_of(MARK_EVERY) {
            marks.push(characters);
        }
        Self { starts, marks, pairs }
    }

    /// The line, from 0, that holds `offset`.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }

    /// The offset at which a line, from 0, begins; `None` past the last one.
    pub(crate) fn start(&self, line: usize) -> Option<usize> {
        self.starts.get(line).map(|&start| start as usize)
    }

    /// How many characters begin before `offset`.
    pub(crate) fn characters_before(&self, text: &str, offset: usize) -> usize {
        let mark = (offset / MARK_EVERY).min(self.marks.len().saturating_sub(1));
        let counted = self.marks.get(mark).copied().unwrap_or(0) as usize;
        let rest = text.as_bytes().get(mark * MARK_EVERY..offset).unwrap_or_default();
        counted + rest.iter().filter(|&&byte| begins_character(byte)).count()
    }

    /// How many characters that take two units in UTF-16 begin before `offset`.
    pub(crate) fn pairs_before(&self, offset: usize) -> usize {
        self.pairs.partition_point(|&pair| (pair as usize) < offset)
    }

    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }
}

fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}
