//! What the rules about words say of realistic prose of other fields than the examples', and of what comes
//! near to it.

use lessonlint_tests::Linted;

/// Texts in the place of one text of a lesson, on which a rule speaks or stays silent.
struct Case {
    code: &'static str,
    place: &'static str,
    speaks: &'static [&'static str],
    silent: &'static [&'static str],
}

const MEDICINE: &str = include_str!("../fixtures/lessons/03-anaesthesia.yaml");

#[rustfmt::skip]
const ON_MEDICINE: &[Case] = &[
    Case {
        code: "R003", place: "'The three regimes are set side by side on four dimensions: duration, risk, who is present, and getting home.'",
        speaks: &[
            "The three regimes are set side by side on four dimensions: duration, danger, who is present, and getting home.",
            "Four dimensions matter here: duration, risk, staffing, and getting home.",
            "They are compared along the dimensions of time, risk, who is present and getting home.",
            "We use four dimensions (duration, risk, who is present, recovery).",
            "The dimensions are duration, risk, who is present and cost.",
            "The dimensions below — duration, risk, who is present, price — come from patients.",
            "Dimensions: duration, risk, and who is present.",
            "Compared on five dimensions: duration, risk, cost, who is present, and getting home.",
        ],
        silent: &[
            "The three regimes are set side by side on four dimensions: how long it lasts in duration, the risks, the people present, and how you get home.",
            "Several dimensions matter; the ones that patients ask about come first.",
            "These dimensions were chosen by nurses, surgeons and patients together.",
            "The dimensions, including risk and duration, are the ones on the consent form.",
            "On all dimensions, local anaesthesia, sedation and general anaesthesia differ.",
            "Four dimensions: durations, risk, who’s present and the way home.",
            "Across these dimensions the differences are large. Duration, risk and cost come up in every talk.",
            "Four dimensions, each a question a patient asks: duration, risk, who is present, getting home.",
            "The dimensions matter to patients, nurses and insurers alike.",
            "The dimensions are easy to remember and hard to forget, and the last is the one that counts.",
        ],
    },
    Case {
        code: "R004", place: "'The three regimes are set side by side on four dimensions: duration, risk, who is present, and getting home.'",
        speaks: &[
            "Compared on five dimensions.",
            "The three dimensions below are those that patients ask for.",
            "These 5 dimensions matter.",
            "All six dimensions count.",
            "The two regimes differ on each row.",
            "Three dimensions, one table.",
            "Of the five dimensions, risk is the one they look at.",
        ],
        silent: &[
            "Compared on at least three dimensions.",
            "Two of the three regimes need a drip.",
            "The other two regimes need a drip.",
            "The first two dimensions are for patients.",
            "Only two regimes need a drip.",
            "Sedation and general anaesthesia need a drip; these two regimes are booked together.",
            "Two of the regimes need a drip.",
            "More than three dimensions are listed.",
            "Up to five dimensions fit a page.",
            "Lesson 7 adds two dimensions.",
            "Lesson 7 compares two regimes.",
            "Three drugs, four dimensions.",
            "In three regimes and on four dimensions.",
            "Some count “two regimes” where we count three.",
            "Three or four dimensions would do.",
            "The last two dimensions are for families.",
            "A one-dimensional view has one dimension.",
            "Two more regimes exist in dentistry.",
            "Both of the two remaining regimes need it.",
            "The next lesson has two regimes.",
            "Two main dimensions stand out.",
            "Each of the four dimensions is a question.",
            "Nearly five dimensions.",
        ],
    },
    Case {
        code: "R004", place: "'Patients ask to be put to sleep, and three things may be meant: local anaesthesia, sedation, or general anaesthesia. The form they sign names one of them.'",
        speaks: &[
            "There are four regimes to tell apart: local anaesthesia, sedation, general anaesthesia.",
            "Every operation belongs to one of two regimes. Local anaesthesia, sedation or general anaesthesia.",
        ],
        silent: &[],
    },
    Case {
        code: "R007", place: "'Rare and serious: heart, lungs, teeth'",
        speaks: &[
            "Breathing too shallow for a while.",
        ],
        silent: &[],
    },
    Case {
        code: "R007", place: "An anaesthetist and a team",
        speaks: &[],
        silent: &[
            "A sedationist as well",
        ],
    },
    Case {
        code: "R008", place: "Surgeon and nurse",
        speaks: &[
            "None",
            "none.",
            "Nothing",
            "No one",
            "Nobody.",
            "“None”",
            "NONE",
        ],
        silent: &[
            "None, it is over in an hour",
            "None — the surgeon does it",
            "Nobody but the surgeon",
            "No one is needed because the dose is small",
            "None of the team",
            "None required by law",
            "Nothing beyond bruising",
            "None (the patient is awake)",
        ],
    },
    Case {
        code: "R015", place: "'Patients ask to be put to sleep, and three things may be meant: local anaesthesia, sedation, or general anaesthesia. The form they sign names one of them.'",
        speaks: &[
            "Patients ask for sedation or for local anaesthesia, and the form names one of them.",
            "General anaesthesia is what most people mean by being put to sleep.",
        ],
        silent: &[
            "Patients ask to be put to sleep, and mean one of three things.",
            "Local, sedation, or general: patients ask for one and mean another.",
            "A patient may be locally numbed, sedated, or under a general anaesthetic.",
            "Being numb, drowsy or unconscious are three things.",
        ],
    },
    Case {
        code: "R018", place: "One to three hours",
        speaks: &[
            "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word",
        ],
        silent: &[],
    },
    Case {
        code: "R019", place: "A trained sedationist who watches breathing and pulse throughout.",
        speaks: &[
            "the surgeon or dentist who operates, with a nurse at hand",
        ],
        silent: &[],
    },
    Case {
        code: "R019", place: "Medicine through a vein that calms and makes drowsy.",
        speaks: &[],
        silent: &[
            "The surgeon or dentist who operates, with a nurse on call.",
        ],
    },
    Case {
        code: "A002", place: "A dimmer stays where it is put, but sedation deepens by itself and has to be watched.",
        speaks: &[
            "It is different.",
            "Sedation is not really a dimmer.",
            "Only in some cases.",
            "Drugs wear off.",
        ],
        silent: &[
            "A dimmer stays put; sedation has to be watched.",
            "Nobody has to watch a dimmer all night long.",
        ],
    },
    Case {
        code: "A003", place: "A dimmer stays where it is put, but sedation deepens by itself and has to be watched.",
        speaks: &[
            "Turned down, the room is lit enough to find a door.",
            "The lamp is turned down, and in the room the door is found.",
            "Like a dimmer on a lamp, the room is lit enough when it is turned down.",
        ],
        silent: &[
            "Turned down, the room is not lit enough to find the door in an emergency.",
            "The lamp in the room can be turned up at once, and a drowsy patient takes an hour.",
            "But the door of the room is found when the lamp is turned down.",
            "Unlike a lamp, the room is turned down.",
            "The patient keeps drifting deeper than anyone wanted and must be watched for it.",
        ],
    },
    Case {
        code: "A009", place: "a dimmer on the lamp",
        speaks: &[
            "The main switch of the house.",
        ],
        silent: &[
            "the main switch of the garage",
        ],
    },
    Case {
        code: "S003", place: "You will be drowsy and may remember little, and we can talk to you at any time.",
        speaks: &[
            "You will be asleep for an hour.",
            "We start the drip and you will be asleep.",
            "Honestly, you will be asleep, and that is that.",
            "Yes. You will be asleep!",
            "\"You will be asleep, more or less.\"",
            "Relax: you will be asleep before you count to ten.",
        ],
        silent: &[
            "I would not say that you will be asleep; you will be drowsy.",
            "People say \"you will be asleep\", but drowsy is the word.",
            "You may have been told you will be asleep. Drowsy is more like it.",
            "It is not true that you will be asleep.",
            "You will be drowsy, and asleep only by chance.",
            "Nobody can promise that you will be asleep.",
            "If someone tells you that you will be asleep, ask who.",
            "'You will be asleep' is what the leaflet has; drowsy is what happens.",
            "That you will be asleep is a myth.",
        ],
    },
    Case {
        code: "S007", place: "Asleep means unconscious to most people, and they panic when they hear voices.",
        speaks: &[
            "Not true.",
            "It is wrong",
            "Misleading",
            "Because of sleep.",
            "They will be asleep.",
            "Because you will be asleep",
        ],
        silent: &[
            "They panic on waking.",
            "Nobody sleeps under sedation.",
            "Asleep means unconscious to most people.",
            "Patients hear voices and panic.",
        ],
    },
    Case {
        code: "S011", place: "You will be asleep",
        speaks: &[
            "\"You will be asleep\"",
        ],
        silent: &[
            "You will be \"asleep\"",
            "\"Asleep\" is what you will be",
        ],
    },
    Case {
        code: "S012", place: "You will be drowsy and may remember little, and we can talk to you at any time.",
        speaks: &[
            "Your data is always safe with us.",
            "We never share your data.",
            "A leak is impossible.",
            "Security is guaranteed.",
            "Privacy is completely protected here.",
            "It is guaranteed that costs will not rise.",
            "Compliance is never a problem with this device.",
            "Your secrets never leave this room.",
            "We guarantee the privacy of your records.",
            "The cost never changes.",
            "Your records are completely private.",
            "Full compliance is guaranteed.",
        ],
        silent: &[
            "Your data is always safe unless you share the password.",
            "We never share your data except with your doctor.",
            "As long as you keep the card, your data is always yours.",
            "Your data is kept for ten years.",
            "We always answer the phone.",
            "Security is not guaranteed.",
            "We cannot guarantee the privacy of a group chat.",
            "We always say it plainly: the cost depends on the hour.",
            "Your data is stored here, and we never close at noon.",
            "Nobody can guarantee security.",
            "We are always here, and your data is on file.",
            "No system is completely secure.",
            "Is your data always safe?",
            "If you sign here, we never share your data.",
            "It never costs more than fifty euros.",
            "It always costs something.",
            "I would never say that your data is safe.",
        ],
    },
    Case {
        code: "S013", place: "a patient asks to be put to sleep for a small operation",
        speaks: &[
            "TBD",
        ],
        silent: &[],
    },
    Case {
        code: "P002", place: "'Patients ask to be put to sleep, and three things may be meant: local anaesthesia, sedation, or general anaesthesia. The form they sign names one of them.'",
        speaks: &[
            "Patients ask to be put to sleep, and three things may be meant: local anaesthesia, sedation, or general anaesthesia. The form they sign names one of them. The patient hears and sees everything, and can drive home!",
        ],
        silent: &[],
    },
    Case {
        code: "P002", place: "As long as the operation lasts",
        speaks: &[],
        silent: &[
            "Drugs stop awareness and movement, and a machine breathes for as long as the operation lasts.",
        ],
    },
    Case {
        code: "P002", place: "You will be drowsy and may remember little, and we can talk to you at any time.",
        speaks: &[],
        silent: &[
            "Drugs stop awareness and movement, and a machine breathes for as long as the operation lasts.",
        ],
    },
];

