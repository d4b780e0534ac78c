use std::io::{self, Write};

use serde_json::ser::{Formatter, PrettyFormatter};

use crate::obeyed::is_obeyed;

/// JSON in which what a terminal would obey is written as an escape: the same value to any reader, and
/// harmless where it is shown.
#[derive(Debug)]
pub(crate) struct Escaped<F>(F);

impl Escaped<PrettyFormatter<'static>> {
    /// Indented by two spaces.
    pub(crate) fn new() -> Self {
        Self(PrettyFormatter::new())
    }
}

impl<F: Formatter> Escaped<F> {
    /// Laid out in another way.
    pub(crate) fn within(layout: F) -> Self {
        Self(layout)
    }
}

impl<F: Formatter> Formatter for Escaped<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_obeyed) {
            let (plain, from) = rest.split_at(at);
            writer.write_all(plain.as_bytes())?;
            let Some(character) = from.chars().next() else { break };
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = from.get(character.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_as_it_was() {
        let text = "a\u{1b}[31m\u{7f}\u{9b}\u{202e}\u{2028}é\"\n日";
        let mut written = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut written, super::Escaped::new());
        [text].serialize(&mut serializer).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert_eq!(written, "[\n  \"a\\u001b[31m\\u007f\\u009b\\u202e\\u2028é\\\"\\n日\"\n]");
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).unwrap(), [text]);
    }
}
