use std::collections::BTreeMap;
use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned, Text};

use crate::text::acronyms::{Acronym, acronyms, is_spelled_out};
use crate::text::{is_inside, is_technical, quoted};
use crate::walk::each_text;
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// An acronym that is explained nowhere.
pub(crate) static RULE: Rule = Rule {
    code: "T004",
    name: "acronym-unexplained",
    family: Family::Terms,
    severity: Some(Severity::Advice),
    status: Status::Stable,
    since: "0.1.0",
    summary: "An acronym is neither spelled out in the lesson nor in the terms of lesson or course.",
    why: "Whoever knows the acronym did not need the lesson; whoever does not reads on with a hole in the sentence, and \
          will not ask.",
    remedy: "Spell it out where it first stands, as in `application programming interface (API)`, or give a term it as \
             its `short`.",
    leaves_alone: "Units, currencies, product and company names, Roman numerals, words in capitals, code, addresses, and \
                   what everybody knows: the list `known`, to which `also` adds.",
    fixes: &[],
    options: &[
        RuleOption {
            name: "also",
            about: "Further acronyms that your learners know.",
            default: OptionValue::Words(&[]),
        },
        RuleOption {
            name: "known",
            about: "Acronyms that need no explanation.",
            default: OptionValue::Words(KNOWN),
        },
    ],
    check: Check::Lesson(check),
    examples: &[
        Example::bad(
            "An acronym of the trade",
            Input::Yaml(&[Change { from: "Two hours from bowl to oven", to: "Two hours at the DDT of the recipe" }]),
            &["28:33"],
        ),
        Example::good(
            "It is spelled out where it first stands",
            Input::Yaml(&[
                Change { from: "Two hours from bowl to oven", to: "Two hours at the desired dough temperature (DDT)" },
                Change { from: "One visit to the shop", to: "One visit to the shop, and a look at the DDT" },
            ]),
        ),
        Example::case(
            "Once for each acronym, at its first use",
            Input::Markdown(&[
                Change { from: "within two hours.", to: "within two hours at its DDT." },
                Change { from: "| One visit to the shop |", to: "| One look at the DDT and the pH, says the RPA |" },
            ]),
            &["9:91", "44:53"],
        ),
        Example::case(
            "In what is said",
            Input::Yaml(&[Change { from: "Ours takes a day instead", to: "Ours, made \"to HACCP rules\", takes a day instead" }]),
            &["42:30"],
        ),
        Example::near_miss(
            "Spelled out in the other order, or in other words",
            Input::Yaml(&[
                Change { from: "Two hours from bowl to oven", to: "Two hours at the DDT (desired dough temperature)" },
                Change { from: "One visit to the shop", to: "One HACCP plan, short for hazard analysis and critical control points" },
                Change { from: "Mild, and gone by evening", to: "A total titratable acidity, or TTA, that is gone by evening" },
            ]),
        ),
        Example::near_miss(
            "Among the terms of the lesson, and in the plural",
            Input::Yaml(&[
                Change { from: "lesson: 1\n", to: "lesson: 1\nterms:\n  - {term: desired dough temperature, short: DDT, means: How warm dough should be.}\n" },
                Change { from: "Two hours from bowl to oven", to: "Two hours, whatever the DDTs" },
            ]),
        ),
        Example::near_miss(
            "In the glossary of the course",
            Input::Yaml(&[Change { from: "Two hours from bowl to oven", to: "Two hours at the DDT" }]),
        )
        .in_course("id: bread\ntitle: Bread\nterms:\n  - {term: desired dough temperature, short: DDT, means: How warm dough should be.}\n"),
        Example::near_miss(
            "What everybody knows, units, currencies, numerals and products",
            Input::Yaml(&[
                Change { from: "Two hours from bowl to oven", to: "Two hours in the USA, says a CEO's PDF, at 5 KW and 20 USD" },
                Change { from: "One visit to the shop", to: "World War II, Chapter XIV, GPT-4 and an H100 in the ISO 9001 shop" },
            ]),
        ),
        Example::near_miss(
            "Words in capitals",
            Input::Markdown(&[
                Change { from: "within two hours.", to: "within TWO hours. NEVER OPEN THE LID, and do NOT shake it." },
                Change { from: "## How to Say This in the Field", to: "## HOW TO SAY THIS IN THE FIELD" },
            ]),
        ),
        Example::near_miss(
            "Code, addresses and markup",
            Input::Markdown(&[Change {
                from: "| One visit to the shop |",
                to: "| One `DDT` in [a list](https://example.org/DDT.md) at https://example.org/DDT, <BR> DDT_MAX, $DDT |",
            }]),
        ),
        Example::near_miss(
            "A team's own list",
            Input::Yaml(&[Change { from: "Two hours from bowl to oven", to: "Two hours at the DDT" }]),
        )
        .under("[rules]\nacronym-unexplained = { also = [\"DDT\"] }"),
    ],
};

