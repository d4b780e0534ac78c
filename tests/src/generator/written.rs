use std::collections::HashMap;

use super::fault::{Fault, Slot, Spot};

/// A lesson in one of its forms.
#[derive(Debug)]
pub struct Written {
    /// A file name that tells the form.
    pub name: &'static str,
    /// The text.
    pub text: String,
    /// Where the laws' slots stand.
    pub spots: HashMap<Slot, Spot>,
    /// Whether it holds what only YAML and front matter hold.
    pub front: bool,
    /// Whether its layout can hold the fault that was to be planted.
    pub holds: bool,
}

/// The finding that a planted fault must give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its code.
    pub code: &'static str,
    /// The byte of its place.
    pub byte: usize,
    /// The line of its place, from 1.
    pub line: usize,
    /// The column of its place, from 1.
    pub column: usize,
}

impl Written {
    /// The finding that is due for the fault planted in a slot.
    #[must_use]
    pub fn due(&self, slot: Slot, fault: Fault) -> Due {
        let spot = self.spots[&slot];
        let byte = match fault {
            Fault::Deleted => spot.owner,
            Fault::ShortRow => spot.row,
            // YAML has no place for what has no bytes; its key has one.
            _ if !spot.written && self.is_yaml() => spot.key,
            _ => spot.value,
        };
        let code = if fault == Fault::ShortRow { "E008" } else { slot.law() };
        let (line, column) = self.position(byte);
        Due { code, byte, line, column }
    }

    /// Whether it is YAML.
    #[must_use]
    pub fn is_yaml(&self) -> bool {
        self.name.ends_with(".yaml")
    }

    /// Line and column of a byte, counted anew: by any line end, in characters, without a byte order mark.
    #[must_use]
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let before =
            self.text[..byte].trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (line, column)
    }
}
