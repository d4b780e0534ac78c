use std::collections::BTreeMap;
use std::ops::Range;

use lesson_findings::{Family, Severity};
use lesson_model::{Lesson, Spanned};
use lesson_syntax::NodeId;

use crate::text::acronyms::{Acronym, acronyms, is_spelled_out};
use crate::text::{Reading, Texts, around, is_inside, is_technical, quoted};
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
    "JSON", "CSV", "SQL", "ZIP", "JPEG", "JPG", "PNG", "GIF", "SVG", "USB", "WWW", "GPS", "SMS", "PIN",
    "SIM", "QR", "ATM", "CCTV", "LED", "LCD", "TV", "PC", "CD", "DVD", "CPU", "RAM", "WLAN", "LAN", "FAQ",
    "ID", "OK", "ASAP", "DIY", "FYI", "RSVP", "ETA", "CV", "PS", "AKA", "NB", "NGO", "VAT", "GDP", "DNA",
    "HIV", "AIDS", "UV", "IQ", "UFO", "GmbH", "AG", "LLC", "LTD", "PLC", "TeX", "IBM", "SAP", "AWS", "HP",
    "BMW", "VW", "IKEA", "DHL", "UPS", "KFC", "AMD", "NVIDIA", "ISO", "DIN", "ABC", "XYZ", "README", "XS",
    "XL", "XXL", "XP", "COVID", "SARS", "ASCII", "AM", "PM", "BC", "AD", "CE", "BCE", "UTC", "GMT", "CET",
    "EST", "PST",
];

/// Texts that name something, that no learner reads, or that only promise.
const LEFT_ALONE: [&str; 8] = ["aka", "term", "short", "unit", "source", "regimes", "audience", "teaser"];

/// Whoever has not explained an acronym by then does not.
const MOST_USES: usize = 100;

/// A use of an acronym.
struct Use<'t> {
    node: NodeId,
    text: &'t str,
    range: Range<usize>,
}

impl<'t> Use<'t> {
    fn name(&self) -> &'t str {
        Acronym::at(self.text, self.range.clone()).bare()
    }
}

fn check(lesson: &Spanned<Lesson>, context: &mut Context<'_>) {
    let mut uses: Vec<Use<'_>> = Vec::new();
    for Reading { field, node, text, starts } in context.texts().iter() {
        if !LEFT_ALONE.contains(&field.key) {
            let acronyms = acronyms(text, starts, context.words());
            uses.extend(acronyms.map(|acronym| Use { node, text, range: acronym.range }));
        }
    }
    let placeholders = &context.words().placeholders;
    let is_known =
        |name: &str| placeholders.has(name) || context.lists("known", name) || context.lists("also", name);
    uses.retain(|found| !is_known(found.name()));
    if uses.is_empty() {
        return;
    }
    let tree = context.tree();
    uses.sort_by_key(|found| (tree.span(found.node).start, found.range.start));
    let mut by_name: BTreeMap<&str, Vec<&Use<'_>>> = BTreeMap::new();
    for found in &uses {
        by_name.entry(found.name()).or_default().push(found);
    }
    remove_explained(&mut by_name, lesson, context);
    remove_words(&mut by_name, context.texts());
    by_name.retain(|_, uses| {
        let spells = |found: &&Use<'_>| is_spelled_out(found.text, &found.range, context.words());
        !uses.iter().copied().take(MOST_USES).any(|found| spells(&found))
    });
    let prose = |found: &&Use<'_>| !is_apart(found.text, &found.range);
    let firsts = by_name.into_values().filter_map(|uses| uses.into_iter().take(MOST_USES).find(prose));
    let mut firsts: Vec<&Use<'_>> = firsts.collect();
    firsts.sort_by_key(|found| (tree.span(found.node).start, found.range.start));
    for found in firsts {
        let name = found.name().to_owned();
        let span = context.part(found.node, found.range.clone());
        context
            .report_span(found.node, span, format!("`{name}` is not explained"))
            .help(format!("spell it out where it first stands, as in `… ({name})`, or give a term the short form `{name}`"))
            .about(name);
    }
}

/// Takes out what is explained where it is declared: as the name of a regime, a term or its short form.
fn remove_explained(by_name: &mut BTreeMap<&str, Vec<&Use<'_>>>, lesson: &Lesson, context: &Context<'_>) {
    let mut explain = |declared: &str| {
        for word in declared.split(|character: char| !character.is_alphanumeric()) {
            by_name.remove(word);
            by_name.remove(word.strip_suffix('s').unwrap_or(word));
        }
    };
    for regime in lesson.regimes() {
        let aka = regime.aka.present().into_iter().flat_map(|aka| aka.present());
        regime.name.present().into_iter().chain(aka).for_each(|name| explain(name));
    }
    let of_course = context.course.and_then(|course| course.terms.present());
    for term in lesson.terms.present().into_iter().chain(of_course).flat_map(|terms| terms.present()) {
        [term.term.present(), term.short.present()].into_iter().flatten().for_each(|name| explain(name));
    }
    let domain = context.course.and_then(|course| course.analogy_domain.present());
    domain.and_then(|domain| domain.name.present()).into_iter().for_each(|name| explain(name));
}

/// Takes out what the lesson writes in lower case as well: a word, for once in capitals.
fn remove_words(by_name: &mut BTreeMap<&str, Vec<&Use<'_>>>, texts: &Texts<'_>) {
    let lower: BTreeMap<String, &str> = by_name.keys().map(|name| (name.to_lowercase(), *name)).collect();
    for Reading { field, text, .. } in texts.iter() {
        if LEFT_ALONE.contains(&field.key) || by_name.is_empty() {
            continue;
        }
        let mut at = 0;
        for word in text.split(|character: char| !character.is_alphanumeric()) {
            let range = at..at + word.len();
            at = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
            if let Some(name) = lower.get(word)
                && by_name.contains_key(name)
                && !is_apart(text, &range)
            {
                by_name.remove(name);
            }
        }
    }
}

/// Whether it stands in code or in something technical.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = around(text, range);
    let from = range.start - before.len();
    let near = text.get(from..range.end + after.len()).filter(|near| near.contains('`')).unwrap_or_default();
    let code = |quoted: &Range<usize>| near.get(quoted.clone()).is_some_and(|quoted| quoted.starts_with('`'));
    let codes: Vec<Range<usize>> = quoted(near).into_iter().filter(code).collect();
    is_inside(&codes, &(range.start - from..range.end - from)) || is_technical(text, range)
}
