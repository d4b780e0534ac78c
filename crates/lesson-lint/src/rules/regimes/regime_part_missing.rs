use lesson_findings::{Applicability, Family, Severity};
use lesson_model::{Regime, Spanned};
use lesson_syntax::Form;
use lesson_text::{Edit, Span};

use crate::context::DraftFix;
use crate::{Change, Check, Context, Example, Input, OptionValue, Rule, RuleOption, Status, stubs};

/// A regime that leaves one of its four questions open.
pub(crate) static RULE: Rule = Rule {
    code: "R012",
    name: "regime-part-missing",
    family: Family::Regimes,
    severity: Some(Severity::Error),
    status: Status::Stable,
    since: "0.1.0",
    summary: "A regime does not say what it is, what it does, who's behind it, or what makes it distinct.",
    why: "The four parts are the same for every regime so that the learner can hold one against the other. A part \
          that is missing for one of them leaves the others without their counterpart.",
    remedy: "Write the part, if only in a sentence. Where its label in Markdown is only misspelled, the suggested fix puts that \
             right.",
    leaves_alone: "The order of the parts, and how long they are.",
    fixes: &[Applicability::Suggested, Applicability::Scaffold],
    options: &[RuleOption {
        name: "required",
        about: "The parts that no regime may leave out.",
        default: OptionValue::AnyOf(&PARTS),
    }],
    check: Check::Regime(check),
    examples: &[
        Example::bad(
            "Who's behind it is not said",
            Input::Yaml(&[Change {
                from: "    what_it_does: The cells eat sugar and fill the dough with gas within two hours.\n    \
                       whos_behind_it: Factories that grow one strain, and any baker with a shop nearby.\n    \
                       what_makes_it_distinct: It is fast, and tastes of little but flour.\n",
                to: "    what_it_does: The cells eat sugar and fill the dough with gas within two hours.\n    \
                     what_makes_it_distinct: It is fast, and tastes of little but flour.\n",
            }]),
            &["5:5"],
        ),
        Example::good("All four parts", Input::Yaml(&[])),
        Example::case(
            "The part is a placeholder",
            Input::Yaml(&[Change {
                from: "what_it_is: Dough raised by yeast from a packet.",
                to: "what_it_is: TODO",
            }]),
            &["7:17"],
        ),
        Example::case(
            "The label of a Markdown lesson has no text",
            Input::Markdown(&[Change {
                from: "**What it is:** Dough raised by yeast from a packet.",
                to: "**What it is:**",
            }]),
            &["7:16"],
        ),
        Example::case(
            "The label is misspelled",
            Input::Markdown(&[Change {
                from: "**What it does:** The cells",
                to: "**What it dose:** The cells",
            }]),
            &["5:1"],
        ),
        Example::case(
            "The label is a heading, and misspelled",
            Input::Markdown(&[Change {
                from: "**Who's behind it:** Factories",
                to: "#### Who's behnid it\n\nFactories",
            }]),
            &["5:1"],
        ),
        Example::near_miss(
            "A part that need not be there",
            Input::Yaml(&[Change { from: "    what_it_is: Dough raised by yeast from a packet.\n", to: "" }]),
        )
        .under("[rules]\nregime-part-missing = { required = [\"what_it_does\"] }"),
        Example::near_miss(
            "A part of one word",
            Input::Yaml(&[Change {
                from: "what_it_is: Dough raised by yeast from a packet.",
                to: "what_it_is: Dough",
            }]),
        ),
    ],
};

pub(crate) const PARTS: [&str; 4] =
    ["what_it_is", "what_it_does", "whos_behind_it", "what_makes_it_distinct"];

fn check(regime: &Spanned<Regime>, context: &mut Context<'_>) {
    let parts =
        [&regime.what_it_is, &regime.what_it_does, &regime.whos_behind_it, &regime.what_makes_it_distinct];
    for absence in parts.into_iter().filter_map(|part| part.absent()) {
        if !context.lists("required", absence.field.key) {
            continue;
        }
        let part = stubs::name(absence.field.key);
        let misspelled = misspelled(regime, absence.field.key, context);
        let draft = context.report_absent(absence, format!("{} does not say {part}", regime.title()));
        match misspelled {
            Some((span, meant)) => draft
                .help(format!("did you mean `{meant}`?"))
                .label(span, "this is nearly its label")
                .fix_first(Some(DraftFix {
                    title: format!("write `{meant}`"),
                    applicability: Applicability::Suggested,
                    edits: vec![Edit::replace(span, meant)],
                })),
            None => draft.help(format!(
                "say {part}, if only in a sentence, so that it can be held against the other regimes"
            )),
        };
    }
}

/// Where a regime's section in Markdown has a label that is nearly that of a part, and how that is spelled.
fn misspelled(regime: &Spanned<Regime>, key: &str, context: &Context<'_>) -> Option<(Span, String)> {
    const MARKS: [char; 6] = ['#', '*', '_', '-', ' ', '\t'];
    if context.tree().form() != Form::Markdown {
        return None;
    }
    let section = regime.place.span;
    let mut start = section.start as usize;
    context.tree().source().slice(section).split_inclusive(['\n', '\r']).find_map(|line| {
        let words = line.trim_start_matches(MARKS);
        let from = start + line.len() - words.len();
        start += line.len();
        let end = words.find(':').or_else(|| line.starts_with('#').then_some(words.len()))?;
        let words = words.get(..end)?.trim_end_matches(|mark| MARKS.contains(&mark) || mark.is_whitespace());
        let meant = context.labels.corrected(key, words)?;
        Some((Span::new(from, from + words.len()), meant))
    })
}
