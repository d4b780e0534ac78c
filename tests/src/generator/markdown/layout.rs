use crate::generator::random::Random;

/// How headings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Headings {
    Bare,
    Bold,
    Hashes,
    /// Lines of `=` and `-` below the first two levels.
    Underlined,
}

/// How labels are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelsAs {
    /// The mark around the label, and whether its colon stands inside of it.
    Marked(&'static str, bool),
    /// With a dash for the colon.
    Dashed(&'static str),
    /// As an item of a list.
    Items,
    /// On a line of their own, above the text.
    OwnLine,
    /// As headings.
    Headings,
}

/// Where blank lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spacing {
    Nowhere,
    AroundHeadings,
    BetweenParagraphs,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tables {
    /// With bars around each row.
    Outer,
    /// With bars before each row, not after it.
    Leading,
    /// With bars between cells alone.
    Inner,
    Tabs,
}

/// A layout, alike through a whole lesson but for a slip of the hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) headings: Headings,
    pub(super) labels: LabelsAs,
    pub(super) spacing: Spacing,
    pub(super) tables: Tables,
    /// Whether a line of dashes stands below a table's header.
    pub(super) ruled: bool,
    /// Whether cells are padded.
    pub(super) padded: bool,
    /// Whether long lines are broken.
    pub(super) wrapped: bool,
    /// Whether a heading stands over all regimes.
    pub(super) grouped: bool,
    /// Whether a mapping's heading is of its regime's level.
    pub(super) flat: bool,
    /// Whether a regime's analogies share one section.
    pub(super) one_section: bool,
    /// Whether what holds in an analogy has a label.
    pub(super) holds_labelled: bool,
    /// Whether a break stands inside its mapping's paragraph.
    pub(super) break_inside: bool,
    /// What stands before the first line of a paragraph.
    pub(super) indent: &'static str,
    /// Whether empty lines part the rows of a table.
    pub(super) spread: bool,
    /// Whether a line parts the sections.
    pub(super) parted: bool,
    /// Whether regimes stand in the rows of the comparison.
    pub(super) transposed: bool,
}

const INLINE: &[LabelsAs] = &[
    LabelsAs::Marked("", true),
    LabelsAs::Marked("", true),
    LabelsAs::Marked("**", true),
    LabelsAs::Marked("**", true),
    LabelsAs::Marked("**", false),
    LabelsAs::Marked("_", true),
    LabelsAs::Marked("*", false),
    LabelsAs::Marked("__", true),
    LabelsAs::Dashed("**"),
    LabelsAs::Dashed(""),
    LabelsAs::Items,
    LabelsAs::OwnLine,
];

impl Layout {
    /// A lesson written as Markdown.
    pub(super) fn markdown(random: &mut Random) -> Self {
        let headings = random.pick(&[
            Headings::Hashes,
            Headings::Hashes,
            Headings::Hashes,
            Headings::Underlined,
            Headings::Bold,
            Headings::Bare,
        ]);
        let marked = matches!(headings, Headings::Hashes | Headings::Underlined);
        let labels = if marked && random.chance(15) { LabelsAs::Headings } else { random.pick(INLINE) };
        let spacing = match headings {
            Headings::Underlined => Spacing::BetweenParagraphs,
            _ if random.chance(75) => Spacing::BetweenParagraphs,
            _ => random.pick(&[Spacing::AroundHeadings, Spacing::Nowhere]),
        };
        let layout = Self { headings, labels, spacing, ..Self::pasted(random) };
        Self {
            wrapped: random.chance(25),
            grouped: headings == Headings::Hashes && random.chance(20),
            flat: headings == Headings::Hashes && random.chance(15),
            transposed: random.chance(8),
            indent: "",
            spread: layout.tables == Tables::Outer && layout.ruled && random.chance(8),
            ..layout
        }
    }

    /// A lesson pasted from a word processor.
    pub(super) fn pasted(random: &mut Random) -> Self {
        let tables = random.pick(&[
            Tables::Outer,
            Tables::Outer,
            Tables::Outer,
            Tables::Leading,
            Tables::Inner,
            Tables::Tabs,
        ]);
        Self {
            headings: Headings::Bare,
            labels: random.pick(&[
                LabelsAs::Marked("", true),
                LabelsAs::Marked("", true),
                LabelsAs::OwnLine,
                LabelsAs::Dashed(""),
            ]),
            spacing: random.pick(&[Spacing::Nowhere, Spacing::Nowhere, Spacing::AroundHeadings]),
            tables,
            ruled: tables != Tables::Tabs && random.chance(80),
            padded: random.chance(15),
            wrapped: random.chance(10),
            grouped: false,
            flat: true,
            one_section: random.chance(50),
            holds_labelled: random.chance(40),
            break_inside: random.chance(50),
            indent: random.pick(&["", "", "", "", "", "", "", "\t", "  "]),
            spread: false,
            parted: random.chance(10),
            transposed: false,
        }
    }
}
