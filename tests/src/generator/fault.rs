/// A place that a law watches over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A regime on a dimension.
    Cell {
        /// The dimension's index.
        dimension: usize,
        /// The regime's index.
        regime: usize,
    },
    /// Where an analogy breaks.
    Break {
        /// The regime's index.
        regime: usize,
        /// The analogy's index.
        analogy: usize,
    },
    /// Why a line is not said.
    Why {
        /// The line's index.
        line: usize,
    },
}

/// In which way a law's slot is left without its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its key, or its label with the text, is not there.
    Deleted,
    /// Nothing but blanks: a text of none in YAML, an empty cell, a label without a text.
    Blank,
    /// What YAML reads as null.
    Null(&'static str),
    /// A list in brackets: `[fill in]`, which is one to YAML, or `[]`.
    Brackets(&'static str),
    /// A text that says nothing.
    Says(&'static str),
    /// A table's row that ends before its cell.
    ShortRow,
}

/// Where a law's slot stands, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Where its key, label or column's header begins, without marks of emphasis.
    pub key: usize,
    /// Where its value begins, or would begin.
    pub value: usize,
    /// Whether there are bytes at that place that make the value.
    pub written: bool,
    /// Where the smallest thing begins that should hold it.
    pub owner: usize,
    /// Where its row begins, if it stands in a table.
    pub row: usize,
}

impl Slot {
    /// The law that watches over it.
    #[must_use]
    pub fn law(self) -> &'static str {
        match self {
            Self::Cell { .. } => "R001",
            Self::Break { .. } => "A001",
            Self::Why { .. } => "S001",
        }
    }
}

/// Texts that say nothing, wherever a law asks for something.
const NOTHING: &[&str] = &[
    "-",
    "–",
    "—",
    "…",
    "...",
    "???",
    "?",
    ".",
    "/",
    "--",
    "_",
    "«»",
    "TBD",
    "tbd",
    "Tbd.",
    "TBA",
    "tba.",
    "TBC",
    "Tbc",
    "TODO",
    "Todo",
    "todo.",
    "FIXME",
    "fixme",
    "XXX",
    "xxx",
    "N/A",
    "n/a",
    "N/A.",
    "not applicable",
    "Not applicable.",
    "NOT APPLICABLE",
    "lorem ipsum",
    "Lorem ipsum dolor sit amet",
    "[fill in]",
    "[TBD]",
    "<insert>",
    "<fill in>",
    "TODO: ask legal",
    "TBD - when known",
    "TODO — ask",
    "TBD (ask)",
    "\"TBD\"",
    "**TBD**",
    "`todo`",
    "*—*",
];
/// Texts that only deny, which is nothing where a break or a why is due.
const DENIALS: &[&str] = &[
    "none",
    "None.",
    "Nothing",
    "nowhere",
    "It doesn't",
    "It doesn’t.",
    "it does not",
    "No reason",
    "no reason.",
];
/// What YAML reads as null, beside an absent value.
const NULLS: &[&str] = &["", "~", "null", "Null", "NULL", "!!null", "!!null ~"];
/// Lists that YAML reads where text was meant.
const BRACKETS: &[&str] = &["[fill in]", "[ fill in ]", "[TBD]", "[]", "[ ]", "[~]"];

impl Fault {
    /// Every fault that YAML can hold in a slot.
    #[must_use]
    pub fn in_yaml(slot: Slot) -> Vec<Self> {
        let mut faults = vec![Self::Deleted, Self::Blank];
        faults.extend(NULLS.iter().map(|null| Self::Null(null)));
        faults.extend(BRACKETS.iter().map(|list| Self::Brackets(list)));
        faults.extend(Self::texts(slot));
        faults
    }

    /// Every fault that Markdown and pasted text can hold in a slot: a column is no row's own, so only
    /// a break can be left out with its label, and only a cell by a short row.
    #[must_use]
    pub fn in_markdown(slot: Slot) -> Vec<Self> {
        let own = if matches!(slot, Slot::Break { .. }) { Self::Deleted } else { Self::ShortRow };
        let mut faults = vec![own, own, Self::Blank, Self::Blank, Self::Blank];
        faults.extend(Self::texts(slot));
        faults
    }

    /// Every fault that all forms can hold alike.
    #[must_use]
    pub fn in_every_form(slot: Slot) -> Vec<Self> {
        let mut faults = vec![Self::Blank];
        faults.extend(matches!(slot, Slot::Break { .. }).then_some(Self::Deleted));
        faults.extend(Self::texts(slot));
        faults
    }

    fn texts(slot: Slot) -> impl Iterator<Item = Self> {
        let denials = if matches!(slot, Slot::Cell { .. }) { &[][..] } else { DENIALS };
        NOTHING.iter().chain(denials).map(|text| Self::Says(text))
    }
}

/// A fault with the slot in which it is planted.
pub type Planted = Option<(Slot, Fault)>;