const LAW: &str = include_str!("../fixtures/lessons/05-contracts.txt");

/// A rule's code, whether it speaks, and what is changed.
type Changed = (&'static str, bool, &'static [(&'static str, &'static str)]);

#[rustfmt::skip]
const ON_LAW: &[Changed] = &[
    ("R013", true, &[("What it is: Terms for orders that may or may not follow.\n\n", ""), ("Who's behind it: Procurement, with a lawyer for the liability clause.", "Who's behind it: Procurement, with a lawyer for the liability clause.\n\nWhat it is: Terms for orders that may or may not follow.")]),
    ("R013", true, &[("What makes it distinct: It moves goods and money.\n\n", ""), ("What it is: A request", "What makes it distinct: It moves goods and money.\n\nWhat it is: A request")]),
    ("R013", false, &[("What makes it distinct: It moves goods and money.\n\n", "")]),
    ("R014", true, &[("| Dimension | Letter of Intent | Framework Agreement |", "| Dimension | Framework Agreement | Letter of Intent |")]),
    ("A006", true, &[("dinner is not. Where the analogy breaks:", "dinner is not. Where it breaks:")]),
    ("A006", true, &[("dinner is not. Where the analogy breaks:", "dinner is not. Where the likeness stops:")]),
    ("A006", true, &[("dinner is not. Where the analogy breaks:", "dinner is not. Where this gets complicated:")]),
    ("A006", true, &[("dinner is not. Where the analogy breaks:", "dinner is not. What breaks:")]),
    ("A006", true, &[("dinner is not. Where the analogy breaks:", "dinner is not. Where the analogy breaks down:")]),
    ("A006", false, &[("dinner is not. Where the analogy breaks:", "dinner is not.\n\n**Where the analogy breaks:**")]),
    ("A006", false, &[("dinner is not. Where the analogy breaks:", "dinner is not.\n\nwhere the analogy breaks:")]),
    ("A006", false, &[("dinner is not. Where the analogy breaks:", "dinner is not.\n\nWhere the analogy breaks —")]),
    ("R004", true, &[("Comparing the Three Regimes", "Comparing the Four Regimes")]),
    ("R004", true, &[("Comparing the Three Regimes", "Comparing the Two Regimes")]),
    ("R004", true, &[("Comparing the Three Regimes", "Comparing the 5 Regimes")]),
    ("R004", false, &[("Comparing the Three Regimes", "Comparing the Regimes")]),
    ("R004", true, &[("Four dimensions are laid", "Five dimensions are laid")]),
    ("R004", true, &[("Read the last row", "These five dimensions decide. Read the last row")]),
    ("R004", false, &[("Read the last row", "A pallet has three physical dimensions. Read the last row")]),
    ("R003", true, &[("Four dimensions are laid side by side: binding force, price, who signs, and way out.", "Four dimensions are laid side by side: binding force, cost, who signs, and way out.")]),
    ("R003", true, &[("Four dimensions are laid side by side: binding force, price, who signs, and way out.", "Four dimensions are laid side by side:\n\n- binding force\n- cost\n- signature\n- way out")]),
    ("R003", false, &[("Four dimensions are laid side by side: binding force, price, who signs, and way out.", "Four dimensions are laid side by side:\n\n- How binding the force is\n- Prices\n- Who is signing\n- The way out")]),
    ("R003", true, &[("Four dimensions are laid side by side: binding force, price, who signs, and way out.", "These dimensions are laid side by side:\n\n- Price\n- Who signs\n- Way out")]),
    ("R003", false, &[("Four dimensions are laid side by side: binding force, price, who signs, and way out.", "Which of these dimensions matters most? Price, says the buyer; the way out, says the lawyer, and time, says the factory.")]),
    ("R003", false, &[("Four dimensions are laid side by side: binding force, price, who signs, and way out.", "Four dimensions are laid side by side: **binding force**, **price**, **who signs**, and **way out**.")]),
    ("R007", true, &[("| Price | A range | A list | A sum |", "| Price | A list | A list | a list. |")]),
    ("R008", true, &[("| A range |", "| None |")]),
    ("R008", false, &[("| A range |", "| None yet, since nothing is ordered |")]),
    ("R015", true, &[("a letter of intent, a framework agreement, or a purchase order", "a letter of intent, a framework agreement, or something like it")]),
    ("R015", false, &[("a letter of intent, a framework agreement, or a purchase order", "a letter, a framework, or an order")]),
    ("R018", true, &[("| A sum |", "| one word after the other one word after the other one word after the other one word after the other one word after the other one word after the other one word after the other one word after the other one word after the other one word after the other |")]),
    ("R019", true, &[("What it is: A request for goods at a price, on a date.", "What it is: Terms for orders that may or may not follow.")]),
    ("P002", false, &[("What it is: A request for goods at a price, on a date.", "What it is: Terms for orders that may or may not follow.")]),
    ("P002", true, &[("Read the last row before any negotiation.", "Once accepted, it is a contract of its own, with a number that every invoice repeats.")]),
    ("P002", true, &[("Cancelling alone is a breach, and the other side knows it", "The client plans a factory on a promise that nobody made")]),
    ("A002", true, &[("nobody is sued over a broken engagement today, but a secrecy clause is enforced for years.", "some clauses bind.")]),
    ("A003", true, &[("flatmates can talk their way out of a rule, whereas a price list stays in force until notice is given.", "it settles for two people sharing a flat who cooks, like a house rule.")]),
    ("A003", false, &[("flatmates can talk their way out of a rule, whereas a price list stays in force until notice is given.", "it settles for two people sharing a flat who cooks, unlike a house rule.")]),
    ("S003", true, &[("\"You have terms. A contract starts with the order.\"", "\"You have a contract, in a way.\"")]),
    ("S003", false, &[("\"You have terms. A contract starts with the order.\"", "\"You do not yet have a contract; you have terms.\"")]),
    ("S003", false, &[("\"You have terms. A contract starts with the order.\"", "\"I can't say that you have a contract. You have terms.\"")]),
    ("S007", true, &[("A careless word about the target costs a penalty", "It is false")]),
    ("S007", true, &[("A careless word about the target costs a penalty", "The letter means nothing to them")]),
    ("S011", true, &[("| \"Just cancel it\" |", "| Just cancel it |")]),
    ("S011", true, &[("| \"Let us read the way out first; an accepted order needs their consent.\" |", "| Let us read the way out first; an accepted order needs their consent. |")]),
    ("S012", true, &[("\"Let us read the way out first; an accepted order needs their consent.\"", "\"The cost is always yours.\"")]),
    ("S012", false, &[("\"Let us read the way out first; an accepted order needs their consent.\"", "\"The cost is always yours, except where they agreed.\"")]),
    ("S013", true, &[("The primary scenario: a client believes that a letter of intent secures supply. Secondary scenarios: price increases, and a cancelled order.", "Three lines for the first call.")]),
];

