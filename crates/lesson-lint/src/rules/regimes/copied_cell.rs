use lesson_findings::{Family, Severity};
use lesson_model::{Dimension, Spanned, Text};
use lesson_text::folded;

use crate::text::{Repeats, has_at_least, is_alike};
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status};

/// Cells that were copied and never changed.
pub(crate) static RULE: Rule = Rule {
    code: "R007",
    name: "copied-cell",
    family: Family::Regimes,
    severity: Some(Severity::Warning),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A row says the same for every regime, or two of its longer cells are equal.",
    why: "A row is there to tell the regimes apart. Where it says the same of two of them, the learner looks for a \
          difference that is not there; more often it was copied as a start and never finished, and then it is wrong.",
    remedy: "Say what is different. Where nothing is, take the row out, or say once, in prose, what the regimes share.",
    leaves_alone: "Short cells that are equal, as long as another one of the row differs: two regimes may both take \
                   \"hours\". Case, punctuation and blanks make no difference.",
    fixes: &[],
    options: &[RuleOption {
        name: "words",
        about: "How many words two equal cells have at the least, where the whole row is not equal.",
        default: OptionValue::Count(6),
    }],
    check: Check::Dimension(check),
    examples: &[
        Example::bad(
            "A whole row of one text",
            Input::Yaml(&[Change {
                from: "sourdough: A feeding every day, holidays included",
                to: "sourdough: One visit to the shop.",
            }]),
            &["30:13"],
        ),
        Example::good("Each cell says what holds for its regime", Input::Yaml(&[])),
        Example::case(
            "A row of a Markdown table",
            Input::Markdown(&[Change {
                from: "| Sharp, and better on the second day |",
                to: "| mild, and gone by evening |",
            }]),
            &["45:3"],
        ),
        Example::case(
            "A row of one sign",
            Input::Yaml(&[
                Change { from: "yeast: One visit to the shop", to: "yeast: ✓" },
                Change { from: "sourdough: A feeding every day, holidays included", to: "sourdough: ✓" },
            ]),
            &["30:13"],
        ),
        Example::case("Two long cells of three", Input::File("lesson.yaml", COPIED), &["34:17"]),
        Example::near_miss("Two short cells of three", Input::File("lesson.yaml", SHORT)),
        Example::near_miss(
            "Cells that differ by a word",
            Input::Yaml(&[Change {
                from: "sourdough: A feeding every day, holidays included",
                to: "sourdough: One visit to the mill",
            }]),
        ),
        Example::near_miss(
            "Cells that differ by a sign",
            Input::Yaml(&[
                Change { from: "yeast: Two hours from bowl to oven", to: "yeast: +5 % a year" },
                Change { from: "sourdough: A day, most of it waiting", to: "sourdough: -5 % a year" },
            ]),
        ),
    ],
};

macro_rules! three_doughs {
    ($first:literal, $second:literal, $third:literal) => {
        concat!(
            "lesson: 1\ntitle: Which dough?\nlead: Three doughs, compared.\nregimes:\n",
            "  - name: Bread\n    what_it_is: Flour and water.\n    what_it_does: It rises.\n    whos_behind_it: Bakers.\n    what_makes_it_distinct: Its crust.\n",
            "    analogies: [{holds: It is like a sponge., where_it_breaks: A sponge can be squeezed but no loaf comes back from that.}]\n",
            "  - name: Cake\n    what_it_is: Butter and eggs.\n    what_it_does: It is beaten.\n    whos_behind_it: Confectioners.\n    what_makes_it_distinct: Its crumb.\n",
            "    analogies: [{holds: It is like foam., where_it_breaks: Foam falls in minutes but a cake stands for days.}]\n",
            "  - name: Pastry\n    what_it_is: Layers.\n    what_it_does: It flakes.\n    whos_behind_it: Pastry cooks.\n    what_makes_it_distinct: Its layers.\n",
            "    analogies: [{holds: It is like a book., where_it_breaks: A book keeps its pages but pastry loses them at a touch.}]\n",
            "comparison:\n  dimensions:\n    - name: Time\n      cells:\n        bread: Half a day\n        cake: An hour\n        pastry: Two days\n    - name: Heat\n      cells:\n",
            "        bread: ", $first, "\n        cake: ", $second, "\n        pastry: ", $third, "\n",
            "    - name: Keeping\n      cells:\n        bread: Days\n        cake: A week\n        pastry: Hours\n",
            "field_guide:\n  primary_scenario: a guest asks what to order\n  lines:\n    - dont_say: Cake is bad\n      do_say: It is rich.\n      why: Nobody likes to be scolded.\n"
        )
        .as_bytes()
    };
}

