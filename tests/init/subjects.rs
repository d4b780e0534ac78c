//! What the loose lessons are about: own texts from several fields.

/// A field in which two regimes are compared.
pub(crate) struct Subject {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// The word before "view" or "concept mapping".
    pub(crate) domain: &'static str,
    pub(crate) regimes: [Regime; 2],
    /// Name, and a cell for each regime.
    pub(crate) dimensions: [(&'static str, [&'static str; 2]); 3],
    pub(crate) scenario: &'static str,
    pub(crate) others: &'static str,
    /// What not to say, what to say, and why.
    pub(crate) lines: [[&'static str; 3]; 2],
}

pub(crate) struct Regime {
    pub(crate) name: &'static str,
    /// What it is, does, who's behind it, what makes it distinct.
    pub(crate) parts: [&'static str; 4],
    pub(crate) holds: &'static str,
    pub(crate) breaks: &'static str,
}

pub(crate) const SUBJECTS: [Subject; 5] = [
    Subject {
        title: "What makes the dough rise?",
        lead: "Every loaf was raised with yeast or with sourdough, and the price tells you which.",
        domain: "Kitchen",
        regimes: [
            Regime {
                name: "Yeast",
                parts: [
                    "Dough raised by one strain from a packet.",
                    "It fills the dough with gas within two hours.",
                    "Factories that grow the strain, and any shop nearby.",
                    "It is quick, and leaves hardly any taste behind.",
                ],
                holds: "Like an electric kettle, it gives the same result to everybody who presses the button.",
                breaks: "a kettle switches itself off, while dough that is forgotten rises on and collapses.",
            },
            Regime {
                name: "Sourdough",
                parts: [
                    "Dough raised by a culture that lives in a jar.",
                    "Its wild cells make gas and acid for a whole day.",
                    "The baker alone, who feeds the jar every morning.",
                    "It is slow, and no two bakeries have the same.",
                ],
                holds: "Like a garden, it belongs to whoever looks after it.",
                breaks: "a garden sleeps through the winter, but a jar left unfed for weeks is dead.",
            },
        ],
        dimensions: [
            ("Time", ["Two hours from bowl to oven", "A day, most of it waiting"]),
            ("Effort", ["One visit to the shop", "A feeding every day, holidays included"]),
            ("Taste", ["Mild, and gone by evening", "Sharp, and better on the second day"]),
        ],
        scenario: "a customer asks why the darker loaf costs twice as much",
        others: "questions about storage, questions about health",
        lines: [
            [
                "Ours is the healthier bread",
                "Ours takes a day instead of two hours, and you can taste it.",
                "Nobody in the shop can prove a claim about health.",
            ],
            [
                "Packet bread is cheap stuff",
                "It is made for whoever needs bread by noon.",
                "Half of the customers buy it, and hear themselves insulted.",
            ],
        ],
    },
    Subject {
        title: "How does the boat reach the harbour?",
        lead: "A boat comes home under sail or under motor, and the skipper decides outside the mole.",
        domain: "Harbour",
        regimes: [
            Regime {
                name: "Under sail",
                parts: [
                    "A boat that is driven by nothing but wind.",
                    "The sails turn the wind from behind or from the side into way.",
                    "A crew of two at least, who know the boat.",
                    "It makes no noise, and it cannot stop at will.",
                ],
                holds: "Like a bicycle down a hill, it costs nothing as long as the slope goes your way.",
                breaks: "a bicycle has brakes, and a boat under sail has none at all.",
            },
            Regime {
                name: "Under motor",
                parts: [
                    "A boat that is driven by a screw below the stern.",
                    "The screw pushes ahead or astern, whatever the wind does.",
                    "One hand at the lever, and whoever serviced the engine.",
                    "It turns on the spot, and it needs fuel.",
                ],
                holds: "Like a car in a car park, it goes forward and back at walking pace.",
                breaks: "a car stands still in neutral, and a boat drifts on with wind and tide.",
            },
        ],
        dimensions: [
            ("Speed", ["As the wind gives it", "Five knots, with or without wind"]),
            ("Crew", ["Two at the sheets and one at the helm", "One at the lever"]),
            ("Risk", ["A gust in the entrance", "An engine that will not start"]),
        ],
        scenario: "a guest asks why the sails come down outside",
        others: "questions about noise, questions about fuel",
        lines: [
            [
                "Sailing in is showing off",
                "Inside there is no room to turn up into the wind.",
                "The guest learns what the skipper looks at.",
            ],
            [
                "The motor is safe",
                "The motor stops us where we want, as long as it runs.",
                "An engine that fails in the entrance is no rare thing.",
            ],
        ],
    },
    Subject {
        title: "Where does the file live?",
        lead: "A file lies on a disk, in a bucket or on a tape, and the bill shows where.",
        domain: "Warehouse",
        regimes: [
            Regime {
                name: "Object storage",
                parts: [
                    "Files in a flat space, each under a key.",
                    "It answers requests over the network, a whole file at a time.",
                    "A provider that runs many disks for many customers.",
                    "It has no upper end, and no folders either.",
                ],
                holds: "Like a cloakroom, it gives back the whole coat for the number on the ticket.",
                breaks: "a cloakroom closes at night, and a bucket keeps charging for every day.",
            },
            Regime {
                name: "Tape",
                parts: [
                    "Files in a row on a long band in a cassette.",
                    "It takes what is written and keeps it without power.",
                    "The computing centre, which owns the robot and the shelf.",
                    "It costs least, and the wait is the longest.",
                ],
                holds: "Like a cellar, it holds for decades what nobody needs this week.",
                breaks: "in a cellar one sees what stands there, and a tape must be wound to its place first.",
            },
        ],
        dimensions: [
            ("Wait", ["A blink for every request", "Minutes until the robot is there"]),
            ("Price", ["By the gigabyte and month", "By the cassette, once"]),
            ("Change", ["The whole file is written anew", "Only at the end of the band"]),
        ],
        scenario: "a department asks why its archive is not on the fast disk",
        others: "questions about deletion, questions about cost",
        lines: [
            [
                "Tape is dead",
                "Tape holds what is read once a year, at a tenth of the price.",
                "The department would pay ten times as much for the same rest.",
            ],
            [
                "The cloud keeps everything",
                "It keeps what is paid for, in as many copies as are ordered.",
                "Whoever hears it orders one copy and loses it.",
            ],
        ],
    },
    Subject {
        title: "How does the bed get its water?",
        lead: "A bed is watered by a can, or by a hose with holes that lies under the straw.",
        domain: "Garden",
        regimes: [
            Regime {
                name: "Watering can",
                parts: [
                    "Ten litres, carried to the plant.",
                    "It wets the ground around one stem in a few seconds.",
                    "The gardener, before breakfast.",
                    "It shows how each plant is doing.",
                ],
                holds: "Like a visit, it ends with a look at how things stand.",
                breaks: "a visit can be put off by a week, and a dry tomato cannot wait two days.",
            },
            Regime {
                name: "Drip hose",
                parts: [
                    "A hose with a hole at every hand's breadth.",
                    "It lets water into the ground drop by drop for hours.",
                    "A timer, and whoever cleans the filter.",
                    "It waters while everybody is away.",
                ],
                holds: "Like a standing order, it pays the same amount at the same hour.",
                breaks: "a standing order stops when the account is empty, and the hose runs on in the rain.",
            },
        ],
        dimensions: [
            ("Water", ["Half of it runs off", "Nearly all of it reaches the roots"]),
            ("Work", ["A quarter of an hour every day", "An afternoon in spring"]),
            ("Faults", ["Seen at once", "Seen when the leaves hang"]),
        ],
        scenario: "a neighbour asks whether the hose is worth its price",
        others: "questions about holidays, questions about rain",
        lines: [
            [
                "The hose looks after itself",
                "The hose waters by itself, and its filter is cleaned every month.",
                "A blocked filter is found when the bed is dry.",
            ],
            [
                "Cans waste water",
                "A can wets the surface, and half of it runs off.",
                "The number is true, and the neighbour can see it.",
            ],
        ],
    },
    Subject {
        title: "Who wakes the night nurse?",
        lead: "A ward at night is watched on rounds or by monitors, and most wards mix the two.",
        domain: "Ward",
        regimes: [
            Regime {
                name: "Rounds",
                parts: [
                    "A walk through every room, every two hours.",
                    "It finds what nobody thought of measuring.",
                    "The nurse on duty, with a lamp.",
                    "It needs nothing but feet, and it sees everything at once.",
                ],
                holds: "Like a night watchman, it tries every door in turn.",
                breaks: "a watchman finds a door as it was left, and a patient can change between two rounds.",
            },
            Regime {
                name: "Monitors",
                parts: [
                    "A sensor on the finger and a screen in the corridor.",
                    "It calls when a number leaves its limits.",
                    "Whoever set the limits in the afternoon.",
                    "It never tires, and it knows only its numbers.",
                ],
                holds: "Like a smoke alarm, it is silent until something crosses a line.",
                breaks: "a smoke alarm hardly ever rings for nothing, and a loose sensor rings every hour.",
            },
        ],
        dimensions: [
            ("Delay", ["Up to two hours", "Seconds after the limit"]),
            ("Noise", ["A door and a lamp", "A tone that wakes the room"]),
            ("Sight", ["Whatever a person sees", "Pulse and oxygen"]),
        ],
        scenario: "a relative asks why nobody sits at the bed",
        others: "questions about alarms, questions about staff",
        lines: [
            [
                "The machine watches",
                "The machine calls us when pulse or oxygen leave their limits.",
                "The relative asks what the limits are, and that is the right question.",
            ],
            [
                "We look in all the time",
                "We look in every two hours, and at once when a tone comes.",
                "A promise of all the time is broken in the first night.",
            ],
        ],
    },
];
