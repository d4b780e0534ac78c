/// How things are drawn for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextOptions {
    /// Whether colours are used.
    pub color: bool,
    /// Whether lines and marks are drawn with more than ASCII.
    pub unicode: bool,
    /// How many columns there are.
    pub width: usize,
    /// Whether findings that are silenced are shown, too, each with what silences it.
    pub show_suppressed: bool,
    /// How much of the report is drawn.
    pub extent: Extent,
}

/// How much of a report is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Every finding, and the figures at the end.
    #[default]
    Whole,
    /// Every finding, and nothing where there is none.
    Findings,
    /// How many findings there are by rule and by file, instead of each.
    Statistics,
}

/// Below this nothing readable can be drawn: a narrower terminal wraps.
const NARROWEST: usize = 40;

impl Default for TextOptions {
    fn default() -> Self {
        Self { color: false, unicode: true, width: 100, show_suppressed: false, extent: Extent::Whole }
    }
}

impl TextOptions {
    pub(crate) fn columns(self) -> usize {
        self.width.max(NARROWEST)
    }

    pub(crate) fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }
}