fn speaks(name: &str, text: String, code: &str) -> bool {
    Linted::new(name, text).said().iter().any(|said| said.code == code)
}

#[test]
fn a_lesson_on_medicine_is_judged_as_a_reader_would() {
    let mut wrong = Vec::new();
    for Case { code, place, speaks: bad, silent } in ON_MEDICINE {
        assert_eq!(MEDICINE.matches(place).count(), 1, "{place}");
        let found =
            |text: &&&str| speaks("lesson.yaml", MEDICINE.replacen(place, &format!("{text:?}"), 1), code);
        wrong.extend(bad.iter().filter(|text| !found(text)).map(|text| format!("{code} misses: {text}")));
        wrong.extend(silent.iter().filter(found).map(|text| format!("{code} speaks: {text}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_lesson_on_contracts_is_judged_as_a_reader_would_with_headings_or_without() {
    let mut wrong = Vec::new();
    for (code, due, changes) in ON_LAW {
        let change = |text: String, (from, to): &(&str, &str)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        };
        let text = changes.iter().fold(LAW.to_owned(), change);
        for (name, text) in [("lesson.txt", text.clone()), ("lesson.md", with_marks(&text))] {
            if speaks(name, text, code) != *due {
                wrong.push(format!("{name}: {code} on {changes:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The same lesson with its headings marked as such.
fn with_marks(text: &str) -> String {
    let heading = |line: &str| match line {
        _ if line.starts_with("Lesson 5 ") => "# ",
        "Letter of Intent" | "Framework Agreement" | "Purchase Order" => "## ",
        _ if line.starts_with("Comparing the ") || line.starts_with("How to Say") => "## ",
        _ if line.ends_with(" Concept Mapping") => "### ",
        _ => "",
    };
    text.lines().map(|line| format!("{}{line}\n", heading(line))).collect()
}
