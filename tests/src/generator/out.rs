use super::random::Random;

/// A text that is being written, in its own line ends.
#[derive(Debug)]
pub(super) struct Out {
    pub(super) text: String,
    line_end: &'static str,
    /// In how many of a hundred lines blanks stand before the line's end.
    trailing: usize,
    /// Whether tabs are among them.
    pub(super) tabs: bool,
}

impl Out {
    /// An empty text, perhaps after a byte order mark.
    pub(super) fn new(random: &mut Random) -> Self {
        let line_end = random.pick(&["\n", "\n", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r"]);
        let mark = if random.chance(15) { "\u{feff}" } else { "" };
        Self { text: mark.to_owned(), line_end, trailing: random.pick(&[0, 0, 0, 10]), tabs: true }
    }

    pub(super) fn at(&self) -> usize {
        self.text.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        debug_assert!(!text.contains(['\n', '\r']), "a line end of its own in {text:?}");
        self.text.push_str(text);
    }

    pub(super) fn spaces(&mut self, count: usize) {
        self.text.push_str(&" ".repeat(count));
    }

    /// Ends the line exactly here.
    pub(super) fn end_line(&mut self) {
        self.text.push_str(self.line_end);
    }

    /// Ends the line, where blanks before its end mean nothing. An empty line gets none: YAML allows no
    /// tab where it wants an indent.
    pub(super) fn end_line_loosely(&mut self, random: &mut Random) {
        if !self.at_line_start() && random.chance(self.trailing) {
            let blanks = random.pick(&[" ", "  ", "\t", " \t "]);
            self.text.push_str(if self.tabs { blanks } else { " " });
        }
        self.end_line();
    }

    pub(super) fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text == "\u{feff}" || self.text.ends_with(['\n', '\r'])
    }

    /// Whether nothing or an empty line stands right before.
    pub(super) fn after_blank_line(&self) -> bool {
        let before = self.text.strip_suffix(self.line_end).unwrap_or(&self.text);
        before.trim_matches([' ', '\t', '\u{feff}']).is_empty()
            || before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r'])
    }

    /// The text, with or without a last line end, or with some more.
    pub(super) fn finish(mut self, random: &mut Random) -> String {
        match random.within(0..=9) {
            0 => self.text.truncate(self.text.trim_end_matches(['\n', '\r']).len()),
            1 => (0..3).for_each(|_| self.end_line()),
            _ => {}
        }
        self.text
    }
}