/// What needs no explanation anywhere: titles, countries, file formats, companies, what is on every phone.
const KNOWN: &[&str] = &[
    "AI", "CEO", "CFO", "CTO", "CIO", "COO", "CMO", "HR", "IT", "PR", "VIP", "MBA", "PhD", "MSc", "BSc",
    "BA", "MD", "USA", "US", "UK", "EU", "UN", "UAE", "NATO", "UNESCO", "UNICEF", "WHO", "NASA", "FBI",
    "CIA", "BBC", "CNN", "MIT", "NYC", "LA", "DC", "PDF", "URL", "HTML", "HTTP", "HTTPS", "CSS", "XML",
    "JSON", "CSV", "SQL", "ZIP", "JPEG", "JPG", "PNG", "GIF", "SVG", "MP", "USB", "WWW", "GPS", "SMS", "PIN",
    "SIM", "QR", "ATM", "CCTV", "LED", "LCD", "TV", "PC", "CD", "DVD", "CPU", "RAM", "WLAN", "LAN", "FAQ",
    "ID", "OK", "ASAP", "DIY", "FYI", "RSVP", "ETA", "CV", "PS", "AKA", "TBD", "TBA", "TBC", "TODO", "FIXME",
    "NB", "NGO", "VAT", "GDP", "DNA", "HIV", "AIDS", "UV", "IQ", "UFO", "GmbH", "AG", "LLC", "LTD", "PLC",
    "TeX", "IBM", "SAP", "AWS", "HP", "BMW", "VW", "IKEA", "DHL", "UPS", "KFC", "AMD", "NVIDIA", "ISO",
    "DIN", "ABC", "XYZ", "README", "ASCII", "JPG", "AM", "PM", "BC", "AD", "CE", "BCE", "UTC", "GMT", "CET",
    "EST", "PST",
];

/// Texts that name something, or that no learner reads.
const LEFT_ALONE: [&str; 7] = ["aka", "term", "short", "unit", "source", "regimes", "audience"];

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let mut found: Vec<(Text, Range<usize>)> = Vec::new();
    each_text(lesson, |field, text| {
        if !LEFT_ALONE.contains(&field.key) {
            found.extend(acronyms(text, context.words()).map(|acronym| (text.clone(), acronym.range)));
        }
    });
    found.retain(|(text, range)| {
        let acronym = Acronym::at(text, range.clone());
        !context.lists("known", acronym.bare()) && !context.lists("also", acronym.bare())
    });
    if found.is_empty() {
        return;
    }
    let explained = explained(lesson, context);
    let mut by_name: BTreeMap<&str, Vec<(&Text, Range<usize>)>> = BTreeMap::new();
    for (text, range) in &found {
        let name = Acronym::at(text, range.clone()).bare();
        by_name.entry(name).or_default().push((text, range.clone()));
    }
    let mut firsts = Vec::new();
    for (name, uses) in by_name {
        let spelled_out = || uses.iter().any(|(text, range)| is_spelled_out(text, range, context.words()));
        if explained.iter().any(|other| is_name(other, name)) || is_word(lesson, name) || spelled_out() {
            continue;
        }
        let prose = |(text, range): &&(&Text, Range<usize>)| !is_apart(text, range);
        let first = uses.iter().filter(prose).min_by_key(|(text, range)| text.part(range.clone()).start);
        firsts.extend(first.map(|(text, range)| ((*text).clone(), range.clone(), name.to_owned())));
    }
    firsts.sort_by_key(|(text, range, _)| text.part(range.clone()).start);
    for (text, range, name) in firsts {
        context
            .report_span(text.node(), text.part(range), format!("`{name}` is not explained"))
            .help(format!("spell it out where it first stands, as in `… ({name})`, or give a term the short form `{name}`"))
            .about(name);
    }
}

/// Every name and short form that is explained where it is declared.
fn explained<'a>(lesson: &'a Lesson, context: &Context<'a>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for regime in lesson.regimes() {
        let aka = regime.aka.present().into_iter().flat_map(|aka| aka.present());
        names.extend(regime.name.present().into_iter().chain(aka).map(|name| &***name));
    }
    let of_course = context.course.and_then(|course| course.terms.present());
    for term in lesson.terms.present().into_iter().chain(of_course).flat_map(|terms| terms.present()) {
        names.extend([term.term.present(), term.short.present()].into_iter().flatten().map(|name| &***name));
    }
    let domain = context.course.and_then(|course| course.analogy_domain.present());
    names.extend(domain.and_then(|domain| domain.name.present()).map(|name| &***name));
    names
}

/// Whether a declared name is the acronym, or ends with it in brackets.
fn is_name(declared: &str, name: &str) -> bool {
    let mut words = declared.split(|character: char| !character.is_alphanumeric());
    words.any(|word| word == name || word.strip_suffix('s') == Some(name))
}

/// Whether the lesson writes it in lower case as well: then it is a word, for once in capitals.
fn is_word(lesson: &Lesson, name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut found = false;
    each_text(lesson, |field, text| {
        if found || LEFT_ALONE.contains(&field.key) {
            return;
        }
        let is_whole = |&(at, _): &(usize, &str)| {
            let letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
            !letter(text[..at].chars().next_back()) && !letter(text[at + lower.len()..].chars().next())
        };
        let mut places = text.match_indices(lower.as_str()).filter(is_whole);
        found = places.any(|(at, _)| !is_apart(text, &(at..at + lower.len())));
    });
    found
}

/// Whether it stands in code or in something technical.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let code = |range: &Range<usize>| text.get(range.clone()).is_some_and(|quoted| quoted.starts_with('`'));
    let codes: Vec<Range<usize>> =
        if text.contains('`') { quoted(text).into_iter().filter(code).collect() } else { Vec::new() };
    is_inside(&codes, range) || is_technical(text, range)
}