const COPIED: &[u8] =
    three_doughs!("A hot oven with plenty of steam", "A moderate oven", "A hot oven with plenty of steam.");
const SHORT: &[u8] = three_doughs!("A hot oven", "A moderate oven", "A hot oven");

fn check(dimension: &Spanned<Dimension>, context: &mut Context<'_>) {
    let Some(cells) = dimension.cells.present().filter(|cells| !cells.cut) else { return };
    let slots: Vec<_> = context.cells(cells).collect();
    let texts: Vec<&Spanned<Text>> = slots.iter().filter_map(|slot| slot.present()).collect();
    let is_none = |text: &Spanned<Text>| context.words().says_none(text);
    let Some((first, others)) = texts.split_first() else { return };
    if slots.len() == texts.len() && !others.is_empty() && others.iter().all(|other| is_same(first, other)) {
        // Of cells that say only "none", another rule speaks.
        if !is_none(first) {
            let place = dimension.name.present().map_or(cells.place, |name| name.place);
            context
                .report(place, format!("{} says the same for every regime", dimension.title()))
                .help("say what is different, or take the row out and say once what the regimes share")
                .label(first.place.span, "what it says");
        }
        return;
    }
    let least = context.count("words").max(1);
    let mut met: Repeats<&Spanned<Text>> = Repeats::default();
    for text in texts {
        let first = met.meet(text, text, |first| &***first);
        let is_copied = |first: &&Spanned<Text>| has_at_least(first, least) && has_same_signs(first, text);
        if let Some(first) = first.filter(is_copied) {
            context
                .report(text.place, format!("two cells on {} say the same", dimension.title()))
                .help("say what is different for this regime")
                .label(first.place.span, "the same text");
        }
    }
}

/// Whether two cells say the same; signs without a word are compared as they are.
fn is_same(first: &Text, second: &Text) -> bool {
    is_alike(first, second)
        && has_same_signs(first, second)
        && (has_at_least(first, 1) || folded(first).eq(folded(second)))
}

/// Whether two texts have the same signs that say something beside words: `+5 %` is not `-5 %`, nor `<5`
/// the same as `~5`.
fn has_same_signs(first: &str, second: &str) -> bool {
    signs(first).eq(signs(second))
}

fn signs(text: &str) -> impl Iterator<Item = char> + '_ {
    let is_sign = |&(at, sign): &(usize, char)| match sign {
        '+' | '<' | '>' | '=' | '~' | '$' | '%' | '^' | '±' | '×' | '÷' | '°' | '¢' | '£' | '¥' | '‰' => {
            true
        }
        // Currencies, arrows, operators, ticks and crosses.
        '\u{20a0}'..='\u{20cf}' | '\u{2190}'..='\u{2bff}' => true,
        '-' | '–' => {
            let (before, after) = (&text[..at], &text[at + sign.len_utf8()..]);
            after.starts_with(|next: char| next.is_ascii_digit()) && !before.ends_with(char::is_alphanumeric)
        }
        _ => false,
    };
    text.char_indices().filter(is_sign).map(|(_, sign)| sign)
}
