//! The words of which the corpus' prose is made: plain, typeset, accented and of other scripts.

pub(super) const OPENINGS: &[&str] = &[
    "In the first week",
    "On most days",
    "Before anything else",
    "Where two desks share a shelf",
    "After the harvest",
    "As a rule",
    "When the bell has rung",
    "For a small workshop",
    "Between two deliveries",
    "At the end of a season",
];

pub(super) const SUBJECTS: &[&str] = &[
    "the gardener",
    "a careful reader",
    "the night shift",
    "the ferry’s crew",
    "an apprentice",
    "the archive",
    "every second order",
    "the “quiet” room",
    "a café by the station",
    "the person who keeps the keys",
    "the choir",
    "an older map",
    "the mill's owner",
    "Frau Özdemir",
    "the workshop in 北区",
    "a box of unsorted letters",
    "the pump",
    "whoever comes first",
];

pub(super) const VERBS: &[&str] = &[
    "carries",
    "repairs",
    "counts",
    "sorts",
    "weighs",
    "keeps a note of",
    "hands over",
    "looks after",
    "measures twice",
    "is paid for",
    "leaves behind",
    "depends on",
    "asks about",
    "waits for",
    "never throws away",
];

pub(super) const OBJECTS: &[&str] = &[
    "the seed that came with the boat",
    "some 12 baskets of apples",
    "a list of what is owed",
    "the smaller of the two stoves",
    "a dozen half-finished chairs",
    "the only dry path through the field",
    "what nobody else wanted",
    "three loaves and a wheel of cheese",
    "the rope, the lamp and the spare oar",
    "a drawer of buttons",
    "the price on the slate",
    "a well-worn manual",
    "the names in the visitors’ book",
    "some of yesterday’s bread",
    "a bill for €40",
    "the water below the second lock",
];

pub(super) const PLACES: &[&str] = &[
    "in the shed behind the school",
    "near the lower gate",
    "beside the river",
    "under the stairs",
    "on the long table",
    "at the corner of the market",
    "in a room without a clock",
    "along the old wall",
    "two doors down",
];

pub(super) const JOINTS: &[&str] = &[
    ", and ",
    ", but ",
    "; meanwhile ",
    ", because ",
    ", while ",
    ", so that ",
    " — or so it is told — and ",
    ", although ",
];

pub(super) const ADJECTIVES: &[&str] = &[
    "amber", "brisk", "copper", "drowsy", "early", "fallow", "gentle", "hollow", "inland", "jaunty", "keen",
];

pub(super) const NOUNS: &[&str] = &[
    "anchor", "barn", "candle", "dyke", "ember", "ferry", "granary", "harbour", "inn", "jetty", "kiln",
    "ladder", "meadow",
];

pub(super) const ASPECTS: &[&str] = &[
    "Time",
    "Cost",
    "Who does the work",
    "What goes in",
    "What comes out",
    "Who answers for it",
    "Usual mistake",
    "What is left over",
    "How it is checked",
];
